/** Text in columns of a terminal, where a Japanese character takes two. */

const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;
const WITHOUT_WIDTH = /[\p{Mn}\p{Me}\p{Cf}]/u;
const CONTROL = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

/** A title may come from a stranger: control characters would move the cursor, and bidi marks reorder the line. */
export function harmless(text: string): string {
  return text.replace(CONTROL, ' ');
}

function widthOfCharacter(character: string): number {
  if (WITHOUT_WIDTH.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}

/** Columns a text takes. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += widthOfCharacter(character);
  return width;
}

/** Cut to `limit` columns, with an ellipsis where something was cut. */
export function cut(text: string, limit: number): string {
  if (widthOf(text) <= limit) return text;
  let kept = '';
  let width = 0;
  for (const character of text) {
    width += widthOfCharacter(character);
    if (width > limit - 1) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

export function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - widthOf(text)));
}

export function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - widthOf(text))) + text;
}
