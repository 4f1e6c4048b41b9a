/**
 * Topics from titles, by the match rules of the taxonomy (`scheme.matchSyntax` in seed/topics.json, held by the 300 cases
 * of seed/tag-cases.jsonl).
 */
import { isJapanese } from '../domain/text.ts';
import type { TopicConcept } from './topics.ts';

export interface TitleTag {
  readonly slug: string;
  /** The phrase as it stood in the normalised title. */
  readonly matched: string;
}

export interface Tagger {
  /** Topics whose rules fit the title in either language, in the taxonomy's order, each once. */
  tag(title: string, titleJa?: string | null): TitleTag[];
}

/** A rule ready to run: on the normalised title, or on the title as given (`RE:`). */
interface Rule {
  readonly pattern: RegExp;
  readonly raw: boolean;
  /** The title must hold one of these words for the rule to have a chance, since patterns are slow; null: always try. */
  readonly words: readonly string[] | null;
  /** Its place among the rules of its concept: the first that fits is the one that is told. */
  readonly place: number;
}

interface CompiledConcept {
  readonly slug: string;
  /** Its place in the taxonomy. */
  readonly order: number;
  readonly rules: readonly Rule[];
  readonly blanks: readonly Rule[];
  readonly vetoes: readonly Rule[];
  readonly labelsJa: readonly string[];
}

/** Lower case, hyphens and dashes as spaces, straight quotes, single spaces. */
export function normaliseTitle(title: string): string {
  return title
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\u2010-\u2015\u2212-]/g, ' ')
    .replace(/[\u2018\u2019\u201a\u201b\u2032]/g, "'")
    .replace(/[\u201c-\u201f\u2033]/g, '"')
    .replace(/\s+/gu, ' ')
    .trim();
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Whole words; the last may be a plural; a slash may stand where the phrase has a space. */
function phrasePattern(phrase: string): RegExp {
  const words = normaliseTitle(phrase).split(' ').map(escaped);
  const last = words.at(-1) ?? '';
  const plural = last.endsWith('y') ? `(?:${last}(?:s|es)?|${last.slice(0, -1)}ies)` : `${last}(?:s|es)?`;
  return new RegExp(`(?<![a-z0-9_])${[...words.slice(0, -1), plural].join('[ /]')}(?![a-z0-9_])`, 'g');
}

/** The words that a title may show where the phrase begins: letters, digits and underscores as far as they go. */
function openingWords(phrase: string): readonly string[] | null {
  const normalised = normaliseTitle(phrase);
  const word = /^[a-z0-9_]+/.exec(normalised)?.[0];
  if (word === undefined) return null;
  if (word !== normalised) return [word];
  const plurals = [word, word.concat('s'), word.concat('es')];
  return word.endsWith('y') ? [...plurals, word.slice(0, -1).concat('ies')] : plurals;
}

function compileRule(text: string, place: number): Rule {
  if (text.startsWith('RE:')) return { pattern: new RegExp(text.slice(3), 'g'), raw: true, words: null, place };
  if (text.startsWith('re:')) return { pattern: new RegExp(text.slice(3), 'g'), raw: false, words: null, place };
  return { pattern: phrasePattern(text), raw: false, words: openingWords(text), place };
}

function compileConcept(concept: TopicConcept, order: number): CompiledConcept {
  return {
    slug: concept.id,
    order,
    rules: concept.match.map(compileRule),
    blanks: concept.not.filter((text) => !text.startsWith('!')).map(compileRule),
    vetoes: concept.not.filter((text) => text.startsWith('!')).map((text, place) => compileRule(text.slice(1), place)),
    labelsJa: [concept.prefLabel.ja, ...concept.altLabel.ja].filter(isJapanese),
  };
}

interface Title {
  readonly given: string;
  readonly normalised: string;
  /** Those of the normalised title, before anything was blanked. */
  readonly words: ReadonlySet<string>;
}

function titleOf(text: string): Title {
  const normalised = normaliseTitle(text);
  return { given: text.normalize('NFC'), normalised, words: new Set(normalised.match(/[a-z0-9_]+/g) ?? []) };
}

