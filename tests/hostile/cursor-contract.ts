/** Cursors that were altered, cut, made up, taken elsewhere, or name a row that is gone: an error or the right page, never page one. */
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { decodeCursor, encodeCursor } from '../../src/domain/cursor.ts';
import type { OrderKeys } from '../../src/domain/page.ts';
import type { GraphStore } from '../../src/store/graph-store.ts';
import { at, type Answer, type Ask } from '../graphql/small-engine.ts';
import { withoutResource } from './changed-graph.ts';
import { HOSTILE_GRAPH } from './hostile-graph.ts';
import { openedEngines } from './opened-engines.ts';

/** Lists of every kind, order, filter and parent, `$$` where their page arguments belong, and where the connection is in the answer. */
const LISTS: Readonly<Record<string, readonly [selection: string, place: string]>> = {
  'resources by id': ['resources($$) PAGE', 'resources'],
  'by year': ['resources(orderBy: [{ field: YEAR }], $$) PAGE', 'resources'],
  'by year ascending': ['resources(orderBy: [{ field: YEAR, direction: ASC }], $$) PAGE', 'resources'],
  'by title': ['resources(orderBy: [{ field: TITLE, direction: ASC }], $$) PAGE', 'resources'],
  'by year and title': ['resources(orderBy: [{ field: YEAR }, { field: TITLE }], $$) PAGE', 'resources'],
  'by authors': ['resources(orderBy: [{ field: AUTHOR_COUNT }], $$) PAGE', 'resources'],
  'of some years': ['resources(filter: { year: { gte: 2015 } }, $$) PAGE', 'resources'],
  'of a text': ['resources(filter: { text: "models" }, $$) PAGE', 'resources'],
  'of a text by title': [
    'resources(filter: { text: "models" }, orderBy: [{ field: TITLE }, { field: RELEVANCE }], $$) PAGE',
    'resources',
  ],
  'of a topic': ['topic(slug: "top") { resources($$) PAGE }', 'topic.resources'],
  'of the topic alone': ['topic(slug: "top") { resources(includeNarrower: false, $$) PAGE }', 'topic.resources'],
  'of an author': ['author(slug: "shared") { resources($$) PAGE }', 'author.resources'],
  'of another author': ['author(slug: "a1") { resources($$) PAGE }', 'author.resources'],
  'of an organization': ['organization(slug: "everywhere") { resources($$) PAGE }', 'organization.resources'],
  'of a venue': ['venue(slug: "v1") { resources($$) PAGE }', 'venue.resources'],
  'of an edition': [
    'nodes(ids: ["VenueEdition:e1"]) { ... on VenueEdition { resources($$) PAGE } }',
    'nodes.0.resources',
  ],
  'of a source': ['source(slug: "list") { resources($$) PAGE }', 'source.resources'],
  'of a group': ['resources { groups(by: TYPE) { resources($$) PAGE } }', 'resources.groups.0.resources'],
  authors: ['authors($$) PAGE', 'authors'],
  'authors by name': ['authors(orderBy: NAME, $$) PAGE', 'authors'],
  organizations: ['organizations($$) PAGE', 'organizations'],
  'organizations by name': ['organizations(orderBy: NAME, $$) PAGE', 'organizations'],
  'authors of a work': ['resource(slug: "r0") { authors($$) PAGE }', 'resource.authors'],
  'topics of a work': ['resource(slug: "r0") { topics($$) PAGE }', 'resource.topics'],
  'organizations of a work': ['resource(slug: "r0") { organizations($$) PAGE }', 'resource.organizations'],
  'sources of a work': ['resource(slug: "r0") { sources($$) PAGE }', 'resource.sources'],
  'links of a work': ['resource(slug: "r0") { links($$) PAGE }', 'resource.links'],
  'links that come in': ['resource(slug: "r0") { links(direction: INCOMING, $$) PAGE }', 'resource.links'],
  'organizations of an author': ['author(slug: "a1") { organizations($$) PAGE }', 'author.organizations'],
  'authors of an organization': ['organization(slug: "o1") { authors($$) PAGE }', 'organization.authors'],
  'what a search found': ['search(query: "q7x", $$) PAGE', 'search'],
  'what a search found of a kind': ['search(query: "q7x", kinds: [RESOURCE], $$) PAGE', 'search'],
};
const NAMES = Object.keys(LISTS);
const PAGE = '{ nodes { id } pageInfo { endCursor hasNextPage } }';
const ALTERED = 'by year and title';

interface Slice {
  readonly ids: readonly string[];
  readonly endCursor: string;
  readonly codes: readonly unknown[];
  readonly calls: readonly string[];
}

function listOf(name: string): readonly [selection: string, place: string] {
  const list = LISTS[name];
  if (list === undefined) throw new Error(`No list ${name}`);
  return list;
}

/** Some items from the start, or after a cursor. */
async function slice(ask: Ask, name: string, size: number, cursor: string | null = null): Promise<Slice> {
  const [selection, place] = listOf(name);
  const given = selection.replace('PAGE', PAGE).replace('$$', () => `first: ${size}, after: $c`);
  const { data, errors, calls }: Answer = await ask(`query ($c: String) { ${given} }`, { c: cursor });
  const nodes = (at(data, `${place}.nodes`) ?? []) as readonly { readonly id: string }[];
  return {
    ids: nodes.map(({ id }) => id),
    endCursor: String(at(data, `${place}.pageInfo.endCursor`)),
    codes: errors.map(({ extensions }) => extensions['code']),
    calls,
  };
}

