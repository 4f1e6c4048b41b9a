/** The page around every view: header, language, and which view the address names. */
import { useEffect } from 'preact/hooks';
import { LanguageContext, preferredLanguage, wordsOf } from './language/language.ts';
import { SearchBox } from './parts/search-box.tsx';
import { paletteOf, type Palette } from './picture/palette.ts';
import { NavigationContext, useHistory } from './routing/history.ts';
import { Link, placeFor } from './routing/link.tsx';
import { routeOfId, type Place } from './routing/place.ts';
import { useMediaQuery } from './parts/use-media-query.ts';
import { CompareView } from './views/compare-view.tsx';
import { NodeView } from './views/node-view.tsx';
import { PathView } from './views/path-view.tsx';
import { SearchView } from './views/search-view.tsx';
import { StartView } from './views/start-view.tsx';

function View({ place: { route }, palette }: { readonly place: Place; readonly palette: Palette }) {
  switch (route.view) {
    case 'start':
      return <StartView palette={palette} />;
    case 'search':
      return <SearchView text={route.query} />;
    case 'node':
      return <NodeView key={`${route.kind} ${route.slug}`} kind={route.kind} slug={route.slug} palette={palette} />;
    case 'path':
      return <PathView from={route.from} to={route.to} palette={palette} />;
    case 'compare':
      return <CompareView a={route.a} b={route.b} palette={palette} />;
  }
}

export function App() {
  const navigation = useHistory();
  const { place, go } = navigation;
  const language = place.language ?? preferredLanguage(navigator.languages);
  const { say } = wordsOf(language);
  const palette = paletteOf(useMediaQuery('(prefers-color-scheme: dark)'));
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const { route } = place;
  return (
    <LanguageContext.Provider value={language}>
      <NavigationContext.Provider value={navigation}>
        <a class="skip" href="#main">
          {say('skipToContent')}
        </a>
        {place.embed ? null : (
          <header class="page-header">
            <p class="brand">
              <Link to={{ view: 'start' }}>{say('product')}</Link>
            </p>
            <SearchBox
              label={say('search')}
              placeholder={say('searchPlaceholder')}
              initial={route.view === 'search' ? route.query : ''}
              onPick={({ node }) => go(placeFor(place, routeOfId(node.id)))}
              onSearch={(query) => go(placeFor(place, { view: 'search', query }))}
            />
            <nav aria-label={say('views')}>
              <Link to={{ view: 'start' }} current={route.view === 'start'}>
                {say('topicMap')}
              </Link>
              <Link to={{ view: 'path', from: null, to: null }} current={route.view === 'path'}>
                {say('path')}
              </Link>
              <Link to={{ view: 'compare', a: null, b: null }} current={route.view === 'compare'}>
                {say('compare')}
              </Link>
              <a href="/">{say('playground')}</a>
              <button
                type="button"
                class="small"
                lang={language === 'en' ? 'ja' : 'en'}
                onClick={() => go({ ...place, language: language === 'en' ? 'ja' : 'en' })}
              >
                {language === 'en' ? '日本語' : 'English'}
              </button>
            </nav>
          </header>
        )}
        <main id="main" tabIndex={-1}>
          <View place={place} palette={palette} />
        </main>
      </NavigationContext.Provider>
    </LanguageContext.Provider>
  );
}
