/**
 * The product over a store that fails for pages of one size, by turns as a database that is away and as a bug. On SIGUSR2 it
 * collects its garbage and prints what it holds. Needs `--expose-gc`.
 */
import { runCommand } from '../../src/cli/run-command.ts';
import { configFromProcess } from '../../src/config/config.ts';
import { DomainError } from '../../src/domain/errors.ts';
import { openWithProgress, serve } from '../../src/serve.ts';
import { FAILING_SIZE, type Held } from './held.ts';

process.on('SIGUSR2', () => {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, rss } = process.memoryUsage();
  const resources = process.getActiveResourcesInfo();
  const sockets = resources.filter((name) => name === 'TCPSocketWrap').length;
  const held: Held = {
    heapBytes: heapUsed,
    rssBytes: rss,
    handles: resources.filter((name) => name !== 'Timeout').length,
    sockets,
  };
  process.stdout.write(`${JSON.stringify(held)}\n`);
});

await runCommand(async () => {
  await serve(configFromProcess(), async (config, watch) => {
    const store = await openWithProgress(config, watch);
    let failures = 0;
    return {
      ...store,
      page: async (question, options) => {
        if (question.page.size !== FAILING_SIZE) return store.page(question, options);
        failures += 1;
        if (failures % 2 === 0) throw new TypeError('A bug.');
        throw new DomainError('STORE_UNAVAILABLE', 'The graph cannot be read at the moment.');
      },
    };
  });
  return 0;
});
