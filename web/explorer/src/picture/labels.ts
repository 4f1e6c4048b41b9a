/** Which labels can be shown without covering each other: the most important first. */
import type { PlacedNode } from './picture.ts';

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
export const LABEL_FONT = `${LABEL_PIXELS}px system-ui, -apple-system, "Segoe UI", "Hiragino Sans", "Noto Sans CJK JP", sans-serif`;

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

/** Below, above, right or left of the node, whichever is free first. */
function placesFor(node: PlacedNode, view: View, width: number, height: number): Pick<Label, 'x' | 'y'>[] {
  const [x, y, radius] = [node.x * view.k + view.x, node.y * view.k + view.y, node.radius * view.k];
  return [
    { x, y: y + radius + height / 2 + 2 },
    { x, y: y - radius - height / 2 - 2 },
    { x: x + radius + width / 2 + 4, y },
    { x: x - radius - width / 2 - 4, y },
  ];
}

/**
 * Labels that fit, no two of them overlapping and none covering another node's centre. `always` names nodes whose labels
 * are placed first; then larger nodes come first.
 */
export function placeLabels(
  nodes: readonly PlacedNode[],
  view: View,
  { width: frameWidth, height: frameHeight, fontPixels, measure }: LabelFrame,
  always: ReadonlySet<string>,
): Label[] {
  const cells = createCells();
  const visible = nodes.filter((node) => {
    const [x, y] = [node.x * view.k + view.x, node.y * view.k + view.y];
    return x > -40 && y > -40 && x < frameWidth + 40 && y < frameHeight + 40;
  });
  for (const node of visible) {
    const side = Math.max(2, node.radius * view.k * 1.6);
    cells.take({ x: node.x * view.k + view.x, y: node.y * view.k + view.y, width: side, height: side });
  }
  const rank = (node: PlacedNode): number => (always.has(node.id) ? 2 : node.central === true ? 1 : 0);
  const ordered = visible.toSorted((a, b) => rank(b) - rank(a) || b.size - a.size || (a.id < b.id ? -1 : 1));
  const labels: Label[] = [];
  for (const node of ordered) {
    const text = shortened(node.label);
    const [width, height] = [measure(text), fontPixels * 1.25];
    const place = placesFor(node, view, width, height).find((at) => cells.isFree({ ...at, width, height }));
    if (place === undefined) continue;
    const label = { node, text, ...place, width, height };
    cells.take(label);
    labels.push(label);
  }
  return labels;
}
