/** Fragments of text whose matches stand between pairs of `**`. Everything in them is text, whatever it looks like. */

/** The fragment without its marks. */
export function plainText(fragment: string): string {
  return fragment.replaceAll('**', '');
}

export function Highlighted({ fragment }: { readonly fragment: string }) {
  return <>{fragment.split('**').map((part, index) => (index % 2 === 1 ? <mark key={index}>{part}</mark> : part))}</>;
}
