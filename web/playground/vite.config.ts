import path from 'node:path';
import { defineConfig, type Plugin } from 'vite';
import { noticesOf, packageFolder } from './build/licence-notices.ts';
import { STAMP_FILE, stampOf } from './build/source-stamp.ts';

const PROJECT = path.resolve(import.meta.dirname, '../..');
const bundled = new Set<string>();

/** Notes which packages are bundled; the workers are bundles of their own. */
function notePackages(): Plugin {
  return {
    name: 'note-packages',
    generateBundle(_options, bundle) {
      for (const output of Object.values(bundle)) {
        const modules = output.type === 'chunk' ? output.moduleIds : [];
        for (const folder of modules.map(packageFolder)) if (folder !== null) bundled.add(folder);
      }
    },
  };
}

/** Adds the notices and the stamp of the sources to the page. */
function addRecords(): Plugin {
  return {
    name: 'add-records',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY-LICENSES.txt', source: noticesOf(bundled) });
      this.emitFile({ type: 'asset', fileName: STAMP_FILE, source: stampOf(PROJECT) });
    },
  };
}

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
