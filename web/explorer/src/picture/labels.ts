/** Which labels can be shown without covering each other: the most important first. */
import type { PlacedNode } from './picture.ts';
import { extentOf } from './extent.ts';

export interface Label {
  readonly node: PlacedNode;
  readonly text: string;
  /** Centre of the text, in pixels of the picture's frame. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** From the units of the picture to pixels. */
export interface View {
  readonly k: number;
  readonly x: number;
  readonly y: number;
}

export interface LabelFrame {
  readonly width: number;
  readonly height: number;
  readonly fontPixels: number;
  readonly measure: (text: string) => number;
}

export const LABEL_PIXELS = 12;
export const LABEL_FAMILY = 'system-ui, -apple-system, "Segoe UI", "Hiragino Sans", "Noto Sans CJK JP", sans-serif';
export const LABEL_FONT = `${LABEL_PIXELS}px ${LABEL_FAMILY}`;

const MAX_CHARACTERS = 42;
const GAP = 3;
const CELL = 64;

function shortened(text: string): string {
  const characters = [...text];
  return characters.length <= MAX_CHARACTERS
    ? text
    : `${characters
        .slice(0, MAX_CHARACTERS - 1)
        .join('')
        .trimEnd()}…`;
}

type Box = Pick<Label, 'x' | 'y' | 'width' | 'height'>;

function overlaps(a: Box, b: Box): boolean {
  return Math.abs(a.x - b.x) * 2 < a.width + b.width + GAP * 2 && Math.abs(a.y - b.y) * 2 < a.height + b.height + GAP;
}

/** Boxes that were placed, found by the cells they cover. */
function createCells(): { readonly isFree: (box: Box) => boolean; readonly take: (box: Box) => void } {
  const cells = new Map<string, Box[]>();
  const keysOf = ({ x, y, width, height }: Box): string[] => {
    const keys: string[] = [];
    for (let column = Math.floor((x - width / 2) / CELL); column <= Math.floor((x + width / 2) / CELL); column += 1) {
      for (let row = Math.floor((y - height / 2) / CELL); row <= Math.floor((y + height / 2) / CELL); row += 1) {
        keys.push(`${column} ${row}`);
      }
    }
    return keys;
  };
  return {
    isFree: (box) => keysOf(box).every((key) => (cells.get(key) ?? []).every((other) => !overlaps(box, other))),
    take: (box) => {
      for (const key of keysOf(box)) cells.set(key, [...(cells.get(key) ?? []), box]);
    },
  };
}

/** Below, above, right, left of the node, then across its corners: whichever is free first. */
function placesFor(node: PlacedNode, view: View, width: number, height: number): Pick<Label, 'x' | 'y'>[] {
  const [x, y] = [node.x * view.k + view.x, node.y * view.k + view.y];
  const extent = extentOf(node.kind, node.radius) * view.k;
  const [beside, below, corner] = [extent + width / 2 + 4, extent + height / 2 + 2, extent * 0.7 + height / 2 + 1];
  return [
    { x, y: y + below },
    { x, y: y - below },
    { x: x + beside, y },
    { x: x - beside, y },
    { x: x + beside * 0.75, y: y + corner },
    { x: x - beside * 0.75, y: y + corner },
    { x: x + beside * 0.75, y: y - corner },
    { x: x - beside * 0.75, y: y - corner },
  ];
}

/** A label that leaves the frame would be cut. */
function isInside({ x, y, width, height }: Box, frame: Pick<LabelFrame, 'width' | 'height'>): boolean {
  return (
    x - width / 2 >= 2 && x + width / 2 <= frame.width - 2 && y - height / 2 >= 2 && y + height / 2 <= frame.height - 2
  );
}

/** Nodes at least so large, in the picture and on the page, are named across themselves where no place beside them is free. */
const NAMED_ACROSS = { radius: 14, pixels: 6 };

function isLarge({ radius }: PlacedNode, { k }: View): boolean {
  return radius >= NAMED_ACROSS.radius && radius * k >= NAMED_ACROSS.pixels;
}

/**
 * Labels that fit into the frame, no two of them overlapping. They keep clear of nodes, but for the largest: theirs may stand
 * on the node itself. `always` names nodes whose labels are placed first; then larger nodes come first.
 */
export function placeLabels(
  nodes: readonly PlacedNode[],
  view: View,
  frame: LabelFrame,
  always: ReadonlySet<string>,
): Label[] {
  const { width: frameWidth, height: frameHeight, fontPixels, measure } = frame;
  const [shapes, texts] = [createCells(), createCells()];
  const visible = nodes.filter((node) => {
    const [x, y] = [node.x * view.k + view.x, node.y * view.k + view.y];
    return x > -40 && y > -40 && x < frameWidth + 40 && y < frameHeight + 40;
  });
  for (const node of visible) {
    const side = Math.max(2, node.radius * view.k * 1.6);
    shapes.take({ x: node.x * view.k + view.x, y: node.y * view.k + view.y, width: side, height: side });
  }
  const rank = (node: PlacedNode): number => (always.has(node.id) ? 2 : node.central === true ? 1 : 0);
  const ordered = visible.toSorted((a, b) => rank(b) - rank(a) || b.size - a.size || (a.id < b.id ? -1 : 1));
  const labels: Label[] = [];
  for (const node of ordered) {
    const text = shortened(node.label);
    const size = { width: measure(text), height: fontPixels * 1.25 };
    const across = { x: node.x * view.k + view.x, y: node.y * view.k + view.y };
    const fits = (box: Box): boolean => isInside(box, frame) && texts.isFree(box);
    const place =
      placesFor(node, view, size.width, size.height).find((at) => {
        const box = { ...at, ...size };
        return fits(box) && shapes.isFree(box);
      }) ?? (isLarge(node, view) && fits({ ...across, ...size }) ? across : undefined);
    if (place === undefined) continue;
    const label = { node, text, ...place, ...size };
    texts.take(label);
    labels.push(label);
  }
  return labels;
}
