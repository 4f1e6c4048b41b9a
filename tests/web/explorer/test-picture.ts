/** The picture: by keys, by fingers, opened in place, and smooth with thousands of nodes. */
import type { CDPSession, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { drawing, restingDrawing, settled, type Site } from './site.ts';

const FRAME_MS = 16;
const MANY = { nodes: 2_000, edges: 10_000 };

function selected(page: Page) {
  return page.locator('.selected-node');
}

/** An answer of the API's shape with many topics, each joined to five others. */
function manyTopics(): { readonly nodes: unknown[]; readonly edges: unknown[] } {
  const id = (index: number): string => `Topic:topic-${index % MANY.nodes}`;
  const nodes = Array.from({ length: MANY.nodes }, (_, index) => ({
    degree: 10,
    community: index % 12,
    node: { __typename: 'Topic', id: id(index), name: `Topic ${index}` },
  }));
  const edges = Array.from({ length: MANY.edges }, (_, index) => ({
    kind: 'CO_OCCURS',
    source: id(index),
    target: id(index * 7 + 1 + Math.floor(index / MANY.nodes)),
    weight: 1 + (index % 9),
  }));
  return { nodes, edges };
}

/** Notes how long every callback of an animation frame runs. */
const TIME_FRAMES = `{
  const request = window.requestAnimationFrame.bind(window);
  window.frameMs = [];
  window.requestAnimationFrame = (callback) => request((time) => {
    const start = performance.now();
    callback(time);
    window.frameMs.push(performance.now() - start);
  });
}`;

/** Draws circles with the mouse over the canvas. @returns frames painted, and how long it took in milliseconds. */
async function pan(page: Page, moves: number): Promise<{ readonly frames: number; readonly tookMs: number }> {
  const box = await page.locator('canvas').boundingBox();
  if (box === null) throw new Error('The canvas has no place');
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const start = await page.evaluate<number>('(window.frameMs.length = 0, performance.now())');
  for (let move = 1; move <= moves; move += 1) {
    await page.mouse.move(x + 120 * Math.sin(move / 9), y + 120 * (1 - Math.cos(move / 9)));
  }
  const tookMs = (await page.evaluate<number>('performance.now()')) - start;
  const frames = await page.evaluate<number>('window.frameMs.length');
  await page.mouse.up();
  return { frames, tookMs };
}

/** One finger, 200 pixels up. */
async function swipeUp(touch: CDPSession, { x, y }: { readonly x: number; readonly y: number }): Promise<void> {
  const send = (
    type: 'touchStart' | 'touchMove' | 'touchEnd',
    touchPoints: { x: number; y: number }[],
  ): Promise<unknown> => touch.send('Input.dispatchTouchEvent', { type, touchPoints });
  await send('touchStart', [{ x, y }]);
  for (let step = 1; step <= 10; step += 1) await send('touchMove', [{ x, y: y - 20 * step }]);
  await send('touchEnd', []);
}

export function testPicture(site: () => Site): void {
  test('is stepped through, opened, zoomed and shown whole by keys', async () => {
    const { page, faults } = await site().open('/explore');
    const whole = await restingDrawing(page);
    await page.locator('canvas').focus();
    await page.keyboard.press('+');
    await expect.poll(() => drawing(page)).not.toBe(whole);
    await page.keyboard.press('-');
    await page.keyboard.press('-');
    await expect.poll(() => drawing(page)).not.toBe(whole);
    await page.keyboard.press('0');
    await expect.poll(() => drawing(page)).toBe(whole);
    await page.keyboard.press('ArrowRight');
    const first = await selected(page).getAttribute('aria-label');
    await page.keyboard.press('ArrowDown');
    await expect.poll(() => selected(page).getAttribute('aria-label')).not.toBe(first);
    await page.keyboard.press('Escape');
    await expect.poll(() => selected(page).count()).toBe(0);
    await page.keyboard.press('ArrowLeft');
    await selected(page).waitFor();
    await page.keyboard.press('Enter');
    await settled(page);
    expect(await page.locator('h1').innerText()).toBe(first);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test('opens a node in place by kind, says what it holds back, and keeps that in the address', async () => {
    const { page, faults } = await site().open('/explore/topic/data-validation');
    const table = page.locator('.twin > summary');
    const before = await table.innerText();
    await table.click();
    await page
      .getByRole('button', { name: /^Select ?: Data validation and data tests$/ })
      .first()
      .click();
    await selected(page).getByRole('button', { name: '+ about' }).click();
    await settled(page);
    expect(new URL(page.url()).search).toBe('?open=Topic:data-validation~ABOUT');
    await page
      .getByRole('list', { name: 'Opened nodes' })
      .getByText(/and \d+ more/)
      .waitFor();
    const opened = await table.innerText();
    await page.reload();
    await settled(page);
    expect(await table.innerText()).toBe(opened);
    await page.goBack();
    await settled(page);
    expect(await table.innerText()).toBe(before);
    expect(faults).toEqual([]);
    await page.context().close();
  });

  test('leads to a path and to a comparison between any two of its nodes', async () => {
    const { page } = await site().open('/explore');
    await page.locator('.twin > summary').click();
    await page.getByRole('button', { name: /^Select ?: Recommendation$/ }).click();
    await selected(page).getByRole('button', { name: 'Use as start' }).click();
    await page.getByRole('button', { name: /^Select ?: Deep learning$/ }).click();
    await selected(page).getByRole('link', { name: 'Compare with Recommendation' }).waitFor();
    await selected(page).getByRole('link', { name: 'Path from Recommendation' }).click();
    await settled(page);
    expect(await page.locator('.picked strong').allInnerTexts()).toEqual(['Recommendation', 'Deep learning']);
    await page.context().close();
  });

  test('is zoomed by two fingers, while one finger scrolls the page', async () => {
    const context = await site().browser.newContext({
      viewport: { width: 360, height: 740 },
      hasTouch: true,
      isMobile: true,
    });
    const page = await context.newPage();
    await page.goto(`${site().product.url}/explore`);
    await settled(page);
    const whole = await restingDrawing(page);
    const box = await page.locator('canvas').boundingBox();
    if (box === null) throw new Error('The canvas has no place');
    const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    const touch = await context.newCDPSession(page);
    await touch.send('Input.synthesizePinchGesture', { ...at, scaleFactor: 2, gestureSourceType: 'touch' });
    await expect.poll(() => drawing(page)).not.toBe(whole);
    expect(await page.evaluate('scrollY')).toBe(0);
    await swipeUp(touch, at);
    await expect.poll(() => page.evaluate<number>('scrollY')).toBeGreaterThan(100);
    await context.close();
  });

  test(`moves ${MANY.nodes} nodes and ${MANY.edges} edges with frames to spare`, async () => {
    const { page, faults } = await site().open('/explore/path');
    await page.addInitScript({ content: TIME_FRAMES });
    await page.route('**/graphql', async (route) => {
      if (!(route.request().postData() ?? '').includes('ExploreStart')) return route.continue();
      const response = await route.fetch();
      const answer = (await response.json()) as { data: { topicGraph: object } };
      Object.assign(answer.data.topicGraph, manyTopics());
      return route.fulfill({ response, json: answer });
    });
    await page.goto(`${site().product.url}/explore`);
    await settled(page);
    await page.getByText(`The picture as a table (${MANY.nodes.toLocaleString('en-GB')} nodes)`).waitFor();
    await restingDrawing(page);
    const { frames, tookMs } = await pan(page, 120);
    const times = (await page.evaluate<number[]>('window.frameMs')).toSorted((a, b) => a - b);
    const median = times[Math.floor(times.length / 2)] ?? Infinity;
    process.stdout.write(
      `${MANY.nodes} nodes pan at ${((1000 * frames) / tookMs).toFixed(0)} frames a second, ${median.toFixed(1)} ms of script each\n`,
    );
    expect(frames).toBeGreaterThan(20);
    expect(median).toBeLessThanOrEqual(FRAME_MS);
    expect(faults).toEqual([]);
    await page.context().close();
  });
}
