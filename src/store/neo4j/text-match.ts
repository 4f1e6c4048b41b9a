/** What one text matches, as statements take it. */
import type { NodeId } from '../../domain/ids.ts';
import type { CypherValue } from './cypher.ts';

/** Scores of the resources that match a text. */
export interface TextScores {
  readonly byId: ReadonlyMap<NodeId, number>;
  /** By `searchOrdinal`, written as text. */
  readonly byOrdinal: ReadonlyMap<string, number>;
}

/** The resources that match one text. */
export interface TextMatch {
  /** `searchOrdinal` of each. */
  readonly ordinals: readonly CypherValue[];
  /** Computed when they are first asked for. */
  scores(): TextScores;
}
