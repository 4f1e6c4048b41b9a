/** A cross table by year, shaded by count: a real table, so that everybody can read it. */
import type { CrossAnswer } from '../api/shapes.ts';
import { useWords } from '../language/language.ts';
import { NodeLink } from '../routing/link.tsx';

interface HeatMapProps {
  readonly cross: CrossAnswer;
  readonly title: string;
}

/** Columns in the order of the years; the API gives the most frequent first. */
function inYears({ columns, counts }: CrossAnswer): { years: string[]; cells: number[][] } {
  const order = columns.map(({ key }, index) => ({ key, index })).toSorted((a, b) => Number(a.key) - Number(b.key));
  return { years: order.map(({ key }) => key), cells: counts.map((row) => order.map(({ index }) => row[index] ?? 0)) };
}

const STEPS = 6;

/** 0 for none, else 1 to 6 by the square root, so that small counts still differ. */
function shadeOf(count: number, most: number): number {
  return count === 0 ? 0 : Math.max(1, Math.ceil(STEPS * Math.sqrt(count / most)));
}

export function HeatMap({ cross, title }: HeatMapProps) {
  const { say, number } = useWords();
  const { years, cells } = inYears(cross);
  if (years.length === 0 || cross.rows.length === 0) return <p class="quiet">{say('nothingToShow')}</p>;
  const most = Math.max(1, ...cells.flat());
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={title}>
      <table class="heat-map">
        <thead>
          <tr>
            <td />
            {years.map((year) => (
              <th key={year} scope="col">
                {year}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cross.rows.map(({ key, label, node }, row) => (
            <tr key={key}>
              <th scope="row">{node === null ? label : <NodeLink id={node.id}>{label}</NodeLink>}</th>
              {years.map((year, column) => {
                const count = cells[row]?.[column] ?? 0;
                return (
                  <td key={year} class={`shade-${shadeOf(count, most)}`}>
                    {count === 0 ? <span class="visually-hidden">0</span> : number(count)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
