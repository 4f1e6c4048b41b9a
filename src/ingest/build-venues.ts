/** Venues and their editions from the works that name them. */
import { z } from 'zod';
import { compareText, nodeId } from '../domain/ids.ts';
import type { Resource, Venue, VenueEdition } from '../domain/model.ts';
import { slugify } from '../domain/text.ts';
import { editionSlug } from './edition.ts';
import type { Work } from './resolve.ts';
import type { WorkRow } from './row.ts';

/** What is known of venues beside their rows: seed/venues.json. */
export const venuesModel = z.object({
  venues: z.array(z.object({ name: z.string(), fullName: z.string().nullable(), url: z.string().nullable() })),
  completeEditions: z.array(z.string()),
});
type VenueFacts = z.infer<typeof venuesModel>;

export interface VenueRegistry {
  /** Works in the order of precedence: the first that names an edition says of what year it is. */
  add(work: Work, resource: Resource): void;
  /** By id. */
  venues(): Venue[];
  /** By id. */
  editions(): VenueEdition[];
}

function byId(a: { id: string }, b: { id: string }): number {
  return compareText(a.id, b.id);
}

export function createVenueRegistry(facts: VenueFacts): VenueRegistry {
  const names = new Map<string, string>();
  const tracks = new Map<string, Set<string>>();
  const editions = new Map<string, VenueEdition>();
  const known = new Map(facts.venues.map((venue) => [slugify(venue.name), venue]));

  /** Of several spellings the first by code point is the name. */
  const addName = (venue: string): void => {
    const slug = slugify(venue);
    const name = names.get(slug);
    if (name === undefined || compareText(venue, name) < 0) names.set(slug, venue);
  };
  const addEdition = (venue: string, edition: string, year: number | null): void => {
    const slug = editionSlug(edition);
    if (editions.has(slug)) return;
    editions.set(slug, {
      kind: 'VENUE_EDITION',
      id: nodeId('VENUE_EDITION', slug),
      slug,
      name: edition,
      nameJa: null,
      url: null,
      year: year ?? Number(/\d{4}/.exec(edition)?.[0] ?? 0),
      venueId: nodeId('VENUE', slugify(venue)),
      complete: facts.completeEditions.includes(slug),
    });
  };
  const addRow = ({ venue, edition, year }: WorkRow): void => {
    if (venue == null) return;
    addName(venue);
    if (edition != null) addEdition(venue, edition, year ?? null);
  };
  const venueOf = ([slug, name]: readonly [string, string]): Venue => {
    const id = nodeId('VENUE', slug);
    const fact = known.get(slug);
    return {
      kind: 'VENUE',
      id,
      slug,
      name,
      nameJa: null,
      fullName: fact?.fullName ?? null,
      url: fact?.url ?? null,
      tracks: [...(tracks.get(id) ?? [])].toSorted(compareText),
    };
  };
  return {
    add: ({ members }, { venueId, track }) => {
      for (const { candidate } of members) addRow(candidate.placed.row);
      if (venueId !== null && track !== null) tracks.set(venueId, (tracks.get(venueId) ?? new Set()).add(track));
    },
    venues: () => [...names].map(venueOf).toSorted(byId),
    editions: () => [...editions.values()].toSorted(byId),
  };
}
