/** What every built page carries: the notices of the packages in it, and a stamp of the sources it was made from. */
import path from 'node:path';
import type { Plugin } from 'vite';
import { noticesOf, packageFolder } from './licence-notices.ts';
import { STAMP_FILE, stampOf } from './source-stamp.ts';

/** The top of the project. */
const PROJECT = path.resolve(import.meta.dirname, '../..');

export interface BundleRecords {
  /** Notes which packages are bundled; workers, which are bundles of their own, need it too. */
  readonly notePackages: () => Plugin;
  /** Adds the notices and the stamp to the page. */
  readonly addRecords: () => Plugin;
}

/** @param page names the page in its notices; `sources` are the places it is made from, relative to the top of the project. */
export function bundleRecords(page: string, sources: readonly string[]): BundleRecords {
  const bundled = new Set<string>();
  return {
    notePackages: () => ({
      name: 'note-packages',
      generateBundle(_options, bundle) {
        for (const output of Object.values(bundle)) {
          const modules = output.type === 'chunk' ? output.moduleIds : [];
          for (const folder of modules.map(packageFolder)) if (folder !== null) bundled.add(folder);
        }
      },
    }),
    addRecords: () => ({
      name: 'add-records',
      generateBundle() {
        this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY-LICENSES.txt', source: noticesOf(page, bundled) });
        this.emitFile({ type: 'asset', fileName: STAMP_FILE, source: stampOf(PROJECT, sources) });
      },
    }),
  };
}
