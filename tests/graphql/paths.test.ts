/** Paths and neighbourhoods as a client sees them: sentences, shapes, refusals and prices. */
import { beforeAll, describe, expect, it } from 'vitest';
import { explainPath } from '../../src/graphql/explain-path.ts';
import type { GraphEdge, GraphPath } from '../../src/domain/graph-view.ts';
import type { Entity, StoredEdgeKind } from '../../src/domain/model.ts';
import { buildGraphRecords } from '../graphs/graph-builder.ts';
import { at, smallEngine, type Ask } from './small-engine.ts';

let ask: Ask;
beforeAll(async () => {
  ask = await smallEngine();
});

const NAMES = buildGraphRecords({
  topics: {
    stores: { name: 'Feature stores', nameJa: '特徴量ストア' },
    quality: { name: 'Data quality', nameJa: 'データ品質' },
  },
  venues: { kdd: { name: 'KDD', editions: { 'kdd-2019': 2019 } } },
  organizations: { mercari: { name: 'Mercari', nameJa: 'メルカリ' } },
  authors: { ann: { name: 'Ann Lee' }, chie: { name: 'Chie Sato', nameJa: '佐藤 知恵' } },
  sources: { list: { name: 'A list' } },
  resources: {
    paper: { title: 'Stores', year: 2019, venue: 'kdd', authors: [['ann', 'mercari'], 'chie'] },
    code: { title: 'acme/stores', type: 'REPOSITORY', organizations: ['mercari'], links: [['IMPLEMENTS', 'paper']] },
    post: { title: '特徴量ストアとは', type: 'ARTICLE', year: 2021, links: [['EXPLAINS', 'paper']] },
  },
});
const ENTITIES: readonly Entity[] = [
  ...NAMES.topics,
  ...NAMES.venues,
  ...NAMES.editions,
  ...NAMES.organizations,
  ...NAMES.authors,
  ...NAMES.sources,
  ...NAMES.resources,
];

function entity(slug: string): Entity {
  const found = ENTITIES.find((node) => node.slug === slug);
  if (found === undefined) throw new Error(`No ${slug}`);
  return found;
}

/** `paper >ABOUT quality`: along the edge; `quality <ABOUT paper`: against it. */
function pathOf(text: string): GraphPath {
  const words = text.split(' ');
  const nodes = words.filter((_, index) => index % 2 === 0).map(entity);
  const edges = words
    .filter((_, index) => index % 2 === 1)
    .map((word, index): GraphEdge => {
      const ends = [nodes[index], nodes[index + 1]].map((node) => node?.id ?? entity('').id);
      const [source, target] = word.startsWith('>') ? ends : ends.toReversed();
      if (source === undefined || target === undefined) throw new Error('An edge has two ends');
      return { kind: word.slice(1) as StoredEdgeKind, source, target, weight: null, provenance: null };
    });
  return { nodes, edges };
}

