/** Nodes to the documents of search. */
import { compareText, type NodeId } from '../domain/ids.ts';
import type { Author, GraphRecords, Resource, Topic } from '../domain/model.ts';
import { tidy } from '../domain/text.ts';
import { buildTopicTree } from '../domain/topic-tree.ts';
import { SEARCH_FIELDS, type SearchDocument, type SearchField } from './search-document.ts';

type Texts = Partial<Record<SearchField, readonly (string | null | undefined)[]>>;

/** Tidied texts that are asked for again and again. */
type Tidied = (text: string) => string;

function createTidied(): Tidied {
  const known = new Map<string, string>();
  return (text) => {
    let tidied = known.get(text);
    if (tidied === undefined) known.set(text, (tidied = tidy(text)));
    return tidied;
  };
}

/** Each text once, none empty; fields in the order of SEARCH_FIELDS, none without text. */
function fieldsOf(texts: Texts, tidied: Tidied = tidy): SearchDocument['fields'] {
  const fields: Partial<Record<SearchField, readonly string[]>> = {};
  for (const field of SEARCH_FIELDS) {
    const present = new Set<string>();
    for (const text of texts[field] ?? []) if (text != null) present.add(tidied(text));
    present.delete('');
    if (present.size > 0) fields[field] = [...present];
  }
  return fields;
}

/** Values by node, in the order of the rows. */
function collected<Row, V>(
  rows: readonly Row[],
  keyOf: (row: Row) => NodeId,
  valueOf: (row: Row) => V,
): Map<NodeId, V[]> {
  const lists = new Map<NodeId, V[]>();
  for (const row of rows) {
    const list = lists.get(keyOf(row));
    if (list === undefined) lists.set(keyOf(row), [valueOf(row)]);
    else list.push(valueOf(row));
  }
  return lists;
}

/** Handles and other spellings; addresses are for lookup. */
function spellings(author: Author): string[] {
  return author.aliases.filter((alias) => !/^https?:/i.test(alias));
}

function topicLabels(topic: Topic): string[] {
  const { name, nameJa, altLabels } = topic;
  return [name, ...(nameJa === null ? [] : [nameJa]), ...altLabels.EN, ...altLabels.JA];
}

function resourceDocuments(records: GraphRecords): SearchDocument[] {
  const authors = new Map(records.authors.map((author) => [author.id, author]));
  const venues = new Map(records.venues.map(({ id, name }) => [id, name]));
  const labels = new Map(records.topics.map((topic) => [topic.id, topicLabels(topic)]));
  // Each list is sorted by itself: all rows at once took ten times as long.
  const bylines = collected(
    records.authorships,
    (row) => row.resourceId,
    (row) => row,
  );
  const authorsOf = (id: NodeId): Author[] =>
    (bylines.get(id) ?? [])
      .toSorted((a, b) => a.position - b.position)
      .flatMap(({ authorId }) => authors.get(authorId) ?? []);
  const tagsOf = collected(
    records.tags,
    (row) => row.resourceId,
    (row) => row,
  );
  const labelsOf = (id: NodeId): string[] =>
    (tagsOf.get(id) ?? [])
      .toSorted((a, b) => b.score - a.score || compareText(a.topicId, b.topicId))
      .flatMap(({ topicId }) => labels.get(topicId) ?? []);
  const listingsOf = collected(
    records.listings,
    (row) => row.resourceId,
    (row) => row.sourceId,
  );
  const tidied = createTidied();
  return records.resources.map((resource: Resource) => ({
    id: resource.id,
    kind: resource.kind,
    fields: fieldsOf(
      {
        title: [resource.title],
        titleTranslated: [resource.titleTranslated.EN, resource.titleTranslated.JA],
        topics: labelsOf(resource.id),
        authors: authorsOf(resource.id).flatMap(({ name, nameJa }) => [name, nameJa]),
        abstract: [resource.abstract],
      },
      tidied,
    ),
    popularity: new Set(listingsOf.get(resource.id)).size,
    year: resource.year,
    context: resource.venueId === null ? null : (venues.get(resource.venueId) ?? null),
  }));
}

function topicDocuments(records: GraphRecords): SearchDocument[] {
  const tree = buildTopicTree(records.topics);
  const resourcesOf = collected(
    records.tags,
    (row) => row.topicId,
    (row) => row.resourceId,
  );
  return records.topics.map((topic) => ({
    id: topic.id,
    kind: topic.kind,
    fields: fieldsOf({
      name: [topic.name],
      nameTranslated: [topic.nameJa],
      altLabels: [...topic.altLabels.EN, ...topic.altLabels.JA],
      definition: [topic.definition.EN, topic.definition.JA],
    }),
    popularity: new Set([...tree.closure(topic.id)].flatMap((id) => resourcesOf.get(id) ?? [])).size,
    year: null,
    context: null,
  }));
}

type Named = GraphRecords['authors' | 'organizations' | 'venues' | 'editions' | 'sources'][number];

function namedDocument(
  node: Named,
  popularity: number,
  texts: Texts = {},
  context: string | null = null,
): SearchDocument {
  return {
    id: node.id,
    kind: node.kind,
    fields: fieldsOf({ name: [node.name], nameTranslated: [node.nameJa], ...texts }),
    popularity,
    year: node.kind === 'VENUE_EDITION' ? node.year : null,
    context,
  };
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

/** How many different resources each node has. */
function counted<Row>(
  rows: readonly Row[],
  keyOf: (row: Row) => NodeId,
  resourceOf: (row: Row) => NodeId,
): (id: NodeId) => number {
  const lists = collected(rows, keyOf, resourceOf);
  return (id) => new Set(lists.get(id)).size;
}

function namedDocuments(records: GraphRecords): SearchDocument[] {
  const { authors, organizations, venues, editions, sources, resources } = records;
  const works = counted(
    records.authorships,
    (row) => row.authorId,
    (row) => row.resourceId,
  );
  const affiliated = counted(
    records.resourceOrganizations,
    (row) => row.organizationId,
    (row) => row.resourceId,
  );
  const listed = counted(
    records.listings,
    (row) => row.sourceId,
    (row) => row.resourceId,
  );
  const organizationOf = mainOrganizations(records);
  const placed = [
    ...resources.map(({ id, venueId }) => [id, venueId]),
    ...resources.map(({ id, editionId }) => [id, editionId]),
  ];
  const published = counted(
    placed.flatMap(([id, place]) => (id == null || place == null ? [] : [{ id, place }])),
    (row) => row.place,
    (row) => row.id,
  );
  return [
    ...authors.map((node) =>
      namedDocument(node, works(node.id), { aliases: spellings(node) }, organizationOf(node.id)),
    ),
    ...organizations.map((node) => namedDocument(node, affiliated(node.id), { aliases: node.aliases })),
    ...venues.map((node) => namedDocument(node, published(node.id), { fullName: [node.fullName] })),
    ...editions.map((node) => namedDocument(node, published(node.id))),
    ...sources.map((node) => namedDocument(node, listed(node.id))),
  ];
}

/** A document for every node, sorted by id. Equal records give equal documents, whatever order their rows are in. */
export function searchDocuments(records: GraphRecords): SearchDocument[] {
  const documents = [...resourceDocuments(records), ...topicDocuments(records), ...namedDocuments(records)];
  return documents.toSorted((a, b) => compareText(a.id, b.id));
}
