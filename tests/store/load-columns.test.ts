/** Rows of a load as columns. */
import { describe, expect, it } from 'vitest';
import { cy, int, toStatement } from '../../src/store/neo4j/cypher.ts';
import { column, columnsOf, keysLike, valuesOf, wholesText } from '../../src/store/neo4j/load-columns.ts';

const ROW = { id: 'a', year: int(2020), score: 0.5, tags: ['x'], none: null };

describe('columns of rows', () => {
  it('hold whole numbers as one text, and all else as it is', () => {
    const keys = keysLike(ROW);
    expect(keys).toEqual({ wholes: ['year'], others: ['id', 'score', 'tags', 'none'] });
    const rows = [ROW, { id: 'b', year: null, score: 1 }, { id: 'c', year: int(-(2 ** 40)), none: 'some' }];
    expect(columnsOf(rows, keys)).toEqual({
      wholes: [`2020  ${-(2 ** 40)}`],
      values: [
        ['a', 'b', 'c'],
        [0.5, 1, null],
        [['x'], null, null],
        [null, null, 'some'],
      ],
    });
  });

  it('have a place in a statement', () => {
    const text = (key: string): string => toStatement('test', column(keysLike(ROW), key)).text;
    expect([text('year'), text('tags')]).toEqual([
      expect.stringContaining('wholes[0]'),
      expect.stringContaining('values[2]'),
    ]);
    expect(() => column(keysLike(ROW), 'other')).toThrow('no column other');
    const [first] = valuesOf(keysLike(ROW));
    expect(toStatement('test', cy`${first?.[1] ?? cy``}`).text).toContain('values[0][i]');
  });

  it.each([[0.5], ['1'], [[1]], [2 ** 60]])('refuse %j where a whole number stands', (value) => {
    expect(() => wholesText([1, value])).toThrow('no whole number');
  });

  it('refuse a property that the others do not have', () => {
    expect(() => columnsOf([{ id: 'a', more: 1 }], { wholes: [], others: ['id'] })).toThrow('has more');
  });
});
