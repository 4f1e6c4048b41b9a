import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toCsv, toJson } from '../../../web/explorer/src/files/table-file.ts';
import { placeLabels } from '../../../web/explorer/src/picture/labels.ts';
import { nextNode } from '../../../web/explorer/src/picture/move-selection.ts';
import type { PlacedNode } from '../../../web/explorer/src/picture/picture.ts';
import { linesAbove } from '../../../web/explorer/src/views/lines-above.ts';
import { runs } from '../../property/replay.ts';

function placed(id: string, x: number, y: number, size = 1): PlacedNode {
  return { id, label: `Label of ${id}`, kind: 'Topic', size, community: null, x, y, radius: 6 };
}
const FRAME = { width: 900, height: 600, fontPixels: 12, measure: (text: string) => text.length * 6 };
const nodes = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 600 })), {
  minLength: 1,
  maxLength: 60,
  selector: String,
});

describe('labels of a picture', () => {
  it('never cover each other nor leave the frame, at any scale', () => {
    const property = fc.property(nodes, fc.double({ min: 0.3, max: 3, noNaN: true }), (points, k) => {
      const all = points.map(([x, y], index) => placed(String(index), x, y, index));
      const labels = placeLabels(all, { k, x: 0, y: 0 }, FRAME, new Set());
      for (const [index, a] of labels.entries()) {
        for (const b of labels.slice(index + 1)) {
          const apart = Math.abs(a.x - b.x) * 2 >= a.width + b.width || Math.abs(a.y - b.y) * 2 >= a.height + b.height;
          expect(apart).toBe(true);
        }
      }
      const cut = labels.filter(
        ({ x, y, width, height }) =>
          x - width / 2 < 0 || x + width / 2 > FRAME.width || y - height / 2 < 0 || y + height / 2 > FRAME.height,
      );
      expect(cut).toEqual([]);
    });
    fc.assert(property, runs(200));
  });

  it('name the selected node, and then the largest', () => {
    const crowd = Array.from({ length: 40 }, (_, index) => placed(String(index), 300 + index, 300, index));
    const shown = placeLabels(crowd, { k: 1, x: 0, y: 0 }, FRAME, new Set(['3'])).map(({ node }) => node.id);
    expect(shown[0]).toBe('3');
    expect(shown[1]).toBe('39');
  });
});

describe('the lines above a topic', () => {
  const topic = (id: string, ...parents: string[]) => ({
    id,
    name: id,
    broader: parents.map((parent) => ({ id: parent })),
  });
  const lines = (...topics: ReturnType<typeof topic>[]) =>
    linesAbove(['left', 'right'], topics).map((line) => line.map(({ id }) => id));

  it('are one for each way from the top', () => {
    expect(lines(topic('left', 'middle'), topic('right', 'top'), topic('middle', 'top'), topic('top'))).toEqual([
      ['top', 'middle', 'left'],
      ['top', 'right'],
    ]);
  });

  it('end at a circle instead of going round', () => {
    expect(lines(topic('left', 'right'), topic('right', 'left'))).toEqual([
      ['right', 'left'],
      ['left', 'right'],
    ]);
  });
});

describe('the arrow keys', () => {
  const [middle, right, above] = [placed('middle', 0, 0), placed('right', 50, 5), placed('above', 3, -40)];
  const all = [middle, right, above];

  it('go to the nearest node in their direction, and stay where there is none', () => {
    expect(nextNode(all, middle, 'ArrowRight')?.id).toBe('right');
    expect(nextNode(all, middle, 'ArrowUp')?.id).toBe('above');
    expect(nextNode(all, middle, 'ArrowLeft')?.id).toBe('middle');
    expect(nextNode(all, null, 'ArrowLeft')?.id).toBe('middle');
    expect(nextNode([], null, 'ArrowLeft')).toBeNull();
  });
});

describe('tables as files', () => {
  const table = {
    columns: ['name', 'count'],
    rows: [
      ['=1+1', 2],
      ['a "b", c', null],
      ['特徴量', 3],
    ] as const,
  };

  it('are CSV that no spreadsheet runs', () => {
    expect(toCsv(table)).toBe('\ufeffname,count\r\n\'=1+1,2\r\n"a ""b"", c",\r\n特徴量,3\r\n');
  });

  it('are JSON, one object a row', () => {
    expect(JSON.parse(toJson(table))).toEqual([
      { name: '=1+1', count: 2 },
      { name: 'a "b", c', count: null },
      { name: '特徴量', count: 3 },
    ]);
  });
});
