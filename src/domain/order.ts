/** Orders of lists. Every order ends with the id, ascending; missing values come last in both directions. */

export const RESOURCE_ORDER_FIELDS = [
  'RELEVANCE',
  'YEAR',
  'TITLE',
  'ADDED_AT',
  'AUTHOR_COUNT',
  'TOPIC_COUNT',
  'SOURCE_COUNT',
  'LINK_COUNT',
] as const;
export type ResourceOrderField = (typeof RESOURCE_ORDER_FIELDS)[number];

export interface ResourceOrderTerm {
  readonly field: ResourceOrderField;
  readonly direction: 'ASC' | 'DESC';
}

/** Terms in order of weight, each field at most once; empty means by id. */
export type ResourceOrder = readonly ResourceOrderTerm[];

export type EntityOrder = 'RESOURCE_COUNT' | 'NAME';
export type WeightOrder = 'COUNT' | 'LIFT';
