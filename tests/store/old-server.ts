/** A Bolt peer that says it is an old Neo4j and agrees to whatever it is asked: enough for a real driver to greet it. */
import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';

const BOLT_5_0 = Buffer.from([0, 0, 0, 5]);
const HANDSHAKE_BYTES = 20;
const MESSAGE_END = Buffer.from([0, 0]);

/** PackStream text shorter than 16 bytes. */
function text(value: string): Buffer {
  return Buffer.concat([Buffer.from([0x80 | Buffer.byteLength(value)]), Buffer.from(value)]);
}

/** SUCCESS with the metadata that a greeting is answered with; other messages do not mind it. */
function success(agent: string): Buffer {
  const metadata = [text('server'), text(agent), text('connection_id'), text('bolt-1')];
  const message = Buffer.concat([Buffer.from([0xb1, 0x70, 0xa2]), ...metadata]);
  return Buffer.concat([Buffer.from([0, message.length]), message, MESSAGE_END]);
}

/** How many whole messages the bytes hold, and what is left of one that is still on its way. */
function takeMessages(bytes: Buffer): { readonly count: number; readonly rest: Buffer } {
  let [count, begin, at] = [0, 0, 0];
  while (at + 2 <= bytes.length) {
    const size = bytes.readUInt16BE(at);
    if (at + 2 + size > bytes.length) break;
    at += 2 + size;
    if (size > 0) continue;
    count += 1;
    begin = at;
  }
  return { count, rest: bytes.subarray(begin) };
}

export interface OldServer {
  readonly uri: string;
  readonly stop: () => void;
}

/** Listens on a free port of this machine. */
export async function startOldServer(agent: string): Promise<OldServer> {
  const server: Server = createServer((socket) => {
    let [greeted, bytes] = [false, Buffer.alloc(0)];
    socket.on('error', () => socket.destroy());
    socket.on('data', (chunk: Buffer) => {
      bytes = Buffer.concat([bytes, chunk]);
      if (!greeted && bytes.length >= HANDSHAKE_BYTES) {
        greeted = true;
        bytes = bytes.subarray(HANDSHAKE_BYTES);
        socket.write(BOLT_5_0);
      }
      if (!greeted) return;
      const { count, rest } = takeMessages(bytes);
      bytes = Buffer.from(rest);
      for (let index = 0; index < count; index += 1) socket.write(success(agent));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { uri: `bolt://127.0.0.1:${port}`, stop: () => void server.close() };
}
