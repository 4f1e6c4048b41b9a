/** Names with a number each, and a bar that shows it. */
import type { ComponentChildren } from 'preact';
import { NodeLink } from '../routing/link.tsx';

export interface BarRow {
  readonly key: string;
  readonly label: string;
  /** A node to go to, or null. */
  readonly id: string | null;
  /** Decides the length of the bar. */
  readonly value: number;
  readonly text: ComponentChildren;
}

/** A bar is an image of its number; readers of the page hear the number alone. */
export function BarList({ rows }: { readonly rows: readonly BarRow[] }) {
  const most = rows.reduce((largest, { value }) => Math.max(largest, value), 0);
  return (
    <ul class="bar-list">
      {rows.map(({ key, label, id, value, text }) => (
        <li key={key}>
          <span class="bar-label">{id === null ? label : <NodeLink id={id}>{label}</NodeLink>}</span>
          <span class="bar-text">{text}</span>
          <svg class="bar" viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
            <rect width={most === 0 ? 0 : (100 * value) / most} height="4" />
          </svg>
        </li>
      ))}
    </ul>
  );
}
