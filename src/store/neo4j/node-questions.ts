/** Nodes, lists of nodes, and what hangs on them. */
import { kindOf, type NodeId } from '../../domain/ids.ts';
import type { Author, Entity, Organization } from '../../domain/model.ts';
import type { PageItem } from '../../domain/page.ts';
import { sortKey } from '../../domain/text.ts';
import {
  MAX_KEY_HOLDERS,
  type EntitiesPage,
  type EntitiesQuestion,
  type ExpandPage,
  type ExpandQuestion,
  type ExpandRelation,
  type NodeQuestions,
  type ReadOptions,
} from '../graph-store.ts';
import { toPage } from './answers.ts';
import type { Catalog } from './catalog.ts';
import { expandEditions } from './expand-editions.ts';
import { toItem, type AnyItem } from './expand-items.ts';
import { accepts } from './match-nodes.ts';
import type { Revisions } from './revision.ts';
import { authorRow, entityFrom, organizationRow, READ_KINDS } from './rows.ts';
import type { Runner } from './run.ts';
import { entitiesRow, entitiesStatement } from './statements/entities.ts';
import { expandRow, expandStatement, type ReadRelation } from './statements/expand.ts';
import { identifiedRow, nodeRow, nodesByIdentifier, nodesById } from './statements/lookup.ts';

const IN_DATABASE: readonly string[] = READ_KINDS;

async function byIds(
  runner: Runner,
  catalog: Catalog,
  ids: readonly NodeId[],
  options: ReadOptions,
): Promise<Map<NodeId, Entity>> {
  const found = new Map<NodeId, Entity>();
  for (const id of ids) {
    const node = catalog.get(id);
    if (node !== undefined) found.set(id, node);
  }
  const asked = [...new Set(ids)].filter((id) => IN_DATABASE.includes(kindOf(id)));
  const rows = asked.length === 0 ? [] : await runner.read(nodesById(asked), nodeRow, options);
  for (const row of rows) {
    const node = entityFrom(row.kind, row.node);
    found.set(node.id, node);
  }
  return found;
}

function whole<Node extends Author | Organization | Entity>(
  nodes: readonly Node[],
): { items: { node: Node; keys: [] }[] } {
  return { items: nodes.map((node) => ({ node, keys: [] })) };
}

async function entities(
  runner: Runner,
  catalog: Catalog,
  question: EntitiesQuestion,
  options: ReadOptions,
): Promise<EntitiesPage> {
  const ends = { hasNext: false, hasPrevious: false };
  if (question.kind === 'VENUE') {
    const venues = catalog.venues.filter((venue) => accepts(question.filter, venue));
    return { ...whole(venues), ...ends, totalCount: venues.length };
  }
  if (question.kind === 'SOURCE') return { ...whole(catalog.sources), ...ends, totalCount: catalog.sources.length };
  const [row] = await runner.read(entitiesStatement(question), entitiesRow, options);
  const items = (row?.nodes ?? []).map(({ node: columns, resourceCount }): PageItem<Author | Organization> => {
    const node = question.kind === 'AUTHOR' ? authorRow.parse(columns) : organizationRow.parse(columns);
    return { node, keys: [question.order === 'NAME' ? sortKey(node.name) : resourceCount] };
  });
  return { ...toPage(items, question.page), totalCount: row?.total ?? 0 };
}

async function expandRead(
  runner: Runner,
  catalog: Catalog,
  question: ExpandQuestion<ReadRelation>,
  options: ReadOptions,
): Promise<Map<NodeId, ExpandPage<ExpandRelation>>> {
  const parents = [...new Set(question.parents)];
  const rows = await runner.read(expandStatement({ ...question, parents }), expandRow, options);
  const found = new Map(rows.map((row) => [row.parent, row]));
  return new Map(
    question.parents.map((id) => {
      const row = found.get(id);
      const items = (row?.items ?? []).map((item): AnyItem => toItem(question.relation, item, catalog));
      const page = question.page ?? { size: items.length, from: 'start', after: null, before: null };
      return [id, { ...toPage(items, page), totalCount: row?.total ?? 0 }];
    }),
  );
}

/** The answers of one database. */
export function createNodeQuestions(runner: Runner, revisions: Revisions): NodeQuestions {
  return {
    byIds: async (ids, options) => byIds(runner, (await revisions.ready(options)).catalog, ids, options),
    byIdentifiers: async (keys, options) => {
      const { catalog } = await revisions.ready(options);
      const answer = new Map<string, Entity[]>(keys.map((key) => [key, []]));
      const asked = nodesByIdentifier([...answer.keys()], MAX_KEY_HOLDERS);
      for (const { key, id, kind, node } of await runner.read(asked, identifiedRow, options)) {
        const entity = kind === null ? catalog.get(id as NodeId) : entityFrom(kind, node);
        if (entity !== undefined) answer.get(key)?.push(entity);
      }
      return answer;
    },
    entities: async (question, options) =>
      entities(runner, (await revisions.ready(options)).catalog, question, options),
    expand: async <R extends ExpandRelation>(question: ExpandQuestion<R>, options: ReadOptions) => {
      const { catalog } = await revisions.ready(options);
      const answer =
        question.relation === 'Venue.editions'
          ? expandEditions(catalog, question.parents, question.page)
          : await expandRead(runner, catalog, question as ExpandQuestion<ReadRelation>, options);
      // The relation of the question fixes the items of the answer; the compiler cannot follow that through the switch.
      return answer as unknown as ReadonlyMap<NodeId, ExpandPage<R>>;
    },
    topics: async (options) => (await revisions.ready(options)).catalog.tree,
  };
}
