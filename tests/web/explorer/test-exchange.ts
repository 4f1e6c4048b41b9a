/** What goes in and out: files, the playground, rows that mean harm, and frames of other sites. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { HARMFUL_TITLE, saved, settled, type Site } from './site.ts';

const HARMFUL_VIEW = '/explore/topic/data-validation?years=1999-1999';
const PNG_SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47]);

async function exported(page: Page, format: string): Promise<Buffer> {
  return saved(page, () => page.getByRole('button', { name: format, exact: true }).click());
}

/** Everything on the page that could run or load what a row says. */
async function dangers(page: Page): Promise<string[]> {
  return page.evaluate(`[...document.querySelectorAll('main img, main script, [onerror], a[href^="javascript:" i]')]
    .map((element) => element.outerHTML)`);
}

function testExports(site: () => Site): void {
  test('gives the picture as SVG and PNG and the table as CSV and JSON', async () => {
    const { page, faults } = await site().open('/explore/topic/feature-store');
    expect((await exported(page, 'SVG')).toString()).toContain('Feature stores');
    expect((await exported(page, 'PNG')).subarray(0, 4)).toEqual(PNG_SIGNATURE);
    const lines = (await exported(page, 'CSV')).toString().split('\r\n');
    const rows = JSON.parse((await exported(page, 'JSON')).toString()) as { id: string; name: string }[];
    expect(rows[0]).toMatchObject({ id: 'Topic:feature-store', name: 'Feature stores' });
    expect(lines.filter((line) => line !== '')).toHaveLength(rows.length + 1);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test('opens the query behind a view in the playground, which answers it', async () => {
    const { page, faults } = await site().open('/explore/topic/feature-store?years=2019-2022');
    await page.getByRole('link', { name: 'Open in playground' }).click();
    await page.locator('.graphiql-query-editor .view-line').first().waitFor();
    const tab = page.locator('.graphiql-tab-active, .graphiql-tab[aria-selected="true"]').first();
    await expect.poll(() => tab.innerText()).toContain('Explore_topic');
    await page.getByRole('button', { name: /^Execute/ }).click();
    const answer = page.locator('.result-window');
    await expect.poll(() => answer.innerText()).toContain('Feature');
    expect(await answer.innerText()).not.toContain('"errors"');
    await page.getByRole('link', { name: 'Explorer' }).click();
    await settled(page);
    expect(faults).toEqual([]);
    await page.context().close();
  });
}

function testHarm(site: () => Site): void {
  test('shows a title with markup as text, and escapes it in files', async () => {
    const { page, faults } = await site().open(HARMFUL_VIEW);
    await page.locator('.resource-title').getByText(HARMFUL_TITLE, { exact: true }).waitFor();
    await page.locator('.resource-facts').getByText('<script>alert(2)</script> Smith').first().waitFor();
    expect(await dangers(page)).toEqual([]);
    const svg = (await exported(page, 'SVG')).toString();
    expect(svg).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(svg).not.toMatch(/<img|<script/);
    await page.getByRole('combobox', { name: 'Search' }).fill('onerror');
    await page.getByRole('option', { name: HARMFUL_TITLE }).waitFor();
    await page.keyboard.press('Enter');
    await settled(page);
    await page.locator('.hits').getByText(HARMFUL_TITLE).first().waitFor();
    expect(await dangers(page)).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test('does not keep a script address that a row gives', async () => {
    const query = '{ resources(filter: { title: { eq: "Data validation by script" } }) { nodes { title url } } }';
    const answer = await fetch(`${site().product.url}/graphql?query=${encodeURIComponent(query)}`);
    expect(await answer.json()).toMatchObject({
      data: { resources: { nodes: [{ title: 'Data validation by script', url: null }] } },
    });
  });

  test('shows a script address as text where an API gives one all the same', async () => {
    const { page, faults } = await site().open('/explore/path');
    await page.route('**/graphql', async (route) => {
      const response = await route.fetch();
      const body = await response.text();
      return route.fulfill({ response, body: body.replaceAll(/"url":"[^"]*"/g, '"url":"javascript:alert(3)"') });
    });
    await page.goto(site().product.url + HARMFUL_VIEW);
    await settled(page);
    await page.getByText('javascript:alert(3)').first().click();
    expect(await dangers(page)).toEqual([]);
    expect(new URL(page.url()).pathname).toBe('/explore/topic/data-validation');
    expect(faults).toEqual([]);
    await page.context().close();
  });
}

function testFrames(site: () => Site): void {
  async function framed(portal: string, address: string) {
    const page = await (await site().browser.newContext()).newPage();
    await page.goto(`${portal}/?${new URLSearchParams({ frame: site().product.url + address })}`);
    return page;
  }

  test('stands without its header in a frame of a portal that is listed', async () => {
    const page = await framed(site().portals.listed, '/explore/topic/feature-store?embed=1');
    const frame = page.frameLocator('iframe');
    await frame.getByRole('heading', { name: 'Feature stores' }).waitFor();
    expect(await frame.locator('header.page-header').count()).toBe(0);
    await frame.getByRole('navigation').getByRole('link', { name: 'MLOps' }).first().click();
    await frame.getByRole('heading', { level: 1, name: /^MLOps/ }).waitFor();
    expect(page.frames()[1]?.url()).toBe(`${site().product.url}/explore/topic/mlops?embed=1`);
    await page.context().close();
  });

  test.each([
    ['of another portal', 'other', '/explore?embed=1'],
    ['that asks for the whole page', 'listed', '/explore'],
    ['that asks for the playground', 'listed', '/'],
  ] as const)('refuses a frame %s', async (_, portal, address) => {
    const page = await framed(site().portals[portal], address);
    await expect.poll(() => page.frames()[1]?.url()).toBe('chrome-error://chromewebdata/');
    await page.context().close();
  });

  test('names the portals in the policy of the embedded page alone', async () => {
    const policyOf = async (address: string): Promise<string> => {
      const { headers } = await fetch(site().product.url + address);
      return `${headers.get('content-security-policy')} ${headers.get('x-frame-options')}`;
    };
    expect(await policyOf('/explore?embed=1')).toContain(`frame-ancestors ${site().portals.listed} null`);
    expect(await policyOf('/explore')).toContain("frame-ancestors 'none' DENY");
  });
}

export function testExchange(site: () => Site): void {
  describe('takes out', () => {
    testExports(site);
  });
  describe('against harm', () => {
    testHarm(site);
  });
  describe('in frames', () => {
    testFrames(site);
  });
}
