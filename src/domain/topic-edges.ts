/** The edges that the hierarchy of topics states. */
import type { GraphEdge } from './graph-view.ts';
import { nodeId } from './ids.ts';
import type { Provenance, Source, Topic } from './model.ts';

/** The source that topics and their hierarchy come from. */
export const TAXONOMY = nodeId('SOURCE', 'mlops-topics');

export type TopicEdge = GraphEdge & { readonly kind: 'BROADER' | 'RELATED' };

/** BROADER and RELATED edges among these topics, each once, by source and kind; null for `taxonomy` leaves their provenance null. */
export function topicEdges(topics: readonly Topic[], taxonomy: Source | null): TopicEdge[] {
  const present = new Set(topics.map(({ id }) => id));
  const provenance: Provenance | null =
    taxonomy === null
      ? null
      : {
          sourceId: taxonomy.id,
          locator: null,
          retrievedAt: taxonomy.retrievedAt,
          confidence: 1,
          method: 'stated',
        };
  return topics.flatMap(({ id, broaderIds, relatedIds }) => {
    const edge = (kind: TopicEdge['kind'], target: Topic['id']): TopicEdge => {
      return { kind, source: id, target, weight: null, provenance };
    };
    return [
      ...broaderIds.filter((target) => present.has(target)).map((target) => edge('BROADER', target)),
      // Symmetric: shown once, from the smaller id.
      ...relatedIds.filter((target) => id < target && present.has(target)).map((target) => edge('RELATED', target)),
    ];
  });
}
