/** What a picture of nodes and edges is made of, whoever draws it. */

export interface PictureNode {
  readonly id: string;
  readonly label: string;
  /** The GraphQL type: Topic, Author …; shapes tell kinds apart without colour. */
  readonly kind: string;
  /** Larger means more; at least 0. */
  readonly size: number;
  /** Colour group; null is neutral. */
  readonly community: number | null;
  /** The node a view is about. */
  readonly central?: boolean;
  /** 0 at the left to 1 at the right, where the order of nodes says something; else the forces alone place it. */
  readonly column?: number;
}

export interface PictureEdge {
  readonly source: string;
  readonly target: string;
  readonly kind: string;
  /** Thicker means more; null is thin. */
  readonly weight: number | null;
}

export interface Picture {
  readonly nodes: readonly PictureNode[];
  readonly edges: readonly PictureEdge[];
}

export interface PlacedNode extends PictureNode {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
}

export interface PlacedEdge extends PictureEdge {
  readonly from: PlacedNode;
  readonly to: PlacedNode;
  readonly width: number;
}

/** A picture with its places, in units of its own; `bounds` encloses the nodes. */
export interface PlacedPicture {
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  readonly bounds: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}
