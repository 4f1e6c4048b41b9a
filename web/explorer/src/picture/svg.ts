/** A placed picture as a file: what is on the canvas, as SVG text. */
import { LABEL_FAMILY, LABEL_PIXELS, type Label } from './labels.ts';
import { communityColour, type Palette } from './palette.ts';
import type { PlacedEdge, PlacedNode, PlacedPicture } from './picture.ts';
import { outlineOf } from './shapes.ts';

/** Text that came from anywhere, as character data or an attribute value of XML. */
export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, '');
}

const round = (value: number): number => Math.round(value * 10) / 10;

function lineOf({ from, to, width, kind }: PlacedEdge, palette: Palette): string {
  const dashed = kind === 'BROADER' || kind === 'RELATED';
  const dash = dashed ? ' stroke-dasharray="5 4" stroke-opacity="0.75"' : ' stroke-opacity="0.35"';
  return `<line x1="${round(from.x)}" y1="${round(from.y)}" x2="${round(to.x)}" y2="${round(to.y)}" stroke="${palette.edge}" stroke-width="${round(width)}"${dash}/>`;
}

function shapeOf(node: PlacedNode, palette: Palette): string {
  const place = `translate(${round(node.x)} ${round(node.y)})`;
  const colour = communityColour(palette, node.community);
  return `<path d="${outlineOf(node.kind, node.radius)}" transform="${place}" fill="${colour}" stroke="${palette.page}" stroke-width="1.5"><title>${escapeXml(node.label)}</title></path>`;
}

function textOf({ text, x, y }: Label, palette: Palette): string {
  return `<text x="${round(x)}" y="${round(y)}" fill="${palette.text}" stroke="${palette.page}" stroke-width="3.5" paint-order="stroke" text-anchor="middle" dominant-baseline="middle">${escapeXml(text)}</text>`;
}

/** Around the nodes of a picture in a file, for labels. */
export const SVG_MARGIN = 110;

/** @param labels placed at scale 1 in the units of the picture. */
export function svgOf(picture: PlacedPicture, labels: readonly Label[], title: string, palette: Palette): string {
  const { x, y, width, height } = picture.bounds;
  const box = [x - SVG_MARGIN, y - SVG_MARGIN, width + 2 * SVG_MARGIN, height + 2 * SVG_MARGIN].map(round);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box.join(' ')}" width="${box[2]}" height="${box[3]}" role="img">`,
    `<title>${escapeXml(title)}</title>`,
    `<rect x="${box[0]}" y="${box[1]}" width="${box[2]}" height="${box[3]}" fill="${palette.page}"/>`,
    ...picture.edges.map((edge) => lineOf(edge, palette)),
    ...picture.nodes.map((node) => shapeOf(node, palette)),
    `<g font-family="${escapeXml(LABEL_FAMILY)}" font-size="${LABEL_PIXELS}">`,
    ...labels.map((label) => textOf(label, palette)),
    '</g></svg>',
  ].join('\n');
}
