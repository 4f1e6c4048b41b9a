import { describe, expect, it } from 'vitest';
import type { TopicFilter } from '../../src/domain/filter.ts';
import { nodeId, type NodeId } from '../../src/domain/ids.ts';
import { fold } from '../../src/domain/text.ts';
import { buildTopicTree } from '../../src/domain/topic-tree.ts';
import { buildGraphRecords, type TopicSketch } from '../graphs/graph-builder.ts';

const id = (slug: string): NodeId<'TOPIC'> => nodeId('TOPIC', slug);
const slugs = (topics: readonly { readonly slug: string }[]): string[] => topics.map(({ slug }) => slug);

function treeOf(topics: Readonly<Record<string, TopicSketch>>) {
  return buildTopicTree(buildGraphRecords({ topics, resources: {} }).topics);
}

/**
 * `drift` lies under both `monitoring` and `data`, which lie under `mlops`; `alerts` is a second way down, one level longer, to
 * `drift-alerts`.
 */
const TREE = treeOf({
  mlops: { name: 'MLOps', nameJa: 'MLOps 運用', alt: ['ML operations'] },
  monitoring: { broader: ['mlops'] },
  data: { broader: ['mlops'] },
  drift: { name: 'Drift', nameJa: 'ドリフト', altJa: ['データの変化'], broader: ['monitoring', 'data'] },
  alerts: { broader: ['monitoring'] },
  'b-pagers': { broader: ['alerts'] },
  'drift-alerts': { broader: ['drift', 'b-pagers'] },
  alone: {},
});

describe('a tree of topics', () => {
  it('holds all by id, and finds each by its id', () => {
    expect(slugs(TREE.all)).toEqual([
      'alerts',
      'alone',
      'b-pagers',
      'data',
      'drift',
      'drift-alerts',
      'mlops',
      'monitoring',
    ]);
    expect(TREE.get(id('drift'))?.name).toBe('Drift');
    expect(TREE.get(id('gone'))).toBeUndefined();
  });

  it.each(['MLOps', 'mlops', 'ML OPERATIONS', 'ＭＬＯＰＳ 運用'])('finds a topic by its label %s', (label) => {
    expect(TREE.byLabel(label)?.slug).toBe('mlops');
  });

  it('finds no topic by a part of a label', () => {
    expect(TREE.byLabel('データの変化')?.slug).toBe('drift');
    expect(TREE.byLabel('データ')).toBeUndefined();
    expect(TREE.byLabel('')).toBeUndefined();
  });

  it('has what is directly below, by id', () => {
    expect(slugs(TREE.narrower(id('mlops')))).toEqual(['data', 'monitoring']);
    expect(slugs(TREE.narrower(id('monitoring')))).toEqual(['alerts', 'drift']);
    expect(slugs(TREE.narrower(id('drift-alerts')))).toEqual([]);
  });

  it.each([
    [0, []],
    [1, ['data', 'monitoring']],
    [2, ['data', 'monitoring', 'alerts', 'drift']],
    [3, ['data', 'monitoring', 'alerts', 'drift', 'b-pagers', 'drift-alerts']],
    [10, ['data', 'monitoring', 'alerts', 'drift', 'b-pagers', 'drift-alerts']],
  ])('has what is below within %i levels, nearest first, each topic once', (depth, below) => {
    expect(slugs(TREE.descendants(id('mlops'), depth))).toEqual(below);
  });

  it('has what is above on every way, nearest first, then by id, each topic once', () => {
    expect(slugs(TREE.ancestors(id('drift-alerts')))).toEqual([
      'b-pagers',
      'drift',
      'alerts',
      'data',
      'monitoring',
      'mlops',
    ]);
    expect(slugs(TREE.ancestors(id('mlops')))).toEqual([]);
  });

  it('closes a topic over everything below it, itself included', () => {
    expect([...TREE.closure(id('monitoring'))].toSorted()).toEqual(
      ['alerts', 'b-pagers', 'drift', 'drift-alerts', 'monitoring'].map(id),
    );
    expect([...TREE.closure(id('alone'))]).toEqual([id('alone')]);
    // Asked again, it answers from what it kept.
    expect(TREE.closure(id('monitoring'))).toBe(TREE.closure(id('monitoring')));
  });

  it('knows nothing around an id that is not there', () => {
    expect(TREE.narrower(id('gone'))).toEqual([]);
    expect(TREE.descendants(id('gone'), 5)).toEqual([]);
    expect(TREE.ancestors(id('gone'))).toEqual([]);
    expect([...TREE.closure(id('gone'))]).toEqual([id('gone')]);
  });
});

const slugIs = (...values: string[]): TopicFilter => ({
  op: 'value',
  field: 'slug',
  test: { is: 'in', values },
});
const labelled = (label: string): TopicFilter => ({ op: 'label', folded: fold(label) });

describe('a filter of topics', () => {
  it.each<readonly [name: string, filter: TopicFilter, accepted: readonly string[]]>([
    ['some slugs', slugIs('drift', 'alerts', 'gone'), ['alerts', 'drift']],
    ['a label', labelled('ドリフト'), ['drift']],
    ['a label that nothing has', labelled('pagers'), []],
    ['a label, widened', { op: 'widen', of: labelled('Drift') }, ['drift', 'drift-alerts']],
    [
      'two, widened, each topic once',
      { op: 'widen', of: slugIs('drift', 'alerts') },
      ['alerts', 'b-pagers', 'drift', 'drift-alerts'],
    ],
    ['both of two', { op: 'and', of: [slugIs('drift', 'data'), slugIs('data', 'alone')] }, ['data']],
    ['either of two', { op: 'or', of: [slugIs('drift'), slugIs('alone')] }, ['alone', 'drift']],
    ['all but a widened one', { op: 'not', of: { op: 'widen', of: slugIs('monitoring') } }, ['alone', 'data', 'mlops']],
    ['none of nothing', { op: 'or', of: [] }, []],
    ['all of nothing', { op: 'and', of: [] }, slugs(TREE.all)],
  ])('accepts %s, by id', (_, filter, accepted) => {
    expect(TREE.matching(filter)).toEqual(accepted.map(id));
  });
});

describe('topics that make no tree', () => {
  it('are refused where two share a label, whatever its case, width or language', () => {
    expect(() => treeOf({ a: { name: 'Drift' }, b: { alt: ['DRIFT'] } })).toThrow(/labelled "drift"/);
    expect(() => treeOf({ a: { nameJa: 'ＭＬ運用' }, b: { altJa: ['ML運用'] } })).toThrow(/labelled/);
  });

  it('may repeat a label within one topic', () => {
    expect(treeOf({ a: { name: 'Drift', nameJa: 'drift', alt: ['Drift'] } }).byLabel('drift')?.slug).toBe('a');
  });

  it.each<readonly [name: string, topics: Readonly<Record<string, TopicSketch>>]>([
    ['above itself', { a: { broader: ['a'] } }],
    ['above one that is above it', { a: { broader: ['b'] }, b: { broader: ['a'] } }],
    [
      'in a circle of three, with a way into it',
      {
        a: { broader: ['b'] },
        b: { broader: ['c'] },
        c: { broader: ['a'] },
        d: { broader: ['a'] },
      },
    ],
  ])('are refused where one is %s', (_, topics) => {
    expect(() => treeOf(topics)).toThrow(/circle/);
  });
});
