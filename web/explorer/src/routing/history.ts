/** The current place, kept in step with the address bar. */
import { createContext } from 'preact';
import { useContext, useEffect, useState } from 'preact/hooks';
import { readPlace, writePlace, START, type Place } from './place.ts';

export interface Navigation {
  readonly place: Place;
  /** Goes to a place; a person comes back with the browser's own button. */
  readonly go: (place: Place) => void;
  /** As `go`, without a step in the history: for what changes while one looks, such as a slider. */
  readonly replace: (place: Place) => void;
}

const nowhere = (): void => undefined;
export const NavigationContext = createContext<Navigation>({ place: START, go: nowhere, replace: nowhere });

export function useNavigation(): Navigation {
  return useContext(NavigationContext);
}

/** Follows the address bar. To be used once, at the top of the page. */
export function useHistory(): Navigation {
  const [place, setPlace] = useState(() => readPlace(location.href));
  useEffect(() => {
    const follow = (): void => setPlace(readPlace(location.href));
    addEventListener('popstate', follow);
    return () => removeEventListener('popstate', follow);
  }, []);
  const move = (next: Place, how: 'pushState' | 'replaceState'): void => {
    const address = writePlace(next);
    if (address === location.pathname + location.search) return;
    history[how](null, '', address);
    setPlace(next);
    if (how === 'pushState' && writePlace({ ...next, expanded: [] }) !== writePlace({ ...place, expanded: [] })) {
      scrollTo({ top: 0 });
    }
  };
  return { place, go: (next) => move(next, 'pushState'), replace: (next) => move(next, 'replaceState') };
}
