/** A graph as batches of rows, in the order in which they can be written: nodes first, then what joins them. */
import { LINK_KINDS, type Entity, type GraphRecords } from '../../domain/model.ts';
import { cy, int, name, type CypherValue, type Fragment } from './cypher.ts';
import { affiliations, countsOf } from './measure-graph.ts';
import { nodeProperties, provenanceProperties, type Properties } from './properties.ts';
import { LABELS } from './schema.ts';

export interface LoadPart {
  readonly phase: string;
  /** The writing of a batch, given the parameter that holds its rows. */
  readonly write: (rows: Fragment) => Fragment;
  readonly rows: readonly CypherValue[];
}

interface Edge {
  readonly from: string;
  readonly to: string;
  readonly properties: Properties;
}

function nodePart(phase: string, label: string, nodes: readonly Properties[], loadId: string): LoadPart {
  return {
    phase,
    write: (rows) => cy`UNWIND ${rows} AS row MERGE (n:${name(label)} {id: row.id}) SET n = row`,
    rows: nodes.map((node) => ({ ...node, load: loadId })),
  };
}

function edgePart(
  type: string,
  [from, to]: readonly [string, string],
  edges: readonly Edge[],
  loadId: string,
): LoadPart {
  return {
    phase: type,
    write: (rows) => cy`UNWIND ${rows} AS row
      MATCH (a:${name(from)} {id: row.from}) MATCH (b:${name(to)} {id: row.to})
      MERGE (a)-[e:${name(type)}]->(b) SET e = row.properties`,
    rows: edges.map((edge) => ({ ...edge, properties: { ...edge.properties, load: loadId } })),
  };
}

function identifierPart(graph: GraphRecords, loadId: string): LoadPart {
  return {
    phase: 'identifiers',
    write: (rows) => cy`UNWIND ${rows} AS row
      MATCH (n:Resource {id: row.from}) MERGE (i:Identifier {key: row.key}) SET i.load = row.load
      MERGE (n)-[e:IDENTIFIED_BY]->(i) SET e.load = row.load`,
    rows: graph.resources.flatMap((resource) =>
      resource.identifiers.map((key) => ({ from: resource.id, key, load: loadId })),
    ),
  };
}

function nodeParts(graph: GraphRecords, loadId: string): LoadPart[] {
  const countsFor = countsOf(graph);
  const lists: readonly (readonly [string, string, readonly Entity[]])[] = [
    ['sources', LABELS.SOURCE, graph.sources],
    ['topics', LABELS.TOPIC, graph.topics],
    ['venues', LABELS.VENUE, graph.venues],
    ['editions', LABELS.VENUE_EDITION, graph.editions],
    ['organizations', LABELS.ORGANIZATION, graph.organizations],
    ['authors', LABELS.AUTHOR, graph.authors],
    ['resources', LABELS.RESOURCE, graph.resources],
  ];
  return lists.map(([phase, label, nodes]) => {
    const rows = nodes.map((node) => nodeProperties(node, countsFor(node.id)));
    return nodePart(phase, label, rows, loadId);
  });
}

function hierarchyParts(graph: GraphRecords, loadId: string): LoadPart[] {
  const edge = (from: string, to: string): Edge => ({ from, to, properties: {} });
  const inEditions = graph.resources.flatMap((row) => (row.editionId === null ? [] : [edge(row.id, row.editionId)]));
  const inVenues = graph.resources.flatMap((row) =>
    row.editionId === null && row.venueId !== null ? [edge(row.id, row.venueId)] : [],
  );
  const broader = graph.topics.flatMap((row) => row.broaderIds.map((id) => edge(row.id, id)));
  const related = graph.topics.flatMap((row) =>
    row.relatedIds.filter((id) => row.id < id).map((id) => edge(row.id, id)),
  );
  const editions = graph.editions.map((row) => edge(row.id, row.venueId));
  return [
    edgePart('BROADER', ['Topic', 'Topic'], broader, loadId),
    edgePart('RELATED', ['Topic', 'Topic'], related, loadId),
    edgePart('EDITION_OF', ['VenueEdition', 'Venue'], editions, loadId),
    edgePart('PUBLISHED_IN', ['Resource', 'VenueEdition'], inEditions, loadId),
    edgePart('PUBLISHED_IN', ['Resource', 'Venue'], inVenues, loadId),
  ];
}

function factParts(graph: GraphRecords, loadId: string): LoadPart[] {
  const authorships = graph.authorships.map(({ resourceId, authorId, position, organizationIds, provenance }) => ({
    from: resourceId,
    to: authorId,
    properties: { position: int(position), organizationIds, ...provenanceProperties(provenance) },
  }));
  const organizations = graph.resourceOrganizations.map(({ resourceId, organizationId, ordinal, own, provenance }) => ({
    from: resourceId,
    to: organizationId,
    properties: { ordinal: int(ordinal), own, ...provenanceProperties(provenance) },
  }));
  const members = affiliations(graph).map(({ authorId, organizationId, resourceCount }) => ({
    from: authorId,
    to: organizationId,
    properties: { resourceCount: int(resourceCount) },
  }));
  const tags = graph.tags.map(({ resourceId, topicId, score, matched, provenance }) => ({
    from: resourceId,
    to: topicId,
    properties: { score, matched, ...provenanceProperties(provenance) },
  }));
  const listings = graph.listings.map(({ resourceId, sourceId, section, locator }) => ({
    from: resourceId,
    to: sourceId,
    properties: { section, locator },
  }));
  return [
    edgePart('AUTHORED_BY', ['Resource', 'Author'], authorships, loadId),
    edgePart('HAS_ORGANIZATION', ['Resource', 'Organization'], organizations, loadId),
    edgePart('AFFILIATED_WITH', ['Author', 'Organization'], members, loadId),
    edgePart('ABOUT', ['Resource', 'Topic'], tags, loadId),
    edgePart('LISTED_IN', ['Resource', 'Source'], listings, loadId),
  ];
}

function linkParts(graph: GraphRecords, loadId: string): LoadPart[] {
  return LINK_KINDS.map((kind, kindRank) => {
    const edges = graph.links
      .filter((link) => link.kind === kind)
      .map(({ fromId, toId, provenance }) => ({
        from: fromId,
        to: toId,
        properties: { kindRank: int(kindRank), ...provenanceProperties(provenance) },
      }));
    return edgePart(kind, ['Resource', 'Resource'], edges, loadId);
  });
}

/** Everything to write. Each row carries `loadId`, so that what an earlier load left can be told apart and removed. */
export function loadPlan(graph: GraphRecords, loadId: string): LoadPart[] {
  return [
    ...nodeParts(graph, loadId),
    identifierPart(graph, loadId),
    ...hierarchyParts(graph, loadId),
    ...factParts(graph, loadId),
    ...linkParts(graph, loadId),
  ];
}
