/** The picture around a node, and around every node that was opened in it: one request. */
import { query, type Query } from './client.ts';
import { GRAPH_FIELDS, type GraphAnswer } from './shapes.ts';

export const EDGE_KINDS = [
  'AUTHORED_BY',
  'AFFILIATED_WITH',
  'PUBLISHED_IN',
  'EDITION_OF',
  'ABOUT',
  'BROADER',
  'RELATED',
  'LISTED_IN',
  'IMPLEMENTS',
  'EXPLAINS',
  'PRESENTS',
  'TRANSLATES',
  'PART_OF',
  'CITES',
] as const;
export type EdgeKind = (typeof EDGE_KINDS)[number];

/** A node opened in the picture; null kind: along all edges. */
export interface Opened {
  readonly id: string;
  readonly kind: EdgeKind | null;
}

export function parseOpened(text: string): Opened {
  const [id = '', kind] = text.split('~');
  return { id, kind: EDGE_KINDS.find((name) => name === kind) ?? null };
}

export function writeOpened({ id, kind }: Opened): string {
  return kind === null ? id : `${id}~${kind}`;
}

/** More would ask more than one request may. */
export const MAX_OPENED = 8;
const AROUND_CENTRE = 40;
const AROUND_OPENED = 20;

export type NeighborhoodAnswer = Readonly<Record<string, GraphAnswer>>;
export interface NeighborhoodQuestion {
  readonly query: Query<NeighborhoodAnswer, Readonly<Record<string, unknown>>>;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** Every value travels as a variable; the text depends on the number of opened nodes alone. */
export function neighborhoodQuestion(id: string, opened: readonly Opened[], lang: 'EN' | 'JA'): NeighborhoodQuestion {
  const centres: readonly Opened[] = [{ id, kind: null }, ...opened];
  const declarations = centres.map((_, index) => `$id${index}: ID!, $kinds${index}: [EdgeKind!]`);
  const fields = centres.map((_, index) => {
    const size = index === 0 ? AROUND_CENTRE : AROUND_OPENED;
    return `n${index}: neighborhood(id: $id${index}, kinds: $kinds${index}, first: ${size}) { ${GRAPH_FIELDS} }`;
  });
  const values = centres.flatMap((centre, index): (readonly [string, unknown])[] => [
    [`id${index}`, centre.id],
    [`kinds${index}`, centre.kind === null ? null : [centre.kind]],
  ]);
  return {
    query: query(`query ExploreAround($lang: Language, ${declarations.join(', ')}) {\n  ${fields.join('\n  ')}\n}`),
    variables: { lang, ...Object.fromEntries(values) },
  };
}
