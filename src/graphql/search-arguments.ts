/** What search and suggest are asked for, judged before execution by the code that will use it. */
import { fingerprint } from '../domain/cursor.ts';
import { DomainError } from '../domain/errors.ts';
import { NODE_KINDS, type NodeKind } from '../domain/ids.ts';
import { pageSize, type PageRequest } from '../domain/page.ts';
import { checkText, tidy } from '../domain/text.ts';
import { MAX_QUERY_CHARACTERS } from '../search/plan.ts';
import { WHOLE_GRAPH } from '../store/graph-store.ts';
import { checkCursorParent, parsePage } from './parse-page.ts';

export const DEFAULT_SUGGESTIONS = 8;

export interface SearchArguments {
  readonly query: string;
  readonly kinds?: readonly NodeKind[] | null;
  readonly first?: number | null;
  readonly after?: string | null;
}
export interface SuggestArguments {
  readonly prefix: string;
  readonly kinds?: readonly NodeKind[] | null;
  readonly first?: number | null;
}

export interface SearchList {
  readonly query: string;
  readonly kinds: readonly NodeKind[];
  readonly page: PageRequest;
  /** Names query and kinds: what is searched once, and what a cursor belongs to. */
  readonly listKey: string;
}
export interface SuggestList {
  readonly prefix: string;
  readonly kinds: readonly NodeKind[];
  readonly first: number;
}

/** A text to look for. @throws DomainError BAD_USER_INPUT when it is blank, too long or malformed. */
export function checkQuery(name: string, text: string): void {
  checkText(name, text, MAX_QUERY_CHARACTERS);
  if (tidy(text) === '') throw new DomainError('BAD_USER_INPUT', `${name} is empty.`);
}

function kindsOf(kinds: readonly NodeKind[] | null | undefined): readonly NodeKind[] {
  return kinds == null ? NODE_KINDS : NODE_KINDS.filter((kind) => kinds.includes(kind));
}

/** @throws DomainError when the query, `first` or the cursor break a rule. */
export function searchList(args: SearchArguments): SearchList {
  checkQuery('query', args.query);
  const kinds = kindsOf(args.kinds);
  const listKey = fingerprint(['Query.search', args.query, kinds]);
  const { page, cursorParent } = parsePage({ first: args.first ?? null, after: args.after ?? null }, listKey, [
    'number',
  ]);
  checkCursorParent(cursorParent, WHOLE_GRAPH);
  return { query: args.query, kinds, page, listKey };
}

/** @throws DomainError when the prefix or `first` break a rule. */
export function suggestList(args: SuggestArguments): SuggestList {
  checkQuery('prefix', args.prefix);
  return { prefix: args.prefix, kinds: kindsOf(args.kinds), first: pageSize(args, DEFAULT_SUGGESTIONS) };
}
