/** Two topics, venues, organizations or authors side by side. */
import { bothFilter, COMPARE_QUERY, type Compared } from '../api/compare-query.ts';
import { useNamed } from '../api/use-named.ts';
import { useQuery } from '../api/use-query.ts';
import { BarList } from '../charts/bar-list.tsx';
import { TrendChart } from '../charts/trend-chart.tsx';
import { useWords } from '../language/language.ts';
import type { MessageKey } from '../language/messages.ts';
import { NodePicker } from '../parts/node-picker.tsx';
import { ExportMenu } from '../parts/export-menu.tsx';
import { Answered } from '../parts/notices.tsx';
import type { Palette } from '../picture/palette.ts';
import { useNavigation } from '../routing/history.ts';
import { NodeLink } from '../routing/link.tsx';

const COMPARABLE = ['TOPIC', 'VENUE', 'ORGANIZATION', 'AUTHOR'];
const TITLES: Readonly<Record<string, MessageKey>> = {
  TYPE: 'type',
  TOPIC: 'topTopics',
  VENUE: 'topVenues',
  ORGANIZATION: 'topOrganizations',
  AUTHOR: 'topAuthors',
};

interface CompareViewProps {
  readonly a: string | null;
  readonly b: string | null;
  readonly palette: Palette;
}

function tableOf(sides: readonly (Compared | null)[]) {
  const rows = sides.flatMap((side) =>
    (side?.resources?.facets ?? []).flatMap((facet) =>
      facet.buckets.map(({ label, count }) => [side?.name ?? '', facet.field, label, count]),
    ),
  );
  return { columns: ['node', 'field', 'value', 'count'], rows };
}

export function CompareView({ a, b, palette }: CompareViewProps) {
  const { say, apiLanguage } = useWords();
  const { place, go } = useNavigation();
  const names = useNamed([a, b]);
  const variables = a === null || b === null ? null : { a, b, both: bothFilter(a, b), lang: apiLanguage };
  const asked = useQuery(COMPARE_QUERY, variables);
  const change = (sides: { a?: string | null; b?: string | null }): void =>
    go({ ...place, route: { view: 'compare', a, b, ...sides } });
  return (
    <>
      <h1>{say('sideBySide')}</h1>
      <div class="pickers">
        <NodePicker label={say('left')} chosen={names(a)} kinds={COMPARABLE} onPick={(id) => change({ a: id })} />
        <NodePicker label={say('right')} chosen={names(b)} kinds={COMPARABLE} onPick={(id) => change({ b: id })} />
      </div>
      {variables === null ? (
        <p class="notice">{say('pickTwo')}</p>
      ) : (
        <Answered asked={asked}>
          {(answer) => (
            <>
              <p class="in-common">{say('inCommon', { count: answer.both.totalCount })}</p>
              <div class="side-by-side">
                <Side side={answer.a} palette={palette} />
                <Side side={answer.b} palette={palette} />
              </div>
              <ExportMenu
                title={say('sideBySide')}
                picture={null}
                table={tableOf([answer.a, answer.b])}
                behind={{ text: COMPARE_QUERY.text, variables }}
                palette={palette}
              />
            </>
          )}
        </Answered>
      )}
    </>
  );
}

function Side({ side, palette }: { readonly side: Compared | null; readonly palette: Palette }) {
  const { say, number } = useWords();
  if (side?.resources === undefined) return <p class="notice">{say('notFound')}</p>;
  const { totalCount, trend, facets } = side.resources;
  return (
    <section aria-label={side.name}>
      <h2>
        <NodeLink id={side.id}>{side.name}</NodeLink>
      </h2>
      <p>{say('resourceCount', { count: totalCount })}</p>
      <TrendChart trend={trend} title={`${side.name}: ${say('overTheYears')}`} palette={palette} />
      {facets.map((facet) => (
        <div key={facet.field}>
          <h3>{say(TITLES[facet.field] ?? 'topTopics')}</h3>
          <BarList
            rows={facet.buckets.map(({ key, label, count, node }) => ({
              key,
              label,
              id: node?.id ?? null,
              value: count,
              text: number(count),
            }))}
          />
        </div>
      ))}
    </section>
  );
}
