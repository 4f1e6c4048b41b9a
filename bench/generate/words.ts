/** What titles and names are made of. */

export const ADJECTIVES = [
  'Adaptive', 'Affordable', 'Automatic', 'Bounded', 'Collaborative', 'Composable', 'Continuous', 'Cost-aware',
  'Declarative', 'Distributed', 'Efficient', 'Elastic', 'Explainable', 'Fault-tolerant', 'Federated', 'Graph-based',
  'Incremental', 'Interactive', 'Lightweight', 'Low-latency', 'Modular', 'Multi-tenant', 'Online', 'Predictive',
  'Privacy-preserving', 'Reproducible', 'Resilient', 'Robust', 'Scalable', 'Self-service', 'Semantic', 'Sparse',
  'Streaming', 'Trustworthy', 'Uncertain', 'Unified', 'Verifiable', 'Visual',
] as const; // prettier-ignore

/** Fields of application, in both languages. */
export const FIELDS = [
  ['advertising', '広告'], ['agriculture', '農業'], ['airlines', '航空'], ['astronomy', '天文学'], ['banking', '銀行'],
  ['call centres', 'コールセンター'], ['chemistry', '化学'], ['education', '教育'], ['energy grids', '電力網'],
  ['fashion', 'ファッション'], ['food delivery', '料理宅配'], ['fraud', '不正検知'], ['games', 'ゲーム'],
  ['genomics', 'ゲノム解析'], ['healthcare', '医療'], ['hotels', '宿泊'], ['housing', '住宅'], ['insurance', '保険'],
  ['job boards', '求人'], ['libraries', '図書館'], ['logistics', '物流'], ['manufacturing', '製造業'], ['maps', '地図'],
  ['marketplaces', 'フリマ'], ['messaging', 'メッセージ'], ['music', '音楽'], ['news', 'ニュース'],
  ['online shops', '通販'], ['payments', '決済'], ['pharmacies', '薬局'], ['public transport', '公共交通'],
  ['recipes', 'レシピ'], ['retail', '小売'], ['ride sharing', '配車'], ['robotics', 'ロボット'],
  ['social networks', '交流サイト'], ['telecommunications', '通信'], ['translation', '翻訳'], ['video', '動画'],
  ['weather', '気象'],
] as const; // prettier-ignore

export const ENDINGS = [
  ['a case study', '事例'], ['a survey', '調査'], ['design and lessons', '設計と学び'], ['first results', '初期の結果'],
  ['five years later', '五年間の運用'], ['from prototype to service', '試作から本番へ'], ['in practice', '実践'],
  ['open problems', '課題'], ['what broke and why', '障害と原因'], ['with fewer labels', '少ない教師データで'],
  ['with limited memory', '限られたメモリで'], ['without downtime', '無停止で'],
] as const; // prettier-ignore

const SYLLABLES = [
  'ba', 'bel', 'bo', 'cha', 'da', 'del', 'do', 'el', 'fa', 'fen', 'ga', 'gor', 'ha', 'hin', 'ja', 'jo', 'ka', 'kel',
  'ki', 'la', 'len', 'lo', 'ma', 'mer', 'mi', 'na', 'nor', 'nu', 'pa', 'pel', 'ra', 'ren', 'ro', 'sa', 'sen', 'shi',
  'so', 'ta', 'ten', 'to', 'va', 'vik', 'wa', 'wen', 'ya', 'yor', 'za', 'zel',
] as const; // prettier-ignore

/** Prime, so that neighbours among the numbers are no neighbours among the words. */
const STEP = 5_000_011;

/** A word for a number below two thousand million, equal only for equal numbers; of `least` syllables where that is enough. */
export function wordOf(number: number, least: number): string {
  let syllables = least;
  while (SYLLABLES.length ** syllables <= number) syllables += 1;
  let rest = (number * STEP) % SYLLABLES.length ** syllables;
  let word = '';
  for (let count = 0; count < syllables; count += 1) {
    word += SYLLABLES[rest % SYLLABLES.length] ?? '';
    rest = Math.floor(rest / SYLLABLES.length);
  }
  return word.charAt(0).toUpperCase() + word.slice(1);
}
