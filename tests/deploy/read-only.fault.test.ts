import { chmodSync, mkdtempSync, rmdirSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { askAsNobody } from './as-nobody.ts';

const FOLDER = mkdtempSync(path.join(os.tmpdir(), 'read-only-'));
chmodSync(FOLDER, 0o555);
afterAll(() => rmdirSync(FOLDER));

describe('a user who may write nowhere, not even the cache', () => {
  it('starts the server, which builds the graph anew and says in one line why', async () => {
    const { code, answered, stderr } = await askAsNobody(FOLDER, FOLDER);
    expect([code, Number(answered) > 1_000]).toEqual([0, true]);
    const lines = stderr.split('\n').filter((line) => line.includes('CACHE_DIR'));
    expect(lines).toEqual([expect.stringMatching(/"code":"E(?:ACCES|ROFS)","msg":"CACHE_DIR cannot be written/)]);
  });
});
