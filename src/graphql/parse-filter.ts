/** Filter inputs to the grammar of domain/filter.ts: null and empty parts say nothing, sizes are limited, ids and texts checked. */
import { DomainError } from '../domain/errors.ts';
import {
  EVERYTHING,
  type AuthorFilter,
  type EditionFilter,
  type LinkDirection,
  type NumberTest,
  type OrganizationFilter,
  type ResourceFilter,
  type SourceFilter,
  type TopicFilter,
  type ValueTest,
  type VenueFilter,
} from '../domain/filter.ts';
import { expectNodeId, type NodeKind } from '../domain/ids.ts';
import { LINK_KINDS, type LinkKind } from '../domain/model.ts';
import { checkText, fold } from '../domain/text.ts';
import { checkQuery } from './search-arguments.ts';

export const MAX_FILTER_NESTING = 5;
export const MAX_FILTER_PREDICATES = 50;
export const MAX_TEXT_CHARACTERS = 1_000;
export const MAX_LIST_LENGTH = 100;

type Maybe<T> = T | null | undefined;
type Comparisons = Readonly<Record<string, unknown>>;
/** An input object after coercion: the schema has checked its shape. */
type Input = Readonly<Record<string, unknown>>;
export type ResourceFilterInput = Input;

/** Counts what a filter holds while it is parsed. */
class Budget {
  private predicates = 0;

  predicate(): void {
    this.predicates += 1;
    if (this.predicates > MAX_FILTER_PREDICATES) {
      throw new DomainError('FILTER_TOO_LARGE', `A filter may hold ${MAX_FILTER_PREDICATES} conditions.`, {
        limit: MAX_FILTER_PREDICATES,
      });
    }
  }

  nesting(depth: number): void {
    if (depth > MAX_FILTER_NESTING) {
      throw new DomainError('FILTER_TOO_LARGE', `A filter may be nested ${MAX_FILTER_NESTING} deep.`, {
        limit: MAX_FILTER_NESTING,
      });
    }
  }
}

function checkedText(value: unknown): string {
  const text = String(value);
  checkText('A text of the filter', text, MAX_TEXT_CHARACTERS);
  return text;
}

function checkedList(values: unknown): readonly unknown[] {
  const list = values as readonly unknown[];
  if (list.length > MAX_LIST_LENGTH) {
    throw new DomainError('BAD_USER_INPUT', `A list may have ${MAX_LIST_LENGTH} items; this one has ${list.length}.`, {
      limit: MAX_LIST_LENGTH,
    });
  }
  return list;
}

type Scalar = (value: unknown) => string | number;

/** One test for each comparison that is given. */
function testsOf(input: Maybe<Comparisons>, scalar: Scalar, budget: Budget): ValueTest[] {
  return Object.entries(input ?? {}).flatMap(([is, value]): ValueTest[] => {
    if (value === null || value === undefined) return [];
    budget.predicate();
    switch (is) {
      case 'eq':
      case 'ne':
        return [{ is, value: scalar(value) }];
      case 'in':
      case 'notIn':
        return [{ is, values: checkedList(value).map(scalar) }];
      case 'gt':
      case 'gte':
      case 'lt':
      case 'lte':
        return [{ is, value: Number(scalar(value)) }];
      case 'contains':
      case 'startsWith':
        return [{ is, folded: fold(checkedText(value)) }];
      default:
        throw new Error(`Unknown comparison ${is}`);
    }
  });
}

const asNumber: Scalar = Number;
const asEnum: Scalar = String;
const asMoment: Scalar = (value) => Date.parse(String(value));
const asId =
  (kind: NodeKind): Scalar =>
  (value) =>
    expectNodeId(String(value), kind);

interface Parsing {
  readonly budget: Budget;
  /** Filter inputs between this one and the outermost. */
  readonly depth: number;
}

function deeper({ budget, depth }: Parsing): Parsing {
  budget.nesting(depth + 1);
  return { budget, depth: depth + 1 };
}

/** A conjunction that an input makes; null where it says nothing. */
type Conjunction<F> = { readonly op: 'and'; readonly of: readonly F[] };
type Parser<F> = (input: Maybe<Input>, parsing: Parsing) => Conjunction<F> | null;

function conjunction<F>(parts: readonly F[]): Conjunction<F> | null {
  return parts.length === 0 ? null : { op: 'and', of: parts };
}

