/** The picture of what is around a node, with whatever was opened in it. */
import { useMemo } from 'preact/hooks';
import { MAX_OPENED, neighborhoodQuestion, parseOpened, type NeighborhoodAnswer } from '../api/neighborhood-query.ts';
import { useQuery } from '../api/use-query.ts';
import { useWords } from '../language/language.ts';
import { GraphPanel } from '../parts/graph-panel.tsx';
import type { OpenedNode } from '../parts/opened-nodes.tsx';
import { Answered } from '../parts/notices.tsx';
import type { Palette } from '../picture/palette.ts';
import type { Picture, PictureNode } from '../picture/picture.ts';
import { useNavigation } from '../routing/history.ts';

const COMMUNITY_OF_KIND: Readonly<Record<string, number>> = {
  Topic: 0,
  Resource: 2,
  Author: 1,
  Organization: 3,
  Venue: 5,
  VenueEdition: 4,
  Source: 6,
};

/** The union of the neighbourhoods: each node and edge once, nodes sized by their edges in the whole picture. */
function pictureOf(answer: NeighborhoodAnswer, centreId: string): Picture {
  const graphs = Object.values(answer);
  const edges = new Map(
    graphs.flatMap((graph) => graph.edges).map((edge) => [`${edge.kind} ${edge.source} ${edge.target}`, edge]),
  );
  const degrees = new Map<string, number>();
  for (const { source, target } of edges.values()) {
    for (const id of [source, target]) degrees.set(id, (degrees.get(id) ?? 0) + 1);
  }
  const nodes = new Map<string, PictureNode>();
  for (const { node } of graphs.flatMap((graph) => graph.nodes)) {
    nodes.set(node.id, {
      id: node.id,
      label: node.name,
      kind: node.__typename,
      size: degrees.get(node.id) ?? 0,
      // Colours tell kinds apart here, as shapes do.
      community: COMMUNITY_OF_KIND[node.__typename] ?? null,
      central: node.id === centreId,
    });
  }
  return { nodes: [...nodes.values()], edges: [...edges.values()] };
}

/** While an answer with more nodes is on its way, only those that it knows. */
function openedOf(answer: NeighborhoodAnswer, { nodes }: Picture, entries: readonly string[]): OpenedNode[] {
  return entries.map((entry, index) => {
    const { id } = parseOpened(entry);
    const name = nodes.find((node) => node.id === id)?.label ?? id;
    return { entry, name, omittedCount: answer[`n${index + 1}`]?.omittedNodeCount ?? 0 };
  });
}

interface AroundNodeProps {
  readonly id: string;
  readonly name: string;
  readonly palette: Palette;
  readonly behind: { readonly text: string; readonly variables: unknown };
}

export function AroundNode({ id, name, palette, behind }: AroundNodeProps) {
  const { say, apiLanguage } = useWords();
  const { expanded } = useNavigation().place;
  const shown = expanded.slice(0, MAX_OPENED);
  const key = shown.join(' ');
  const question = useMemo(() => neighborhoodQuestion(id, shown.map(parseOpened), apiLanguage), [id, key, apiLanguage]);
  const asked = useQuery(question.query, question.variables);
  const picture = useMemo(() => (asked.data === null ? null : pictureOf(asked.data, id)), [asked.data, id]);
  return (
    <Answered asked={asked}>
      {(answer) =>
        picture === null ? null : (
          <GraphPanel
            title={say('around', { name })}
            picture={picture}
            palette={palette}
            omittedNodeCount={answer['n0']?.omittedNodeCount ?? 0}
            opened={openedOf(answer, picture, shown)}
            sizeLabel={say('edges')}
            behind={behind}
            expandable={true}
          />
        )
      }
    </Answered>
  );
}
