/** For each facet field, its values and which resources have them. */
import type { FacetField } from '../../domain/facet.ts';
import { compareText } from '../../domain/ids.ts';
import type { Entity, Resource } from '../../domain/model.ts';
import type { TopicTree } from '../../domain/topic-tree.ts';
import { neighbours, buildRelation, type Relation } from './adjacency.ts';
import { ordinalIn, type NodeTable, type NodeTables } from './node-table.ts';
import type { ResourceRelations } from './relations.ts';

export interface FacetColumn {
  /** Bucket keys in ascending order: comparing ordinals compares keys. */
  readonly keys: readonly string[];
  readonly ordinals: ReadonlyMap<string, number>;
  /** The node of each key, where the field is a node. */
  readonly nodes: readonly Entity[] | null;
  /** From resources to ordinals of keys; no pair twice. */
  readonly relation: Relation;
}

export interface FacetColumns {
  readonly direct: Readonly<Record<FacetField, FacetColumn>>;
  /** TOPIC, where a topic also has the resources of all its narrower topics. */
  readonly rolledUpTopics: FacetColumn;
}

function columnOf(keys: readonly string[], nodes: readonly Entity[] | null, relation: Relation): FacetColumn {
  return { keys, ordinals: new Map(keys.map((key, ordinal) => [key, ordinal])), nodes, relation };
}

/** Ids of one kind share their beginning, so that slugs stand in the order of the ids. */
function nodeColumn(table: NodeTable, relation: Relation): FacetColumn {
  return columnOf(
    table.nodes.map((node) => node.slug),
    table.nodes,
    relation,
  );
}

function valueColumn(resources: NodeTable<Resource>, valueOf: (resource: Resource) => string | null): FacetColumn {
  const values = resources.nodes.map(valueOf);
  const keys = [...new Set(values)].filter((value) => value !== null).toSorted(compareText);
  const ordinals = new Map(keys.map((key, ordinal) => [key, ordinal]));
  const present = values.flatMap((value, resource) => (value === null ? [] : [[resource, ordinals.get(value) ?? 0]]));
  const from = Int32Array.from(present, ([resource = 0]) => resource);
  const to = Int32Array.from(present, ([, key = 0]) => key);
  return columnOf(keys, null, buildRelation([values.length, keys.length], from, to));
}

function rollUp(topics: NodeTable, tree: TopicTree, direct: Relation, resourceCount: number): Relation {
  const upwards = tree.all.map((topic) =>
    [topic, ...tree.ancestors(topic.id)].map((ancestor) => ordinalIn(topics, ancestor.id)),
  );
  const from: number[] = [];
  const to: number[] = [];
  for (let resource = 0; resource < resourceCount; resource += 1) {
    const own = [...neighbours(direct.forward, resource)];
    for (const topic of new Set(own.flatMap((ordinal) => upwards[ordinal] ?? []))) {
      from.push(resource);
      to.push(topic);
    }
  }
  return buildRelation([resourceCount, topics.nodes.length], Int32Array.from(from), Int32Array.from(to));
}

export function buildFacetColumns(tables: NodeTables, relations: ResourceRelations, tree: TopicTree): FacetColumns {
  const { resources, topics } = tables;
  const direct = {
    TYPE: valueColumn(resources, (resource) => resource.type),
    VENUE: nodeColumn(tables.venues, relations.venue),
    VENUE_EDITION: nodeColumn(tables.editions, relations.edition),
    TRACK: valueColumn(resources, (resource) => resource.track),
    YEAR: valueColumn(resources, ({ year }) => (year === null ? null : String(year))),
    TOPIC: nodeColumn(topics, relations.topics),
    AUTHOR: nodeColumn(tables.authors, relations.authors),
    ORGANIZATION: nodeColumn(tables.organizations, relations.organizations),
    SOURCE: nodeColumn(tables.sources, relations.sources),
    LANGUAGE: valueColumn(resources, (resource) => resource.language),
  } as const satisfies Record<FacetField, FacetColumn>;
  return {
    direct,
    rolledUpTopics: nodeColumn(topics, rollUp(topics, tree, relations.topics, resources.nodes.length)),
  };
}

/** The column a field is counted by. */
export function facetColumn(columns: FacetColumns, field: FacetField, rollUpTopics: boolean): FacetColumn {
  return field === 'TOPIC' && rollUpTopics ? columns.rolledUpTopics : columns.direct[field];
}
