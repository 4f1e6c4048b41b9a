/** Who is affiliated with whom: the distinct pairs of author and organization in the authorships. */
import type { NodeId } from './ids.ts';
import type { Authorship, GraphRows } from './model.ts';
import { numberNodes, type NodeNumbers } from './node-numbers.ts';
import { createPairNumbers } from './pair-numbers.ts';
import { only, type Rows } from './rows.ts';
import { numbersAt, type StoredNumbers } from './stored-numbers.ts';
import { createWordList } from './word-list.ts';

type Statement = Pick<Authorship, 'resourceId' | 'provenance'>;

export interface Affiliation {
  readonly authorId: NodeId<'AUTHOR'>;
  readonly organizationId: NodeId<'ORGANIZATION'>;
  /** How many resources name both together. */
  readonly resourceCount: number;
  /** The one that was read earliest; of several the first work by id, for the stores keep authorships in orders of their own. */
  readonly statedBy: Statement;
}

/** An author and an organization that an authorship names together. */
interface Naming extends Pick<Affiliation, 'authorId' | 'organizationId'> {
  readonly statement: Statement;
}

/** One after another, each once for each authorship. */
function* namings({ authorships }: Pick<GraphRows, 'authorships'>): Generator<Naming> {
  const rows = only(authorships, 'authorId', 'organizationIds', 'resourceId', 'provenance');
  for (const { authorId, organizationIds, resourceId, provenance } of rows) {
    if (organizationIds.length === 0) continue;
    const statement = { resourceId, provenance };
    for (const organizationId of new Set(organizationIds)) yield { authorId, organizationId, statement };
  }
}

/** What is held of all pairs, which are numbered as they are named first. */
interface CountedPairs {
  /** By naming, the number of its pair. */
  readonly named: StoredNumbers;
  readonly counts: Uint32Array;
  /** Of a pair whose first naming is not what states it. These are few: mostly all that name a pair were read at one time. */
  readonly statedLater: ReadonlyMap<number, Statement>;
}

function countPairs(graph: GraphRows, { of }: NodeNumbers): CountedPairs {
  const pairs = createPairNumbers();
  const named = createWordList();
  const counts: number[] = [];
  /** Of the statement that is known to be the one, when it was read and the number of its work. */
  const [readAt, works] = [[] as number[], [] as number[]];
  const statedLater = new Map<number, Statement>();
  for (const { authorId, organizationId, statement } of namings(graph)) {
    const pair = pairs.of(of(authorId), of(organizationId));
    const isNew = pair === counts.length;
    named.push(pair);
    counts[pair] = (counts[pair] ?? 0) + 1;
    const time = Date.parse(statement.provenance.retrievedAt);
    // Nodes are numbered in the order of their ids.
    const work = of(statement.resourceId);
    const order = isNew ? -1 : time - (readAt[pair] ?? 0) || work - (works[pair] ?? 0);
    if (order >= 0) continue;
    readAt[pair] = time;
    works[pair] = work;
    if (!isNew) statedLater.set(pair, statement);
  }
  return { named, counts: Uint32Array.from(counts), statedLater };
}

/**
 * In the order in which the authorships name them first. They are made as they are taken, which goes through the authorships
 * again; some words are held of each, and of each naming one.
 * @param numbers of the nodes of this graph, where they are numbered already.
 */
export function affiliations(graph: GraphRows, numbers = numberNodes(graph)): Rows<Affiliation> {
  const { named, counts, statedLater } = countPairs(graph, numbers);
  return {
    length: counts.length,
    *[Symbol.iterator]() {
      const pairAt = numbersAt(named);
      let [naming, next] = [0, 0];
      for (const { authorId, organizationId, statement } of namings(graph)) {
        if (pairAt(naming) === next) {
          const statedBy = statedLater.get(next) ?? statement;
          yield { authorId, organizationId, resourceCount: counts[next] ?? 0, statedBy };
          next += 1;
        }
        naming += 1;
      }
    },
  };
}
