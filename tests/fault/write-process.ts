/** Writes rows for ever through the product's runner, saying on a line which the database has kept; a test kills it. */
import { z } from 'zod';
import { cy, param } from '../../src/store/neo4j/cypher.ts';
import { openDriverSlot } from '../../src/store/neo4j/driver.ts';
import { createRunner } from '../../src/store/neo4j/run.ts';

const WRITERS = 4;
const [uri = '', user = '', password = '', database = '', prefix = ''] = process.argv.slice(2);
const runner = createRunner(
  openDriverSlot({ uri, user, password, database }, () => undefined),
  database,
  {},
);
const signal = new AbortController().signal;

async function writer(number: number): Promise<never> {
  for (let count = 0; ; count += 1) {
    const id = [prefix, number, count].join('-');
    await runner.write('load.test', cy`MERGE (n:Acknowledged {id: ${param(id)}})`, z.unknown(), signal);
    process.stdout.write(`${id}\n`);
  }
}

await Promise.all(Array.from({ length: WRITERS }, (_, number) => writer(number)));
