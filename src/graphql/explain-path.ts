/** A path as one sentence: each step says what the node it has reached has to do with the next. */
import { unreachable } from '../domain/errors.ts';
import type { GraphEdge, GraphPath } from '../domain/graph-view.ts';
import { kindOf } from '../domain/ids.ts';
import type { EdgeKind, Entity, Language } from '../domain/model.ts';
import { nameOf, typeLabel } from './labels.ts';

/** One edge, read in the direction of the path. */
interface Step {
  readonly from: Entity;
  readonly to: Entity;
  readonly edge: GraphEdge;
  /** Whether the path runs as the edge is stored. */
  readonly forward: boolean;
  /** Whether the step before said the same of another node. */
  readonly also: boolean;
}

function stepsOf({ nodes, edges }: GraphPath): Step[] {
  const steps: Step[] = [];
  for (const [index, edge] of edges.entries()) {
    const [from, to, before] = [nodes[index], nodes[index + 1], steps.at(-1)];
    if (from === undefined || to === undefined) throw new Error('An edge of a path joins two nodes');
    const forward = edge.source === from.id;
    const also = before?.edge.kind === edge.kind && (before.forward !== forward || edge.kind === 'RELATED');
    steps.push({ from, to, edge, forward, also });
  }
  return steps;
}

/** Predicates of a kind: as it is stored, and against it. `also` goes where the bar is. */
type Phrases = readonly [forward: string, backward: string];

const ENGLISH: Readonly<Record<EdgeKind, Phrases>> = {
  AUTHORED_BY: ['is |by', 'is |an author of'],
  AFFILIATED_WITH: ['is |affiliated with', 'is |the affiliation of'],
  PUBLISHED_IN: ['|appeared in', '|includes'],
  EDITION_OF: ['is |an edition of', '|includes'],
  ABOUT: ['is |about', 'is |a topic of'],
  BROADER: ['|falls under', 'is |above'],
  RELATED: ['is |related to', 'is |related to'],
  LISTED_IN: ['is |listed in', '|lists'],
  IMPLEMENTS: ['|implements', 'is |implemented by'],
  EXPLAINS: ['|explains', 'is |explained by'],
  PRESENTS: ['|presents', 'is |presented by'],
  TRANSLATES: ['|translates', 'is |translated as'],
  PART_OF: ['is |part of', '|contains'],
  CITES: ['|cites', 'is |cited by'],
  CO_OCCURS: ['|occurs with', '|occurs with'],
};
const ENGLISH_OF_WORKS: Phrases = ['|comes from', 'is |behind'];

/** Works have no affiliation; they come from somewhere. */
function isOfWork({ kind, source }: GraphEdge): boolean {
  return kind === 'AFFILIATED_WITH' && kindOf(source) === 'RESOURCE';
}

function englishName(entity: Entity): string {
  if (entity.kind === 'TOPIC') return `‘${nameOf(entity, 'EN')}’`;
  if (entity.kind !== 'RESOURCE') return nameOf(entity, 'EN');
  return `“${nameOf(entity, 'EN')}”${entity.year === null ? '' : ` (${entity.year})`}`;
}

function inEnglish(steps: readonly Step[]): string {
  const clauses = steps.map(({ from, to, edge, forward, also }, index) => {
    const phrases = isOfWork(edge) ? ENGLISH_OF_WORKS : ENGLISH[edge.kind];
    const predicate = phrases[forward ? 0 : 1].replace('|', also ? 'also ' : '');
    const pronoun = from.kind === 'AUTHOR' ? 'who' : 'which';
    return `${index === 0 ? englishName(from) : pronoun} ${predicate} ${englishName(to)}`;
  });
  return `${clauses.join(', ')}.`;
}

/** What follows the subject, and what follows the object, in the middle of a sentence and at its end. */
interface JapanesePhrase {
  readonly subject: string;
  readonly plain: readonly [middle: string, end: string];
  readonly also: readonly [middle: string, end: string];
}

/** `particle` marks the object, `alsoParticle` a further one. */
function verb(subject: string, particle: string, alsoParticle: string, te: string): JapanesePhrase {
  const ends = (mark: string) => [`${mark}${te}おり`, `${mark}${te}います`] as const;
  return { subject, plain: ends(particle), also: ends(alsoParticle) };
}

