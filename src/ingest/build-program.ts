/** A process of its own that builds the graph and keeps it: what a build needs of memory goes when it ends. */
import { IngestError } from './problem.ts';
import { buildAndKeep, type OpenInput } from './snapshot.ts';
import type { BuildMessage } from './build-apart.ts';

function tell(message: BuildMessage): void {
  process.send?.(message);
}

process.once('message', (input: OpenInput) => {
  buildAndKeep({ ...input, onProgress: (progress) => tell({ is: 'progress', progress }) })
    .then((kept) => tell({ is: 'built', ...kept }))
    .catch((error: unknown) => {
      if (error instanceof IngestError) tell({ is: 'refused', problems: error.problems });
      else tell({ is: 'failed', reason: error instanceof Error ? error.message : String(error) });
    })
    .finally(() => process.disconnect());
});
