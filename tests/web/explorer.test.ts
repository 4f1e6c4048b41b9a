import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Browser, Page } from 'playwright-core';
import { startProduct, type Product } from '../http/product.ts';
import { findChromium, openBrowser, openWatchedPage } from './browser.ts';

const chromium = findChromium();
const MISSING = 'there is no Chromium at CHROMIUM_PATH or where Debian installs it (apt-get install chromium)';
if (chromium === null) {
  if (process.env['REQUIRE_BROWSER'] === '1') throw new Error(`REQUIRE_BROWSER=1, and ${MISSING}`);
  process.stderr.write(`Tests in a browser are skipped: ${MISSING}\n`);
}

const VIEWS = {
  'the start': '/explore',
  'the filtered start': '/explore?type=PAPER&years=2019-2022',
  'a search': '/explore/search?q=data+validaton',
  'a topic': '/explore/topic/data-validation',
  'an author': '/explore/author/michiaki-ariga',
  'an organization': '/explore/organization/google',
  'a venue': '/explore/venue/opml',
  'an edition': '/explore/edition/opml-2019',
  'a path': '/explore/path?from=Topic:data-validation&to=Topic:feature-store',
  'a comparison': '/explore/compare?a=Venue:mlsys&b=Venue:opml',
} as const;

/** Whatever was asked has been answered. */
async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await expect.poll(() => page.locator('.loading, [aria-busy="true"]').count(), { timeout: 20_000 }).toBe(0);
}

/** What a view says, apart from what changes by itself. */
async function contentOf(page: Page): Promise<string> {
  await settled(page);
  return page.locator('main').innerText();
}

/** How many suggestions the API has for a word that is there; 0 while it cannot say. */
async function suggestionsOf(url: string): Promise<number> {
  const query = encodeURIComponent('{ suggest(prefix: "data") { label } }');
  const answer = (await (await fetch(`${url}/graphql?query=${query}`)).json()) as {
    data?: { suggest: readonly unknown[] } | null;
  };
  return answer.data?.suggest.length ?? 0;
}

async function saved(page: Page, action: () => Promise<void>): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent('download'), action()]);
  return readFileSync(await file.path(), 'utf8');
}

describe.skipIf(chromium === null)('the explorer in a browser', () => {
  let product: Product;
  let browser: Browser;
  beforeAll(async () => {
    product = await startProduct();
    browser = await openBrowser(chromium ?? '');
    // The index of search is made in the background after the start.
    await vi.waitUntil(async () => (await suggestionsOf(product.url)) > 0, { timeout: 60_000, interval: 500 });
  });
  afterAll(async () => {
    await browser?.close();
    await product?.stop();
  });

  async function open(address: string, scheme: 'light' | 'dark' = 'light') {
    const watched = await openWatchedPage(browser, product.url, scheme);
    await watched.page.goto(product.url + address);
    await settled(watched.page);
    return watched;
  }

  test.each(Object.entries(VIEWS))('%s shows itself, in both languages, without a fault', async (_, address) => {
    const { page, faults } = await open(address);
    expect(await page.locator('.notice').allInnerTexts()).toEqual([]);
    const english = await contentOf(page);
    await page.getByRole('button', { name: '日本語' }).click();
    await settled(page);
    expect(await page.locator('html').getAttribute('lang')).toBe('ja');
    expect(await contentOf(page)).not.toBe(english);
    expect(faults).toEqual([]);
  });

  test.each(Object.entries(VIEWS))('%s is the same after a reload, and after going on and back', async (_, address) => {
    const { page } = await open(address);
    const before = await contentOf(page);
    await page.reload();
    expect(await contentOf(page)).toBe(before);
    await page.getByRole('navigation').getByRole('link', { name: 'Compare' }).click();
    await settled(page);
    await page.goBack();
    expect(await contentOf(page)).toBe(before);
    await page.goForward();
    expect(new URL(page.url()).pathname).toBe('/explore/compare');
  });

  test('tells by mouse, in eight actions, how data validation and feature stores connect', async () => {
    const { page, faults } = await open('/explore');
    await page.getByRole('combobox', { name: 'Search' }).fill('data validation');
    await page.getByRole('option', { name: /^Data validation.*Topic/ }).click();
    await settled(page);
    expect(new URL(page.url()).pathname).toBe('/explore/topic/data-validation');
    await page.getByRole('combobox', { name: 'from' }).selectOption('2019');
    await page.getByRole('combobox', { name: 'to', exact: true }).selectOption('2022');
    await settled(page);
    expect(new URL(page.url()).search).toBe('?years=2019-2022');
    await page.getByRole('banner').page().locator('.node-header').getByRole('link', { name: 'Path from here' }).click();
    await page.getByRole('combobox', { name: 'To' }).fill('feature store');
    await page.getByRole('option', { name: /^Feature store.*Topic/ }).click();
    await settled(page);
    expect(await page.locator('.paths > li').count()).toBeGreaterThan(1);
    const svg = await saved(page, () => page.getByRole('button', { name: 'SVG' }).click());
    expect(svg).toMatch(/^<svg [^]*Feature store[^]*<\/svg>$/);
    expect(faults).toEqual([]);
  });
});
