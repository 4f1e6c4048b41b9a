/** Nodes to the documents of search. */
import { compareText, type NodeId } from '../domain/ids.ts';
import type {
  Author,
  Entity,
  GraphRecords,
  Organization,
  Resource,
  Source,
  Topic,
  Venue,
  VenueEdition,
} from '../domain/model.ts';
import { unreachable } from '../domain/errors.ts';
import { tidy } from '../domain/text.ts';
import { buildTopicTree } from '../domain/topic-tree.ts';
import { SEARCH_FIELDS, type SearchDocument, type SearchField } from './search-document.ts';

type Texts = Partial<Record<SearchField, readonly (string | null | undefined)[]>>;

/** What documents are made of, besides their nodes. */
export interface DocumentSource {
  /** Of a resource, by position. */
  authorsOf(resource: Resource): readonly Author[];
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

/** Values by node, in the order of the rows. */
function collected<Row, V>(
  rows: readonly Row[],
  keyOf: (row: Row) => NodeId | null,
  valueOf: (row: Row) => V,
): Map<NodeId, V[]> {
  const lists = new Map<NodeId, V[]>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key === null) continue;
    const list = lists.get(key);
    if (list === undefined) lists.set(key, [valueOf(row)]);
    else list.push(valueOf(row));
  }
  return lists;
}

/** The name of the organization that each author gave most often, the first by id of equals. */
function mainOrganizations({ authorships, organizations }: GraphRecords): (author: NodeId) => string | null {
  const names = new Map<NodeId, string>(organizations.map(({ id, name }) => [id, name]));
  const given = new Map<NodeId, Map<NodeId, number>>();
  for (const { authorId, organizationIds } of authorships) {
    let counts = given.get(authorId);
    if (counts === undefined) given.set(authorId, (counts = new Map()));
    for (const id of organizationIds) counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return (author) => {
    const [most] = [...(given.get(author) ?? [])].toSorted(([a, m], [b, n]) => n - m || compareText(a, b));
    return most === undefined ? null : (names.get(most[0]) ?? null);
  };
}

/** How many different nodes the rows that name a node under `key` name under `other`. */
function counted<K extends string, O extends string>(
  rows: readonly (Readonly<Record<K, NodeId | null>> & Readonly<Record<O, NodeId>>)[],
  key: K,
  other: O,
): (id: NodeId) => number {
  const lists = collected<(typeof rows)[number], NodeId>(
    rows,
    (row) => row[key],
    (row) => row[other],
  );
  return (id) => new Set(lists.get(id)).size;
}

/** How much each node is used. */
function popularities(records: GraphRecords): (node: Entity) => number {
  const { resources, topics, tags, authorships, resourceOrganizations, listings } = records;
  const tree = buildTopicTree(topics);
  const tagged = collected(
    tags,
    (row) => row.topicId,
    (row) => row.resourceId,
  );
  const counts: Readonly<Record<Exclude<Entity['kind'], 'TOPIC'>, (id: NodeId) => number>> = {
    RESOURCE: counted(listings, 'resourceId', 'sourceId'),
    AUTHOR: counted(authorships, 'authorId', 'resourceId'),
    ORGANIZATION: counted(resourceOrganizations, 'organizationId', 'resourceId'),
    VENUE: counted(resources, 'venueId', 'id'),
    VENUE_EDITION: counted(resources, 'editionId', 'id'),
    SOURCE: counted(listings, 'sourceId', 'resourceId'),
  };
  return ({ kind, id }) => {
    if (kind !== 'TOPIC') return counts[kind](id);
    return new Set([...tree.closure(id)].flatMap((narrower) => tagged.get(narrower) ?? [])).size;
  };
}

function sourceOf(records: GraphRecords): DocumentSource {
  const authors = new Map<NodeId, Author>(records.authors.map((author) => [author.id, author]));
  const topics = new Map<NodeId, Topic>(records.topics.map((topic) => [topic.id, topic]));
  const venues = new Map<NodeId, string>(records.venues.map(({ id, name }) => [id, name]));
  // Each list is sorted by itself: all rows at once took ten times as long.
  const bylines = collected(
    records.authorships,
    (row) => row.resourceId,
    (row) => row,
  );
  const tags = collected(
    records.tags,
    (row) => row.resourceId,
    (row) => row,
  );
  const organizationOf = mainOrganizations(records);
  return {
    authorsOf: ({ id }) =>
      (bylines.get(id) ?? [])
        .toSorted((a, b) => a.position - b.position)
        .flatMap(({ authorId }) => authors.get(authorId) ?? []),
    topicsOf: ({ id }) =>
      (tags.get(id) ?? [])
        .toSorted((a, b) => b.score - a.score || compareText(a.topicId, b.topicId))
        .flatMap(({ topicId }) => topics.get(topicId) ?? []),
    venueNameOf: ({ venueId }) => (venueId === null ? null : (venues.get(venueId) ?? null)),
    organizationNameOf: ({ id }) => organizationOf(id),
    popularityOf: popularities(records),
  };
}

/** The documents of a graph: for every node one, made each time that it is taken, for all of them together are large. */
export interface SearchDocuments extends Iterable<SearchDocument> {
  /** Of the nodes, sorted: the documents come in this order. */
  readonly ids: readonly NodeId[];
}

/** Equal records give equal documents, whatever order their rows are in. */
export function searchDocuments(records: GraphRecords): SearchDocuments {
  const { resources, topics, authors, organizations, venues, editions, sources } = records;
  const all: Entity[] = [resources, topics, authors, organizations, venues, editions, sources].flat();
  const nodes = all.toSorted((a, b) => compareText(a.id, b.id));
  return {
    ids: nodes.map(({ id }) => id),
    *[Symbol.iterator]() {
      const documentOf = createDocuments(sourceOf(records));
      for (const node of nodes) yield documentOf(node);
    },
  };
}
