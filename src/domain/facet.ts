/** Fields that resources are counted by, and the answers that are made of such counts. */
import type { ResourceFilterKey } from './filter.ts';
import type { Entity } from './model.ts';

export const FACET_FIELDS = [
  'TYPE',
  'VENUE',
  'VENUE_EDITION',
  'TRACK',
  'YEAR',
  'TOPIC',
  'AUTHOR',
  'ORGANIZATION',
  'SOURCE',
  'LANGUAGE',
] as const;
export type FacetField = (typeof FACET_FIELDS)[number];

/** The filter condition that a disjunctive facet sets aside. */
export const FILTER_KEY_OF_FACET = {
  TYPE: 'type',
  VENUE: 'venue',
  VENUE_EDITION: 'edition',
  TRACK: 'track',
  YEAR: 'year',
  TOPIC: 'topics',
  AUTHOR: 'authors',
  ORGANIZATION: 'organizations',
  SOURCE: 'sources',
  LANGUAGE: 'language',
} as const satisfies Record<FacetField, ResourceFilterKey>;

/**
 * One value and how many resources have it. `key` is the slug for nodes, the name for enums, the year or track as text.
 * `share` = count / all resources of the counted set (0 when it is empty). `node` comes with the bucket for fields that are
 * nodes, and is null for the others.
 */
export interface Bucket {
  readonly key: string;
  readonly count: number;
  readonly share: number;
  readonly node: Entity | null;
}

/** Buckets by count descending, then key ascending. */
export interface Facet {
  readonly field: FacetField;
  readonly buckets: readonly Bucket[];
  /** Distinct values left out by `first`. */
  readonly otherCount: number;
  /** Resources without a value. */
  readonly missingCount: number;
}

/**
 * Counts of resources that have a year within from..to. `years` runs without gaps from the first to the last of them (or
 * from/to where given; empty when there is no year at all); a bucket's count is the sum of its counts, its share is of all
 * resources counted here. `undatedCount`: filtered resources without a year.
 */
export interface Trend {
  readonly groupBy: FacetField;
  readonly years: readonly number[];
  readonly undatedCount: number;
  readonly series: readonly {
    readonly bucket: Bucket;
    /** Parallel to `years`. */
    readonly counts: readonly number[];
    /** Parallel to `years`: of all filtered resources of that year; 0 where there are none. */
    readonly shares: readonly number[];
  }[];
}

/** `counts[i][j]`: resources that have both `rows[i]` and `columns[j]`. `totalCount`: all filtered resources. */
export interface CrossTable {
  readonly rows: readonly Bucket[];
  readonly columns: readonly Bucket[];
  readonly counts: readonly (readonly number[])[];
  readonly totalCount: number;
}
