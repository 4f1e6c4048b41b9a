/** Links that came with the data: only http and https are followed, everything else is shown as text. */
import type { ComponentChildren } from 'preact';

/** The address where it is safe to follow, else null. */
export function safeAddress(url: string | null): string | null {
  if (url === null || !URL.canParse(url)) return null;
  const { protocol, href } = new URL(url);
  return protocol === 'http:' || protocol === 'https:' ? href : null;
}

interface SafeLinkProps {
  readonly url: string | null;
  /** Stands there without an address, and before one that is not followed. */
  readonly otherwise?: string;
  readonly children: ComponentChildren;
}

export function SafeLink({ url, otherwise = '', children }: SafeLinkProps) {
  const href = safeAddress(url);
  if (url === null) return <>{otherwise}</>;
  if (href === null) {
    return (
      <span class="unsafe-address">
        {otherwise} {url}
      </span>
    );
  }
  return (
    <a class="outside" href={href} target="_blank" rel="noopener noreferrer external">
      {children}
    </a>
  );
}
