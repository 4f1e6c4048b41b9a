/** The language of the interface and of names. */
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { MESSAGES, type MessageKey } from './messages.ts';

export type Language = 'en' | 'ja';

/** What the browser prefers, English unless it is Japanese. */
export function preferredLanguage(preferred: readonly string[]): Language {
  return preferred[0]?.toLowerCase().startsWith('ja') === true ? 'ja' : 'en';
}

export const LanguageContext = createContext<Language>('en');

export interface Words {
  readonly language: Language;
  /** The name of the language in the API. */
  readonly apiLanguage: 'EN' | 'JA';
  /** A message with its `{name}`s filled in. */
  readonly say: (key: MessageKey, values?: Readonly<Record<string, string | number>>) => string;
  readonly number: (value: number) => string;
  readonly percent: (share: number) => string;
}

export function wordsOf(language: Language): Words {
  const locale = language === 'ja' ? 'ja-JP' : 'en-GB';
  const plain = new Intl.NumberFormat(locale);
  const share = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 1 });
  const number = (value: number): string => plain.format(value);
  return {
    language,
    apiLanguage: language === 'ja' ? 'JA' : 'EN',
    say: (key, values = {}) =>
      MESSAGES[key][language].replaceAll(/\{(\w+)\}/g, (_, name: string) => {
        const value = values[name];
        return typeof value === 'number' ? number(value) : (value ?? '');
      }),
    number,
    percent: (value) => share.format(value),
  };
}

export function useWords(): Words {
  return wordsOf(useContext(LanguageContext));
}
