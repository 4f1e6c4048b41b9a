/** The product over a store that takes its time for pages of two sizes, which its own questions do not ask. Waits end with the request. */
import { setTimeout as sleep } from 'node:timers/promises';
import { runCommand } from '../../src/cli/run-command.ts';
import { configFromProcess } from '../../src/config/config.ts';
import { DomainError } from '../../src/domain/errors.ts';
import { openWithProgress, serve } from '../../src/serve.ts';

const PAUSES_MS: Readonly<Record<number, number>> = { 22: 1_000, 99: 20_000 };

await runCommand(async () => {
  await serve(configFromProcess(), async (config, watch) => {
    const store = await openWithProgress(config, watch);
    return {
      ...store,
      page: async (question, options) => {
        await sleep(PAUSES_MS[question.page.size] ?? 0, undefined, { signal: options.signal }).catch(() => {
          throw new DomainError('TIMEOUT', 'The answer did not come in time.');
        });
        return store.page(question, options);
      },
    };
  });
  return 0;
});
