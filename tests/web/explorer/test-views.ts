/** Every view: without a fault, accessible, the same again. */
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { violations } from './audit.ts';
import { contentOf, settled, type Site } from './site.ts';
import { VIEWS } from './views.ts';

const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 360, height: 740 };

/** By how many pixels the page is wider than the window. */
async function overhang(page: Page): Promise<number> {
  return page.evaluate('document.documentElement.scrollWidth - innerWidth');
}

/** All rules on a wide page by day and on a narrow one by night; what other colours can break is the contrast. */
async function auditAll(page: Page): Promise<string[]> {
  const found = await violations(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  found.push(...(await violations(page, ['color-contrast'])));
  await page.setViewportSize(NARROW);
  found.push(...(await violations(page)));
  expect(await overhang(page)).toBe(0);
  await page.setViewportSize(WIDE);
  await page.emulateMedia({ colorScheme: 'light' });
  return found;
}

export function testViews(site: () => Site): void {
  describe.each(Object.entries(VIEWS))('%s', (_, address) => {
    test('shows itself without a fault, accessible by day and by night, on wide and on narrow pages', async () => {
      const { page, faults } = await site().open(address);
      expect(await page.locator('.notice').allInnerTexts()).toEqual([]);
      expect(await page.title()).toContain(await page.locator('h1').innerText());
      expect(await auditAll(page)).toEqual([]);
      expect(faults).toEqual([]);
      await page.context().close();
    });

    test('is the same after a reload, and after going on and back, and speaks Japanese', async () => {
      const { page } = await site().open(address);
      const before = await contentOf(page);
      await page.reload();
      expect(await contentOf(page)).toBe(before);
      await page.getByRole('banner').getByRole('link', { name: 'Compare' }).click();
      await settled(page);
      await page.goBack();
      expect(await contentOf(page)).toBe(before);
      await page.goForward();
      expect(new URL(page.url()).pathname).toBe('/explore/compare');
      await page.goBack();
      await page.getByRole('button', { name: '日本語' }).click();
      expect(await contentOf(page)).not.toBe(before);
      expect(await page.locator('html').getAttribute('lang')).toBe('ja');
      await page.context().close();
    });
  });

  test.each([
    '/explore/topic/data-validation?embed=1',
    '/explore/topic/nothing',
    '/explore/path',
    '/explore?years=1900-1901',
  ])('%s is accessible too', async (address) => {
    const { page, faults } = await site().open(address);
    expect(await auditAll(page)).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  });
}
