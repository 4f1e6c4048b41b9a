/** Links between resources: from the labels of further addresses, equal titles of different kinds, and the rows' own fields. */
import { arxivOf, canonicalUrl, doiOf, identifiersOf } from '../domain/identifiers.ts';
import { compareText, type NodeId } from '../domain/ids.ts';
import type { LinkKind, Provenance, Resource, ResourceLink, ResourceType } from '../domain/model.ts';
import { slugify } from '../domain/text.ts';
import type { Records } from '../spill/records.ts';
import type { Sorter } from '../spill/sorted.ts';
import type { Spill } from '../spill/spill.ts';
import { INFERRED_CONFIDENCE, provenanceOf, type BuildContext } from './build-resources.ts';
import type { Candidate } from './candidates.ts';
import { editionSlug } from './edition.ts';
import { CODE_LABEL, rowOfLink } from './link-rows.ts';
import type { Work } from './resolve.ts';
import type { LinkRow, PlacedRow, WorkRow } from './row.ts';
import { createWorkIndex, type WorkIndex } from './work-index.ts';

/** What the work behind a link does for the row's work; a paper does nothing for it, the row's work is about the paper. */
function linkOf(label: string): LinkKind | 'to the paper' | null {
  if (CODE_LABEL.test(label)) return 'IMPLEMENTS';
  if (/paper/i.test(label)) return 'to the paper';
  if (/video|slides|talk/i.test(label)) return 'PRESENTS';
  if (/blog|article|post/i.test(label)) return 'EXPLAINS';
  return null;
}

function towardsPaper(type: ResourceType): LinkKind {
  if (type === 'REPOSITORY' || type === 'TOOL' || type === 'DATASET') return 'IMPLEMENTS';
  return type === 'TALK' || type === 'TUTORIAL' ? 'PRESENTS' : 'EXPLAINS';
}

/** A work with the node that was made of it. */
export interface BuiltWork {
  /** The place of the work among all. */
  readonly number: number;
  readonly work: Work;
  readonly resource: Resource;
}

function paperLinksOf({ resource, work }: BuiltWork): string[] {
  if (resource.type !== 'PAPER') return [];
  const links = work.members.flatMap(({ candidate }) => candidate.placed.row.links ?? []);
  return links.flatMap(({ label, url }) => (linkOf(label) === 'to the paper' ? (canonicalUrl(url) ?? []) : []));
}

function titleKeysOf({ resource, work }: BuiltWork): string[] {
  const titles = [
    resource.title,
    ...Object.values(resource.titleTranslated),
    ...work.members.map(({ candidate }) => candidate.placed.row.title),
  ];
  return titles.map((title) => slugify(title, 2_000)).filter((key) => key !== '');
}

/** What links say of works. */
const KEYS = {
  url: ({ resource }: BuiltWork) => resource.urls.flatMap((url) => canonicalUrl(url) ?? []),
  doi: ({ resource }: BuiltWork) => (resource.doi === null ? [] : [resource.doi]),
  arxivId: ({ resource }: BuiltWork) => (resource.arxivId === null ? [] : [resource.arxivId]),
  /** Papers by the addresses of their text. */
  paperLink: paperLinksOf,
  title: titleKeysOf,
} as const satisfies Readonly<Record<string, (built: BuiltWork) => readonly string[]>>;
type LinkKey = keyof typeof KEYS;

/** Finds works by what links say of them; none is made of the one that is left out. */
type Find = (by: LinkKey, key: string, except?: number) => readonly BuiltWork[];

export interface LinkIndex {
  add(built: BuiltWork): void;
  /** @param works that were added. */
  finder(works: Records<BuiltWork>): Find;
}

