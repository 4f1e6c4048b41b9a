/** Two topics, venues, organizations or authors side by side. */
import { COMPARABLE_KINDS } from '../api/comparable.ts';
import { bothFilter, COMPARE_QUERY, type CompareAnswer, type Compared } from '../api/compare-query.ts';
import type { Facet } from '../api/shapes.ts';
import { useNamed } from '../api/use-named.ts';
import { useQuery } from '../api/use-query.ts';
import { BarList } from '../charts/bar-list.tsx';
import { TrendChart } from '../charts/trend-chart.tsx';
import { useWords } from '../language/language.ts';
import type { MessageKey } from '../language/messages.ts';
import { NodePicker } from '../parts/node-picker.tsx';
import { ExportMenu } from '../parts/export-menu.tsx';
import { Answered } from '../parts/notices.tsx';
import { ViewTitle } from '../parts/view-title.tsx';
import type { Palette } from '../picture/palette.ts';
import { useNavigation } from '../routing/history.ts';
import { NodeLink } from '../routing/link.tsx';

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

/** Every year that either side has, so that both charts have the same columns. */
function yearsOf({ a, b }: CompareAnswer): number[] {
  const known = [a, b].flatMap((side) => side?.resources?.trend.years ?? []);
  if (known.length === 0) return [];
  const [first, last] = [Math.min(...known), Math.max(...known)];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** All resources of a venue are of that venue. */
function saysSomething(side: Compared): (facet: Facet) => boolean {
  return ({ field, buckets }) => buckets.length > 0 && !(field === 'VENUE' && side.__typename === 'Venue');
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
      <ViewTitle text={say('sideBySide')} />
      <div class="pickers">
        <NodePicker label={say('left')} chosen={names(a)} kinds={COMPARABLE_KINDS} onPick={(id) => change({ a: id })} />
        <NodePicker
          label={say('right')}
          chosen={names(b)}
          kinds={COMPARABLE_KINDS}
          onPick={(id) => change({ b: id })}
        />
      </div>
      {variables === null ? (
        <p class="notice">{say('pickTwo')}</p>
      ) : (
        <Answered asked={asked}>
          {(answer) => (
            <>
              <p class="in-common">{say('inCommon', { count: answer.both.totalCount })}</p>
              <div class="side-by-side">
                <Side side={answer.a} years={yearsOf(answer)} palette={palette} />
                <Side side={answer.b} years={yearsOf(answer)} palette={palette} />
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

interface SideProps {
  readonly side: Compared | null;
  readonly years: readonly number[];
  readonly palette: Palette;
}

function Side({ side, years, palette }: SideProps) {
  const { say, number } = useWords();
  if (side?.resources === undefined) return <p class="notice">{say('notFound')}</p>;
  const { totalCount, trend, facets } = side.resources;
  return (
    <section aria-label={side.name}>
      <h2>
        <NodeLink id={side.id}>{side.name}</NodeLink>
      </h2>
      <p>{say('resourceCount', { count: totalCount })}</p>
      <TrendChart trend={trend} years={years} title={`${side.name}: ${say('overTheYears')}`} palette={palette} />
      {facets.filter(saysSomething(side)).map((facet) => (
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
