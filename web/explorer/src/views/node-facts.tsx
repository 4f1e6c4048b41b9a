/** What a node says of itself, by the kind of the node. */
import type { ComponentChildren } from 'preact';
import type { NodeDetails } from '../api/node-query.ts';
import type { Named } from '../api/shapes.ts';
import { resourceTypeKey } from '../language/kinds.ts';
import { useWords } from '../language/language.ts';
import { NodeLink } from '../routing/link.tsx';
import { Hierarchy } from './hierarchy.tsx';

function Fact({ label, children }: { readonly label: string; readonly children: ComponentChildren }) {
  return (
    <div class="fact">
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

interface NamesProps {
  readonly label: string;
  readonly nodes: readonly Named[] | undefined;
  /** How many there are, where not all are named. */
  readonly totalCount?: number | undefined;
}

function Names({ label, nodes, totalCount = 0 }: NamesProps) {
  const { say } = useWords();
  if (nodes === undefined || nodes.length === 0) return null;
  return (
    <Fact label={label}>
      <ul class="names">
        {nodes.map(({ id, name }) => (
          <li key={id}>
            <NodeLink id={id}>
              <bdi>{name}</bdi>
            </NodeLink>
          </li>
        ))}
        {totalCount > nodes.length ? (
          <li class="quiet">{say('andMore', { count: totalCount - nodes.length })}</li>
        ) : null}
      </ul>
    </Fact>
  );
}

/** Everything that is there; nothing stands for what is missing. */
export function NodeFacts({ node }: { readonly node: NodeDetails }) {
  const { say } = useWords();
  const { altLabels, editions, venue, edition, type, year, doi, arxivId, licence, fullName } = node;
  const people = node.members ?? node.authors;
  const works = [venue, edition].filter((place) => place != null);
  return (
    <>
      <Hierarchy node={node} />
      {node.definition == null ? null : <p class="definition">{node.definition}</p>}
      {node.abstract == null ? null : <p class="definition">{node.abstract}</p>}
      <dl class="facts">
        {fullName == null ? null : <Fact label={say('fullName')}>{fullName}</Fact>}
        {altLabels === undefined || altLabels.length === 0 ? null : (
          <Fact label={say('alsoCalled')}>{altLabels.join(' · ')}</Fact>
        )}
        {type === undefined ? null : <Fact label={say('type')}>{say(resourceTypeKey(type))}</Fact>}
        {year == null ? null : <Fact label={say('year')}>{year}</Fact>}
        <Names label={say('appearedIn')} nodes={works} />
        {doi == null ? null : <Fact label="DOI">{doi}</Fact>}
        {arxivId == null ? null : <Fact label="arXiv">{arxivId}</Fact>}
        {licence == null ? null : <Fact label={say('licence')}>{licence}</Fact>}
        <Names label={say('narrower')} nodes={node.narrower} />
        <Names label={say('relatedTopics')} nodes={node.relatedTopics} />
        <Names label={say('organizations')} nodes={node.memberOf?.nodes ?? node.organizations?.nodes} />
        <Names label={say('authors')} nodes={people?.nodes} totalCount={people?.totalCount} />
        <Names label={say('editions')} nodes={editions} />
      </dl>
    </>
  );
}
