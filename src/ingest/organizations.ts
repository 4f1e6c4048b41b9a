/** The institution that an affiliation names, in one spelling: seed/organizations.json merges those of the frequent ones. */
import { z } from 'zod';
import { fold, tidy } from '../domain/text.ts';

const aliasesModel = z.object({
  organizations: z.array(z.object({ name: z.string(), aliases: z.array(z.string()) })),
});

export interface OrganizationAliases {
  /** Canonical name by folded spelling. */
  readonly canonical: ReadonlyMap<string, string>;
}

const LEGAL_SUFFIX =
  /[\s,]+(?:inc|incorporated|ltd|limited|llc|gmbh|co|corp|corporation|company|plc|s\.?a|ag|b\.?v|pvt|pte)\.?$/i;
const INSTITUTION =
  /universit|univ\b|institut|college|academy|polytechnic|école|ecole|eth\b|inria|cnrs|school of mines|hospital|clinic|foundation/i;
/** Parts of an institution, not institutions. */
const DEPARTMENT =
  /^(?:the )?(?:dept|department|school|faculty|college|division|center|centre|graduate school|laboratory|lab|key lab|state key|institute|chair|group|thrust|academy|national engineering|business school)\b|(?:business school|school of \w+|laboratory|department)$/i;
const NOT_ONE = /^(?:n\/?a|none|unknown|independent(?: researcher)?|unaffiliated|-|\?)$/i;

function spelling(text: string): string {
  return fold(text)
    .replace(/^the\s+/, '')
    .replace(/[^\p{L}\p{M}\p{N}&]+/gu, ' ')
    .trim();
}

/** @throws ZodError when the table has another form. */
export function loadOrganizationAliases(json: unknown): OrganizationAliases {
  const canonical = new Map<string, string>();
  for (const { name, aliases } of aliasesModel.parse(json).organizations) {
    for (const alias of [name, ...aliases]) canonical.set(spelling(alias), name);
  }
  return { canonical };
}

function withoutSuffix(name: string): string {
  let rest = tidy(name.replace(/[.,;\s]+$/, ''));
  while (LEGAL_SUFFIX.test(rest)) rest = rest.replace(LEGAL_SUFFIX, '');
  return rest;
}

function known(text: string, { canonical }: OrganizationAliases): string | undefined {
  return canonical.get(spelling(text)) ?? canonical.get(spelling(withoutSuffix(text)));
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

/** One institution of an affiliation that may be an address: the part that is one, else its beginning. */
function institutionsOf(text: string, aliases: OrganizationAliases): string[] {
  const whole = known(text, aliases);
  if (whole !== undefined) return [whole];
  const segments = segmentsOf(text);
  const listed = segments.flatMap((segment) => known(segment, aliases) ?? []);
  const institutions = segments.filter((segment) => INSTITUTION.test(segment) && !DEPARTMENT.test(segment));
  const [institution] = institutions;
  const [first] = segments;
  if (listed.length > 0) return listed;
  if (institution !== undefined) return [withoutSuffix(institution)];
  return first === undefined ? [] : [withoutSuffix(first)];
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
    const halves = part.split(/\s+(?:&|and)\s+/);
    return halves.length > 1 && halves.every((half) => known(half, aliases) !== undefined) ? halves : [part];
  });
  const names = parts.flatMap((part) => institutionsOf(part, aliases));
  return [...new Set(names.filter((name) => name !== '' && !NOT_ONE.test(name)))];
}
