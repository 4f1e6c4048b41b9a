/** The lines of a file, of which little is in memory at a time. */
import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

const READ_BYTES = 2 ** 16;

/**
 * Lines without their ends, which may be those of Windows.
 * @param onRead told of all bytes of the file, in pieces that are others after the call.
 * @throws the system's error where the file cannot be read.
 */
export function* fileLines(path: string, onRead: (bytes: Uint8Array) => void = () => undefined): Generator<string> {
  const file = openSync(path, 'r');
  try {
    const decoder = new StringDecoder('utf8');
    const bytes = Buffer.allocUnsafe(READ_BYTES);
    let rest: string[] = [];
    for (let count = readSync(file, bytes); count > 0; count = readSync(file, bytes)) {
      const read = bytes.subarray(0, count);
      onRead(read);
      const [first = '', ...others] = decoder.write(read).split('\n');
      rest.push(first);
      for (const other of others) {
        yield withoutReturn(rest.join(''));
        rest = [other];
      }
    }
    rest.push(decoder.end());
    yield rest.join('');
  } finally {
    closeSync(file);
  }
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
