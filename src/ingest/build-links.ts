/** Links between resources: from the labels of further addresses, equal titles of different kinds, and the rows' own fields. */
import { arxivOf, canonicalUrl, doiOf, identifiersOf } from '../domain/identifiers.ts';
import { compareText, type NodeId } from '../domain/ids.ts';
import type { LinkKind, Provenance, Resource, ResourceLink, ResourceType } from '../domain/model.ts';
import { slugify } from '../domain/text.ts';
import { INFERRED_CONFIDENCE, provenanceOf, type BuildContext, type BuiltResource } from './build-resources.ts';
import { editionSlug } from './edition.ts';
import { CODE_LABEL, rowOfLink } from './link-rows.ts';
import type { Candidate } from './resolve.ts';
import type { LinkRow, PlacedRow, WorkRow } from './row.ts';

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

/** Finds built resources by what links say of them. */
interface Index {
  readonly byUrl: ReadonlyMap<string, readonly BuiltResource[]>;
  readonly byDoi: ReadonlyMap<string, readonly BuiltResource[]>;
  readonly byArxivId: ReadonlyMap<string, readonly BuiltResource[]>;
  /** Papers by the addresses of their text. */
  readonly byPaperLink: ReadonlyMap<string, readonly BuiltResource[]>;
  readonly byTitle: ReadonlyMap<string, readonly BuiltResource[]>;
}

function indexBy(
  built: readonly BuiltResource[],
  keysOf: (one: BuiltResource) => readonly string[],
): Map<string, BuiltResource[]> {
  const index = new Map<string, BuiltResource[]>();
  for (const one of built) {
    for (const key of new Set(keysOf(one))) {
      const list = index.get(key);
      if (list === undefined) index.set(key, [one]);
      else list.push(one);
    }
  }
  return index;
}

function paperLinksOf({ resource, work }: BuiltResource): string[] {
  if (resource.type !== 'PAPER') return [];
  const links = work.members.flatMap(({ candidate }) => candidate.placed.row.links ?? []);
  return links.flatMap(({ label, url }) => (linkOf(label) === 'to the paper' ? (canonicalUrl(url) ?? []) : []));
}

function titleKeysOf({ resource, work }: BuiltResource): string[] {
  const titles = [
    resource.title,
    ...Object.values(resource.titleTranslated),
    ...work.members.map(({ candidate }) => candidate.placed.row.title),
  ];
  return titles.map((title) => slugify(title, 2_000)).filter((key) => key !== '');
}

/** What equal titles say, by the types of the two: the first explains, presents or implements the second. */
const EQUAL_TITLE: Partial<Record<ResourceType, LinkKind>> = {
  ARTICLE: 'EXPLAINS',
  TALK: 'PRESENTS',
  REPOSITORY: 'IMPLEMENTS',
  TOOL: 'IMPLEMENTS',
};

