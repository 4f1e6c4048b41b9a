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

/** The outline of a node around the origin, as the `d` of an SVG path. All shapes of one radius cover about the same area. */
export function outlineOf(kind: string, radius: number): string {
  return symbol(SHAPES[kind] ?? symbolCircle, Math.PI * radius * radius)() ?? '';
}
