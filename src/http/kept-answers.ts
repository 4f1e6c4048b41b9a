/** The response cache as requests meet it: a kept answer, one that is being computed, or a new one. */
import type { FastifyReply } from 'fastify';
import type { Exchange } from './admission.ts';
import { cacheKey } from './cache-key.ts';
import type { Answered, ResponseCache } from './response-cache.ts';
import { sendKept } from './send-kept.ts';

export interface KeptAnswers {
  /**
   * Sends the answer to a request.
   * @param signal of the request; made when it is first needed, which a kept answer never does.
   * @param compute works the answer out and sends it, unless it is to be kept: then it leaves the sending to this function.
   */
  answer(exchange: Exchange, signal: () => AbortSignal, compute: Compute): Promise<FastifyReply>;
}
/** @param mayKeep whether an answer without errors is handed over instead of being sent. */
export type Compute = (mayKeep: boolean) => Promise<Answered | null>;

/**
 * @param revision of the graph that answers now; null while there is none, and then nothing is kept.
 */
export function createKeptAnswers(cache: ResponseCache, revision: () => Promise<string | null>): KeptAnswers {
  return {
    answer: async (exchange, signal, compute) => {
      const { request, reply } = exchange;
      const key = cacheKey(request);
      const now = key === null ? null : await revision();
      if (key === null || now === null) {
        await compute(false);
        return reply;
      }
      const kept = cache.find(now, key) ?? (await cache.joined(now, key, signal()));
      if (kept !== null) return sendKept(request, reply, kept);
      const end = cache.begin(now, key);
      try {
        const answered = end(await compute(true));
        return answered === null ? reply : await sendKept(request, reply, answered);
      } catch (error) {
        end(null);
        throw error;
      }
    },
  };
}

/** Computes every answer anew. */
export const KEEP_NOTHING: KeptAnswers = {
  answer: async ({ reply }, _signal, compute) => {
    await compute(false);
    return reply;
  },
};
