/** The taxonomy file: its format, what must hold in it, and the topic nodes it makes. */
import { z } from 'zod';
import { compareText, isSlug, nodeId, type NodeId } from '../domain/ids.ts';
import type { Topic } from '../domain/model.ts';
import { foldedLabels } from '../domain/topic-tree.ts';
import { IngestError, problemsOf, type Problem } from './problem.ts';

const both = <T extends z.ZodType>(value: T) => z.object({ en: value, ja: value });

const conceptModel = z.object({
  id: z.string().refine(isSlug, 'lower-case words joined by -'),
  prefLabel: both(z.string().min(1)),
  altLabel: both(z.array(z.string().min(1))),
  broader: z.array(z.string()),
  related: z.array(z.string()),
  definition_en: z.string(),
  definition_ja: z.string(),
  match: z.array(z.string()),
  not: z.array(z.string()),
  exact: z.object({ wikidata: z.string().nullable(), cso: z.string().nullable() }),
});
export type TopicConcept = z.infer<typeof conceptModel>;

const taxonomyModel = z.object({ concepts: z.array(conceptModel) });

/** Checks what one concept alone cannot show: unique ids and labels, known neighbours, no circle. */
function checkTogether(topics: readonly Topic[], concepts: readonly TopicConcept[], file: string): Problem[] {
  const problems: Problem[] = [];
  const report = (field: string, message: string) => problems.push({ file, line: null, field, message });
  const byId = new Map(concepts.map((concept) => [concept.id, concept]));
  if (byId.size < concepts.length) report('concepts', 'expected every id once, got an id twice');
  const owners = new Map<string, string>();
  for (const topic of topics) {
    for (const label of new Set(foldedLabels(topic))) {
      const owner = owners.get(label);
      if (owner !== undefined)
        report(topic.slug, `expected labels that no other topic has, got ${label}, which ${owner} has too`);
      owners.set(label, topic.slug);
    }
  }
  for (const concept of concepts) {
    for (const neighbour of [...concept.broader, ...concept.related]) {
      if (!byId.has(neighbour)) report(concept.id, `expected ids of topics of this file, got ${neighbour}`);
    }
    const circle = circleFrom(concept.id, byId);
    if (circle !== null) report(concept.id, `expected broader to lead upwards, got the circle ${circle.join(' > ')}`);
  }
  return problems;
}

/** The way from a topic along `broader` back to itself, or null. */
function circleFrom(start: string, byId: ReadonlyMap<string, TopicConcept>): string[] | null {
  const ways: string[][] = [[start]];
  const seen = new Set<string>();
  for (let way = ways.pop(); way !== undefined; way = ways.pop()) {
    for (const above of byId.get(way.at(-1) ?? '')?.broader ?? []) {
      if (above === start) return [...way, above];
      if (!seen.has(above)) ways.push([...way, above]);
      seen.add(above);
    }
  }
  return null;
}

function symmetricRelated(concepts: readonly TopicConcept[]): Map<string, Set<string>> {
  const related = new Map(concepts.map((concept) => [concept.id, new Set<string>()]));
  for (const concept of concepts) {
    for (const other of concept.related) {
      related.get(concept.id)?.add(other);
      related.get(other)?.add(concept.id);
    }
  }
  return related;
}

function exactMatches({ exact }: TopicConcept): string[] {
  const wikidata =
    exact.wikidata === null
      ? []
      : [exact.wikidata.startsWith('http') ? exact.wikidata : `http://www.wikidata.org/entity/${exact.wikidata}`];
  return [...wikidata, ...(exact.cso === null ? [] : [exact.cso])];
}

function topicIds(slugs: Iterable<string>): NodeId<'TOPIC'>[] {
  return [...new Set(slugs)].toSorted(compareText).map((slug) => nodeId('TOPIC', slug));
}

/**
 * Reads the taxonomy.
 * @param json the parsed file, untrusted.
 * @param file its name, for messages.
 * @returns topic nodes and the concepts (with their match rules), both in the file's order.
 * @throws IngestError naming the file and the topics concerned.
 */
export function parseTopics(json: unknown, file: string): { topics: Topic[]; concepts: TopicConcept[] } {
  const parsed = taxonomyModel.safeParse(json);
  if (!parsed.success) throw new IngestError(problemsOf(parsed.error, file, null));
  const { concepts } = parsed.data;
  const related = symmetricRelated(concepts);
  const topics = concepts.map((concept): Topic => {
    const matches = exactMatches(concept);
    return {
      kind: 'TOPIC',
      id: nodeId('TOPIC', concept.id),
      slug: concept.id,
      name: concept.prefLabel.en,
      nameJa: concept.prefLabel.ja,
      altLabels: { EN: concept.altLabel.en, JA: concept.altLabel.ja },
      definition: { EN: concept.definition_en, JA: concept.definition_ja },
      url: matches[0] ?? null,
      exactMatches: matches,
      broaderIds: topicIds(concept.broader),
      relatedIds: topicIds(related.get(concept.id) ?? []),
    };
  });
  const problems = checkTogether(topics, concepts, file);
  if (problems.length > 0) throw new IngestError(problems);
  return { topics, concepts };
}
