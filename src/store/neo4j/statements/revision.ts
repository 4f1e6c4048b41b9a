/** The one node that says which graph is there, and who is loading. */
import { z } from 'zod';
import type { GraphFigures, LongestLists } from '../../../domain/figures.ts';
import { NODE_KINDS } from '../../../domain/ids.ts';
import { STORED_EDGE_KINDS } from '../../../domain/model.ts';
import { cy, int, named, param, type Fragment, type NamedFragment } from '../cypher.ts';

const integer = z.number().int();

export const graphFigures: z.ZodType<GraphFigures> = z.object({
  counts: z.record(z.enum(NODE_KINDS), integer),
  edgeCounts: z.record(z.enum(STORED_EDGE_KINDS), integer),
  longestLists: z.custom<LongestLists>((value) => typeof value === 'object' && value !== null),
});

/** `ready` once everything is written; `loading` from the first write to the last. */
export const revisionRow = z.object({
  state: z.enum(['ready', 'loading']).nullable(),
  revision: z.string().nullable(),
  builtAt: z.string().nullable(),
  figures: z.string().nullable(),
  loader: z.string().nullable(),
  leaseUntil: z.number().nullable(),
  /** LOAD_FORMAT of what wrote the graph. */
  format: z.number().nullable(),
});
export type RevisionRow = z.infer<typeof revisionRow>;

const returned = cy`RETURN g.state AS state, g.revision AS revision, g.builtAt AS builtAt, g.figures AS figures,
  g.loader AS loader, g.leaseUntil AS leaseUntil, g.format AS format`;

export function readRevision(): NamedFragment {
  return named('status', cy`MATCH (g:Graph {key: 'graph'}) ${returned}`);
}

/**
 * Takes the lease where nobody holds one that lasts. The first SET locks the node, so that of two loaders one waits and
 * then sees the other's lease.
 */
export function takeLease(loader: string, leaseMs: number): Fragment {
  return cy`MERGE (g:Graph {key: 'graph'}) SET g.touchedAt = timestamp() WITH g
    WHERE g.loader IS NULL OR g.loader = ${param(loader)} OR g.leaseUntil < timestamp()
    SET g.loader = ${param(loader)}, g.leaseUntil = timestamp() + ${param(int(leaseMs))} ${returned}`;
}

/** Says that the graph is being changed; no reader may use it from now on. */
export function markLoading(loader: string): Fragment {
  return cy`MATCH (g:Graph {key: 'graph'}) WHERE g.loader = ${param(loader)}
    SET g.state = 'loading', g.revision = null ${returned}`;
}

export interface FinishedGraph {
  readonly revision: string;
  readonly builtAt: string;
  readonly figures: string;
  readonly format: number;
}

/** The lease stays, to be dropped by its owner: should the answer be lost and the statement run again, it finds its row again. */
export function markReady(loader: string, { revision, builtAt, figures, format }: FinishedGraph): Fragment {
  return cy`MATCH (g:Graph {key: 'graph'}) WHERE g.loader = ${param(loader)}
    SET g.state = 'ready', g.revision = ${param(revision)}, g.builtAt = ${param(builtAt)},
      g.figures = ${param(figures)}, g.format = ${param(int(format))} ${returned}`;
}

export function dropLease(loader: string): Fragment {
  return cy`MATCH (g:Graph {key: 'graph'}) WHERE g.loader = ${param(loader)}
    SET g.loader = null, g.leaseUntil = null ${returned}`;
}
