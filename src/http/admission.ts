/** How many requests are answered at once: the others wait for a place, and too many are told to come back. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from '../domain/errors.ts';
import type { Slots } from '../domain/slots.ts';
import { refuseBy } from './refusal.ts';

export interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/**
 * Does `work` in one of `places` and gives the place back, however the work ends. Without a place the request is refused:
 * OVERLOADED when too many wait, TIMEOUT when its turn does not come before `signal`, which fires when its client leaves
 * too. The work must end soon after the signal: its place is taken until then, because its work is still being done.
 */
export async function withPlace(
  places: Slots,
  signal: AbortSignal,
  { request, reply }: Exchange,
  work: () => Promise<void>,
): Promise<void> {
  let leave: () => void;
  try {
    leave = await places.take(signal);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    // A reply is a promise of its own end: it must not be awaited here.
    void refuseBy(request, reply, error);
    return;
  }
  try {
    await work();
  } finally {
    leave();
  }
}
