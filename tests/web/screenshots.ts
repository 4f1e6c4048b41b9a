/** `npm run screenshots`: every view of the explorer, and the playground, as pictures in docs/screenshots, 1440 and 360 pixels wide. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { ROOT, startProduct } from '../http/product.ts';
import { findChromium, openBrowser } from './browser.ts';
import { searchAnswers, settled } from './explorer/site.ts';
import { VIEWS } from './explorer/views.ts';

const FOLDER = path.join(ROOT, 'docs/screenshots');
const SIZES = [
  { width: 1440, height: 900 },
  { width: 360, height: 740 },
] as const;
/** Enough for text, and small. */
const JPEG_QUALITY = 72;
/** Labels are placed a moment after the picture. */
const RESTS_AFTER_MS = 600;

const PAGES: Readonly<Record<string, { readonly address: string; readonly colorScheme?: 'dark' }>> = {
  ...Object.fromEntries(
    Object.entries(VIEWS).map(([name, address]) => [
      name.replace(/^(?:a|an|the) /, '').replaceAll(' ', '-'),
      { address },
    ]),
  ),
  'topic-dark-japanese': { address: `${VIEWS['a topic']}?lang=ja`, colorScheme: 'dark' },
  embedded: { address: `${VIEWS['the start']}?embed=1` },
};

const chromium = findChromium();
if (chromium === null) throw new Error('There is no Chromium: apt-get install chromium, or name one in CHROMIUM_PATH.');
await mkdir(FOLDER, { recursive: true });
const product = await startProduct();
const browser = await openBrowser(chromium);
try {
  await searchAnswers(product.url);
  for (const [name, { address, colorScheme = 'light' }] of Object.entries(PAGES)) {
    for (const viewport of SIZES) {
      const isPhone = viewport.width < 600;
      const context = await browser.newContext({ viewport, colorScheme, hasTouch: isPhone, isMobile: isPhone });
      const page = await context.newPage();
      await page.goto(product.url + address);
      await settled(page);
      await page.waitForTimeout(RESTS_AFTER_MS);
      const file = `${name}-${viewport.width}.jpg`;
      await page.screenshot({ path: path.join(FOLDER, file), type: 'jpeg', quality: JPEG_QUALITY });
      process.stdout.write(`docs/screenshots/${file}\n`);
      await context.close();
    }
  }
} finally {
  await browser.close();
  await product.stop();
}
