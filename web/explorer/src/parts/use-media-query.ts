import { useEffect, useState } from 'preact/hooks';

/** Whether a media query holds, now and whenever it changes. */
export function useMediaQuery(text: string): boolean {
  const [matches, setMatches] = useState(() => matchMedia(text).matches);
  useEffect(() => {
    const list = matchMedia(text);
    const follow = (): void => setMatches(list.matches);
    list.addEventListener('change', follow);
    return () => list.removeEventListener('change', follow);
  }, [text]);
  return matches;
}
