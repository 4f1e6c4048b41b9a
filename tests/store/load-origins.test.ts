/** Where edges are stated, as a load writes it and a question reads it. */
import { describe, expect, it } from 'vitest';
import { nodeId } from '../../src/domain/ids.ts';
import type { Provenance } from '../../src/domain/model.ts';
import { provenanceOf } from '../../src/store/neo4j/catalog.ts';
import { int, param, toStatement } from '../../src/store/neo4j/cypher.ts';
import { createPartMaker, createPlaces, type EdgeContent } from '../../src/store/neo4j/load-parts.ts';

const LISTED: Provenance = {
  sourceId: nodeId('SOURCE', 'list'),
  locator: 'line 1',
  retrievedAt: '2026-01-01T00:00:00.000Z',
  confidence: 1,
  method: 'stated',
};
const INFERRED: Provenance = { ...LISTED, confidence: 0.8, method: 'inferred' };

/** A maker of parts for edges from the first node to the second. */
function maker() {
  const places = createPlaces(2);
  places.put({ numbers: [0, 1], names: ['place:1', 'place:2'] });
  const make = createPartMaker(7, places);
  const sent = (...provenances: readonly EdgeContent['provenance'][]) => {
    const contents = provenances.map((provenance): EdgeContent => ({ properties: {}, provenance }));
    const ends = { from: new Uint32Array(contents.length), to: new Uint32Array(contents.length).fill(1) };
    const kind = { type: 'ABOUT', keys: { wholes: [], others: [] }, ends, withProvenance: true };
    return [...make.edges(kind, contents, (content) => content).parameters(100)];
  };
  return { make, sent };
}

describe('where edges are stated', () => {
  it('travels once for edges that follow each other, as a place and a number in the order of appearance', () => {
    const { sent } = maker();
    expect(sent(LISTED, LISTED, { ...LISTED }, { ...LISTED, locator: 'line 2' }, INFERRED, LISTED)).toEqual([
      {
        beginning: 'place:',
        sources: '1 1 1 1 1 1',
        targets: '2 2 2 2 2 2',
        locators: ['line 1', 'line 2', 'line 1', 'line 1'],
        origins: '0 0 1 0',
        starts: '0 3 4 5 6',
        wholes: [],
        values: [],
      },
    ]);
  });

  it('may be unknown but for the place, or altogether', () => {
    const { make, sent } = maker();
    expect(sent(null, null, { locator: 'line 1' }, { locator: null })).toEqual([
      expect.objectContaining({ locators: [null, 'line 1', null], origins: '  ', starts: '0 2 3 4' }),
    ]);
    expect(make.origins().length).toBe(0);
  });

  it('has a number for each source, date, confidence and method, over all parts of a load', () => {
    const { make, sent } = maker();
    sent(LISTED, { ...LISTED, locator: null });
    sent(INFERRED, LISTED);
    sent({ ...LISTED, retrievedAt: '2026-02-01T00:00:00.000Z' });
    const origins = make.origins();
    expect([...origins.parameters(100)]).toEqual([
      [
        [int(0), 'Source:list', '2026-01-01T00:00:00.000Z', 1, 'stated'],
        [int(1), 'Source:list', '2026-01-01T00:00:00.000Z', 0.8, 'inferred'],
        [int(2), 'Source:list', '2026-02-01T00:00:00.000Z', 1, 'stated'],
      ],
    ]);
    const { text } = toStatement('load.batch', origins.write(param([])));
    expect(text).toContain('MERGE (n:Origin {number: row[0]}) SET n.sourceId = row[1], n.retrievedAt = row[2]');
  });

  it('is read by the number, which must be there', () => {
    const { locator: _locator, ...origin } = INFERRED;
    const catalog = { origin: (number: number) => (number === 3 ? origin : undefined) };
    expect(provenanceOf(catalog, { locator: 'line 1', origin: 3 })).toEqual(INFERRED);
    expect(() => provenanceOf(catalog, { locator: null, origin: 4 })).toThrow('not in the catalogue');
  });
});
