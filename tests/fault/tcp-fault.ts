/** A wire between the product and its database that a test can cut, slow down, or make silent. */
import net, { type Socket } from 'node:net';
import { listen } from './listen.ts';

/** `pass`: as a wire; `black`: takes everything and carries nothing; `trickle`: one byte a second; `refuse`: no connection. */
export type WireState = 'pass' | 'black' | 'trickle' | 'refuse';

export interface TcpFault {
  readonly port: number;
  /** Connections begun since the start. */
  readonly begun: () => number;
  /** Changes what happens to open and to new connections; or to new ones only, and the open ones stay silent for ever. */
  readonly become: (state: WireState, which?: 'all' | 'new connections') => Promise<void>;
  /** Ends every open connection with a reset. */
  readonly cut: () => void;
  /** Calls once for each piece the client sends while the wire passes; `true` loses what the database answers to it. */
  readonly onRequest: (loses: ((piece: Buffer) => boolean) | null) => void;
  readonly stop: () => Promise<void>;
}

const TRICKLE_MS = 1_000;

/** One direction of one connection: bytes wait here while the wire is not passing. */
class Lane {
  readonly #to: Socket;
  #waiting = Buffer.alloc(0);
  #isBlocked = false;

  constructor(to: Socket) {
    this.#to = to;
  }

  add(piece: Buffer): void {
    this.#waiting = Buffer.concat([this.#waiting, piece]);
  }

  /** Nothing comes through any more. */
  block(): void {
    this.#isBlocked = true;
  }

  /** Lets so many bytes through. */
  release(count = Infinity): void {
    const piece = this.#waiting.subarray(0, Math.min(count, this.#waiting.length));
    this.#waiting = this.#waiting.subarray(piece.length);
    if (piece.length > 0 && !this.#to.destroyed && !this.#isBlocked) this.#to.write(piece);
  }
}

interface Connection {
  readonly client: Socket;
  readonly server: Socket;
  readonly lanes: readonly Lane[];
}

/** Starts a wire to a port of this machine. */
export async function startTcpFault(targetPort: number): Promise<TcpFault> {
  const open = new Set<Connection>();
  let state: WireState = 'pass';
  let begun = 0;
  let loses: ((piece: Buffer) => boolean) | null = null;

  const end = (connection: Connection): void => {
    open.delete(connection);
    if (!connection.client.destroyed) connection.client.resetAndDestroy();
    if (!connection.server.destroyed) connection.server.resetAndDestroy();
  };
  const connect = (client: Socket): void => {
    begun += 1;
    const server = net.connect({ host: '127.0.0.1', port: targetPort });
    const [up, down] = [new Lane(server), new Lane(client)];
    const connection: Connection = { client, server, lanes: [up, down] };
    let isLost = false;
    open.add(connection);
    client.on('data', (piece: Buffer) => {
      if (loses?.(piece) === true) isLost = true;
      up.add(piece);
      if (state === 'pass') up.release();
    });
    server.on('data', (piece: Buffer) => {
      if (isLost) return end(connection);
      down.add(piece);
      if (state === 'pass') down.release();
    });
    for (const socket of [client, server]) {
      socket.on('error', () => undefined);
      // A silent wire carries no word of an end either.
      socket.once('close', () => {
        if (state === 'pass') end(connection);
      });
    }
  };
  const wire = net.createServer(connect);
  const port = await listen(wire, 0);
  const trickle = setInterval(() => {
    if (state === 'trickle') for (const { lanes } of open) for (const lane of lanes) lane.release(1);
  }, TRICKLE_MS);
  const cut = (): void => {
    for (const connection of open) end(connection);
  };
  return {
    port,
    begun: () => begun,
    become: async (next, which = 'all') => {
      state = next;
      if (which === 'new connections') for (const { lanes } of open) for (const lane of lanes) lane.block();
      if (next === 'refuse') {
        wire.close();
        cut();
      } else if (!wire.listening) await listen(wire, port);
      if (next !== 'pass') return;
      for (const connection of open) {
        if (connection.client.destroyed || connection.server.destroyed) end(connection);
        else for (const lane of connection.lanes) lane.release();
      }
    },
    cut,
    onRequest: (next) => {
      loses = next;
    },
    stop: async () => {
      clearInterval(trickle);
      wire.close();
      cut();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}
