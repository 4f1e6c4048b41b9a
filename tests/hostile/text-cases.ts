/** How each argument that takes text is asked, and what it does with a text: an argument without an entry here has no case. */
import { isLeafType, type GraphQLNamedType } from 'graphql';
import { ALL_SIGNS, INJECTIONS } from './injections.ts';
import type { FilterText, TextArgument } from './text-places.ts';

/**
 * What an argument takes. `text` takes anything up to 1,000 characters, `query` up to 200 and `lookup` answers each text by itself; the
 * others take only what has their form.
 */
export type Taking = 'text' | 'query' | 'lookup' | 'id' | 'cursor' | 'url' | 'doi' | 'moment';

/** Fields of input objects. */
const TAKEN_BY_LEAVES: Readonly<Record<string, Taking>> = {
  'IdFilter.eq': 'id',
  'IdFilter.in': 'id',
  'StringFilter.eq': 'text',
  'StringFilter.ne': 'text',
  'StringFilter.in': 'text',
  'StringFilter.notIn': 'text',
  'StringFilter.contains': 'text',
  'StringFilter.startsWith': 'text',
  'DateTimeFilter.gt': 'moment',
  'DateTimeFilter.gte': 'moment',
  'DateTimeFilter.lt': 'moment',
  'DateTimeFilter.lte': 'moment',
  'TopicFilter.label': 'text',
  'ResourceFilter.text': 'query',
};

/** What an argument is that is a text itself. */
const TAKEN: Readonly<Record<string, Taking>> = {
  'Resource.authors.after': 'cursor',
  'Resource.topics.after': 'cursor',
  'Resource.organizations.after': 'cursor',
  'Resource.sources.after': 'cursor',
  'Resource.links.after': 'cursor',
  'Author.organizations.after': 'cursor',
  'Author.resources.after': 'cursor',
  'Author.resources.before': 'cursor',
  'Organization.authors.after': 'cursor',
  'Organization.resources.after': 'cursor',
  'Organization.resources.before': 'cursor',
  'Venue.resources.after': 'cursor',
  'Venue.resources.before': 'cursor',
  'VenueEdition.resources.after': 'cursor',
  'VenueEdition.resources.before': 'cursor',
  'Topic.resources.after': 'cursor',
  'Topic.resources.before': 'cursor',
  'Source.resources.after': 'cursor',
  'Source.resources.before': 'cursor',
  'ResourceGroup.resources.after': 'cursor',
  'Query.node.id': 'id',
  'Query.nodes.ids': 'id',
  'Query.lookup.identifiers': 'lookup',
  'Query.resource.id': 'id',
  'Query.resource.slug': 'text',
  'Query.resource.url': 'url',
  'Query.resource.doi': 'doi',
  'Query.resources.after': 'cursor',
  'Query.resources.before': 'cursor',
  'Query.author.id': 'id',
  'Query.author.slug': 'text',
  'Query.authors.after': 'cursor',
  'Query.organization.id': 'id',
  'Query.organization.slug': 'text',
  'Query.organizations.after': 'cursor',
  'Query.venue.id': 'id',
  'Query.venue.slug': 'text',
  'Query.topic.id': 'id',
  'Query.topic.slug': 'text',
  'Query.topic.label': 'text',
  'Query.source.id': 'id',
  'Query.source.slug': 'text',
  'Query.search.query': 'query',
  'Query.search.after': 'cursor',
  'Query.suggest.prefix': 'query',
  'Query.path.from': 'id',
  'Query.path.to': 'id',
  'Query.neighborhood.id': 'id',
};

/** What must be given beside an argument. */
const BESIDE: Readonly<Record<string, string>> = {
  'Query.search.after': 'query: "q7x"',
  'Query.path.from': 'to: "Topic:top"',
  'Query.path.to': 'from: "Topic:top"',
};

/** From the root to a node of each type whose fields take text. */
const WITHIN: Readonly<Record<string, (field: string) => string>> = {
  Query: (field) => field,
  Resource: (field) => `resource(slug: "r0") { ${field} }`,
  Author: (field) => `author(slug: "shared") { ${field} }`,
  Organization: (field) => `organization(slug: "everywhere") { ${field} }`,
  Venue: (field) => `venue(slug: "v0") { ${field} }`,
  VenueEdition: (field) => `nodes(ids: ["VenueEdition:e0"]) { ... on VenueEdition { ${field} } }`,
  Topic: (field) => `topic(slug: "top") { ${field} }`,
  Source: (field) => `source(slug: "list") { ${field} }`,
  ResourceGroup: (field) => `resources { groups(by: TYPE) { ${field} } }`,
  ResourceConnection: (field) => `resources { ${field} }`,
  FacetBucket: (field) => `resources { facets(by: TYPE) { buckets { ${field} } } }`,
  GraphPath: (field) => `path(from: "Topic:top", to: "Author:shared") { paths { ${field} } }`,
};

/** What is asked of the type a field returns. */
const ASKED: Readonly<Record<string, string>> = {
  Lookup: 'input node { id } problem { code }',
  Graph: 'nodes { node { id } } edges { kind source target weight }',
  PathResult: 'paths { nodes { id } }',
  TopicWeight: 'topic { id } count',
  Suggestion: 'label node { id }',
  Facet: 'field otherCount',
  Trend: 'years',
  CrossTable: 'totalCount',
  ResourceGroup: 'bucket { key }',
  CoAuthor: 'count',
  RelatedResource: 'score',
};

