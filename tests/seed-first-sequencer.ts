import { readFileSync } from 'node:fs';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { compareText } from '../src/domain/ids.ts';

const OF_SEED = 'graphs/seed-graph.ts';

function rank({ project, moduleId }: TestSpecification): number {
  if (project.name !== 'neo4j') return 0;
  return readFileSync(moduleId, 'utf8').includes(OF_SEED) ? 1 : 2;
}

/**
 * Files that share the one database run in the order of what they load: those that read the seed's graph, which is there
 * from the beginning, then those with small graphs, by path. Others keep their order, longest first.
 */
export default class SeedFirstSequencer extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line no-array-sort -- the method of the class above, not of an array
    const usual = await super.sort(files);
    return usual.toSorted((a, b) => {
      const ranks = [rank(a), rank(b)] as const;
      return ranks[0] - ranks[1] || (ranks[0] === 2 ? compareText(a.moduleId, b.moduleId) : 0);
    });
  }
}
