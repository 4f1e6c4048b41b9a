/** A picture with the filters at its side: on a narrow page the picture, the filters folded up, then the rest. */
import type { ComponentChildren } from 'preact';

interface WithFiltersProps {
  readonly picture: ComponentChildren;
  readonly filters: ComponentChildren;
  readonly children: ComponentChildren;
}

export function WithFilters({ picture, filters, children }: WithFiltersProps) {
  return (
    <div class="with-filters">
      <div class="picture-column">{picture}</div>
      {filters}
      <div class="main-column">{children}</div>
    </div>
  );
}
