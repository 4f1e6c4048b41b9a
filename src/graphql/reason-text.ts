/** Why one resource is related to another, in words: `both about Data validation (24 resources)`, `3 authors in common`. */
import { unreachable } from '../domain/errors.ts';
import type { RelationReason } from '../domain/graph-view.ts';
import type { LinkKind } from '../domain/model.ts';
import { nameOf } from './labels.ts';

/** What a link says of the related resource: where it leads from there, and where it leads there. */
const LINK_WORDS: Readonly<Record<LinkKind, readonly [incoming: string, outgoing: string]>> = {
  IMPLEMENTS: ['implements it', 'is implemented by it'],
  EXPLAINS: ['explains it', 'is explained by it'],
  PRESENTS: ['presents it', 'is presented by it'],
  TRANSLATES: ['translates it', 'is translated by it'],
  PART_OF: ['is part of it', 'has it as a part'],
  CITES: ['cites it', 'is cited by it'],
};

/** How many neighbours of a kind are in common, when several stand together. */
function inCommon(count: number, noun: string): string {
  return `${count} ${noun} in common`;
}

/** @param topicCount resources of the shared topic as `Topic.resources` counts them; needed for ABOUT alone. */
export function reasonText({ kind, via, count, link }: RelationReason, topicCount: number): string {
  const name = nameOf(via, 'EN');
  switch (kind) {
    case 'ABOUT':
      if (count > 1) return inCommon(count, 'topics');
      return `both about ${name} (${topicCount} ${topicCount === 1 ? 'resource' : 'resources'})`;
    case 'AUTHORED_BY':
      return count > 1 ? inCommon(count, 'authors') : `both by ${name}`;
    case 'AFFILIATED_WITH':
      return count > 1 ? inCommon(count, 'organizations') : `both from ${name}`;
    case 'PUBLISHED_IN':
      return `both at ${name}`;
    case 'LISTED_IN':
      return count > 1 ? inCommon(count, 'sources') : `both listed in ${name}`;
    case 'IMPLEMENTS':
    case 'EXPLAINS':
    case 'PRESENTS':
    case 'TRANSLATES':
    case 'PART_OF':
    case 'CITES':
      if (link !== null) return LINK_WORDS[kind][link === 'INCOMING' ? 0 : 1];
      return count > 1 ? inCommon(count, 'linked resources') : `both linked with ${name}`;
    case 'EDITION_OF':
    case 'BROADER':
    case 'RELATED':
    case 'CO_OCCURS':
      throw new Error('Resources share no such edge');
    default:
      return unreachable(kind);
  }
}
