/** All rows of an input, checked and sorted into what is done with them. */
import type { RecordList } from '../spill/records.ts';
import type { Spill } from '../spill/spill.ts';
import { createCandidateSorter, type CandidateSorter, type Candidates } from './candidates.ts';
import { doiProblems } from './check-dois.ts';
import type { Input } from './input.ts';
import { rowOfFoundLink, rowsOfLinks } from './link-rows.ts';
import { IngestError, type Problem } from './problem.ts';
import { readRows } from './read-rows.ts';
import type { LinkRow, PersonRow, PlacedRow, WorkRow } from './row.ts';

function isWork(placed: PlacedRow): placed is PlacedRow<WorkRow> {
  return placed.row.kind !== 'link' && placed.row.kind !== 'person';
}
function isLink(placed: PlacedRow): placed is PlacedRow<LinkRow> {
  return placed.row.kind === 'link';
}
function isPerson(placed: PlacedRow): placed is PlacedRow<PersonRow> {
  return placed.row.kind === 'person';
}

function unknownTopics({ row, file, line }: PlacedRow<WorkRow>, known: ReadonlySet<string>): Problem[] {
  return (row.topics ?? [])
    .filter((slug) => !known.has(slug))
    .map((slug) => ({
      file,
      line,
      field: 'topics',
      message: `expected ids of topics in seed/topics.json, got ${slug}`,
    }));
}

function refuse(problems: readonly Problem[]): void {
  if (problems.length > 0) throw new IngestError(problems);
}

/** What the rows gave. */
export interface GivenRows {
  readonly candidates: Candidates;
  /** Links found elsewhere. */
  readonly links: RecordList<PlacedRow<LinkRow>>;
  readonly persons: readonly PersonRow[];
  /** Sections by the slug of their source. */
  readonly sections: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Works go into their order, with those that their links name. */
function addWork(placed: PlacedRow<WorkRow>, sorter: CandidateSorter, sections: Map<string, Set<string>>): void {
  const { row, source } = placed;
  sorter.add(placed);
  for (const linked of rowsOfLinks(placed)) sorter.add(linked);
  if (row.section != null) sections.set(source, (sections.get(source) ?? new Set()).add(row.section));
}

/**
 * Parses all rows.
 * @param onRead told how many there are.
 * @throws IngestError with everything that is wrong with any of them.
 */
export function readGiven(
  input: Input,
  knownTopics: ReadonlySet<string>,
  spill: Spill,
  onRead: (count: number) => void,
): GivenRows {
  const order = new Map(input.sources.map(({ slug }, index) => [slug, index]));
  const sorter = createCandidateSorter(spill, (source) => order.get(source) ?? Number.MAX_SAFE_INTEGER);
  const links = spill.records<PlacedRow<LinkRow>>();
  const persons: PersonRow[] = [];
  const sections = new Map<string, Set<string>>();
  const [problems, unknown]: [Problem[], Problem[]] = [[], []];
  let count = 0;
  for (const file of input.files) {
    for (const placed of readRows(file, (problem) => problems.push(problem))) {
      count += 1;
      if (isPerson(placed)) persons.push(placed.row);
      if (isLink(placed)) {
        links.push(placed);
        const linked = rowOfFoundLink(placed);
        if (linked !== null) sorter.add(linked);
      }
      if (!isWork(placed)) continue;
      unknown.push(...unknownTopics(placed, knownTopics));
      addWork(placed, sorter, sections);
    }
  }
  refuse(problems);
  refuse(unknown);
  onRead(count);
  const candidates = sorter.sorted();
  refuse(doiProblems(candidates));
  return { candidates, links, persons, sections };
}
