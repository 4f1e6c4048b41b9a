/** A shape for each kind of node, so that kinds differ without colour too. */
import {
  symbol,
  symbolCircle,
  symbolDiamond,
  symbolSquare,
  symbolStar,
  symbolTriangle,
  symbolWye,
  type SymbolType,
} from 'd3-shape';

const SHAPES: Readonly<Record<string, SymbolType>> = {
  Topic: symbolCircle,
  Resource: symbolSquare,
  Author: symbolTriangle,
  Organization: symbolDiamond,
  Venue: symbolStar,
  VenueEdition: symbolStar,
  Source: symbolWye,
};

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

/** The outline of a node around the origin, as the `d` of an SVG path. All shapes of one radius cover about the same area. */
export function outlineOf(kind: string, radius: number): string {
  return symbol(SHAPES[kind] ?? symbolCircle, Math.PI * radius * radius)() ?? '';
}
