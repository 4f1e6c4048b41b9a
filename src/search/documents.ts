/** Nodes to the documents of search. */
import type { NodeId } from '../domain/ids.ts';
import type {
  Author,
  Entity,
  GraphRows,
  Organization,
  Resource,
  Source,
  Topic,
  Venue,
  VenueEdition,
} from '../domain/model.ts';
import { unreachable } from '../domain/errors.ts';
import { createTally, groupMembers, NODE_LISTS, numberNodes, type NodeNumbers } from '../domain/node-numbers.ts';
import { tidy } from '../domain/text.ts';
import { buildTopicTree } from '../domain/topic-tree.ts';
import { SEARCH_FIELDS, type SearchDocument, type SearchField } from './search-document.ts';

type Texts = Partial<Record<SearchField, readonly (string | null | undefined)[]>>;

/** What documents are made of, besides their nodes. */
export interface DocumentSource {
  /** Of a resource, by position. */
  authorsOf(resource: Resource): readonly Pick<Author, 'name' | 'nameJa'>[];
  /** Of a resource, the surest first, equals by id. */
  topicsOf(resource: Resource): readonly Topic[];
  /** The name of the venue of a resource. */
  venueNameOf(resource: Resource): string | null;
  /** The name of the organization that an author gave most often, the first by id of equals. */
  organizationNameOf(author: Author): string | null;
  /** As `SearchDocument.popularity`. */
  popularityOf(node: Entity): number;
}

/** Each text once, none empty; fields in the order of SEARCH_FIELDS, none without text. */
function fieldsOf(texts: Texts): SearchDocument['fields'] {
  const fields: Partial<Record<SearchField, readonly string[]>> = {};
  for (const field of SEARCH_FIELDS) {
    const given = texts[field];
    if (given === undefined) continue;
    const present = new Set<string>();
    for (const text of given) if (text != null) present.add(tidy(text));
    present.delete('');
    if (present.size > 0) fields[field] = [...present];
  }
  return fields;
}

/** Handles and other spellings; addresses are for lookup. */
function spellings(author: Author): string[] {
  return author.aliases.filter((alias) => !/^https?:/i.test(alias));
}

function topicTexts(topic: Topic): Texts {
  return {
    name: [topic.name],
    nameTranslated: [topic.nameJa],
    altLabels: [...topic.altLabels.EN, ...topic.altLabels.JA],
    definition: [topic.definition.EN, topic.definition.JA],
  };
}

type Named = Author | Organization | Venue | VenueEdition | Source;

function namedTexts(node: Named): Texts {
  const names = { name: [node.name], nameTranslated: [node.nameJa] };
  switch (node.kind) {
    case 'AUTHOR':
      return { ...names, aliases: spellings(node) };
    case 'ORGANIZATION':
      return { ...names, aliases: node.aliases };
    case 'VENUE':
      return { ...names, fullName: [node.fullName] };
    case 'VENUE_EDITION':
    case 'SOURCE':
      return names;
    default:
      return unreachable(node);
  }
}

/** Every label of a topic in both languages; resources have them again and again, so each topic's are made once. */
function createLabels(): (topic: Topic) => readonly string[] {
  const known = new Map<NodeId, readonly string[]>();
  return (topic) => {
    let labels = known.get(topic.id);
    if (labels === undefined) {
      const { name, nameTranslated, altLabels } = fieldsOf(topicTexts(topic));
      labels = [...new Set([name, nameTranslated, altLabels].flatMap((texts) => texts ?? []))];
      known.set(topic.id, labels);
    }
    return labels;
  };
}

/** Makes the document of a node, whenever it is asked for. */
export function createDocuments(source: DocumentSource): (node: Entity) => SearchDocument {
  const labelsOf = createLabels();
  const resourceFields = (resource: Resource): SearchDocument['fields'] => {
    // No label belongs to two topics.
    const labels = source.topicsOf(resource).flatMap(labelsOf);
    const { title, titleTranslated, ...others } = fieldsOf({
      title: [resource.title],
      titleTranslated: [resource.titleTranslated.EN, resource.titleTranslated.JA],
      authors: source.authorsOf(resource).flatMap(({ name, nameJa }) => [name, nameJa]),
      abstract: [resource.abstract],
    });
    return {
      ...(title && { title }),
      ...(titleTranslated && { titleTranslated }),
      ...(labels.length > 0 && { topics: labels }),
      ...others,
    };
  };
  // All of one layout, which is what makes thousands quick to read.
  const made = (
    node: Entity,
    fields: SearchDocument['fields'],
    year: number | null = null,
    context: string | null = null,
  ): SearchDocument => ({
    id: node.id,
    kind: node.kind,
    fields,
    popularity: source.popularityOf(node),
    year,
    context,
  });
  return (node) => {
    switch (node.kind) {
      case 'RESOURCE':
        return made(node, resourceFields(node), node.year, source.venueNameOf(node));
      case 'TOPIC':
        return made(node, fieldsOf(topicTexts(node)));
      case 'AUTHOR':
        return made(node, fieldsOf(namedTexts(node)), null, source.organizationNameOf(node));
      case 'VENUE_EDITION':
        return made(node, fieldsOf(namedTexts(node)), node.year);
      case 'ORGANIZATION':
      case 'VENUE':
      case 'SOURCE':
        return made(node, fieldsOf(namedTexts(node)));
      default:
        return unreachable(node);
    }
  };
}

