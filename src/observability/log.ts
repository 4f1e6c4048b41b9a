import { pino, type DestinationStream, type Logger } from 'pino';

export type Log = Logger;

/**
 * The log: JSON lines on standard error, so that standard output stays for people. Lines hold names, counts and
 * milliseconds, never values of a request.
 */
export function createLog(level: string, destination: DestinationStream = pino.destination(2)): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
}
