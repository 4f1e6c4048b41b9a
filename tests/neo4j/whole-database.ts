/** Everything in a database, in an order of its own: two databases that hold the same give the same lines. */
import { createHash } from 'node:crypto';
import type { Driver } from 'neo4j-driver';
import { compareText } from '../../src/domain/ids.ts';

/** As JSON with the keys of every object in order: a database gives them in any. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => compareText(a, b)))
      : inner,
  );
}

/** The rows of a statement, as sorted lines. */
export async function rowsOf(driver: Driver, database: string, statement: string): Promise<string[]> {
  const { records } = await driver.executeQuery(statement, {}, { database });
  return records.map((record) => canonical(record.toObject())).toSorted();
}

/** All nodes and edges but the marks of the load and the node that says which graph is there. */
export async function wholeDatabase(driver: Driver, database: string): Promise<string[]> {
  const nodes = await rowsOf(
    driver,
    database,
    'MATCH (n) WHERE NOT n:Graph RETURN labels(n) AS labels, n {.*, load: null} AS n',
  );
  const edges = await rowsOf(
    driver,
    database,
    'MATCH (a)-[e]->(b) RETURN coalesce(a.id, a.key) AS a, type(e) AS type, coalesce(b.id, b.key) AS b, e {.*, load: null} AS e',
  );
  return [...nodes, ...edges];
}

/** SHA-256 of `wholeDatabase`, in hex. */
export async function checksumOf(driver: Driver, database: string): Promise<string> {
  const hash = createHash('sha256');
  for (const line of await wholeDatabase(driver, database)) hash.update(line).update('\n');
  return hash.digest('hex');
}
