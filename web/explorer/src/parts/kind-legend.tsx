/** Which shape and colour stands for which kind of node, where a picture has several. */
import { nodeKindKey } from '../language/kinds.ts';
import { useWords } from '../language/language.ts';
import { communityColour, type Palette } from '../picture/palette.ts';
import type { PictureNode } from '../picture/picture.ts';
import { outlineOf } from '../picture/shapes.ts';

interface KindLegendProps {
  readonly nodes: readonly PictureNode[];
  readonly palette: Palette;
}

export function KindLegend({ nodes, palette }: KindLegendProps) {
  const { say } = useWords();
  const kinds = [...new Set(nodes.map(({ kind }) => kind))].map((kind) => {
    const communities = new Set(nodes.filter((node) => node.kind === kind).map(({ community }) => community));
    // Where colours say something else, the shape alone tells the kind.
    return { kind, community: communities.size === 1 ? ([...communities][0] ?? null) : null };
  });
  if (kinds.length < 2) return null;
  return (
    <ul class="legend">
      {kinds.map(({ kind, community }) => (
        <li key={kind}>
          <svg class="swatch" viewBox="-8 -8 16 16" aria-hidden="true">
            <path d={outlineOf(kind, 6)} fill={communityColour(palette, community)} />
          </svg>
          {say(nodeKindKey(kind))}
        </li>
      ))}
    </ul>
  );
}
