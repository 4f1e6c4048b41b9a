/** A graph stated as pairs of numbers, as the searches read it. */
import type { GraphEdge } from '../../src/domain/graph-view.ts';
import { compareText, nodeId, type NodeId } from '../../src/domain/ids.ts';
import type { Topic } from '../../src/domain/model.ts';
import type { GraphReader } from '../../src/exploration/graph-reader.ts';
import { HUB_DEGREE } from '../../src/exploration/region.ts';

export const idOf = (node: number): NodeId<'TOPIC'> => nodeId('TOPIC', `n${String(node).padStart(6, '0')}`);

function topicOf(node: number): Topic {
  const slug = idOf(node).slice('Topic:'.length);
  const texts = { name: slug, nameJa: null, altLabels: { EN: [], JA: [] }, definition: {}, url: null };
  return { kind: 'TOPIC', id: idOf(node), slug, ...texts, exactMatches: [], broaderIds: [], relatedIds: [] };
}

function edgeOf([a, b]: readonly [number, number]): GraphEdge {
  return { kind: 'RELATED', source: idOf(a), target: idOf(b), weight: null, provenance: null };
}

/** `hubs` have a degree above the limit, whatever their edges. */
export function arrayReader(
  pairs: readonly (readonly [number, number])[],
  hubs: ReadonlySet<number> = new Set(),
): GraphReader<number> {
  const neighbours = new Map<number, number[]>();
  const join = (a: number, b: number): void => {
    const known = neighbours.get(a);
    if (known === undefined) neighbours.set(a, [b]);
    else known.push(b);
  };
  for (const [a, b] of pairs) {
    join(a, b);
    join(b, a);
  }
  const numberOf = (id: NodeId): number => Number(id.slice('Topic:n'.length));
  const around = (node: number): number[] => neighbours.get(node) ?? [];
  return {
    keyOf: numberOf,
    idOf,
    compare: (a, b) => compareText(idOf(a), idOf(b)),
    degree: (node) => around(node).length + (hubs.has(node) ? HUB_DEGREE : 0),
    neighbours: async (nodes) => nodes.map(around),
    reached: async (nodes) => nodes.flatMap(around),
    entities: async (nodes) => nodes.map(topicOf),
    edgesAmong: async (nodes) => pairs.filter((pair) => pair.every((node) => nodes.includes(node))).map(edgeOf),
  };
}
