import { DomainError } from './errors.ts';

export const NODE_KINDS = ['RESOURCE', 'AUTHOR', 'ORGANIZATION', 'VENUE', 'VENUE_EDITION', 'TOPIC', 'SOURCE'] as const;
export type NodeKind = (typeof NODE_KINDS)[number];

/** The GraphQL type name of each kind; the first half of an id. */
export const TYPE_NAMES = {
  RESOURCE: 'Resource',
  AUTHOR: 'Author',
  ORGANIZATION: 'Organization',
  VENUE: 'Venue',
  VENUE_EDITION: 'VenueEdition',
  TOPIC: 'Topic',
  SOURCE: 'Source',
} as const satisfies Record<NodeKind, string>;

const KIND_OF_TYPE: ReadonlyMap<string, NodeKind> = new Map(NODE_KINDS.map((kind) => [TYPE_NAMES[kind], kind]));

declare const idKind: unique symbol;
/** `Kind:slug`, for example `Topic:ml-testing`. Made only by `nodeId` and `parseNodeId`. */
export type NodeId<K extends NodeKind = NodeKind> = string & { readonly [idKind]: K };

/** Words of letters, marks and digits joined by single hyphens; at most 200 characters. */
const SLUG = /^[\p{L}\p{M}\p{N}]+(?:-[\p{L}\p{M}\p{N}]+)*$/u;
const MAX_SLUG_CHARACTERS = 200;

/** Whether `text` could be the slug of some node. Characters beyond U+FFFF are refused: the two stores order them apart. */
export function isSlug(text: string): boolean {
  return text.length <= MAX_SLUG_CHARACTERS && SLUG.test(text) && !/[\u{10000}-\u{10FFFF}]/u.test(text);
}

/** Joins kind and slug to an id. @throws Error (a bug) when `slug` is no slug. */
export function nodeId<K extends NodeKind>(kind: K, slug: string): NodeId<K> {
  if (!isSlug(slug)) throw new Error(`Not a slug: ${JSON.stringify(slug)}`);
  return `${TYPE_NAMES[kind]}:${slug}` as NodeId<K>;
}

export interface ParsedNodeId {
  readonly id: NodeId;
  readonly kind: NodeKind;
  readonly slug: string;
}

/** Takes an id apart. @returns null when `text` is no id of any kind. */
export function parseNodeId(text: string): ParsedNodeId | null {
  const colon = text.indexOf(':');
  const kind = KIND_OF_TYPE.get(text.slice(0, colon));
  const slug = text.slice(colon + 1);
  if (colon < 0 || kind === undefined || !isSlug(slug)) return null;
  return { id: text as NodeId, kind, slug };
}

/** Like `parseNodeId`, for untrusted input. @throws DomainError INVALID_ID when malformed or, given `kind`, of another kind. */
export function expectNodeId<K extends NodeKind = NodeKind>(text: string, kind?: K): NodeId<K> {
  const parsed = parseNodeId(text);
  if (parsed === null) {
    throw new DomainError(
      'INVALID_ID',
      'An id reads Kind:slug, for example Topic:ml-testing. Take ids from earlier answers.',
    );
  }
  if (kind !== undefined && parsed.kind !== kind) {
    throw new DomainError(
      'INVALID_ID',
      `This id is of a ${TYPE_NAMES[parsed.kind]}; an id of a ${TYPE_NAMES[kind]} is needed here.`,
    );
  }
  return parsed.id as NodeId<K>;
}

/** The kind of an id that is known to be well-formed. */
export function kindOf(id: NodeId): NodeKind {
  const kind = KIND_OF_TYPE.get(id.slice(0, id.indexOf(':')));
  if (kind === undefined) throw new Error('Malformed id');
  return kind;
}

/** The slug of an id that is known to be well-formed. */
export function slugOf(id: NodeId): string {
  return id.slice(id.indexOf(':') + 1);
}

/** Order of ids and slugs everywhere: by code point. Slugs hold none beyond U+FFFF, so UTF-16 order is the same. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
