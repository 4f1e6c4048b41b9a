/** What is made when it is first needed takes longer than an answer: plans of statements in a database, indexes of search in memory. */
import { setTimeout as sleep } from 'node:timers/promises';
import { listQuestions } from './questions.ts';

/** On a large graph something made once takes a second at a time; whoever has connected meanwhile is let in before the next. */
const PAUSE_MS = 50;

/**
 * Asks the product's own questions once, one after another, until `isOver`, so that all of that is there before a
 * person waits for it. Answers and failures are of no interest.
 */
export async function warmUp(ask: (document: string) => Promise<unknown>, isOver: () => boolean): Promise<void> {
  // The last one searches, and an index of search takes longest to make.
  for (const { document } of listQuestions().toReversed()) {
    await sleep(PAUSE_MS);
    if (isOver()) return;
    await ask(document).catch(() => undefined);
  }
}
