/**
 * Turns a folder of raw fact files into seed/: one row format, nothing unverified, no prose of lists that have no licence.
 * Run by `npm run import-facts -- FOLDER`; equal facts give equal files.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { InferredFact, LinkRow, PersonRow, Row, RowKind, WorkRow } from './row.ts';
import { renewManifest } from './manifest.ts';

const optional = z.string().nullish();
const factModel = z.looseObject({
  title: z.string(),
  title_ja: optional,
  title_en: optional,
  kind: z.string(),
  url: optional,
  doi: optional,
  arxiv: optional,
  isbn: optional,
  authors: z.array(z.union([z.string(), z.looseObject({ name: z.string(), affiliation: optional })])).nullish(),
  organizations: z.array(z.string()).nullish(),
  venue: optional,
  edition: optional,
  year: z.int().nullish(),
  years: z.array(z.int()).nullish(),
  track: optional,
  session: optional,
  section: z.union([z.string(), z.array(z.string())]).nullish(),
  topics: z.array(z.string()).nullish(),
  extra_urls: z.array(z.object({ label: optional, url: z.string(), title: optional })).nullish(),
  note: z.union([z.string(), z.object({ en: optional, ja: optional })]).nullish(),
  part_of: optional,
  about: optional,
  original: z.looseObject({ title: z.string(), year: z.int().nullish() }).nullish(),
  'publisher/venue': optional,
  seen_in: optional,
  verified_in: optional,
  source: z.object({ repo: z.string(), commit: z.string(), path: z.string(), line: z.int() }).nullish(),
  en_title_is: optional,
});
type Fact = z.infer<typeof factModel>;

/** Facts file, and the source it is kept under. */
const WORK_FILES = {
  'kdd.jsonl': 'kdd',
  'mlsys.jsonl': 'mlsys',
  'opml.jsonl': 'opml',
  'workshops.jsonl': 'workshops',
  'seed-items.jsonl': 'mlops-2021-05',
  'seaibib.jsonl': 'seaibib',
  'applied-ml.jsonl': 'applied-ml',
  'awesome-seml.jsonl': 'awesome-seml',
  'visenger-awesome-mlops.jsonl': 'visenger-awesome-mlops',
  'epml.jsonl': 'epml',
  'awesome-llmops.jsonl': 'awesome-llmops',
  'ml-surveys.jsonl': 'ml-surveys',
  'ml-design-patterns.jsonl': 'ml-design-patterns',
} as const;

/** Conferences of the post that the graph has as venues, by how their title begins. */
const VENUE_OF_EVENT: readonly (readonly [RegExp, string])[] = [
  [/^KDD/, 'KDD'],
  [/^MLSys/, 'MLSys'],
  [/^OpML/, 'OpML'],
  [/^SREcon/, 'SREcon'],
  [/^SIGIR eCom/, 'SIGIR eCom'],
  [/^ECNLP/, 'ECNLP'],
  [/^Workshop on ML Systems at NIPS 2017/, 'NIPS ML Systems Workshop'],
];

/** Publishers of items of the post that are companies; the other words of that field are sites, series and associations. */
const COMPANY_PUBLISHERS: ReadonlySet<string> = new Set([
  'Amazon',
  'Amazon Web Services',
  'Coursera',
  'Google',
  'Google Cloud',
  'オライリー・ジャパン',
  '日経BP社',
]);

/** Clauses of a note by which a fact was inferred. */
const INFERENCES = {
  authors: /expanded|seen only with initials/i,
  edition: /position in the list|not confirmed|schedule found/i,
} as const satisfies Record<InferredFact, RegExp>;

function venueOf(fact: Fact): string | null {
  if (fact.venue != null) return fact.venue;
  if (!['conference', 'workshop', 'track'].includes(fact.kind)) return null;
  return VENUE_OF_EVENT.find(([pattern]) => pattern.test(fact.title))?.[1] ?? null;
}

function translatedTitle(fact: Fact): string | null {
  const other = [fact.title_ja, fact.en_title_is === 'description' ? null : fact.title_en].find(
    (title) => title != null && title !== fact.title,
  );
  return other ?? null;
}

function locatorOf(fact: Fact): string | null {
  const { source } = fact;
  if (source != null) return `github.com/${source.repo}@${source.commit.slice(0, 7)} ${source.path}:${source.line}`;
  return fact.seen_in ?? fact.verified_in ?? null;
}

