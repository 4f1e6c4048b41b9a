/** What one client may still ask for, in points: a point is a node of a predicted answer. */
import { DomainError } from './errors.ts';

export interface Budget {
  /** Points of one minute, and the most that can be saved up. */
  readonly limit: number;
  /** Whole points left. */
  remaining(): number;
  /** Takes points where all of them are there. @returns whether they were. */
  spend(points: number): boolean;
  /** Takes points, or as many as are left. */
  forfeit(points: number): void;
  /** When all points are back, if none is taken until then. */
  resetAt(): Date;
  /** Whole seconds until so many points are there, at least 1. */
  secondsUntil(points: number): number;
}

/** What a refused request takes: to judge a document is work too. */
export const REFUSAL_POINTS = 500;

/** The refusal of a request that needs `points`; figures name what is left, when to come back, and when all is back. */
export function rateLimited(budget: Budget, points: number): DomainError {
  const retryAfterSeconds = budget.secondsUntil(points);
  const message =
    `The request needs ${points} points and ${budget.remaining()} are left; ` +
    `come back in ${retryAfterSeconds} s, or ask for smaller pages.`;
  const figures = { limit: budget.limit, remaining: budget.remaining(), retryAfterSeconds };
  return new DomainError('RATE_LIMITED', message, { ...figures, resetAt: budget.resetAt().toISOString() });
}
