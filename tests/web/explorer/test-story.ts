/** The story that the explorer is for, by mouse and by keyboard alone: from a search to how two topics connect. */
import type { Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { saved, settled, type Site } from './site.ts';

const MAX_ACTIONS = 8;
const SVG_OF_STORES = /^<svg [^]*Feature store[^]*<\/svg>$/;

/** Whether whatever has the focus shows it. */
const SHOWS_FOCUS = `(() => {
  const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
  return document.activeElement === document.body || (outlineStyle !== 'none' && outlineWidth !== '0px');
})()`;

/** Presses a key until an element has the focus; every stop on the way must be visible. */
async function goTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 150; presses += 1) {
    await page.keyboard.press(key);
    expect(await page.evaluate(SHOWS_FOCUS)).toBe(true);
    if ((await target.and(page.locator(':focus')).count()) === 1) return;
  }
  throw new Error('150 steps do not lead there');
}

async function focusedText(page: Page): Promise<string> {
  return page.evaluate('document.activeElement.innerText');
}

export function testStory(site: () => Site): void {
  test(`tells by mouse, in ${MAX_ACTIONS} actions, how data validation and feature stores connect`, async () => {
    const { page, faults } = await site().open('/explore');
    let actions = 0;
    const act = async <T>(action: Promise<T>): Promise<T> => {
      actions += 1;
      const result = await action;
      await settled(page);
      return result;
    };
    await act(page.getByRole('combobox', { name: 'Search' }).fill('data validation'));
    await act(page.getByRole('option', { name: /^Data validation.*Topic/ }).click());
    expect(new URL(page.url()).pathname).toBe('/explore/topic/data-validation');
    await act(page.getByRole('combobox', { name: 'from' }).selectOption('2019'));
    await act(page.getByRole('combobox', { name: 'to', exact: true }).selectOption('2022'));
    expect(new URL(page.url()).search).toBe('?years=2019-2022');
    await act(page.locator('.node-header').getByRole('link', { name: 'Path from here' }).click());
    await act(page.getByRole('combobox', { name: 'To' }).fill('feature store'));
    await act(page.getByRole('option', { name: /^Feature store.*Topic/ }).click());
    expect(await page.locator('.paths > li').count()).toBeGreaterThan(1);
    const svg = await act(saved(page, () => page.getByRole('button', { name: 'SVG' }).click()));
    expect(svg.toString()).toMatch(SVG_OF_STORES);
    expect(actions).toBeLessThanOrEqual(MAX_ACTIONS);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test('tells the same by keyboard alone, with the focus always to be seen and never lost', async () => {
    const { page, faults } = await site().open('/explore');
    await goTo(page, page.getByRole('combobox', { name: 'Search' }));
    await page.keyboard.type('data validation');
    await page.getByRole('option', { name: /^Data validation.*Topic/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => focusedText(page)).toMatch(/^Data validation/);
    expect(await page.title()).toMatch(/^Data validation/);
    await goTo(page, page.getByRole('combobox', { name: 'from' }));
    await page.keyboard.type('2019');
    await goTo(page, page.getByRole('combobox', { name: 'to', exact: true }));
    await page.keyboard.type('2022');
    await expect.poll(() => new URL(page.url()).search).toBe('?years=2019-2022');
    await settled(page);
    await goTo(page, page.locator('.node-header').getByRole('link', { name: 'Path from here' }), 'Shift+Tab');
    await page.keyboard.press('Enter');
    await expect.poll(() => focusedText(page)).toBe('How two nodes connect');
    await goTo(page, page.getByRole('combobox', { name: 'To' }));
    await page.keyboard.type('feature store');
    await page.getByRole('option', { name: /^Feature store.*Topic/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await expect.poll(() => focusedText(page)).toMatch(/^Change/);
    await settled(page);
    await page
      .getByRole('status')
      .getByText(/^Paths: \d/)
      .waitFor();
    await goTo(page, page.getByRole('button', { name: 'SVG' }));
    const svg = await saved(page, () => page.keyboard.press('Enter'));
    expect(svg.toString()).toMatch(SVG_OF_STORES);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test('leaves Enter to an input method that composes, and finds by Japanese words', async () => {
    const { page, faults } = await site().open('/explore');
    const box = page.getByRole('combobox', { name: 'Search' });
    await box.fill('特徴量スト');
    await page.getByRole('option', { name: /Topic/ }).first().waitFor();
    await box.dispatchEvent('keydown', { key: 'Enter', isComposing: true });
    expect(new URL(page.url()).pathname).toBe('/explore');
    await box.press('ArrowDown');
    await box.press('Enter');
    await settled(page);
    expect(new URL(page.url()).pathname).toBe('/explore/topic/feature-store');
    expect(faults).toEqual([]);
    await page.context().close();
  });
}
