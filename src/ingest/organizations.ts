/** The institution that an affiliation names, in one spelling: seed/organizations.json merges those of the frequent ones. */
import { z } from 'zod';
import { fold, tidy } from '../domain/text.ts';

const organizationModel = z.object({
  name: z.string(),
  aliases: z.array(z.string()),
  nameJa: z.string().nullish(),
  url: z.url().nullish(),
});
const aliasesModel = z.object({ organizations: z.array(organizationModel) });

export interface OrganizationAliases {
  /** Canonical name by folded spelling. */
  readonly canonical: ReadonlyMap<string, string>;
  /** What the table says of an institution, by its canonical name. */
  readonly listed: ReadonlyMap<string, z.infer<typeof organizationModel>>;
}

const LEGAL_SUFFIX =
  /[\s,]+(?:inc|incorporated|ltd|limited|llc|gmbh|co|corp|corporation|company|plc|s\.?a|ag|b\.?v|pvt|pte)\.?$/i;
/** The legal suffix of the first of two that `and` joins. */
const INNER_SUFFIX = /,?\s+(?:inc|ltd|llc|gmbh)\b\.?(?=\s+(?:&|and)\s)/gi;
const INSTITUTION =
  /universit|univ\b|institut|college|academy|polytechnic|école|ecole|eth\b|inria|cnrs|school of mines|hospital|clinic|foundation/i;
/** `(UTS)` after the name that it abbreviates. */
const ABBREVIATION = /\s*\(\p{Lu}{2,8}\)$/u;
/** Parts of an institution, not institutions. */
const DEPARTMENT =
  /^(?:the )?(?:dept|department|school|faculty|college|division|center|centre|graduate school|laboratory|lab|key lab|state key|institute|chair|group|thrust|academy|national engineering|business school)\b|(?:business school|school of \w+|laboratory|department)$/i;
/** Universities of several places, each an institution of its own: the place after the comma belongs to the name. */
const MANY_PLACES =
  /^(?:the )?(?:university of (?:california|colorado|illinois|maryland|massachusetts|minnesota|missouri|nebraska|north carolina|texas|wisconsin)|indian institute of technology|international institute of information technology|state university of new york)$/i;
/** Towns that some also call their university by: after the first part they are towns. */
const TOWN = /^(?:berkeley|cambridge|oxford|princeton|stanford|waterloo)$/i;
/** `CA`, `USA`, `UK`. */
const REGION_CODE = /^\p{Lu}{2,3}$/u;
const NOT_ONE = /^(?:n\/?a|nil|none|unknown|researcher|independent(?: researcher)?|unaffiliated|-|\?)$/i;

function spelling(text: string): string {
  return fold(text)
    .replace(/^the\s+/, '')
    .replace(/[^\p{L}\p{M}\p{N}&]+/gu, ' ')
    .trim();
}

/** @throws ZodError when the table has another form. */
export function loadOrganizationAliases(json: unknown): OrganizationAliases {
  const canonical = new Map<string, string>();
  const { organizations } = aliasesModel.parse(json);
  for (const { name, aliases, nameJa } of organizations) {
    for (const alias of [name, ...aliases, ...(nameJa == null ? [] : [nameJa])]) canonical.set(spelling(alias), name);
  }
  return { canonical, listed: new Map(organizations.map((organization) => [organization.name, organization])) };
}

function withoutSuffix(name: string): string {
  let rest = tidy(name.replace(/[.,;\s]+$/, '').replace(ABBREVIATION, ''));
  while (LEGAL_SUFFIX.test(rest)) rest = rest.replace(LEGAL_SUFFIX, '');
  return rest.replace(/\s*&$/, '');
}

function known(text: string, { canonical }: OrganizationAliases): string | undefined {
  return canonical.get(spelling(text)) ?? canonical.get(spelling(withoutSuffix(text)));
}

/** Whether the text is an institution's name by itself; of "University of Science and Technology" only one half is one. */
function isInstitution(text: string, aliases: OrganizationAliases): boolean {
  return (
    known(text, aliases) !== undefined || (INSTITUTION.test(text) && !DEPARTMENT.test(text) && !text.includes(','))
  );
}

/** Legal suffixes joined to their name again, so that a comma before `Inc.` does not end the name. */
function segmentsOf(text: string): string[] {
  const segments: string[] = [];
  for (const segment of text.split(/\s*[,，]\s*/).filter((part) => part !== '')) {
    if (segments.length > 0 && LEGAL_SUFFIX.test(` ${segment}`) && segment.length <= 12) continue;
    segments.push(segment);
  }
  return segments;
}

const MAX_JOINED = 3;

/** The listed institutions among the segments; the longest run of segments counts, so a campus wins over its university. */
function listedIn(segments: readonly string[], aliases: OrganizationAliases): string[] {
  const names: string[] = [];
  for (let start = 0; start < segments.length; start += 1) {
    for (let length = Math.min(MAX_JOINED, segments.length - start); length > 0; length -= 1) {
      const run = segments.slice(start, start + length);
      if (start > 0 && length === 1 && TOWN.test(segments[start] ?? '')) continue;
      const name = known(run.join(', '), aliases);
      if (name === undefined) continue;
      names.push(name);
      start += length - 1;
      break;
    }
  }
  return names;
}

/** The first segment that is an institution, with its place where the name needs it. */
function unlistedIn(segments: readonly string[]): string | undefined {
  const index = segments.findIndex((segment) => INSTITUTION.test(segment) && !DEPARTMENT.test(segment));
  if (index < 0) {
    const [first, second] = segments;
    return first !== undefined && second !== undefined && /^(?:dept|department)\b/i.test(first) ? second : first;
  }
  const [institution = '', place] = segments.slice(index);
  const needsPlace = MANY_PLACES.test(institution) && place !== undefined && !REGION_CODE.test(place);
  return needsPlace ? `${institution}, ${place}` : institution;
}

/** The institutions of an affiliation that may be an address: those listed, else the part that is one, else its beginning. */
function institutionsOf(text: string, aliases: OrganizationAliases): string[] {
  const whole = known(text, aliases);
  if (whole !== undefined) return [whole];
  const segments = segmentsOf(text);
  const listed = listedIn(segments, aliases);
  if (listed.length > 0) return listed;
  const name = unlistedIn(segments);
  return name === undefined ? [] : [withoutSuffix(name)];
}

/**
 * The institutions of an affiliation, in its order, each once, in their canonical spelling: legal suffixes and addresses go.
 * @returns `[]` where the text names none, as `Independent researcher`.
 */
export function organizationNames(affiliation: string, aliases: OrganizationAliases): readonly string[] {
  const text = tidy(affiliation);
  if (text === '' || NOT_ONE.test(text)) return [];
  const whole = known(text, aliases);
  if (whole !== undefined) return [whole];
  const parts = text.split(/\s*;\s*|\s+\/\s+/).flatMap((part) => {
    const halves = part.replace(INNER_SUFFIX, '').split(/\s+(?:&|and)\s+/);
    return halves.length > 1 && halves.every((half) => isInstitution(half, aliases)) ? halves : [part];
  });
  const names = parts.flatMap((part) => institutionsOf(part, aliases));
  return [...new Set(names.filter((name) => name !== '' && !NOT_ONE.test(name)))];
}
