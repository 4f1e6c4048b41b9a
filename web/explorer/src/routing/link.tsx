/** A link to another view: an ordinary address, followed without loading the page anew. */
import type { ComponentChildren } from 'preact';
import { useNavigation } from './history.ts';
import { routeOfId, writePlace, type Place, type Route } from './place.ts';

interface LinkProps {
  readonly to: Route;
  /** What else changes; filters and the picture start anew unless given. */
  readonly change?: Partial<Omit<Place, 'route'>>;
  readonly class?: string;
  readonly current?: boolean;
  readonly children: ComponentChildren;
}

/** The place behind a link: language and embedding stay, all else starts anew. */
export function placeFor(from: Place, to: Route, change: Partial<Place> = {}): Place {
  return { ...from, expanded: [], route: to, ...change };
}

export function Link({ to, change = {}, current = false, children, ...rest }: LinkProps) {
  const { place, go } = useNavigation();
  const target = placeFor(place, to, change);
  const follow = (event: MouseEvent): void => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(target);
  };
  return (
    <a href={writePlace(target)} onClick={follow} aria-current={current ? 'page' : undefined} class={rest.class}>
      {children}
    </a>
  );
}

/** A link to a node by its id. */
export function NodeLink({ id, children }: { readonly id: string; readonly children: ComponentChildren }) {
  return <Link to={routeOfId(id)}>{children}</Link>;
}
