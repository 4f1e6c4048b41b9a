/** What the tests of the explorer in a browser share: one product, one browser, and the seed beside rows that mean harm. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { startProduct, type Product } from '../../http/product.ts';
import { openBrowser, openWatchedPage, type WatchedPage } from '../browser.ts';

export const HARMFUL_TITLE = 'Data validation <img src=x onerror=alert(1)> in practice';
/** Closes a script where it is written into one. */
export const CLOSING_TITLE = 'Data validation </script><script>alert(4)</script><svg onload=alert(5)>';
/** Overrides the direction of writing and does not end that. */
export const TURNED_TITLE = 'Data validation \u202egnp.exe \u2067turned';
const HARMFUL_ROWS = [
  {
    title: HARMFUL_TITLE,
    kind: 'article',
    url: 'https://example.org/harmful',
    year: 1999,
    authors: ['<script>alert(2)</script> Smith'],
    topics: ['data-validation'],
  },
  {
    title: CLOSING_TITLE,
    kind: 'article',
    url: 'https://example.org/closing',
    year: 1999,
    topics: ['data-validation'],
  },
  {
    title: TURNED_TITLE,
    kind: 'article',
    url: 'https://example.org/turned',
    year: 1999,
    authors: ['Mallory \u202eyrollaM'],
    venue: 'Turned \u202edenruT',
    topics: ['data-validation'],
  },
  {
    title: 'Data validation by script',
    kind: 'article',
    url: 'javascript:alert(3)',
    year: 1999,
    topics: ['data-validation'],
  },
];

const SEARCH_WITHIN_MS = 60_000;
const RESTS_AFTER_MS = 400;

export interface Site {
  readonly product: Product;
  readonly browser: Browser;
  /** A portal that FRAME_ANCESTORS lists, and one that it does not. */
  readonly portals: { readonly listed: string; readonly other: string };
  readonly open: (address: string) => Promise<WatchedPage>;
  readonly close: () => Promise<void>;
}

/** A page with nothing but a frame, whose address is the search part. */
async function servePortal(): Promise<{ readonly server: Server; readonly origin: string }> {
  const server = createServer((request, response) => {
    const address = new URL(request.url ?? '/', 'http://portal').searchParams.get('frame') ?? '';
    response.setHeader('content-type', 'text/html');
    response.end(
      `<!doctype html><title>Portal</title><iframe width="900" height="700" src="${encodeURI(address)}"></iframe>`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('The portal has no port');
  return { server, origin: `http://127.0.0.1:${bound.port}` };
}

/** How many suggestions the API has for a word that is there; 0 while it cannot say. */
async function suggestionsOf(url: string): Promise<number> {
  const query = encodeURIComponent('{ suggest(prefix: "data") { label } }');
  const answer = (await (await fetch(`${url}/graphql?query=${query}`)).json()) as {
    data?: { suggest: readonly unknown[] } | null;
  };
  return answer.data?.suggest.length ?? 0;
}

/** Resolves once search answers: its index is made in the background after the start. */
export async function searchAnswers(url: string): Promise<void> {
  const deadline = Date.now() + SEARCH_WITHIN_MS;
  while ((await suggestionsOf(url)) === 0) {
    if (Date.now() > deadline) throw new Error('Search does not answer');
    await delay(250);
  }
}

export async function openSite(chromium: string): Promise<Site> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'explorer-rows-'));
  await writeFile(path.join(dataDir, 'rows.jsonl'), HARMFUL_ROWS.map((row) => JSON.stringify(row)).join('\n'));
  const [listed, other] = await Promise.all([servePortal(), servePortal()]);
  const [product, browser] = await Promise.all([
    startProduct({ DATA_DIR: dataDir, FRAME_ANCESTORS: listed.origin }),
    openBrowser(chromium),
  ]);
  await searchAnswers(product.url);
  return {
    product,
    browser,
    portals: { listed: listed.origin, other: other.origin },
    open: async (address) => {
      const watched = await openWatchedPage(browser, product.url);
      await watched.page.goto(product.url + address);
      await settled(watched.page);
      return watched;
    },
    close: async () => {
      await browser.close();
      await product.stop();
      for (const { server } of [listed, other]) server.close();
      await rm(dataDir, { recursive: true });
    },
  };
}

/** Whatever was asked has been answered. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await page.locator('.loading, [aria-busy="true"]').first().waitFor({ state: 'detached' });
}

/** What a view says, apart from what changes by itself. */
export async function contentOf(page: Page): Promise<string> {
  await settled(page);
  return page.locator('main').innerText();
}

/** The file that an action downloads. */
export async function saved(page: Page, action: () => Promise<void>): Promise<Buffer> {
  const [file] = await Promise.all([page.waitForEvent('download'), action()]);
  return readFileSync(await file.path());
}

/** A checksum of what is drawn on the canvas; poll it, for labels are placed a moment after the last movement. */
export async function drawing(page: Page): Promise<string> {
  const image = await page.evaluate<string>('document.querySelector("canvas").toDataURL()');
  return createHash('sha256').update(image).digest('hex');
}

/** The drawing once it has come to rest. */
export async function restingDrawing(page: Page): Promise<string> {
  await page.waitForTimeout(RESTS_AFTER_MS);
  return drawing(page);
}
