/**
 * Opaque keyset cursors: base64url of a checksum and a JSON array [version, list, parent, keys, id]. `list` fingerprints the field with
 * its filter and order, `parent` the node it hangs on, so that a cursor used elsewhere is an error and never page one.
 */
import { createHash } from 'node:crypto';
import { DomainError } from './errors.ts';
import { parseNodeId } from './ids.ts';
import type { OrderKeys, Position } from './page.ts';

const VERSION = 1;
const CHECKSUM_CHARACTERS = 8;
const MAX_CURSOR_CHARACTERS = 4_000;

export interface Cursor {
  /** From `fingerprint`. */
  readonly list: string;
  readonly parent: string;
  readonly position: Position;
}

/** A short name for anything that can be written as JSON: the same in every process and after every rebuild. */
export function fingerprint(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 11);
}

function checksum(json: string): string {
  return createHash('sha256').update(json).digest('base64url').slice(0, CHECKSUM_CHARACTERS);
}

export function encodeCursor(cursor: Cursor): string {
  const { keys, id } = cursor.position;
  const json = JSON.stringify([VERSION, cursor.list, cursor.parent, keys, id]);
  return Buffer.from(checksum(json) + json).toString('base64url');
}

function isKeys(value: unknown): value is OrderKeys {
  return (
    Array.isArray(value) && value.every((key) => key === null || typeof key === 'string' || typeof key === 'number')
  );
}

/** Undefined for what is no JSON: the checksum is no secret, so anything may stand behind it. */
function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

/** The error of a text that no list has made. */
export function damagedCursor(): DomainError {
  return new DomainError(
    'INVALID_CURSOR',
    'This is no cursor of this API. Take cursors from endCursor or edges, unchanged.',
  );
}

/** @throws DomainError INVALID_CURSOR unless the text has the form that `encodeCursor` gives. */
export function decodeCursor(text: string): Cursor {
  const damaged = damagedCursor();
  if (text.length > MAX_CURSOR_CHARACTERS || !/^[A-Za-z0-9_-]+$/.test(text)) throw damaged;
  const bytes = Buffer.from(text, 'base64url');
  const plain = bytes.toString();
  const json = plain.slice(CHECKSUM_CHARACTERS);
  if (bytes.toString('base64url') !== text || checksum(json) !== plain.slice(0, CHECKSUM_CHARACTERS)) throw damaged;
  const fields = parsed(json);
  if (!Array.isArray(fields) || fields.length !== 5 || fields[0] !== VERSION) throw damaged;
  const [, list, parent, keys, id] = fields as unknown[];
  const node = typeof id === 'string' ? parseNodeId(id) : null;
  if (typeof list !== 'string' || typeof parent !== 'string' || !isKeys(keys) || node === null) throw damaged;
  return { list, parent, position: { keys, id: node.id } };
}
