/** The row format of seed/rows and of a user's own files (documented in seed/README.md). One JSON object a line. */
import { z } from 'zod';
import { orcidOf } from '../domain/identifiers.ts';
import type { ResourceType } from '../domain/model.ts';
import { fold, isWellFormed } from '../domain/text.ts';

/** What a row may call a work, and the resource type it becomes. */
export const TYPE_OF_KIND = {
  paper: 'PAPER',
  article: 'ARTICLE',
  post: 'ARTICLE',
  guide: 'ARTICLE',
  book: 'BOOK',
  whitepaper: 'REPORT',
  report: 'REPORT',
  course: 'COURSE',
  specialization: 'COURSE',
  repository: 'REPOSITORY',
  tool: 'TOOL',
  dataset: 'DATASET',
  talk: 'TALK',
  keynote: 'TALK',
  panel: 'TALK',
  slides: 'TALK',
  tutorial: 'TUTORIAL',
  podcast: 'PODCAST',
  episode: 'PODCAST_EPISODE',
  newsletter: 'NEWSLETTER',
  feed: 'NEWSLETTER',
  community: 'COMMUNITY',
  conference: 'EVENT',
  workshop: 'EVENT',
  track: 'EVENT',
  event: 'EVENT',
  collection: 'OTHER',
  other: 'OTHER',
} as const satisfies Record<string, ResourceType>;
export type RowKind = keyof typeof TYPE_OF_KIND;

/** Some characters fold to eighteen, and an index of a database takes no more than 32 kB of a text. */
const MAX_FOLDED_CHARACTERS = 8_000;

const text = z
  .string('expected a text')
  .max(2_000, 'expected at most 2,000 characters')
  .refine((value) => value.trim() !== '', 'expected a text that is not empty')
  .refine(isWellFormed, 'expected well-formed text without NUL')
  .refine((value) => fold(value).length <= MAX_FOLDED_CHARACTERS, 'expected fewer characters that stand for several');
const address = text.refine((value) => URL.canParse(value), 'expected an address such as https://example.org/page');
const year = z
  .int('expected a year, a whole number')
  .min(1900, 'expected a year from 1900')
  .max(2100, 'expected a year to 2100');

const orcid = text.refine((value) => orcidOf(value) !== null, 'expected an ORCID iD such as 0000-0002-1825-0097');
const author = z.union(
  [text, z.strictObject({ name: text, affiliation: text.nullish(), orcid: orcid.nullish() })],
  'expected a name, or an object with name, affiliation and orcid',
);

/** What of a row may be inferred: for each, how, in words. */
const inferredModel = z.strictObject({ authors: text.nullish(), edition: text.nullish() });
export type InferredFact = keyof z.infer<typeof inferredModel>;

/** The original of a translation. Where its title is all that is known of it, that is enough. */
const originalModel = z.union(
  [text, z.strictObject({ title: text, year: year.nullish() })],
  'expected a title, or an object with title and year',
);

const workFields = z.strictObject({
  title: text,
  /** The title in the other language. */
  titleTranslated: text.nullish(),
  kind: z.enum(Object.keys(TYPE_OF_KIND) as [RowKind, ...RowKind[]], {
    error: `expected one of ${Object.keys(TYPE_OF_KIND).join(', ')}`,
  }),
  url: address.nullish(),
  doi: text.nullish(),
  arxiv: text.nullish(),
  isbn: text.nullish(),
  authors: z.array(author, 'expected a list of authors').nullish(),
  organizations: z.array(text, 'expected a list of names').nullish(),
  venue: text.nullish(),
  edition: text.nullish(),
  year: year.nullish(),
  track: text.nullish(),
  session: text.nullish(),
  section: text.nullish(),
  /** Topics chosen by reading: ids of seed/topics.json. */
  topics: z.array(text, 'expected a list of topic ids').nullish(),
  links: z
    .array(z.strictObject({ label: text, url: address, title: text.nullish() }), 'expected a list of links')
    .nullish(),
  note: z.strictObject({ en: text.nullish(), ja: text.nullish() }).nullish(),
  /** Titles of works that this one belongs to, is about, or translates. */
  partOf: text.nullish(),
  about: text.nullish(),
  translates: originalModel.nullish(),
  /** The place in the source. */
  locator: text.nullish(),
  inferred: inferredModel.nullish(),
});
const workModel = workFields.superRefine(({ edition, venue, year: held }, context) => {
  if (edition == null || (venue != null && held != null)) return;
  context.addIssue({ code: 'custom', path: ['edition'], message: 'expected a venue and a year beside the edition' });
});
export type WorkRow = z.infer<typeof workModel>;

/** A link found elsewhere for a work that another row describes. */
const linkModel = z.strictObject({
  kind: z.literal('link'),
  of: z.strictObject({ title: text, edition: text, doi: text.nullish() }),
  label: text,
  url: address,
  locator: text.nullish(),
});
export type LinkRow = z.infer<typeof linkModel>;

/** Further names of an author. */
const personModel = z.strictObject({
  kind: z.literal('person'),
  name: text,
  nameJa: text.nullish(),
  handles: z.array(text).nullish(),
  urls: z.array(address).nullish(),
  locator: text.nullish(),
});
export type PersonRow = z.infer<typeof personModel>;

export type Row = WorkRow | LinkRow | PersonRow;

/** Picks the model by `kind`, so that messages are about the fields that this kind of row has. */
export function rowModelFor(kind: unknown): z.ZodType<Row> {
  return kind === 'link' ? linkModel : kind === 'person' ? personModel : workModel;
}

/** A row with the place it was read from. */
export interface PlacedRow<R extends Row = Row> {
  readonly row: R;
  /** Slug of the source. */
  readonly source: string;
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** Whether it only says that a link of another row leads somewhere: any row that describes the work itself comes first. */
  readonly fromLink?: true;
}
