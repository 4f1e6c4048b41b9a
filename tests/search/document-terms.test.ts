import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { createWordList, type WordList } from '../../src/domain/word-list.ts';
import { findDocumentTerms, heldTerms, storeDocumentTerms, termsByDocument } from '../../src/search/document-terms.ts';
import { searchDocuments } from '../../src/search/documents.ts';
import { tokens } from '../../src/search/tokens.ts';
import { arbitraryGraph } from '../property/arbitrary-graph.ts';
import { runs } from '../property/replay.ts';

it('name each term of each document once, by term and by document', async () => {
  const property = fc.asyncProperty(arbitraryGraph(), async (graph) => {
    const documents = [...searchDocuments(graph)];
    const found = await findDocumentTerms(documents, documents.length);
    const { terms, offsets, holders } = found;
    const expected = documents.map(({ fields }) =>
      [...new Set(Object.values(fields).flat().flatMap(tokens))].toSorted(),
    );
    const numbersOf = termsByDocument(found);
    const given = documents.map((_, number) => Array.from(numbersOf(number), (term) => terms[term]).toSorted());
    expect(given).toEqual(expected);
    const holding = terms.map((_, term) => [...holders.subarray(offsets[term], offsets[term + 1])]);
    expect(holding).toEqual(
      terms.map((term) => expected.flatMap((held, document) => (held.includes(term) ? [document] : []))),
    );
  });
  await fc.assert(property, runs(15));
});

it('are the same in lists that are given, however many postings are turned round together', async () => {
  const property = fc.asyncProperty(arbitraryGraph(), fc.constantFrom(1, 7, 100), async (graph, postingsAtOnce) => {
    const documents = [...searchDocuments(graph)];
    const rooms: number[] = [];
    const newList = (room: number): WordList => {
      rooms.push(room);
      return createWordList(1);
    };
    const stored = await storeDocumentTerms(documents, documents.length, newList, postingsAtOnce);
    expect(heldTerms(stored)).toEqual(await findDocumentTerms(documents, documents.length));
    expect(rooms).toHaveLength(2);
    expect(rooms[1]).toBe(stored.holders.length);
  });
  await fc.assert(property, runs(15));
});

it('are none of no documents', async () => {
  const { terms, offsets, holders } = await findDocumentTerms([], 0);
  expect([terms, [...offsets], [...holders]]).toEqual([[], [0], []]);
});

it('give the terms of each document of thousands, from a list that is longer than what is looked at together', () => {
  const documentCount = 40_000;
  const documents = [...new Uint32Array(documentCount).keys()];
  const lists = Array.from({ length: 30 }, (_, term) =>
    documents.filter((document) => (document * 31 + term * 7) % (term + 2) === 0),
  );
  const offsets = new Uint32Array(lists.length + 1);
  lists.forEach((list, term) => (offsets[term + 1] = (offsets[term] ?? 0) + list.length));
  const terms = lists.map((_, term) => `term ${term}`);
  const numbersOf = termsByDocument({ documentCount, terms, offsets, holders: Uint32Array.from(lists.flat()) });
  for (const document of [0, 1, 16_383, 16_384, 16_385, 39_999, 5]) {
    const expected = lists.flatMap((list, term) => (list.includes(document) ? [term] : []));
    expect([...numbersOf(document)]).toEqual(expected);
  }
});
