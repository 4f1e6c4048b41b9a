/** The widest document that the limits allow, and one that asks for next to nothing. */

/** As many store calls as a document may plan, each another question. */
export const WIDEST = `{ ${Array.from(
  { length: 50 },
  (_, index) => `a${index}: resources(first: ${1 + index}) { nodes { id title } }`,
).join(' ')} }`;

export const LIGHT = '{ venue(slug: "kdd") { name } }';
