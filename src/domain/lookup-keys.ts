/**
 * What a node can be looked up by, and what a text in any usual spelling may stand for. Both sides make the same keys:
 * `doi:…`, `arxiv:…`, `isbn:…`, `orcid:…`, `url:…`, `label:…` (topics) and `name:…` (names and titles).
 */
import { fingerprint } from './cursor.ts';
import { unreachable } from './errors.ts';
import { arxivOf, canonicalUrl, doiOf, isbnOf, orcidOf } from './identifiers.ts';
import { compareText, isSlug, NODE_KINDS, nodeId, parseNodeId, type NodeId } from './ids.ts';
import type { Author, Entity, Resource } from './model.ts';
import { fold, tidy } from './text.ts';

type Text = string | null | undefined;

/** Longer names become a digest, for what is indexed must be short. */
const MAX_NAME_CHARACTERS = 200;

function textKey(prefix: 'label' | 'name', text: string): string {
  const folded = fold(tidy(text));
  return `${prefix}:${folded.length > MAX_NAME_CHARACTERS ? `#${fingerprint(folded)}` : folded}`;
}

function nameKeys(names: readonly Text[]): string[] {
  return names.flatMap((name) => (name == null || name === '' ? [] : textKey('name', name)));
}

function urlKeys(addresses: readonly Text[]): string[] {
  return addresses.flatMap((address) => {
    const url = address == null ? null : canonicalUrl(address);
    return url === null ? [] : `url:${url}`;
  });
}

function orcidKeys(orcid: string | null): string[] {
  const found = orcid === null ? null : orcidOf(orcid);
  return found === null ? [] : [`orcid:${found}`];
}

/** What the keys of a node are made of. */
export type Keyed =
  | Exclude<Entity, Resource | Author>
  | Pick<Resource, 'kind' | 'title' | 'titleTranslated' | 'identifiers'>
  | Pick<Author, 'kind' | 'name' | 'nameJa' | 'aliases' | 'url' | 'orcid'>;

function keysOf(entity: Keyed): string[] {
  switch (entity.kind) {
    case 'RESOURCE':
      return [...entity.identifiers, ...nameKeys([entity.title, ...Object.values(entity.titleTranslated)])];
    case 'AUTHOR': {
      const { name, nameJa, aliases, url, orcid } = entity;
      // Addresses are among the aliases of people.
      return [...nameKeys([name, nameJa, ...aliases]), ...urlKeys([url, ...aliases]), ...orcidKeys(orcid)];
    }
    case 'ORGANIZATION':
      return [...nameKeys([entity.name, entity.nameJa, ...entity.aliases]), ...urlKeys([entity.url])];
    case 'VENUE':
      return [...nameKeys([entity.name, entity.nameJa, entity.fullName]), ...urlKeys([entity.url])];
    case 'VENUE_EDITION':
    case 'SOURCE':
      return [...nameKeys([entity.name, entity.nameJa]), ...urlKeys([entity.url])];
    case 'TOPIC': {
      const { name, nameJa, altLabels, url, exactMatches } = entity;
      const labels = [name, nameJa, ...altLabels.EN, ...altLabels.JA].filter((label) => label !== null);
      return [...labels.map((label) => textKey('label', label)), ...urlKeys([url, ...exactMatches])];
    }
    default:
      return unreachable(entity);
  }
}

/** Everything a node can be looked up by except its id and slug: sorted, each once. */
export function lookupKeys(entity: Keyed): string[] {
  return [...new Set(keysOf(entity))].toSorted(compareText);
}

/** One way to read a text: the nodes it would name by id, and those that carry one of the keys. */
export interface Reading {
  /** For a person: `DOI`, `slug`. */
  readonly as: string;
  readonly ids: readonly NodeId[];
  readonly keys: readonly string[];
}

const HTTP = /^https?:/i;
/** `research.google/pubs`: a host with a dot, as people write it without the scheme. */
const BARE_ADDRESS = /^[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?::\d+)?(?:[/?#]\S*)?$/i;
/** Names such as Booking.com read the same: without `www.` or a path they are names first. */
const SURE_ADDRESS = /^www\.|\//i;
/** What stands around an identifier that was cut out of a text. */
const AROUND = /^[<"'([]{1,9}|[>"')\].,;]{1,9}$/g;

function addressOf(text: string): string | null {
  if (HTTP.test(text)) return canonicalUrl(text);
  return BARE_ADDRESS.test(text) ? canonicalUrl(`https://${text}`) : null;
}

function isSureAddress(text: string): boolean {
  return HTTP.test(text) || SURE_ADDRESS.test(text);
}

/** Not in a sentence: a DOI or arXiv id is the whole text, or a part of an address. */
function isOneWord(text: string): boolean {
  return !/\s/.test(text.replace(/^(?:doi|arxiv)[\s:]+/i, ''));
}

/** A work may be known by the address of its DOI or preprint alone. */
function addressesOf(doi: string | null, arxiv: string | null): string[] {
  return [
    ...(doi === null ? [] : [`https://doi.org/${doi}`, `https://dl.acm.org/doi/${doi}`]),
    ...(arxiv === null ? [] : [`https://arxiv.org/abs/${arxiv}`]),
  ];
}

function byKey(as: string, keys: readonly (string | null)[]): Reading {
  return { as, ids: [], keys: [...new Set(keys.filter((key) => key !== null))] };
}

function prefixed(prefix: string, value: string | null): string | null {
  return value === null ? null : `${prefix}:${value}`;
}

/**
 * Ids, DOIs, arXiv ids, ISBNs, ORCIDs and addresses in any usual spelling, surest first; empty for plain words. For a
 * search box as well as for a lookup: what is recognised here need not be in the graph.
 */
export function recognise(text: string): Reading[] {
  const whole = text.trim();
  const bare = whole.replace(AROUND, '');
  const id = parseNodeId(whole);
  const [doi, arxiv] = isOneWord(bare) ? [doiOf(bare), arxivOf(bare)] : [null, null];
  const spelt = [whole, bare].filter(isSureAddress).map(addressOf);
  const readings: Reading[] = [
    { as: 'id', ids: id === null ? [] : [id.id], keys: [] },
    byKey('DOI', [prefixed('doi', doi)]),
    byKey('arXiv id', [prefixed('arxiv', arxiv)]),
    byKey('ISBN', [prefixed('isbn', isbnOf(bare))]),
    byKey('ORCID', [prefixed('orcid', orcidOf(bare))]),
    byKey('URL', [...spelt.map((url) => prefixed('url', url)), ...urlKeys(addressesOf(doi, arxiv))]),
  ];
  return readings.filter(({ ids, keys }) => ids.length + keys.length > 0);
}

/**
 * Every way to read a text, surest first: what `recognise` finds, then a topic's label, a slug of any kind, a name or
 * title, and a host without its scheme.
 */
export function readingsOf(text: string): Reading[] {
  const whole = text.trim();
  const slugs = isSlug(whole) ? NODE_KINDS.map((kind) => nodeId(kind, whole)) : [];
  const host = isSureAddress(whole) ? null : addressOf(whole);
  const readings: Reading[] = [
    ...recognise(whole),
    byKey('topic label', [textKey('label', whole)]),
    { as: 'slug', ids: slugs, keys: [] },
    byKey('name or title', [textKey('name', whole)]),
    byKey('URL', [prefixed('url', host)]),
  ];
  return readings.filter(({ ids, keys }) => ids.length + keys.length > 0);
}
