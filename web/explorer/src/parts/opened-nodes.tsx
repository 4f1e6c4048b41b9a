/** Which nodes were opened in a picture, along which edges, and how much each of them still holds back. */
import { parseOpened } from '../api/neighborhood-query.ts';
import { edgeKindKey } from '../language/kinds.ts';
import { useWords } from '../language/language.ts';
import { useNavigation } from '../routing/history.ts';

/** An opened node as the address has it, and how many of its neighbours are not in the picture. */
export interface OpenedNode {
  readonly entry: string;
  readonly name: string;
  readonly omittedCount: number;
}

export function OpenedNodes({ opened }: { readonly opened: readonly OpenedNode[] }) {
  const { say } = useWords();
  const { place, go } = useNavigation();
  if (opened.length === 0) return null;
  const close = (entry: string): void => go({ ...place, expanded: place.expanded.filter((other) => other !== entry) });
  return (
    <ul class="opened" aria-label={say('openedNodes')}>
      {opened.map(({ entry, name, omittedCount }) => {
        const { kind } = parseOpened(entry);
        return (
          <li key={entry}>
            <bdi>{name}</bdi>
            <span class="quiet">
              {kind === null ? '' : ` · ${say(edgeKindKey(kind))}`}
              {omittedCount > 0 ? ` · ${say('andMore', { count: omittedCount })}` : ''}
            </span>
            <button type="button" class="small" onClick={() => close(entry)}>
              {say('collapse')}
              <span class="visually-hidden">: {name}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