describe('the explanation of a path', () => {
  it.each([
    [
      'stores <ABOUT paper >ABOUT quality',
      '‘Feature stores’ is a topic of “Stores” (2019), which is also about ‘Data quality’.',
      '「特徴量ストア」は『Stores』（2019年）で扱われており、この論文は「データ品質」も扱っています。',
    ],
    [
      'code >IMPLEMENTS paper >AUTHORED_BY chie',
      '“acme/stores” implements “Stores” (2019), which is by Chie Sato.',
      '『acme/stores』は『Stores』（2019年）の実装で、この論文の著者には佐藤 知恵がいます。',
    ],
    [
      'ann <AUTHORED_BY paper >AUTHORED_BY chie',
      'Ann Lee is an author of “Stores” (2019), which is also by Chie Sato.',
      'Ann Leeは『Stores』（2019年）の著者で、この論文の著者には佐藤 知恵もいます。',
    ],
    [
      'paper >AUTHORED_BY ann >AFFILIATED_WITH mercari <AFFILIATED_WITH code',
      '“Stores” (2019) is by Ann Lee, who is affiliated with Mercari, which is also behind “acme/stores”.',
      '『Stores』（2019年）の著者にはAnn Leeがおり、この著者はメルカリに所属しており、この組織からは『acme/stores』も出ています。',
    ],
    [
      'post >EXPLAINS paper >PUBLISHED_IN kdd-2019 >EDITION_OF kdd',
      '“特徴量ストアとは” (2021) explains “Stores” (2019), which appeared in kdd-2019, which is an edition of KDD.',
      '『特徴量ストアとは』（2021年）は『Stores』（2019年）を解説しており、この論文はkdd-2019で発表されており、この回はKDDの開催回です。',
    ],
    [
      'stores >BROADER quality',
      '‘Feature stores’ falls under ‘Data quality’.',
      '「特徴量ストア」は「データ品質」の下位トピックです。',
    ],
    [
      'stores >RELATED quality <RELATED stores',
      '‘Feature stores’ is related to ‘Data quality’, which is also related to ‘Feature stores’.',
      '「特徴量ストア」は「データ品質」に関連しており、このトピックは「特徴量ストア」にも関連しています。',
    ],
    [
      'list <LISTED_IN code >LISTED_IN list',
      'A list lists “acme/stores”, which is also listed in A list.',
      'A listには『acme/stores』が掲載されており、このリポジトリはA listにも掲載されています。',
    ],
  ])('%s reads as a sentence in both languages', (text, english, japanese) => {
    expect(explainPath(pathOf(text), 'EN')).toBe(english);
    expect(explainPath(pathOf(text), 'JA')).toBe(japanese);
  });
});

describe('path', () => {
  it('answers with lengths, sentences, nodes, and edges with their sources', async () => {
    const { data, errors, calls } = await ask(`{
      path(from: "Topic:fairness", to: "Organization:google", first: 1) {
        truncated paths { length explanation nodes { __typename id } edges { kind provenance { source { id } } } }
      }
    }`);
    expect(errors).toEqual([]);
    expect(at(data, 'path.truncated')).toBe(false);
    expect(at(data, 'path.paths.0')).toEqual({
      length: 3,
      explanation:
        '‘Fairness’ is a topic of “Fair trees” (2019), which is by Ann Ährlich, who is affiliated with Google.',
      nodes: [
        { __typename: 'Topic', id: 'Topic:fairness' },
        { __typename: 'Resource', id: 'Resource:c-fair-trees' },
        { __typename: 'Author', id: 'Author:ann' },
        { __typename: 'Organization', id: 'Organization:google' },
      ],
      edges: ['ABOUT', 'AUTHORED_BY', 'AFFILIATED_WITH'].map((kind) => {
        return { kind, provenance: { source: { id: 'Source:kdd' } } };
      }),
    });
    expect(calls).toEqual(['paths Query.path', 'byIds Provenance.source']);
  });

  it('costs one node for each that its paths may show', async () => {
    const asked = (first: number, maxHops: number) =>
      ask(`{ path(from: "Topic:fairness", to: "Topic:mlops", first: ${first}, maxHops: ${maxHops}) {
        paths { nodes { id } edges { kind provenance { method } } } } }`);
    // The result, and for each path itself, its nodes, and its edges with their provenance.
    expect((await asked(3, 4)).cost).toBe(1 + 3 * (1 + 5 + 4 * 2));
    expect((await asked(20, 6)).cost).toBe(1 + 20 * (1 + 7 + 6 * 2));
  });
});

describe('neighborhood', () => {
  it('has the ends of every edge among its nodes', async () => {
    const { data, errors } = await ask(`{
      neighborhood(id: "Topic:mlops", depth: 2, first: 12) {
        nodes { kind degree community node { id } } edges { source target } truncated omittedNodeCount
      }
    }`);
    expect(errors).toEqual([]);
    const nodes = at(data, 'neighborhood.nodes') as unknown as { kind: string; degree: number; node: { id: string } }[];
    const edges = at(data, 'neighborhood.edges') as unknown as { source: string; target: string }[];
    expect(nodes[0]).toMatchObject({ kind: 'TOPIC', node: { id: 'Topic:mlops' } });
    expect(nodes).toHaveLength(12);
    const ids = new Set(nodes.map(({ node }) => node.id));
    expect(edges.filter(({ source, target }) => !ids.has(source) || !ids.has(target))).toEqual([]);
    expect(nodes.reduce((sum, { degree }) => sum + degree, 0)).toBe(2 * edges.length);
    expect(at(data, 'neighborhood.truncated')).toBe(true);
  });

  it('is priced by its nodes and the edges they may have', async () => {
    const { cost } = await ask('{ neighborhood(id: "Topic:mlops", first: 500) { nodes { degree } edges { kind } } }');
    expect(cost).toBe(1 + 500 + 2_000);
  });
});

