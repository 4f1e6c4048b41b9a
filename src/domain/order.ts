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

/** What a term of an order compares items by; null where an item has no value. */
export type KeyKind = 'text' | 'whole number' | 'number';

export const RESOURCE_KEYS: Readonly<Record<ResourceOrderField, KeyKind>> = {
  RELEVANCE: 'number',
  YEAR: 'whole number',
  TITLE: 'text',
  ADDED_AT: 'whole number',
  AUTHOR_COUNT: 'whole number',
  TOPIC_COUNT: 'whole number',
  SOURCE_COUNT: 'whole number',
  LINK_COUNT: 'whole number',
};

export type EntityOrder = 'RESOURCE_COUNT' | 'NAME';
export const ENTITY_KEYS: Readonly<Record<EntityOrder, KeyKind>> = { RESOURCE_COUNT: 'whole number', NAME: 'text' };
export type WeightOrder = 'COUNT' | 'LIFT';
