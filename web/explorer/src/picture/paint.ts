/** Draws a placed picture on a canvas: whole groups of one colour at once, so that panning thousands of nodes stays smooth. */
import { LABEL_FONT, type Label, type View } from './labels.ts';
import { communityColour, type Palette } from './palette.ts';
import type { PlacedEdge, PlacedNode, PlacedPicture } from './picture.ts';
import { outlineOf } from './shapes.ts';

interface EdgeBrush {
  readonly path: Path2D;
  readonly width: number;
  readonly dashed: boolean;
  /** The more resources an edge counts, the less it fades; stated edges do not. */
  readonly alpha: number;
}

/** Outlines made once; a frame only fills and strokes them. */
export interface Brushes {
  /** By community. */
  readonly nodes: ReadonlyMap<number | null, Path2D>;
  readonly edges: readonly EdgeBrush[];
}

export interface Frame {
  readonly width: number;
  readonly height: number;
  /** Device pixels for each pixel of the page. */
  readonly density: number;
  readonly view: View;
}

export interface Marks {
  readonly selected: PlacedNode | null;
  readonly hovered: PlacedNode | null;
  readonly labels: readonly Label[];
}

/** Edges of the hierarchy and between related topics are dashed: they are stated, not counted. */
const DASHED = new Set(['BROADER', 'RELATED']);

function nodePath({ kind, radius, x, y }: PlacedNode): Path2D {
  const path = new Path2D();
  path.addPath(new Path2D(outlineOf(kind, radius)), new DOMMatrix([1, 0, 0, 1, x, y]));
  return path;
}

export function makeBrushes({ nodes, edges }: PlacedPicture): Brushes {
  const byCommunity = new Map<number | null, Path2D>();
  for (const node of nodes) {
    const path = byCommunity.get(node.community) ?? new Path2D();
    path.addPath(nodePath(node));
    byCommunity.set(node.community, path);
  }
  const byLook = new Map<string, EdgeBrush>();
  for (const { from, to, kind, width: exact, weight } of edges) {
    const width = Math.round(exact * 2) / 2 || 0.5;
    const alpha = weight === null ? 0.65 : Math.min(0.6, 0.08 + 0.09 * width);
    const look = { width, dashed: DASHED.has(kind), alpha };
    const key = `${width} ${look.dashed} ${alpha}`;
    const brush = byLook.get(key) ?? { path: new Path2D(), ...look };
    brush.path.moveTo(from.x, from.y);
    brush.path.lineTo(to.x, to.y);
    byLook.set(key, brush);
  }
  return { nodes: byCommunity, edges: [...byLook.values()] };
}

function paintEdges(context: CanvasRenderingContext2D, { edges }: Brushes, palette: Palette, k: number): void {
  context.strokeStyle = palette.edge;
  for (const { path, width, dashed, alpha } of edges) {
    context.globalAlpha = alpha;
    context.setLineDash(dashed ? [5 / k, 4 / k] : []);
    context.lineWidth = width / Math.sqrt(k);
    context.stroke(path);
  }
  context.globalAlpha = 1;
  context.setLineDash([]);
}

function paintNodes(context: CanvasRenderingContext2D, { nodes }: Brushes, palette: Palette, k: number): void {
  context.lineWidth = 1.5 / k;
  context.strokeStyle = palette.page;
  for (const [community, path] of nodes) {
    context.fillStyle = communityColour(palette, community);
    context.fill(path);
    context.stroke(path);
  }
}

function paintMarked(
  context: CanvasRenderingContext2D,
  marked: PlacedNode,
  edges: readonly PlacedEdge[],
  palette: Palette,
  k: number,
): void {
  context.strokeStyle = palette.accent;
  for (const { from, to, width } of edges) {
    if (from.id !== marked.id && to.id !== marked.id) continue;
    context.lineWidth = Math.max(1.5, width) / Math.sqrt(k);
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.stroke();
  }
  context.lineWidth = 3 / k;
  context.stroke(nodePath({ ...marked, radius: marked.radius + 4 / k }));
  context.fillStyle = communityColour(palette, marked.community);
  context.fill(nodePath(marked));
}

function paintLabels(context: CanvasRenderingContext2D, { labels, selected }: Marks, palette: Palette): void {
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineJoin = 'round';
  context.lineWidth = 3.5;
  context.strokeStyle = palette.page;
  for (const { text, x, y, node } of labels) {
    context.strokeText(text, x, y);
    context.fillStyle = node.id === selected?.id ? palette.accent : palette.text;
    context.fillText(text, x, y);
  }
}

/** Paints edges and nodes, in the units of the picture. */
export function paintPicture(
  context: CanvasRenderingContext2D,
  brushes: Brushes,
  { density, view }: Frame,
  palette: Palette,
): void {
  context.setTransform(density * view.k, 0, 0, density * view.k, density * view.x, density * view.y);
  paintEdges(context, brushes, palette, view.k);
  paintNodes(context, brushes, palette, view.k);
}

/** Paints over the picture what is marked in it, and the labels, which stand in pixels. */
export function paintMarks(
  context: CanvasRenderingContext2D,
  picture: PlacedPicture,
  { density, view }: Frame,
  marks: Marks,
  palette: Palette,
): void {
  context.setTransform(density * view.k, 0, 0, density * view.k, density * view.x, density * view.y);
  for (const marked of [marks.hovered, marks.selected]) {
    if (marked !== null) paintMarked(context, marked, picture.edges, palette, view.k);
  }
  context.setTransform(density, 0, 0, density, 0, 0);
  context.font = LABEL_FONT;
  paintLabels(context, marks, palette);
}

export function clear(context: CanvasRenderingContext2D, { width, height, density }: Frame): void {
  context.setTransform(density, 0, 0, density, 0, 0);
  context.clearRect(0, 0, width, height);
}
