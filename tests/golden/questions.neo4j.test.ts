/**
 * The questions over the seed from Neo4j: the same answers and calls as from memory, and the statements issued, whose texts
 * are in NAME.cypher, compared sorted.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSeedRows } from '../graphs/seed-graph.ts';
import { load, neo4jStore, NO_NEO4J } from '../neo4j/test-store.ts';
import type { StatementReport } from '../../src/observability/store-report.ts';
import { countHits, type SentStatement } from './count-hits.ts';
import { answerOf, firstQuestion, golden, kept, QUESTIONS } from './golden-questions.ts';
import { changedFrom } from './work.ts';

/** In question 01: resources, the resources of its groups, and their authors and topics. */
const CONNECTION_FIELDS = 4;
/** Of question 03. */
const MAX_HOPS = 4;
/** The seed is loaded here, or by the other file that needs it, whichever is first. */
const LOAD_DEADLINE_MS = 300_000;
const UNASKED = ['status', 'constraints', 'catalog'];
/** The first search reads what all later ones search in. */
const READ_ONCE = 'search.index';

describe.skipIf(NO_NEO4J)('the questions over the seed in Neo4j', () => {
  const sent: (SentStatement & { readonly coordinate: string })[] = [];
  const reports: StatementReport[] = [];
  const store = neo4jStore({
    onStatement: (coordinate, text, parameters) => {
      if (!UNASKED.includes(coordinate)) sent.push({ coordinate, text, parameters });
    },
    onReport: (report) => void reports.push(report),
  });
  beforeAll(async () => {
    const { graph, close, ...known } = await openSeedRows();
    await load(store, graph, known);
    await close();
  }, LOAD_DEADLINE_MS);
  afterAll(() => store.close());

  async function ask(document: string) {
    sent.length = 0;
    const { answer, calls } = await answerOf(store, document);
    return { answer, calls, statements: sent.map(({ text }) => text), sent: [...sent] };
  }

  it.each(QUESTIONS.map(({ name, document }) => [name, document] as const))(
    '%s answers as from memory, by the statements it sent before',
    async (name, document) => {
      const { answer, calls, statements } = await ask(document);
      const text = `${statements.toSorted().join('\n\n')}\n`;
      expect(text).toBe(golden(`${name}.cypher`, text));
      expect(answer).toBe(kept(`${name}.json`));
      expect(calls).toBe(kept(`${name}.calls`));
    },
  );

  it('cost the database as many statements and hits as they did, each by a plan that has a name', async () => {
    const asked = new Map<string, readonly SentStatement[]>();
    reports.length = 0;
    for (const { name, document } of QUESTIONS) {
      const { sent: ofQuestion } = await ask(document);
      asked.set(
        name,
        ofQuestion.filter(({ coordinate }) => coordinate !== READ_ONCE),
      );
    }
    const hits = await countHits(asked);
    const work = [...asked].map(
      ([name, { length }]) => [name, { statements: length, hits: hits.get(name) ?? 0 }] as const,
    );
    expect(changedFrom('work.neo4j.json', Object.fromEntries(work))).toEqual([]);
    expect(reports.filter(({ plan }) => plan === 'other')).toEqual([]);
    expect(reports.length).toBeGreaterThan(QUESTIONS.length);
  });

  /** The question with another size in the one place where it says this one. */
  function sized(number: string, size: string, other: number): string {
    const document = QUESTIONS.find(({ name }) => name.startsWith(number))?.document ?? '';
    expect(document.split(size)).toHaveLength(2);
    return document.replace(size, `first: ${other}`);
  }

  it.each([
    ['09', 'first: 60', 20, 100],
    ['10', 'first: 10', 5, 20],
  ] as const)('%s sends as many statements whatever stands for %s', async (number, size, few, many) => {
    // Else one of the two would read what is read once.
    await ask('{ search(query: "mlops") { totalCount } }');
    const [small, large] = [await ask(sized(number, size, few)), await ask(sized(number, size, many))];
    expect(small.answer.length).toBeLessThan(large.answer.length);
    expect(large.statements.toSorted()).toEqual(small.statements.toSorted());
  });

  it.each([1, 3, 20])(
    '03 sends for %i paths one statement for each hop at most, and those for what it shows',
    async (first) => {
      const { answer, statements } = await ask(sized('03', 'first: 3', first));
      const { path } = JSON.parse(answer) as { readonly path: { readonly paths: readonly object[] } };
      expect(path.paths).toHaveLength(first);
      // What is shown: edges, nodes, sources. A search that has found enough stops early.
      expect(statements.length).toBeLessThanOrEqual(MAX_HOPS + 3);
    },
  );

  it('01 sends at most one statement more than it has connection fields, as many for pages of 5 and of 50', async () => {
    const [small, large] = [await ask(firstQuestion(5)), await ask(firstQuestion(50))];
    expect(small.statements.length).toBeLessThanOrEqual(1 + CONNECTION_FIELDS);
    expect(large.statements.toSorted()).toEqual(small.statements.toSorted());
  });
});
