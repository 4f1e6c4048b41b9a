/** What can be done with the node that is selected in a picture. */
import { EDGE_KINDS, writeOpened, type EdgeKind } from '../api/neighborhood-query.ts';
import { edgeKindKey, nodeKindKey } from '../language/kinds.ts';
import { useWords } from '../language/language.ts';
import type { PictureNode } from '../picture/picture.ts';
import { useNavigation } from '../routing/history.ts';
import { Link } from '../routing/link.tsx';
import { idOf, routeOfId } from '../routing/place.ts';

interface SelectedNodeProps {
  readonly node: PictureNode;
  readonly neighbourCount: number;
  readonly expandable: boolean;
}

/** Kinds of edges that a node of a type can have. */
const KINDS_OF: Readonly<Record<string, readonly EdgeKind[]>> = {
  Topic: ['ABOUT', 'BROADER', 'RELATED'],
  Author: ['AUTHORED_BY', 'AFFILIATED_WITH'],
  Organization: ['AFFILIATED_WITH'],
  Venue: ['PUBLISHED_IN', 'EDITION_OF'],
  VenueEdition: ['PUBLISHED_IN', 'EDITION_OF'],
  Source: ['LISTED_IN'],
};

export function SelectedNode({ node, neighbourCount, expandable }: SelectedNodeProps) {
  const { say } = useWords();
  const { place, go } = useNavigation();
  const centre = place.route.view === 'node' ? idOf(place.route.kind, place.route.slug) : null;
  const [from, to] = centre === null || centre === node.id ? [node.id, null] : [centre, node.id];
  const open = (kind: EdgeKind | null): void => {
    const entry = writeOpened({ id: node.id, kind });
    if (!place.expanded.includes(entry)) go({ ...place, expanded: [...place.expanded, entry] });
  };
  const kinds = KINDS_OF[node.kind] ?? EDGE_KINDS;
  const isOpen = place.expanded.some((entry) => entry.split('~')[0] === node.id);
  const close = (): void =>
    go({ ...place, expanded: place.expanded.filter((entry) => entry.split('~')[0] !== node.id) });
  return (
    <div class="selected-node" role="group" aria-label={node.label}>
      <p>
        <strong>
          <bdi>{node.label}</bdi>
        </strong>{' '}
        <span class="quiet">
          {say(nodeKindKey(node.kind))} · {say('neighbours', { count: neighbourCount })}
        </span>
      </p>
      <p class="actions">
        <Link to={routeOfId(node.id)}>{say('open')}</Link>
        <Link to={{ view: 'path', from, to }}>{say('pathFromHere')}</Link>
        <Link to={{ view: 'compare', a: from, b: to }}>{say('compare')}</Link>
        {expandable ? (
          <>
            <button type="button" onClick={() => open(null)}>
              {say('expand')}
            </button>
            {kinds.map((kind) => (
              <button key={kind} type="button" class="small" onClick={() => open(kind)}>
                + {say(edgeKindKey(kind))}
              </button>
            ))}
            {isOpen ? (
              <button type="button" onClick={close}>
                {say('collapse')}
              </button>
            ) : null}
          </>
        ) : null}
      </p>
    </div>
  );
}
