import { Writable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { progressDisplay } from '../../src/ingest/progress.ts';

function recordingStream(isTTY: boolean) {
  const written: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written.push(chunk.toString());
      done();
    },
  });
  const terminal = { isTTY, columns: 80, cursorTo: () => true, clearLine: () => true, moveCursor: () => true };
  return { stream: Object.assign(stream, terminal), written };
}

describe('the progress of a build', () => {
  it('is a bar that names the phase on a terminal', () => {
    const { stream, written } = recordingStream(true);
    const display = progressDisplay(stream);
    display.onProgress({ phase: 'reading rows', done: 5, total: 10 });
    display.stop();
    expect(written.join('')).toContain('reading rows');
    expect(written.join('')).toContain('50 %');
  });

  it('writes nothing into a pipe', () => {
    const { stream, written } = recordingStream(false);
    const display = progressDisplay(stream);
    display.onProgress({ phase: 'reading rows', done: 5, total: 10 });
    display.stop();
    expect(written).toEqual([]);
  });

  it('may be stopped twice, and before it began', () => {
    const display = progressDisplay(recordingStream(true).stream);
    display.stop();
    display.onProgress({ phase: 'reading rows', done: 10, total: 10 });
    display.stop();
    expect(() => display.stop()).not.toThrow();
  });
});
