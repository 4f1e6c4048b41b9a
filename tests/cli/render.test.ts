import { describe, expect, it } from 'vitest';
import { answerLines } from '../../src/cli/render/answer.ts';
import { cut, harmless, widthOf } from '../../src/cli/render/width.ts';

function lines(data: Parameters<typeof answerLines>[0], width = 80): string[] {
  return answerLines(data, width).map((line) => line.trimEnd());
}

describe('an answer in a terminal', () => {
  it('puts the resources of a group under its bucket', () => {
    const shown = lines({
      resources: {
        totalCount: 42,
        groups: [
          {
            bucket: { key: 'kdd', label: 'KDD', count: 20 },
            resources: {
              totalCount: 20,
              nodes: [
                {
                  id: 'Resource:a',
                  title: 'Data validation for machine learning',
                  year: 2019,
                  authors: { totalCount: 7, nodes: [{ name: 'Ann' }, { name: 'Bob' }] },
                  topics: {
                    edges: [{ matched: 'data validation', score: 0.9, node: { slug: 'x', name: 'Data validation' } }],
                  },
                },
              ],
            },
          },
        ],
      },
    });
    expect(shown).toEqual([
      'resources (42 in total):',
      '  groups:',
      '    ── KDD (20) ──',
      '      • Data validation for machine learning (2019)',
      '        authors: Ann, Bob and 5 more',
      '        topics: Data validation (data validation, score 0.9)',
      '',
      '',
    ]);
  });

  it('draws a facet with a bar each, and says what it leaves out', () => {
    const buckets = [
      { key: 'a', label: 'KDD', count: 20, share: 0.5 },
      { key: 'b', label: 'MLSys', count: 5, share: 0.125 },
    ];
    const [, head, , first, second, rest] = lines({
      facet: { field: 'VENUE', otherCount: 1, missingCount: 2, buckets },
    });
    expect(head).toMatch(/VENUE +count +share/);
    expect(first).toMatch(/KDD +20 +50\.0 % +█{24}$/);
    expect(second).toMatch(/MLSys +5 +12\.5 % +█{6}$/);
    expect(rest).toContain('1 more values, 2 without a value');
  });

  it('draws trends and cross tables with their rows and columns', () => {
    const trend = { years: [2019, 2020], undatedCount: 3, series: [{ bucket: { label: 'Drift' }, counts: [1, 22] }] };
    expect(
      lines({ trend })
        .slice(1, 5)
        .map((line) => line.split(/ +/).filter(Boolean)),
    ).toEqual([['2019', '2020'], expect.anything(), ['Drift', '1', '22'], ['(3', 'without', 'a', 'year)']]);
    const cross = { rows: [{ label: 'Google' }], columns: [{ key: 'PAPER' }, { key: 'TALK' }], counts: [[2, 1]] };
    expect(lines({ cross })[3]).toMatch(/Google +2 +1$/);
  });

  it('shows every scalar of an unknown shape', () => {
    const shown = lines({ anything: { one: 1, two: null, three: [{ deep: { list: ['x', 'y'] } }] } }).join('\n');
    for (const part of ['one: 1', 'two: –', 'list: x, y']) expect(shown).toContain(part);
  });

  it('keeps within the width, counting Japanese twice', () => {
    expect(widthOf('機械学習 ML')).toBe(11);
    expect(widthOf(cut('機械学習のテストと運用', 10))).toBeLessThanOrEqual(10);
    const title = '機械学習'.repeat(40);
    for (const line of lines({ nodes: [{ title, year: 2019, url: null }] }, 60))
      expect(widthOf(line)).toBeLessThanOrEqual(60);
  });

  it('lets no title move the cursor or turn the line around', () => {
    expect(harmless('a\u001b[2Jb\u202ec')).toBe('a [2Jb c');
    expect(lines({ name: 'x\u001b]0;title\u0007' }).join('')).not.toMatch(/\p{Cc}/u);
  });
});
