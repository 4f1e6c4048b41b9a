/** Documents over the small graph, with their whole price worked out by hand. */
export const TOPICS = 'topics(first: 20) { nodes { name } }';
export const PRICED: readonly (readonly [name: string, document: string, cost: number])[] = [
  [
    'the example of README',
    `{ venue(slug: "kdd") { resources(first: 20, filter: { year: { gt: 2000 } }) { nodes { title ${TOPICS} } } } }`,
    1 + 1 + 20 * (1 + 1 + 20),
  ],
  [
    'facets and groups',
    `{ resources(filter: { type: { in: [PAPER, TALK] } }) {
      facets(by: [VENUE, TOPIC], first: 7) { buckets { node { id } } }
      groups(by: VENUE, first: 3) { bucket { key } resources(first: 4) { nodes { id } } }
    } }`,
    1 + 2 * (1 + 7 * (1 + 1)) + 3 * (1 + 1 + 1 + 4),
  ],
  ['nodes by id', '{ nodes(ids: ["Venue:kdd", "Venue:opml", "Venue:gone"]) { id } }', 3],
  [
    'a lookup',
    '{ lookup(identifiers: ["Twin", "ann"]) { node { id } problem { candidates { id } } } }',
    2 * (1 + 1 + 1 + 10),
  ],
];
