/** A node as search sees it: its texts by field, and what ranks it among equals. Both stores keep these, made by one function. */
import type { NodeId, NodeKind } from '../domain/ids.ts';

/**
 * Where a word may stand. The names are those that clients see in `matchedFields`. `topics` of a resource holds every label of its
 * topics in both languages, which is how a synonym finds what was tagged under another word.
 */
export const SEARCH_FIELDS = [
  'title',
  'titleTranslated',
  'name',
  'nameTranslated',
  'aliases',
  'altLabels',
  'fullName',
  'topics',
  'authors',
  'abstract',
  'definition',
] as const;
export type SearchField = (typeof SEARCH_FIELDS)[number];
/** Fields whose texts stand in many documents, and are cut once. */
export const SHARED_FIELDS: ReadonlySet<SearchField> = new Set<SearchField>(['topics', 'authors']);

export interface SearchDocument {
  readonly id: NodeId;
  readonly kind: NodeKind;
  /** The texts of each field as they are shown, none empty; a field without text is absent. */
  readonly fields: Readonly<Partial<Record<SearchField, readonly string[]>>>;
  /** Resources of the node, for a topic those of its narrower topics too; for a resource the number of its sources. */
  readonly popularity: number;
  readonly year: number | null;
  /** What tells it from others of its name: the organization an author gave most often, the venue of a resource. */
  readonly context: string | null;
}
