/** A list of resources as a field asks for it: scope, filter, order and page, the same for all parents of a level. */
import { fingerprint } from '../domain/cursor.ts';
import { DomainError } from '../domain/errors.ts';
import type { FacetField } from '../domain/facet.ts';
import { EVERYTHING, type ResourceFilter } from '../domain/filter.ts';
import type { NodeId } from '../domain/ids.ts';
import { RESOURCE_KEYS, type ResourceOrder } from '../domain/order.ts';
import type { PageRequest } from '../domain/page.ts';
import { relevanceQuery } from '../store/full-text.ts';
import type { ParentKey, ResourceRelation, Scope } from '../store/graph-store.ts';
import { parseOrder, parsePage, type OrderInput, type PageInput } from './parse-page.ts';
import { parseResourceFilter, type ResourceFilterInput } from './parse-filter.ts';

export interface ResourceList {
  readonly relation: ResourceRelation;
  readonly filter: ResourceFilter;
  readonly order: ResourceOrder;
  readonly page: PageRequest;
  /** The parent its cursor belongs to, or null where it has none. */
  readonly cursorParent: string | null;
  /** Names scope and filter: what counts depend on. */
  readonly setKey: string;
  /** Names scope, filter and order: what a cursor belongs to. */
  readonly listKey: string;
  readonly pageKey: string;
  readonly scopeOf: (parents: readonly ParentKey[]) => Scope;
}

export interface ResourceListInput extends PageInput {
  readonly filter?: ResourceFilterInput | null;
  readonly orderBy?: readonly OrderInput[] | null;
  readonly includeNarrower?: boolean;
}

const BEST_FIRST: ResourceOrder = [{ field: 'RELEVANCE', direction: 'DESC' }];

/**
 * The order asked for; where none is, the best first when every item must match a text, else by id.
 * @throws DomainError BAD_USER_INPUT for RELEVANCE where there is no such text.
 */
function orderOf(terms: readonly OrderInput[] | null | undefined, hasText: boolean): ResourceOrder {
  const order = parseOrder(terms);
  if (order.length === 0 && hasText) return BEST_FIRST;
  if (!hasText && order.some(({ field }) => field === 'RELEVANCE')) {
    throw new DomainError(
      'BAD_USER_INPUT',
      'RELEVANCE needs filter.text, given beside the other conditions and not within or, not or a relation.',
    );
  }
  return order;
}

function listOf(
  base: Pick<ResourceList, 'relation' | 'filter' | 'scopeOf'>,
  setKey: string,
  input: ResourceListInput,
  defaultSize?: number,
): ResourceList {
  const order = orderOf(input.orderBy, relevanceQuery(base.scopeOf([]), base.filter) !== null);
  const listKey = fingerprint([setKey, order]);
  const { page, cursorParent } = parsePage(
    input,
    listKey,
    order.map(({ field }) => RESOURCE_KEYS[field]),
    defaultSize,
  );
  return { ...base, order, page, cursorParent, setKey, listKey, pageKey: JSON.stringify([listKey, page]) };
}

export type NodeRelation = Exclude<ResourceRelation, 'ResourceGroup.resources'>;

function nodeScope(relation: NodeRelation, parents: readonly ParentKey[], includeNarrower: boolean): Scope {
  if (relation === 'Query.resources') return { relation };
  if (relation === 'Topic.resources')
    return { relation, parents: parents as readonly NodeId<'TOPIC'>[], includeNarrower };
  return { relation, parents: parents as readonly NodeId[] };
}

/**
 * The list that a `resources` field asks for. Judges everything that can be judged without data.
 * @throws DomainError when filter, order, page or cursor break a rule.
 */
export function resourceList(relation: NodeRelation, input: ResourceListInput): ResourceList {
  const filter = parseResourceFilter(input.filter);
  const includeNarrower = input.includeNarrower ?? true;
  const setKey = fingerprint([relation, relation === 'Topic.resources' && includeNarrower, filter]);
  const scopeOf = (parents: readonly ParentKey[]): Scope => nodeScope(relation, parents, includeNarrower);
  return listOf({ relation, filter, scopeOf }, setKey, input);
}

const GROUP_SIZE = 5;

/** The list of one group of another list. */
export function groupList(
  within: ResourceList,
  by: FacetField,
  rollUpTopics: boolean,
  input: ResourceListInput,
): ResourceList {
  const relation = 'ResourceGroup.resources';
  const setKey = fingerprint([relation, within.setKey, by, rollUpTopics]);
  const scopeOf = (parents: readonly ParentKey[]): Scope => {
    const groups = parents.map((parent) => {
      const at = parent.lastIndexOf('\u001f');
      return { parent: parent.slice(0, at), key: parent.slice(at + 1) };
    });
    const above = within.scopeOf([...new Set(groups.map(({ parent }) => parent))]);
    return { relation, within: above, filter: within.filter, by, rollUpTopics, groups };
  };
  return listOf({ relation, filter: EVERYTHING, scopeOf }, setKey, input, GROUP_SIZE);
}
