/** What hangs on one resource: its topics and why, links, related works with reasons, and the sources that state it. */
import type { NodeDetails } from '../api/node-query.ts';
import { edgeKindKey } from '../language/kinds.ts';
import { useWords } from '../language/language.ts';
import { SafeLink } from '../parts/safe-link.tsx';
import { NodeLink } from '../routing/link.tsx';

export function ResourceDetails({ node }: { readonly node: NodeDetails }) {
  return (
    <div class="figures">
      <Topics node={node} />
      <Sources node={node} />
      <Links node={node} />
      <Related node={node} />
    </div>
  );
}

function Topics({ node: { topics } }: { readonly node: NodeDetails }) {
  const { say, percent } = useWords();
  if (topics === undefined || topics.edges.length === 0) return null;
  return (
    <section>
      <h2>{say('topics')}</h2>
      <ul class="plain">
        {topics.edges.map(({ node, matched, score }) => (
          <li key={node.id}>
            <NodeLink id={node.id}>{node.name}</NodeLink>{' '}
            <span class="quiet">
              {matched === null ? '' : `${say('matchedPhrase', { phrase: matched })} · `}
              {say('confidence', { share: percent(score) })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Sources({ node: { sources } }: { readonly node: NodeDetails }) {
  const { say } = useWords();
  if (sources === undefined) return null;
  return (
    <section>
      <h2>{say('sources')}</h2>
      <ul class="plain">
        {sources.edges.map(({ node, section }) => (
          <li key={node.id}>
            <NodeLink id={node.id}>{node.name}</NodeLink> {section === null ? '' : `(${section})`}{' '}
            <SafeLink url={node.url}>{say('openPage')}</SafeLink>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Links({ node: { links } }: { readonly node: NodeDetails }) {
  const { say } = useWords();
  if (links === undefined || links.edges.length === 0) return null;
  return (
    <section>
      <h2>{say('links')}</h2>
      <ul class="plain">
        {links.edges.map(({ kind, direction, node }) => (
          <li key={`${kind} ${node.id}`}>
            {say(edgeKindKey(kind))} {direction === 'INCOMING' ? '←' : '→'}{' '}
            <NodeLink id={node.id}>
              <bdi>{node.title}</bdi>
            </NodeLink>{' '}
            <SafeLink url={node.url}>{say('read')}</SafeLink>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Related({ node: { related } }: { readonly node: NodeDetails }) {
  const { say } = useWords();
  if (related === undefined || related.length === 0) return null;
  return (
    <section class="wide">
      <h2>{say('relatedWorks')}</h2>
      <ul class="plain">
        {related.map(({ resource, reasons }) => (
          <li key={resource.id}>
            <NodeLink id={resource.id}>
              <bdi>{resource.title}</bdi>
            </NodeLink>{' '}
            {resource.year ?? ''}
            <span class="quiet"> {reasons.map(({ text }) => text).join(' · ')}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
