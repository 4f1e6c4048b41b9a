/**
 * Reads the skeleton of the graph: its shape without its texts, in batches, so that the memory of a read is bounded by the
 * batch. What is left out of a resource (addresses, abstract, provenance …) is empty, so a resource of a skeleton may be
 * counted and ordered but never shown.
 */
import { z } from 'zod';
import { nodeId } from '../../domain/ids.ts';
import type {
  Author,
  Authorship,
  GraphRecords,
  Listing,
  Organization,
  Provenance,
  Resource,
  ResourceLink,
  ResourceOrganization,
  TopicTag,
} from '../../domain/model.ts';
import { nextTurn } from '../../domain/turns.ts';
import type { ReadOptions } from '../graph-store.ts';
import type { Catalog } from './catalog.ts';
import { authorRow, organizationRow } from './rows.ts';
import type { Runner } from './run.ts';
import { skeletonNodes, skeletonResources, skeletonRow, type SkeletonRow } from './statements/skeleton.ts';

const BATCH_ROWS = 2_000;

/** Stands where a fact's origin is not read. */
const NOT_READ: Provenance = {
  sourceId: nodeId('SOURCE', 'not-read'),
  locator: null,
  retrievedAt: '1970-01-01T00:00:00.000Z',
  confidence: 0,
  method: 'not-read',
};

/** Calls `read` with the last id seen until a batch is not full. */
async function inBatches<Row>(
  read: (after: string) => Promise<readonly Row[]>,
  idOf: (row: Row) => string,
  take: (row: Row) => void,
): Promise<void> {
  for (let after = ''; ;) {
    const rows = await read(after);
    for (const row of rows) take(row);
    const last = rows.at(-1);
    if (last === undefined || rows.length < BATCH_ROWS) return;
    after = idOf(last);
    // Other requests are answered between batches.
    await nextTurn();
  }
}

interface Edges {
  readonly resources: Resource[];
  readonly authorships: Authorship[];
  readonly resourceOrganizations: ResourceOrganization[];
  readonly tags: TopicTag[];
  readonly listings: Listing[];
  readonly links: ResourceLink[];
}

function bareResource({ plain }: SkeletonRow): Resource {
  return {
    kind: 'RESOURCE',
    ...plain,
    titleTranslated: {},
    url: null,
    urls: [],
    doi: null,
    arxivId: null,
    isbn: null,
    abstract: null,
    note: {},
    session: null,
    identifiers: [],
    provenance: [],
  };
}

function takeResource(into: Edges, row: SkeletonRow): void {
  const resource = bareResource(row);
  const resourceId = resource.id;
  into.resources.push(resource);
  for (const [authorId, position, organizationIds] of row.authors) {
    into.authorships.push({ resourceId, authorId, position, organizationIds, provenance: NOT_READ });
  }
  for (const [organizationId, ordinal] of row.organizations) {
    into.resourceOrganizations.push({ resourceId, organizationId, ordinal, own: false, provenance: NOT_READ });
  }
  for (const [topicId, score] of row.topics) {
    into.tags.push({ resourceId, topicId, score, matched: null, provenance: NOT_READ });
  }
  for (const sourceId of row.sources) into.listings.push({ resourceId, sourceId, section: null, locator: null });
  for (const [kind, toId] of row.links) into.links.push({ kind, fromId: resourceId, toId, provenance: NOT_READ });
}

/**
 * The graph of a catalogue without its texts, sorted by id.
 * @throws DomainError when the database does not answer
 */
export async function readSkeleton(
  runner: Runner,
  catalog: Catalog,
  revision: string,
  options: ReadOptions,
): Promise<GraphRecords> {
  const edges: Edges = {
    resources: [],
    authorships: [],
    resourceOrganizations: [],
    tags: [],
    listings: [],
    links: [],
  };
  const authors: Author[] = [];
  const organizations: Organization[] = [];
  const nodes = (label: 'Author' | 'Organization', after: string) => skeletonNodes(label, after, BATCH_ROWS);
  await Promise.all([
    inBatches(
      (after) => runner.read(nodes('Author', after), z.object({ node: authorRow }), options),
      ({ node }) => node.id,
      ({ node }) => authors.push(node),
    ),
    inBatches(
      (after) => runner.read(nodes('Organization', after), z.object({ node: organizationRow }), options),
      ({ node }) => node.id,
      ({ node }) => organizations.push(node),
    ),
    inBatches(
      (after) => runner.read(skeletonResources(after, BATCH_ROWS), skeletonRow, options),
      ({ plain }) => plain.id,
      (row) => takeResource(edges, row),
    ),
  ]);
  const { venues, editions, sources, tree } = catalog;
  return { revision, sources, topics: tree.all, venues, editions, organizations, authors, ...edges };
}
