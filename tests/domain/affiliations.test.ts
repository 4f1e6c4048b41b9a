import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { affiliations, type Affiliation } from '../../src/domain/affiliations.ts';
import { compareText } from '../../src/domain/ids.ts';
import type { Authorship, GraphRecords } from '../../src/domain/model.ts';
import { numberNodes } from '../../src/domain/node-numbers.ts';
import type { Rows } from '../../src/domain/rows.ts';
import { arbitraryGraph } from '../property/arbitrary-graph.ts';
import { runs } from '../property/replay.ts';

const TIMES = ['2025-12-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.001Z'];

interface Named extends Pick<Affiliation, 'authorId' | 'organizationId'> {
  readonly statedBy: Affiliation['statedBy'];
}

/** The rows that name each pair of author and organization, in the order of the authorships. */
function plainAffiliations(authorships: readonly Authorship[]): Affiliation[] {
  const pairs = new Map<string, Named[]>();
  for (const { authorId, organizationIds, resourceId, provenance } of authorships)
    for (const organizationId of new Set(organizationIds)) {
      const named = { authorId, organizationId, statedBy: { resourceId, provenance } };
      const key = `${authorId} ${organizationId}`;
      pairs.set(key, [...(pairs.get(key) ?? []), named]);
    }
  return [...pairs.values()].flatMap((rows) => {
    const byReading = rows.toSorted(
      ({ statedBy: a }, { statedBy: b }) =>
        compareText(a.provenance.retrievedAt, b.provenance.retrievedAt) || compareText(a.resourceId, b.resourceId),
    );
    return byReading.slice(0, 1).map((first) => ({ ...first, resourceCount: rows.length }));
  });
}

/** Graphs whose authorships come in any order, were read at several times, and name some organization twice. */
const graphs = fc
  .tuple(arbitraryGraph(), fc.array(fc.nat(), { minLength: 100, maxLength: 100 }))
  .map(([graph, numbers]): GraphRecords => {
    const rows = graph.authorships.map((row, place) => {
      const drawn = numbers[place % numbers.length] ?? 0;
      const provenance = { ...row.provenance, retrievedAt: TIMES[drawn % 3] ?? '', locator: `line ${place}` };
      const again = drawn % 4 === 0 ? row.organizationIds : [];
      return { drawn, row: { ...row, organizationIds: [...row.organizationIds, ...again], provenance } };
    });
    return { ...graph, authorships: rows.toSorted((a, b) => a.drawn - b.drawn).map(({ row }) => row) };
  });

/** The same rows, made each time that they are taken. */
function madeAgain<T>(rows: readonly T[]): Rows<T> {
  return {
    length: rows.length,
    *[Symbol.iterator]() {
      for (const row of rows) yield structuredClone(row);
    },
  };
}

describe('affiliations', () => {
  it('are all pairs in the order of their first naming, stated by what was read earliest', () => {
    const property = fc.property(graphs, (graph) => {
      const expected = plainAffiliations(graph.authorships);
      for (const authorships of [graph.authorships, madeAgain(graph.authorships)]) {
        const found = affiliations({ ...graph, authorships });
        expect(found.length).toBe(expected.length);
        for (const _ of [1, 2]) expect([...found]).toEqual(expected);
      }
      expect([...affiliations(graph, numberNodes(graph))]).toEqual(expected);
    });
    fc.assert(property, runs(50));
  });

  it('are taken by several at the same time', () => {
    const property = fc.property(graphs, (graph) => {
      const found = affiliations(graph);
      const [one, other] = [found[Symbol.iterator](), found[Symbol.iterator]()];
      one.next();
      const rest = [...{ [Symbol.iterator]: () => one }];
      expect([...{ [Symbol.iterator]: () => other }].slice(1)).toEqual(rest);
    });
    fc.assert(property, runs(10));
  });
});
