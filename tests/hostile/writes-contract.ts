/** Pages while the graph is replaced between them: what stays is met once, in order, whatever comes and goes beside it. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { GraphRecords } from '../../src/domain/model.ts';
import type { GraphStore } from '../../src/store/graph-store.ts';
import { at, type Ask } from '../graphql/small-engine.ts';
import { buildGraphRecords } from '../graphs/graph-builder.ts';
import { PROPERTY_TIMEOUT, runs } from '../property/replay.ts';
import { withResources } from './changed-graph.ts';
import { openedEngines } from './opened-engines.ts';

const SIZE = 18;
const TITLES = ['Twin', 'TWIN', 'Éclair', 'がく', 'かく'];

/** Everything that may ever be there: ties in years and titles, works without a year. */
const EVERYTHING = buildGraphRecords({
  topics: { top: {} },
  resources: Object.fromEntries(
    Array.from({ length: SIZE }, (_, index) => [
      `r${(index * 7) % SIZE}`,
      {
        title: TITLES[index % TITLES.length] ?? '',
        ...(index % 4 === 3 ? {} : { year: 2019 + (index % 3) }),
        topics: ['top'],
        authors: index % 2 === 0 ? ['ann'] : [],
      },
    ]),
  ),
});
const IDS = EVERYTHING.resources.map(({ id }) => String(id));

const LISTS = [
  ['resources(PAGE)', 'resources'],
  ['resources(orderBy: [{ field: YEAR }], PAGE)', 'resources'],
  ['resources(orderBy: [{ field: TITLE, direction: ASC }, { field: YEAR }], PAGE)', 'resources'],
  ['resources(filter: { year: { gte: 2019 } }, orderBy: [{ field: ADDED_AT }], PAGE)', 'resources'],
  ['topic(slug: "top") { resources(orderBy: [{ field: YEAR, direction: ASC }], PAGE) PAGES }', 'topic.resources'],
] as const;
type List = (typeof LISTS)[number];

interface Walk {
  readonly list: List;
  readonly size: number;
  readonly backwards: boolean;
  /** What is there before each page; the last of them from then on. */
  readonly moments: readonly (readonly string[])[];
}

interface Page {
  readonly ids: readonly string[];
  readonly more: boolean;
  readonly cursor: string;
}

async function page(ask: Ask, { list, size, backwards }: Omit<Walk, 'moments'>, cursor: string | null): Promise<Page> {
  const [selection, place] = list;
  const given = backwards ? `last: ${size}, before: $c` : `first: ${size}, after: $c`;
  const asked = '{ nodes { id } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }';
  const field = selection.includes('PAGES') ? selection.replace('PAGES', asked) : selection.concat(asked);
  const { data, errors } = await ask(`query ($c: String) { ${field.replace('PAGE', given)} }`, { c: cursor });
  expect(errors).toEqual([]);
  const nodes = (at(data, `${place}.nodes`) ?? []) as readonly { readonly id: string }[];
  const ids = nodes.map(({ id }) => id);
  return {
    ids: backwards ? ids.toReversed() : ids,
    more: at(data, `${place}.pageInfo.${backwards ? 'hasPreviousPage' : 'hasNextPage'}`) === true,
    cursor: String(at(data, `${place}.pageInfo.${backwards ? 'startCursor' : 'endCursor'}`)),
  };
}

/** The list of a graph that does not change. */
async function whole(ask: Ask, list: List, backwards = false): Promise<readonly string[]> {
  return (await page(ask, { list, size: 100, backwards }, null)).ids;
}

/** All pages from one end to the other, the graph replaced before each as the walk says. */
async function walked(ask: Ask, walk: Walk, become: (there: readonly string[]) => Promise<void>): Promise<Page[]> {
  const pages: Page[] = [];
  let cursor: string | null = null;
  for (let more = true; more && pages.length < 100;) {
    const there = walk.moments[pages.length];
    if (there !== undefined) await become(there);
    const next = await page(ask, walk, cursor);
    // What the page says of the next one holds until the graph is replaced.
    const following = next.ids.length === 0 ? next : await page(ask, walk, next.cursor);
    expect(next.more).toBe(next.ids.length > 0 && following.ids.length > 0);
    pages.push(next);
    ({ cursor, more } = next);
  }
  return pages;
}

const arbitraryWalk: fc.Arbitrary<Walk> = fc.record({
  list: fc.constantFrom(...LISTS),
  size: fc.integer({ min: 1, max: 5 }),
  backwards: fc.boolean(),
  moments: fc.array(fc.subarray(IDS, { minLength: 4 }), { minLength: 2, maxLength: 5 }),
});

export function writesContract(name: string, open: () => GraphStore, numRuns: number): void {
  describe(`${name}`, () => {
    const engines = openedEngines(open, EVERYTHING);
    const graphOf = (there: readonly string[]): GraphRecords => withResources(EVERYTHING, (id) => there.includes(id));

    it('show each row that stays once and in order while others come and go (check 39)', PROPERTY_TIMEOUT, async () => {
      const { ask, oracle, replace } = engines();
      await replace(EVERYTHING);
      const orders = new Map<List, readonly string[]>();
      for (const list of LISTS) orders.set(list, await whole(oracle, list));
      await fc.assert(
        fc.asyncProperty(arbitraryWalk, async (walk) => {
          const forwards = orders.get(walk.list) ?? [];
          const order = walk.backwards ? forwards.toReversed() : forwards;
          const pages = await walked(ask, walk, (there) => replace(graphOf(there)));
          const met = pages.flatMap(({ ids }) => ids);
          const stayed = order.filter((id) => walk.moments.every((there) => there.includes(id)));
          expect(met.filter((id) => stayed.includes(id))).toEqual(stayed);
          // Everything met stands in the order, and so nothing is met twice.
          expect(met).toEqual(order.filter((id) => met.includes(id)));
          const most = Math.max(...walk.moments.map(({ length }) => length));
          expect(pages.length).toBeLessThanOrEqual(Math.ceil(most / walk.size) + walk.moments.length + 1);
        }),
        runs(numRuns),
      );
    });

    it('show backwards what they show forwards, in reverse (check 39)', async () => {
      const { ask, replace } = engines();
      await replace(graphOf(IDS.filter((_, index) => index % 3 !== 0)));
      for (const list of LISTS) {
        const [on, back] = [await whole(ask, list), await whole(ask, list, true)];
        expect(back).toEqual(on.toReversed());
        const walk = { list, size: 4, moments: [] };
        const forwards = await walked(ask, { ...walk, backwards: false }, async () => undefined);
        const backwards = await walked(ask, { ...walk, backwards: true }, async () => undefined);
        expect(forwards.flatMap(({ ids }) => ids)).toEqual(on);
        expect(backwards.flatMap(({ ids }) => ids)).toEqual(back);
      }
    });
  });
}
