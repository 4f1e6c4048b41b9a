/** The rules of `scheme.matchSyntax` in seed/topics.json, one by one; real titles are the 300 cases of real-seed.test.ts. */
import { describe, expect, it } from 'vitest';
import { compileTopics, normaliseTitle } from '../../src/ingest/tag.ts';
import { parseTopics } from '../../src/ingest/topics.ts';
import { concept } from './small-input.ts';

interface Rules {
  readonly match?: readonly string[];
  readonly not?: readonly string[];
  readonly altJa?: readonly string[];
}

/** A taxonomy of concepts with these rules, in this order. */
function taggerOf(rules: Readonly<Record<string, Rules>>) {
  const concepts = Object.entries(rules).map(([id, { match = [], not = [], altJa = [] }]) =>
    concept(id, { prefLabel: { en: id, ja: id }, altLabel: { en: [], ja: altJa }, match, not }),
  );
  return compileTopics(parseTopics({ concepts }, 'topics.json').concepts);
}

/** What of the title one concept with these rules was given for, or null. */
function matched(rules: Rules, title: string, titleJa?: string): string | null {
  return taggerOf({ it: rules }).tag(title, titleJa)[0]?.matched ?? null;
}

describe('a title is normalised', () => {
  it.each([
    ['Large-Scale ML', 'large scale ml'],
    ['Training–serving skew — a survey', 'training serving skew a survey'],
    ['  Two\u00a0\n spaces ', 'two spaces'],
    ['The “best” model’s', 'the "best" model\'s'],
    ['Cafe\u0301', 'caf\u00e9'],
  ])('%j', (title, normalised) => {
    expect(normaliseTitle(title)).toBe(normalised);
  });
});

describe('a plain rule', () => {
  it.each([
    ['drift', 'Drift', 'drift'],
    ['drift', '(Drift)', 'drift'],
    ['drift', 'concept/drift: a survey', 'drift'],
    ['drift', '「drift」の検知', 'drift'],
    ['drift', 'Drifting apart', null],
    ['drift', 'adrift', null],
    ['drift', 'drift2', null],
    ['drift', 'my_drift', null],
    ['ml test', 'ML testbed', null],
  ])('%j takes whole words of %j', (rule, title, found) => {
    expect(matched({ match: [rule] }, title)).toBe(found);
  });

  it.each([
    ['unit test', 'Unit tests', 'unit tests'],
    ['benchmark', 'Benchmarks', 'benchmarks'],
    ['process', 'Processes', 'processes'],
    ['anomaly', 'Anomalies', 'anomalies'],
    ['anomaly', 'Anomalys', 'anomalys'],
    ['unit test', 'Units test', null],
    ['anomaly detection', 'Anomalies detection', null],
    ['tests', 'Test', null],
  ])('%j allows a plural of its last word in %j', (rule, title, found) => {
    expect(matched({ match: [rule] }, title)).toBe(found);
  });

  it.each([
    ['fine-tuning', 'Fine tuning', 'fine tuning'],
    ['fine tuning', 'Fine-Tuning', 'fine tuning'],
    ['fine tuning', 'FINE–TUNING', 'fine tuning'],
    ['fine tuning', 'finetuning', null],
    ['train test split', 'Train/test split', 'train/test split'],
    ['ci/cd', 'CI/CD', 'ci/cd'],
    ['ci/cd', 'CI CD', null],
    ["goodhart's law", 'Goodhart’s Law', "goodhart's law"],
  ])('%j takes hyphens, slashes and quotes in %j as the syntax says', (rule, title, found) => {
    expect(matched({ match: [rule] }, title)).toBe(found);
  });

  it.each([
    ['people + ai', 'People + AI', 'people + ai'],
    ['c++', 'C++ for serving', 'c++'],
    ['a.b', 'axb', null],
    ['a*', 'aaa', null],
  ])('%j is text, whatever a pattern would make of it in %j', (rule, title, found) => {
    expect(matched({ match: [rule] }, title)).toBe(found);
  });
});

describe('a rule that is a pattern', () => {
  it('reads the normalised title after re:', () => {
    const rules = { match: ['re:\\boperationali[sz]ing\\b.{0,9}\\bml\\b'] };
    expect(matched(rules, 'Operationalising Large-Scale ML')).toBeNull();
    expect(matched(rules, 'Operationalizing the ML')).toBe('operationalizing the ml');
  });

  it('reads the title as given after RE:', () => {
    expect(matched({ match: ['RE:\\bNAS\\b'] }, 'Efficient NAS')).toBe('NAS');
    expect(matched({ match: ['RE:\\bNAS\\b'] }, 'nas')).toBeNull();
    expect(matched({ match: ['RE:A-B'] }, 'A-B testing')).toBe('A-B');
    expect(matched({ match: ['re:a-b'] }, 'A-B testing')).toBeNull();
  });

  it('that fits nothing gives nothing', () => {
    expect(matched({ match: ['re:x*'] }, 'Drift')).toBeNull();
  });
});

