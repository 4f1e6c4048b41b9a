/** Texts that would be syntax of Cypher, of a comment or of a string wherever they were not taken as text. */

/** In every value and in nothing else, so that a part of a value is found wherever it turns up. */
export const MARK = 'q7x';

const SIGNS = [
  "'",
  '"',
  '`',
  '\\u0060',
  '\\',
  '//',
  '/*',
  '})',
  '$x',
  ';',
  "' UNION MATCH (n) RETURN n //",
  "'}) CALL db.labels() //",
  "' LOAD CSV FROM 'file:///etc/passwd' AS row //",
  '"}) DETACH DELETE n /*',
];

const marked = (text: string): string => [MARK, text, MARK].join('');

/** What the others are compared with. */
export const PLAIN = marked('plain');
export const INJECTIONS: readonly string[] = SIGNS.map(marked);
/** All of them at once, no longer than a search may be. */
export const ALL_SIGNS = marked(SIGNS.join(' ')).slice(0, 200);
/** Longer than any argument may be, and short enough for a request. */
export const HUGE = marked('"'.repeat(64_000));
/** What a database would store as something else. */
export const HALF_PAIR = marked('\ud800');
export const NUL = marked('\0');
