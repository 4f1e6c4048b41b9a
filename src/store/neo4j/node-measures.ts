/** What a load writes of a node besides what the node says itself, by the number of the node. */
import type { Derived } from '../../domain/derived.ts';
import type { Entity, LinkKind } from '../../domain/model.ts';
import { sharedWeight, type SharedKind } from '../../domain/related.ts';
import { listsAt, numbersAt } from '../../domain/stored-numbers.ts';
import { int, intOrNull } from './cypher.ts';
import { nodeProperties, type NodeCounts, type Properties } from './properties.ts';

/** By which edges two resources share a node of a kind; all kinds of links weigh the same. */
const SHARED_BY = {
  TOPIC: 'ABOUT',
  AUTHOR: 'AUTHORED_BY',
  ORGANIZATION: 'AFFILIATED_WITH',
  VENUE_EDITION: 'PUBLISHED_IN',
  SOURCE: 'LISTED_IN',
  RESOURCE: 'CITES' satisfies LinkKind,
} as const satisfies Partial<Record<Entity['kind'], SharedKind>>;

/** Makes the properties of nodes: best asked for in the order of their numbers. */
export function createNodeMeasures({ counts, topicOrdinals, topicOrdinalsUp }: Derived, firstResource: number) {
  const at = {
    authorCount: numbersAt(counts.authorCount),
    topicCount: numbersAt(counts.topicCount),
    sourceCount: numbersAt(counts.sourceCount),
    linkCount: numbersAt(counts.linkCount),
    organizationCount: numbersAt(counts.organizationCount),
    resourceCount: numbersAt(counts.resourceCount),
  };
  const [linkedCount, degree] = [numbersAt(counts.linkedCount), numbersAt(counts.degree)];
  const [ordinals, ordinalsUp] = [listsAt(topicOrdinals), listsAt(topicOrdinalsUp)];
  const countsOf = (number: number): NodeCounts => ({
    authorCount: at.authorCount(number),
    topicCount: at.topicCount(number),
    sourceCount: at.sourceCount(number),
    linkCount: at.linkCount(number),
    organizationCount: at.organizationCount(number),
    resourceCount: at.resourceCount(number),
  });
  /** What the node adds to the nearness of two resources that share it; null where nothing is shared by such nodes. */
  const weightOf = (kind: Entity['kind'], number: number, resourceCount: number): number | null =>
    kind === 'VENUE' ? null : sharedWeight(SHARED_BY[kind], kind === 'RESOURCE' ? linkedCount(number) : resourceCount);
  /** Topics kept with a resource as numbers: counting by topic then follows no edge, several times faster. */
  const topicsOf = (number: number): Properties => ({
    topicOrdinals: Array.from(ordinals(number - firstResource), int),
    topicOrdinalsUp: Array.from(ordinalsUp(number - firstResource), int),
  });
  return (node: Entity, number: number): Properties => {
    const counted = countsOf(number);
    return {
      ...nodeProperties(node, counted),
      degree: int(degree(number)),
      sharedWeight: intOrNull(weightOf(node.kind, number, counted.resourceCount)),
      ...(node.kind === 'RESOURCE' ? topicsOf(number) : {}),
    };
  };
}