/** `and`, `or`, `not` of an input. A part that says nothing is true. */
function junctions<F>(
  input: Input,
  parse: Parser<F>,
  parsing: Parsing,
): ({ op: 'and' | 'or'; of: F[] } | { op: 'not'; of: F })[] {
  type Junction = { op: 'and' | 'or'; of: F[] } | { op: 'not'; of: F };
  const always = { op: 'and', of: [] } as unknown as F;
  const inner = (part: unknown): F => (parse(part as Input, deeper(parsing)) as F | null) ?? always;
  const found: Junction[] = [];
  for (const op of ['and', 'or'] as const) {
    const parts = input[op];
    if (parts !== null && parts !== undefined) found.push({ op, of: checkedList(parts).map(inner) });
  }
  if (input['not'] !== null && input['not'] !== undefined) found.push({ op: 'not', of: inner(input['not']) });
  return found;
}

function leaves<Field extends string>(
  field: Field,
  tests: readonly ValueTest[],
): { op: 'value'; field: Field; test: ValueTest }[] {
  return tests.map((test) => ({ op: 'value', field, test }));
}

function namedLeaves(input: Input, kind: NodeKind, { budget }: Parsing) {
  return [
    ...leaves('id', testsOf(input['id'] as Comparisons, asId(kind), budget)),
    ...leaves('slug', testsOf(input['slug'] as Comparisons, checkedText, budget)),
    ...leaves('name', testsOf(input['name'] as Comparisons, checkedText, budget)),
  ];
}

const parseOrganization: Parser<OrganizationFilter> = (input, parsing) =>
  conjunction(
    input == null
      ? []
      : [
          ...namedLeaves(input, 'ORGANIZATION', parsing),
          ...junctions<OrganizationFilter>(input, parseOrganization, parsing),
        ],
  );

const parseVenue: Parser<VenueFilter> = (input, parsing) =>
  conjunction(
    input == null
      ? []
      : [...namedLeaves(input, 'VENUE', parsing), ...junctions<VenueFilter>(input, parseVenue, parsing)],
  );

const parseSource: Parser<SourceFilter> = (input, parsing) =>
  conjunction<SourceFilter>(input == null ? [] : namedLeaves(input, 'SOURCE', parsing));

const parseEdition: Parser<EditionFilter> = (input, { budget }) =>
  conjunction<EditionFilter>(
    input == null
      ? []
      : [
          ...leaves('id', testsOf(input['id'] as Comparisons, asId('VENUE_EDITION'), budget)),
          ...leaves('slug', testsOf(input['slug'] as Comparisons, checkedText, budget)),
          ...leaves('year', testsOf(input['year'] as Comparisons, asNumber, budget)),
        ],
  );

const parseTopic: Parser<TopicFilter> = (input, parsing) => {
  if (input == null) return null;
  const { budget } = parsing;
  const parts: TopicFilter[] = [
    ...leaves('id', testsOf(input['id'] as Comparisons, asId('TOPIC'), budget)),
    ...leaves('slug', testsOf(input['slug'] as Comparisons, checkedText, budget)),
    ...junctions<TopicFilter>(input, parseTopic, parsing),
  ];
  if (input['label'] != null) {
    budget.predicate();
    const label = checkedText(input['label']);
    if (label.trim() === '') throw new DomainError('BAD_USER_INPUT', 'label is empty; leave it out or name a topic.');
    parts.push({ op: 'label', folded: fold(label) });
  }
  const all = conjunction(parts);
  return all !== null && input['includeNarrower'] === true ? { op: 'and', of: [{ op: 'widen', of: all }] } : all;
};

/** `some`, `none`, `every` and `count` of a relation. */
function listParts<R extends string, F>(relation: R, value: unknown, parse: Parser<F>, parsing: Parsing) {
  const input = (value ?? {}) as Input;
  const always = { op: 'and', of: [] } as unknown as F;
  const quantified = (['some', 'none', 'every'] as const).flatMap((op) => {
    if (input[op] == null) return [];
    const inside = deeper(parsing);
    const where = parse(input[op] as Input, inside) as F | null;
    if (where === null) parsing.budget.predicate();
    return [{ op, relation, where: where ?? always }];
  });
  return [...quantified, ...countParts(relation, input['count'], parsing)];
}

function countParts<R extends string>(relation: R, value: unknown, { budget }: Parsing) {
  return testsOf(value as Comparisons, asNumber, budget).map((test) => ({
    op: 'count' as const,
    relation,
    test: test as NumberTest,
  }));
}

