import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { edgeKindKey, nodeKindKey, resourceTypeKey } from '../../../web/explorer/src/language/kinds.ts';
import { MESSAGES } from '../../../web/explorer/src/language/messages.ts';
import { EDGE_KINDS, RESOURCE_TYPES } from '../../../src/domain/model.ts';
import { NODE_KINDS, TYPE_NAMES } from '../../../src/domain/ids.ts';

const SOURCES = path.resolve(import.meta.dirname, '../../../web/explorer/src');
const JAPANESE = /[\u3040-\u30ff\u4e00-\u9fff]/;
const names = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name).toSorted();

describe('the words of the explorer', () => {
  it.each(Object.entries(MESSAGES))('%s is said in both languages with the same values', (_, { en, ja }) => {
    expect(en).not.toMatch(JAPANESE);
    expect(ja).toMatch(JAPANESE);
    expect(names(ja)).toEqual(names(en));
  });

  it('are all used', () => {
    const code = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('messages.ts'))
      .map((file) => readFileSync(path.join(SOURCES, file), 'utf8'))
      .join('\n');
    const unused = Object.keys(MESSAGES).filter(
      (key) => !/^(?:type|kind|edge|field)\./.test(key) && !code.includes(`'${key}'`),
    );
    expect(unused).toEqual([]);
  });

  it('name every type, kind and edge of the API', () => {
    expect(RESOURCE_TYPES.map(resourceTypeKey)).toEqual(RESOURCE_TYPES.map((type) => `type.${type}`));
    expect(NODE_KINDS.map(nodeKindKey)).toEqual(NODE_KINDS.map((kind) => `kind.${kind}`));
    expect(NODE_KINDS.map((kind) => nodeKindKey(TYPE_NAMES[kind]))).toEqual(NODE_KINDS.map((kind) => `kind.${kind}`));
    expect(EDGE_KINDS.map(edgeKindKey)).toEqual(EDGE_KINDS.map((kind) => `edge.${kind}`));
  });
});
