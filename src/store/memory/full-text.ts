/** The one place that answers for full-text conditions and the order RELEVANCE: the schema offers neither yet. */
export function fullTextNotOffered(): never {
  throw new Error('Full-text search and RELEVANCE are not offered');
}
