/** Edits between words: inserting, deleting or replacing a letter, and swapping two neighbours, count one each. */

/** What is more than any distance asked for. */
const FAR = 99;

/** The optimal string alignment distance, or more than `limit` where it is above that. */
export function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) > limit) return FAR;
  let twoAbove: number[] = [];
  let above = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let row = 1; row <= left.length; row += 1) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= right.length; column += 1) {
      const same = left[row - 1] === right[column - 1];
      let best = Math.min(
        (above[column] ?? FAR) + 1,
        (current[column - 1] ?? FAR) + 1,
        (above[column - 1] ?? FAR) + (same ? 0 : 1),
      );
      if (row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]) {
        best = Math.min(best, (twoAbove[column - 2] ?? FAR) + 1);
      }
      current.push(best);
      least = Math.min(least, best);
    }
    if (least > limit) return FAR;
    twoAbove = above;
    above = current;
  }
  return above[right.length] ?? FAR;
}
