/** Statements as the driver's manual sends them: its own settings, its own retries, and nobody who gives up. */
import { auth, driver as driverFor } from 'neo4j-driver';
import { toStatement } from '../../src/store/neo4j/cypher.ts';
import type { DriverSlot, Neo4jSettings } from '../../src/store/neo4j/driver.ts';
import { factsOf, type Runner } from '../../src/store/neo4j/run.ts';
import type { OnReport } from '../../src/observability/store-report.ts';

/** A driver without settings of ours, but for how numbers arrive. */
export function openNaiveDriver({ uri, user, password }: Neo4jSettings): DriverSlot {
  const driver = driverFor(uri, auth.basic(user, password), { disableLosslessIntegers: true });
  const never = new AbortController().signal;
  return { current: () => driver, givenUp: () => never, recycle: () => undefined, close: () => driver.close() };
}

const refuse = (): Promise<never> => Promise.reject(new Error('The bare server only reads.'));

/** Runs reads without slots, deadline or signal; a failure is the driver's own. */
export function createNaiveRunner(slot: DriverSlot, database: string, onReport: OnReport): Runner {
  return {
    read: async (body, row, options) => {
      const { text, parameters } = toStatement(options.coordinate, body);
      const startedAt = performance.now();
      const session = slot.current().session({ database });
      try {
        const { records } = await session.executeRead((transaction) => transaction.run(text, parameters));
        const facts = factsOf(body, options);
        onReport({ ...facts, ms: performance.now() - startedAt, rows: records.length, code: null });
        return records.map((record) => row.parse(record.toObject()));
      } finally {
        await session.close();
      }
    },
    write: refuse,
    writeTogether: refuse,
    writeBehind: () => ({ answered: refuse(), kept: refuse(), restarted: new AbortController().signal }),
  };
}
