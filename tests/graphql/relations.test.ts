import { beforeAll, describe, expect, it } from 'vitest';
import { at, smallEngine, type Ask, type Json } from './small-engine.ts';

let ask: Ask;
beforeAll(async () => {
  ask = await smallEngine();
});

describe('topics by weight', () => {
  it('share one call of the store with what else is asked of the same resources, for all venues', async () => {
    const { data, errors, calls } = await ask(
      '{ venues { slug topTopics(first: 2) { count share topic { slug } } resources { totalCount facets(by: [TYPE]) { missingCount } } } }',
    );
    expect(errors).toEqual([]);
    expect(calls).toEqual(['entities Query.venues', 'aggregate Venue.resources']);
    expect(at(data, 'venues.1')).toEqual({
      slug: 'kdd',
      topTopics: [
        { count: 1, share: 0.25, topic: { slug: 'data-validation' } },
        { count: 1, share: 0.25, topic: { slug: 'fairness' } },
      ],
      resources: { totalCount: 4, facets: [{ missingCount: 0 }] },
    });
  });

  it('of a topic count in the filtered resources only', async () => {
    const { data } = await ask(
      '{ topic(slug: "ml-testing") { coOccurring(filter: { type: { eq: PAPER } }) { count share topic { slug } } } }',
    );
    expect(at(data, 'topic.coOccurring')).toEqual([{ count: 1, share: 1, topic: { slug: 'mlops' } }]);
  });
});

describe('co-authors', () => {
  it('are the others on the same resources, the most frequent first', async () => {
    const { data, calls } = await ask(
      '{ author(slug: "ann") { all: coAuthors { count author { slug } } one: coAuthors(first: 1) { author { slug } } } }',
    );
    expect(at(data, 'author.all')).toEqual([
      { count: 2, author: { slug: 'bob' } },
      { count: 1, author: { slug: 'chie' } },
      { count: 1, author: { slug: 'dan' } },
    ]);
    expect(at(data, 'author.one')).toEqual([{ author: { slug: 'bob' } }]);
    expect(calls).toHaveLength(2);
  });
});

describe('a topic graph', () => {
  it('joins topics by pairs and by their hierarchy', async () => {
    const { data, errors, cost } = await ask(
      '{ topicGraph(minCount: 1) { truncated omittedNodeCount nodes { kind degree node { slug } } edges { kind source target weight provenance { method } } } }',
    );
    expect(errors).toEqual([]);
    expect(cost).toBe(1 + 100 * 2 + 2_000 * 2);
    expect(at(data, 'topicGraph')).toEqual({
      truncated: false,
      omittedNodeCount: 0,
      nodes: [
        { kind: 'TOPIC', degree: 6, node: { slug: 'ml-testing' } },
        { kind: 'TOPIC', degree: 4, node: { slug: 'mlops' } },
        { kind: 'TOPIC', degree: 2, node: { slug: 'data-validation' } },
        { kind: 'TOPIC', degree: 4, node: { slug: 'serving' } },
      ],
      edges: [
        ...['data-validation ml-testing', 'ml-testing mlops', 'ml-testing serving', 'mlops serving'].map((pair) => {
          const [source, target] = pair.split(' ').map((slug) => `Topic:${slug}`);
          return { kind: 'CO_OCCURS', source, target, weight: 1, provenance: null };
        }),
        ...[
          'BROADER data-validation ml-testing',
          'BROADER ml-testing mlops',
          'RELATED ml-testing serving',
          'BROADER serving mlops',
        ].map((edge) => {
          const [kind, source, target] = edge.split(' ');
          return { kind, source: `Topic:${source}`, target: `Topic:${target}`, weight: null, provenance: null };
        }),
      ],
    });
  });
});

describe('related resources', () => {
  it('say why in words, with the number that the topic itself counts, for all in three calls', async () => {
    const { data, errors, calls } = await ask(
      `{ nodes(ids: ["Resource:a-breck-rubric", "Resource:b-data-checks"]) { ... on Resource {
        related(first: 9) { score resource { slug } reasons { kind weight text via { id } } } } } }`,
    );
    expect(errors).toEqual([]);
    expect(calls).toEqual(['byIds Query.nodes', 'related Resource.related', 'aggregate Topic.resources']);
    const texts = (slug: string): Json[] => {
      const all = at(data, 'nodes.0.related') as readonly { resource: { slug: string }; reasons: { text: string }[] }[];
      return all.find(({ resource }) => resource.slug === slug)?.reasons.map(({ text }) => text) ?? [];
    };
    // Seven resources are about ML testing or a topic below it, of which five are tagged with it.
    expect(texts('l-japanese')).toEqual([
      'explains it',
      'both about ML testing (7 resources)',
      'both by Ann Ährlich',
      'both listed in Reading list',
    ]);
    expect(texts('k-course')).toEqual([
      'both linked with acme/rubric',
      'both from Carnegie Mellon University',
      'both listed in KDD proceedings',
    ]);
    expect(at(data, 'nodes.1.related.0.resource.slug')).toBe('r-tool');
  });

  it('cost the resources and twelve reasons for each', async () => {
    const { cost } = await ask('{ resource(slug: "t-bare") { related(first: 3) { reasons { via { id } } } } }');
    expect(cost).toBe(1 + 3 * (1 + 12 * 2));
  });
});

describe('prices', () => {
  it('of weighed topics and co-authors are those of lists of `first`', async () => {
    expect((await ask('{ topic(slug: "mlops") { coOccurring(first: 7) { count topic { id } } } }')).cost).toBe(
      1 + 7 * 2,
    );
    expect((await ask('{ author(slug: "ann") { coAuthors { count } topTopics { share } } }')).cost).toBe(1 + 10 + 10);
  });
});
