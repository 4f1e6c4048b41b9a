import type { Config } from '../config/config.ts';
import { ask } from '../graphql/execute.ts';
import { progressDisplay } from '../ingest/progress.ts';
import { openStore } from '../store/open-store.ts';
import { requireStore } from '../store/require-store.ts';
import { toAnswer, type Answer, type Asked } from './ask-server.ts';
import type { Json } from './render/json.ts';

/**
 * Asks the graph in this process: no server, the same schema and the same limits.
 * @throws DomainError with what to do when there is no graph to ask.
 */
export async function askEmbedded(config: Config, { document, variables }: Asked): Promise<Answer> {
  const display = progressDisplay(process.stderr);
  const store = await openStore(config, display.onProgress).finally(() => display.stop());
  try {
    await requireStore(store, []);
    const answer = await ask({ store, document, variables, deadlineMs: config.requestDeadlineMs });
    // Once through JSON, so that the answer looks as it would over the wire.
    return toAnswer(JSON.parse(JSON.stringify(answer)) as Json);
  } finally {
    await store.close();
  }
}
