import { defineConfig, type Plugin } from 'vite';
import { bundleRecords } from '../build/bundle-records.ts';
import { PLAYGROUND_SOURCES } from '../build/page-sources.ts';

const { notePackages, addRecords } = bundleRecords('playground', PLAYGROUND_SOURCES);

/** Leaves out the text fonts that GraphiQL embeds (100 kB); page.css names the reader's own. Icons keep theirs. */
function dropTextFonts(): Plugin {
  return {
    name: 'drop-text-fonts',
    enforce: 'pre',
    transform(code, id) {
      if (!id.endsWith('/graphiql/dist/style.css')) return null;
      return { code: code.replaceAll(/@font-face\s*\{[^}]*font\/woff2[^}]*\}/g, ''), map: null };
    },
  };
}

export default defineConfig({
  base: './',
  plugins: [dropTextFonts(), notePackages(), addRecords()],
  worker: { format: 'es', plugins: () => [notePackages()] },
  build: {
    target: 'es2022',
    chunkSizeWarningLimit: 4_000,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // Packages mark files for servers of React; there are none here.
      onwarn: (warning, warn) => {
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
    },
  },
});
