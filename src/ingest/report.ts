/** What the build decided, for a person to check: merges with their rule, near misses with the reason, and gaps. */
import type { BuiltResource } from './build-resources.ts';
import type { Candidate, MergeRule, NearMiss } from './resolve.ts';

export interface BuildReport {
  readonly resources: number;
  readonly merges: readonly {
    readonly title: string;
    readonly rules: readonly MergeRule[];
    readonly places: readonly string[];
  }[];
  readonly nearMisses: readonly { readonly title: string; readonly why: string; readonly places: readonly string[] }[];
  /** Places of works without authors, year, or topic. */
  readonly withoutAuthors: readonly string[];
  readonly withoutYear: readonly string[];
  readonly withoutTopic: readonly string[];
  readonly warnings: readonly string[];
}

function placeOf({ placed }: Candidate): string {
  return `${placed.file}:${placed.line}`;
}

function labelled(one: BuiltResource): string {
  const first = one.work.members[0]?.candidate;
  return `${first === undefined ? '' : placeOf(first)} ${one.resource.title}`;
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
        places: work.members.map(({ candidate }) => placeOf(candidate)),
      })),
    nearMisses: nearMisses.map(({ a, b, why }) => ({
      title: a.placed.row.title,
      why,
      places: [placeOf(a), placeOf(b)],
    })),
    withoutAuthors: built.filter(({ authorships }) => authorships.length === 0).map(labelled),
    withoutYear: built.filter(({ resource }) => resource.year === null).map(labelled),
    withoutTopic: built.filter(({ tags }) => tags.length === 0).map(labelled),
    warnings: [...warnings, ...doiWarnings(built)],
  };
}

function section(title: string, lines: readonly string[]): string {
  return [`${title}: ${lines.length}`, ...lines.map((line) => `  ${line}`)].join('\n');
}

/** The report as text, sections with their counts. */
export function formatReport(report: BuildReport): string {
  return [
    `resources: ${report.resources}`,
    section(
      'merges',
      report.merges.map(({ title, rules, places }) => `${title}  [${rules.join(', ')}]  ${places.join(' + ')}`),
    ),
    section(
      'near misses',
      report.nearMisses.map(({ title, why, places }) => `${title}  [${why}]  ${places.join(' / ')}`),
    ),
    section('without authors', report.withoutAuthors),
    section('without year', report.withoutYear),
    section('without topic', report.withoutTopic),
    section('warnings', report.warnings),
  ].join('\n\n');
}
