/** Whoever asks sees the same graph, and nobody sees what belongs to another client. The first holds for as long as there is nothing to hide. */
import { createHash } from 'node:crypto';
import { isInputObjectType, isInterfaceType, isObjectType } from 'graphql';
import { afterEach, describe, expect, it } from 'vitest';
import { createSchema } from '../../src/graphql/schema.ts';
import { createKeptAnswers } from '../../src/http/kept-answers.ts';
import { createBudgets } from '../../src/http/rate-limit.ts';
import { createResponseCache } from '../../src/http/response-cache.ts';
import { SMALL_GRAPH } from '../graphs/small-graph.ts';
import { startSmallServer, type SmallServer } from '../http/small-server.ts';

/** Words for who may see what. A name of the schema that holds one needs the cases that are listed where it is refused. */
const RIGHTS = /viewer|hidden|visib|private|permission|access|draft|secret|owner|user|role|token/i;
const LIMIT = 100_000;
const SPENT = 60_000;

function namesOf(schema: ReturnType<typeof createSchema>): string[] {
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    const hasFields = isObjectType(type) || isInterfaceType(type) || isInputObjectType(type);
    if (type.name.startsWith('__') || !hasFields) return [type.name.replace(/^__.*/, '')];
    const fields = Object.values(type.getFields());
    const args = fields.flatMap((field): readonly { readonly name: string }[] => ('args' in field ? field.args : []));
    return [type.name, ...[...fields, ...args].map(({ name }) => name)];
  });
}

it('has nothing that only some may see; what is hidden must be absent from node, nodes, authors, venues, topics, search, counts and cursors (check 28)', () => {
  expect(namesOf(createSchema('schema.graphql')).filter((name) => RIGHTS.test(name))).toEqual([]);
  expect(Object.keys(SMALL_GRAPH.resources[0] ?? {}).filter((name) => RIGHTS.test(name))).toEqual([]);
});

describe('two clients at once, with kept answers', () => {
  let server: SmallServer | null = null;
  afterEach(() => server?.stop());

  interface Client {
    readonly key: string;
    /** The only work it asks for. */
    readonly slug: string;
  }
  const RICH: Client = { key: 'rich', slug: 'a-breck-rubric' };
  const POOR: Client = { key: 'poor', slug: 'd-serving' };
  /** Documents that are the same text from both: what differs is a variable, or only who asks. */
  const DOCUMENTS = [
    'query ($slug: String) { resource(slug: $slug) { slug } }',
    '{ rateLimit { remaining } dataset { revision } }',
    '{ mine: rateLimit { left: remaining } dataset { revision } }',
    '{ ...Mine dataset { revision } } fragment Mine on Query { rateLimit { remaining } }',
  ];

  async function ask(url: string, { key, slug }: Client, query: string): Promise<string> {
    const headers = { 'content-type': 'application/json', 'x-api-key': key };
    const body = JSON.stringify({ query, variables: query.includes('$slug') ? { slug } : {} });
    const response = await fetch(`${url}/graphql`, { method: 'POST', headers, body });
    return response.text();
  }

  it('are told of 200 requests only what belongs to each (check 29)', async () => {
    const apiKeyHashes = [RICH, POOR].map(({ key }) => createHash('sha256').update(key).digest('hex'));
    const budgets = createBudgets({ pointsPerMinute: LIMIT, apiKeyHashes }, () => 0);
    budgets({ ip: '127.0.0.1', headers: { 'x-api-key': POOR.key } })?.spend(SPENT);
    const kept = createKeptAnswers(createResponseCache(1_000_000), async () => 'one');
    server = await startSmallServer({ budgets, kept });
    const { url } = server;
    const asked = Array.from({ length: 200 }, (_, index) => ({
      client: index % 2 === 0 ? RICH : POOR,
      document: DOCUMENTS[Math.floor(index / 2) % DOCUMENTS.length] ?? '',
    }));
    const answers = await Promise.all(asked.map(({ client, document }) => ask(url, client, document)));
    const crossed = answers.filter((answer, index) => {
      const isRich = asked[index]?.client === RICH;
      const left = /"(?:remaining|left)":(\d+)/.exec(answer)?.[1];
      const isOwnBudget = left === undefined || Number(left) > LIMIT - SPENT === isRich;
      const slug = /"slug":"([^"]+)"/.exec(answer)?.[1];
      return (slug !== undefined && slug !== asked[index]?.client.slug) || !isOwnBudget;
    });
    expect(crossed).toEqual([]);
    expect(answers.filter((answer) => /"(?:remaining|left)":\d/.test(answer))).toHaveLength(150);
    expect(answers.filter((answer) => answer.includes('"slug":'))).toHaveLength(50);
  });
});
