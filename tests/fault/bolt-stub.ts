/**
 * A scripted database: speaks Bolt 5.4 to the product's driver, answers each statement by the name of the field that asked,
 * writes down every message, and dies at the moment a test names.
 */
import net, { type Socket } from 'node:net';
import { listen } from './listen.ts';
import { packMessage, unpackMessage, type PackMap, type PackMessage, type PackValue } from './packstream.ts';

const NAMES: Readonly<Record<number, string>> = {
  0x01: 'HELLO',
  0x02: 'GOODBYE',
  0x0f: 'RESET',
  0x10: 'RUN',
  0x11: 'BEGIN',
  0x12: 'COMMIT',
  0x13: 'ROLLBACK',
  0x2f: 'DISCARD',
  0x3f: 'PULL',
  0x66: 'ROUTE',
  0x6a: 'LOGON',
  0x6b: 'LOGOFF',
};
const SUCCESS = 0x70;
const RECORD = 0x71;
const FAILURE = 0x7f;
const HANDSHAKE_BYTES = 20;
const BOLT_5_4 = Buffer.from([0, 0, 4, 5]);

/** A message as it came, with the settings of its transaction where it begins one. */
export interface Received {
  readonly name: string;
  /** Of RUN: the field that asked, from the comment that opens its statement; '' elsewhere. */
  readonly coordinate: string;
  readonly text: string;
  /** Of BEGIN and RUN: `mode`, `tx_timeout` (ms), `tx_metadata`, `db`. */
  readonly extra: PackMap;
}
export interface Rows {
  readonly keys: readonly string[];
  readonly rows: readonly (readonly PackValue[])[];
}
/** What a statement of this field answers, given its parameters; null for one that the script does not know. */
export type Answer = (coordinate: string, parameters: PackMap, text: string) => Rows | null;

/** When the peer dies: what it has read and sent by then of a statement. */
export type Moment = 'after RUN' | 'after the first record' | "before COMMIT's answer" | 'before the end of the answer';

export interface BoltStub {
  readonly uri: string;
  /** Everything received since the start, in order. */
  readonly received: readonly Received[];
  /** Connections that are open now. */
  readonly connections: () => number;
  /** Dies once, as a killed process does, when a statement of the field (any field for COMMIT) comes to this moment. */
  readonly dieAt: (moment: Moment, coordinate: string) => Promise<void>;
  /** Loses one connection at this moment and stays alive. */
  readonly loseConnectionAt: (moment: Moment, coordinate: string) => Promise<void>;
  /** Listens again at the same address. */
  readonly revive: () => Promise<void>;
  readonly stop: () => Promise<void>;
}

interface Doom {
  readonly moment: Moment;
  readonly coordinate: string;
  readonly end: (socket: Socket) => void;
}
interface Script {
  readonly answer: Answer;
  readonly received: Received[];
  /** Ends the connection when it is this moment. @returns whether it did. */
  readonly isOver: (moment: Moment, coordinate: string, socket: Socket) => boolean;
}

function send(socket: Socket, message: PackMessage): void {
  const bytes = packMessage(message);
  for (let start = 0; start < bytes.length; start += 65_535) {
    const piece = bytes.subarray(start, start + 65_535);
    const size = Buffer.alloc(2);
    size.writeUInt16BE(piece.length);
    socket.write(Buffer.concat([size, piece]));
  }
  socket.write(Buffer.from([0, 0]));
}

function succeed(socket: Socket, metadata: PackMap = {}): void {
  send(socket, { signature: SUCCESS, fields: [metadata] });
}

/** @returns the whole messages at the start of the bytes, and what is left. */
function takeMessages(bytes: Buffer): { readonly messages: PackMessage[]; readonly left: Buffer } {
  const messages: PackMessage[] = [];
  let left = bytes;
  for (;;) {
    const pieces: Buffer[] = [];
    let at = 0;
    let size = 0;
    while (left.length >= at + 2 && (size = left.readUInt16BE(at)) > 0 && left.length >= at + 2 + size) {
      pieces.push(left.subarray(at + 2, at + 2 + size));
      at += 2 + size;
    }
    if (left.length < at + 2 || size > 0) return { messages, left };
    left = left.subarray(at + 2);
    // Two zeros alone keep a connection alive.
    if (pieces.length > 0) messages.push(unpackMessage(Buffer.concat(pieces)));
  }
}

const EMPTY: PackMap = {};

function mapOf(value: PackValue | undefined): PackMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as PackMap) : EMPTY;
}

