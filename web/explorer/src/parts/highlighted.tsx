/** A fragment of text whose matches stand between pairs of `**`. Everything in it is text, whatever it looks like. */
export function Highlighted({ fragment }: { readonly fragment: string }) {
  return <>{fragment.split('**').map((part, index) => (index % 2 === 1 ? <mark key={index}>{part}</mark> : part))}</>;
}
