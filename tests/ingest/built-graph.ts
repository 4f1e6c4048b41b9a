import type { GraphRecords } from '../../src/domain/model.ts';
import { buildFrom, heldGraph } from '../../src/ingest/build-graph.ts';
import type { Input } from '../../src/ingest/input.ts';
import type { BuildReport } from '../../src/ingest/report.ts';
import { createSpill } from '../../src/spill/spill.ts';

/** What an input builds to, all of it in memory. @param spill closed afterwards. */
export function builtGraph(input: Input, spill = createSpill(null)): { graph: GraphRecords; report: BuildReport } {
  try {
    const built = buildFrom(input, spill);
    return { graph: heldGraph(built), report: built.report() };
  } finally {
    spill.close();
  }
}