describe('an exclusion', () => {
  it('blanks what it matches, and leaves the rest to match', () => {
    const rules = { match: ['test'], not: ['drug test'] };
    expect(matched(rules, 'A drug test')).toBeNull();
    expect(matched(rules, 'Drug tests and more drug tests')).toBeNull();
    expect(matched(rules, 'A drug test and a unit test')).toBe('test');
  });

  it('cuts no words together', () => {
    const rules = { match: ['model test'], not: ['drug'] };
    expect(matched(rules, 'Model drug test')).toBeNull();
    expect(matched(rules, 'Model test')).toBe('model test');
  });

  it('of the normalised title leaves the title as given, and the other way round', () => {
    expect(matched({ match: ['RE:\\bNAS\\b'], not: ['nas'] }, 'NAS')).toBe('NAS');
    expect(matched({ match: ['nas'], not: ['RE:\\bNAS\\b'] }, 'NAS')).toBe('nas');
    expect(matched({ match: ['RE:\\bNAS\\b'], not: ['RE:\\bNAS drive'] }, 'A NAS drive')).toBeNull();
  });

  it('that begins with ! forbids the concept wherever it matches', () => {
    const rules = { match: ['test'], not: ['!covid', '!re:\\bdrugs?\\b'] };
    expect(matched(rules, 'A test')).toBe('test');
    expect(matched(rules, 'A test and COVID')).toBeNull();
    expect(matched(rules, 'Drugs, then a test')).toBeNull();
  });

  it('forbids before anything is blanked', () => {
    expect(matched({ match: ['test'], not: ['covid', '!covid'] }, 'covid: a test')).toBeNull();
  });

  it('concerns its own concept alone', () => {
    const tagger = taggerOf({ a: { match: ['test'], not: ['drug test'] }, b: { match: ['drug test'] } });
    expect(tagger.tag('A drug test')).toEqual([{ slug: 'b', matched: 'drug test' }]);
  });
});

describe('a Japanese title', () => {
  const rules = { match: ['drift'], altJa: ['ドリフト', 'データの変化'] };

  it('matches the Japanese labels anywhere in it', () => {
    expect(matched(rules, '概念ドリフト検知入門')).toBe('ドリフト');
    expect(matched(rules, 'データの変化とドリフト')).toBe('ドリフト');
  });

  it('matches the rules first', () => {
    expect(matched(rules, 'ドリフト（Drift）とは')).toBe('drift');
  });

  it('matches no label that is written in Latin letters', () => {
    // The label of the concept is "it" in both languages.
    expect(matched({}, 'it の監視')).toBeNull();
  });

  it('matches no label of a forbidden concept', () => {
    expect(matched({ ...rules, not: ['!re:概念'] }, '概念ドリフト')).toBeNull();
    expect(matched({ ...rules, not: ['!概念'] }, '概念ドリフト')).toBeNull();
  });

  it('counts as much as the English one', () => {
    expect(matched(rules, 'Untitled', '概念ドリフト')).toBe('ドリフト');
    expect(matched(rules, 'Concept drift', '概念ドリフト')).toBe('drift');
  });

  it('matches composed or not, but not without its voiced marks', () => {
    expect(matched(rules, 'ト\u3099リフト')).toBe('ドリフト');
    expect(matched(rules, 'トリフト')).toBeNull();
  });
});

describe('several rules', () => {
  it('are tried in their order, so that the longer one is written first', () => {
    expect(matched({ match: ['data validation', 'validation'] }, 'Validation and data validation')).toBe(
      'data validation',
    );
    expect(matched({ match: ['validation', 'data validation'] }, 'Data validation')).toBe('validation');
    expect(matched({ match: ['re:valid\\w+', 'data validation'] }, 'Data validation')).toBe('validation');
  });

  it('give each concept once, in the order of the taxonomy, with the English title first', () => {
    const tagger = taggerOf({
      serving: { match: ['serving'] },
      drift: { match: ['drift'], altJa: ['ドリフト'] },
      none: { match: ['nothing'] },
    });
    expect(tagger.tag('Drift of drift in serving', 'ドリフトと serving')).toEqual([
      { slug: 'serving', matched: 'serving' },
      { slug: 'drift', matched: 'drift' },
    ]);
    expect(tagger.tag('')).toEqual([]);
  });

  it('answer alike when asked again', () => {
    const tagger = taggerOf({ drift: { match: ['drift', 're:shift'], not: ['drift wood'] } });
    const ask = () => ['Drift wood', 'Shift', 'Drift', 'Shift, drift'].map((title) => tagger.tag(title));
    expect(ask()).toEqual(ask());
  });
});
