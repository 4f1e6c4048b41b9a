/**
 * Documents for keeping them in a database: texts that many of them share are written once. Of a large graph two thirds of all
 * characters were labels of its topics, each in the document of every resource that has the topic.
 */
import { SHARED_FIELDS, type SearchDocument, type SearchField } from './search-document.ts';

export interface PackedDocuments {
  /** Each once. */
  readonly texts: readonly string[];
  readonly documents: readonly PackedDocument[];
}

export interface PackedDocument extends SearchDocument {
  /** Of SHARED_FIELDS, in place of their texts: places in `texts`. */
  readonly shared: Readonly<Partial<Record<SearchField, readonly number[]>>>;
}

export function packDocuments(documents: Iterable<SearchDocument>): PackedDocuments {
  const places = new Map<string, number>();
  const placeOf = (text: string): number => {
    let place = places.get(text);
    if (place === undefined) places.set(text, (place = places.size));
    return place;
  };
  const packed = Array.from(documents, (document): PackedDocument => {
    const fields: Partial<Record<SearchField, readonly string[]>> = { ...document.fields };
    const shared: Partial<Record<SearchField, readonly number[]>> = {};
    for (const field of SHARED_FIELDS) {
      const texts = fields[field];
      if (texts === undefined) continue;
      shared[field] = texts.map(placeOf);
      delete fields[field];
    }
    return { ...document, fields, shared };
  });
  return { texts: [...places.keys()], documents: packed };
}

/** What was packed. @throws Error where a text that a document names is not there. */
export function unpackDocuments({ texts, documents }: PackedDocuments): SearchDocument[] {
  const textAt = (place: number): string => {
    const text = texts[place];
    if (text === undefined) throw new Error('The kept documents are damaged');
    return text;
  };
  return documents.map(({ shared, fields, ...document }) => {
    const whole: Partial<Record<SearchField, readonly string[]>> = { ...fields };
    for (const field of SHARED_FIELDS) {
      const places = shared[field];
      if (places !== undefined) whole[field] = places.map(textAt);
    }
    return { ...document, fields: whole };
  });
}
