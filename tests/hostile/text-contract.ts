/** What both stores do with texts that are easily lost, and with signs that a full-text index takes for syntax. */
import { isWellFormed } from '../../src/domain/text.ts';
import type { GraphStore } from '../../src/store/graph-store.ts';
import { describe, expect, it } from 'vitest';
import { at, type Answer, type Ask } from '../graphql/small-engine.ts';
import { HOSTILE_TEXTS } from '../property/naive-search.ts';
import { HOSTILE_GRAPH } from './hostile-graph.ts';
import { openedEngines } from './opened-engines.ts';
import { SCRIPTS } from './scripts.ts';

/** A title as it is given, everywhere it can be asked by. */
const TITLE = `query ($t: String!) {
  same: resources(filter: { title: { eq: $t } }) { nodes { id title name } }
  listed: resources(filter: { title: { in: [$t] } }) { nodes { id title } }
}`;
/** Everything that compares without case and accents, or looks for words. */
const FOUND = `query ($t: String!, $q: String!) {
  holding: resources(filter: { title: { contains: $t } }) { nodes { id } }
  beginning: resources(filter: { title: { startsWith: $t } }) { nodes { id } }
  lookup(identifiers: [$t]) { node { id } problem { code } }
  search(query: $q, first: 100) { nodes { id } }
  suggest(prefix: $q) { node { id } }
  text: resources(filter: { text: $q }, first: 100) { nodes { id } }
}`;
const WORDS = `query ($q: String!) {
  search(query: $q, first: 100) { nodes { id } }
  suggest(prefix: $q) { node { id } }
  resources(filter: { text: $q }, first: 100) { nodes { id } }
}`;
/** Refused before a store is asked. */
const NO_QUERIES = {
  nothing: '',
  'a space': ' ',
  'a wide space': '\u3000',
  'half of a surrogate pair': '\ud800',
  'a NUL': 'a\0b',
  'a word of 2,000 characters': 'x'.repeat(2_000),
  '2,000 words': 'word '.repeat(2_000),
};
const MAX_QUERY = 200;
/** On an idle machine; three times as long where others use it too. */
const SOON_MS = 300 * 3;

function cut(text: string): string {
  return [...text].slice(0, MAX_QUERY).join('').slice(0, MAX_QUERY);
}

function found(ask: Ask, title: string): Promise<Answer> {
  return ask(FOUND, { t: title, q: cut(title).replace(/[\ud800-\udbff]$/, '') });
}

/** Without what is no letter, mark or digit. */
function plainWords(text: string): string {
  return text.replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ').trim();
}

export function textContract(name: string, open: () => GraphStore): void {
  describe(`${name}`, () => {
    const engines = openedEngines(open, HOSTILE_GRAPH);

    describe.each(Object.entries(SCRIPTS))('a title with %s', (_, title) => {
      it('comes back letter for letter as it was stored (check 23)', async () => {
        const { data, errors } = await engines().ask(TITLE, { t: title });
        expect(errors).toEqual([]);
        expect(at(data, 'same.nodes.0.title')).toBe(title);
        expect(at(data, 'same.nodes.0.name')).toBe(title);
        expect(at(data, 'listed.nodes.0.title')).toBe(title);
        expect(at(data, 'same.nodes')).toHaveLength(1);
      });

      it('is found composed, decomposed and in other letters alike (check 23)', async () => {
        const { ask, oracle } = engines();
        const composed = await found(ask, title.normalize('NFC'));
        const decomposed = await found(ask, title.normalize('NFD'));
        expect(composed.errors).toEqual([]);
        expect(decomposed.data).toEqual(composed.data);
        expect((await found(ask, title.toUpperCase())).data).toEqual((await found(oracle, title.toUpperCase())).data);
        expect(at(composed.data, 'holding.nodes')).toHaveLength(1);
        expect(at(composed.data, 'beginning.nodes')).toHaveLength(1);
        expect(at(composed.data, 'lookup.0.node')).toEqual(at(composed.data, 'holding.nodes.0'));
      });
    });

    const asked = [...new Set(HOSTILE_TEXTS)].filter((text) => text.trim() !== '' && text.length <= MAX_QUERY);
    it.each(asked.filter((text) => isWellFormed(text)))(
      'a search for %j finds what its words find (check 22)',
      async (text) => {
        const { ask, oracle } = engines();
        const { data, errors } = await ask(WORDS, { q: text });
        expect(errors).toEqual([]);
        expect(data).toEqual((await oracle(WORDS, { q: text })).data);
        const words = plainWords(text);
        const plain = words === '' ? null : (await ask(WORDS, { q: words })).data;
        expect(at(data, 'resources.nodes')).toEqual(plain === null ? [] : at(plain, 'resources.nodes'));
        const started = performance.now();
        await ask(WORDS, { q: text });
        expect(performance.now() - started).toBeLessThan(SOON_MS);
      },
    );

    it.each(Object.entries(NO_QUERIES))('a search for %s is refused (check 22)', async (_, text) => {
      for (const list of ['search(query: $q)', 'resources(filter: { text: $q })']) {
        const { errors, calls } = await engines().ask(`query ($q: String!) { ${list} { totalCount } }`, { q: text });
        expect(errors.map(({ extensions }) => extensions['code'])).toEqual(['BAD_USER_INPUT']);
        expect(calls).toEqual([]);
      }
    });
  });
}
