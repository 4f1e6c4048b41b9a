/** A database plans a statement when it first sees it, which takes longer than many an answer. */
import { listQuestions } from './questions.ts';

/**
 * Asks the product's own questions once, one after another, until `isOver`, so that their statements are planned before a
 * person waits for them. Answers and failures are of no interest.
 */
export async function warmUp(ask: (document: string) => Promise<unknown>, isOver: () => boolean): Promise<void> {
  for (const { document } of listQuestions()) {
    if (isOver()) return;
    await ask(document).catch(() => undefined);
  }
}
