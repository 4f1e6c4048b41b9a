/** Which resources a view looks at: facets with counts that follow every choice, and a range of years. */
import { useRef } from 'preact/hooks';
import type { Facet } from '../api/shapes.ts';
import { useWords, type Words } from '../language/language.ts';
import type { MessageKey } from '../language/messages.ts';
import { useNavigation } from '../routing/history.ts';
import { NO_FILTERS, type Filters } from '../routing/place.ts';
import { useMediaQuery } from './use-media-query.ts';

type ListFilter = 'types' | 'venues' | 'organizations' | 'topics';

const FILTER_OF_FIELD: Readonly<Record<string, readonly [ListFilter, MessageKey]>> = {
  TYPE: ['types', 'type'],
  VENUE: ['venues', 'venue'],
  ORGANIZATION: ['organizations', 'organization'],
  TOPIC: ['topics', 'topic'],
};

interface FilterPanelProps {
  readonly facets: readonly Facet[];
  /** The years there are. */
  readonly years: Facet | undefined;
  /** What is counted, after filtering. */
  readonly totalCount: number;
}

export function FilterPanel({ facets, years, totalCount }: FilterPanelProps) {
  const words = useWords();
  const { place, go } = useNavigation();
  const { filters } = place;
  const change = (next: Partial<Filters>): void => go({ ...place, filters: { ...filters, ...next } });
  const isFiltered = JSON.stringify(filters) !== JSON.stringify(NO_FILTERS);
  const isWide = useMediaQuery('(min-width: 52.01rem)');
  const wasOpen = useRef(false);
  const choices = (
    <>
      <YearRange years={years} filters={filters} words={words} onChange={change} />
      {facets.map((facet) => {
        const known = FILTER_OF_FIELD[facet.field];
        return known === undefined ? null : (
          <FacetChoices
            key={facet.field}
            facet={facet}
            filter={known[0]}
            title={words.say(known[1])}
            onChange={change}
          />
        );
      })}
      <button type="button" disabled={!isFiltered} onClick={() => change(NO_FILTERS)}>
        {words.say('clearFilters')}
      </button>
    </>
  );
  return (
    <section class="filters" aria-labelledby="filters-title">
      <h2 id="filters-title">{words.say('filters')}</h2>
      <p role="status" class="filter-total">
        {words.say('resourceCount', { count: totalCount })}
      </p>
      {isWide ? (
        choices
      ) : (
        <details open={wasOpen.current} onToggle={(event) => (wasOpen.current = event.currentTarget.open)}>
          <summary>{words.say('chooseFilters')}</summary>
          {choices}
        </details>
      )}
    </section>
  );
}

interface FacetChoicesProps {
  readonly facet: Facet;
  readonly filter: ListFilter;
  readonly title: string;
  readonly onChange: (next: Partial<Filters>) => void;
}

function FacetChoices({ facet, filter, title, onChange }: FacetChoicesProps) {
  const { say, number } = useWords();
  const chosen = useNavigation().place.filters[filter];
  const hidden = chosen.filter((key) => facet.buckets.every((bucket) => bucket.key !== key));
  const rows = [...facet.buckets, ...hidden.map((key) => ({ key, label: key, count: null }))];
  const toggle = (key: string): void => {
    const next = chosen.includes(key) ? chosen.filter((other) => other !== key) : [...chosen, key];
    onChange({ [filter]: next.toSorted() });
  };
  if (rows.length === 0) return null;
  return (
    <fieldset>
      <legend>{title}</legend>
      {rows.map(({ key, label, count }) => (
        <label key={key} class="facet-choice">
          <input type="checkbox" checked={chosen.includes(key)} onChange={() => toggle(key)} />
          <span class="facet-label">{label}</span>
          {count === null ? null : <span class="facet-count">{number(count)}</span>}
        </label>
      ))}
      {facet.otherCount > 0 ? <p class="quiet">{say('otherValues', { count: facet.otherCount })}</p> : null}
    </fieldset>
  );
}

interface YearRangeProps {
  readonly years: Facet | undefined;
  readonly filters: Filters;
  readonly words: Words;
  readonly onChange: (next: Partial<Filters>) => void;
}

function YearRange({ years, filters, words: { say, number }, onChange }: YearRangeProps) {
  const { fromYear, toYear } = filters;
  const counts = new Map((years?.buckets ?? []).map(({ key, count }) => [Number(key), count]));
  const offered = [...new Set([...counts.keys(), ...[fromYear, toYear].filter((year) => year !== null)])].toSorted(
    (a, b) => a - b,
  );
  const read = (event: Event): number | null => {
    const { value } = event.currentTarget as HTMLSelectElement;
    return value === '' ? null : Number(value);
  };
  const options = (empty: string) => [
    <option key="" value="">
      {empty}
    </option>,
    ...offered.map((year) => (
      <option key={year} value={String(year)}>
        {`${year} (${number(counts.get(year) ?? 0)})`}
      </option>
    )),
  ];
  return (
    <fieldset class="year-range">
      <legend>{say('years')}</legend>
      <label>
        <span>{say('fromYear')}</span>
        <select value={String(fromYear ?? '')} onChange={(event) => onChange({ fromYear: read(event) })}>
          {options(say('anyYear'))}
        </select>
      </label>
      <label>
        <span>{say('toYear')}</span>
        <select value={String(toYear ?? '')} onChange={(event) => onChange({ toYear: read(event) })}>
          {options(say('anyYear'))}
        </select>
      </label>
    </fieldset>
  );
}
