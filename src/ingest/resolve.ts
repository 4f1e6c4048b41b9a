/**
 * Which rows are one work. Rows are joined in order of certainty: same DOI, same arXiv id, same address, same title; two
 * groups are never joined where something speaks against it. Every decision keeps its rule, and every refusal its reason.
 */
import { arxivOf, canonicalUrl, doiOf } from '../domain/identifiers.ts';
import { compareText } from '../domain/ids.ts';
import type { ResourceType } from '../domain/model.ts';
import { slugify } from '../domain/text.ts';
import { editionSlug } from './edition.ts';
import { TYPE_OF_KIND, type PlacedRow, type WorkRow } from './row.ts';

export type MergeRule = 'same DOI' | 'same arXiv id' | 'same address' | 'same title';

/** A row with what decides whether it is the same work as another. */
export interface Candidate {
  readonly placed: PlacedRow<WorkRow>;
  readonly type: ResourceType;
  readonly doi: string | null;
  readonly arxivId: string | null;
  readonly url: string | null;
  /** Whether the address is a page that one file gives to different titles: then it identifies nothing. */
  readonly urlIsPage: boolean;
  /** Words of the title joined by `-`. */
  readonly titleKey: string;
  readonly lastNames: ReadonlySet<string>;
}

export interface Work {
  /** In order of precedence of their sources; the first is the row that fields come from first. */
  readonly members: readonly { readonly candidate: Candidate; readonly rule: MergeRule | null }[];
}

export interface NearMiss {
  readonly a: Candidate;
  readonly b: Candidate;
  readonly why: string;
}

const ONE_BY_IDENTIFIER: readonly ReadonlySet<ResourceType>[] = [
  new Set(['PAPER', 'ARTICLE', 'REPORT', 'TALK', 'TUTORIAL', 'OTHER']),
  new Set(['REPOSITORY', 'TOOL']),
];

function authorName(author: NonNullable<WorkRow['authors']>[number]): string {
  return typeof author === 'string' ? author : author.name;
}

function lastName(name: string): string {
  return (
    slugify(name.replace(/\s+\d+$/, ''))
      .split('-')
      .at(-1) ?? ''
  );
}

/** `doi` without arXiv's own, which say the same as the arXiv id. */
function properDoi(text: string | null | undefined): string | null {
  const doi = text == null ? null : doiOf(text);
  return doi?.startsWith('10.48550/') === true ? null : doi;
}

/** A row's place in its source, so that numbers in it order as numbers: line 9 before line 10. */
function placeKey({ row }: PlacedRow<WorkRow>): string {
  return (row.locator ?? '').replace(/\d+/g, (digits) => digits.padStart(8, '0'));
}

interface KeyedRow {
  readonly placed: PlacedRow<WorkRow>;
  readonly url: string | null;
  readonly titleKey: string;
}

/** Addresses that one file gives to different titles. What a link's own row is called says nothing: no list gave that title. */
function pagesOf(rows: readonly KeyedRow[]): Set<string> {
  const titlesOfUrl = new Map<string, Set<string>>();
  const pages = new Set<string>();
  for (const { placed, url, titleKey } of rows) {
    if (url === null || placed.fromLink === true) continue;
    const place = `${placed.source}\n${url}`;
    const titles = (titlesOfUrl.get(place) ?? new Set()).add(titleKey);
    titlesOfUrl.set(place, titles);
    if (titles.size > 1) pages.add(url);
  }
  return pages;
}

/** Prepares rows for resolution, in an order that depends on their content and precedence alone. */
export function candidatesOf(rows: readonly PlacedRow<WorkRow>[], precedence: (source: string) => number): Candidate[] {
  const keyed = rows.map((placed): KeyedRow => {
    const url = placed.row.url == null ? null : canonicalUrl(placed.row.url);
    return { placed, url, titleKey: slugify(placed.row.title, 2_000) };
  });
  const pages = pagesOf(keyed);
  return keyed
    .map(({ placed, url, titleKey }): Candidate => {
      const { row } = placed;
      return {
        placed,
        type: TYPE_OF_KIND[row.kind],
        doi: properDoi(row.doi) ?? (url !== null && /(?:doi\.org|acm\.org)/.test(url) ? properDoi(row.url) : null),
        arxivId:
          arxivOf(row.arxiv ?? '') ??
          arxivOf(row.doi ?? '') ??
          (url?.startsWith('arxiv.org/') === true ? arxivOf(url) : null),
        url,
        urlIsPage: url !== null && pages.has(url),
        titleKey,
        lastNames: new Set(
          (row.authors ?? []).map((author) => lastName(authorName(author))).filter((name) => name !== ''),
        ),
      };
    })
    .map((candidate) => ({
      candidate,
      place: placeKey(candidate.placed),
      text: JSON.stringify(candidate.placed.row),
    }))
    .toSorted(
      (a, b) =>
        Number(a.candidate.placed.fromLink ?? false) - Number(b.candidate.placed.fromLink ?? false) ||
        precedence(a.candidate.placed.source) - precedence(b.candidate.placed.source) ||
        compareText(a.candidate.placed.source, b.candidate.placed.source) ||
        compareText(a.place, b.place) ||
        compareText(a.text, b.text),
    )
    .map(({ candidate }) => candidate);
}

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
  if (a.lastNames.size > 0 && b.lastNames.size > 0 && ![...a.lastNames].some((name) => b.lastNames.has(name))) {
    return 'no author in common';
  }
  return null;
}

