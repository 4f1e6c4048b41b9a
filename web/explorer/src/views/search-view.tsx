/** Everything that a search finds, with why. */
import { Fragment } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { ask } from '../api/client.ts';
import { SEARCH_QUERY, type SearchAnswer } from '../api/search-query.ts';
import { useQuery } from '../api/use-query.ts';
import { nodeKindKey, resourceTypeKey, searchFieldKey } from '../language/kinds.ts';
import { useWords } from '../language/language.ts';
import { Highlighted, plainText } from '../parts/highlighted.tsx';
import { Answered } from '../parts/notices.tsx';
import { ViewTitle } from '../parts/view-title.tsx';
import { Link, NodeLink } from '../routing/link.tsx';

type Found = SearchAnswer['search'];

export function SearchView({ text }: { readonly text: string }) {
  const { say, apiLanguage } = useWords();
  const asked = useQuery(SEARCH_QUERY, text.trim() === '' ? null : { text, after: null, lang: apiLanguage });
  return (
    <>
      <ViewTitle text={say('searchFor', { text })} />
      {text.trim() === '' ? (
        <p class="notice">{say('typeToSearch')}</p>
      ) : (
        <Answered asked={asked}>{({ search }) => <Hits first={search} text={text} />}</Answered>
      )}
    </>
  );
}

function Hits({ first, text }: { readonly first: Found; readonly text: string }) {
  const { say, apiLanguage } = useWords();
  const [more, setMore] = useState<readonly Found[]>([]);
  useEffect(() => setMore([]), [first]);
  const pages = [first, ...more];
  const { pageInfo } = pages.at(-1) ?? first;
  const readMore = (): void => {
    const variables = { text, after: pageInfo.endCursor, lang: apiLanguage };
    void ask(SEARCH_QUERY, variables, new AbortController().signal).then(({ search }) => setMore([...more, search]));
  };
  const hits = pages.flatMap((page) => page.edges);
  return (
    <>
      <p role="status">
        {say('hitCount', { count: first.totalCount })}{' '}
        {first.kindCounts.map(({ kind, count }) => (
          <span key={kind} class="badge">
            {say(nodeKindKey(kind))} {count}
          </span>
        ))}
      </p>
      {first.suggestions.length === 0 ? null : (
        <p class="did-you-mean">
          {say('didYouMean')}{' '}
          {first.suggestions.map((suggestion) => (
            <Fragment key={suggestion}>
              <Link to={{ view: 'search', query: suggestion }}>{suggestion}</Link>{' '}
            </Fragment>
          ))}
        </p>
      )}
      <ol class="hits">
        {hits.map((hit) => (
          <HitRow key={hit.node.id} hit={hit} />
        ))}
      </ol>
      {pageInfo.hasNextPage ? (
        <button type="button" onClick={readMore}>
          {say('showMore')}
        </button>
      ) : null}
    </>
  );
}

/** What matched in the name is marked there; other fields follow, each with its own name. */
function HitRow({ hit: { node, highlights } }: { readonly hit: Found['edges'][number] }) {
  const { say } = useWords();
  const inName = highlights.find(({ fragment }) => plainText(fragment) === node.name);
  return (
    <li>
      <NodeLink id={node.id}>
        <bdi>{inName === undefined ? node.name : <Highlighted fragment={inName.fragment} />}</bdi>
      </NodeLink>{' '}
      <span class="badge">
        {say(node.type === undefined ? nodeKindKey(node.__typename) : resourceTypeKey(node.type))}
      </span>{' '}
      {node.year ?? ''}
      {highlights
        .filter((highlight) => highlight !== inName)
        .map(({ field, fragment }) => (
          <p key={`${field} ${fragment}`} class="quiet">
            {say(searchFieldKey(field))}: <Highlighted fragment={fragment} />
          </p>
        ))}
    </li>
  );
}
