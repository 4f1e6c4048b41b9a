/** How much room the shape of a node takes. Apart from the shapes themselves, for labels are placed without drawing anything. */

/** How far a shape reaches from its centre, in radii of the circle of the same area. */
const REACH: Readonly<Record<string, number>> = {
  Resource: 0.95,
  Author: 1.5,
  Organization: 1.6,
  Venue: 1.6,
  VenueEdition: 1.6,
  Source: 1.5,
};

export function extentOf(kind: string, radius: number): number {
  return radius * (REACH[kind] ?? 1);
}
