/** One node: what it is, what is around it, how it moved over the years, and its resources. */
import { ask } from '../api/client.ts';
import { isComparable } from '../api/comparable.ts';
import { resourceFilter } from '../api/filter.ts';
import { moreResourcesQuery } from '../api/more-resources-query.ts';
import { NODE_QUERIES, type NodeDetails, type NodeResources, type NodeVariables } from '../api/node-query.ts';
import { useQuery } from '../api/use-query.ts';
import { nodeKindKey } from '../language/kinds.ts';
import { useWords } from '../language/language.ts';
import { FilterPanel } from '../parts/filter-panel.tsx';
import { Answered } from '../parts/notices.tsx';
import { ResourceList } from '../parts/resource-list.tsx';
import { SafeLink } from '../parts/safe-link.tsx';
import { ViewTitle } from '../parts/view-title.tsx';
import { WithFilters } from '../parts/with-filters.tsx';
import type { Palette } from '../picture/palette.ts';
import { useNavigation } from '../routing/history.ts';
import { Link } from '../routing/link.tsx';
import { idOf, type NodeRouteKind } from '../routing/place.ts';
import { AroundNode } from './around-node.tsx';
import { NodeFacts } from './node-facts.tsx';
import { NodeFigures } from './node-figures.tsx';
import { ResourceDetails } from './resource-details.tsx';

interface NodeViewProps {
  readonly kind: NodeRouteKind;
  readonly slug: string;
  readonly palette: Palette;
}

export function NodeView({ kind, slug, palette }: NodeViewProps) {
  const { say, apiLanguage } = useWords();
  const { filters } = useNavigation().place;
  const variables: NodeVariables = {
    slug: kind === 'edition' ? idOf(kind, slug) : slug,
    ...(kind === 'resource' ? {} : { filter: resourceFilter(filters) }),
    lang: apiLanguage,
    otherLang: apiLanguage === 'JA' ? 'EN' : 'JA',
  };
  const asked = useQuery(NODE_QUERIES[kind], variables);
  return (
    <Answered asked={asked}>
      {({ node }) =>
        node === null ? (
          <div class="notice">
            <ViewTitle text={say('notFound')} />
            <p>{say('notFoundHelp')}</p>
          </div>
        ) : (
          <NodePage node={node} kind={kind} palette={palette} behind={{ text: NODE_QUERIES[kind].text, variables }} />
        )
      }
    </Answered>
  );
}

interface NodePageProps {
  readonly node: NodeDetails;
  readonly kind: NodeRouteKind;
  readonly palette: Palette;
  readonly behind: { readonly text: string; readonly variables: unknown };
}

function NodePage({ node, kind, palette, behind }: NodePageProps) {
  const { say } = useWords();
  const { resources } = node;
  return (
    <>
      <header class="node-header">
        <p class="badge">{say(nodeKindKey(node.__typename))}</p>
        <ViewTitle text={node.title ?? node.name} />
        {node.otherName === undefined || node.otherName === node.name ? null : (
          <p class="other-name">
            <bdi>{node.otherName}</bdi>
          </p>
        )}
        <p class="actions">
          <Link to={{ view: 'path', from: node.id, to: null }}>{say('pathFromHere')}</Link>
          {!isComparable(node.__typename) ? null : (
            <Link to={{ view: 'compare', a: node.id, b: null }}>{say('compare')}</Link>
          )}
          <SafeLink url={node.url}>{say('openPage')}</SafeLink>
        </p>
        <NodeFacts node={node} />
      </header>
      {resources === undefined ? (
        <>
          <AroundNode id={node.id} name={node.name} palette={palette} behind={behind} />
          <ResourceDetails node={node} />
        </>
      ) : (
        <WithFilters
          picture={<AroundNode id={node.id} name={node.name} palette={palette} behind={behind} />}
          filters={
            <FilterPanel facets={resources.facets} years={resources.yearFacet[0]} totalCount={resources.totalCount} />
          }
        >
          <NodeFigures node={node} resources={resources} palette={palette} />
          <NodeResourcesSection node={node} kind={kind} resources={resources} />
        </WithFilters>
      )}
    </>
  );
}

interface SectionProps {
  readonly node: NodeDetails;
  readonly kind: NodeRouteKind;
  readonly resources: NodeResources;
}

function NodeResourcesSection({ node, kind, resources }: SectionProps) {
  const { say, apiLanguage } = useWords();
  const { filters } = useNavigation().place;
  if (kind === 'resource') return null;
  const query = moreResourcesQuery(kind);
  const variables = { id: node.id, filter: resourceFilter(filters), lang: apiLanguage };
  return (
    <section aria-labelledby="resources-title">
      <h2 id="resources-title">{say('resourcesNewestFirst')}</h2>
      <ResourceList
        first={resources}
        totalCount={resources.totalCount}
        more={async (after, signal) => (await ask(query, { ...variables, after }, signal)).node?.resources ?? null}
        {...(kind === 'topic' ? { topicIds: [node.id, ...(node.below ?? []).map(({ id }) => id)] } : {})}
      />
    </section>
  );
}
