/** Everything generated works choose from: how large it is, and how often each part of it is chosen. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { PACKAGE_ROOT } from '../../src/config/package-root.ts';
import { parseTopics } from '../../src/ingest/topics.ts';
import { oneOf, randomAt, zipf, type Random } from './random.ts';
import { wordOf } from './words.ts';

export interface TopicName {
  readonly slug: string;
  readonly name: string;
  readonly nameJa: string;
}

export interface World {
  readonly seed: number;
  /** How many works there are. */
  readonly works: number;
  readonly topic: (random: Random) => TopicName;
  readonly author: (random: Random) => number;
  readonly organization: (random: Random) => number;
  /** A venue beside the largest one. */
  readonly venue: (random: Random) => string;
  /** Number of a source, from 0. */
  readonly source: (random: Random) => number;
  readonly sources: number;
}

/** Of ten works, how many the largest venue has; the busiest author has one of ten. */
export const HUB_VENUE_TENTHS = 3;
export const HUB_VENUE = 'KDD';
export const HUB_AUTHOR = 'Avery Hub';

/** Venues that the product's questions ask for come right behind the largest one. */
const KNOWN_VENUES = ['MLSys', 'OpML', 'SIGIR eCom', 'ECNLP'];
const VENUES = 120;
const SOURCES = 20;
const AUTHORS_OF_A_WORK = 0.6;
const WORKS_OF_AN_ORGANIZATION = 40;
/** How close the first ranks are: a plain law of Zipf would make several hubs of each kind. */
const FLATNESS = { topic: 3, author: 60, organization: 5, venue: 2, source: 1 } as const;

function pick<T>(list: readonly T[], flatness: number): (random: Random) => T {
  const rank = zipf(list.length, flatness);
  return (random) => {
    const chosen = list[rank(random)];
    if (chosen === undefined) throw new Error('A rank beyond its list');
    return chosen;
  };
}

/** In an order that the seed decides, for the taxonomy's own goes from wide to narrow. */
function shuffled<T>(list: readonly T[], random: Random): T[] {
  const keyed = list.map((item) => ({ item, key: random() }));
  return keyed.toSorted((a, b) => a.key - b.key).map(({ item }) => item);
}

/** The topics of seed/topics.json, as rows and titles name them. */
async function readTopicNames(): Promise<TopicName[]> {
  const file = path.join(PACKAGE_ROOT, 'seed', 'topics.json');
  const { topics } = parseTopics(JSON.parse(await readFile(file, 'utf8')), 'topics.json');
  return topics.map(({ slug, name, nameJa }) => ({ slug, name, nameJa: nameJa ?? name }));
}

/**
 * Lays out the choices for `works` works.
 * @param seed a whole number; another one gives another graph of the same shape.
 */
export async function createWorld(works: number, seed: number): Promise<World> {
  const topics = shuffled(await readTopicNames(), randomAt(seed, -1));
  const others = Array.from({ length: VENUES - KNOWN_VENUES.length }, (_, index) => wordOf(index, 2).toUpperCase());
  return {
    seed,
    works,
    topic: pick(topics, FLATNESS.topic),
    author: zipf(Math.ceil(works * AUTHORS_OF_A_WORK), FLATNESS.author),
    organization: zipf(Math.ceil(works / WORKS_OF_AN_ORGANIZATION), FLATNESS.organization),
    venue: pick([...KNOWN_VENUES, ...others], FLATNESS.venue),
    source: zipf(SOURCES, FLATNESS.source),
    sources: SOURCES,
  };
}

const FIRST_NAMES = [
  'Aiko', 'Amara', 'Bo', 'Carla', 'Chen', 'Dana', 'Emeka', 'Fatima', 'Goran', 'Hana', 'Ines', 'Jun', 'Kaito', 'Lars',
  'Mei', 'Nadia', 'Omar', 'Priya', 'Quinn', 'Rosa', 'Sven', 'Tomoko', 'Uma', 'Viktor', 'Wei', 'Xin', 'Yusuf', 'Zoe',
] as const; // prettier-ignore

/** The name of an author; each number has one of its own. */
export function authorName(author: number): string {
  return `${oneOf(FIRST_NAMES, randomAt(author, 0))} ${wordOf(author, 3)}`;
}

const KINDS_OF_ORGANIZATION = ['Labs', 'University', 'Systems', 'Institute', 'Research'] as const;

export function organizationName(organization: number): string {
  return `${wordOf(organization, 3)} ${oneOf(KINDS_OF_ORGANIZATION, randomAt(organization, 1))}`;
}
