/**
 * A large picture, painted once and wider than its frame. While it moves, the painting is moved instead of being painted anew:
 * thousands of edges take longer to paint than a frame lasts.
 */
import type { View } from './labels.ts';
import { paintPicture, type Brushes, type Frame } from './paint.ts';
import type { Palette } from './palette.ts';
import type { PlacedPicture } from './picture.ts';

/** Nodes and edges; fewer are painted for every frame. */
const LARGE = 1_200;
/** Painted beyond each side, in sizes of the frame. */
const MARGIN = 0.25;
/** A painting that is stretched or shrunk beyond these looks coarse. */
const SCALES = { least: 0.6, most: 1.6 };

export function isLarge({ nodes, edges }: PlacedPicture): boolean {
  return nodes.length + edges.length > LARGE;
}

/** From the painting to the frame: where its corner lies and how much it is stretched. */
function placeOf(painted: Frame, view: View): { readonly x: number; readonly y: number; readonly scale: number } {
  const scale = view.k / painted.view.k;
  return {
    x: view.x - scale * (painted.view.x + MARGIN * painted.width),
    y: view.y - scale * (painted.view.y + MARGIN * painted.height),
    scale,
  };
}

/** Whether everything of the picture that the frame shows is on the painting. */
function covers(painted: Frame, { bounds }: PlacedPicture, { width, height, view }: Frame): boolean {
  const { x, y, scale } = placeOf(painted, view);
  if (scale < SCALES.least || scale > SCALES.most) return false;
  const [left, top] = [bounds.x * view.k + view.x, bounds.y * view.k + view.y];
  const [right, bottom] = [left + bounds.width * view.k, top + bounds.height * view.k];
  const size = (1 + 2 * MARGIN) * scale;
  return (
    x <= Math.max(0, left) &&
    y <= Math.max(0, top) &&
    x + size * painted.width >= Math.min(width, right) &&
    y + size * painted.height >= Math.min(height, bottom)
  );
}

export class Plate {
  readonly #canvas = document.createElement('canvas');
  #painted: Frame | null = null;

  /** To be called when the picture, its colours, or the frame have changed, and when it has come to rest. */
  forget(): void {
    this.#painted = null;
  }

  /** Puts the picture on a cleared canvas of the frame, painting it anew only where it must. */
  show(
    context: CanvasRenderingContext2D,
    picture: PlacedPicture,
    brushes: Brushes,
    frame: Frame,
    palette: Palette,
  ): void {
    if (this.#painted === null || !covers(this.#painted, picture, frame)) this.#paint(brushes, frame, palette);
    const { x, y, scale } = placeOf(this.#painted ?? frame, frame.view);
    const size = (1 + 2 * MARGIN) * scale;
    context.setTransform(frame.density, 0, 0, frame.density, 0, 0);
    context.drawImage(this.#canvas, x, y, size * frame.width, size * frame.height);
  }

  #paint(brushes: Brushes, frame: Frame, palette: Palette): void {
    const { width, height, density, view } = frame;
    this.#canvas.width = Math.round((1 + 2 * MARGIN) * width * density);
    this.#canvas.height = Math.round((1 + 2 * MARGIN) * height * density);
    const context = this.#canvas.getContext('2d');
    if (context === null) return;
    const moved = { k: view.k, x: view.x + MARGIN * width, y: view.y + MARGIN * height };
    paintPicture(context, brushes, { ...frame, view: moved }, palette);
    this.#painted = frame;
  }
}