const PART = /^(.*?)[\s,:(–—-]*\bpart\s+(\d+|one|two|three|four)\b/i;

interface Addition {
  readonly urls: Map<NodeId<'RESOURCE'>, Set<string>>;
  readonly links: Map<string, ResourceLink>;
}

function addLink(addition: Addition, kind: LinkKind, from: Resource, to: Resource, provenance: Provenance): void {
  if (from.id === to.id) return;
  const key = `${kind} ${from.id} ${to.id}`;
  if (!addition.links.has(key)) addition.links.set(key, { kind, fromId: from.id, toId: to.id, provenance });
}

function addUrl(addition: Addition, resource: Resource, url: string): void {
  if (!/^https?:/i.test(url)) return;
  const urls = addition.urls.get(resource.id) ?? new Set();
  addition.urls.set(resource.id, urls.add(url));
}

/** A folder or file of a repository is one more of its addresses: the link led there, not to its front page. */
function addPlaceInside(addition: Addition, repository: Resource, url: string): void {
  const known = repository.urls.map(canonicalUrl);
  if (!known.includes(canonicalUrl(url))) addUrl(addition, repository, url);
}

/** The paper that a `Paper` link leads to, where the graph has it. Between two papers it says nothing: both may be versions. */
function paperOf(link: { label: string; url: string }, own: BuiltResource, index: Index): BuiltResource | undefined {
  if (linkOf(link.label) !== 'to the paper' || own.resource.type === 'PAPER') return undefined;
  const url = canonicalUrl(link.url) ?? '';
  const others = [
    ...(index.byUrl.get(url) ?? []),
    ...(index.byDoi.get(doiOf(link.url) ?? '') ?? []),
    ...(index.byArxivId.get(arxivOf(link.url) ?? '') ?? []),
    ...(index.byPaperLink.get(url) ?? []),
  ];
  return others.find(({ resource }) => resource.type === 'PAPER');
}

/** The resource that a link's own row became: for code the repository, whatever else shares its address. */
function codeOrOther(row: WorkRow, index: Index): BuiltResource | undefined {
  const others = index.byUrl.get(canonicalUrl(row.url ?? '') ?? '') ?? [];
  const isCode = ({ resource }: BuiltResource): boolean => resource.type === 'REPOSITORY' || resource.type === 'TOOL';
  return row.kind === 'repository' ? (others.find(isCode) ?? others[0]) : others[0];
}

function linksOfRow(
  candidate: Candidate,
  own: BuiltResource,
  index: Index,
  addition: Addition,
  context: BuildContext,
): void {
  for (const link of candidate.placed.row.links ?? []) {
    const row = rowOfLink(link.label, link.url, link.title ?? null);
    const kind = linkOf(link.label);
    const other = row === null ? paperOf(link, own, index) : codeOrOther(row, index);
    if (other === undefined || kind === null) {
      addUrl(addition, own.resource, link.url);
      continue;
    }
    const provenance = provenanceOf(candidate, context, `link labelled ${link.label}`);
    if (row?.kind === 'repository') addPlaceInside(addition, other.resource, link.url);
    if (kind === 'to the paper')
      addLink(addition, towardsPaper(own.resource.type), own.resource, other.resource, provenance);
    else addLink(addition, kind, other.resource, own.resource, provenance);
  }
}

function linksOfFields(
  candidate: Candidate,
  own: BuiltResource,
  index: Index,
  addition: Addition,
  context: BuildContext,
): void {
  const { row } = candidate.placed;
  const fields: readonly (readonly [LinkKind, string | null | undefined])[] = [
    ['PART_OF', row.partOf],
    ['EXPLAINS', row.about],
    ['TRANSLATES', typeof row.translates === 'object' ? row.translates?.title : row.translates],
  ];
  for (const [kind, title] of fields) {
    if (title == null) continue;
    const others = (index.byTitle.get(slugify(title, 2_000)) ?? []).filter(
      ({ resource }) => resource.id !== own.resource.id,
    );
    const other = others.find(({ resource }) => resource.type === 'PAPER') ?? others[0];
    if (other !== undefined)
      addLink(addition, kind, own.resource, other.resource, provenanceOf(candidate, context, 'stated'));
  }
}

function linksOfTitle(own: BuiltResource, index: Index, addition: Addition, context: BuildContext): void {
  const [first] = own.work.members;
  const kind = EQUAL_TITLE[own.resource.type];
  if (first === undefined) return;
  const inferredBy = (method: string): Provenance => ({
    ...provenanceOf(first.candidate, context, method),
    confidence: INFERRED_CONFIDENCE,
  });
  if (kind !== undefined) {
    for (const other of index.byTitle.get(slugify(own.resource.title, 2_000)) ?? []) {
      if (other.resource.type === 'PAPER')
        addLink(addition, kind, own.resource, other.resource, inferredBy('equal titles'));
    }
  }
  const part = PART.exec(own.resource.title);
  if (part?.[1] === undefined || /^(?:1|one)$/i.test(part[2] ?? '')) return;
  for (const number of ['1', 'one']) {
    const beginning = slugify(`${part[1]} part ${number}`, 2_000);
    for (const [key, [other]] of index.byTitle) {
      const isFirst = key === beginning || key.startsWith(`${beginning}-`);
      if (isFirst && other?.resource.type === own.resource.type)
        addLink(addition, 'PART_OF', own.resource, other.resource, inferredBy('number of the part in the title'));
    }
  }
}

function linkFound(placed: PlacedRow<LinkRow>, index: Index, addition: Addition, context: BuildContext): string | null {
  const { of, label, url, locator } = placed.row;
  const byTitle = (index.byTitle.get(slugify(of.title, 2_000)) ?? []).filter(
    ({ resource }) => resource.editionId?.slice('VenueEdition:'.length) === editionSlug(of.edition),
  );
  const paper = (of.doi == null ? undefined : index.byDoi.get(of.doi.toLowerCase())?.[0]) ?? byTitle[0];
  if (paper === undefined) return `no paper of ${of.edition} is titled ${of.title}`;
  const row = rowOfLink(label, url, null);
  const other = row === null ? undefined : codeOrOther(row, index);
  if (other === undefined) addUrl(addition, paper.resource, url);
  else {
    addPlaceInside(addition, other.resource, url);
    const provenance = {
      sourceId: `Source:${placed.source}` as NodeId<'SOURCE'>,
      locator: locator ?? url,
      retrievedAt: context.retrievedAt(placed.source),
      confidence: 1,
      method: 'stated',
    };
    addLink(addition, 'IMPLEMENTS', other.resource, paper.resource, provenance);
  }
  return null;
}

/**
 * @returns the built resources with the addresses that links added, all links sorted, and warnings about links that found
 * no work.
 */
export function buildLinks(
  built: readonly BuiltResource[],
  found: readonly PlacedRow<LinkRow>[],
  context: BuildContext,
): { built: BuiltResource[]; links: ResourceLink[]; warnings: string[] } {
  const index: Index = {
    byUrl: indexBy(built, ({ resource }) => resource.urls.flatMap((url) => canonicalUrl(url) ?? [])),
    byDoi: indexBy(built, ({ resource }) => (resource.doi === null ? [] : [resource.doi])),
    byArxivId: indexBy(built, ({ resource }) => (resource.arxivId === null ? [] : [resource.arxivId])),
    byPaperLink: indexBy(built, paperLinksOf),
    byTitle: indexBy(built, titleKeysOf),
  };
  const addition: Addition = { urls: new Map(), links: new Map() };
  for (const own of built) {
    for (const { candidate } of own.work.members) {
      linksOfRow(candidate, own, index, addition, context);
      linksOfFields(candidate, own, index, addition, context);
    }
    linksOfTitle(own, index, addition, context);
  }
  const warnings = found.flatMap((placed) => {
    const why = linkFound(placed, index, addition, context);
    return why === null ? [] : [`${placed.file}:${placed.line}: ${why}`];
  });
  const withUrls = built.map((one): BuiltResource => {
    const { resource } = one;
    const urls = [...new Set([...resource.urls, ...[...(addition.urls.get(resource.id) ?? [])].toSorted(compareText)])];
    return {
      ...one,
      resource: {
        ...resource,
        urls,
        url: resource.url ?? urls[0] ?? null,
        identifiers: identifiersOf({ ...resource, urls }),
      },
    };
  });
  const links = [...addition.links].toSorted(([a], [b]) => compareText(a, b)).map(([, link]) => link);
  return { built: withUrls, links, warnings };
}
