/** Rows with what decides which of them are one work, in an order that depends on their content and precedence alone. */
import { arxivOf, canonicalUrl, doiOf } from '../domain/identifiers.ts';
import { compareText } from '../domain/ids.ts';
import type { ResourceType } from '../domain/model.ts';
import { slugify } from '../domain/text.ts';
import { repeatedNumbers, textHash } from '../domain/text-hash.ts';
import type { Records } from '../spill/records.ts';
import type { Spill } from '../spill/spill.ts';
import { TYPE_OF_KIND, type PlacedRow, type WorkRow } from './row.ts';

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
  /** Of the authors, each once. */
  readonly lastNames: readonly string[];
}

/** What two candidates may share. */
export const SHARED_KEYS = ['doi', 'arxivId', 'url', 'titleKey'] as const;
export type SharedKey = (typeof SHARED_KEYS)[number];

/** Candidates by their place in the order. */
export interface Candidates extends Records<Candidate> {
  /** Those, ascending, that may share this key with another, with the key; nearly all that are left out share it with none. */
  sharing(key: SharedKey): Iterable<{ readonly rank: number; readonly key: string }>;
}

type StoredCandidate = Omit<Candidate, 'urlIsPage'>;

function lastName(name: string): string {
  return (
    slugify(name.replace(/\s+\d+$/, ''))
      .split('-')
      .at(-1) ?? ''
  );
}

function lastNamesOf(row: WorkRow): string[] {
  const names = (row.authors ?? []).map((author) => lastName(typeof author === 'string' ? author : author.name));
  return [...new Set(names)].filter((name) => name !== '');
}

/** `doi` without arXiv's own, which say the same as the arXiv id. */
function properDoi(text: string | null | undefined): string | null {
  const doi = text == null ? null : doiOf(text);
  return doi?.startsWith('10.48550/') === true ? null : doi;
}

function candidateOf(placed: PlacedRow<WorkRow>): StoredCandidate {
  const { row } = placed;
  const url = row.url == null ? null : canonicalUrl(row.url);
  return {
    placed,
    type: TYPE_OF_KIND[row.kind],
    doi: properDoi(row.doi) ?? (url !== null && /(?:doi\.org|acm\.org)/.test(url) ? properDoi(row.url) : null),
    arxivId:
      arxivOf(row.arxiv ?? '') ??
      arxivOf(row.doi ?? '') ??
      (url?.startsWith('arxiv.org/') === true ? arxivOf(url) : null),
    url,
    titleKey: slugify(row.title, 2_000),
    lastNames: lastNamesOf(row),
  };
}

/** A row's place in its source, so that numbers in it order as numbers: line 9 before line 10. */
function placeKey({ row }: PlacedRow<WorkRow>): string {
  return (row.locator ?? '').replace(/\d+/g, (digits) => digits.padStart(8, '0'));
}

/** A candidate on its way into the order. */
interface Unordered {
  readonly candidate: StoredCandidate;
  readonly precedence: number;
  readonly place: string;
}

function byPrecedence(a: Unordered, b: Unordered): number {
  const [one, other] = [a.candidate.placed, b.candidate.placed];
  return (
    Number(one.fromLink ?? false) - Number(other.fromLink ?? false) ||
    a.precedence - b.precedence ||
    compareText(one.source, other.source) ||
    compareText(a.place, b.place) ||
    compareText(JSON.stringify(one.row), JSON.stringify(other.row))
  );
}

/** Addresses that one file gives to different titles. What a link's own row is called says nothing: no list gave that title. */
function pagesOf(rows: Records<StoredCandidate>, ranks: Iterable<number>): ReadonlySet<string> {
  const titleOf = new Map<string, string>();
  const pages = new Set<string>();
  for (const rank of ranks) {
    const { placed, url, titleKey } = rows.at(rank);
    if (url === null || placed.fromLink === true) continue;
    const place = `${placed.source}\n${url}`;
    const title = titleOf.get(place) ?? titleKey;
    titleOf.set(place, title);
    if (title !== titleKey) pages.add(url);
  }
  return pages;
}

/** Hashes of one key of all candidates, by rank; not a number where a candidate has none. */
type KeyHashes = Readonly<Record<SharedKey, Float64Array>>;

function* ranksSharing(hashes: Float64Array): Generator<number> {
  const repeated = repeatedNumbers(hashes.slice());
  if (repeated.size === 0) return;
  for (const [rank, hash] of hashes.entries()) if (repeated.has(hash)) yield rank;
}

function keyOf(candidate: StoredCandidate, key: SharedKey): string | null {
  return candidate[key] === '' ? null : candidate[key];
}

function candidatesIn(rows: Records<StoredCandidate>, hashes: KeyHashes): Candidates {
  const pages = pagesOf(rows, ranksSharing(hashes.url));
  const judged = (stored: StoredCandidate): Candidate => ({
    ...stored,
    urlIsPage: stored.url !== null && pages.has(stored.url),
  });
  return {
    length: rows.length,
    at: (rank) => judged(rows.at(rank)),
    *[Symbol.iterator]() {
      for (const stored of rows) yield judged(stored);
    },
    *sharing(shared) {
      for (const rank of ranksSharing(hashes[shared])) {
        const key = keyOf(rows.at(rank), shared);
        if (key !== null) yield { rank, key };
      }
    },
  };
}

export interface CandidateSorter {
  add(placed: PlacedRow<WorkRow>): void;
  /** All that were added; to be taken once. */
  sorted(): Candidates;
}

/** @param precedence of a source: rows of the smaller number come first. */
export function createCandidateSorter(spill: Spill, precedence: (source: string) => number): CandidateSorter {
  const sorter = spill.sorter<Unordered>(byPrecedence);
  let count = 0;
  return {
    add: (placed) => {
      const candidate = candidateOf(placed);
      sorter.add({ candidate, precedence: precedence(placed.source), place: placeKey(placed) });
      count += 1;
    },
    sorted: () => {
      const rows = spill.records<StoredCandidate>();
      const hashes = Object.fromEntries(
        SHARED_KEYS.map((key) => [key, new Float64Array(count).fill(NaN)]),
      ) as unknown as KeyHashes;
      for (const { candidate } of sorter.sorted()) {
        for (const shared of SHARED_KEYS) {
          const key = keyOf(candidate, shared);
          if (key !== null) hashes[shared][rows.length] = textHash(key);
        }
        rows.push(candidate);
      }
      return candidatesIn(rows, hashes);
    },
  };
}
