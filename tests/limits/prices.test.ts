import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { isObjectType } from 'graphql';
import { beforeAll, describe, expect, it } from 'vitest';
import { createSchema } from '../../src/graphql/schema.ts';
import { at, smallEngine, type Ask, type Json } from '../graphql/small-engine.ts';
import { PRICED } from './priced-documents.ts';
import { withTypeNames } from './spellings.ts';

const SCHEMA = createSchema('schema.graphql');
let ask: Ask;
beforeAll(async () => {
  ask = await smallEngine();
});

/** How often each type stands in an answer that holds type names. */
function typesIn(json: Json | undefined, counts = new Map<string, number>()): Map<string, number> {
  if (Array.isArray(json)) for (const item of json as readonly Json[]) typesIn(item, counts);
  else if (typeof json === 'object' && json !== null) {
    const { __typename: type } = json as { readonly __typename?: Json };
    if (typeof type === 'string') counts.set(type, (counts.get(type) ?? 0) + 1);
    for (const value of Object.values(json)) typesIn(value, counts);
  }
  return counts;
}

function isNodeType(name: string): boolean {
  const type = SCHEMA.getType(name);
  return isObjectType(type) && type.getInterfaces().some((shared) => shared.name === 'Node');
}

const FOLDER = path.resolve(import.meta.dirname, '../../questions');
const QUESTIONS = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.graphql'))
  .map((name) => [name, readFileSync(path.join(FOLDER, name), 'utf8')] as const);

describe('a prediction', () => {
  it.each([...QUESTIONS, ...PRICED.map(([name, document]) => [name, document] as const)])(
    'is never below what is answered: %s',
    async (_, document) => {
      const priced = document.replace(/^((?:#.*\n|\s)*(?:query[^{]*)?)\{/, '$1{ rateLimit { cost nodeCount }');
      const { errors, data } = await ask(withTypeNames(priced));
      expect(errors).toEqual([]);
      const types = [...typesIn(data)];
      const count = (counts: (name: string) => boolean): number =>
        types.reduce((sum, [name, times]) => sum + (counts(name) ? times : 0), 0);
      const nodes = count(isNodeType);
      // An edge and its node count as one object; what stands only under an edge's `node` is counted with it.
      const objects = count((name) => name !== 'Query' && name !== 'PageInfo' && !name.endsWith('Edge'));
      expect(at(data, 'rateLimit.nodeCount')).toBeGreaterThanOrEqual(nodes);
      expect(at(data, 'rateLimit.cost')).toBeGreaterThanOrEqual(objects);
    },
  );
});
