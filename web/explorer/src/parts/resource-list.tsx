/** Resources, newest first, with why each is here; further pages come as one scrolls, or by a button. */
import { useEffect, useRef, useState } from 'preact/hooks';
import type { ResourceItem, ResourcePage } from '../api/shapes.ts';
import { useWords } from '../language/language.ts';
import { resourceTypeKey } from '../language/kinds.ts';
import { NodeLink } from '../routing/link.tsx';
import { SafeLink } from './safe-link.tsx';

interface ResourceListProps {
  readonly first: ResourcePage;
  readonly totalCount: number;
  /** Reads the page after a cursor. */
  readonly more: (after: string, signal: AbortSignal) => Promise<ResourcePage | null>;
  /** The topic of the list, then those below it: why a resource is here. */
  readonly topicIds?: readonly string[];
}

export function ResourceList({ first, totalCount, more, topicIds = [] }: ResourceListProps) {
  const { say } = useWords();
  const [pages, setPages] = useState<readonly ResourcePage[]>([first]);
  const [state, setState] = useState<'idle' | 'loading' | 'failed'>('idle');
  const reading = useRef<AbortController | null>(null);
  const end = useRef<HTMLDivElement>(null);
  const list = pages[0] === first ? pages : [first];
  const { hasNextPage, endCursor } = list.at(-1)?.pageInfo ?? { hasNextPage: false, endCursor: null };

  useEffect(() => {
    setPages([first]);
    setState('idle');
    return () => reading.current?.abort();
  }, [first]);
  const readMore = (): void => {
    if (!hasNextPage || endCursor === null || state === 'loading') return;
    setState('loading');
    const controller = new AbortController();
    reading.current = controller;
    more(endCursor, controller.signal).then(
      (page) => {
        if (page !== null) setPages((known) => [...known, page]);
        setState('idle');
      },
      () => {
        if (!controller.signal.aborted) setState('failed');
      },
    );
  };
  const latest = useRef(readMore);
  latest.current = readMore;
  useEffect(() => {
    if (end.current === null) return undefined;
    const observer = new IntersectionObserver((entries) => {
      // The first page is long enough; what follows is read only by those who scroll down.
      if (entries.some((entry) => entry.isIntersecting) && scrollY > 0) latest.current();
    });
    observer.observe(end.current);
    return () => observer.disconnect();
  }, []);

  const items = list.flatMap((page) => page.nodes);
  return (
    <div class="resource-list">
      <ol>
        {items.map((item) => (
          <ResourceRow key={item.id} item={item} topicIds={topicIds} />
        ))}
      </ol>
      <div ref={end} />
      <p role="status" class="quiet">
        {say('shownOf', { shown: items.length, total: totalCount })} {state === 'failed' ? say('failed') : ''}
      </p>
      {hasNextPage ? (
        <button type="button" onClick={readMore} disabled={state === 'loading'}>
          {say(state === 'loading' ? 'loading' : 'showMore')}
        </button>
      ) : null}
    </div>
  );
}

function ResourceRow({ item, topicIds }: { readonly item: ResourceItem; readonly topicIds: readonly string[] }) {
  const { say } = useWords();
  const { id, title, type, year, url, venue, authors, sources } = item;
  const others = authors.totalCount - authors.nodes.length;
  return (
    <li class="resource">
      <p class="resource-title">
        <NodeLink id={id}>
          <bdi>{title}</bdi>
        </NodeLink>{' '}
        <SafeLink url={url}>
          {say('read')}
          <span class="visually-hidden">: {title}</span>
        </SafeLink>
      </p>
      <p class="resource-facts">
        <span class="badge">{say(resourceTypeKey(type))}</span>
        {year === null ? null : <span>{year}</span>}
        {venue === null ? null : <NodeLink id={venue.id}>{venue.name}</NodeLink>}
        {authors.nodes.map((author) => (
          <NodeLink key={author.id} id={author.id}>
            <bdi>{author.name}</bdi>
          </NodeLink>
        ))}
        {others > 0 ? <span class="quiet">{say('andMore', { count: others })}</span> : null}
      </p>
      <p class="resource-why quiet">
        <WhyHere item={item} topicIds={topicIds} />
        {sources.edges.map(({ node, section }) => (
          <span key={node.id}>
            {say('listedIn')}{' '}
            <SafeLink url={node.url} otherwise={node.name}>
              {node.name}
            </SafeLink>
            {section === null ? '' : ` (${section})`}
          </span>
        ))}
      </p>
    </li>
  );
}

/** The score of a topic that a person gave after reading. */
const READ_SCORE = 0.95;

/** Why a list of a topic has this resource: the phrase that gave the topic, or one below it, else how it was given. */
function WhyHere({ item, topicIds }: { readonly item: ResourceItem; readonly topicIds: readonly string[] }) {
  const { say } = useWords();
  const tags = item.topics.edges.filter(({ node }) => topicIds.includes(node.id));
  const own = tags.find(({ node }) => node.id === topicIds[0]);
  const tag = own ?? tags.find(({ matched }) => matched !== null) ?? tags[0];
  if (tag === undefined) return null;
  const { matched, score, node } = tag;
  if (matched === null) return <span>{say(score >= READ_SCORE ? 'hereByReading' : 'hereBySection')}</span>;
  if (tag === own) return <span>{say('matchedPhrase', { phrase: matched })}</span>;
  return <span>{say('matchedPhraseOf', { phrase: matched, topic: node.name })}</span>;
}
