/** Rows of an expansion to the items of its relation, with their cursor keys. */
import { z } from 'zod';
import { unreachable } from '../../domain/errors.ts';
import type { NodeId } from '../../domain/ids.ts';
import { LINK_KINDS, type EntityOf } from '../../domain/model.ts';
import type { OrderKeys } from '../../domain/page.ts';
import type { ExpandItems, ExpandRelation } from '../graph-store.ts';
import { provenanceOf, type Catalog } from './catalog.ts';
import { authorRow, organizationRow, resourceRow, text } from './rows.ts';
import type { ItemRow } from './statements/expand.ts';

type Item<R extends ExpandRelation> = ExpandItems[R] & { readonly keys: OrderKeys };
export type AnyItem = { [R in ExpandRelation]: Item<R> }[ExpandRelation];

/** As STATED_KEYS. */
const stated = [text, z.number()] as const;
const authorshipEdge = z.tuple([z.number(), z.array(z.string()), ...stated]);
const tagEdge = z.tuple([z.number(), text, ...stated]);
const listingEdge = z.tuple([text, text]);
const linkEdge = z.tuple(stated);
const linkFacts = z.object({ kind: z.enum(LINK_KINDS), outgoing: z.boolean() });
/** The only column is what the list is ordered by. */
const orderedEdge = z.tuple([z.number()]);

function authorship({ m, e, organizations: given = [] }: ItemRow, catalog: Catalog): Item<'Resource.authors'> {
  const [position, organizationIds, locator, origin] = authorshipEdge.parse(e);
  const provenance = provenanceOf(catalog, { locator, origin });
  const found = new Map(given.map((node) => [node.id, node]));
  const organizations = organizationIds.flatMap((id) => found.get(id as NodeId<'ORGANIZATION'>) ?? []);
  return { node: authorRow.parse(m), position, organizations, provenance, keys: [position] };
}

/** @throws Error (a bug) where a resource names a node that is not in the catalogue. */
function catalogued<K extends 'TOPIC' | 'SOURCE'>(catalog: Catalog, kind: K, id: ItemRow['m']): EntityOf<K> {
  const node = catalog.get(String(id) as NodeId);
  if (node?.kind !== kind) throw new Error('An edge leads to a node that is not in the catalogue');
  return node as EntityOf<K>;
}

/** The item of one row. */
export function toItem(relation: Exclude<ExpandRelation, 'Venue.editions'>, row: ItemRow, catalog: Catalog): AnyItem {
  const { m, e } = row;
  switch (relation) {
    case 'Resource.authors':
      return authorship(row, catalog);
    case 'Resource.topics': {
      const [score, matched, locator, origin] = tagEdge.parse(e);
      const provenance = provenanceOf(catalog, { locator, origin });
      return { node: catalogued(catalog, 'TOPIC', m), score, matched, provenance, keys: [score] };
    }
    case 'Resource.organizations':
      return { node: organizationRow.parse(m), keys: orderedEdge.parse(e) };
    case 'Resource.sources': {
      const [section, locator] = listingEdge.parse(e);
      return { node: catalogued(catalog, 'SOURCE', m), section, locator, keys: [] };
    }
    case 'Resource.links': {
      const { kind, outgoing } = linkFacts.parse(row);
      const direction = outgoing ? 'OUTGOING' : 'INCOMING';
      const [locator, origin] = linkEdge.parse(e);
      const provenance = provenanceOf(catalog, { locator, origin });
      return { node: resourceRow.parse(m).node, kind, direction, provenance, keys: [kind, direction] };
    }
    case 'Author.organizations':
      return { node: organizationRow.parse(m), keys: orderedEdge.parse(e) };
    case 'Organization.authors':
      return { node: authorRow.parse(m), keys: orderedEdge.parse(e) };
    default:
      return unreachable(relation);
  }
}
