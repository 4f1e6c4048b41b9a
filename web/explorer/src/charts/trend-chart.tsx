/** Resources by year, stacked by type, with the numbers in a table. */
import { scaleBand, scaleLinear } from 'd3-scale';
import { stack } from 'd3-shape';
import { useRef } from 'preact/hooks';
import type { TrendAnswer } from '../api/shapes.ts';
import { RESOURCE_TYPES } from '../language/kinds.ts';
import { useWords } from '../language/language.ts';
import { useSize } from '../parts/use-size.ts';
import { communityColour, type Palette } from '../picture/palette.ts';

const SIZE = { height: 220, left: 44, right: 8, top: 10, bottom: 24 };
/** Before the first layout. */
const USUAL_WIDTH = 560;
const YEAR_WIDTH = 44;
const MAX_BAR_WIDTH = 72;

interface TrendChartProps {
  readonly trend: TrendAnswer;
  /** Columns to show; those of the answer unless given. */
  readonly years?: readonly number[];
  readonly title: string;
  readonly palette: Palette;
}

/** One row for each year shown: counts by series. */
function rowsOf({ years, series }: TrendAnswer, shown: readonly number[]): Record<string, number>[] {
  return shown.map((year) => {
    const index = years.indexOf(year);
    return Object.fromEntries(series.map(({ bucket, counts }) => [bucket.key, counts[index] ?? 0]));
  });
}

/** A type has the same colour in every chart; what is no type has the first one free. */
function colourOf(palette: Palette, key: string, index: number): string {
  const type = RESOURCE_TYPES.indexOf(key);
  return communityColour(palette, type < 0 ? index : type);
}

export function TrendChart({ trend, years = trend.years, title, palette }: TrendChartProps) {
  const { say, number } = useWords();
  const { series, undatedCount } = trend;
  const figure = useRef<HTMLElement>(null);
  const { width: measured } = useSize(figure);
  if (years.length === 0) return <p class="quiet">{say('noYears')}</p>;
  const rows = rowsOf(trend, years);
  const totals = rows.map((row) => Object.values(row).reduce((sum, count) => sum + count, 0));
  const { height, left, right, top, bottom } = SIZE;
  const width = measured === 0 ? USUAL_WIDTH : measured;
  const x = scaleBand<number>(years, [left, width - right]).padding(0.15);
  const bar = Math.min(x.bandwidth(), MAX_BAR_WIDTH);
  const y = scaleLinear([0, Math.max(1, ...totals)], [height - bottom, top]).nice(4);
  const layers = stack<Record<string, number>>().keys(series.map(({ bucket }) => bucket.key))(rows);
  const every = Math.ceil((years.length * YEAR_WIDTH) / (width - left - right));
  return (
    <figure class="trend" ref={figure}>
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title}>
        {y
          .ticks(4)
          .filter(Number.isInteger)
          .map((tick) => (
            <g key={tick}>
              <line class="grid" x1={left} x2={width - right} y1={y(tick)} y2={y(tick)} />
              <text class="axis" x={left - 6} y={y(tick)} text-anchor="end" dominant-baseline="middle">
                {number(tick)}
              </text>
            </g>
          ))}
        {layers.map((layer, index) => (
          <g key={layer.key} fill={colourOf(palette, layer.key, index)}>
            {layer.map(([low, high], year) => (
              <rect
                key={years[year]}
                x={(x(years[year] ?? 0) ?? 0) + (x.bandwidth() - bar) / 2}
                width={bar}
                y={y(high)}
                height={y(low) - y(high)}
              >
                <title>{`${years[year]} · ${series[index]?.bucket.label}: ${number(high - low)}`}</title>
              </rect>
            ))}
          </g>
        ))}
        {years.map((year, index) =>
          index % every === 0 ? (
            <text key={year} class="axis" x={(x(year) ?? 0) + x.bandwidth() / 2} y={height - 8} text-anchor="middle">
              {year}
            </text>
          ) : null,
        )}
      </svg>
      <figcaption>
        <ul class="legend">
          {series.map(({ bucket }, index) => (
            <li key={bucket.key}>
              <svg class="swatch" viewBox="0 0 10 10" aria-hidden="true">
                <rect width="10" height="10" fill={colourOf(palette, bucket.key, index)} />
              </svg>
              {bucket.label} <span class="quiet">{number(bucket.count)}</span>
            </li>
          ))}
          {undatedCount > 0 ? <li class="quiet">{say('undated', { count: undatedCount })}</li> : null}
        </ul>
        <details>
          <summary>{say('asTable')}</summary>
          <div class="scroll" tabIndex={0} role="region" aria-label={title}>
            <table>
              <thead>
                <tr>
                  <th scope="col">{say('year')}</th>
                  {series.map(({ bucket }) => (
                    <th key={bucket.key} scope="col">
                      {bucket.label}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {years.map((year) => (
                  <tr key={year}>
                    <th scope="row">{year}</th>
                    {series.map(({ bucket, counts }) => (
                      <td key={bucket.key}>{number(counts[trend.years.indexOf(year)] ?? 0)}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      </figcaption>
    </figure>
  );
}
