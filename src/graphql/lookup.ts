/** Texts in any usual spelling to nodes: read, asked of the store together, and chosen by the surest reading. */
import { DomainError } from '../domain/errors.ts';
import { compareText, type NodeId } from '../domain/ids.ts';
import { readingsOf, type Reading } from '../domain/lookup-keys.ts';
import type { Entity } from '../domain/model.ts';
import { checkText } from '../domain/text.ts';
import type { NodeQuestions, ReadOptions } from '../store/graph-store.ts';
import { MAX_TEXT_CHARACTERS } from './parse-filter.ts';

export const MAX_IDENTIFIERS = 500;
/** Candidates shown of an ambiguous identifier. */
export const MAX_CANDIDATES = 10;

export interface LookupProblem {
  readonly code: 'NOT_FOUND' | 'AMBIGUOUS' | 'INVALID';
  /** Never quotes the identifier. */
  readonly message: string;
  /** Sorted by id. */
  readonly candidates: readonly Entity[];
}
/** Either a node or a problem. */
export interface LookupAnswer {
  readonly input: string;
  readonly node: Entity | null;
  readonly problem: LookupProblem | null;
}

/** What a store found for the readings of a whole list. */
export interface Found {
  readonly byId: ReadonlyMap<NodeId, Entity>;
  readonly byKey: ReadonlyMap<string, readonly Entity[]>;
}

interface ReadInput {
  readonly input: string;
  /** `null` where the text can be read; else what is wrong with it. */
  readonly fault: string | null;
  readonly readings: readonly Reading[];
}

function faultOf(text: string): string | null {
  if (text.trim() === '') return 'An identifier is empty.';
  try {
    checkText('An identifier', text, MAX_TEXT_CHARACTERS);
    return null;
  } catch (error) {
    if (error instanceof DomainError) return error.message;
    throw error;
  }
}

/** How an identifier can be read; a fault is an answer, not an error. */
export function readInput(input: string): ReadInput {
  const fault = faultOf(input);
  return { input, fault, readings: fault === null ? readingsOf(input) : [] };
}

function nodesOf({ ids, keys }: Reading, { byId, byKey }: Found): Entity[] {
  const nodes = [...ids.flatMap((id) => byId.get(id) ?? []), ...keys.flatMap((key) => byKey.get(key) ?? [])];
  return [...new Map(nodes.map((node) => [node.id, node])).values()].toSorted((a, b) => compareText(a.id, b.id));
}

function ambiguity(as: string, nodes: readonly Entity[]): LookupProblem {
  const shown = nodes.length > MAX_CANDIDATES ? `; the first ${MAX_CANDIDATES} by id are the candidates` : '';
  const message = `Read as ${as}, it names ${nodes.length} nodes${shown}. Ask again with the id of the one you mean.`;
  return { code: 'AMBIGUOUS', message, candidates: nodes.slice(0, MAX_CANDIDATES) };
}

/**
 * The node that the surest reading with any nodes names. Several nodes of that one reading are a problem; what a less sure
 * reading would give never is.
 */
export function choose({ input, fault, readings }: ReadInput, found: Found): LookupAnswer {
  if (fault !== null) return { input, node: null, problem: { code: 'INVALID', message: fault, candidates: [] } };
  for (const reading of readings) {
    const nodes = nodesOf(reading, found);
    if (nodes.length > 1) return { input, node: null, problem: ambiguity(reading.as, nodes) };
    if (nodes[0] !== undefined) return { input, node: nodes[0], problem: null };
  }
  const tried = [...new Set(readings.map(({ as }) => as))].join(', ');
  const problem: LookupProblem = {
    code: 'NOT_FOUND',
    message: `No node goes by it. Tried as ${tried}.`,
    candidates: [],
  };
  return { input, node: null, problem };
}

/** One answer for each identifier, in their order. Asks the store at most twice, whatever the length of the list. */
export async function lookUp(
  identifiers: readonly string[],
  store: Pick<NodeQuestions, 'byIds' | 'byIdentifiers'>,
  options: () => ReadOptions,
): Promise<LookupAnswer[]> {
  const inputs = identifiers.map(readInput);
  const readings = inputs.flatMap((input) => input.readings);
  const ids = [...new Set(readings.flatMap((reading) => reading.ids))];
  const keys = [...new Set(readings.flatMap((reading) => reading.keys))];
  const [byId, byKey] = await Promise.all([
    ids.length === 0 ? new Map<NodeId, Entity>() : store.byIds(ids, options()),
    keys.length === 0 ? new Map<string, Entity[]>() : store.byIdentifiers(keys, options()),
  ]);
  return inputs.map((input) => choose(input, { byId, byKey }));
}
