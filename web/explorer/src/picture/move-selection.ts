/** The arrow keys on a picture: from the selected node to the nearest one in a direction. */
import type { PlacedNode } from './picture.ts';

export type Direction = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight';

const STEPS: Readonly<Record<Direction, readonly [number, number]>> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

export function isDirection(key: string): key is Direction {
  return key in STEPS;
}

/** What lies straight ahead counts as nearer than what lies aside. The first node when none is selected; the same where nothing lies ahead. */
export function nextNode(
  nodes: readonly PlacedNode[],
  selected: PlacedNode | null,
  direction: Direction,
): PlacedNode | null {
  if (selected === null) return nodes[0] ?? null;
  const [dx, dy] = STEPS[direction];
  let best: PlacedNode = selected;
  let bestDistance = Infinity;
  for (const node of nodes) {
    const [x, y] = [node.x - selected.x, node.y - selected.y];
    const ahead = x * dx + y * dy;
    const aside = Math.abs(x * dy) + Math.abs(y * dx);
    const distance = ahead + 2 * aside;
    if (ahead <= 0 || aside > ahead * 2 || distance >= bestDistance) continue;
    best = node;
    bestDistance = distance;
  }
  return best;
}
