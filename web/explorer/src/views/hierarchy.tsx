/** Where a topic stands: a line of topics from the top for every way that leads down to it. */
import type { NodeDetails } from '../api/node-query.ts';
import type { Named } from '../api/shapes.ts';
import { useWords } from '../language/language.ts';
import { NodeLink } from '../routing/link.tsx';

interface Above extends Named {
  readonly broader: readonly { readonly id: string }[];
}

/** More ways than these say nothing new. */
const MAX_LINES = 4;

/** Every way up from the topics `direct`, each from the top down. A circle, which the data must not have, ends a line. */
export function linesAbove(direct: readonly string[], ancestors: readonly Above[]): Above[][] {
  const byId = new Map(ancestors.map((topic) => [topic.id, topic]));
  const linesTo = (id: string, below: readonly string[]): Above[][] => {
    const topic = byId.get(id);
    if (topic === undefined || below.includes(id)) return [];
    const above = topic.broader.flatMap((parent) => linesTo(parent.id, [...below, id]));
    return above.length === 0 ? [[topic]] : above.map((line) => [...line, topic]);
  };
  return direct.flatMap((id) => linesTo(id, [])).slice(0, MAX_LINES);
}

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
