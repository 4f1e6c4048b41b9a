/** Values of facets for people, where the value is no node. */
import type { Bucket } from '../domain/facet.ts';
import type { Entity, Language, ResourceType } from '../domain/model.ts';

const TYPE_LABELS: Readonly<Record<ResourceType, readonly [string, string]>> = {
  PAPER: ['Paper', '論文'],
  ARTICLE: ['Article', '記事'],
  BOOK: ['Book', '書籍'],
  REPORT: ['Report', 'レポート'],
  COURSE: ['Course', '講座'],
  REPOSITORY: ['Repository', 'リポジトリ'],
  TOOL: ['Tool', 'ツール'],
  DATASET: ['Data set', 'データセット'],
  TALK: ['Talk', '講演'],
  TUTORIAL: ['Tutorial', 'チュートリアル'],
  PODCAST: ['Podcast', 'ポッドキャスト'],
  PODCAST_EPISODE: ['Podcast episode', 'ポッドキャストの回'],
  NEWSLETTER: ['Newsletter', 'ニュースレター'],
  COMMUNITY: ['Community', 'コミュニティ'],
  EVENT: ['Event', 'イベント'],
  OTHER: ['Other', 'その他'],
};
const LABELS: Readonly<Record<string, readonly [string, string]>> = {
  ...TYPE_LABELS,
  EN: ['English', '英語'],
  JA: ['Japanese', '日本語'],
};

/** What a type of resource is called. */
export function typeLabel(type: ResourceType, language: Language): string {
  return TYPE_LABELS[type][language === 'JA' ? 1 : 0];
}

/** The name of a node in a language, or the one it has. */
export function nameOf(entity: Entity, language: Language): string {
  if (entity.kind === 'RESOURCE') return entity.titleTranslated[language] ?? entity.title;
  return language === 'JA' ? (entity.nameJa ?? entity.name) : entity.name;
}

/** A bucket's label: the node's name, the word for an enum value, else the key itself. */
export function bucketLabel(bucket: Bucket, language: Language): string {
  if (bucket.node !== null) return nameOf(bucket.node, language);
  return LABELS[bucket.key]?.[language === 'JA' ? 1 : 0] ?? bucket.key;
}
