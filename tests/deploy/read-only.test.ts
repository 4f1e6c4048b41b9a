import { chmodSync, mkdtempSync, rmdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ROOT } from '../http/product.ts';
import { askAsNobody } from './as-nobody.ts';

const FOLDER = mkdtempSync(path.join(os.tmpdir(), 'read-only-'));
chmodSync(FOLDER, 0o555);
afterAll(() => rmdirSync(FOLDER));

describe('a user who may write nowhere', () => {
  it('starts the server on a graph that was built before, is answered, and stops it with 0', async () => {
    const { code, answered } = await askAsNobody(FOLDER, path.join(ROOT, '.cache'));
    expect([code, Number(answered) > 1_000]).toEqual([0, true]);
  });
});
