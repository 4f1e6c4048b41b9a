/** What is made when it is first needed takes longer than an answer: plans of statements in a database, indexes of search in memory. */
import { listQuestions } from './questions.ts';

/**
 * Asks the product's own questions once, one after another, until `isOver`, so that all of that is there before a
 * person waits for it. Answers and failures are of no interest.
 */
export async function warmUp(ask: (document: string) => Promise<unknown>, isOver: () => boolean): Promise<void> {
  // The last one searches, and an index of search takes longest to make.
  for (const { document } of listQuestions().toReversed()) {
    if (isOver()) return;
    await ask(document).catch(() => undefined);
  }
}
