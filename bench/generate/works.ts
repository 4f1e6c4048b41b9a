/** One generated work: a row of the format of seed/rows, made from its number alone. */
import type { RowKind, WorkRow } from '../../src/ingest/row.ts';
import { below, oneOf, randomAt, type Random } from './random.ts';
import { ADJECTIVES, ENDINGS, FIELDS, wordOf } from './words.ts';
import { authorName, HUB_AUTHOR, HUB_VENUE, HUB_VENUE_TENTHS, organizationName, type World } from './world.ts';

export interface GeneratedWork {
  readonly row: WorkRow;
  /** Number of the source that lists it, and of a second one where another lists it too. */
  readonly sources: readonly number[];
}

const FIRST_YEAR = 2004;
const LAST_YEAR = 2026;
/** Repositories and articles are one of so many each; all other works are papers, and some talks and tutorials. */
const REPOSITORY_EVERY = 25;
const ARTICLE_EVERY = 20;
const JAPANESE_SHARE = 0.2;
const SHARE = { talk: 0.08, tutorial: 0.02, code: 0.05, affiliation: 0.3, secondSource: 0.05, venue: 0.8 } as const;
const MOST_TOPICS = 4;
const MOST_AUTHORS = 6;

/** Each part of a row draws its chances apart, so that a title can be made without the rest of its row. */
const DRAW = { title: 0, rest: 1 } as const;

function drawsOf({ seed }: World, place: number, part: keyof typeof DRAW): Random {
  return randomAt(seed, place * 2 + DRAW[part]);
}

function kindOf(place: number, random: Random): RowKind {
  if (place % REPOSITORY_EVERY === REPOSITORY_EVERY - 1) return 'repository';
  if (place % ARTICLE_EVERY === ARTICLE_EVERY - 2) return 'article';
  const chance = random();
  if (chance < SHARE.talk) return 'talk';
  return chance < SHARE.talk + SHARE.tutorial ? 'tutorial' : 'paper';
}

/** Starts with a name that no other work has, so that no two are one by their titles. */
function titleOf(world: World, place: number): string {
  const random = drawsOf(world, place, 'title');
  const name = wordOf(place, 3);
  const topic = world.topic(random);
  const [field, fieldJa] = oneOf(FIELDS, random);
  const [ending, endingJa] = oneOf(ENDINGS, random);
  if (random() < JAPANESE_SHARE) return `${name}: ${fieldJa}における${topic.nameJa}の${endingJa}`;
  return `${name}: ${oneOf(ADJECTIVES, random)} ${topic.name} for ${field}, ${ending}`;
}

function topicsOf(world: World, random: Random): string[] {
  const count = 1 + below(MOST_TOPICS, random);
  return [...new Set(Array.from({ length: count }, () => world.topic(random).slug))];
}

function authorsOf(world: World, place: number, random: Random): NonNullable<WorkRow['authors']> {
  const count = 1 + below(MOST_AUTHORS, random);
  const numbers = new Set(Array.from({ length: count }, () => world.author(random)));
  const names = [...numbers].map((author) => {
    const name = authorName(author);
    if (random() >= SHARE.affiliation) return name;
    // Most people have one organization for ever, a few go on to another.
    const moved = random() < 0.1 ? below(world.works, random) : author;
    return { name, affiliation: organizationName(world.organization(randomAt(moved, 2))) };
  });
  return isOfHubAuthor(place) ? [HUB_AUTHOR, ...names] : names;
}

/** One of ten works, in the largest venue and outside of it alike. */
function isOfHubAuthor(place: number): boolean {
  return Math.floor(place / 10) % 10 === 4;
}

function venueOf(world: World, place: number, random: Random): string | null {
  if (place % 10 < HUB_VENUE_TENTHS) return HUB_VENUE;
  return random() < SHARE.venue ? world.venue(random) : null;
}

/** Later years have more works. */
function yearOf(random: Random): number {
  return FIRST_YEAR + Math.floor(Math.sqrt(random()) * (LAST_YEAR - FIRST_YEAR + 1));
}

function repositoryAddress(place: number): string {
  return `https://github.com/${wordOf(place, 3).toLowerCase()}/${wordOf(place, 4).toLowerCase()}`;
}

/** The repository of the works around it. */
function nearestRepository(place: number): number {
  return place - (place % REPOSITORY_EVERY) + REPOSITORY_EVERY - 1;
}

function identityOf(kind: RowKind, place: number): Pick<WorkRow, 'url' | 'doi'> {
  if (kind === 'repository') return { url: repositoryAddress(place) };
  if (kind === 'paper') return { doi: `10.5555/generated.${place}` };
  return { url: `https://works.example/${place}` };
}

/** What it says of other works: code of a paper, the paper that an article explains. */
function linksOf(world: World, kind: RowKind, place: number, random: Random): Pick<WorkRow, 'links' | 'about'> {
  const repository = nearestRepository(place);
  if (kind === 'paper' && repository < world.works && random() < SHARE.code) {
    return { links: [{ label: 'Code', url: repositoryAddress(repository) }] };
  }
  return kind === 'article' && place > 0 ? { about: titleOf(world, place - 1) } : {};
}

/** The work at a place from 0 to below `world.works`. */
export function workAt(world: World, place: number): GeneratedWork {
  const random = drawsOf(world, place, 'rest');
  const kind = kindOf(place, random);
  const venue = venueOf(world, place, random);
  const year = yearOf(random);
  const row: WorkRow = {
    title: titleOf(world, place),
    kind,
    ...identityOf(kind, place),
    authors: authorsOf(world, place, random),
    ...(venue === null ? {} : { venue, edition: `${venue} ${year}` }),
    year,
    topics: topicsOf(world, random),
    ...linksOf(world, kind, place, random),
    locator: `generated ${place}`,
  };
  const first = world.source(random);
  const second = random() < SHARE.secondSource ? world.source(random) : first;
  return { row, sources: first === second ? [first] : [first, second] };
}
