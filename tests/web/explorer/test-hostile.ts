/** Titles, names and addresses of strangers: shown as text wherever a page shows them, run nowhere. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { CLOSING_TITLE, HARMFUL_TITLE, TURNED_TITLE, settled, type Site } from './site.ts';

const LIST = '/explore/topic/data-validation?years=1999-1999';
const SEARCHES = ['/explore/search?q=turned+validation', '/explore/search?q=onerror', '/explore/search?q=svg+onload'];
const ADDRESSES = ['/', '/explore', '/explore?embed=1', '/explore/topic/mlops', '/graphql'];
const QUERY =
  '{ resources(filter: { title: { startsWith: "Data validation" }, year: { eq: 1999 } }) { nodes { title url } } }';

/** Texts that turn the direction of writing and whose element does not keep that to itself. */
const TURNED_WITHOUT_BOUND = `(() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    if (!/[\\u202e\\u2067]/.test(node.textContent)) continue;
    const bound = getComputedStyle(node.parentElement).unicodeBidi;
    if (!/isolate|plaintext/.test(bound)) found.push(node.parentElement.outerHTML + ' ' + bound);
  }
  return found;
})()`;

/** Whatever could run or load, and did not come with the page. */
const DANGERS = `[...document.querySelectorAll('script:not([src]), [onerror], [onload], svg script, a[href^="javascript:" i], iframe')]
  .map((element) => element.outerHTML)`;

async function expectHarmless(page: Page): Promise<void> {
  expect(await page.evaluate(DANGERS)).toEqual([]);
}

export function testHostile(site: () => Site): void {
  test('is shown as text in lists, suggestions, searches and a page of its own (check 25)', async () => {
    const { page, faults } = await site().open(LIST);
    for (const title of [HARMFUL_TITLE, CLOSING_TITLE, TURNED_TITLE]) {
      await page.locator('.resource-title').getByText(title, { exact: true }).first().waitFor();
    }
    await expectHarmless(page);
    await page.getByRole('combobox', { name: 'Search' }).fill('svg onload');
    await page.getByRole('option', { name: CLOSING_TITLE }).waitFor();
    await expectHarmless(page);
    await page.getByRole('option', { name: CLOSING_TITLE }).click();
    await settled(page);
    await page.getByRole('heading', { level: 1, name: CLOSING_TITLE }).waitFor();
    expect(await page.title()).toContain(CLOSING_TITLE);
    await expectHarmless(page);
    for (const search of SEARCHES) {
      await page.goto(site().product.url + search);
      await settled(page);
      await expectHarmless(page);
    }
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test('is shown as text in the playground, in the query and in the answer (check 25)', async () => {
    const { page, faults } = await site().open('/explore');
    const query = `# ${CLOSING_TITLE}\n${QUERY}`;
    await page.goto(`${site().product.url}/#${new URLSearchParams({ query, variables: '{}' })}`);
    await page.locator('.graphiql-query-editor .view-line').first().waitFor();
    await page.getByRole('button', { name: /^Execute/ }).click();
    const answer = page.locator('.result-window');
    await expect.poll(() => answer.innerText()).toContain('onerror=alert(1)');
    expect(await answer.innerText()).not.toContain('"errors"');
    expect(await page.locator('.result-window img, .result-window script, .result-window svg[onload]').count()).toBe(0);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test('keeps to itself what it does to the direction of writing (check 23)', async () => {
    const { page } = await site().open(LIST);
    expect(await page.locator('main').innerText()).toContain(TURNED_TITLE);
    expect(await page.evaluate(TURNED_WITHOUT_BOUND)).toEqual([]);
    await page.getByRole('combobox', { name: 'Search' }).fill('turned');
    await page.getByRole('option').filter({ hasText: 'Turned' }).first().waitFor();
    expect(await page.evaluate(TURNED_WITHOUT_BOUND)).toEqual([]);
    await page.goto(site().product.url + (SEARCHES[0] ?? ''));
    await settled(page);
    await page.locator('.hits').getByText(TURNED_TITLE).first().click();
    await settled(page);
    await page.getByRole('heading', { level: 1 }).getByText(TURNED_TITLE).waitFor();
    expect(await page.evaluate(TURNED_WITHOUT_BOUND)).toEqual([]);
    await page.context().close();
  });

  describe('would not run either', () => {
    test.each(['/', '/explore'])('where %s wrote it into the page (check 25)', async (address) => {
      const { page, faults } = await site().open('/explore');
      await page.goto(site().product.url + address);
      await page.evaluate(`(() => {
        const element = document.createElement('div');
        element.innerHTML = '<img src="x" onerror="window.hasRun = true"><a id="out" href="javascript:window.hasRun = true">out</a>';
        document.body.append(element);
        const script = document.createElement('script');
        script.textContent = 'window.hasRun = true';
        document.body.append(script);
        document.querySelector('#out').click();
      })()`);
      await expect.poll(() => faults.filter((fault) => /policy: script-src/.test(fault)).length).toBeGreaterThan(1);
      expect(await page.evaluate('window.hasRun === undefined')).toBe(true);
      await page.context().close();
    });

    test.each(ADDRESSES)('at %s, by its headers (check 25)', async (address) => {
      const { headers } = await fetch(site().product.url + address);
      const policy = headers.get('content-security-policy') ?? '';
      const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? /default-src ([^;]*)/.exec(policy)?.[1];
      expect(scripts).toMatch(/'self'|'none'/);
      expect(scripts).not.toMatch(/unsafe-inline|unsafe-eval|\*|data:/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(/frame-ancestors ([^;]*)/.exec(policy)?.[1] === "'none'").toBe(!address.includes('embed'));
    });
  });
}
