/** Collects the notices of every package that ends in the built page; their licences ask for it. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const NOTICE = /^(licen[cs]e|notice|thirdpartynotices|copying)/i;

/** The folder of the package that a bundled file belongs to, or null for our own files. */
export function packageFolder(moduleId: string): string | null {
  const at = moduleId.lastIndexOf('/node_modules/');
  if (at < 0) return null;
  const words = moduleId.slice(at + '/node_modules/'.length).split('/');
  const name = words.slice(0, words[0]?.startsWith('@') === true ? 2 : 1).join('/');
  return path.join(moduleId.slice(moduleId.indexOf('/'), at), 'node_modules', name);
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

function noticeOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as Manifest;
  const texts = readdirSync(folder)
    .filter((file) => NOTICE.test(file))
    .toSorted()
    .map((file) => readFileSync(path.join(folder, file), 'utf8').trim());
  return [`${name} ${version} (${license ?? 'licence not stated'})`, ...texts].join('\n\n');
}

/** The text of the notices file, sorted by package. */
export function noticesOf(page: string, folders: ReadonlySet<string>): string {
  const known = [...folders].filter((folder) => existsSync(path.join(folder, 'package.json'))).toSorted();
  const rule = `\n\n${'-'.repeat(80)}\n\n`;
  return `The ${page} contains these packages.${rule}${known.map(noticeOf).join(rule)}\n`;
}
