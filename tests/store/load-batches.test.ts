import { expect, it } from 'vitest';
import { cy, param, toStatement } from '../../src/store/neo4j/cypher.ts';
import { batchCount, batchesOf } from '../../src/store/neo4j/load-batches.ts';
import { rowsPart, type LoadPart } from '../../src/store/neo4j/load-parts.ts';

function partOf(length: number): LoadPart {
  const rows = Array.from({ length }, (_, row) => row);
  const [write, create] = [(some: typeof NONE) => cy`MERGE ${some}`, (some: typeof NONE) => cy`CREATE ${some}`];
  return rowsPart({ phase: 'rows', write, create, rows, statementRows: 10 });
}
const NONE = param([]);

/** Of each batch what it counts for, and how many rows each of its statements has. */
function batches(part: LoadPart, isNew = false) {
  return Array.from(batchesOf(part, isNew), ({ rows, bodies }) => {
    const sizes = Array.from(bodies, ({ first }) => Object.values(toStatement('load.batch', first).parameters));
    return [rows, sizes.flat().map((some) => (some as readonly unknown[]).length)];
  });
}

it('a batch has four statements, the last one what is left', () => {
  const expected = [
    [40, [10, 10, 10, 10]],
    [40, [10, 10, 10, 10]],
    [5, [5]],
  ];
  expect(batches(partOf(85))).toEqual(expected);
  expect(batchCount([partOf(85), partOf(40), partOf(0)])).toBe(4);
  expect(batches(partOf(0))).toEqual([]);
});

it('rows are created where there are none yet, and merged when they are sent again', () => {
  const text = (isNew: boolean): string[] => {
    const [batch] = batchesOf(partOf(1), isNew);
    return Array.from(batch?.bodies ?? [], ({ first, again }) =>
      [first, again].map((body) => toStatement('load.batch', body).text).join(' then '),
    );
  };
  expect(text(true)).toEqual([expect.stringMatching(/CREATE .* then .*MERGE/)]);
  expect(text(false)).toEqual([expect.stringMatching(/MERGE .* then .*MERGE/)]);
});
