import type { GraphRecords } from '../../src/domain/model.ts';
import { buildFrom } from '../../src/ingest/build-graph.ts';
import type { Input } from '../../src/ingest/input.ts';
import type { BuildReport } from '../../src/ingest/report.ts';
import { revisionOf } from '../../src/ingest/revision.ts';
import { unpack } from '../../src/pack/unpack.ts';
import { createSpill } from '../../src/spill/spill.ts';

/** What an input builds to, all of it in memory. @param spill closed afterwards. */
export function builtGraph(input: Input, spill = createSpill(null)): { graph: GraphRecords; report: BuildReport } {
  try {
    const built = buildFrom(input, spill);
    const pieces: Buffer[] = [];
    built.writeTo((bytes) => pieces.push(Buffer.from(bytes)));
    const lists = unpack(Buffer.concat(pieces)) as unknown as Omit<GraphRecords, 'revision'>;
    return { graph: { revision: revisionOf(lists), ...lists }, report: built.report() };
  } finally {
    spill.close();
  }
}
