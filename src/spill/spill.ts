/** Where lists go that may outgrow memory. */
import type { WordList } from '../domain/word-list.ts';
import { createBytes, type ByteList } from './bytes.ts';
import { createPages, type Pages } from './pages.ts';
import { createRecords, type RecordList } from './records.ts';
import { createSorter, type Sorter } from './sorted.ts';
import { createWords } from './words.ts';

/** Makes empty lists. Of words and of bytes some pages are held, of records both; what sorts also holds what it sorts together, 8 million characters. */
export interface Spill {
  words(): WordList;
  bytes(): ByteList;
  records<T>(): RecordList<T>;
  sorter<T>(compare: (a: T, b: T) => number): Sorter<T>;
  /** Nothing of its lists is taken afterwards. */
  close(): void;
}

/**
 * @param folder for files, which nobody sees and nothing leaves behind; null: all lists stay in memory.
 * @param heldPages of each list; 4 MB of them where nothing is said.
 */
export function createSpill(folder: string | null, heldPages?: number): Spill {
  const all: Pages[] = [];
  const pages = (): Pages => {
    const made = createPages(folder, heldPages);
    all.push(made);
    return made;
  };
  const words = (): WordList => createWords(pages());
  const bytes = (): ByteList => createBytes(pages());
  return {
    words,
    bytes,
    records: <T>() => createRecords<T>(bytes(), words()),
    sorter: <T>(compare: (a: T, b: T) => number) => createSorter(bytes(), compare),
    close: () => {
      for (const made of all.splice(0)) made.close();
    },
  };
}