export function createLinkIndex(): LinkIndex {
  const indexes = Object.fromEntries(Object.keys(KEYS).map((key) => [key, createWorkIndex()])) as unknown as Readonly<
    Record<LinkKey, WorkIndex>
  >;
  return {
    add: (built) => {
      for (const [by, keysOf] of Object.entries(KEYS) as [LinkKey, (typeof KEYS)[LinkKey]][])
        for (const key of new Set(keysOf(built))) indexes[by].add(key, built.number);
    },
    finder: (works) => (by, key, except) =>
      indexes[by]
        .find(key)
        .filter((number) => number !== except)
        .map((number) => works.at(number))
        .filter((built) => KEYS[by](built).includes(key)),
  };
}

/** What equal titles say, by the types of the two: the first explains, presents or implements the second. */
const EQUAL_TITLE: Partial<Record<ResourceType, LinkKind>> = {
  ARTICLE: 'EXPLAINS',
  TALK: 'PRESENTS',
  REPOSITORY: 'IMPLEMENTS',
  TOOL: 'IMPLEMENTS',
};

const PART = /^(.*?)[\s,:(–—-]*\bpart\s+(\d+|one|two|three|four)\b/i;

interface AddedUrl {
  readonly work: number;
  readonly url: string;
}

interface AddedLink {
  /** The number of the work that says so: where several do, the first of them counts. */
  readonly saidBy: number;
  readonly link: ResourceLink;
}

/** What links add: links and addresses may come several times. */
interface Addition {
  readonly urls: Sorter<AddedUrl>;
  readonly links: Sorter<AddedLink>;
}

function byLink({ link: a }: AddedLink, { link: b }: AddedLink): number {
  return compareText(a.kind, b.kind) || compareText(a.fromId, b.fromId) || compareText(a.toId, b.toId);
}

function byWork(a: AddedUrl, b: AddedUrl): number {
  return a.work - b.work || compareText(a.url, b.url);
}

function addLink({ links }: Addition, saidBy: number, link: ResourceLink): void {
  if (link.fromId !== link.toId) links.add({ saidBy, link });
}

function addUrl(addition: Addition, { number }: BuiltWork, url: string): void {
  if (/^https?:/i.test(url)) addition.urls.add({ work: number, url });
}

/** A folder or file of a repository is one more of its addresses: the link led there, not to its front page. */
function addPlaceInside(addition: Addition, repository: BuiltWork, url: string): void {
  const known = repository.resource.urls.map(canonicalUrl);
  if (!known.includes(canonicalUrl(url))) addUrl(addition, repository, url);
}

/** The paper that a `Paper` link leads to, where the graph has it. Between two papers it says nothing: both may be versions. */
function paperOf(link: { label: string; url: string }, own: BuiltWork, find: Find): BuiltWork | undefined {
  if (linkOf(link.label) !== 'to the paper' || own.resource.type === 'PAPER') return undefined;
  const url = canonicalUrl(link.url) ?? '';
  const others = [
    ...find('url', url),
    ...find('doi', doiOf(link.url) ?? ''),
    ...find('arxivId', arxivOf(link.url) ?? ''),
    ...find('paperLink', url),
  ];
  return others.find(({ resource }) => resource.type === 'PAPER');
}

/** The resource that a link's own row became: for code the repository, whatever else shares its address. */
function codeOrOther(row: WorkRow, find: Find): BuiltWork | undefined {
  const others = find('url', canonicalUrl(row.url ?? '') ?? '');
  const isCode = ({ resource }: BuiltWork): boolean => resource.type === 'REPOSITORY' || resource.type === 'TOOL';
  return row.kind === 'repository' ? (others.find(isCode) ?? others[0]) : others[0];
}

/** What the links of all works are found with. */
interface Linking {
  readonly find: Find;
  readonly addition: Addition;
  readonly context: BuildContext;
}

function linksOfRow(candidate: Candidate, own: BuiltWork, { find, addition, context }: Linking): void {
  for (const link of candidate.placed.row.links ?? []) {
    const row = rowOfLink(link.label, link.url, link.title ?? null);
    const kind = linkOf(link.label);
    const other = row === null ? paperOf(link, own, find) : codeOrOther(row, find);
    if (other === undefined || kind === null) {
      addUrl(addition, own, link.url);
      continue;
    }
    const provenance = provenanceOf(candidate, context, `link labelled ${link.label}`);
    if (row?.kind === 'repository') addPlaceInside(addition, other, link.url);
    const [ownId, otherId] = [own.resource.id, other.resource.id];
    addLink(
      addition,
      own.number,
      kind === 'to the paper'
        ? { kind: towardsPaper(own.resource.type), fromId: ownId, toId: otherId, provenance }
        : { kind, fromId: otherId, toId: ownId, provenance },
    );
  }
}

function linksOfFields(candidate: Candidate, own: BuiltWork, { find, addition, context }: Linking): void {
  const { row } = candidate.placed;
  const fields: readonly (readonly [LinkKind, string | null | undefined])[] = [
    ['PART_OF', row.partOf],
    ['EXPLAINS', row.about],
    ['TRANSLATES', typeof row.translates === 'object' ? row.translates?.title : row.translates],
  ];
  for (const [kind, title] of fields) {
    if (title == null) continue;
    const others = find('title', slugify(title, 2_000)).filter(({ resource }) => resource.id !== own.resource.id);
    const other = others.find(({ resource }) => resource.type === 'PAPER') ?? others[0];
    if (other === undefined) continue;
    const provenance = provenanceOf(candidate, context, 'stated');
    addLink(addition, own.number, { kind, fromId: own.resource.id, toId: other.resource.id, provenance });
  }
}

/** Where titles say it and no row does: from the first row of the work. */
function inferredBy(own: BuiltWork, method: string, context: BuildContext): Provenance | null {
  const [first] = own.work.members;
  if (first === undefined) return null;
  return { ...provenanceOf(first.candidate, context, method), confidence: INFERRED_CONFIDENCE };
}

function linksOfTitle(own: BuiltWork, { find, addition, context }: Linking): void {
  const kind = EQUAL_TITLE[own.resource.type];
  if (kind === undefined) return;
  const provenance = inferredBy(own, 'equal titles', context);
  if (provenance === null) return;
  for (const other of find('title', slugify(own.resource.title, 2_000), own.number))
    if (other.resource.type === 'PAPER')
      addLink(addition, own.number, { kind, fromId: own.resource.id, toId: other.resource.id, provenance });
}

/** A later part of a work, and how the key of the title of its first part begins. */
interface LaterPart {
  readonly number: number;
  readonly type: ResourceType;
  readonly beginnings: readonly string[];
}

function laterPartOf({ number, resource }: BuiltWork): LaterPart | null {
  const part = PART.exec(resource.title);
  if (part?.[1] === undefined || /^(?:1|one)$/i.test(part[2] ?? '')) return null;
  const beginnings = ['1', 'one'].map((first) => slugify(`${part[1] ?? ''} part ${first}`, 2_000));
  return { number, type: resource.type, beginnings };
}

/** Goes through all titles once, for what they begin with stands in no index. */
function linksOfParts(
  works: Records<BuiltWork>,
  parts: readonly LaterPart[],
  { find, addition, context }: Linking,
): void {
  if (parts.length === 0) return;
  const begins = (key: string, beginning: string): boolean => key === beginning || key.startsWith(`${beginning}-`);
  for (const built of works) {
    const keys = [...new Set(titleKeysOf(built))];
    for (const { number, type, beginnings } of parts) {
      if (built.resource.type !== type) continue;
      const fitting = keys.filter((key) => beginnings.some((beginning) => begins(key, beginning)));
      // Of equal titles the first stands for all.
      if (!fitting.some((key) => find('title', key)[0]?.number === built.number)) continue;
      const own = works.at(number);
      const provenance = inferredBy(own, 'number of the part in the title', context);
      if (provenance === null) continue;
      addLink(addition, number, { kind: 'PART_OF', fromId: own.resource.id, toId: built.resource.id, provenance });
    }
  }
}

/** Counts after what works say of themselves. */
const FOUND_ELSEWHERE = Number.MAX_SAFE_INTEGER;

function linkFound(placed: PlacedRow<LinkRow>, { find, addition, context }: Linking): string | null {
  const { of, label, url, locator } = placed.row;
  const byTitle = find('title', slugify(of.title, 2_000)).filter(
    ({ resource }) => resource.editionId?.slice('VenueEdition:'.length) === editionSlug(of.edition),
  );
  const paper = (of.doi == null ? undefined : find('doi', of.doi.toLowerCase())[0]) ?? byTitle[0];
  if (paper === undefined) return `no paper of ${of.edition} is titled ${of.title}`;
  const row = rowOfLink(label, url, null);
  const other = row === null ? undefined : codeOrOther(row, find);
  if (other === undefined) addUrl(addition, paper, url);
  else {
    addPlaceInside(addition, other, url);
    const provenance = {
      sourceId: `Source:${placed.source}` as NodeId<'SOURCE'>,
      locator: locator ?? url,
      retrievedAt: context.retrievedAt(placed.source),
      confidence: 1,
      method: 'stated',
    };
    const link = { kind: 'IMPLEMENTS', fromId: other.resource.id, toId: paper.resource.id, provenance } as const;
    addLink(addition, FOUND_ELSEWHERE, link);
  }
  return null;
}

function* firstOfEach(links: Iterable<AddedLink>): Generator<ResourceLink> {
  let last: AddedLink | null = null;
  for (const added of links) {
    if (last === null || byLink(last, added) !== 0) yield added.link;
    last = added;
  }
}

/** @returns the resource with further addresses, sorted. */
function withUrls(resource: Resource, added: readonly string[]): Resource {
  const urls = [...new Set([...resource.urls, ...added])];
  return { ...resource, urls, url: resource.url ?? urls[0] ?? null, identifiers: identifiersOf({ ...resource, urls }) };
}

function* changedBy(
  urls: Iterable<AddedUrl>,
  works: Records<BuiltWork>,
): Generator<Pick<BuiltWork, 'number' | 'resource'>> {
  let number = -1;
  let added: string[] = [];
  const changed = (): Pick<BuiltWork, 'number' | 'resource'> => ({
    number,
    resource: withUrls(works.at(number).resource, added),
  });
  for (const { work, url } of urls) {
    if (work !== number && added.length > 0) {
      yield changed();
      added = [];
    }
    number = work;
    added.push(url);
  }
  if (added.length > 0) yield changed();
}

export interface BuiltLinks {
  /** Each once, sorted. To be taken once, as are the changes. */
  readonly links: Iterable<ResourceLink>;
  /** Resources with the addresses that links added. */
  readonly changed: Iterable<Pick<BuiltWork, 'number' | 'resource'>>;
  /** About links that found no work. */
  readonly warnings: readonly string[];
}

/**
 * @param works with the nodes that were made of them, all of them in `index`; taken in whichever order they come.
 * @param found links that were found elsewhere.
 */
export function buildLinks(
  works: Records<BuiltWork>,
  index: LinkIndex,
  found: Iterable<PlacedRow<LinkRow>>,
  { context, spill }: { readonly context: BuildContext; readonly spill: Spill },
): BuiltLinks {
  const addition: Addition = {
    urls: spill.sorter(byWork),
    links: spill.sorter((a, b) => byLink(a, b) || a.saidBy - b.saidBy),
  };
  const linking: Linking = { find: index.finder(works), addition, context };
  const parts: LaterPart[] = [];
  for (const own of works) {
    for (const { candidate } of own.work.members) {
      linksOfRow(candidate, own, linking);
      linksOfFields(candidate, own, linking);
    }
    linksOfTitle(own, linking);
    parts.push(...[laterPartOf(own) ?? []].flat());
  }
  linksOfParts(works, parts, linking);
  const warnings: string[] = [];
  for (const placed of found) {
    const why = linkFound(placed, linking);
    if (why !== null) warnings.push(`${placed.file}:${placed.line}: ${why}`);
  }
  return { links: firstOfEach(addition.links.sorted()), changed: changedBy(addition.urls.sorted(), works), warnings };
}
