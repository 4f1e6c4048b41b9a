/** Raw facts to rows of the seed: nothing unverified, no prose of lists that have no licence, one form for all sources. */
import { z } from 'zod';
import type { InferredFact, LinkRow, PersonRow, Row, RowKind, WorkRow } from './row.ts';

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

/** A work as the seed has it. @throws ZodError when the fact has another form than expected. */
export function workRowOf(json: unknown): WorkRow {
  const fact = factModel.parse(json);
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

/** Code, video, slides or a page found for a paper. @throws ZodError as `workRowOf`. */
export function linkRowOf(json: unknown): LinkRow {
  const { title, edition, doi, kind, url, label, seen_in } = paperLinkModel.parse(json);
  const of = doi == null ? { title, edition } : { title, edition, doi };
  return compact({
    kind: 'link',
    of,
    label: kind === 'code' ? `Code: ${label}` : `${kind}: ${label}`,
    url,
    locator: seen_in,
  });
}

/** A person behind the works of the post. @throws ZodError as `workRowOf`. */
export function personRowOf(json: unknown): PersonRow {
  const fact = personFactModel.parse(json);
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
