/** What the build decided, for a person to check: merges with their rule, near misses with the reason, and gaps. */
import type { BuiltWork } from './build-links.ts';
import type { Candidate, Candidates } from './candidates.ts';
import type { MergeRule, NearMiss, Work } from './resolve.ts';

export interface BuildReport {
  readonly resources: number;
  readonly merges: readonly {
    readonly title: string;
    readonly rules: readonly MergeRule[];
    /** Each row, with the rule that joined it and its title where that is another. */
    readonly rows: readonly string[];
  }[];
  readonly nearMisses: readonly { readonly title: string; readonly why: string; readonly rows: readonly string[] }[];
  /** Works without authors, year, or topic. */
  readonly withoutAuthors: readonly Gap[];
  readonly withoutYear: readonly Gap[];
  readonly withoutTopic: readonly Gap[];
  readonly warnings: readonly string[];
}

/** A work that lacks something: the place and source of its first row. */
export interface Gap {
  readonly source: string;
  readonly place: string;
  readonly title: string;
}

/** File and line; a row that only a link of that line stands for says so. */
function placeOf({ placed }: Candidate): string {
  return `${placed.file}:${placed.line}${placed.fromLink === true ? ' (its link)' : ''}`;
}

function gapOf({ work, resource }: BuiltWork): Gap[] {
  const first = work.members[0]?.candidate;
  return first === undefined ? [] : [{ source: first.placed.source, place: placeOf(first), title: resource.title }];
}

/** A row under another title than `titleKey` shows its own, for it is the case to look at. */
function withTitle(candidate: Candidate, titleKey: string | undefined): string {
  return candidate.titleKey === titleKey ? '' : ` "${candidate.placed.row.title}"`;
}

function rowsOf({ members }: Work): string[] {
  const titleKey = members[0]?.candidate.titleKey;
  return members.map(({ candidate, rule }) =>
    [placeOf(candidate), withTitle(candidate, titleKey), rule === null ? '' : ` [${rule}]`].join(''),
  );
}

/** Two DOIs under one title is no merge, but one DOI over two unlike titles is worth a look. */
function doiWarnings({ work, resource }: BuiltWork): string[] {
  const titles = new Set(
    work.members.filter(({ candidate }) => candidate.doi !== null).map(({ candidate }) => candidate.titleKey),
  );
  const places = work.members.map(({ candidate }) => placeOf(candidate)).join(', ');
  return titles.size > 1 ? [`one DOI with different titles (${places}): ${resource.title}`] : [];
}

function mergesOf({ work, resource }: BuiltWork): BuildReport['merges'] {
  if (work.members.length === 1) return [];
  const rules = [...new Set(work.members.flatMap(({ rule }) => rule ?? []))];
  return [{ title: resource.title, rules, rows: rowsOf(work) }];
}

function nearMissOf({ a, b, why }: NearMiss, candidates: Candidates): BuildReport['nearMisses'][number] {
  const [one, other] = [candidates.at(a), candidates.at(b)];
  return {
    title: one.placed.row.title,
    why,
    rows: [placeOf(one), placeOf(other) + withTitle(other, one.titleKey)],
  };
}

/** A work, and how much hangs on its node. */
export interface ReportedWork extends BuiltWork {
  readonly authorCount: number;
  readonly topicCount: number;
}

/** What a report is made of. */
export interface Reported {
  /** All works, in order of precedence. */
  readonly works: Iterable<ReportedWork>;
  readonly candidates: Candidates;
  readonly nearMisses: readonly NearMiss[];
  /** Of links that found nothing. */
  readonly warnings: readonly string[];
}

export function reportOf({ works, candidates, nearMisses, warnings }: Reported): BuildReport {
  const merges: BuildReport['merges'][number][] = [];
  const [withoutAuthors, withoutYear, withoutTopic]: [Gap[], Gap[], Gap[]] = [[], [], []];
  const doubts: string[] = [];
  let resources = 0;
  for (const work of works) {
    resources += 1;
    merges.push(...mergesOf(work));
    doubts.push(...doiWarnings(work));
    if (work.authorCount === 0) withoutAuthors.push(...gapOf(work));
    if (work.resource.year === null) withoutYear.push(...gapOf(work));
    if (work.topicCount === 0) withoutTopic.push(...gapOf(work));
  }
  return {
    resources,
    merges,
    nearMisses: nearMisses.map((miss) => nearMissOf(miss, candidates)),
    withoutAuthors,
    withoutYear,
    withoutTopic,
    warnings: [...warnings, ...doubts],
  };
}

function section(title: string, lines: readonly string[]): string {
  return [`${title}: ${lines.length}`, ...lines.map((line) => `  ${line}`)].join('\n');
}

function gapSection(title: string, gaps: readonly Gap[]): string {
  return section(
    title,
    gaps.map(({ place, title: work }) => `${place} ${work}`),
  );
}

/** How many works of each source lack what: which list to look at first. */
function gapTable({ withoutAuthors, withoutYear, withoutTopic }: BuildReport): string {
  const lists = [withoutAuthors, withoutYear, withoutTopic];
  const sources = [...new Set(lists.flat().map(({ source }) => source))];
  const width = Math.max(6, ...sources.map(({ length }) => length));
  const line = (source: string, cells: readonly (string | number)[]): string =>
    `  ${source.padEnd(width)}${cells.map((cell) => String(cell).padStart(9)).join('')}`;
  const counts = sources.map((source) =>
    line(
      source,
      lists.map((gaps) => gaps.filter((gap) => gap.source === source).length),
    ),
  );
  return ['works without', line('source', ['authors', 'year', 'topic']), ...counts].join('\n');
}

/** The report as text, sections with their counts: first what needs a look, last the long lists. */
export function formatReport(report: BuildReport): string {
  return [
    `resources: ${report.resources}`,
    gapTable(report),
    section('warnings', report.warnings),
    section(
      'near misses',
      report.nearMisses.map(({ title, why, rows }) => `${title}  [${why}]  ${rows.join(' / ')}`),
    ),
    section(
      'merges',
      report.merges.map(({ title, rows }) => `${title}  ${rows.join(' + ')}`),
    ),
    gapSection('without authors', report.withoutAuthors),
    gapSection('without year', report.withoutYear),
    gapSection('without topic', report.withoutTopic),
  ].join('\n\n');
}
