/** A light English stemmer: what is left of a word without its endings, so that `validated` and `validation` are one. */

interface Ending {
  readonly ending: string;
  readonly becomes: string;
  /** Letters that must be left, so that `king` and `rate` stay as they are. */
  readonly atLeast: number;
}

const ending = (text: string, becomes: string, atLeast: number): Ending => ({ ending: text, becomes, atLeast });

/** One ending of each step is taken off, the first that fits. */
const STEPS: readonly (readonly Ending[])[] = [
  [
    ending('sses', 'ss', 2),
    ending('ies', 'y', 2),
    ending('xes', 'x', 2),
    ending('ches', 'ch', 2),
    ending('shes', 'sh', 2),
    ending('ss', 'ss', 1),
    ending('us', 'us', 1),
    ending('is', 'is', 1),
    ending('s', '', 3),
  ],
  [ending('isation', 'ization', 3), ending('ising', 'izing', 3), ending('ised', 'ized', 3), ending('ise', 'ize', 4)],
  [ending('our', 'or', 3), ending('ouring', 'oring', 3), ending('oural', 'oral', 3)],
  [
    ending('ization', '', 4),
    ending('ification', 'ify', 3),
    ending('ation', '', 4),
    ending('ment', '', 4),
    ending('ness', '', 4),
    ending('ability', '', 4),
    ending('able', '', 4),
    ending('ing', '', 3),
    ending('ed', '', 3),
    ending('ator', '', 4),
    ending('ifier', 'ify', 3),
  ],
  [
    ending('izer', '', 4),
    ending('ize', '', 4),
    ending('iz', '', 4),
    ending('ate', '', 4),
    ending('at', '', 4),
    ending('er', '', 5),
    ending('e', '', 3),
    ending('y', 'i', 3),
  ],
];

/** Words whose ending belongs to them. */
const WHOLE: ReadonlySet<string> = new Set([
  'customer',
  'customers',
  'thing',
  'things',
  'string',
  'strings',
  'during',
  'news',
  'series',
  'species',
  'analysis',
  'kubernetes',
  'pandas',
  'keras',
  'format',
  'formats',
  'formatting',
  'graphing',
  'chapter',
  'chapters',
  'computer',
]);
const LATIN = /^[a-z]+$/;
const VOWEL = /[aeiouy]/;

function withoutEnding(word: string, endings: readonly Ending[]): string {
  const fitting = endings.find((one) => word.endsWith(one.ending));
  if (fitting === undefined) return word;
  const left = word.slice(0, word.length - fitting.ending.length);
  return left.length < fitting.atLeast || !VOWEL.test(left) ? word : left + fitting.becomes;
}

/** The stem of a folded word: equal for the forms of one word, no word itself. Anything but Latin letters stays as it is. */
export function stem(word: string): string {
  if (word.length < 4 || !LATIN.test(word) || WHOLE.has(word)) return word;
  const cut = STEPS.reduce(withoutEnding, word);
  // modelling, mapped: the doubled letter goes with the ending.
  return cut !== word && /([bdfglmnprt])\1$/.test(cut) ? cut.slice(0, -1) : cut;
}
