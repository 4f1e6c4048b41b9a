/** The current place, kept in step with the address bar. */
import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { readPlace, writePlace, START, type Place, type Route } from './place.ts';

export interface Navigation {
  readonly place: Place;
  /** Counts the steps from one view to another since the page was loaded; choices within a view are none. */
  readonly arrival: number;
  /** Goes to a place; a person comes back with the browser's own button. */
  readonly go: (place: Place) => void;
}

export const NavigationContext = createContext<Navigation>({ place: START, arrival: 0, go: () => undefined });

export function useNavigation(): Navigation {
  return useContext(NavigationContext);
}

/** What a view is about: another one is another view, to be read from its top. */
function subjectOf(route: Route): string {
  switch (route.view) {
    case 'node':
      return `${route.kind} ${route.slug}`;
    case 'search':
      return `search ${route.query}`;
    case 'start':
    case 'path':
    case 'compare':
      return route.view;
  }
}

interface Position {
  readonly place: Place;
  readonly arrival: number;
}

function moved(from: Position, place: Place): Position {
  const isNewView = subjectOf(from.place.route) !== subjectOf(place.route);
  return { place, arrival: from.arrival + Number(isNewView) };
}

/** Follows the address bar. To be used once, at the top of the page. */
export function useHistory(): Navigation {
  const [position, setPosition] = useState<Position>(() => ({ place: readPlace(location.href), arrival: 0 }));
  useEffect(() => {
    const follow = (): void => setPosition((from) => moved(from, readPlace(location.href)));
    addEventListener('popstate', follow);
    return () => removeEventListener('popstate', follow);
  }, []);
  const go = (next: Place): void => {
    const address = writePlace(next);
    if (address === location.pathname + location.search) return;
    history.pushState(null, '', address);
    const there = moved(position, next);
    setPosition(there);
    if (there.arrival !== position.arrival) scrollTo({ top: 0 });
  };
  return { ...position, go };
}
