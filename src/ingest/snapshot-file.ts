/** The file of a snapshot: how it is written and read. */
import { createHash } from 'node:crypto';
import { open, readFile, type FileHandle } from 'node:fs/promises';
import type { Affiliation } from '../domain/affiliations.ts';
import { deriveGraph, type Derived } from '../domain/derived.ts';
import type { GraphRecords, GraphRows } from '../domain/model.ts';
import { numberNodes } from '../domain/node-numbers.ts';
import type { StoredNumbers } from '../domain/stored-numbers.ts';
import type { DocumentTerms, StoredTerms } from '../search/document-terms.ts';
import { searchDocuments } from '../search/documents.ts';
import { storeSearch, type DocumentsPart, type StoredSearch } from '../search/stored-search.ts';
import type { Spill } from '../spill/spill.ts';
import { writeAt } from '../spill/write-at.ts';
import { addAll, GRAPH_LISTS, type GraphList } from './graph-lists.ts';
import { sha256, sha256OfStream } from './manifest.ts';
import { createPackWriter } from '../pack/pack-writer.ts';
import { openPacked, type PackedFile } from '../pack/packed-file.ts';
import { revisionOf } from './revision.ts';
import { unpack } from '../pack/unpack.ts';

/** A graph, and the terms of `searchDocuments` of it. */
export interface OpenedGraph {
  readonly graph: GraphRecords;
  readonly terms: DocumentTerms;
}

/** A graph whose long lists may stay in the file, and what a load needs to know of all of them. */
export interface OpenedRows {
  readonly graph: GraphRows;
  readonly derived: Derived;
  readonly search: StoredSearch;
  /** Nothing of it is taken afterwards. */
  close(): Promise<void>;
}

const CHECKSUM_BYTES = 64;

/**
 * A snapshot is its checksum, the lists of the graph, and what is known of all of them; at its end stands where the second
 * begins. Each is packed by itself, for the second follows from the first.
 */
const SECOND_BYTES = 8;

/** What only a load reads, by the names under which it is packed. */
const OF_LOADS = ['documents', 'affiliations', 'derived'];

const LONG_LISTS: ReadonlySet<GraphList> = new Set([
  'authors',
  'resources',
  'authorships',
  'resourceOrganizations',
  'tags',
  'listings',
]);

/** Short lists are read, long ones when they are taken. */
function listsIn(packed: PackedFile): Omit<GraphRows, 'revision'> {
  const lists = GRAPH_LISTS.map((list) => {
    const rows = packed.rows(list);
    return [list, LONG_LISTS.has(list) ? rows : [...rows]] as const;
  });
  return Object.fromEntries(lists) as unknown as Omit<GraphRows, 'revision'>;
}

function rowsIn(lists: PackedFile, known: PackedFile): Omit<OpenedRows, 'close'> {
  const terms = known.value('terms') as StoredTerms & { readonly offsets: StoredNumbers };
  const offsets = terms.offsets.subarray(0, terms.offsets.length);
  const search: Record<keyof StoredSearch, unknown> = {
    terms: { ...terms, offsets },
    documents: known.rows('documents'),
  };
  const derived = { ...(known.value('derived') as object), affiliations: known.rows('affiliations') };
  const graph = { revision: known.value('revision'), ...listsIn(lists) };
  return { graph, derived, search } as unknown as Omit<OpenedRows, 'close'>;
}

/** Looks for a snapshot without reading it into memory. @returns null for one that is damaged, foreign or not there. */
export async function openSnapshot(path: string): Promise<OpenedRows | null> {
  let file: FileHandle | null = null;
  try {
    file = await open(path);
    const checksum = await sha256OfStream(file.createReadStream({ start: CHECKSUM_BYTES, autoClose: false }));
    const { buffer } = await file.read(Buffer.alloc(CHECKSUM_BYTES), 0, CHECKSUM_BYTES, 0);
    if (buffer.toString() !== checksum) throw new RangeError('A damaged snapshot');
    const { size } = await file.stat();
    const end = await file.read(Buffer.alloc(SECOND_BYTES), 0, SECOND_BYTES, size - SECOND_BYTES);
    const opened = file;
    const known = openPacked(opened.fd, end.buffer.readDoubleLE());
    return { ...rowsIn(openPacked(opened.fd, CHECKSUM_BYTES), known), close: () => opened.close() };
  } catch {
    await file?.close();
    return null;
  }
}

/** A damaged or foreign snapshot is simply not there. */
export async function readSnapshot(path: string): Promise<OpenedGraph | null> {
  try {
    const bytes = await readFile(path);
    const body = bytes.subarray(CHECKSUM_BYTES);
    if (bytes.subarray(0, CHECKSUM_BYTES).toString() !== sha256(body)) return null;
    const second = bytes.readDoubleLE(bytes.length - SECOND_BYTES);
    const { terms, revision } = unpack(bytes.subarray(second), OF_LOADS);
    const graph = { revision, ...unpack(body) };
    return { graph, terms } as unknown as OpenedGraph;
  } catch {
    return null;
  }
}

/** A snapshot while it is written. */
export interface Draft {
  readonly file: number;
  /** How long it is. */
  readonly length: () => number;
  write(bytes: Uint8Array): void;
  /** Writes its checksum, when all else is there. */
  finish(): void;
}

export function startDraft(file: number): Draft {
  const hash = createHash('sha256');
  let length = CHECKSUM_BYTES;
  return {
    file,
    length: () => length,
    write: (bytes) => {
      writeAt(file, bytes, length);
      hash.update(bytes);
      length += bytes.length;
    },
    finish: () => writeAt(file, Buffer.from(hash.digest('hex')), 0),
  };
}

/** Writes what is known of the lists of a draft, which are taken from it again. */
export async function writeKnown(draft: Draft, spill: Spill): Promise<void> {
  // Numbers stand at multiples of their size.
  draft.write(new Uint8Array(-draft.length() & (SECOND_BYTES - 1)));
  const second = draft.length();
  const lists = listsIn(openPacked(draft.file, CHECKSUM_BYTES));
  const graph: GraphRows = { revision: revisionOf(lists), ...lists };
  const numbers = numberNodes(graph);
  const writer = createPackWriter(spill);
  writer.value('revision', graph.revision);
  const { affiliations, ...derived } = deriveGraph(graph, numbers);
  addAll(writer.list<Affiliation>('affiliations'), affiliations);
  writer.value('derived', derived);
  const documents = writer.list<DocumentsPart>('documents');
  const terms = await storeSearch(searchDocuments(graph, numbers), {
    keepPart: (part) => documents.push(part),
    newList: () => spill.words(),
  });
  writer.value('terms', terms);
  writer.writeTo(draft.write);
  const end = Buffer.alloc(SECOND_BYTES);
  end.writeDoubleLE(second);
  draft.write(end);
  draft.finish();
}
