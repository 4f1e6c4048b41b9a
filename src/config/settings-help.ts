import { SETTINGS } from './settings.ts';

/** The table of settings as text, for `--help`. */
export function settingsHelp(): string {
  const rows = Object.values(SETTINGS);
  const nameWidth = Math.max(...rows.map(({ name }) => name.length));
  return rows
    .map(({ name, meaning, unit, default: fallback }) => {
      const note = fallback === null || fallback === '' ? unit : `${unit}; default ${fallback}`;
      return `  ${name.padEnd(nameWidth)}  ${meaning} (${note})\n`;
    })
    .join('');
}
