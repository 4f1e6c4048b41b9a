/** Every view is an address made of slugs and ids; this is the only file that reads or writes one. */

export const NODE_KINDS = ['topic', 'author', 'organization', 'venue', 'edition', 'source', 'resource'] as const;
export type NodeRouteKind = (typeof NODE_KINDS)[number];

export type Route =
  | { readonly view: 'start' }
  | { readonly view: 'search'; readonly query: string }
  | { readonly view: 'node'; readonly kind: NodeRouteKind; readonly slug: string }
  | { readonly view: 'path'; readonly from: string | null; readonly to: string | null }
  | { readonly view: 'compare'; readonly a: string | null; readonly b: string | null };

/** Which resources a view looks at. Empty lists and null say nothing. */
export interface Filters {
  readonly venues: readonly string[];
  readonly types: readonly string[];
  readonly organizations: readonly string[];
  readonly topics: readonly string[];
  readonly fromYear: number | null;
  readonly toYear: number | null;
}

export interface Place {
  readonly route: Route;
  readonly filters: Filters;
  /** Nodes opened in the picture: `ID` with all its edges, or `ID~KIND` with those of one kind. */
  readonly expanded: readonly string[];
  /** Without header and footer, for a frame in another page. */
  readonly embed: boolean;
  /** Null: what the browser prefers. */
  readonly language: 'en' | 'ja' | null;
}

export const NO_FILTERS: Filters = {
  venues: [],
  types: [],
  organizations: [],
  topics: [],
  fromYear: null,
  toYear: null,
};
export const START: Place = {
  route: { view: 'start' },
  filters: NO_FILTERS,
  expanded: [],
  embed: false,
  language: null,
};

const TYPE_NAMES: Readonly<Record<NodeRouteKind, string>> = {
  topic: 'Topic',
  author: 'Author',
  organization: 'Organization',
  venue: 'Venue',
  edition: 'VenueEdition',
  source: 'Source',
  resource: 'Resource',
};

/** The id of the API for a node's address. */
export function idOf(kind: NodeRouteKind, slug: string): string {
  return `${TYPE_NAMES[kind]}:${slug}`;
}

/** The view of a node by its id; the start for an id of no kind. */
export function routeOfId(id: string): Route {
  const at = id.indexOf(':');
  const kind = NODE_KINDS.find((name) => TYPE_NAMES[name] === id.slice(0, at));
  return kind === undefined ? { view: 'start' } : { view: 'node', kind, slug: id.slice(at + 1) };
}

const ROOT = '/explore';

function list(search: URLSearchParams, name: string): string[] {
  return (search.get(name) ?? '').split(',').filter((word) => word !== '');
}

function yearsOf(text: string | null): Pick<Filters, 'fromYear' | 'toYear'> {
  const [, from = '', to = ''] = /^(\d{4})?-(\d{4})?$/.exec(text ?? '') ?? [];
  return { fromYear: from === '' ? null : Number(from), toYear: to === '' ? null : Number(to) };
}

function routeOf(path: string, search: URLSearchParams): Route {
  const [view = '', slug = ''] = path.slice(ROOT.length).split('/').filter(Boolean).map(decodeURIComponent);
  if (view === 'search') return { view, query: search.get('q') ?? '' };
  if (view === 'path') return { view, from: search.get('from'), to: search.get('to') };
  if (view === 'compare') return { view, a: search.get('a'), b: search.get('b') };
  const kind = NODE_KINDS.find((name) => name === view);
  return kind === undefined || slug === '' ? { view: 'start' } : { view: 'node', kind, slug };
}

/** Reads an address. Whatever it does not understand it leaves out. */
export function readPlace(address: string): Place {
  const url = new URL(address, 'http://explorer');
  const { searchParams: search } = url;
  const language = search.get('lang');
  let route: Route;
  try {
    route = routeOf(url.pathname, search);
  } catch {
    route = { view: 'start' };
  }
  return {
    route,
    filters: {
      venues: list(search, 'venue'),
      types: list(search, 'type'),
      organizations: list(search, 'org'),
      topics: list(search, 'topic'),
      ...yearsOf(search.get('years')),
    },
    expanded: list(search, 'open'),
    embed: search.get('embed') === '1',
    language: language === 'en' || language === 'ja' ? language : null,
  };
}

function pathOf(route: Route): string {
  switch (route.view) {
    case 'start':
      return ROOT;
    case 'node':
      return `${ROOT}/${route.kind}/${encodeURIComponent(route.slug)}`;
    case 'search':
    case 'path':
    case 'compare':
      return `${ROOT}/${route.view}`;
  }
}

function argumentsOf(route: Route): (readonly [string, string | null])[] {
  switch (route.view) {
    case 'start':
    case 'node':
      return [];
    case 'search':
      return [['q', route.query]];
    case 'path':
      return [
        ['from', route.from],
        ['to', route.to],
      ];
    case 'compare':
      return [
        ['a', route.a],
        ['b', route.b],
      ];
  }
}

/** Writes the address of a place: path and search, always in the same order. */
export function writePlace({ route, filters, expanded, embed, language }: Place): string {
  const { fromYear, toYear } = filters;
  const years = fromYear === null && toYear === null ? null : `${fromYear ?? ''}-${toYear ?? ''}`;
  const entries: (readonly [string, string | null])[] = [
    ...argumentsOf(route),
    ['venue', filters.venues.join(',')],
    ['type', filters.types.join(',')],
    ['org', filters.organizations.join(',')],
    ['topic', filters.topics.join(',')],
    ['years', years],
    ['open', expanded.join(',')],
    ['embed', embed ? '1' : null],
    ['lang', language],
  ];
  const search = new URLSearchParams();
  for (const [name, value] of entries) if (value !== null && value !== '') search.set(name, value);
  // Colons, commas and tildes are allowed in a search part, and an address of ids should be readable.
  const text = search.toString().replaceAll('%3A', ':').replaceAll('%2C', ',').replaceAll('%7E', '~');
  return pathOf(route) + (text === '' ? '' : `?${text}`);
}
