/** Words that say nothing about what is looked for, beside others that do. */

const STOP_WORDS: ReadonlySet<string> = new Set(
  (
    'a an and are as at be by can do does for from how i in into is it its me my of on or our so that the their this to ' +
    'us was we were what when where which who why will with you your ' +
    'の を が に で と は も へ や か な だ から まで より する した して される された による における について とは です ます という'
  ).split(' '),
);

/** Whether a folded word is one of them. */
export function isStopWord(word: string): boolean {
  return STOP_WORDS.has(word);
}
