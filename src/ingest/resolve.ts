/**
 * Which rows are one work. Rows are joined in order of certainty: same DOI, same arXiv id, same address, same title; two
 * groups are never joined where something speaks against it. Every decision keeps its rule, and every refusal its reason.
 */
import type { ResourceType } from '../domain/model.ts';
import type { WordList } from '../domain/word-list.ts';
import type { Records } from '../spill/records.ts';
import type { Candidate, Candidates, SharedKey } from './candidates.ts';
import { editionSlug } from './edition.ts';

export type MergeRule = 'same DOI' | 'same arXiv id' | 'same address' | 'same title';

export interface Work {
  /** In order of precedence of their sources; the first is the row that fields come from first. */
  readonly members: readonly { readonly candidate: Candidate; readonly rule: MergeRule | null }[];
}

/** Two candidates by their ranks, which a rule would join. */
export interface NearMiss {
  readonly a: number;
  readonly b: number;
  readonly why: string;
}

const ONE_BY_IDENTIFIER: readonly ReadonlySet<ResourceType>[] = [
  new Set(['PAPER', 'ARTICLE', 'REPORT', 'TALK', 'TUTORIAL', 'OTHER']),
  new Set(['REPOSITORY', 'TOOL']),
];

/** Owner and name of a repository's address, or null. */
function repositoryName(candidate: Candidate): string | null {
  return /^(?:github|gitlab)\.com\/([^/]+\/[^/?]+)/.exec(candidate.url ?? '')?.[1]?.toLowerCase() ?? null;
}

function editionKey({ placed }: Candidate): string | null {
  return placed.row.edition == null ? null : editionSlug(placed.row.edition);
}

/** Why two rows can never be one work when `rule` is the reason to join their groups, or null. */
function objection(a: Candidate, b: Candidate, rule: MergeRule): string | null {
  if (a.doi !== null && b.doi !== null && a.doi !== b.doi) return 'two different DOIs';
  const [editionA, editionB] = [editionKey(a), editionKey(b)];
  if (editionA !== null && editionB !== null && editionA !== editionB) return 'two different editions';
  const oneType = a.type === b.type || ONE_BY_IDENTIFIER.some((types) => types.has(a.type) && types.has(b.type));
  if (!oneType) return `a ${a.type} and a ${b.type}`;
  if (rule !== 'same title') return null;
  if (a.placed.source === b.placed.source && a.url !== null && b.url !== null && a.url !== b.url) {
    return 'two addresses in one list';
  }
  const [nameA, nameB] = [repositoryName(a), repositoryName(b)];
  if (a.type === 'REPOSITORY' && nameA !== null && nameB !== null && nameA !== nameB) return 'two repositories';
  return null;
}

/** Why an equal title alone does not make two rows one work, or null. */
function titleObjection(a: Candidate, b: Candidate): string | null {
  if (a.type !== b.type) return `a ${a.type} and a ${b.type}`;
  const [yearA, yearB] = [a.placed.row.year, b.placed.row.year];
  if (yearA != null && yearB != null && Math.abs(yearA - yearB) > 1) return 'years more than one apart';
  if (a.lastNames.length > 0 && b.lastNames.length > 0 && !a.lastNames.some((name) => b.lastNames.includes(name))) {
    return 'no author in common';
  }
  return null;
}

const PASSES: readonly (readonly [MergeRule, SharedKey])[] = [
  ['same DOI', 'doi'],
  ['same arXiv id', 'arxivId'],
  ['same address', 'url'],
  ['same title', 'titleKey'],
];

interface Member {
  /** Of its candidate. */
  readonly rank: number;
  readonly rule: MergeRule | null;
}

interface Group {
  /** Of its first row: the group that comes first takes the other in, so that the first row never needs a rule. */
  readonly rank: number;
  readonly members: Member[];
}

/** The groups of candidates; most are alone, and no group is kept of them. */
interface Groups {
  of(rank: number): Group;
  /** The group that a candidate was joined to, or null where it is alone. */
  joined(rank: number): Group | null;
  join(home: Group, group: Group, rule: MergeRule): void;
}

function createGroups(): Groups {
  const groups = new Map<number, Group>();
  return {
    of: (rank) => groups.get(rank) ?? { rank, members: [{ rank, rule: null }] },
    joined: (rank) => groups.get(rank) ?? null,
    join: (home, group, rule) => {
      for (const member of group.members) {
        home.members.push({ rank: member.rank, rule: member.rule ?? rule });
        groups.set(member.rank, home);
      }
      groups.set(home.rank, home);
    },
  };
}