function describe({ signature, fields }: PackMessage): Received {
  const name = NAMES[signature] ?? `0x${signature.toString(16)}`;
  const text = name === 'RUN' ? String(fields[0]) : '';
  const coordinate = /^\/\* (\S+) \*\//.exec(text)?.[1] ?? '';
  return { name, coordinate, text, extra: mapOf(name === 'RUN' ? fields[2] : fields[0]) };
}

/** Answers one connection from its handshake to its end. */
function converse(socket: Socket, { answer, received, isOver }: Script): void {
  let bytes = Buffer.alloc(0);
  let shaken = false;
  let running: { readonly coordinate: string; readonly answer: Rows } | null = null;
  let inTransaction = false;
  let isDead = false;
  const diesAt = (moment: Moment, coordinate: string): boolean => (isDead ||= isOver(moment, coordinate, socket));

  const pull = (): void => {
    const rows = running?.answer.rows ?? [];
    const coordinate = running?.coordinate ?? '';
    for (const [index, row] of rows.entries()) {
      send(socket, { signature: RECORD, fields: [row] });
      if (index === 0 && diesAt('after the first record', coordinate)) return;
    }
    if (diesAt('before the end of the answer', coordinate)) return;
    running = null;
    succeed(socket, { type: 'r', t_last: 0, db: 'neo4j', ...(inTransaction ? {} : { bookmark: 'bookmark:1' }) });
  };
  const run = ({ coordinate, text }: Received, parameters: PackMap): void => {
    if (diesAt('after RUN', coordinate)) return;
    const found = answer(coordinate, parameters, text);
    if (found === null) {
      const code = 'Neo.ClientError.Statement.SyntaxError';
      send(socket, { signature: FAILURE, fields: [{ code, message: `The script has no answer to ${coordinate}` }] });
      return;
    }
    running = { coordinate, answer: found };
    succeed(socket, { fields: found.keys, t_first: 0, qid: 0 });
  };
  const hear = (message: PackMessage): void => {
    const heard = describe(message);
    received.push(heard);
    switch (heard.name) {
      case 'HELLO':
        return succeed(socket, { server: 'Neo4j/5.26.0', connection_id: 'bolt-1', hints: {} });
      case 'RUN':
        return run(heard, mapOf(message.fields[1]));
      case 'PULL':
      case 'DISCARD':
        return pull();
      case 'GOODBYE':
        return void socket.end();
      case 'BEGIN':
      case 'COMMIT':
      case 'ROLLBACK':
        inTransaction = heard.name === 'BEGIN';
        if (heard.name === 'COMMIT' && diesAt("before COMMIT's answer", '')) return;
        return succeed(socket, heard.name === 'COMMIT' ? { bookmark: 'bookmark:1' } : {});
      default:
        return succeed(socket);
    }
  };
  socket.on('data', (chunk: Buffer) => {
    bytes = Buffer.concat([bytes, chunk]);
    if (!shaken) {
      if (bytes.length < HANDSHAKE_BYTES) return;
      shaken = true;
      bytes = bytes.subarray(HANDSHAKE_BYTES);
      socket.write(BOLT_5_4);
    }
    const { messages, left } = takeMessages(bytes);
    bytes = Buffer.from(left);
    for (const message of messages) if (!isDead) hear(message);
  });
}

/** Starts the peer on a free port. */
export async function startBoltStub(answer: Answer): Promise<BoltStub> {
  const received: Received[] = [];
  const sockets = new Set<Socket>();
  let doom: Doom | null = null;
  const isOver: Script['isOver'] = (moment, coordinate, socket) => {
    if (doom?.moment !== moment || (doom.coordinate !== coordinate && coordinate !== '')) return false;
    const { end } = doom;
    doom = null;
    end(socket);
    return true;
  };
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
    converse(socket, { answer, received, isOver });
  });
  const port = await listen(server, 0);
  const die = (): void => {
    server.close();
    for (const socket of sockets) socket.resetAndDestroy();
  };
  const doomAt = (moment: Moment, coordinate: string, last: (socket: Socket) => void): Promise<void> =>
    new Promise((resolve) => {
      const end = (socket: Socket): void => {
        // What was sent so far must be on its way before the end, as it is from a process that is killed.
        setImmediate(() => {
          last(socket);
          resolve();
        });
      };
      doom = { moment, coordinate, end };
    });
  return {
    uri: `bolt://127.0.0.1:${port}`,
    received,
    connections: () => sockets.size,
    dieAt: (moment, coordinate) => doomAt(moment, coordinate, die),
    loseConnectionAt: (moment, coordinate) => doomAt(moment, coordinate, (socket) => socket.destroy()),
    revive: async () => void (await listen(server, port)),
    stop: async () => {
      if (server.listening) die();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}