function noun(predicate: string): JapanesePhrase {
  return {
    subject: 'は',
    plain: [`${predicate}で`, `${predicate}です`],
    also: [`${predicate}でもあり`, `${predicate}でもあります`],
  };
}

type JapanesePhrases = readonly [forward: JapanesePhrase, backward: JapanesePhrase];

const RELATED_TO = verb('は', 'に', 'にも', '関連して');
const OCCURS_WITH = verb('は', 'と共に', 'とも共に', '扱われて');
const JAPANESE: Readonly<Record<EdgeKind, JapanesePhrases>> = {
  AUTHORED_BY: [verb('の著者には', 'が', 'も', ''), noun('の著者')],
  AFFILIATED_WITH: [verb('は', 'に', 'にも', '所属して'), verb('には', 'が', 'も', '所属して')],
  PUBLISHED_IN: [verb('は', 'で', 'でも', '発表されて'), verb('では', 'が', 'も', '発表されて')],
  EDITION_OF: [noun('の開催回'), verb('は', 'を', 'も', '含んで')],
  ABOUT: [verb('は', 'を', 'も', '扱って'), verb('は', 'で', 'でも', '扱われて')],
  BROADER: [noun('の下位トピック'), noun('の上位トピック')],
  RELATED: [RELATED_TO, RELATED_TO],
  LISTED_IN: [verb('は', 'に', 'にも', '掲載されて'), verb('には', 'が', 'も', '掲載されて')],
  IMPLEMENTS: [noun('の実装'), verb('は', 'で', 'でも', '実装されて')],
  EXPLAINS: [verb('は', 'を', 'も', '解説して'), verb('は', 'で', 'でも', '解説されて')],
  PRESENTS: [verb('は', 'を', 'も', '紹介して'), verb('は', 'で', 'でも', '紹介されて')],
  TRANSLATES: [noun('の翻訳'), verb('は', 'に', 'にも', '翻訳されて')],
  PART_OF: [noun('の一部'), verb('は', 'を', 'も', '含んで')],
  CITES: [verb('は', 'を', 'も', '引用して'), verb('は', 'に', 'にも', '引用されて')],
  CO_OCCURS: [OCCURS_WITH, OCCURS_WITH],
};
const JAPANESE_OF_WORKS: JapanesePhrases = [verb('は', 'から', 'からも', '出て'), verb('からは', 'が', 'も', '出て')];

function japaneseName(entity: Entity): string {
  const name = nameOf(entity, 'JA');
  if (entity.kind === 'TOPIC') return `「${name}」`;
  if (entity.kind !== 'RESOURCE') return name;
  return `『${name}』${entity.year === null ? '' : `（${entity.year}年）`}`;
}

/** What a node that was just named is called. */
function japaneseNoun(entity: Entity): string {
  switch (entity.kind) {
    case 'RESOURCE':
      return entity.type === 'OTHER' ? '資料' : typeLabel(entity.type, 'JA');
    case 'AUTHOR':
      return '著者';
    case 'ORGANIZATION':
      return '組織';
    case 'VENUE':
      return '会議';
    case 'VENUE_EDITION':
      return '回';
    case 'TOPIC':
      return 'トピック';
    case 'SOURCE':
      return '一覧';
    default:
      return unreachable(entity);
  }
}

function inJapanese(steps: readonly Step[]): string {
  const clauses = steps.map(({ from, to, edge, forward, also }, index) => {
    const { subject, ...predicates } = (isOfWork(edge) ? JAPANESE_OF_WORKS : JAPANESE[edge.kind])[forward ? 0 : 1];
    const predicate = predicates[also ? 'also' : 'plain'][index === steps.length - 1 ? 1 : 0];
    return `${index === 0 ? japaneseName(from) : `この${japaneseNoun(from)}`}${subject}${japaneseName(to)}${predicate}`;
  });
  return `${clauses.join('、')}。`;
}

/** The path in one sentence. */
export function explainPath(path: GraphPath, language: Language): string {
  const steps = stepsOf(path);
  switch (language) {
    case 'EN':
      return inEnglish(steps);
    case 'JA':
      return inJapanese(steps);
    default:
      return unreachable(language);
  }
}
