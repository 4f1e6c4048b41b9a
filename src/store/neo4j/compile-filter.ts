/**
 * Filter trees as Cypher conditions. Every condition is true or false, never null, so that NOT is the exact complement.
 * Topics, venues, editions and sources are resolved to ids in memory, and texts are looked up before; the statement depends on
 * the shape of the tree alone.
 */
import { unreachable } from '../../domain/errors.ts';
import type {
  AuthorFilter,
  LinkDirection,
  OrganizationFilter,
  ResourceFilter,
  ValueTest,
} from '../../domain/filter.ts';
import type { Catalog } from './catalog.ts';
import { cy, int, join, name, param, property, type CypherValue, type Fragment } from './cypher.ts';
import { accepts } from './match-nodes.ts';

function value(of: string | number): CypherValue {
  return typeof of === 'number' && Number.isSafeInteger(of) ? int(of) : of;
}

function all(parts: readonly Fragment[]): Fragment {
  return parts.length === 0 ? cy`true` : cy`(${join(parts, cy` AND `)})`;
}

function any(parts: readonly Fragment[]): Fragment {
  return parts.length === 0 ? cy`false` : cy`(${join(parts, cy` OR `)})`;
}

/** One test of a property; `contains` and `startsWith` look at its folded twin. */
function valueTest(variable: string, field: string, test: ValueTest): Fragment {
  const of = property(variable, field);
  const known = (condition: Fragment): Fragment => cy`(${of} IS NOT NULL AND ${condition})`;
  switch (test.is) {
    case 'eq':
      return known(cy`${of} = ${param(value(test.value))}`);
    case 'ne':
      return cy`(${of} IS NULL OR ${of} <> ${param(value(test.value))})`;
    case 'in':
      return known(cy`${of} IN ${param(test.values.map(value))}`);
    case 'notIn':
      return cy`(${of} IS NULL OR NOT ${of} IN ${param(test.values.map(value))})`;
    case 'gt':
      return known(cy`${of} > ${param(value(test.value))}`);
    case 'gte':
      return known(cy`${of} >= ${param(value(test.value))}`);
    case 'lt':
      return known(cy`${of} < ${param(value(test.value))}`);
    case 'lte':
      return known(cy`${of} <= ${param(value(test.value))}`);
    case 'contains':
    case 'startsWith': {
      const folded = property(variable, field.concat('Folded'));
      const condition =
        test.is === 'contains'
          ? cy`${folded} CONTAINS ${param(test.folded)}`
          : cy`${folded} STARTS WITH ${param(test.folded)}`;
      return cy`(${folded} IS NOT NULL AND ${condition})`;
    }
    default:
      return unreachable(test);
  }
}

/** `some`, `none` and `every` over what `pattern` finds; `where` is a condition on a found node. */
function quantified(quantifier: 'some' | 'none' | 'every', pattern: Fragment, where: Fragment): Fragment {
  switch (quantifier) {
    case 'some':
      return cy`EXISTS { ${pattern} WHERE ${where} }`;
    case 'none':
      return cy`NOT EXISTS { ${pattern} WHERE ${where} }`;
    case 'every':
      return cy`NOT EXISTS { ${pattern} WHERE NOT ${where} }`;
    default:
      return unreachable(quantifier);
  }
}

export function compileOrganizationFilter(variable: string, filter: OrganizationFilter): Fragment {
  switch (filter.op) {
    case 'and':
      return all(filter.of.map((part) => compileOrganizationFilter(variable, part)));
    case 'or':
      return any(filter.of.map((part) => compileOrganizationFilter(variable, part)));
    case 'not':
      return cy`NOT ${compileOrganizationFilter(variable, filter.of)}`;
    case 'value':
      return valueTest(variable, filter.field, filter.test);
    default:
      return unreachable(filter);
  }
}

/** `variable` with one letter more: names of one statement never hide each other. */
function inner(variable: string, letter: string): string {
  return variable.concat(letter);
}

export function compileAuthorFilter(variable: string, filter: AuthorFilter): Fragment {
  switch (filter.op) {
    case 'and':
      return all(filter.of.map((part) => compileAuthorFilter(variable, part)));
    case 'or':
      return any(filter.of.map((part) => compileAuthorFilter(variable, part)));
    case 'not':
      return cy`NOT ${compileAuthorFilter(variable, filter.of)}`;
    case 'value':
      return valueTest(variable, filter.field, filter.test);
    case 'count':
      return valueTest(variable, 'organizationCount', filter.test);
    case 'some':
    case 'none':
    case 'every': {
      const organization = inner(variable, 'o');
      const pattern = cy`(${name(variable)})-[:AFFILIATED_WITH]->(${name(organization)}:Organization)`;
      return quantified(filter.op, pattern, compileOrganizationFilter(organization, filter.where));
    }
    default:
      return unreachable(filter);
  }
}