const parseAuthor: Parser<AuthorFilter> = (input, parsing) =>
  conjunction<AuthorFilter>(
    input == null
      ? []
      : [
          ...namedLeaves(input, 'AUTHOR', parsing),
          ...listParts('organizations', input['organizations'], parseOrganization, parsing),
          ...junctions<AuthorFilter>(input, parseAuthor, parsing),
        ],
  );

function linkParts(value: unknown, parsing: Parsing): ResourceFilter[] {
  const input = (value ?? {}) as Input;
  const quantified = (['some', 'none'] as const).flatMap((quantifier): ResourceFilter[] => {
    const link = input[quantifier] as Input | null | undefined;
    if (link == null) return [];
    parsing.budget.predicate();
    const inside = deeper(parsing);
    const kinds = (link['kinds'] as readonly LinkKind[] | null | undefined) ?? LINK_KINDS;
    const where = link['resource'] == null ? null : parseResource(link['resource'] as Input, deeper(inside));
    return [
      {
        op: 'links',
        quantifier,
        test: { kinds, direction: link['direction'] as LinkDirection, where: where ?? EVERYTHING },
      },
    ];
  });
  return [...quantified, ...countParts('links', input['count'], parsing)];
}

function textParts(value: unknown, { budget }: Parsing): ResourceFilter[] {
  if (value == null) return [];
  budget.predicate();
  const query = String(value);
  checkQuery('filter.text', query);
  return [{ op: 'text', query }];
}

const parseResource: Parser<ResourceFilter> = (input, parsing) => {
  if (input == null) return null;
  const { budget } = parsing;
  const value = (field: string): Comparisons => input[field] as Comparisons;
  const venue = input['venue'] == null ? null : parseVenue(input['venue'] as Input, deeper(parsing));
  const edition = input['edition'] == null ? null : parseEdition(input['edition'] as Input, deeper(parsing));
  return conjunction<ResourceFilter>([
    ...leaves('id', testsOf(value('id'), asId('RESOURCE'), budget)),
    ...leaves('slug', testsOf(value('slug'), checkedText, budget)),
    ...leaves('type', testsOf(value('type'), asEnum, budget)),
    ...leaves('title', testsOf(value('title'), checkedText, budget)),
    ...textParts(input['text'], parsing),
    ...leaves('year', testsOf(value('year'), asNumber, budget)),
    ...leaves('language', testsOf(value('language'), asEnum, budget)),
    ...leaves('track', testsOf(value('track'), checkedText, budget)),
    ...leaves('addedAt', testsOf(value('addedAt'), asMoment, budget)),
    ...(venue === null ? [] : [{ op: 'one' as const, relation: 'venue' as const, where: venue }]),
    ...(edition === null ? [] : [{ op: 'one' as const, relation: 'edition' as const, where: edition }]),
    ...listParts('topics', input['topics'], parseTopic, parsing),
    ...listParts('authors', input['authors'], parseAuthor, parsing),
    ...listParts('organizations', input['organizations'], parseOrganization, parsing),
    ...listParts('sources', input['sources'], parseSource, parsing),
    ...linkParts(input['links'], parsing),
    ...junctions<ResourceFilter>(input, parseResource, parsing),
  ]);
};

function fresh(): Parsing {
  return { budget: new Budget(), depth: 0 };
}

/** @throws DomainError FILTER_TOO_LARGE, INVALID_ID or BAD_USER_INPUT. An absent filter accepts everything. */
export function parseResourceFilter(input: Maybe<Input>): ResourceFilter {
  return parseResource(input, fresh()) ?? EVERYTHING;
}
/** As `parseResourceFilter`, for authors. */
export function parseAuthorFilter(input: Maybe<Input>): AuthorFilter {
  return parseAuthor(input, fresh()) ?? EVERYTHING;
}
/** As `parseResourceFilter`, for organizations. */
export function parseOrganizationFilter(input: Maybe<Input>): OrganizationFilter {
  return parseOrganization(input, fresh()) ?? EVERYTHING;
}
/** As `parseResourceFilter`, for venues. */
export function parseVenueFilter(input: Maybe<Input>): VenueFilter {
  return parseVenue(input, fresh()) ?? EVERYTHING;
}
/** As `parseResourceFilter`, for topics. */
export function parseTopicFilter(input: Maybe<Input>): TopicFilter {
  return parseTopic(input, fresh()) ?? EVERYTHING;
}
