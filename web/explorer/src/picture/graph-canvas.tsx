/** A picture to look at, move and step through. Everything in it is also in the table beside it. */
import { select } from 'd3-selection';
import { zoom, zoomIdentity, type ZoomBehavior, type ZoomTransform } from 'd3-zoom';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { useWords } from '../language/language.ts';
import { useSize, type Size } from '../parts/use-size.ts';
import { LABEL_FONT, LABEL_PIXELS, placeLabels, type Label, type View } from './labels.ts';
import { isDirection, nextNode } from './move-selection.ts';
import { clear, makeBrushes, paintMarks, paintPicture, type Marks } from './paint.ts';
import type { Palette } from './palette.ts';
import type { PlacedNode, PlacedPicture } from './picture.ts';
import { isLarge, Plate } from './plate.ts';

export interface GraphCanvasProps {
  readonly picture: PlacedPicture;
  readonly palette: Palette;
  /** Says what the picture shows. */
  readonly title: string;
  /** The id of the element that says which keys work. */
  readonly helpId: string;
  readonly selectedId: string | null;
  readonly onSelect: (id: string | null) => void;
  /** Enter, or a second click. */
  readonly onOpen: (id: string) => void;
}

const SCALES: [number, number] = [0.1, 6];
/** Around the nodes, for labels; a small frame has less. */
const MARGIN = { pixels: 48, share: 0.08 };
/** After the last movement; until then labels move along. */
const LABELS_AFTER_MS = 90;

function fit({ bounds }: PlacedPicture, { width, height }: Size): ZoomTransform {
  const margin = Math.min(MARGIN.pixels, MARGIN.share * width);
  const k = Math.min((width - 2 * margin) / bounds.width, (height - 2 * margin) / bounds.height, 1.6);
  const scale = Math.max(SCALES[0], k);
  return zoomIdentity
    .translate(width / 2 - scale * (bounds.x + bounds.width / 2), height / 2 - scale * (bounds.y + bounds.height / 2))
    .scale(scale);
}

function nodeAt(nodes: readonly PlacedNode[], view: View, x: number, y: number): PlacedNode | null {
  let best: PlacedNode | null = null;
  let bestDistance = Infinity;
  for (const node of nodes) {
    const distance = Math.hypot(node.x * view.k + view.x - x, node.y * view.k + view.y - y);
    if (distance > Math.max(10, node.radius * view.k + 4) || distance >= bestDistance) continue;
    best = node;
    bestDistance = distance;
  }
  return best;
}

/**
 * A wheel alone and a single finger scroll the page; a wheel with Ctrl, as browsers send for a pinch of a touch pad, and two
 * fingers move and zoom the picture.
 */
function isForPicture(event: MouseEvent | TouchEvent): boolean {
  if ('touches' in event) return event.touches.length > 1;
  return event.type === 'wheel' ? event.ctrlKey || event.metaKey : event.button === 0;
}

/** What is drawn between two renderings of the component: the view moves on every pointer event. */
class Stage {
  view: ZoomTransform = zoomIdentity;
  hovered: PlacedNode | null = null;
  labels: readonly Label[] = [];
  readonly plate = new Plate();
  labelView: View = zoomIdentity;
  frame = 0;
  timer = 0;
}

/** Labels of the last placing, moved along with the view. */
function movedLabels({ labels, labelView, view }: Stage): Label[] {
  return labels.map((label) => {
    const [from, to] = [labelView, view];
    const [dx, dy] = [label.x - (label.node.x * from.k + from.x), label.y - (label.node.y * from.k + from.y)];
    return { ...label, x: label.node.x * to.k + to.x + dx, y: label.node.y * to.k + to.y + dy };
  });
}

