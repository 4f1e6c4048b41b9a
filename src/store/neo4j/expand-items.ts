/** Rows of an expansion to the items of its relation, with their cursor keys. */
import { z } from 'zod';
import { unreachable } from '../../domain/errors.ts';
import { LINK_KINDS } from '../../domain/model.ts';
import type { OrderKeys } from '../../domain/page.ts';
import type { ExpandItems, ExpandRelation } from '../graph-store.ts';
import { authorRow, organizationRow, provenanceRow, resourceRow, sourceRow, topicRow } from './rows.ts';
import type { ItemRow } from './statements/expand.ts';

type Item<R extends ExpandRelation> = ExpandItems[R] & { readonly keys: OrderKeys };
export type AnyItem = { [R in ExpandRelation]: Item<R> }[ExpandRelation];

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? null);
const authorshipEdge = z.object({ position: z.number(), organizationIds: z.array(z.string()) });
const tagEdge = z.object({ score: z.number(), matched: text });
const listingEdge = z.object({ section: text, locator: text });
const ordinalEdge = z.object({ ordinal: z.number() });
const countedEdge = z.object({ resourceCount: z.number() });

function authorship({ m, e, extra }: ItemRow): Item<'Resource.authors'> {
  const { position, organizationIds } = authorshipEdge.parse(e);
  const found = new Map(extra.map((row) => organizationRow.parse(row)).map((node) => [String(node.id), node]));
  const organizations = organizationIds.flatMap((id) => found.get(id) ?? []);
  return { node: authorRow.parse(m), position, organizations, provenance: provenanceRow.parse(e), keys: [position] };
}

/** The item of one row. */
export function toItem(relation: Exclude<ExpandRelation, 'Venue.editions'>, row: ItemRow): AnyItem {
  const { m, e } = row;
  switch (relation) {
    case 'Resource.authors':
      return authorship(row);
    case 'Resource.topics': {
      const { score, matched } = tagEdge.parse(e);
      return { node: topicRow.parse(m), score, matched, provenance: provenanceRow.parse(e), keys: [score] };
    }
    case 'Resource.organizations':
      return { node: organizationRow.parse(m), keys: [ordinalEdge.parse(e).ordinal] };
    case 'Resource.sources':
      return { node: sourceRow.parse(m), ...listingEdge.parse(e), keys: [] };
    case 'Resource.links': {
      const kind = z.enum(LINK_KINDS).parse(row.type);
      const direction = row.outgoing ? 'OUTGOING' : 'INCOMING';
      const provenance = provenanceRow.parse(e);
      return { node: resourceRow.parse(m).node, kind, direction, provenance, keys: [kind, direction] };
    }
    case 'Author.organizations':
      return { node: organizationRow.parse(m), keys: [countedEdge.parse(e).resourceCount] };
    case 'Organization.authors':
      return { node: authorRow.parse(m), keys: [countedEdge.parse(e).resourceCount] };
    default:
      return unreachable(relation);
  }
}