/** The caller knows that the title has a word the rule needs. */
function find(rule: Rule, title: Title): string | null {
  rule.pattern.lastIndex = 0;
  return rule.pattern.exec(rule.raw ? title.given : title.normalised)?.[0] ?? null;
}

function blank(rule: Rule, title: Title): Title {
  if (find(rule, title) === null) return title;
  const spaces = (span: string): string => ' '.repeat(span.length);
  return rule.raw
    ? { ...title, given: title.given.replace(rule.pattern, spaces) }
    : { ...title, normalised: title.normalised.replace(rule.pattern, spaces) };
}

/** What of a concept has a chance on a title, by the title's words. */
interface Chances {
  readonly concept: CompiledConcept;
  readonly rules: Rule[];
  readonly blanks: Rule[];
  readonly vetoes: Rule[];
}

function noChances(concept: CompiledConcept): Chances {
  return { concept, rules: [], blanks: [], vetoes: [] };
}

function byPlace(a: Rule, b: Rule): number {
  return a.place - b.place;
}

/** The phrase that gives the concept, or null. @param japanese whether a Japanese label in the title gives it too. */
function matchConcept({ concept, rules, blanks, vetoes }: Chances, whole: Title, japanese: boolean): string | null {
  if (rules.length === 0 && !japanese) return null;
  if (vetoes.some((rule) => find(rule, whole) !== null)) return null;
  const title = blanks.toSorted(byPlace).reduce((rest, rule) => blank(rule, rest), whole);
  for (const rule of rules.toSorted(byPlace)) {
    const found = find(rule, title);
    if (found !== null && found !== '') return found;
  }
  return japanese ? (concept.labelsJa.find((label) => title.given.includes(label)) ?? null) : null;
}

interface RuleOfConcept {
  readonly concept: CompiledConcept;
  readonly role: 'rules' | 'blanks' | 'vetoes';
  readonly rule: Rule;
}

/** Nine thousand rules by the words they need: a title meets a few hundred of them. */
function indexRules(concepts: readonly CompiledConcept[]): (title: Title) => Map<CompiledConcept, Chances> {
  const byWord = new Map<string | null, RuleOfConcept[]>();
  for (const concept of concepts) {
    for (const role of ['rules', 'blanks', 'vetoes'] as const) {
      for (const rule of concept[role]) {
        for (const word of rule.words ?? [null]) {
          const list = byWord.get(word);
          if (list === undefined) byWord.set(word, [{ concept, role, rule }]);
          else list.push({ concept, role, rule });
        }
      }
    }
  }
  return (title) => {
    const near = new Map<CompiledConcept, Chances>();
    for (const word of [null, ...title.words]) {
      for (const { concept, role, rule } of byWord.get(word) ?? []) {
        let chances = near.get(concept);
        if (chances === undefined) near.set(concept, (chances = noChances(concept)));
        chances[role].push(rule);
      }
    }
    return near;
  };
}

/** Makes all rules ready once. */
export function compileTopics(concepts: readonly TopicConcept[]): Tagger {
  const compiled = concepts.map(compileConcept);
  const chancesOn = indexRules(compiled);
  return {
    tag(title, titleJa = null) {
      const tags = new Map<CompiledConcept, TitleTag>();
      for (const text of titleJa === null || titleJa === title ? [title] : [title, titleJa]) {
        const whole = titleOf(text);
        const japanese = isJapanese(whole.given);
        const near = chancesOn(whole);
        const tried = japanese ? compiled.map((concept) => near.get(concept) ?? noChances(concept)) : near.values();
        for (const chances of tried) {
          if (tags.has(chances.concept)) continue;
          const matched = matchConcept(chances, whole, japanese);
          if (matched !== null) tags.set(chances.concept, { slug: chances.concept.slug, matched });
        }
      }
      return [...tags].toSorted(([a], [b]) => a.order - b.order).map(([, tag]) => tag);
    },
  };
}
