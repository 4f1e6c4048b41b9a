/** Chooses one node: what is chosen, or a box to find one. */
import { useEffect, useRef } from 'preact/hooks';
import { useWords } from '../language/language.ts';
import { nodeKindKey } from '../language/kinds.ts';
import { SearchBox } from './search-box.tsx';

interface NodePickerProps {
  readonly label: string;
  readonly chosen: { readonly id: string; readonly name: string; readonly __typename: string } | null;
  readonly kinds?: readonly string[];
  readonly onPick: (id: string | null) => void;
}

export function NodePicker({ label, chosen, kinds, onPick }: NodePickerProps) {
  const { say } = useWords();
  const root = useRef<HTMLDivElement>(null);
  const hasChanged = useRef(false);
  // The box that had the focus is gone after a choice, as is the button after a change.
  useEffect(() => {
    if (hasChanged.current) root.current?.querySelector<HTMLElement>('input, button')?.focus();
    hasChanged.current = false;
  }, [chosen?.id]);
  const pick = (id: string | null): void => {
    hasChanged.current = true;
    onPick(id);
  };
  return (
    <div class="node-picker" ref={root}>
      <span class="picker-label">{label}</span>
      {chosen === null ? (
        <SearchBox
          label={label}
          placeholder={say('pickNode')}
          onPick={({ node }) => pick(node.id)}
          {...(kinds === undefined ? {} : { kinds })}
        />
      ) : (
        <span class="picked">
          <strong>
            <bdi>{chosen.name}</bdi>
          </strong>{' '}
          <span class="badge">{say(nodeKindKey(chosen.__typename))}</span>{' '}
          <button type="button" class="small" onClick={() => pick(null)}>
            {say('change')}
            <span class="visually-hidden">: {label}</span>
          </button>
        </span>
      )}
    </div>
  );
}
