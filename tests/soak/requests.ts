/** What is asked in a soak: questions, attacks, clients that leave, and pages that the store fails on. */
import { listQuestions } from '../../src/cli/questions.ts';
import { aliases, doubling, fanning, nested } from '../checks/attacks.ts';
import { FAILING_SIZE } from './held.ts';

export type Kind = 'question' | 'attack' | 'left' | 'failure';
export interface Asked {
  readonly kind: Kind;
  readonly body: string;
  /** Statuses that are right for it. */
  readonly right: readonly number[];
  /** When its client leaves; null for one that waits. */
  readonly leavesAfterMs: number | null;
}

/** Six questions, two attacks, one client that leaves and one failure in ten. */
const MIX: readonly Kind[] = [
  'question',
  'attack',
  'question',
  'left',
  'question',
  'question',
  'failure',
  'question',
  'attack',
  'question',
];
const QUESTIONS = listQuestions().map(({ document }) => document);
const ATTACKS = [
  nested(16),
  nested(1_999),
  aliases(51),
  aliases(1_000),
  doubling(25),
  fanning(25),
  `{ resources(first: 100) { nodes { authors(first: 100) { nodes { resources(first: 100) { nodes { id } } } } } } }`,
  `{ ${' '.repeat(200_000)} __typename }`,
  '{',
];

function from<T>(list: readonly T[], index: number): T {
  const item = list[index % list.length];
  if (item === undefined) throw new Error('There is nothing to ask');
  return item;
}

const bodyOf = (query: string): string => JSON.stringify({ query });

/** The request of this number; one question in six is asked in words that were never used before, and so computed anew. */
export function requestOf(index: number): Asked {
  const kind = from(MIX, index);
  const round = Math.floor(index / MIX.length);
  const anew = `\n# ${index}`;
  switch (kind) {
    case 'question': {
      const document = from(QUESTIONS, round + (index % MIX.length));
      return {
        kind,
        body: bodyOf(index % MIX.length === 0 ? document + anew : document),
        right: [200],
        leavesAfterMs: null,
      };
    }
    case 'attack':
      return {
        kind,
        body: bodyOf(from(ATTACKS, round * 2 + (index % MIX.length))),
        right: [400, 413],
        leavesAfterMs: null,
      };
    case 'left':
      return { kind, body: bodyOf(from(QUESTIONS, round) + anew), right: [200], leavesAfterMs: 1 + (round % 30) };
    case 'failure':
      return {
        kind,
        body: bodyOf(`{ resources(first: ${FAILING_SIZE}) { nodes { id } } }${anew}`),
        right: [500, 503],
        leavesAfterMs: null,
      };
  }
}

/** A document like no other, that asks nothing: the engine keeps those it has read. */
export function distinctDocument(index: number): string {
  return bodyOf(`{ w${index}: __typename }`);
}
