/** The documents of search over one graph, each made when it is first asked for: most never are. */
import { unreachable } from '../../domain/errors.ts';
import type { Author, Entity, Resource } from '../../domain/model.ts';
import { createDocuments, type DocumentSource } from '../../search/documents.ts';
import type { SearchDocument } from '../../search/search-document.ts';
import { degree, neighbours, type Adjacency } from './adjacency.ts';
import type { FacetColumns } from './facet-columns.ts';
import { nodeAt, nodesInOrder, ordinalIn, type NodeTable, type NodeTables } from './node-table.ts';
import type { Relations } from './relations.ts';

interface DocumentedGraph extends NodeTables {
  readonly relations: Relations;
  readonly facets: FacetColumns;
}

function sourceOf(graph: DocumentedGraph): DocumentSource {
  const { resources, authors, organizations, venues, editions, topics, sources, relations, facets } = graph;
  const others = <T extends Entity>({ id }: Resource, { forward }: { readonly forward: Adjacency }, to: NodeTable<T>) =>
    Array.from(neighbours(forward, ordinalIn(resources, id)), (ordinal) => nodeAt(to, ordinal));
  const uses = (table: NodeTable, { id }: Entity, { backward }: { readonly backward: Adjacency }): number =>
    degree(backward, ordinalIn(table, id));
  return {
    authorsOf: (resource) => others(resource, relations.authors, authors),
    topicsOf: (resource) => others(resource, relations.topics, topics),
    venueNameOf: (resource) => others(resource, relations.venue, venues)[0]?.name ?? null,
    organizationNameOf: ({ id }: Author) => {
      const [first] = neighbours(relations.authorOrganizations.forward, ordinalIn(authors, id));
      return first === undefined ? null : nodeAt(organizations, first).name;
    },
    popularityOf: (node) => {
      switch (node.kind) {
        case 'RESOURCE':
          return degree(relations.sources.forward, ordinalIn(resources, node.id));
        case 'AUTHOR':
          return uses(authors, node, relations.authors);
        case 'ORGANIZATION':
          return uses(organizations, node, relations.organizations);
        case 'VENUE':
          return uses(venues, node, relations.venue);
        case 'VENUE_EDITION':
          return uses(editions, node, relations.edition);
        case 'TOPIC':
          return uses(topics, node, facets.rolledUpTopics.relation);
        case 'SOURCE':
          return uses(sources, node, relations.sources);
        default:
          return unreachable(node);
      }
    },
  };
}

export interface GraphDocuments {
  /** In the order of ids; a document's number is its node's index. */
  readonly nodes: readonly Entity[];
  at(number: number): SearchDocument;
  all(): Iterable<SearchDocument>;
}

/** Documents that were asked for by number are kept. */
export function createGraphDocuments(graph: DocumentedGraph): GraphDocuments {
  const nodes = nodesInOrder(graph);
  const make = createDocuments(sourceOf(graph));
  const made: (SearchDocument | undefined)[] = nodes.map(() => undefined);
  return {
    nodes,
    at: (number) => {
      let document = made[number];
      if (document === undefined) {
        const node = nodes[number];
        if (node === undefined) throw new Error(`There is no document ${number}`);
        made[number] = document = make(node);
      }
      return document;
    },
    *all() {
      for (const node of nodes) yield make(node);
    },
  };
}
