/** The explorer in a real browser. One product and one browser serve all suites; each suite is a file in `explorer/`. */
import { afterAll, beforeAll, describe } from 'vitest';
import { findChromium } from './browser.ts';
import { openSite, type Site } from './explorer/site.ts';
import { testExchange } from './explorer/test-exchange.ts';
import { testHostile } from './explorer/test-hostile.ts';
import { testPicture } from './explorer/test-picture.ts';
import { testStory } from './explorer/test-story.ts';
import { testViews } from './explorer/test-views.ts';

const chromium = findChromium();
const MISSING = 'there is no Chromium at CHROMIUM_PATH or where Debian installs it (apt-get install chromium)';
if (chromium === null) {
  if (process.env['REQUIRE_BROWSER'] === '1') throw new Error(`REQUIRE_BROWSER=1, and ${MISSING}`);
  process.stderr.write(`Tests in a browser are skipped: ${MISSING}\n`);
}

describe.skipIf(chromium === null)('the explorer in a browser', () => {
  let opened: Site | null = null;
  const site = (): Site => {
    if (opened === null) throw new Error('The site is not open');
    return opened;
  };
  beforeAll(async () => {
    opened = await openSite(chromium ?? '');
  });
  afterAll(async () => {
    await opened?.close();
  });

  describe('each view', () => {
    testViews(site);
  });
  describe('the story', () => {
    testStory(site);
  });
  describe('the picture', () => {
    testPicture(site);
  });
  describe('hostile data', () => {
    testHostile(site);
  });
  describe('the explorer', () => {
    testExchange(site);
  });
});
