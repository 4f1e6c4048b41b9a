/** Topics of a filtered set, and the pairs of them that resources have together. */
import { z } from 'zod';
import type { TopicPairsQuestion } from '../../graph-store.ts';
import type { Catalog } from '../catalog.ts';
import { cy, int, named, param, type NamedFragment } from '../cypher.ts';
import { compileScope, findResources } from '../scope.ts';

/** Topics by their place in the catalogue. */
const ordinal = z.number();
export const topicPairsRow = z.object({
  counts: z.array(z.tuple([ordinal, z.number()])),
  pairs: z.array(z.tuple([ordinal, ordinal, z.number()])),
});

export function topicPairsStatement(question: TopicPairsQuestion, catalog: Catalog, resources: number): NamedFragment {
  const known = { catalog, resources };
  const scope = compileScope({ relation: 'Query.resources' }, known);
  const found = findResources(scope, { filter: question.filter, wanted: Infinity }, known);
  return named(
    'topicPairs',
    cy`CALL () { ${found} RETURN collect(n) AS found }
    CALL (found) {
      UNWIND found AS n UNWIND n.topicOrdinals AS topic WITH topic, count(*) AS count
      RETURN collect([topic, count]) AS counts
    }
    CALL (found) {
      UNWIND found AS n UNWIND n.topicOrdinals AS first UNWIND n.topicOrdinals AS second
      WITH first, second WHERE first < second
      WITH first, second, count(*) AS count WHERE count >= ${param(int(question.minCount))}
      WITH first, second, count ORDER BY first, second
      RETURN collect([first, second, count]) AS pairs
    }
    RETURN counts, pairs`,
  );
}
