/**
 * A graph in which paths are dear: rings of works and authors, each of a ring joined with each of the next, so that
 * nearly every node is a hub and the number of ways grows with every step.
 */
import type { GraphRecords } from '../../src/domain/model.ts';
import { buildGraphRecords } from '../graphs/graph-builder.ts';

export interface HubSize {
  readonly rings: number;
  /** Works of a ring, and authors between it and the next. */
  readonly width: number;
}

/** Ids are `Resource:ring-0-w0` … and `Author:ring-0-a0` …; the first ring and the last have no author in common. */
export function hubGraph({ rings, width }: HubSize): GraphRecords {
  const names = Array.from({ length: width }, (_, index) => index);
  const authorsOf = (ring: number): string[] => names.map((name) => `ring-${ring}-a${name}`);
  return buildGraphRecords({
    topics: { top: {} },
    resources: Object.fromEntries(
      Array.from({ length: rings }, (_, ring) =>
        names.map((name) => {
          const authors = [...(ring === 0 ? [] : authorsOf(ring - 1)), ...(ring === rings - 1 ? [] : authorsOf(ring))];
          return [`ring-${ring}-w${name}`, { title: `Work ${name} of ring ${ring}`, authors, sources: [`s${ring}`] }];
        }),
      ).flat(),
    ),
  });
}
