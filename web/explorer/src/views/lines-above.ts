/** The ways from the top of the hierarchy down to a topic, which may have several parents. */
import type { Named } from '../api/shapes.ts';

export interface Above extends Named {
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
