/** What each built page is made from, relative to the top of the project. */
function ofPage(folder: string): string[] {
  const parts = ['index.html', 'package-lock.json', 'package.json', 'src', 'tsconfig.json', 'vite.config.ts'];
  return [...parts.map((part) => `${folder}/${part}`), 'web/build'];
}

export const PLAYGROUND_SOURCES: readonly string[] = [
  ...ofPage('web/playground'),
  'web/playground/public',
  'questions',
];
export const EXPLORER_SOURCES: readonly string[] = [...ofPage('web/explorer'), 'web/explorer/public'];
