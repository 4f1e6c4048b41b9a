import { writeSync } from 'node:fs';

/** Writes all of these bytes to a file from `start` on, in as many calls as the system takes. @throws the system's error. */
export function writeAt(file: number, bytes: Uint8Array, start: number): void {
  for (let done = 0; done < bytes.length;) done += writeSync(file, bytes, done, bytes.length - done, start + done);
}
