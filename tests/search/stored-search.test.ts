import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { heldTerms } from '../../src/search/document-terms.ts';
import { searchDocuments } from '../../src/search/documents.ts';
import { makeSearch, storeSearch, type DocumentsPart } from '../../src/search/stored-search.ts';
import { createSpill } from '../../src/spill/spill.ts';
import { buildGraphRecords, type ResourceSketch } from '../graphs/graph-builder.ts';

/** Of some thousand nodes: their documents are in several parts. */
const GRAPH = buildGraphRecords({
  resources: Object.fromEntries(
    Array.from({ length: 2_500 }, (_, number): [string, ResourceSketch] => [
      `work-${number}`,
      {
        title: `Work ${number} about testing ${(number * 7) % 100} models`,
        authors: [[`author-${number % 700}`, `organization-${number % 30}`]],
        topics: [`topic-${number % 11}`],
      },
    ]),
  ),
});

describe('what search keeps of a graph', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'search-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it('is the same where its parts are handed out and its lists lie in files', async () => {
    const documents = searchDocuments(GRAPH);
    const held = await makeSearch(documents);
    const spill = createSpill(folder);
    try {
      const parts: DocumentsPart[] = [];
      const terms = await storeSearch(documents, { keepPart: (part) => parts.push(part), newList: spill.words });
      expect(parts.length).toBeGreaterThan(3);
      expect({ terms: heldTerms(terms), documents: parts }).toEqual(held);
    } finally {
      spill.close();
    }
  });

  it('is handed out while the documents are made', async () => {
    const documents = searchDocuments(GRAPH);
    let made = 0;
    const counted = {
      ids: documents.ids,
      *[Symbol.iterator]() {
        for (const document of documents) {
          made += 1;
          yield document;
        }
      },
    };
    const madeAt: number[] = [];
    const spill = createSpill(null);
    const keepPart = ({ firstDocument }: DocumentsPart): void => void madeAt.push(made - firstDocument);
    await storeSearch(counted, { keepPart, newList: spill.words });
    spill.close();
    expect(madeAt.slice(0, -1).every((size) => size === 1_000)).toBe(true);
    expect(madeAt.reduce((sum, size) => sum + size)).toBe(documents.ids.length);
  });
});
