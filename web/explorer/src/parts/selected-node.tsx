/** What can be done with the node that is selected in a picture. */
import { EDGE_KINDS, MAX_OPENED, writeOpened, type EdgeKind } from '../api/neighborhood-query.ts';
import { edgeKindKey, nodeKindKey } from '../language/kinds.ts';
import { useWords } from '../language/language.ts';
import type { PictureNode } from '../picture/picture.ts';
import { useNavigation } from '../routing/history.ts';
import { Link } from '../routing/link.tsx';
import { routeOfId } from '../routing/place.ts';
import { isComparable } from '../api/comparable.ts';

interface SelectedNodeProps {
  readonly node: PictureNode;
  /** The other end of a path or a comparison: the node that was marked, else the one the view is about. */
  readonly start: PictureNode | null;
  readonly isMarked: boolean;
  readonly onMark: (id: string | null) => void;
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

export function SelectedNode({ node, start, isMarked, onMark, neighbourCount, expandable }: SelectedNodeProps) {
  const { say } = useWords();
  const other = start?.id === node.id ? null : start;
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
        {other === null ? (
          <Link to={{ view: 'path', from: node.id, to: null }}>{say('pathFromHere')}</Link>
        ) : (
          <Link to={{ view: 'path', from: other.id, to: node.id }}>{say('pathFrom', { name: other.label })}</Link>
        )}
        {other !== null && isComparable(other.kind) && isComparable(node.kind) ? (
          <Link to={{ view: 'compare', a: other.id, b: node.id }}>{say('compareWith', { name: other.label })}</Link>
        ) : null}
        <button type="button" aria-pressed={isMarked} onClick={() => onMark(isMarked ? null : node.id)}>
          {say('markAsStart')}
        </button>
      </p>
      {expandable ? <ExpandButtons node={node} /> : null}
    </div>
  );
}

function ExpandButtons({ node }: { readonly node: PictureNode }) {
  const { say } = useWords();
  const { place, go } = useNavigation();
  const open = (kind: EdgeKind | null): void => {
    const entry = writeOpened({ id: node.id, kind });
    if (!place.expanded.includes(entry)) go({ ...place, expanded: [...place.expanded, entry].slice(-MAX_OPENED) });
  };
  return (
    <p class="actions">
      <button type="button" onClick={() => open(null)}>
        {say('expand')}
      </button>
      {(KINDS_OF[node.kind] ?? EDGE_KINDS).map((kind) => (
        <button key={kind} type="button" class="small" onClick={() => open(kind)}>
          + {say(edgeKindKey(kind))}
        </button>
      ))}
    </p>
  );
}