/** Those of the cursors that are not refused before the store is asked. */
async function taken(ask: Ask, name: string, cursors: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for (const cursor of cursors) {
    const { codes, calls } = await slice(ask, name, 1, cursor);
    if (codes.join(' ') !== 'INVALID_CURSOR' || calls.length > 0) found.push(cursor);
  }
  return found;
}

/** A cursor that bears the right checksum whatever it holds. */
function signed(json: string): string {
  const checksum = createHash('sha256').update(json).digest('base64url').slice(0, 8);
  return Buffer.from(checksum + json).toString('base64url');
}

function withKeys(cursor: string, keys: OrderKeys): string {
  const { position, ...rest } = decodeCursor(cursor);
  return encodeCursor({ ...rest, position: { ...position, keys } });
}

function flipped(bytes: Buffer, bit: number): Buffer {
  const changed = Buffer.from(bytes);
  changed.writeUInt8((bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7)), bit >> 3);
  return changed;
}

function testDamaged(engines: ReturnType<typeof openedEngines>): void {
  it('is refused whichever of its bits is another, in its text or in what the text stands for (check 24)', async () => {
    const { ask } = engines();
    const { endCursor } = await slice(ask, ALTERED, 1);
    const [text, content] = [Buffer.from(endCursor, 'latin1'), Buffer.from(endCursor, 'base64url')];
    const cursors = [
      ...Array.from({ length: text.length * 8 }, (_, bit) => flipped(text, bit).toString('latin1')),
      ...Array.from({ length: content.length * 8 }, (_, bit) => flipped(content, bit).toString('base64url')),
    ];
    expect(await taken(ask, ALTERED, cursors)).toEqual([]);
  });

  it('is refused cut at any length, empty, padded, long, and of another version (check 24)', async () => {
    const { ask } = engines();
    const { endCursor } = await slice(ask, ALTERED, 1);
    const content = Buffer.from(endCursor, 'base64url').toString().slice(8);
    const others = [
      ...Array.from({ length: endCursor.length }, (_, length) => endCursor.slice(0, length)),
      ...[' ', '=', 'A', '\n', endCursor].map((added) => endCursor.concat(added)),
      'page 2',
      '💥',
      'A'.repeat(10_000),
      signed('[]'),
      signed('null'),
      signed('{'),
      signed(content.replace('[1,', '[2,')),
      signed(content.replace('[1,', '["1",')),
      signed(content.replace('Resource:', 'Resources:')),
    ];
    expect(await taken(ask, ALTERED, others)).toEqual([]);
  });

  it('is refused with a checksum of its own and keys that its order does not have (check 24)', async () => {
    const { ask } = engines();
    const { endCursor } = await slice(ask, ALTERED, 1);
    const { keys } = decodeCursor(endCursor).position;
    const wrong: OrderKeys[] = [
      [],
      keys.slice(1),
      [...keys, 1],
      keys.toReversed(),
      ['2015', 'x'],
      [2015, 7],
      [0.5, 'x'],
      [1e300, 'x'],
      [2 ** 53, 'x'],
    ];
    const made = wrong.map((other) => withKeys(endCursor, other));
    expect(await taken(ask, ALTERED, made)).toEqual([]);
  });
}

/**
 * @param open gives a store that may be loaded.
 * @param step 1 to try a cursor in every other list, 2 in every second, and so on: most are refused before a store is asked.
 * @param listStep the same for the lists that cursors are taken from.
 */
export function cursorContract(name: string, open: () => GraphStore, step: number, listStep = 1): void {
  describe(`${name}`, () => {
    const engines = openedEngines(open, HOSTILE_GRAPH);

    it.each(NAMES.filter((_, index) => index % listStep === 0))(
      'a cursor of the list %s goes on in it, and in no other list (check 24)',
      async (list) => {
        const { ask } = engines();
        const whole = await slice(ask, list, 3);
        const { endCursor } = await slice(ask, list, 1);
        expect(whole.codes).toEqual([]);
        expect((await slice(ask, list, 2, endCursor)).ids).toEqual(whole.ids.slice(1));
        for (const other of NAMES.filter((each, index) => each === list || index % step === 0)) {
          const { ids, codes } = await slice(ask, other, 1, endCursor);
          expect({ other, codes }).toEqual({ other, codes: other === list ? [] : ['INVALID_CURSOR'] });
          expect(ids).not.toEqual(whole.ids.slice(0, 1));
        }
      },
    );

    describe('a cursor', () => {
      testDamaged(engines);
    });

    it('goes on from a title as long as titles may be (check 24)', async () => {
      const { ask } = engines();
      const all = (await slice(ask, 'by title', 100)).ids;
      const place = all.indexOf('Resource:long');
      const { endCursor } = await slice(ask, 'by title', place + 1);
      const { ids, codes } = await slice(ask, 'by title', 100, endCursor);
      expect({ ids, codes }).toEqual({ ids: all.slice(place + 1), codes: [] });
    });

    it('goes on rightly from a row that is gone (check 24)', async () => {
      const { ask, replace } = engines();
      const gone = 'Resource:r7';
      const lists = ['resources by id', 'by year', 'by title', 'by year and title', 'of a topic', 'of an author'];
      const cursors = new Map<string, { cursor: string; following: readonly string[] }>();
      for (const list of lists) {
        const all = (await slice(ask, list, 100)).ids;
        const place = all.indexOf(gone);
        const { endCursor, ids } = await slice(ask, list, place + 1);
        expect(ids.at(-1)).toBe(gone);
        cursors.set(list, { cursor: endCursor, following: all.slice(place + 1) });
      }
      await replace(withoutResource(HOSTILE_GRAPH, gone));
      for (const [list, { cursor, following }] of cursors) {
        expect({ list, ids: (await slice(ask, list, 100, cursor)).ids }).toEqual({ list, ids: following });
      }
    });
  });
}
