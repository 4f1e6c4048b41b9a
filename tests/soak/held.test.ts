import { describe, expect, it } from 'vitest';
import { judge, slope, table, type Sample } from './held.ts';

const samples = (of: (minutes: number) => Partial<Sample>): Sample[] =>
  [0, 1, 2, 3].map((minutes) => ({ minutes, heapBytes: 5e7, rssBytes: 2e8, handles: 3, sockets: 0, ...of(minutes) }));
const failing = (course: Sample[], later = 100, unexpected = 0): string[] =>
  judge(course, [[100], [later]], unexpected)
    .filter(({ isHeld }) => !isHeld)
    .map(({ name }) => name);

describe('a soak', () => {
  it('is held where nothing grows', () => {
    expect(failing(samples(() => ({})))).toEqual([]);
  });

  it.each([
    ['heap after collection', samples((minutes) => ({ heapBytes: 5e7 + minutes * 2e5 })), 100, 0],
    ['resident memory', samples((minutes) => ({ rssBytes: 2e8 + minutes * 1e7 })), 100, 0],
    ['handles', samples((minutes) => ({ handles: 3 + minutes })), 100, 0],
    ['sockets', samples((minutes) => ({ sockets: minutes })), 100, 0],
    ['p99 of answers, halves', samples(() => ({})), 111, 0],
    ['unexpected answers', samples(() => ({})), 100, 1],
  ])('fails by its %s', (name, course, later, unexpected) => {
    expect(failing(course, later, unexpected)).toEqual([name]);
    expect(table(judge(course, [[100], [later]], unexpected))).toMatch(new RegExp(`FAIL +${name.slice(0, 12)}`));
  });

  it('draws a line through what it saw', () => {
    expect(
      slope([
        [0, 1],
        [1, 3],
        [2, 5],
      ]),
    ).toBe(2);
  });
});
