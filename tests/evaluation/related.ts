/** How well related works answer the judged resources, over the graph of the seed. `npx tsx tests/evaluation/related.ts` prints it. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { nodeId } from '../../src/domain/ids.ts';
import type { RelatedQuestions } from '../../src/store/graph-store.ts';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { seedGraph } from '../graphs/seed-graph.ts';
import { ndcg } from './judged-set.ts';

const LENGTH = 10;

/**
 * Judged by reading titles, before anything was tuned. 3: the same work in another form (its code, a translation, an earlier version) or
 * what the same people made of it next; 2: the same narrow subject; 1: a subject beside it. By slug; what is not named is 0.
 */
const judgement = z.object({ resource: z.string(), grades: z.record(z.string(), z.number().int().min(1).max(3)) });

export function relatedJudgements(): z.infer<typeof judgement>[] {
  const text = readFileSync(path.join(import.meta.dirname, 'related-judgements.jsonl'), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => judgement.parse(JSON.parse(line)));
}

export interface RelatedFigures {
  /** Means of nDCG@10: every other resource was tuned on. */
  readonly tuning: number;
  readonly heldOut: number;
  /** nDCG@10 of each judged resource, in the order of the file. */
  readonly each: ReadonlyMap<string, number>;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Measures a store that holds the seed. */
export async function measureRelated(store: RelatedQuestions): Promise<RelatedFigures> {
  const judged = relatedJudgements();
  const parents = judged.map(({ resource }) => nodeId('RESOURCE', resource));
  const options = {
    signal: new AbortController().signal,
    deadlineMs: 10_000,
    coordinate: 'Resource.related',
    requestId: 'evaluation',
  };
  const found = await store.related({ parents, first: LENGTH }, options);
  const each = judged.map(({ resource, grades }): [string, number] => {
    const related = found.get(nodeId('RESOURCE', resource)) ?? [];
    return [
      resource,
      ndcg(
        related.map((one) => grades[one.resource.slug] ?? 0),
        Object.values(grades),
      ),
    ];
  });
  const half = (rest: number) => mean(each.filter((_, index) => index % 2 === rest).map(([, value]) => value));
  return { tuning: half(0), heldOut: half(1), each: new Map(each) };
}

async function main(): Promise<void> {
  const { tuning, heldOut, each } = await measureRelated(createMemoryStore(await seedGraph()));
  for (const [resource, value] of each) process.stdout.write(`${value.toFixed(2)}  ${resource}\n`);
  process.stdout.write(
    `related nDCG@10: ${tuning.toFixed(3)} on the half tuned on, ${heldOut.toFixed(3)} on the other\n`,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
