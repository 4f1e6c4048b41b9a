/** Resources that share neighbours with others. */
import { unreachable } from '../../domain/errors.ts';
import type { RelatedResource } from '../../domain/graph-view.ts';
import type { NodeId } from '../../domain/ids.ts';
import type { Entity, LinkKind } from '../../domain/model.ts';
import { firstLink, LINK_WEIGHT, reasonsOf, WEIGHT_UNIT, type Bond, type SharedKind } from '../../domain/related.ts';
import type { RelatedQuestions } from '../graph-store.ts';
import type { Catalog } from './catalog.ts';
import type { Revisions } from './revision.ts';
import { authorRow, organizationRow } from './rows.ts';
import type { Runner } from './run.ts';
import { relatedRow, relatedStatement, type RelatedItem, type SharedRow } from './statements/related.ts';

function viaOf({ type, id, node }: SharedRow, catalog: Catalog): readonly [SharedKind, Entity | undefined] {
  switch (type) {
    case 'AUTHORED_BY':
      return ['AUTHORED_BY', authorRow.parse(node)];
    case 'HAS_ORGANIZATION':
      return ['AFFILIATED_WITH', organizationRow.parse(node)];
    case 'ABOUT':
    case 'LISTED_IN':
    case 'PUBLISHED_IN':
      return [type, catalog.get(id as NodeId)];
    default:
      return unreachable(type);
  }
}

interface LinkRow {
  readonly kind: LinkKind;
  readonly outgoing: boolean;
}

/** The link that is shown of those between two resources. */
function shownLink(rows: readonly LinkRow[]) {
  return firstLink(
    rows.map(({ kind, outgoing }) => ({ kind, direction: outgoing ? ('OUTGOING' as const) : ('INCOMING' as const) })),
  );
}

function bondsOf(item: RelatedItem, catalog: Catalog): Bond[] {
  const shared = item.shared.flatMap((row): Bond[] => {
    const [kind, via] = viaOf(row, catalog);
    return via === undefined ? [] : [{ kind, via, weight: row.weight, link: null }];
  });
  const between = [...new Map(item.linked.map((row) => [row.id, row])).values()];
  const linked = between.flatMap(({ id, weight, node }): Bond[] => {
    const link = shownLink(item.linked.filter((row) => row.id === id));
    return link === undefined ? [] : [{ kind: link.kind, via: node.node, weight, link: null }];
  });
  const link = shownLink(item.direct);
  const direct: Bond[] =
    link === undefined ? [] : [{ kind: link.kind, via: item.node.node, weight: LINK_WEIGHT, link: link.direction }];
  return [...shared, ...linked, ...direct];
}

function toRelated(item: RelatedItem, catalog: Catalog): RelatedResource {
  const bonds = bondsOf(item, catalog);
  const score = bonds.reduce((sum, { weight }) => sum + weight, 0) / WEIGHT_UNIT;
  return { resource: item.node.node, score, reasons: reasonsOf(bonds) };
}

/** The answers of one database. */
export function createRelatedQuestions(runner: Runner, revisions: Revisions): RelatedQuestions {
  return {
    related: async (question, options) => {
      const { catalog } = await revisions.ready(options);
      const rows = await runner.read(relatedStatement(question), relatedRow, options);
      const found = new Map(rows.map(({ parent, related }) => [parent, related]));
      return new Map(question.parents.map((id) => [id, (found.get(id) ?? []).map((item) => toRelated(item, catalog))]));
    },
  };
}
