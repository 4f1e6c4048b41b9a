/** The driver: settings, and giving up one that no longer answers. */
import { setMaxListeners } from 'node:events';
import neo4j, { type Driver } from 'neo4j-driver';

export interface Neo4jSettings {
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

export interface DriverSlot {
  current(): Driver;
  /** Fires when the current driver is given up: whoever still waits for it waits in vain. */
  givenUp(): AbortSignal;
  /**
   * Replaces this driver, which hangs, unless that has happened already; at most once a second. The old one is closed without
   * waiting: that may hang too.
   */
  recycle(hanging: Driver): void;
  close(): Promise<void>;
}

const CONNECTION_TIMEOUT_MS = 2_000;
const ACQUISITION_TIMEOUT_MS = 2_500;
const RETRY_BUDGET_MS = 1_000;
const POOL_SIZE = 20;
const RECYCLE_INTERVAL_MS = 1_000;
const CLOSE_DEADLINE_MS = 2_000;

function openDriver(settings: Neo4jSettings): Driver {
  return neo4j.driver(settings.uri, neo4j.auth.basic(settings.user, settings.password), {
    connectionTimeout: CONNECTION_TIMEOUT_MS,
    connectionAcquisitionTimeout: ACQUISITION_TIMEOUT_MS,
    maxTransactionRetryTime: RETRY_BUDGET_MS,
    maxConnectionPoolSize: POOL_SIZE,
    disableLosslessIntegers: true,
    telemetryDisabled: true,
    userAgent: 'mlops-knowledge-graph',
  });
}

/** Any number of statements listen to it. */
function endOfDriver(): AbortController {
  const end = new AbortController();
  setMaxListeners(0, end.signal);
  return end;
}

function ignore(promise: Promise<unknown>): void {
  promise.catch(() => undefined);
}

/** Opens a driver; nothing is sent before the first question. @throws Error when the address is malformed. */
export function openDriverSlot(settings: Neo4jSettings, onRecycle: () => void): DriverSlot {
  let driver = openDriver(settings);
  let end = endOfDriver();
  let recycledAt = -Infinity;
  return {
    current: () => driver,
    givenUp: () => end.signal,
    recycle: (hanging) => {
      if (hanging !== driver || performance.now() - recycledAt < RECYCLE_INTERVAL_MS) return;
      recycledAt = performance.now();
      const ended = end;
      driver = openDriver(settings);
      end = endOfDriver();
      onRecycle();
      ignore(hanging.close());
      ended.abort();
    },
    close: async () => {
      const closing = driver.close();
      ignore(closing);
      let timer: NodeJS.Timeout | undefined;
      const deadline = new Promise<void>((resolve) => {
        timer = setTimeout(resolve, CLOSE_DEADLINE_MS);
      });
      await Promise.race([closing.catch(() => undefined), deadline]);
      clearTimeout(timer);
    },
  };
}

/** How the server calls itself. @throws what the driver throws. */
export async function serverAgent(driver: DriverSlot, database: string): Promise<string> {
  const { agent } = await driver.current().getServerInfo({ database });
  return agent ?? '';
}
