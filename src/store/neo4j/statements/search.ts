/** Retrieval by the full-text index, and what is read once for search. */
import { z } from 'zod';
import type { NodeId } from '../../../domain/ids.ts';
import { NODE_KINDS } from '../../../domain/ids.ts';
import type { PackedDocuments } from '../../../search/packed-documents.ts';
import { SEARCH_FIELDS } from '../../../search/search-document.ts';
import { cy, int, named, param, type NamedFragment } from '../cypher.ts';
import type { IndexQueries } from '../lucene.ts';
import { SEARCH_INDEX } from '../schema.ts';

export const candidatesRow = z.object({ ordinals: z.array(z.number()) });

/** The places of the documents found. Numbers rather than ids or documents: they are read and sent several times faster. */
export function candidatesStatement({ queries, minimum }: IndexQueries): NamedFragment {
  return named(
    'candidates',
    cy`UNWIND ${param(queries)} AS query
    CALL db.index.fulltext.queryNodes(${param(SEARCH_INDEX)}, query) YIELD node
    WITH node.searchOrdinal AS ordinal, count(*) AS matched WHERE matched >= ${param(int(minimum))}
    RETURN collect(ordinal) AS ordinals`,
  );
}

/** What a part holds: documents and words as JSON that is deflated, the documents of each word packed. */
export type PartContent = 'documents' | 'words' | 'postings';

const bytes = z.instanceof(Int8Array).transform((held) => new Uint8Array(held.buffer, held.byteOffset, held.length));

export const textPartRow = z.object({ holds: z.enum(['documents', 'words']), bytes });

export function textParts(): NamedFragment {
  return named(
    'searchIndex',
    cy`MATCH (p:SearchPart) WHERE p.holds <> 'postings'
    RETURN p.holds AS holds, p.bytes AS bytes ORDER BY p.holds, p.start`,
  );
}

export const postingsPartRow = z.object({ bytes });

export function postingsParts(): NamedFragment {
  return named(
    'searchIndex',
    cy`MATCH (p:SearchPart) WHERE p.holds = 'postings' RETURN p.bytes AS bytes ORDER BY p.start`,
  );
}

const field = z.enum(SEARCH_FIELDS);
export const documentsPart: z.ZodType<PackedDocuments> = z.object({
  texts: z.array(z.string()),
  documents: z.array(
    z.object({
      id: z.string() as unknown as z.ZodType<NodeId>,
      kind: z.enum(NODE_KINDS),
      fields: z.partialRecord(field, z.array(z.string())),
      shared: z.partialRecord(field, z.array(z.number())),
      popularity: z.number(),
      year: z.number().nullable(),
      context: z.string().nullable(),
    }),
  ),
});
export const wordsPart = z.array(z.tuple([z.string(), z.number()]));
