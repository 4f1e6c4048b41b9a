/** The questions of the product, each with its leading comment, in the order of their numbers. */
const files = import.meta.glob<string>('../../../questions/*.graphql', {
  query: '?raw',
  import: 'default',
  eager: true,
});

export const QUESTIONS: readonly string[] = Object.keys(files)
  .toSorted()
  .map((file) => files[file] ?? '');
