/** Colours of a picture, for a light and a dark page. Communities differ in hue and lightness, and every kind has a shape of its own. */

export interface Palette {
  readonly page: string;
  readonly text: string;
  readonly quiet: string;
  readonly edge: string;
  readonly accent: string;
  readonly neutral: string;
  readonly communities: readonly string[];
}

const LIGHT: Palette = {
  page: '#ffffff',
  text: '#1b2430',
  quiet: '#55606e',
  edge: '#8a96a5',
  accent: '#b3260f',
  neutral: '#6b7787',
  communities: [
    '#1f6fb2',
    '#c2570c',
    '#2c8a4b',
    '#8a4fbf',
    '#b23a68',
    '#0e8a8a',
    '#8a6d10',
    '#5661c9',
    '#8f4a2b',
    '#4f7a1e',
    '#a1379a',
    '#3d6f86',
  ],
};
const DARK: Palette = {
  page: '#12171f',
  text: '#e8edf3',
  quiet: '#a9b4c2',
  edge: '#5d6b7d',
  accent: '#ff8a70',
  neutral: '#93a0b1',
  communities: [
    '#6cb4f0',
    '#f29b57',
    '#6fcf8e',
    '#c39bf0',
    '#f08bb0',
    '#55d0d0',
    '#d9b94a',
    '#a2abff',
    '#d99a7c',
    '#a8cf6b',
    '#e68be0',
    '#8fbdd3',
  ],
};

export function paletteOf(dark: boolean): Palette {
  return dark ? DARK : LIGHT;
}

/** The colour of a community; more communities than colours share them in turn. */
export function communityColour(palette: Palette, community: number | null): string {
  if (community === null) return palette.neutral;
  return palette.communities[community % palette.communities.length] ?? palette.neutral;
}