/** How the facts say that an affiliation is not the author's it stands beside, but the only one known of the paper. */
const ONLY_AFFILIATION = /affiliation: the only one/;

/** Authors and organizations: an affiliation that was given for the paper as a whole belongs to the paper. */
function peopleOf(fact: Fact): Pick<WorkRow, 'authors' | 'organizations'> {
  const ofPaper = ONLY_AFFILIATION.test(fact.seen_in ?? '');
  const publisher = fact['publisher/venue'];
  const organizations = [...(fact.organizations ?? [])];
  if (publisher != null && COMPANY_PUBLISHERS.has(publisher)) organizations.push(publisher);
  const authors = fact.authors?.map((author) => {
    if (typeof author === 'string') return author;
    const { name, affiliation } = author;
    if (ofPaper && affiliation != null) organizations.push(affiliation);
    return affiliation == null || ofPaper ? name : { name, affiliation };
  });
  return { authors, organizations: [...new Set(organizations)] };
}

function inferredOf(note: Fact['note']): WorkRow['inferred'] {
  if (typeof note !== 'string') return null;
  const clauses = note.split(/;\s*/);
  const inferred = Object.entries(INFERENCES).flatMap(([fact, pattern]) => {
    const how = clauses.filter((clause) => pattern.test(clause)).join('; ');
    return how === '' ? [] : [[fact, how]];
  });
  return inferred.length === 0 ? null : (Object.fromEntries(inferred) as WorkRow['inferred']);
}

function originalOf({ original }: Fact): WorkRow['translates'] {
  return original == null ? null : { title: original.title, ...(original.year == null ? {} : { year: original.year }) };
}

function sectionOf({ section }: Fact): string | null {
  const words = Array.isArray(section) ? section.join(' / ') : section;
  return words === undefined || words === '' ? null : words;
}

function workRow(fact: Fact): WorkRow {
  const note = typeof fact.note === 'string' ? null : fact.note;
  const row: WorkRow = {
    title: fact.title,
    titleTranslated: translatedTitle(fact),
    kind: fact.kind as RowKind,
    url: fact.url != null && fact.url !== '' && !URL.canParse(fact.url) ? `https://${fact.url}` : fact.url,
    doi: fact.doi,
    arxiv: fact.arxiv,
    isbn: fact.isbn,
    ...peopleOf(fact),
    venue: venueOf(fact),
    edition: fact.edition,
    year: fact.year ?? fact.years?.[0],
    track: fact.track,
    session: fact.session,
    section: sectionOf(fact),
    topics: fact.topics,
    links: fact.extra_urls?.map(({ label, url, title }) => ({
      label: label ?? 'Link',
      url,
      ...(title == null ? {} : { title }),
    })),
    note: note == null ? null : { en: note.en, ja: note.ja },
    partOf: fact.part_of,
    about: fact.about,
    translates: originalOf(fact),
    locator: locatorOf(fact),
    inferred: inferredOf(fact.note),
  };
  return compact(row);
}

/** Without fields that say nothing. */
function compact<R extends Row>(row: R): R {
  const said = Object.entries(row).filter(
    ([, value]) => value != null && value !== '' && !(Array.isArray(value) && value.length === 0),
  );
  return Object.fromEntries(said) as R;
}

const paperLinkModel = z.object({
  title: z.string(),
  edition: z.string(),
  doi: optional,
  kind: z.string(),
  url: z.string(),
  label: z.string(),
  seen_in: optional,
});
const personFactModel = z.looseObject({
  name: z.string(),
  name_ja: optional,
  handles: z.array(z.string()).nullish(),
  urls: z.array(z.string()).nullish(),
  verified_in: optional,
  note: optional,
});

async function readJsonLines(file: string): Promise<unknown[]> {
  const lines = (await readFile(file, 'utf8')).split('\n').filter((line) => line.trim() !== '');
  return lines.map((line): unknown => JSON.parse(line));
}

