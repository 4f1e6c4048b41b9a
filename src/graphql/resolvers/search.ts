/** Search over all kinds of nodes, and completion as one types. A query is searched and ranked once in a request. */
import { compareText, NODE_KINDS, type NodeKind } from '../../domain/ids.ts';
import type { Entity } from '../../domain/model.ts';
import type { Page, Position } from '../../domain/page.ts';
import { isJapanese } from '../../domain/text.ts';
import type { RankedHit } from '../../search/rank.ts';
import { WHOLE_GRAPH } from '../../store/graph-store.ts';
import { loadedConnection, type LoadedConnection } from '../connection.ts';
import type { Context } from '../context.ts';
import { nameOf } from '../labels.ts';
import { lookUp } from '../lookup.ts';
import {
  searchList,
  suggestList,
  type SearchArguments,
  type SearchList,
  type SuggestArguments,
} from '../search-arguments.ts';
import type { SearchAnswer } from '../search-engine.ts';
import { hintOf } from '../search-hints.ts';

/** Whether a hit stands behind a place of the order. */
function isBehind({ score, document }: RankedHit, { keys, id }: Position): boolean {
  const [at = 0] = keys;
  return score < Number(at) || (score === at && compareText(document.id, id) > 0);
}

function pageOf(hits: readonly RankedHit[], { page: { size, after } }: SearchList): Page<RankedHit> {
  const start = after === null ? 0 : hits.findIndex((hit) => isBehind(hit, after));
  const rest = start < 0 ? [] : hits.slice(start, start + size + 1);
  return { items: rest.slice(0, size), hasNext: rest.length > size, hasPrevious: after !== null };
}

function answerTo(list: SearchList, { loaders }: Context): Promise<SearchAnswer> {
  return loaders.search('Query.search', { text: list.query, kinds: list.kinds, mode: 'search' });
}

/** The nodes of hits, in their order. A node that went with its graph in between is left out. */
async function hydrated(hits: readonly RankedHit[], coordinate: string, { loaders }: Context) {
  const nodes = await Promise.all(hits.map(({ document }) => loaders.byId(coordinate, document.id)));
  return hits.flatMap((hit, index) => {
    const node = nodes[index];
    return node == null ? [] : [{ hit, node, keys: [hit.score] }];
  });
}

async function connectionOf(list: SearchList, context: Context): Promise<LoadedConnection> {
  const { hits, highlight } = await answerTo(list, context);
  const page = pageOf(hits, list);
  const items = await hydrated(page.items, 'Query.search', context);
  const edges = items.map(({ hit, node, keys }) => ({
    node,
    keys,
    score: hit.score,
    matchedFields: hit.matchedFields,
    highlights: () => highlight(hit.document, hit.matchedFields),
  }));
  return loadedConnection({ ...page, items: edges, totalCount: hits.length }, list.listKey, WHOLE_GRAPH);
}

/** How many hits of each kind there are; only kinds that have some. */
function kindCounts({ hits }: SearchAnswer): { kind: NodeKind; count: number }[] {
  const counts = new Map<NodeKind, number>();
  for (const { document } of hits) counts.set(document.kind, (counts.get(document.kind) ?? 0) + 1);
  return NODE_KINDS.flatMap((kind) => {
    const count = counts.get(kind);
    return count === undefined ? [] : [{ kind, count }];
  });
}

/** An id, DOI or address has a sign or digits that words seldom have; only then is the store asked for names. */
const LIKE_AN_IDENTIFIER = /[:/]|^\d|^\S+\.\S+$/;

/** Nodes that the text names as it stands. */
async function namedBy(text: string, { store, read }: Context): Promise<readonly Entity[]> {
  if (!LIKE_AN_IDENTIFIER.test(text)) return [];
  const [answer] = await lookUp([text], store, () => read('Query.suggest'));
  return answer?.node == null ? (answer?.problem?.candidates ?? []) : [answer.node];
}

async function suggest(_: unknown, args: SuggestArguments, context: Context) {
  const list = suggestList(args);
  const named = await namedBy(list.prefix, context);
  const { hits } = await context.loaders.search('Query.suggest', {
    text: list.prefix,
    kinds: list.kinds,
    mode: 'suggest',
  });
  const language = isJapanese(list.prefix) ? 'JA' : 'EN';
  const items = await hydrated(hits.slice(0, list.first), 'Query.suggest', context);
  const found = new Map<string, { node: Entity; hint: string }>();
  for (const node of named) if (list.kinds.includes(node.kind)) found.set(node.id, { node, hint: hintOf(node, null) });
  for (const { node, hit } of items) found.set(node.id, { node, hint: hintOf(node, hit.document) });
  return [...found.values()]
    .slice(0, list.first)
    .map(({ node, hint }) => ({ node, kind: node.kind, label: nameOf(node, language), hint }));
}

export const searchConnectionResolvers = {
  edges: async (list: SearchList, _: unknown, context: Context) => (await connectionOf(list, context)).edges(),
  nodes: async (list: SearchList, _: unknown, context: Context) => (await connectionOf(list, context)).nodes(),
  pageInfo: async (list: SearchList, _: unknown, context: Context) => (await connectionOf(list, context)).pageInfo(),
  totalCount: async (list: SearchList, _: unknown, context: Context) => (await answerTo(list, context)).hits.length,
  kindCounts: async (list: SearchList, _: unknown, context: Context) => kindCounts(await answerTo(list, context)),
  suggestions: async (list: SearchList, _: unknown, context: Context) => (await answerTo(list, context)).suggestions,
};

export const searchResolvers = {
  search: (_: unknown, args: SearchArguments) => searchList(args),
  suggest,
};
