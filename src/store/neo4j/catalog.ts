/** The few nodes that every question may name, held in memory for as long as their revision. */
import { z } from 'zod';
import type { NodeId } from '../../domain/ids.ts';
import { compareText } from '../../domain/ids.ts';
import type { Source, Topic, Venue, VenueEdition } from '../../domain/model.ts';
import { buildTopicTree, type TopicTree } from '../../domain/topic-tree.ts';
import type { ReadOptions } from '../graph-store.ts';
import { cy, named } from './cypher.ts';
import { editionRow, sourceRow, topicRow, venueRow } from './rows.ts';
import type { Runner } from './run.ts';
import type { TextMatch } from './text-match.ts';

export type CatalogNode = Topic | Venue | VenueEdition | Source;

export interface Catalog {
  readonly tree: TopicTree;
  /** Each sorted by id. */
  readonly venues: readonly Venue[];
  readonly editions: readonly VenueEdition[];
  readonly sources: readonly Source[];
  get(id: NodeId): CatalogNode | undefined;
  /** How many resources stand directly at a node of the catalogue. */
  resourceCount(id: NodeId): number;
  /** What the texts of a question match: those of its filters, looked up before it is made a statement. */
  readonly texts: ReadonlyMap<string, TextMatch>;
}

const catalogRow = z.object({
  kind: z.enum(['Topic', 'Venue', 'VenueEdition', 'Source']),
  node: z.record(z.string(), z.unknown()),
});

function nodeOf(row: z.infer<typeof catalogRow>): CatalogNode {
  switch (row.kind) {
    case 'Topic':
      return topicRow.parse(row.node);
    case 'Venue':
      return venueRow.parse(row.node);
    case 'VenueEdition':
      return editionRow.parse(row.node);
    case 'Source':
      return sourceRow.parse(row.node);
  }
}

/** Reads the catalogue in one statement. */
export async function readCatalog(runner: Pick<Runner, 'read'>, options: ReadOptions): Promise<Catalog> {
  const body = named(
    'catalog',
    cy`MATCH (n:Topic|Venue|VenueEdition|Source) RETURN labels(n)[0] AS kind, properties(n) AS node`,
  );
  const rows = await runner.read(body, catalogRow, { ...options, coordinate: 'catalog' });
  const counts = new Map(rows.map(({ node }) => [String(node['id']), Number(node['resourceCount'])]));
  const nodes = rows.map(nodeOf).toSorted((a, b) => compareText(a.id, b.id));
  const byId = new Map<NodeId, CatalogNode>(nodes.map((node) => [node.id, node]));
  const tree = buildTopicTree(nodes.filter((node) => node.kind === 'TOPIC'));
  return {
    tree,
    venues: nodes.filter((node) => node.kind === 'VENUE'),
    editions: nodes.filter((node) => node.kind === 'VENUE_EDITION'),
    sources: nodes.filter((node) => node.kind === 'SOURCE'),
    get: (id) => byId.get(id),
    resourceCount: (id) => counts.get(id) ?? 0,
    texts: new Map(),
  };
}

/** The topic at a place among all topics by id, as resources name theirs. @throws Error (a bug) where there is none. */
export function topicAt({ tree }: Catalog, ordinal: number): Topic {
  const topic = tree.all[ordinal];
  if (topic === undefined) throw new Error('A resource names a topic that is not in the catalogue');
  return topic;
}
