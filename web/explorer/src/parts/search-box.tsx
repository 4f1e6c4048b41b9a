/** A box to find nodes: suggestions as one types, by mouse, by keyboard, and with input methods that compose. */
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { ask } from '../api/client.ts';
import { SUGGEST_QUERY, type Suggested } from '../api/search-query.ts';
import { useWords } from '../language/language.ts';

export interface SearchBoxProps {
  readonly label: string;
  readonly placeholder: string;
  /** Kinds of nodes to suggest; all when absent. */
  readonly kinds?: readonly string[];
  readonly initial?: string;
  readonly onPick: (suggested: Suggested) => void;
  /** Enter without a chosen suggestion; absent where only a suggestion makes sense: then Enter takes the first. */
  readonly onSearch?: (text: string) => void;
}

const ASK_AFTER_MS = 120;

function useSuggestions(text: string, kinds: readonly string[] | undefined): readonly Suggested[] {
  const [found, setFound] = useState<readonly Suggested[]>([]);
  const prefix = text.trim().slice(0, 200);
  const wanted = kinds?.join(' ') ?? '';
  useEffect(() => {
    if (prefix === '') {
      setFound([]);
      return undefined;
    }
    const leaving = new AbortController();
    const timer = setTimeout(() => {
      const variables = { prefix, kinds: wanted === '' ? null : wanted.split(' ') };
      ask(SUGGEST_QUERY, variables, leaving.signal).then(
        ({ suggest }) => setFound(suggest),
        () => {
          // A failed suggestion is no news: the search itself says what is wrong.
          if (!leaving.signal.aborted) setFound([]);
        },
      );
    }, ASK_AFTER_MS);
    return () => {
      clearTimeout(timer);
      leaving.abort();
    };
  }, [prefix, wanted]);
  return found;
}

export function SearchBox({ label, placeholder, kinds, initial = '', onPick, onSearch }: SearchBoxProps) {
  const { say } = useWords();
  const id = useId();
  const [text, setText] = useState(initial);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const box = useRef<HTMLInputElement>(null);
  const found = useSuggestions(open ? text : '', kinds);
  useEffect(() => setText(initial), [initial]);
  useEffect(() => setActive(-1), [found]);
  const shown = open && found.length > 0;

  const pick = (suggested: Suggested): void => {
    setOpen(false);
    setText(onSearch === undefined ? suggested.label : '');
    onPick(suggested);
  };
  const submit = (): void => {
    const chosen = found[active] ?? (onSearch === undefined ? found[0] : undefined);
    if (chosen !== undefined && shown) pick(chosen);
    else if (text.trim() !== '' && onSearch !== undefined) {
      setOpen(false);
      onSearch(text.trim());
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    // While an input method composes, Enter and arrows belong to it.
    if (event.isComposing || event.key === 'Process') return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      setOpen(true);
      setActive((index) => Math.max(-1, Math.min(found.length - 1, index + step)));
    } else if (event.key === 'Enter') submit();
    else if (event.key === 'Escape') setOpen(false);
    else return;
    event.preventDefault();
  };
  return (
    <div
      class="search-box"
      onFocusOut={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOpen(false);
      }}
    >
      <label for={id} class="visually-hidden">
        {label}
      </label>
      <input
        ref={box}
        id={id}
        type="text"
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        maxLength={200}
        placeholder={placeholder}
        value={text}
        aria-autocomplete="list"
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-activedescendant={shown && active >= 0 ? `${id}-${active}` : undefined}
        onInput={(event) => {
          setText(event.currentTarget.value);
          setOpen(true);
        }}
        onFocus={() => setOpen(true)}
        onKeyDown={onKeyDown}
      />
      <ul id={`${id}-list`} role="listbox" aria-label={say('suggestions')} hidden={!shown}>
        {found.map((suggested, index) => (
          <li
            key={suggested.node.id}
            id={`${id}-${index}`}
            role="option"
            aria-selected={index === active}
            // Before the box loses the focus.
            onMouseDown={(event) => {
              event.preventDefault();
              pick(suggested);
            }}
          >
            <span class="suggested-label">{suggested.label}</span>
            <span class="suggested-hint">{suggested.hint}</span>
          </li>
        ))}
      </ul>
      <div class="visually-hidden" role="status">
        {shown ? say('suggestionCount', { count: found.length }) : ''}
      </div>
    </div>
  );
}
