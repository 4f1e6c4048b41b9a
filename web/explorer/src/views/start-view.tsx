/** The start: the map of topics, the filters with their counts, and the newest resources. */
import { useMemo } from 'preact/hooks';
import { ask } from '../api/client.ts';
import { resourceFilter } from '../api/filter.ts';
import { MORE_OF_ALL_QUERY } from '../api/more-resources-query.ts';
import { START_QUERY, type StartAnswer } from '../api/start-query.ts';
import { useQuery } from '../api/use-query.ts';
import { useWords } from '../language/language.ts';
import { Answered } from '../parts/notices.tsx';
import { FilterPanel } from '../parts/filter-panel.tsx';
import { GraphPanel } from '../parts/graph-panel.tsx';
import { ViewTitle } from '../parts/view-title.tsx';
import { WithFilters } from '../parts/with-filters.tsx';
import { ResourceList } from '../parts/resource-list.tsx';
import type { Palette } from '../picture/palette.ts';
import type { Picture } from '../picture/picture.ts';
import { useNavigation } from '../routing/history.ts';

/** Topics sized by the resources that are filtered. */
function pictureOf({ topicGraph, resources }: StartAnswer): Picture {
  const counts = new Map(resources.topics[0]?.buckets.map(({ node, count }) => [node?.id, count]));
  return {
    nodes: topicGraph.nodes.map(({ node, community }) => ({
      id: node.id,
      label: node.name,
      kind: node.__typename,
      size: counts.get(node.id) ?? 1,
      community,
    })),
    edges: topicGraph.edges,
  };
}

export function StartView({ palette }: { readonly palette: Palette }) {
  const { say, apiLanguage } = useWords();
  const { filters } = useNavigation().place;
  const variables = { filter: resourceFilter(filters), lang: apiLanguage };
  const asked = useQuery(START_QUERY, variables);
  const picture = useMemo(() => (asked.data === null ? null : pictureOf(asked.data)), [asked.data]);
  return (
    <Answered asked={asked}>
      {({ topicGraph, resources }) => (
        <>
          <ViewTitle text={say('topicMap')} />
          <WithFilters
            filters={
              <FilterPanel facets={resources.facets} years={resources.yearFacet[0]} totalCount={resources.totalCount} />
            }
            picture={
              picture === null || picture.nodes.length === 0 ? (
                <p class="notice">{say('nothingToShow')}</p>
              ) : (
                <GraphPanel
                  title={say('topicMap')}
                  picture={picture}
                  palette={palette}
                  omittedNodeCount={topicGraph.omittedNodeCount}
                  sizeLabel={say('resources')}
                  behind={{ text: START_QUERY.text, variables }}
                  expandable={false}
                />
              )
            }
          >
            <section aria-labelledby="newest">
              <h2 id="newest">{say('newestResources')}</h2>
              <ResourceList
                first={resources}
                totalCount={resources.totalCount}
                more={async (after, signal) =>
                  (await ask(MORE_OF_ALL_QUERY, { ...variables, after }, signal)).resources
                }
              />
            </section>
          </WithFilters>
        </>
      )}
    </Answered>
  );
}
