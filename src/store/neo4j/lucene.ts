/**
 * Query plans as queries of the full-text index. Lucene's syntax is written here and nowhere else; terms stand in it escaped, so
 * that no character of a text is syntax, though `tokens.ts` leaves none that could be.
 */
import type { Alternative, QueryPlan, WordGroup } from '../../search/query-plan.ts';
import type { Term } from '../../search/tokens.ts';
import { fingerprint } from '../../domain/cursor.ts';

/** The analyzer cuts longer words into several; these are stored by their beginning and a fingerprint of the whole. */
const MAX_TERM_CHARACTERS = 200;
/** Lucene refuses queries of more than 1,024 clauses, those of clauses within clauses counted. */
const MAX_CLAUSES = 1_000;

const WHITE_SPACE = /[\s\p{Cc}]/u;
const SPECIAL = /[+\-!(){}[\]^"~*?:\\/&|=<>]/g;
const OPERATORS: readonly string[] = ['AND', 'OR', 'NOT'];

/** A term as the index holds it. */
export function indexTerm(term: Term): string {
  if (term.length <= MAX_TERM_CHARACTERS) return term;
  return term.slice(0, MAX_TERM_CHARACTERS).concat(fingerprint(term));
}

/** A term as a query names it: never an operator, a wildcard, a field or a range. */
export function escapeTerm(term: Term): string {
  const indexed = indexTerm(term);
  return OPERATORS.includes(indexed) ? '\\'.concat(indexed) : indexed.replace(SPECIAL, '\\$&');
}

interface Query {
  readonly text: string;
  readonly clauses: number;
  /** About how many documents it finds: the sum over its alternatives of the documents of their rarest term. */
  readonly weight: number;
}

/** In how many documents a term occurs. */
type Frequency = (term: Term) => number;

/** All terms of an alternative; null where one is nothing that the index could hold. */
function alternativeQuery({ terms }: Alternative, frequency: Frequency): Query | null {
  const distinct = [...new Set(terms)];
  if (distinct.length === 0 || distinct.some((term) => term === '' || WHITE_SPACE.test(term))) return null;
  const escaped = distinct.map(escapeTerm);
  const text = escaped.length === 1 ? escaped.join('') : '('.concat(allOf(escaped), ')');
  return { text, clauses: escaped.length, weight: Math.min(...distinct.map(frequency)) };
}

function allOf(queries: readonly string[]): string {
  return queries.map((query) => '+'.concat(query)).join(' ');
}

function anyOf(queries: readonly string[]): string {
  return '('.concat(queries.join(' '), ')');
}

function sum(queries: readonly Query[], of: 'clauses' | 'weight'): number {
  return queries.reduce((total, query) => total + query[of], 0);
}

/** Any alternative of a group, the best first as far as Lucene takes them; null where nothing can match. */
function groupQuery({ alternatives }: WordGroup, frequency: Frequency): Query | null {
  const taken = new Map<string, Query>();
  let clauses = 0;
  for (const alternative of alternatives) {
    const made = alternativeQuery(alternative, frequency);
    if (made === null || taken.has(made.text)) continue;
    clauses += made.clauses;
    if (clauses > MAX_CLAUSES) break;
    taken.set(made.text, made);
  }
  const queries = [...taken.values()];
  if (queries.length === 0) return null;
  return { text: anyOf([...taken.keys()]), clauses: sum(queries, 'clauses'), weight: sum(queries, 'weight') };
}

/** What to ask of the index: a document is found when at least `minimum` of the queries find it. */
export interface IndexQueries {
  readonly queries: readonly string[];
  readonly minimum: number;
}

/**
 * One query for each group, where some but not all must match. Whatever matches `minimum` of n groups matches one of any
 * n - minimum + 1 of them: each query asks for one of the rarest so many too, so that a broad word does not return
 * everything it stands in only to be counted.
 */
function countedQueries(groups: readonly Query[], minimum: number): IndexQueries {
  const rarest = groups.toSorted((a, b) => a.weight - b.weight).slice(0, groups.length - minimum + 1);
  const anchor = anyOf(rarest.map(({ text }) => text));
  const queries = groups.map((group) => {
    const fits = group.clauses + sum(rarest, 'clauses') <= MAX_CLAUSES;
    return rarest.includes(group) || !fits ? group.text : allOf([group.text, anchor]);
  });
  return { queries, minimum };
}

/** A plan as queries: one where all groups or any group must match, else several. Null where no document can match. */
export function indexQueries(plan: QueryPlan, frequency: Frequency): IndexQueries | null {
  const groups = plan.groups.map((group) => groupQuery(group, frequency)).filter((group) => group !== null);
  const minimum = Math.max(1, plan.minimumGroups);
  if (groups.length < minimum) return null;
  const texts = groups.map(({ text }) => text);
  const fits = sum(groups, 'clauses') <= MAX_CLAUSES;
  if (fits && minimum === groups.length) return { queries: [allOf(texts)], minimum: 1 };
  if (fits && minimum === 1) return { queries: [anyOf(texts)], minimum: 1 };
  return countedQueries(groups, minimum);
}