/** Candidates that are looked at again and again while their groups are compared. */
const HELD_CANDIDATES = 5_000;

function holding(candidates: Candidates): (rank: number) => Candidate {
  const held = new Map<number, Candidate>();
  return (rank) => {
    let candidate = held.get(rank);
    if (candidate === undefined) {
      if (held.size === HELD_CANDIDATES) held.clear();
      held.set(rank, (candidate = candidates.at(rank)));
    }
    return candidate;
  };
}

/** All pairs must be able to be one; for an equal title some pair that has it must also fit. */
function groupsObjection(
  [a, b]: readonly [Group, Group],
  at: (rank: number) => Candidate,
  rule: MergeRule,
  key: string,
): string | null {
  let misfit: string | null = null;
  let fits = rule !== 'same title';
  const others = b.members.map(({ rank }) => at(rank));
  for (const left of a.members.map(({ rank }) => at(rank))) {
    for (const right of others) {
      const never = objection(left, right, rule);
      if (never !== null) return never;
      if (fits || left.titleKey !== key || right.titleKey !== key) continue;
      const why = titleObjection(left, right);
      if (why === null) fits = true;
      else misfit ??= why;
    }
  }
  return fits ? null : misfit;
}

/** One pass: joins the groups of candidates that have the same key. @returns the pairs that something kept apart. */
function joinByKey(
  candidates: Candidates,
  at: (rank: number) => Candidate,
  groups: Groups,
  [rule, shared]: (typeof PASSES)[number],
): NearMiss[] {
  const misses: NearMiss[] = [];
  // Candidates, not groups: a group may have been joined to another since it was put here.
  const buckets = new Map<string, number[]>();
  for (const { rank, key } of candidates.sharing(shared)) {
    if (shared === 'url' && at(rank).urlIsPage) continue;
    const bucket = buckets.get(key) ?? [];
    buckets.set(key, bucket);
    for (const other of bucket) {
      const [home, group] = [groups.of(other), groups.of(rank)];
      if (home.rank === group.rank) continue;
      const ordered = home.rank < group.rank ? ([home, group] as const) : ([group, home] as const);
      const why = groupsObjection(ordered, at, rule, key);
      if (why !== null) misses.push({ a: other, b: rank, why: `${rule}, but ${why}` });
      else groups.join(...ordered, rule);
    }
    bucket.push(rank);
  }
  return misses;
}

/** The first reason for each pair of works; none for rows that another rule joined. */
function betweenWorks(misses: readonly NearMiss[], groups: Groups): NearMiss[] {
  const told = new Set<string>();
  return misses.filter(({ a, b }) => {
    const [one, other] = [groups.of(a).rank, groups.of(b).rank].toSorted((x, y) => x - y);
    const pair = `${one} ${other}`;
    if (one === other || told.has(pair)) return false;
    told.add(pair);
    return true;
  });
}

export interface Resolved {
  /** In the order of their first rows. */
  readonly works: Records<Work>;
  /** Pairs that a rule would join, each with what kept them apart. */
  readonly nearMisses: readonly NearMiss[];
}

/**
 * Joins candidates to works: their order decides ties, not the order of the input.
 * @param firstRanks empty: where the rank of the first row of each work is kept.
 */
export function resolveWorks(candidates: Candidates, firstRanks: WordList): Resolved {
  const groups = createGroups();
  const at = holding(candidates);
  const misses = PASSES.flatMap((pass) => joinByKey(candidates, at, groups, pass));
  for (let rank = 0; rank < candidates.length; rank += 1) if (groups.of(rank).rank === rank) firstRanks.push(rank);
  const workOf = (rank: number): Work => {
    const members = groups.joined(rank)?.members.toSorted((a, b) => a.rank - b.rank) ?? [{ rank, rule: null }];
    return { members: members.map((member) => ({ candidate: candidates.at(member.rank), rule: member.rule })) };
  };
  const work = (number: number): Work => {
    if (number < 0 || number >= firstRanks.length) throw new RangeError(`There is no work ${number}`);
    return workOf(firstRanks.at(number));
  };
  const works: Records<Work> = {
    length: firstRanks.length,
    at: work,
    *[Symbol.iterator]() {
      for (let number = 0; number < firstRanks.length; number += 1) yield work(number);
    },
  };
  return { works, nearMisses: betweenWorks(misses, groups) };
}
