/** Data packed at once, where a test has all of it. */
import { createPackWriter, type PackWriter } from '../../src/pack/pack-writer.ts';
import { createSpill, type Spill } from '../../src/spill/spill.ts';

/** All that a writer writes. */
export function writtenBy(writer: PackWriter): Buffer {
  const pieces: Buffer[] = [];
  writer.writeTo((bytes) => pieces.push(Buffer.from(bytes)));
  return Buffer.concat(pieces);
}

/** Arrays are lists of records, all else are single values; what is undefined is left out. @param spill where all lies until it is written. */
export function packed(data: Readonly<Record<string, unknown>>, spill: Spill = createSpill(null)): Buffer {
  const writer = createPackWriter(spill);
  for (const [name, value] of Object.entries(data)) {
    if (!Array.isArray(value)) {
      writer.value(name, value);
      continue;
    }
    const list = writer.list<object>(name);
    for (const record of value as readonly object[]) list.push(record);
  }
  return writtenBy(writer);
}