const COUNTS = {
  topics: 'topicCount',
  authors: 'authorCount',
  organizations: 'organizationCount',
  sources: 'sourceCount',
  links: 'linkCount',
} as const;

/** A link of any kind between two variables, in a direction as seen from the first. */
export function linkPattern(from: string, edge: string, to: string, direction: LinkDirection): Fragment {
  const [a, e, b] = [name(from), name(edge), name(to)];
  const kinds = cy`IMPLEMENTS|EXPLAINS|PRESENTS|TRANSLATES|PART_OF|CITES`;
  switch (direction) {
    case 'OUTGOING':
      return cy`(${a})-[${e}:${kinds}]->(${b}:Resource)`;
    case 'INCOMING':
      return cy`(${a})<-[${e}:${kinds}]-(${b}:Resource)`;
    case 'BOTH':
      return cy`(${a})-[${e}:${kinds}]-(${b}:Resource)`;
    default:
      return unreachable(direction);
  }
}

type Leaf<Op extends ResourceFilter['op']> = Extract<ResourceFilter, { op: Op }>;
type ToManyLeaf = Extract<ResourceFilter, { op: 'some' | 'none' | 'every' }>;

function compileToOne(variable: string, filter: Leaf<'one'>, catalog: Catalog): Fragment {
  const [field, nodes] =
    filter.relation === 'venue'
      ? (['venueId', catalog.venues.filter((node) => accepts(filter.where, node))] as const)
      : (['editionId', catalog.editions.filter((node) => accepts(filter.where, node))] as const);
  return valueTest(variable, field, { is: 'in', values: nodes.map((node) => node.id) });
}

function compileToMany(variable: string, filter: ToManyLeaf, catalog: Catalog): Fragment {
  const n = name(variable);
  const ids = (list: readonly string[]): Fragment => param(list);
  switch (filter.relation) {
    case 'topics': {
      const t = name(inner(variable, 't'));
      const accepted = ids(catalog.tree.matching(filter.where));
      return quantified(filter.op, cy`(${n})-[:ABOUT]->(${t}:Topic)`, cy`${t}.id IN ${accepted}`);
    }
    case 'sources': {
      const s = name(inner(variable, 's'));
      const accepted = catalog.sources.filter((node) => accepts(filter.where, node));
      const where = cy`${s}.id IN ${ids(accepted.map((node) => node.id))}`;
      return quantified(filter.op, cy`(${n})-[:LISTED_IN]->(${s}:Source)`, where);
    }
    case 'authors': {
      const author = inner(variable, 'a');
      const pattern = cy`(${n})-[:AUTHORED_BY]->(${name(author)}:Author)`;
      return quantified(filter.op, pattern, compileAuthorFilter(author, filter.where));
    }
    case 'organizations': {
      const organization = inner(variable, 'o');
      const pattern = cy`(${n})-[:HAS_ORGANIZATION]->(${name(organization)}:Organization)`;
      return quantified(filter.op, pattern, compileOrganizationFilter(organization, filter.where));
    }
    default:
      return unreachable(filter);
  }
}

function compileLinks(variable: string, filter: Leaf<'links'>, catalog: Catalog): Fragment {
  const [edge, other] = [inner(variable, 'l'), inner(variable, 'r')];
  const { kinds, direction, where } = filter.test;
  const condition = cy`(type(${name(edge)}) IN ${param(kinds)} AND ${compileResourceFilter(other, where, catalog)})`;
  return quantified(filter.quantifier, linkPattern(variable, edge, other, direction), condition);
}

function compileText(variable: string, filter: Leaf<'text'>, catalog: Catalog): Fragment {
  const match = catalog.texts.get(filter.query);
  if (match === undefined) throw new Error('A text was not looked up');
  return cy`${property(variable, 'searchOrdinal')} IN ${param(match.ordinals)}`;
}

/** The condition that `variable`, a Resource, passes the filter. @throws Error (a bug) for a text that is not in the catalogue. */
export function compileResourceFilter(variable: string, filter: ResourceFilter, catalog: Catalog): Fragment {
  switch (filter.op) {
    case 'and':
      return all(filter.of.map((part) => compileResourceFilter(variable, part, catalog)));
    case 'or':
      return any(filter.of.map((part) => compileResourceFilter(variable, part, catalog)));
    case 'not':
      return cy`NOT ${compileResourceFilter(variable, filter.of, catalog)}`;
    case 'value':
      return valueTest(variable, filter.field === 'addedAt' ? 'addedAtMs' : filter.field, filter.test);
    case 'count':
      return valueTest(variable, COUNTS[filter.relation], filter.test);
    case 'one':
      return compileToOne(variable, filter, catalog);
    case 'some':
    case 'none':
    case 'every':
      return compileToMany(variable, filter, catalog);
    case 'links':
      return compileLinks(variable, filter, catalog);
    case 'text':
      return compileText(variable, filter, catalog);
    default:
      return unreachable(filter);
  }
}
