/** How two nodes connect: drawn, and told in words. */
import { useMemo } from 'preact/hooks';
import { PATH_QUERY, type PathAnswer } from '../api/path-query.ts';
import { useNamed } from '../api/use-named.ts';
import { useQuery } from '../api/use-query.ts';
import { edgeKindKey } from '../language/kinds.ts';
import { useWords } from '../language/language.ts';
import { GraphPanel } from '../parts/graph-panel.tsx';
import { NodePicker } from '../parts/node-picker.tsx';
import { Answered } from '../parts/notices.tsx';
import { SafeLink } from '../parts/safe-link.tsx';
import { ViewTitle } from '../parts/view-title.tsx';
import type { Palette } from '../picture/palette.ts';
import type { Picture, PictureNode } from '../picture/picture.ts';
import { useNavigation } from '../routing/history.ts';
import { NodeLink } from '../routing/link.tsx';

/** Venues, editions and sources join nearly everything, and say little about why. */
const TELLING_KINDS = [
  'AUTHORED_BY',
  'AFFILIATED_WITH',
  'ABOUT',
  'BROADER',
  'RELATED',
  'IMPLEMENTS',
  'EXPLAINS',
  'PRESENTS',
  'TRANSLATES',
  'PART_OF',
  'CITES',
];

function pictureOf({ path: { paths } }: PathAnswer, ends: readonly (string | null)[]): Picture {
  const edges = new Map(
    paths.flatMap((path) => path.edges).map((edge) => [`${edge.kind} ${edge.source} ${edge.target}`, edge]),
  );
  const nodes = new Map<string, PictureNode>();
  paths.forEach((path, index) => {
    for (const [step, { id, name, __typename: kind }] of path.nodes.entries()) {
      const known = nodes.get(id);
      const community = ends.includes(id) ? null : (known?.community ?? index);
      // From the first node at the left to the last at the right, however long a path is.
      const column = known?.column ?? step / Math.max(1, path.length);
      const size = (known?.size ?? 0) + 1;
      nodes.set(id, { id, label: name, kind, size, community, column, central: ends.includes(id) });
    }
  });
  return { nodes: [...nodes.values()], edges: [...edges.values()] };
}

interface PathViewProps {
  readonly from: string | null;
  readonly to: string | null;
  readonly palette: Palette;
}

export function PathView({ from, to, palette }: PathViewProps) {
  const { say, apiLanguage } = useWords();
  const { place, go } = useNavigation();
  const names = useNamed([from, to]);
  const isComplete = from !== null && to !== null;
  const variables = isComplete ? { from, to, via: TELLING_KINDS, lang: apiLanguage } : null;
  const asked = useQuery(PATH_QUERY, variables);
  const picture = useMemo(
    () => (asked.data === null ? null : pictureOf(asked.data, [from, to])),
    [asked.data, from, to],
  );
  const change = (ends: { from?: string | null; to?: string | null }): void =>
    go({ ...place, route: { view: 'path', from, to, ...ends } });
  return (
    <>
      <ViewTitle text={say('howTheyConnect')} />
      <div class="pickers">
        <NodePicker label={say('from')} chosen={names(from)} onPick={(id) => change({ from: id })} />
        <button type="button" disabled={!isComplete} onClick={() => change({ from: to, to: from })}>
          {say('swap')}
        </button>
        <NodePicker label={say('to')} chosen={names(to)} onPick={(id) => change({ to: id })} />
      </div>
      {!isComplete ? (
        <p class="notice">{say('pickTwo')}</p>
      ) : (
        <Answered asked={asked}>
          {({ path }) =>
            path.paths.length === 0 || picture === null ? (
              <p class="notice">{say(path.truncated ? 'pathStopped' : 'noPath')}</p>
            ) : (
              <>
                <GraphPanel
                  title={say('howTheyConnect')}
                  picture={picture}
                  palette={palette}
                  omittedNodeCount={0}
                  sizeLabel={say('pathsThrough')}
                  behind={{ text: PATH_QUERY.text, variables }}
                  expandable={false}
                />
                <PathList path={path} />
              </>
            )
          }
        </Answered>
      )}
    </>
  );
}

function PathList({ path }: { readonly path: PathAnswer['path'] }) {
  const { say, percent } = useWords();
  return (
    <section aria-labelledby="in-words">
      <h2 id="in-words">{say('inWords')}</h2>
      <p role="status" class="quiet">
        {say('pathCount', { count: path.paths.length })}
      </p>
      <ol class="paths">
        {path.paths.map(({ nodes, edges, explanation }) => (
          <li key={nodes.map(({ id }) => id).join(' ')}>
            <p>{explanation}</p>
            <ol class="steps">
              {nodes.map(({ id, name }, index) => (
                <li key={id}>
                  <NodeLink id={id}>
                    <bdi>{name}</bdi>
                  </NodeLink>
                  {edges[index] === undefined ? null : (
                    <span class="quiet">
                      {edges[index].source === id ? ' → ' : ' ← '}
                      {say(edgeKindKey(edges[index].kind))}
                      {edges[index].provenance === null ? null : (
                        <>
                          {' · '}
                          <SafeLink
                            url={edges[index].provenance.source.url}
                            otherwise={edges[index].provenance.source.name}
                          >
                            {edges[index].provenance.source.name}
                          </SafeLink>{' '}
                          ({percent(edges[index].provenance.confidence)})
                        </>
                      )}
                    </span>
                  )}
                </li>
              ))}
            </ol>
          </li>
        ))}
      </ol>
      {path.truncated ? <p class="quiet">{say('pathStopped')}</p> : null}
    </section>
  );
}
