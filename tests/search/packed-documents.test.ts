import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { searchDocuments } from '../../src/search/documents.ts';
import { packDocuments, unpackDocuments } from '../../src/search/packed-documents.ts';
import { SMALL_GRAPH } from '../graphs/small-graph.ts';
import { arbitraryGraph } from '../property/arbitrary-graph.ts';
import { runs } from '../property/replay.ts';

it('documents come back from their packed form, in which each shared text stands once', () => {
  const property = fc.property(arbitraryGraph(), (graph) => {
    const documents = [...searchDocuments(graph)];
    const packed = packDocuments(documents);
    expect(new Set(packed.texts).size).toBe(packed.texts.length);
    expect(packed.documents.every(({ fields }) => fields.topics === undefined && fields.authors === undefined)).toBe(
      true,
    );
    expect(unpackDocuments(JSON.parse(JSON.stringify(packed)) as typeof packed)).toEqual(documents);
  });
  fc.assert(property, runs(15));
});

it('a document that names a text which is not there is refused', () => {
  const [document] = searchDocuments(SMALL_GRAPH);
  if (document === undefined) throw new Error('The small graph is empty');
  const { documents } = packDocuments([{ ...document, fields: { topics: ['a text'] } }]);
  expect(() => unpackDocuments({ texts: [], documents })).toThrow('damaged');
});
