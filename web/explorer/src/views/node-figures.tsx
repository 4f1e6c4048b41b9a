/** The figures of a node: over the years, what travels with it, where and by whom. */
import type { NodeDetails, NodeResources } from '../api/node-query.ts';
import type { Facet } from '../api/shapes.ts';
import { BarList, type BarRow } from '../charts/bar-list.tsx';
import { HeatMap } from '../charts/heat-map.tsx';
import { TrendChart } from '../charts/trend-chart.tsx';
import { useWords } from '../language/language.ts';
import type { MessageKey } from '../language/messages.ts';
import type { Palette } from '../picture/palette.ts';

interface NodeFiguresProps {
  readonly node: NodeDetails;
  readonly resources: NodeResources;
  readonly palette: Palette;
}

const TITLES: Readonly<Record<string, MessageKey>> = {
  AUTHOR: 'topAuthors',
  ORGANIZATION: 'topOrganizations',
  VENUE: 'topVenues',
};

export function NodeFigures({ node, resources, palette }: NodeFiguresProps) {
  const { say, number, percent } = useWords();
  const weights = (node.travelsWith ?? []).map(({ topic, count, lift, share }): BarRow => ({
    key: topic.id,
    label: topic.name,
    id: topic.id,
    value: lift,
    text: say('liftText', { count, lift: lift.toFixed(1), share: percent(share) }),
  }));
  const authors = (node.coAuthors ?? []).map(({ author, count }): BarRow => ({
    key: author.id,
    label: author.name,
    id: author.id,
    value: count,
    text: number(count),
  }));
  const heatTitle = say(node.__typename === 'Topic' ? 'venuesByYear' : 'topicsByYear');
  return (
    <div class="figures">
      <section>
        <h2>{say('overTheYears')}</h2>
        <TrendChart trend={resources.trend} title={say('overTheYears')} palette={palette} />
      </section>
      {weights.length === 0 ? null : (
        <section>
          <h2>{say('travelsWith')}</h2>
          <p class="quiet">{say('liftHelp')}</p>
          <BarList rows={weights} />
        </section>
      )}
      {authors.length === 0 ? null : (
        <section>
          <h2>{say('coAuthors')}</h2>
          <BarList rows={authors} />
        </section>
      )}
      {resources.top.map((facet) => (
        <TopOf key={facet.field} facet={facet} />
      ))}
      <section class="wide">
        <h2>{heatTitle}</h2>
        <HeatMap cross={resources.cross} title={heatTitle} />
      </section>
    </div>
  );
}

function TopOf({ facet }: { readonly facet: Facet }) {
  const { say, number } = useWords();
  if (facet.buckets.length === 0) return null;
  const rows = facet.buckets.map(({ key, label, count, node }) => ({
    key,
    label,
    id: node?.id ?? null,
    value: count,
    text: number(count),
  }));
  return (
    <section>
      <h2>{say(TITLES[facet.field] ?? 'topTopics')}</h2>
      <BarList rows={rows} />
      {facet.otherCount > 0 ? <p class="quiet">{say('otherValues', { count: facet.otherCount })}</p> : null}
    </section>
  );
}
