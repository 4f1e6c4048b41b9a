/** Gives a person a file that the page made. */

/** A name that any file system takes. */
export function fileName(title: string, ending: string): string {
  const words = title
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 80);
  return `${words === '' ? 'explorer' : words}.${ending}`;
}

export function download(name: string, content: Blob): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  // The browser has taken the content when the click returns; a moment more costs nothing.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
