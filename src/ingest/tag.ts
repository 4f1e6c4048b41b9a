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

function compileConcept(concept: TopicConcept): CompiledConcept {
  return {
    slug: concept.id,
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

function find(rule: Rule, title: Title): string | null {
  if (rule.words !== null && !rule.words.some((word) => title.words.has(word))) return null;
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

/** `rules` are those of the concept that have a chance, in order. */
function matchConcept(
  concept: CompiledConcept,
  rules: readonly Rule[],
  whole: Title,
  japanese: boolean,
): string | null {
  if (rules.length === 0 && !japanese) return null;
  if (concept.vetoes.some((rule) => find(rule, whole) !== null)) return null;
  const title = concept.blanks.reduce((rest, rule) => blank(rule, rest), whole);
  for (const rule of rules) {
    const found = find(rule, title);
    if (found !== null && found !== '') return found;
  }
  return japanese ? (concept.labelsJa.find((label) => title.given.includes(label)) ?? null) : null;
}

function addTo<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

type RuleOfConcept = readonly [concept: CompiledConcept, rule: Rule];

/** Seven thousand rules by the words they need: a title meets a few hundred of them. */
function indexRules(concepts: readonly CompiledConcept[]): (title: Title) => ReadonlyMap<CompiledConcept, Rule[]> {
  const byWord = new Map<string | null, RuleOfConcept[]>();
  for (const concept of concepts) {
    for (const rule of concept.rules) {
      for (const word of rule.words ?? [null]) addTo(byWord, word, [concept, rule]);
    }
  }
  return (title) => {
    const near = new Map<CompiledConcept, Rule[]>();
    for (const word of [null, ...title.words]) {
      for (const [concept, rule] of byWord.get(word) ?? []) addTo(near, concept, rule);
    }
    for (const rules of near.values()) rules.sort((a, b) => a.place - b.place);
    return near;
  };
}

/** Makes all rules ready once. */
export function compileTopics(concepts: readonly TopicConcept[]): Tagger {
  const compiled = concepts.map(compileConcept);
  const rulesNear = indexRules(compiled);
  return {
    tag(title, titleJa = null) {
      const tags = new Map<string, TitleTag>();
      for (const text of titleJa === null || titleJa === title ? [title] : [title, titleJa]) {
        const whole = titleOf(text);
        const japanese = isJapanese(whole.given);
        const near = rulesNear(whole);
        for (const concept of compiled) {
          if (tags.has(concept.slug)) continue;
          const matched = matchConcept(concept, near.get(concept) ?? [], whole, japanese);
          if (matched !== null) tags.set(concept.slug, { slug: concept.slug, matched });
        }
      }
      return compiled.flatMap(({ slug }) => tags.get(slug) ?? []);
    },
  };
}
