/** Filter trees to sets of nodes: leaves are postings or scans of one column, `and`, `or` and `not` are words of bits. */
import { unreachable } from '../../domain/errors.ts';
import type {
  AuthorFilter,
  EditionFilter,
  LinkTest,
  NamedField,
  NumberTest,
  OrganizationFilter,
  ResourceFilter,
  SourceFilter,
  TopicFilter,
  ValueTest,
  VenueFilter,
} from '../../domain/filter.ts';
import { degree, neighbours, reaching, type Relation } from './adjacency.ts';
import { addBit, bitsOf, complement, hasBit, intersection, noBits, union, type Bits } from './bits.ts';
import type { MemoryGraph } from './graph.ts';
import { ordinalIn } from './node-table.ts';
import { passing, valueColumn, type NamedColumns, type ValueColumn } from './value-columns.ts';

/** What `some`, `none` and `every` share: over no neighbours `some` is false, the others are true. */
function quantified(
  quantifier: 'some' | 'none' | 'every',
  relation: Relation,
  accepted: Bits,
  [size, neighbourSize]: readonly [number, number],
): Bits {
  switch (quantifier) {
    case 'some':
      return reaching(relation, accepted, size);
    case 'none':
      return complement(reaching(relation, accepted, size), size);
    case 'every':
      return complement(reaching(relation, complement(accepted, neighbourSize), size), size);
    default:
      return unreachable(quantifier);
  }
}

type NamedFilter<F> =
  | { readonly op: 'and' | 'or'; readonly of: readonly F[] }
  | { readonly op: 'not'; readonly of: F }
  | { readonly op: 'value'; readonly field: NamedField; readonly test: ValueTest };

function matchNamed<F extends NamedFilter<F>>(columns: NamedColumns, filter: NamedFilter<F>): Bits {
  const size = columns.id.values.length;
  switch (filter.op) {
    case 'and':
      return intersection(
        filter.of.map((part) => matchNamed<F>(columns, part)),
        size,
      );
    case 'or':
      return union(
        filter.of.map((part) => matchNamed<F>(columns, part)),
        size,
      );
    case 'not':
      return complement(matchNamed<F>(columns, filter.of), size);
    case 'value':
      return passing(columns[filter.field], filter.test);
    default:
      return unreachable(filter);
  }
}

export function matchOrganizations(graph: MemoryGraph, filter: OrganizationFilter): Bits {
  return matchNamed<OrganizationFilter>(graph.values.organizations, filter);
}

export function matchVenues(graph: MemoryGraph, filter: VenueFilter): Bits {
  return matchNamed<VenueFilter>(graph.values.venues, filter);
}

function matchSources(graph: MemoryGraph, filter: SourceFilter): Bits {
  return matchNamed<SourceFilter>(graph.values.sources, filter);
}

function matchEditions(graph: MemoryGraph, filter: EditionFilter): Bits {
  const size = graph.editions.nodes.length;
  switch (filter.op) {
    case 'and':
      return intersection(
        filter.of.map((part) => matchEditions(graph, part)),
        size,
      );
    case 'or':
      return union(
        filter.of.map((part) => matchEditions(graph, part)),
        size,
      );
    case 'value':
      return passing(graph.values.editions[filter.field], filter.test);
    default:
      return unreachable(filter);
  }
}

function matchTopics({ tree, topics }: MemoryGraph, filter: TopicFilter): Bits {
  return bitsOf(
    tree.matching(filter).map((id) => ordinalIn(topics, id)),
    topics.nodes.length,
  );
}

export function matchAuthors(graph: MemoryGraph, filter: AuthorFilter): Bits {
  const size = graph.authors.nodes.length;
  const relation = graph.relations.authorOrganizations;
  switch (filter.op) {
    case 'and':
      return intersection(
        filter.of.map((part) => matchAuthors(graph, part)),
        size,
      );
    case 'or':
      return union(
        filter.of.map((part) => matchAuthors(graph, part)),
        size,
      );
    case 'not':
      return complement(matchAuthors(graph, filter.of), size);
    case 'value':
      return passing(graph.values.authors[filter.field], filter.test);
    case 'some':
    case 'none':
    case 'every': {
      const accepted = matchOrganizations(graph, filter.where);
      return quantified(filter.op, relation, accepted, [size, graph.organizations.nodes.length]);
    }
    case 'count':
      return passingCount(relation, 'forward', filter.test);
    default:
      return unreachable(filter);
  }
}

