/** The few nodes that every question may name, held in memory for as long as their revision. */
import { z } from 'zod';
import type { NodeId } from '../../domain/ids.ts';
import { compareText } from '../../domain/ids.ts';
import type { Provenance, Source, Topic, Venue, VenueEdition } from '../../domain/model.ts';
import { buildTopicTree, type TopicTree } from '../../domain/topic-tree.ts';
import type { ReadOptions } from '../graph-store.ts';
import { cy, named } from './cypher.ts';
import type { Origin } from './properties.ts';
import { editionRow, originRow, sourceRow, topicRow, venueRow } from './rows.ts';
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
  /** What edges name by this number of where they are stated. */
  origin(number: number): Origin | undefined;
  /** What the texts of a question match: those of its filters, looked up before it is made a statement. */
  readonly texts: ReadonlyMap<string, TextMatch>;
}

const properties = z.record(z.string(), z.unknown());
const nodeRow = z.object({ kind: z.enum(['Topic', 'Venue', 'VenueEdition', 'Source']), node: properties });
const catalogRow = z.discriminatedUnion('kind', [nodeRow, z.object({ kind: z.literal('Origin'), node: originRow })]);

function nodeOf(row: z.infer<typeof nodeRow>): CatalogNode {
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
    cy`MATCH (n:Topic|Venue|VenueEdition|Source|Origin) RETURN labels(n)[0] AS kind, properties(n) AS node`,
  );
  const found = await runner.read(body, catalogRow, { ...options, coordinate: 'catalog' });
  const rows = found.filter((row) => row.kind !== 'Origin');
  const numbered = found.filter((row) => row.kind === 'Origin');
  const origins = new Map(numbered.map(({ node: { number, ...origin } }): [number, Origin] => [number, origin]));
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
    origin: (number) => origins.get(number),
    texts: new Map(),
  };
}

/** The topic at a place among all topics by id, as resources name theirs. @throws Error (a bug) where there is none. */
export function topicAt({ tree }: Catalog, ordinal: number): Topic {
  const topic = tree.all[ordinal];
  if (topic === undefined) throw new Error('A resource names a topic that is not in the catalogue');
  return topic;
}

/** Where an edge is stated, by its own properties. @throws Error (a bug) where it names an origin that is not there. */
export function provenanceOf(
  catalog: Pick<Catalog, 'origin'>,
  { locator, origin }: { readonly locator: string | null; readonly origin: number },
): Provenance {
  const found = catalog.origin(origin);
  if (found === undefined) throw new Error('An edge names an origin that is not in the catalogue');
  return { ...found, locator };
}
