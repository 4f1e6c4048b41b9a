/** The edges of the graph between ordinals. */
import type { NodeId } from '../../domain/ids.ts';
import type { GraphRecords, Resource } from '../../domain/model.ts';
import { buildRelation, type Relation } from './adjacency.ts';
import { ordinalIn, type NodeTable, type NodeTables } from './node-table.ts';

/** From resources, in the order in which their lists show them; `sources` and `venue` have no order of their own. */
export interface ResourceRelations {
  /** By position. */
  readonly authors: Relation;
  /** By ordinal. */
  readonly organizations: Relation;
  /** By score descending, then id. */
  readonly topics: Relation;
  /** By id. */
  readonly sources: Relation;
  /** At most one. */
  readonly venue: Relation;
  /** At most one. */
  readonly edition: Relation;
}

export interface Relations extends ResourceRelations {
  /** From authors: by the number of resources they gave the organization on descending, then id. */
  readonly authorOrganizations: Relation;
  /** Parallel to `authorOrganizations.forward.targets`. */
  readonly affiliationCounts: Int32Array;
  /** From organizations: the same pairs, by that number descending, then id. */
  readonly organizationAuthors: Relation;
  /** Parallel to `organizationAuthors.forward.targets`. */
  readonly memberCounts: Int32Array;
  /** From a link's start to its end. */
  readonly links: Relation;
  /** From venues: by year descending, then id. */
  readonly venueEditions: Relation;
}

type Pair = readonly [from: number, to: number];

function relate(from: NodeTable, to: NodeTable, pairs: readonly Pair[]): Relation {
  return buildRelation(
    [from.nodes.length, to.nodes.length],
    Int32Array.from(pairs, ([start]) => start),
    Int32Array.from(pairs, ([, end]) => end),
  );
}

function toOne(resources: NodeTable<Resource>, to: NodeTable, idOf: (resource: Resource) => NodeId | null): Relation {
  const pairs = resources.nodes.flatMap((resource, ordinal): Pair[] => {
    const id = idOf(resource);
    return id === null ? [] : [[ordinal, ordinalIn(to, id)]];
  });
  return relate(resources, to, pairs);
}

interface Affiliation {
  readonly author: number;
  readonly organization: number;
  count: number;
}

function affiliations(records: GraphRecords, { authors, organizations }: NodeTables): Affiliation[] {
  const found = new Map<number, Affiliation>();
  for (const { authorId, organizationIds } of records.authorships) {
    const author = ordinalIn(authors, authorId);
    for (const id of new Set(organizationIds)) {
      const organization = ordinalIn(organizations, id);
      const key = author * organizations.nodes.length + organization;
      const known = found.get(key);
      if (known === undefined) found.set(key, { author, organization, count: 1 });
      else known.count += 1;
    }
  }
  return [...found.values()];
}

function affiliationRelations(
  records: GraphRecords,
  tables: NodeTables,
): Pick<Relations, 'authorOrganizations' | 'affiliationCounts' | 'organizationAuthors' | 'memberCounts'> {
  const { authors, organizations } = tables;
  const pairs = affiliations(records, tables);
  const byAuthor = pairs.toSorted(
    (a, b) => a.author - b.author || b.count - a.count || a.organization - b.organization,
  );
  const byOrganization = pairs.toSorted(
    (a, b) => a.organization - b.organization || b.count - a.count || a.author - b.author,
  );
  return {
    authorOrganizations: relate(
      authors,
      organizations,
      byAuthor.map((pair) => [pair.author, pair.organization]),
    ),
    affiliationCounts: Int32Array.from(byAuthor, (pair) => pair.count),
    organizationAuthors: relate(
      organizations,
      authors,
      byOrganization.map((pair) => [pair.organization, pair.author]),
    ),
    memberCounts: Int32Array.from(byOrganization, (pair) => pair.count),
  };
}

/** Joins the records to relations. `records` of a relation index the list of the same name, as it stands in the graph. */
export function buildRelations(records: GraphRecords, tables: NodeTables): Relations {
  const { resources, authors, organizations, topics, sources, venues, editions } = tables;
  const pairsOf = <T extends { readonly resourceId: NodeId }>(
    rows: readonly T[],
    to: NodeTable,
    idOf: (row: T) => NodeId,
  ) =>
    buildRelation(
      [resources.nodes.length, to.nodes.length],
      Int32Array.from(rows, (row) => ordinalIn(resources, row.resourceId)),
      Int32Array.from(rows, (row) => ordinalIn(to, idOf(row))),
    );
  const newestFirst = editions.nodes
    .map((edition, ordinal) => ({ edition, ordinal, venue: ordinalIn(venues, edition.venueId) }))
    .toSorted((a, b) => b.edition.year - a.edition.year || a.ordinal - b.ordinal);
  return {
    authors: pairsOf(records.authorships, authors, (row) => row.authorId),
    organizations: pairsOf(records.resourceOrganizations, organizations, (row) => row.organizationId),
    topics: pairsOf(records.tags, topics, (row) => row.topicId),
    sources: pairsOf(records.listings, sources, (row) => row.sourceId),
    venue: toOne(resources, venues, (resource) => resource.venueId),
    edition: toOne(resources, editions, (resource) => resource.editionId),
    ...affiliationRelations(records, tables),
    links: relate(
      resources,
      resources,
      records.links.map((link) => [ordinalIn(resources, link.fromId), ordinalIn(resources, link.toId)]),
    ),
    venueEditions: relate(
      venues,
      editions,
      newestFirst.map(({ venue, ordinal }) => [venue, ordinal]),
    ),
  };
}
