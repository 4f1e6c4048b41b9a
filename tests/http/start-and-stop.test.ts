import { describe, expect, it } from 'vitest';
import { run, startProduct } from './product.ts';

describe('the server', () => {
  it('says what it serves, is ready, and stops with 0 on SIGTERM (check 17)', async () => {
    const product = await startProduct({ LOG_LEVEL: 'silent' });
    expect(product.stdout()).toMatch(/Store: +memory\nRevision: [0-9a-f]{12}.*\nGraph: +\d+ resources/);
    const ready = await fetch(`${product.url}/readyz`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({
      status: 'ready',
      store: 'memory',
      revision: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect((await fetch(`${product.url}/livez`)).status).toBe(200);
    expect(await product.stop()).toBe(0);
  });

  it('tells in one sentence that its port is taken', async () => {
    const product = await startProduct({ LOG_LEVEL: 'silent' });
    const second = await run('main.js', [], { PORT: new URL(product.url).port });
    await product.stop();
    expect(second.code).toBe(1);
    expect(second.stderr.trim().split('\n')).toEqual([expect.stringMatching(/is taken .* set PORT/)]);
  });

  it('tells all wrong settings at once and starts nothing', async () => {
    const { code, stdout, stderr } = await run('main.js', [], {
      PORT: 'x',
      LOG_LEVEL: 'loud',
      NEO4J_URI: 'bolt://db.example',
    });
    expect([code, stdout]).toEqual([1, '']);
    for (const name of ['PORT', 'LOG_LEVEL', 'NEO4J_PASSWORD', 'NEO4J_PLAIN_TEXT']) expect(stderr).toContain(name);
    expect(stderr).not.toMatch(/ {4}at /);
  });

  it('starts without its database, lives, and says that it is not ready', async () => {
    const settings = { NEO4J_URI: 'bolt://127.0.0.1:9', NEO4J_PASSWORD: 'canary-secret', LOG_LEVEL: 'info' };
    const product = await startProduct(settings);
    const ready = await fetch(`${product.url}/readyz`);
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({
      status: 'unavailable',
      store: 'neo4j',
      advice: expect.stringMatching(/\w/),
    });
    expect((await fetch(`${product.url}/livez`)).status).toBe(200);
    await product.stop();
    expect(product.stdout() + product.stderr()).not.toContain('canary-secret');
  });
});
