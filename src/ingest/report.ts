/** What the build decided, for a person to check: merges with their rule, near misses with the reason, and gaps. */
import type { BuiltResource } from './build-resources.ts';
import type { Candidate, MergeRule, NearMiss, Work } from './resolve.ts';

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

function gapOf({ work, resource }: BuiltResource): Gap[] {
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
function doiWarnings(built: readonly BuiltResource[]): string[] {
  return built.flatMap((one) => {
    const titles = new Set(
      one.work.members.filter(({ candidate }) => candidate.doi !== null).map(({ candidate }) => candidate.titleKey),
    );
    const places = one.work.members.map(({ candidate }) => placeOf(candidate)).join(', ');
    return titles.size > 1 ? [`one DOI with different titles (${places}): ${one.resource.title}`] : [];
  });
}

/**
 * @param built all works, in order of precedence.
 * @param warnings of links that found nothing.
 */
export function reportOf(
  built: readonly BuiltResource[],
  nearMisses: readonly NearMiss[],
  warnings: readonly string[],
): BuildReport {
  return {
    resources: built.length,
    merges: built
      .filter(({ work }) => work.members.length > 1)
      .map(({ work, resource }) => ({
        title: resource.title,
        rules: [...new Set(work.members.flatMap(({ rule }) => rule ?? []))],
        rows: rowsOf(work),
      })),
    nearMisses: nearMisses.map(({ a, b, why }) => ({
      title: a.placed.row.title,
      why,
      rows: [placeOf(a), placeOf(b) + withTitle(b, a.titleKey)],
    })),
    withoutAuthors: built.filter(({ authorships }) => authorships.length === 0).flatMap(gapOf),
    withoutYear: built.filter(({ resource }) => resource.year === null).flatMap(gapOf),
    withoutTopic: built.filter(({ tags }) => tags.length === 0).flatMap(gapOf),
    warnings: [...warnings, ...doiWarnings(built)],
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
