import { describe, expect, it } from 'vitest';
import { searchDocuments } from '../../src/search/documents.ts';
import { SMALL_GRAPH } from '../graphs/small-graph.ts';

const documents = [...searchDocuments(SMALL_GRAPH)];
const byId = new Map<string, (typeof documents)[number]>(documents.map((document) => [document.id, document]));

describe('documents of search', () => {
  it('are one for every node, sorted by id', () => {
    const { resources, authors, organizations, venues, editions, topics, sources } = SMALL_GRAPH;
    const nodes = [resources, authors, organizations, venues, editions, topics, sources].flat();
    expect(documents.map(({ id }) => id)).toEqual(nodes.map(({ id }) => id as string).toSorted());
  });

  it('hold the authors of a resource by position, and every label of its topics', () => {
    const document = byId.get('Resource:a-breck-rubric');
    const topics = new Map(SMALL_GRAPH.topics.map((topic) => [topic.id, topic]));
    const tagged = SMALL_GRAPH.tags
      .filter(({ resourceId }) => resourceId === document?.id)
      .flatMap(({ topicId }) => topics.get(topicId) ?? []);
    expect(document?.fields.authors).toHaveLength(3);
    expect(tagged.length).toBeGreaterThan(0);
    for (const { name, nameJa, altLabels } of tagged) {
      const labels = [name, nameJa, ...altLabels.EN, ...altLabels.JA].filter((label) => label !== null);
      expect(document?.fields.topics).toEqual(expect.arrayContaining(labels));
    }
  });

  it('count the resources of narrower topics for a topic', () => {
    expect(byId.get('Topic:ml-testing')?.popularity).toBe(7);
  });

  it('have no empty field and no empty text', () => {
    const fields = documents.flatMap((document) => Object.values(document.fields));
    expect(fields.filter((texts) => texts.length === 0 || texts.includes(''))).toEqual([]);
  });

  it('do not depend on the order of the edges', () => {
    const { authorships, resourceOrganizations, tags, listings } = SMALL_GRAPH;
    const turned = {
      ...SMALL_GRAPH,
      authorships: authorships.toReversed(),
      resourceOrganizations: resourceOrganizations.toReversed(),
      tags: tags.toReversed(),
      listings: listings.toReversed(),
    };
    expect([...searchDocuments(turned)]).toEqual(documents);
  });

  it('are refused of nodes that are not in the order of their ids', () => {
    const { resources } = SMALL_GRAPH;
    expect(() => [...searchDocuments({ ...SMALL_GRAPH, resources: resources.toReversed() })]).toThrow('order');
  });
});
