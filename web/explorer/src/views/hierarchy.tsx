/** Where a topic stands: a line of topics from the top for every way that leads down to it. */
import type { NodeDetails } from '../api/node-query.ts';
import { useWords } from '../language/language.ts';
import { NodeLink } from '../routing/link.tsx';
import { linesAbove } from './lines-above.ts';

export function Hierarchy({ node: { ancestors = [], broader = [], name } }: { readonly node: NodeDetails }) {
  const { say } = useWords();
  const lines = linesAbove(
    broader.map(({ id }) => id),
    ancestors,
  );
  if (lines.length === 0) return null;
  return (
    <nav aria-label={say('hierarchy')}>
      {lines.map((line) => (
        <ol key={line.map(({ id }) => id).join(' ')} class="breadcrumb">
          {line.map(({ id, name: label }) => (
            <li key={id}>
              <NodeLink id={id}>{label}</NodeLink>
            </li>
          ))}
          <li aria-current="true">{name}</li>
        </ol>
      ))}
    </nav>
  );
}