async function writeRows(folder: string, source: string, rows: readonly Row[]): Promise<void> {
  await writeFile(join(folder, 'rows', `${source}.jsonl`), rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
}

/** Keeps the order of the sections beside the source: rows are a set, and cannot tell it. */
async function writeSections(seedDir: string, sections: ReadonlyMap<string, readonly string[]>): Promise<void> {
  const file = join(seedDir, 'sources.json');
  const model = z.looseObject({ sources: z.array(z.looseObject({ slug: z.string() })) });
  const { sources, ...rest } = model.parse(JSON.parse(await readFile(file, 'utf8')));
  const described = sources.map((source) => {
    const order = sections.get(source.slug) ?? [];
    return order.length === 0 ? source : { ...source, sections: order };
  });
  await writeFile(file, `${JSON.stringify({ ...rest, sources: described }, null, 2)}\n`);
}

function personRow(fact: z.infer<typeof personFactModel>): PersonRow {
  const unsure = /handle not verified/.test(fact.note ?? '');
  return compact({
    kind: 'person',
    name: fact.name,
    nameJa: /kanji .*not verified/.test(fact.note ?? '') ? null : fact.name_ja,
    handles: unsure ? [] : fact.handles,
    urls: fact.urls,
    locator: fact.verified_in,
  });
}

/** An alternative label that two topics claim stays with the narrower one: labels are unique in the graph. */
function withUniqueLabels(taxonomy: unknown): unknown {
  const model = z.looseObject({
    concepts: z.array(
      z.looseObject({
        level: z.number(),
        prefLabel: z.object({ en: z.string(), ja: z.string() }),
        altLabel: z.object({ en: z.array(z.string()), ja: z.array(z.string()) }),
      }),
    ),
  });
  const parsed = model.parse(taxonomy);
  const owner = new Map<string, number>();
  for (const { level, altLabel } of parsed.concepts) {
    for (const label of [...altLabel.en, ...altLabel.ja]) {
      const key = label.toLowerCase();
      owner.set(key, Math.max(owner.get(key) ?? 0, level));
    }
  }
  for (const concept of parsed.concepts) {
    const kept = (label: string): boolean => owner.get(label.toLowerCase()) === concept.level;
    concept.altLabel = { en: concept.altLabel.en.filter(kept), ja: concept.altLabel.ja.filter(kept) };
  }
  return parsed;
}

/**
 * Writes `seedDir` from `factsDir` and renews the manifest.
 * @returns how many rows each source has.
 * @throws Error when a facts file has another form than expected.
 */
export async function importFacts(factsDir: string, seedDir: string): Promise<ReadonlyMap<string, number>> {
  await mkdir(join(seedDir, 'rows'), { recursive: true });
  const counts = new Map<string, number>();
  const sections = new Map<string, readonly string[]>();
  for (const [file, source] of Object.entries(WORK_FILES)) {
    const rows = (await readJsonLines(join(factsDir, file))).map((fact) => workRow(factModel.parse(fact)));
    await writeRows(seedDir, source, rows);
    counts.set(source, rows.length);
    sections.set(source, [...new Set(rows.flatMap(({ section }) => section ?? []))]);
  }
  await writeSections(seedDir, sections);
  const links = (await readJsonLines(join(factsDir, 'paper-links.jsonl'))).map((fact): LinkRow => {
    const { title, edition, doi, kind, url, label, seen_in } = paperLinkModel.parse(fact);
    const of = doi == null ? { title, edition } : { title, edition, doi };
    return compact({
      kind: 'link',
      of,
      label: kind === 'code' ? `Code: ${label}` : `${kind}: ${label}`,
      url,
      locator: seen_in,
    });
  });
  await writeRows(seedDir, 'paper-links', links);
  counts.set('paper-links', links.length);
  const persons = (await readJsonLines(join(factsDir, 'seed-persons.jsonl'))).map((fact) =>
    personRow(personFactModel.parse(fact)),
  );
  await writeRows(seedDir, 'persons', persons);
  counts.set('persons', persons.length);

  const taxonomy = withUniqueLabels(JSON.parse(await readFile(join(factsDir, 'topics.json'), 'utf8')));
  await writeFile(join(seedDir, 'topics.json'), `${JSON.stringify(taxonomy, null, 1)}\n`);
  for (const name of ['section-topics.json', 'tag-cases.jsonl']) {
    await writeFile(join(seedDir, name), await readFile(join(factsDir, name)));
  }
  await renewManifest(seedDir);
  return counts;
}