const PASSES: readonly (readonly [MergeRule, (candidate: Candidate) => string | null])[] = [
  ['same DOI', (candidate) => candidate.doi],
  ['same arXiv id', (candidate) => candidate.arxivId],
  ['same address', (candidate) => (candidate.urlIsPage ? null : candidate.url)],
  ['same title', (candidate) => (candidate.titleKey === '' ? null : candidate.titleKey)],
];

interface Group {
  /** Place of its first row: the group that comes first takes the other in, so that the first row never needs a rule. */
  readonly rank: number;
  members: { candidate: Candidate; rule: MergeRule | null }[];
}

/** All pairs must be able to be one; for an equal title some pair that has it must also fit. */
function groupsObjection(a: Group, b: Group, rule: MergeRule, key: string): string | null {
  let misfit: string | null = null;
  let fits = rule !== 'same title';
  for (const { candidate: left } of a.members) {
    for (const { candidate: right } of b.members) {
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
  candidates: readonly Candidate[],
  groupOf: Map<Candidate, Group>,
  rule: MergeRule,
  keyOf: (candidate: Candidate) => string | null,
): NearMiss[] {
  const misses: NearMiss[] = [];
  // Candidates, not groups: a group may have been joined to another since it was put here.
  const buckets = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const key = keyOf(candidate);
    if (key === null) continue;
    const bucket = buckets.get(key) ?? [];
    buckets.set(key, bucket);
    for (const other of bucket) {
      const [home, group] = [groupOf.get(other), groupOf.get(candidate)];
      if (home === undefined || group === undefined || home === group) continue;
      const [first, second] = home.rank < group.rank ? [home, group] : [group, home];
      const why = groupsObjection(first, second, rule, key);
      if (why !== null) misses.push({ a: other, b: candidate, why: `${rule}, but ${why}` });
      else joinGroups(first, second, rule, groupOf);
    }
    bucket.push(candidate);
  }
  return misses;
}

function joinGroups(home: Group, group: Group, rule: MergeRule, groupOf: Map<Candidate, Group>): void {
  for (const member of group.members) {
    home.members.push({ candidate: member.candidate, rule: member.rule ?? rule });
    groupOf.set(member.candidate, home);
  }
}

/** The first reason for each pair of works; none for rows that another rule joined. */
function betweenWorks(misses: readonly NearMiss[], groupOf: ReadonlyMap<Candidate, Group>): NearMiss[] {
  const told = new Map<Group | undefined, Set<Group | undefined>>();
  return misses.filter(({ a, b }) => {
    const [one, other] = [groupOf.get(a), groupOf.get(b)];
    if (one === other || told.get(one)?.has(other) === true || told.get(other)?.has(one) === true) return false;
    told.set(one, (told.get(one) ?? new Set()).add(other));
    return true;
  });
}

/**
 * Joins candidates to works.
 * @param candidates from `candidatesOf`: their order decides ties, not the order of the input.
 * @returns works in the order of their first row, and pairs that a rule would join, each with what kept them apart.
 */
export function resolveWorks(candidates: readonly Candidate[]): { works: Work[]; nearMisses: NearMiss[] } {
  const groupOf = new Map<Candidate, Group>(
    candidates.map((candidate, rank) => [candidate, { rank, members: [{ candidate, rule: null }] }]),
  );
  const misses = PASSES.flatMap(([rule, keyOf]) => joinByKey(candidates, groupOf, rule, keyOf));
  const ranks = new Map(candidates.map((candidate, index) => [candidate, index]));
  const rankOf = ({ candidate }: Group['members'][number]): number => ranks.get(candidate) ?? Infinity;
  const works = [...new Set(candidates.flatMap((candidate) => groupOf.get(candidate) ?? []))].map(
    ({ members }): Work => ({ members: members.toSorted((a, b) => rankOf(a) - rankOf(b)) }),
  );
  return { works, nearMisses: betweenWorks(misses, groupOf) };
}
