/** Retrieval by looking at every document, and queries made of what stands in them. */
import * as fc from 'fast-check';
import type { NodeId, NodeKind } from '../../src/domain/ids.ts';
import type { GraphRecords } from '../../src/domain/model.ts';
import { searchDocuments } from '../../src/search/documents.ts';
import type { QueryPlan } from '../../src/search/query-plan.ts';
import type { SearchDocument } from '../../src/search/search-document.ts';
import { tokens } from '../../src/search/tokens.ts';

/** How many of a plan's groups stand anywhere in a document. */
export function matchedGroups({ groups }: QueryPlan, document: SearchDocument): number {
  const terms = new Set(Object.values(document.fields).flatMap((texts) => texts.flatMap(tokens)));
  return groups.filter(({ alternatives }) => alternatives.some((one) => one.terms.every((term) => terms.has(term))))
    .length;
}

/** Ids of the documents that a plan finds, sorted. */
export function naiveCandidates(graph: GraphRecords, plan: QueryPlan, kinds: readonly NodeKind[]): NodeId[] {
  if (plan.groups.length === 0) return [];
  return [...searchDocuments(graph)]
    .filter((document) => kinds.includes(document.kind) && matchedGroups(plan, document) >= plan.minimumGroups)
    .map((document) => document.id);
}

/** Text that is syntax of Lucene or Cypher wherever it is not treated as text. */
export const HOSTILE_TEXTS: readonly string[] = [
  '*',
  '?a',
  'a~',
  'a~2',
  'a^9',
  'title:x',
  '[* TO *]',
  '{a TO z}',
  '/(a+)+$/',
  '"open',
  'AND',
  'OR NOT',
  '\\',
  '&&',
  '||',
  '(((',
  ')',
  'a AND (b OR',
  '+',
  '-',
  '!',
  'ml +',
  'searchTerms:*',
  "'}) MATCH (n) DETACH DELETE n //",
  '$p0',
  '`',
  ' ',
  '',
  '\u0000',
  '\u3000',
  'a\u001cb',
  '💥',
  '\ud800',
  '\u202e',
  'ÅNGSTRÖM',
  'İ',
  'ﬁne',
  'が',
  'か\u3099',
  'x'.repeat(2_000),
  Array.from({ length: 2_000 }, (_, index) => 'w'.concat(String(index))).join(' '),
];

/** Words of the graph, whole, cut, mistyped or turned about; several of them; or hostile text. */
export function arbitraryQuery(graph: GraphRecords): fc.Arbitrary<string> {
  const words = [...new Set([...searchDocuments(graph)].flatMap(({ fields }) => Object.values(fields).flat()))]
    .flatMap((text) => [text, ...text.split(/\s+/)])
    .filter((text) => text !== '');
  const word = fc.constantFrom(...words);
  const mistyped = fc.tuple(word, fc.nat(), fc.constantFrom('', 'x', 'ス')).map(([text, at, put]) => {
    const place = at % text.length;
    return text.slice(0, place).concat(put, text.slice(place + 1));
  });
  const begun = fc.tuple(word, fc.integer({ min: 1, max: 4 })).map(([text, length]) => text.slice(0, length));
  const piece = fc.oneof(
    word,
    word,
    mistyped,
    begun,
    word.map((text) => text.toUpperCase()),
    fc.constantFrom(...HOSTILE_TEXTS),
  );
  const separator = fc.constantFrom(' ', ' ', '', '-', ' AND ');
  return fc.tuple(fc.array(piece, { minLength: 1, maxLength: 6 }), separator).map(([pieces, by]) => pieces.join(by));
}
