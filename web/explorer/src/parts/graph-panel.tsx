/** A picture with its twin: what is drawn, what is selected, and all of it as a table that is in step with both. */
import { useId, useMemo, useState } from 'preact/hooks';
import { edgeKindKey, nodeKindKey } from '../language/kinds.ts';
import { useWords } from '../language/language.ts';
import { GraphCanvas } from '../picture/graph-canvas.tsx';
import { placePicture } from '../picture/layout.ts';
import type { Palette } from '../picture/palette.ts';
import type { Picture, PictureNode } from '../picture/picture.ts';
import { useNavigation } from '../routing/history.ts';
import { NodeLink, placeFor } from '../routing/link.tsx';
import { routeOfId } from '../routing/place.ts';
import { ExportMenu, type BehindTheView } from './export-menu.tsx';
import { KindLegend } from './kind-legend.tsx';
import { OpenedNodes, type OpenedNode } from './opened-nodes.tsx';
import { SelectedNode } from './selected-node.tsx';
import { useMediaQuery } from './use-media-query.ts';

interface GraphPanelProps {
  readonly title: string;
  readonly picture: Picture;
  readonly palette: Palette;
  /** Nodes that belong here and are not shown. */
  readonly omittedNodeCount: number;
  /** What the size of a node counts. */
  readonly sizeLabel: string;
  readonly behind: BehindTheView;
  /** Nodes that were opened in place. */
  readonly opened?: readonly OpenedNode[];
  /** Whether nodes can be opened in place. */
  readonly expandable: boolean;
}

interface Row {
  readonly node: PictureNode;
  readonly neighbours: readonly {
    readonly id: string;
    readonly label: string;
    readonly kind: string;
    readonly weight: number | null;
  }[];
}

/** The nodes as rows, the largest first, each with what it is joined to. */
function rowsOf({ nodes, edges }: Picture): Row[] {
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const ends = edges.flatMap((edge) => [
    { from: edge.source, to: edge.target, edge },
    { from: edge.target, to: edge.source, edge },
  ]);
  const from = Map.groupBy(ends, (end) => end.from);
  return nodes
    .toSorted(
      (a, b) => Number(b.central ?? false) - Number(a.central ?? false) || b.size - a.size || (a.id < b.id ? -1 : 1),
    )
    .map((node) => ({
      node,
      neighbours: (from.get(node.id) ?? [])
        .map(({ to, edge }) => ({ id: to, label: byId.get(to)?.label ?? '', kind: edge.kind, weight: edge.weight }))
        .toSorted((a, b) => (b.weight ?? 0) - (a.weight ?? 0) || (a.label < b.label ? -1 : 1)),
    }));
}

export function GraphPanel(props: GraphPanelProps) {
  const { title, picture, palette, omittedNodeCount, sizeLabel, behind, expandable, opened = [] } = props;
  const { say } = useWords();
  const { place, go } = useNavigation();
  const isTouched = useMediaQuery('(pointer: coarse)');
  const helpId = useId();
  const [selectedId, setSelectedId] = useState<string | null>(null);
  const [markedId, setMarkedId] = useState<string | null>(null);
  const isNarrow = useMediaQuery('(max-width: 52rem)');
  const placed = useMemo(() => placePicture(picture, isNarrow), [picture, isNarrow]);
  const rows = useMemo(() => rowsOf(picture), [picture]);
  const selected = rows.find(({ node }) => node.id === selectedId) ?? null;
  const centre = expandable ? (picture.nodes.find(({ central }) => central === true) ?? null) : null;
  const table = {
    columns: ['id', 'name', 'kind', 'size', 'community', 'joinedTo'],
    rows: rows.map(({ node, neighbours }) => [
      node.id,
      node.label,
      node.kind,
      node.size,
      node.community,
      neighbours.map(({ label }) => label).join('; '),
    ]),
  };
  return (
    <section class="graph-panel" aria-label={title}>
      <div class="graph-frame">
        <GraphCanvas
          picture={placed}
          palette={palette}
          title={title}
          helpId={helpId}
          selectedId={selectedId}
          onSelect={setSelectedId}
          onOpen={(id) => go(placeFor(place, routeOfId(id)))}
        />
      </div>
      <KindLegend nodes={picture.nodes} palette={palette} />
      <p id={helpId} class="quiet graph-help">
        {say(isTouched ? 'pictureHelpTouch' : 'pictureHelp')}{' '}
        {omittedNodeCount > 0 ? say('omittedNodes', { count: omittedNodeCount }) : ''}
      </p>
      <div aria-live="polite">
        {selected === null ? null : (
          <SelectedNode
            node={selected.node}
            start={picture.nodes.find(({ id }) => id === markedId) ?? centre}
            isMarked={selected.node.id === markedId}
            onMark={setMarkedId}
            neighbourCount={selected.neighbours.length}
            expandable={expandable}
          />
        )}
      </div>
      <OpenedNodes opened={opened} />
      <ExportMenu title={title} picture={placed} table={table} behind={behind} palette={palette} />
      <details class="twin">
        <summary>{say('pictureAsTable', { count: rows.length })}</summary>
        <div class="scroll" tabIndex={0} role="region" aria-label={say('pictureAsTable', { count: rows.length })}>
          <table>
            <thead>
              <tr>
                <th scope="col">{say('name')}</th>
                <th scope="col">{say('kind')}</th>
                <th scope="col">{sizeLabel}</th>
                <th scope="col">{say('joinedTo')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ node, neighbours }) => (
                <tr key={node.id} class={node.id === selectedId ? 'selected' : undefined}>
                  <th scope="row">
                    <NodeLink id={node.id}>
                      <bdi>{node.label}</bdi>
                    </NodeLink>{' '}
                    <button
                      type="button"
                      class="small"
                      aria-pressed={node.id === selectedId}
                      onClick={() => setSelectedId(node.id)}
                    >
                      {say('select')}
                      <span class="visually-hidden">: {node.label}</span>
                    </button>
                  </th>
                  <td>{say(nodeKindKey(node.kind))}</td>
                  <td>{node.size}</td>
                  <td>
                    {neighbours.slice(0, 8).map(({ id, label, kind, weight }) => (
                      <span key={`${id} ${kind}`} class="neighbour">
                        <bdi>{label}</bdi> <span class="quiet">({weight ?? say(edgeKindKey(kind))})</span>
                      </span>
                    ))}
                    {neighbours.length > 8 ? (
                      <span class="quiet">{say('andMore', { count: neighbours.length - 8 })}</span>
                    ) : null}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </section>
  );
}