export function GraphCanvas(props: GraphCanvasProps) {
  const { picture, palette, title, helpId, selectedId, onSelect, onOpen } = props;
  const { say } = useWords();
  const canvas = useRef<HTMLCanvasElement>(null);
  const zooming = useRef<ZoomBehavior<HTMLCanvasElement, unknown> | null>(null);
  const stage = useMemo(() => new Stage(), []);
  const size = useSize(canvas);
  const brushes = useMemo(() => makeBrushes(picture), [picture]);
  const selected = picture.nodes.find(({ id }) => id === selectedId) ?? null;
  const latest = useRef({ picture, brushes, palette, size, selected });
  latest.current = { picture, brushes, palette, size, selected };

  const draw = (): void => {
    stage.frame ||= requestAnimationFrame(() => {
      stage.frame = 0;
      const { current: now } = latest;
      const context = canvas.current?.getContext('2d');
      if (context == null || now.size.width === 0) return;
      const marks: Marks = { selected: now.selected, hovered: stage.hovered, labels: movedLabels(stage) };
      const frame = { ...now.size, density: devicePixelRatio, view: stage.view };
      clear(context, frame);
      if (isLarge(now.picture)) stage.plate.show(context, now.picture, now.brushes, frame, now.palette);
      else paintPicture(context, now.brushes, frame, now.palette);
      paintMarks(context, now.picture, frame, marks, now.palette);
    });
  };
  const placeAnew = (): void => {
    const { current: now } = latest;
    const context = canvas.current?.getContext('2d');
    if (context == null) return;
    context.font = LABEL_FONT;
    const measure = (text: string): number => context.measureText(text).width;
    const always = new Set([now.selected?.id, stage.hovered?.id].filter((id) => id !== undefined));
    const frame = { ...now.size, fontPixels: LABEL_PIXELS, measure };
    stage.labels = placeLabels(now.picture.nodes, stage.view, frame, always);
    stage.labelView = stage.view;
    draw();
  };
  const settle = (): void => {
    clearTimeout(stage.timer);
    stage.timer = window.setTimeout(() => {
      stage.plate.forget();
      placeAnew();
    }, LABELS_AFTER_MS);
  };

  useEffect(() => {
    const target = canvas.current;
    if (target === null) return undefined;
    const behavior = zoom<HTMLCanvasElement, unknown>()
      .scaleExtent(SCALES)
      .filter(isForPicture)
      .on('zoom', (event: { transform: ZoomTransform }) => {
        stage.view = event.transform;
        draw();
        settle();
      });
    zooming.current = behavior;
    select(target).call(behavior).on('dblclick.zoom', null);
    return () => {
      select(target).on('.zoom', null);
      clearTimeout(stage.timer);
      cancelAnimationFrame(stage.frame);
      stage.frame = 0;
    };
  }, []);

  const show = (transform: ZoomTransform): void => {
    if (canvas.current !== null && zooming.current !== null)
      select(canvas.current).call(zooming.current.transform, transform);
  };
  useEffect(() => {
    if (size.width > 0) show(fit(picture, size));
  }, [picture, size.width, size.height]);
  useEffect(() => stage.plate.forget(), [picture, brushes, palette, size]);
  useEffect(placeAnew, [picture, brushes, palette, size, selectedId]);

  const at = (event: MouseEvent): PlacedNode | null => nodeAt(picture.nodes, stage.view, event.offsetX, event.offsetY);
  const onPointerMove = (event: PointerEvent): void => {
    const hovered = at(event);
    if (hovered?.id === stage.hovered?.id) return;
    stage.hovered = hovered;
    if (canvas.current !== null) canvas.current.style.cursor = hovered === null ? 'grab' : 'pointer';
    placeAnew();
  };
  const onClick = (event: MouseEvent): void => {
    const node = at(event);
    if (node !== null && node.id === selectedId) onOpen(node.id);
    else onSelect(node?.id ?? null);
  };
  const scaleBy = (factor: number): void => {
    if (canvas.current !== null && zooming.current !== null)
      select(canvas.current).call(zooming.current.scaleBy, factor);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const { key } = event;
    if (isDirection(key)) {
      const next = nextNode(picture.nodes, selected, key);
      if (next !== null) onSelect(next.id);
      if (next !== null)
        show(
          zoomIdentity
            .translate(size.width / 2 - next.x * stage.view.k, size.height / 2 - next.y * stage.view.k)
            .scale(stage.view.k),
        );
    } else if (key === 'Enter' && selected !== null) onOpen(selected.id);
    else if (key === 'Escape') onSelect(null);
    else if (key === '+' || key === '=') scaleBy(1.25);
    else if (key === '-') scaleBy(0.8);
    else if (key === '0') show(fit(picture, size));
    else return;
    event.preventDefault();
  };
  return (
    <>
      <canvas
        ref={canvas}
        class="graph-canvas"
        width={Math.round(size.width * devicePixelRatio)}
        height={Math.round(size.height * devicePixelRatio)}
        tabIndex={0}
        role="application"
        aria-label={title}
        aria-describedby={helpId}
        onPointerMove={onPointerMove}
        onClick={onClick}
        onKeyDown={onKeyDown}
      />
      <div class="zoom-buttons">
        <button type="button" aria-label={say('zoomIn')} onClick={() => scaleBy(1.4)}>
          +
        </button>
        <button type="button" aria-label={say('zoomOut')} onClick={() => scaleBy(1 / 1.4)}>
          −
        </button>
        <button type="button" aria-label={say('showAll')} onClick={() => show(fit(picture, size))}>
          ⤢
        </button>
      </div>
    </>
  );
}
