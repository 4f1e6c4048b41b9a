/** Chooses one node: what is chosen, or a box to find one. */
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
  return (
    <div class="node-picker">
      <span class="picker-label">{label}</span>
      {chosen === null ? (
        <SearchBox
          label={label}
          placeholder={say('pickNode')}
          onPick={({ node }) => onPick(node.id)}
          {...(kinds === undefined ? {} : { kinds })}
        />
      ) : (
        <span class="picked">
          <strong>
            <bdi>{chosen.name}</bdi>
          </strong>{' '}
          <span class="badge">{say(nodeKindKey(chosen.__typename))}</span>{' '}
          <button type="button" class="small" onClick={() => onPick(null)}>
            {say('change')}
            <span class="visually-hidden">: {label}</span>
          </button>
        </span>
      )}
    </div>
  );
}
