/** A graph whose names, titles, tracks and labels are hostile texts: each finds the works it stands in, and no others. */
import { buildGraphRecords, type ResourceSketch } from '../graphs/graph-builder.ts';
import { INJECTIONS, PLAIN } from './injections.ts';
import { SCRIPTS } from './scripts.ts';

/** As long as a folded title may be. */
const LONGEST_TITLE = '\ufdfa'.repeat(440);
const NAMES = [PLAIN, ...INJECTIONS];

/** One work for each name, and nodes of every other kind that bear it. */
function named<T>(prefix: string, of: (name: string, index: number) => T): Record<string, T> {
  return Object.fromEntries(NAMES.map((name, index) => [`${prefix}${index}`, of(name, index)]));
}

function workOf(title: string, index: number): ResourceSketch {
  return {
    title,
    titleJa: `${title} テスト`,
    year: 2015 + (index % 4),
    venue: `v${index}`,
    edition: `e${index}`,
    track: title,
    authors: [[`a${index}`, `o${index}`], 'shared'],
    organizations: ['everywhere'],
    topics: [`t${index}`, 'top'],
    sources: [`s${index}`, 'list'],
    urls: [`https://works.example/${index}`],
    links: index === 0 ? [] : [['CITES', 'r0']],
  };
}

export const HOSTILE_GRAPH = buildGraphRecords({
  sources: { list: { name: 'List' }, ...named('s', (name) => ({ name, sections: [name] })) },
  topics: {
    top: { name: 'Top' },
    ...named('t', (name) => ({ name, alt: [`${name} too`], altJa: [`${name} も`], broader: ['top'] })),
  },
  venues: named('v', (name, index) => ({ name, fullName: name, editions: { [`e${index}`]: 2015 + (index % 4) } })),
  organizations: { everywhere: {}, ...named('o', (name) => ({ name, aliases: [`${name} Inc`] })) },
  authors: { shared: {}, ...named('a', (name) => ({ name, aliases: [`${name} Jr`] })) },
  resources: {
    ...named('r', workOf),
    long: { title: LONGEST_TITLE, topics: ['top'] },
    ...Object.fromEntries(Object.values(SCRIPTS).map((title, index) => [`u${index}`, { title, topics: ['top'] }])),
  },
});
