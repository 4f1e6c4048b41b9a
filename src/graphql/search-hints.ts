/** What a completion says beside its name: `Topic · 24 resources`, `Author · Google`, `Paper · 2019 · KDD`. */
import { unreachable } from '../domain/errors.ts';
import type { Entity } from '../domain/model.ts';
import type { SearchDocument } from '../search/search-document.ts';
import { typeLabel } from './labels.ts';

const resources = (count: number): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? 'resource' : 'resources'}`;

function kindLabel(node: Entity): string {
  switch (node.kind) {
    case 'RESOURCE':
      return typeLabel(node.type, 'EN');
    case 'AUTHOR':
      return 'Author';
    case 'ORGANIZATION':
      return 'Organization';
    case 'VENUE':
      return 'Venue';
    case 'VENUE_EDITION':
      return 'Edition';
    case 'TOPIC':
      return 'Topic';
    case 'SOURCE':
      return 'Source';
    default:
      return unreachable(node);
  }
}

/** @param document what search knows of the node, or null where it was named by an identifier. */
export function hintOf(node: Entity, document: SearchDocument | null): string {
  const year = node.kind === 'RESOURCE' && node.year !== null ? [String(node.year)] : [];
  const parts = [kindLabel(node), ...year];
  if (document !== null) {
    if (document.context !== null) parts.push(document.context);
    else if (node.kind !== 'RESOURCE') parts.push(resources(document.popularity));
  }
  return parts.join(' · ');
}
