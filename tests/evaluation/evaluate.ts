/** `npm run evaluate`: how well search answers the judged set. */
import { parseArgs } from 'node:util';
import { createMemoryStore } from '../../src/store/memory/memory-store.ts';
import { openSeed } from '../graphs/seed-graph.ts';
import { evaluateSearch, TARGETS, type Figures } from './figures.ts';

const HELP = `Asks search what is judged in tests/evaluation/search-judgements.json, over the graph of the seed, and prints how well it answers.

  npm run evaluate [-- --misses] [-- --help]

  --misses   also print each query that falls short, with what was found instead

Every other query of the set was used to tune the order; the others are held out.
`;

const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;

function row(name: string, value: string, target: string): string {
  return `${name.padEnd(34)}${value.padStart(9)}   ${target}`;
}

function table({ ndcg, ...shares }: Figures): string {
  const three = (value: number): string => value.toFixed(3);
  return [
    row('nDCG@10, all queries', three(ndcg.all), ''),
    row('  English', three(ndcg.EN), ''),
    row('  Japanese', three(ndcg.JA), ''),
    row('  tuning half', three(ndcg.tuning), ''),
    row('  held-out half', three(ndcg.heldOut), `>= ${three(TARGETS.heldOut)}`),
    row('  held-out half, Japanese', three(ndcg.heldOutJA), `>= ${three(TARGETS.heldOutJA)}`),
    row('exact title first', percent(shares.exactTitleFirst), `>= ${percent(TARGETS.exactTitleFirst)}`),
    row('mistyped: found in first five', percent(shares.typoInFive), `>= ${percent(TARGETS.typoInFive)}`),
    row('misspelt: suggestion right', percent(shares.suggestionRight), `>= ${percent(TARGETS.suggestionRight)}`),
    row('right queries left alone', percent(shares.rightLeftAlone), `>= ${percent(TARGETS.rightLeftAlone)}`),
    row('completions: in first five', percent(shares.suggestInFive), `>= ${percent(TARGETS.suggestInFive)}`),
    '',
  ].join('\n');
}

const { values } = parseArgs({ options: { help: { type: 'boolean', short: 'h' }, misses: { type: 'boolean' } } });
if (values.help === true) {
  process.stdout.write(HELP);
} else {
  const { graph, terms } = await openSeed();
  const figures = await evaluateSearch(createMemoryStore(graph, { terms }), graph);
  process.stdout.write(table(figures));
  if (values.misses === true) {
    for (const { measure, query, value } of figures.misses) process.stdout.write(`${measure} | ${query} | ${value}\n`);
  }
}