/** The number of the organization that each author gave most often, the first by id of equals. */
function mainOrganizations({ authorships }: GraphRows, { ids, of }: NodeNumbers): (author: number) => number | null {
  const given = new Map<number, number>();
  for (const { authorId, organizationIds } of authorships) {
    if (organizationIds.length === 0) continue;
    const author = of(authorId);
    for (const id of organizationIds) {
      const pair = author * ids.length + of(id);
      given.set(pair, (given.get(pair) ?? 0) + 1);
    }
  }
  const main = new Map<number, { readonly organization: number; readonly count: number }>();
  for (const [pair, count] of given) {
    const [author, organization] = [Math.floor(pair / ids.length), pair % ids.length];
    const best = main.get(author);
    if (best !== undefined && (best.count > count || (best.count === count && best.organization < organization)))
      continue;
    main.set(author, { organization, count });
  }
  return (author) => main.get(author)?.organization ?? null;
}

/** Of each resource, its topics by number, the surest first, equals by id. */
function topicsByResource({ tags }: GraphRows, { ids, of }: NodeNumbers): (resource: number) => Uint32Array {
  return groupMembers(ids.length, (add) => {
    for (const { resourceId, topicId, score } of tags) add(of(resourceId), of(topicId), -score);
  });
}

/** Of each resource, its authors by number, in the order of their positions. */
function authorsByResource({ authorships }: GraphRows, { ids, of }: NodeNumbers): (resource: number) => Uint32Array {
  return groupMembers(ids.length, (add) => {
    for (const { resourceId, authorId, position } of authorships) add(of(resourceId), of(authorId), position);
  });
}

/** How much each node is used, by its number. */
function popularities(
  graph: GraphRows,
  { ids, of }: NodeNumbers,
  topicsOf: (resource: number) => Uint32Array,
): (number: number) => number {
  const tree = buildTopicTree(graph.topics);
  const upwards = new Map(
    tree.all.map(({ id }) => [of(id), [id, ...tree.ancestors(id).map((topic) => topic.id)].map(of)]),
  );
  const uses = createTally(ids.length);
  for (const { authorId } of graph.authorships) uses.add(of(authorId));
  for (const { organizationId } of graph.resourceOrganizations) uses.add(of(organizationId));
  for (const { resourceId, sourceId } of graph.listings) for (const id of [resourceId, sourceId]) uses.add(of(id));
  for (const { id, venueId, editionId } of graph.resources) {
    for (const place of [venueId, editionId]) if (place !== null) uses.add(of(place));
    // A topic has the resources of all below it, each once.
    const topics = Array.from(topicsOf(of(id)), (topic) => upwards.get(topic) ?? []);
    for (const topic of new Set(topics.flat())) uses.add(topic);
  }
  return uses.at;
}

/** What documents are made of; of each node it holds some numbers, and of people their names. */
function sourceOf(graph: GraphRows, numbers: NodeNumbers): DocumentSource {
  const { ids, of } = numbers;
  const topics = new Map(graph.topics.map((topic) => [of(topic.id), topic]));
  const names = new Map<number, string>();
  for (const { id, name } of [...graph.organizations, ...graph.venues]) names.set(of(id), name);
  const authors: (Pick<Author, 'name' | 'nameJa'> | undefined)[] = Array.from({ length: ids.length });
  for (const { id, name, nameJa } of graph.authors) authors[of(id)] = { name, nameJa };
  const authorsOf = authorsByResource(graph, numbers);
  const topicsOf = topicsByResource(graph, numbers);
  const organizationOf = mainOrganizations(graph, numbers);
  const popularityOf = popularities(graph, numbers, topicsOf);
  return {
    authorsOf: ({ id }) => Array.from(authorsOf(of(id))).flatMap((author) => authors[author] ?? []),
    topicsOf: ({ id }) => Array.from(topicsOf(of(id))).flatMap((topic) => topics.get(topic) ?? []),
    venueNameOf: ({ venueId }) => (venueId === null ? null : (names.get(of(venueId)) ?? null)),
    organizationNameOf: ({ id }) => names.get(organizationOf(of(id)) ?? -1) ?? null,
    popularityOf: ({ id }) => popularityOf(of(id)),
  };
}

/** The documents of a graph: for every node one, made each time that it is taken, for all of them together are large. */
export interface SearchDocuments extends Iterable<SearchDocument> {
  /** Of the nodes, sorted: the documents come in this order. */
  readonly ids: readonly NodeId[];
}

/** @param numbers of the nodes of this graph, where they are numbered already. @throws Error as `numberNodes`. */
export function searchDocuments(graph: GraphRows, numbers = numberNodes(graph)): SearchDocuments {
  return {
    ids: numbers.ids,
    *[Symbol.iterator]() {
      const documentOf = createDocuments(sourceOf(graph, numbers));
      for (const list of NODE_LISTS) for (const node of graph[list]) yield documentOf(node);
    },
  };
}
