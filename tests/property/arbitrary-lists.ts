/** Questions to `expand` and `entities` about a graph that is known. */
import * as fc from 'fast-check';
import { nodeId, type NodeId } from '../../src/domain/ids.ts';
import { LINK_KINDS, type GraphRecords } from '../../src/domain/model.ts';
import type { PageRequest } from '../../src/domain/page.ts';
import {
  EXPAND_RELATIONS,
  type EntitiesQuestion,
  type ExpandQuestion,
  type ExpandRelation,
} from '../../src/store/graph-store.ts';
import { arbitraryAuthorFilter, arbitraryOrganizationFilter, arbitraryVenueFilter } from './arbitrary-filter.ts';
import { arbitraryPage } from './arbitrary-question.ts';
import { naiveEntities, naiveExpand, positionOf } from './naive-lists.ts';

const WHOLE: PageRequest = { size: 100, from: 'start', after: null, before: null };

function parentsOf(graph: GraphRecords, relation: ExpandRelation): NodeId[] {
  const [type] = relation.split('.');
  if (type === 'Resource') return [...graph.resources.map(({ id }) => id), nodeId('RESOURCE', 'gone')];
  if (type === 'Author') return [...graph.authors.map(({ id }) => id), nodeId('AUTHOR', 'gone')];
  if (type === 'Organization') return [...graph.organizations.map(({ id }) => id), nodeId('ORGANIZATION', 'gone')];
  return [...graph.venues.map(({ id }) => id), nodeId('VENUE', 'gone')];
}

/** Of any relation; a list without page arguments is asked for as a whole. */
export function arbitraryExpandQuestion(graph: GraphRecords): fc.Arbitrary<ExpandQuestion<ExpandRelation>> {
  const links = fc.record({
    kinds: fc.uniqueArray(fc.constantFrom(...LINK_KINDS), { minLength: 1 }),
    direction: fc.constantFrom('OUTGOING' as const, 'INCOMING' as const, 'BOTH' as const),
  });
  return fc.constantFrom(...EXPAND_RELATIONS).chain((relation) => {
    const all = parentsOf(graph, relation);
    const pages = [...naiveExpand(graph, { relation, parents: all, page: WHOLE }).values()];
    const page = arbitraryPage(pages.flatMap(({ items }) => items.map(positionOf)));
    return fc
      .record({
        relation: fc.constant(relation),
        parents: fc.uniqueArray(fc.constantFrom(...all), { minLength: 3, maxLength: 12 }),
        page: relation === 'Venue.editions' ? fc.constant(null) : page,
        links: fc.option(links, { nil: undefined }),
      })
      .map(({ links: wanted, ...question }) =>
        relation === 'Resource.links' && wanted !== undefined ? { ...question, links: wanted } : question,
      );
  });
}

export function arbitraryEntitiesQuestion(graph: GraphRecords): fc.Arbitrary<EntitiesQuestion> {
  const order = fc.constantFrom('RESOURCE_COUNT' as const, 'NAME' as const);
  const paged = <Q extends Extract<EntitiesQuestion, { page: unknown }>>(
    question: Omit<Q, 'page'>,
  ): fc.Arbitrary<Q> => {
    const all = naiveEntities(graph, { ...question, page: WHOLE } as Q).items;
    return arbitraryPage(all.map(positionOf)).map((page) => ({ ...question, page }) as Q);
  };
  return fc.oneof(
    {
      weight: 3,
      arbitrary: fc
        .tuple(arbitraryAuthorFilter, order)
        .chain(([filter, by]) => paged({ kind: 'AUTHOR', filter, order: by })),
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(arbitraryOrganizationFilter, order)
        .chain(([filter, by]) => paged({ kind: 'ORGANIZATION', filter, order: by })),
    },
    arbitraryVenueFilter.map((filter): EntitiesQuestion => ({ kind: 'VENUE', filter })),
    fc.constant<EntitiesQuestion>({ kind: 'SOURCE' }),
  );
}