const TO = 'to: "Topic:mlops"';
const AROUND = 'neighborhood(id: "Topic:mlops"';
describe('what is asked wrongly is refused before anything is read', () => {
  it.each([
    [`path(from: "Topic:mlops", ${TO}) { truncated }`, 'BAD_USER_INPUT', /same node/],
    [`path(from: "Topic:nowhere", to: "Topic:nowhere") { truncated }`, 'BAD_USER_INPUT', /same node/],
    [`path(from: "mlops", ${TO}) { truncated }`, 'INVALID_ID', /Kind:slug/],
    [`path(from: "Person:ann", ${TO}) { truncated }`, 'INVALID_ID', /Kind:slug/],
    [`path(from: "Topic:serving", ${TO}, via: [WROTE]) { truncated }`, 'GRAPHQL_VALIDATION_FAILED', /"WROTE"/],
    [
      `path(from: "Topic:serving", ${TO}, maxHops: 0) { truncated }`,
      'BAD_USER_INPUT',
      /maxHops must be between 1 and 6/,
    ],
    [
      `path(from: "Topic:serving", ${TO}, maxHops: 7) { truncated }`,
      'BAD_USER_INPUT',
      /maxHops must be between 1 and 6/,
    ],
    [`path(from: "Topic:serving", ${TO}, first: 0) { truncated }`, 'BAD_USER_INPUT', /first must be between 1 and 20/],
    [`path(from: "Topic:serving", ${TO}, first: 21) { truncated }`, 'BAD_USER_INPUT', /first must be between 1 and 20/],
    [`path(from: "Topic:serving", ${TO}, via: [ABOUT, CO_OCCURS]) { truncated }`, 'BAD_USER_INPUT', /via .* computed/],
    [`${AROUND}, depth: 0) { truncated }`, 'BAD_USER_INPUT', /depth must be between 1 and 3/],
    [`${AROUND}, depth: 4) { truncated }`, 'BAD_USER_INPUT', /depth must be between 1 and 3/],
    [`${AROUND}, first: 0) { truncated }`, 'BAD_USER_INPUT', /first must be between 1 and 500/],
    [`${AROUND}, first: 501) { truncated }`, 'BAD_USER_INPUT', /first must be between 1 and 500/],
    [`${AROUND}, kinds: [CO_OCCURS]) { truncated }`, 'BAD_USER_INPUT', /kinds .* computed/],
    [`${AROUND}, kinds: [WROTE]) { truncated }`, 'GRAPHQL_VALIDATION_FAILED', /"WROTE"/],
    ['neighborhood(id: "Topic:") { truncated }', 'INVALID_ID', /Kind:slug/],
    ['neighborhood(id: "Person:ann") { truncated }', 'INVALID_ID', /Kind:slug/],
  ])('%s', async (field, code, message) => {
    const { errors, calls, data } = await ask(`{ ${field} }`);
    expect(data).toBeNull();
    expect(errors.map((error) => error.extensions['code'])).toEqual([code]);
    expect(errors[0]?.message).toMatch(message);
    expect(calls).toEqual([]);
  });

  it('answers with nothing for a node that is not there', async () => {
    const { data, errors } = await ask(`{
      path(from: "Topic:nowhere", ${TO}) { paths { length } truncated exploredNodeCount }
      toNobody: path(from: "Topic:mlops", to: "Author:nobody") { paths { length } truncated }
      neighborhood(id: "Topic:nowhere") { nodes { degree } edges { kind } truncated omittedNodeCount }
    }`);
    expect(errors).toEqual([]);
    expect(data).toEqual({
      path: { paths: [], truncated: false, exploredNodeCount: 0 },
      toNobody: { paths: [], truncated: false },
      neighborhood: { nodes: [], edges: [], truncated: false, omittedNodeCount: 0 },
    });
  });
});
