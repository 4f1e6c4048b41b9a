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
  /** What the title must hold somewhere for the rule to have a chance: looked for first, since patterns are slow. */
  readonly firstWord: string | null;
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

function compileRule(text: string): Rule {
  if (text.startsWith('RE:')) return { pattern: new RegExp(text.slice(3), 'g'), raw: true, firstWord: null };
  if (text.startsWith('re:')) return { pattern: new RegExp(text.slice(3), 'g'), raw: false, firstWord: null };
  const words = normaliseTitle(text).split(' ');
  const first = words[0] ?? '';
  return { pattern: phrasePattern(text), raw: false, firstWord: words.length > 1 ? first : first.replace(/y$/, '') };
}

function compileConcept(concept: TopicConcept): CompiledConcept {
  return {
    slug: concept.id,
    rules: concept.match.map(compileRule),
    blanks: concept.not.filter((text) => !text.startsWith('!')).map(compileRule),
    vetoes: concept.not.filter((text) => text.startsWith('!')).map((text) => compileRule(text.slice(1))),
    labelsJa: [concept.prefLabel.ja, ...concept.altLabel.ja].filter(isJapanese),
  };
}

interface Title {
  readonly given: string;
  readonly normalised: string;
}

function find(rule: Rule, title: Title): string | null {
  if (rule.firstWord !== null && !title.normalised.includes(rule.firstWord)) return null;
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

function matchConcept(concept: CompiledConcept, whole: Title, japanese: boolean): string | null {
  if (concept.vetoes.some((rule) => find(rule, whole) !== null)) return null;
  const title = concept.blanks.reduce((rest, rule) => blank(rule, rest), whole);
  for (const rule of concept.rules) {
    const found = find(rule, title);
    if (found !== null && found !== '') return found;
  }
  return japanese ? (concept.labelsJa.find((label) => title.given.includes(label)) ?? null) : null;
}

/** Makes all rules ready once. */
export function compileTopics(concepts: readonly TopicConcept[]): Tagger {
  const compiled = concepts.map(compileConcept);
  return {
    tag(title, titleJa = null) {
      const tags = new Map<string, TitleTag>();
      for (const text of titleJa === null || titleJa === title ? [title] : [title, titleJa]) {
        const given = text.normalize('NFC');
        const whole = { given, normalised: normaliseTitle(text) };
        const japanese = isJapanese(given);
        for (const concept of compiled) {
          if (tags.has(concept.slug)) continue;
          const matched = matchConcept(concept, whole, japanese);
          if (matched !== null) tags.set(concept.slug, { slug: concept.slug, matched });
        }
      }
      return compiled.flatMap(({ slug }) => tags.get(slug) ?? []);
    },
  };
}
