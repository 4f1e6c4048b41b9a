/** The picture as SVG and PNG. */
import { LABEL_FONT, LABEL_PIXELS, placeLabels } from '../picture/labels.ts';
import type { Palette } from '../picture/palette.ts';
import type { PlacedPicture } from '../picture/picture.ts';
import { svgOf, SVG_MARGIN } from '../picture/svg.ts';

function measuring(): (text: string) => number {
  const context = document.createElement('canvas').getContext('2d');
  if (context === null) return (text) => text.length * 7;
  context.font = LABEL_FONT;
  return (text) => context.measureText(text).width;
}

/** The whole picture, whatever part of it is in view. */
export function pictureSvg(picture: PlacedPicture, title: string, palette: Palette): string {
  const { x, y, width, height } = picture.bounds;
  const frame = {
    width: width + 2 * SVG_MARGIN,
    height: height + 2 * SVG_MARGIN,
    fontPixels: LABEL_PIXELS,
    measure: measuring(),
  };
  const view = { k: 1, x: SVG_MARGIN - x, y: SVG_MARGIN - y };
  const labels = placeLabels(picture.nodes, view, frame, new Set());
  const inPicture = labels.map((label) => ({ ...label, x: label.x - view.x, y: label.y - view.y }));
  return svgOf(picture, inPicture, title, palette);
}

const PNG_SCALE = 2;

/** @throws Error when the browser cannot draw it. */
export async function picturePng(svg: string): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth * PNG_SCALE;
  canvas.height = image.naturalHeight * PNG_SCALE;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (blob) => (blob === null ? reject(new Error('The picture could not be drawn.')) : resolve(blob)),
      'image/png',
    );
  });
}