function matchLinks(graph: MemoryGraph, { kinds, direction, where }: LinkTest): Bits {
  const { links } = graph.relations;
  const size = graph.resources.nodes.length;
  const accepted = matchResources(graph, where);
  const found = noBits(size);
  for (let from = 0; from < size; from += 1) {
    if (degree(links.forward, from) === 0) continue;
    const start = links.forward.offsets[from] ?? 0;
    neighbours(links.forward, from).forEach((to, index) => {
      const record = graph.records.links[links.records[start + index] ?? -1];
      if (record === undefined || !kinds.includes(record.kind)) return;
      if (direction !== 'INCOMING' && hasBit(accepted, to)) addBit(found, from);
      if (direction !== 'OUTGOING' && hasBit(accepted, from)) addBit(found, to);
    });
  }
  return found;
}

/** By relation, how many neighbours each node has; made when a filter first asks for them. */
const neighbourCounts = new WeakMap<Relation, ValueColumn>();

/** The nodes whose number of neighbours passes. Those on both sides count where a relation has no direction. */
function passingCount(relation: Relation, sides: 'forward' | 'both', test: NumberTest): Bits {
  let column = neighbourCounts.get(relation);
  if (column === undefined) {
    const { forward, backward } = relation;
    const countOf = (ordinal: number): number =>
      degree(forward, ordinal) + (sides === 'both' ? degree(backward, ordinal) : 0);
    column = valueColumn(Array.from({ length: forward.offsets.length - 1 }, (_, ordinal) => countOf(ordinal)));
    neighbourCounts.set(relation, column);
  }
  return passing(column, test);
}

type Related = Extract<ResourceFilter, { op: 'some' | 'none' | 'every' }>;

function matchRelated(graph: MemoryGraph, filter: Related): Bits {
  const { relations } = graph;
  const size = graph.resources.nodes.length;
  switch (filter.relation) {
    case 'topics': {
      const accepted = matchTopics(graph, filter.where);
      return quantified(filter.op, relations.topics, accepted, [size, graph.topics.nodes.length]);
    }
    case 'authors': {
      const accepted = matchAuthors(graph, filter.where);
      return quantified(filter.op, relations.authors, accepted, [size, graph.authors.nodes.length]);
    }
    case 'organizations': {
      const accepted = matchOrganizations(graph, filter.where);
      return quantified(filter.op, relations.organizations, accepted, [size, graph.organizations.nodes.length]);
    }
    case 'sources': {
      const accepted = matchSources(graph, filter.where);
      return quantified(filter.op, relations.sources, accepted, [size, graph.sources.nodes.length]);
    }
    default:
      return unreachable(filter);
  }
}

function evaluate(graph: MemoryGraph, filter: ResourceFilter): Bits {
  const size = graph.resources.nodes.length;
  switch (filter.op) {
    case 'and':
      return intersection(
        filter.of.map((part) => matchResources(graph, part)),
        size,
      );
    case 'or':
      return union(
        filter.of.map((part) => matchResources(graph, part)),
        size,
      );
    case 'not':
      return complement(matchResources(graph, filter.of), size);
    case 'value':
      return passing(graph.values.resources[filter.field], filter.test);
    case 'one':
      return filter.relation === 'venue'
        ? reaching(graph.relations.venue, matchVenues(graph, filter.where), size)
        : reaching(graph.relations.edition, matchEditions(graph, filter.where), size);
    case 'some':
    case 'none':
    case 'every':
      return matchRelated(graph, filter);
    case 'count':
      return passingCount(
        graph.relations[filter.relation],
        filter.relation === 'links' ? 'both' : 'forward',
        filter.test,
      );
    case 'links': {
      const found = matchLinks(graph, filter.test);
      return filter.quantifier === 'some' ? found : complement(found, size);
    }
    case 'text':
      return graph.fullText.matches(filter.query).accepted;
    default:
      return unreachable(filter);
  }
}

/** Answers by graph and tree: a request asks page, totals and groups of one and the same parsed filter. */
const answered = new WeakMap<MemoryGraph, WeakMap<ResourceFilter, Bits>>();

/** The resources a filter accepts. For a full-text condition the search index must be there. */
export function matchResources(graph: MemoryGraph, filter: ResourceFilter): Bits {
  let known = answered.get(graph);
  if (known === undefined) answered.set(graph, (known = new WeakMap()));
  let bits = known.get(filter);
  if (bits === undefined) known.set(filter, (bits = graph.keptFilters.of(filter, (asked) => evaluate(graph, asked))));
  return bits;
}