/** A document with one variable, `$v`, which the argument is given. */
export interface TextCase {
  readonly name: string;
  readonly coordinate: string;
  readonly taking: Taking;
  readonly document: string;
  /** The variable that carries the text once, or a filter that carries it in many places. */
  readonly variableOf: (text: string) => unknown;
  /** Tried one by one here; elsewhere the same filter meets all of them at once. */
  readonly texts: readonly string[];
}

/** Where a filter is tried with every text in every form; elsewhere with all texts at once. */
export const IN_FULL = 'Query.resources.filter';
/** How many conditions one filter holds: more of them are slower to plan for a database. */
const CONDITIONS_AT_ONCE = 40;

/** @throws Error where the table has no entry: that argument has no case. */
function entry<T>(table: Readonly<Record<string, T>>, key: string, what: string): T {
  const found = table[key];
  if (found === undefined) throw new Error(`There is no ${what} for ${key}`);
  return found;
}

/** What leads from the root to the fields of a type. @throws Error for a type that has no way yet. */
export function wayTo(owner: string): (field: string) => string {
  return entry(WITHIN, owner, 'way');
}

/** A selection of the type that says enough to compare two answers; empty for a value. */
export function askedOf(type: GraphQLNamedType): string {
  if (isLeafType(type)) return '';
  if (type.name.endsWith('Connection')) return '{ totalCount nodes { id } pageInfo { endCursor } }';
  return `{ ${ASKED[type.name] ?? 'id'} }`;
}

function documentOf({ coordinate, type, returns }: TextArgument): string {
  const [owner = '', field = '', argument = ''] = coordinate.split('.');
  const given = [`${argument}: $v`, ...(BESIDE[coordinate] === undefined ? [] : [BESIDE[coordinate]])].join(', ');
  const inside = wayTo(owner)(`${field}(${given}) ${askedOf(returns)}`);
  return `query ($v: ${String(type)}) { ${inside} }`;
}

function inGroups<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

/** Texts of a filter that are taken alike, as many as one filter may hold in one case; what has a form stands alone. */
function filterCases(argument: TextArgument, conditions: number): TextCase[] {
  const document = documentOf(argument);
  const takenBy = ({ leaf }: FilterText): Taking => entry(TAKEN_BY_LEAVES, leaf, 'case');
  const caseOf = (texts: readonly FilterText[], taking: Taking, name: string): TextCase => ({
    name: `${argument.coordinate} ${name}`,
    coordinate: argument.coordinate,
    taking,
    document,
    variableOf: (text) => ({ or: texts.map(({ holding }) => holding(text)) }),
    texts: argument.coordinate === IN_FULL ? INJECTIONS : [ALL_SIGNS],
  });
  const free = argument.within.filter((text) => takenBy(text) === 'text');
  const isFull = argument.coordinate === IN_FULL;
  // Elsewhere one of each kind: the same code judges them.
  const alone = argument.within.filter(
    (text, index, all) =>
      takenBy(text) !== 'text' && (isFull || all.findIndex(({ leaf }) => leaf === text.leaf) === index),
  );
  return [
    ...inGroups(free, conditions).map((texts, index) => caseOf(texts, 'text', `(${index + 1})`)),
    ...alone.map((text) => caseOf([text], takenBy(text), text.path.join('.'))),
  ];
}

/** @throws Error for an argument that the tables above do not know. */
export function textCases(places: readonly TextArgument[], conditions = CONDITIONS_AT_ONCE): TextCase[] {
  return places.flatMap((argument): TextCase[] => {
    if (argument.within.length > 0) return filterCases(argument, conditions);
    const taking = entry(TAKEN, argument.coordinate, 'case');
    const isList = String(argument.type).startsWith('[');
    const variableOf = (text: string): unknown => (isList ? [text] : text);
    const { coordinate } = argument;
    return [{ name: coordinate, coordinate, taking, document: documentOf(argument), variableOf, texts: INJECTIONS }];
  });
}

/** The text in the form that the argument takes; null where no form can hold it. */
export function formed(taking: Taking, text: string): string | null {
  if (taking === 'url') return `https://works.example/?q=${text}`;
  if (taking === 'doi') return `10.1000/${text}`;
  return ['text', 'query', 'lookup'].includes(taking) ? text : null;
}

/** What the argument says to a text that has not its form; null where it takes any. */
function refusalOf(taking: Taking): string | null {
  if (taking === 'id') return 'INVALID_ID';
  if (taking === 'cursor') return 'INVALID_CURSOR';
  return ['url', 'doi', 'moment'].includes(taking) ? 'BAD_USER_INPUT' : null;
}

export interface Attempt {
  readonly text: string;
  /** The refusal that must be the answer; null where it must be taken. */
  readonly code: string | null;
}

/** Each text as it is, and in the form that the argument takes. */
export function attempts({ taking, texts }: TextCase): Attempt[] {
  const code = refusalOf(taking);
  return texts.flatMap((text): Attempt[] => {
    const given = formed(taking, text);
    return [...(code === null ? [] : [{ text, code }]), ...(given === null ? [] : [{ text: given, code: null }])];
  });
}
