/** Topics of a filtered set, and the pairs of them that resources have together. */
import { z } from 'zod';
import type { TopicPairsQuestion } from '../../graph-store.ts';
import type { Catalog } from '../catalog.ts';
import { cy, int, param, type Fragment } from '../cypher.ts';
import { compileScope, findResources } from '../scope.ts';

const id = z.string();
export const topicPairsRow = z.object({
  counts: z.array(z.tuple([id, z.number()])),
  pairs: z.array(z.tuple([id, id, z.number()])),
});

export function topicPairsStatement(question: TopicPairsQuestion, catalog: Catalog, resources: number): Fragment {
  const known = { catalog, resources };
  const scope = compileScope({ relation: 'Query.resources' }, known);
  const found = findResources(scope, { filter: question.filter, wanted: Infinity }, known);
  return cy`CALL () { ${found} RETURN collect(n) AS found }
    CALL (found) {
      UNWIND found AS n MATCH (n)-[:ABOUT]->(v:Topic) WITH v, count(*) AS count
      RETURN collect([v.id, count]) AS counts
    }
    CALL (found) {
      UNWIND found AS n MATCH (a:Topic)<-[:ABOUT]-(n)-[:ABOUT]->(b:Topic) WHERE a.id < b.id
      WITH a, b, count(*) AS count WHERE count >= ${param(int(question.minCount))}
      WITH a.id AS first, b.id AS second, count ORDER BY first, second
      RETURN collect([first, second, count]) AS pairs
    }
    RETURN counts, pairs`;
}
