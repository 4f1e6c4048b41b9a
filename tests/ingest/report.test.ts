import { describe, expect, it } from 'vitest';
import { formatReport } from '../../src/ingest/report.ts';
import { builtGraph } from './built-graph.ts';
import { inputOf } from './small-input.ts';

type Rows = Parameters<typeof inputOf>[0];

function reported(rows: Rows): string {
  return formatReport(builtGraph(inputOf(rows)).report);
}

describe('the report of a build', () => {
  it('names each row of a merge with the rule that joined it, and its title where that is another', () => {
    const report = reported({
      kdd: [{ title: 'Ease of Use', kind: 'paper', doi: '10.1145/1.2' }],
      seaibib: [{ title: 'Ease of use', kind: 'paper' }],
      own: [{ title: 'Ease of use: lessons', kind: 'paper', doi: '10.1145/1.2' }],
    });
    expect(report).toContain(
      'merges: 1\n  Ease of Use  kdd.jsonl:1 + seaibib.jsonl:1 [same title] + own.jsonl:1 "Ease of use: lessons" [same DOI]\n',
    );
  });

  it('says of a row that only a link stands for it', () => {
    const report = reported({
      'applied-ml': [
        { title: 'How', kind: 'post', links: [{ label: 'Code', url: 'https://github.com/feast-dev/feast' }] },
      ],
      epml: [{ title: 'Feast', kind: 'repository', url: 'https://github.com/feast-dev/feast' }],
    });
    expect(report).toContain('Feast  epml.jsonl:1 + applied-ml.jsonl:1 (its link) "feast-dev/feast" [same address]');
  });

  it('names near misses with what kept them apart', () => {
    const report = reported({
      kdd: [{ title: 'Drift', kind: 'paper', year: 2015 }],
      own: [{ title: 'Drift', kind: 'paper', year: 2020 }],
    });
    expect(report).toContain(
      'near misses: 1\n  Drift  [same title, but years more than one apart]  kdd.jsonl:1 / own.jsonl:1\n',
    );
  });

  it('counts by source what works lack, and lists them', () => {
    const report = reported({
      kdd: [{ title: 'MLOps at work', kind: 'paper', authors: ['Ada Lovelace'] }],
      own: [
        { title: 'Cooking', kind: 'post', year: 2020 },
        { title: 'MLOps at home', kind: 'post', authors: ['Ada Lovelace'], year: 2020 },
      ],
    });
    expect(report).toContain(
      [
        'works without',
        '  source  authors     year    topic',
        '  own           1        0        1',
        '  kdd           0        1        0',
      ].join('\n'),
    );
    expect(report).toContain('without authors: 1\n  own.jsonl:1 Cooking\n');
    expect(report).toContain('without year: 1\n  kdd.jsonl:1 MLOps at work\n');
    expect(report).toContain('without topic: 1\n  own.jsonl:1 Cooking');
  });
});
