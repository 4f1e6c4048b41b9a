/** Where edges are stated, as a load writes it and a question reads it. */
import { describe, expect, it } from 'vitest';
import { nodeId, type NodeId } from '../../src/domain/ids.ts';
import type { Provenance } from '../../src/domain/model.ts';
import { provenanceOf } from '../../src/store/neo4j/catalog.ts';
import { int, param, toStatement } from '../../src/store/neo4j/cypher.ts';
import { createPartMaker, createPlaces, type Edge } from '../../src/store/neo4j/load-parts.ts';

const LISTED: Provenance = {
  sourceId: nodeId('SOURCE', 'list'),
  locator: 'line 1',
  retrievedAt: '2026-01-01T00:00:00.000Z',
  confidence: 1,
  method: 'stated',
};
const INFERRED: Provenance = { ...LISTED, confidence: 0.8, method: 'inferred' };

const [A, B]: [NodeId, NodeId] = [nodeId('RESOURCE', 'a'), nodeId('TOPIC', 'b')];

function edge(provenance: Edge['provenance']): Edge {
  return { from: A, to: B, properties: {}, provenance };
}

/** A maker of parts for edges from a to b. */
function maker() {
  const places = createPlaces({ ids: [A, B], of: (id) => [A, B].indexOf(id) });
  places.put({ id: A, place: 'place 1' });
  places.put({ id: B, place: 'place 2' });
  const make = createPartMaker(7, places);
  const sent = (...provenances: readonly Edge['provenance'][]) => {
    const kind = { type: 'ABOUT', keys: [], withProvenance: true };
    return [...make.edges(kind, provenances.map(edge), (fact) => fact).parameters(100)];
  };
  return { make, sent };
}

describe('where edges are stated', () => {
  it('travels once for edges that follow each other, as a place and a number in the order of appearance', () => {
    const { sent } = maker();
    const row = ['1', '2'];
    expect(sent(LISTED, LISTED, { ...LISTED }, { ...LISTED, locator: 'line 2' }, INFERRED, LISTED)).toEqual([
      [
        'place ',
        [
          [
            ['line 1', int(0)],
            [row, row, row],
          ],
          [['line 2', int(0)], [row]],
          [['line 1', int(1)], [row]],
          [['line 1', int(0)], [row]],
        ],
      ],
    ]);
  });

  it('may be unknown but for the place, or altogether', () => {
    const { make, sent } = maker();
    const row = ['1', '2'];
    expect(sent(null, null, { locator: 'line 1' }, { locator: null })).toEqual([
      [
        'place ',
        [
          [null, [row, row]],
          [['line 1', null], [row]],
          [[null, null], [row]],
        ],
      ],
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
