/** Keeps the active tab in view: a shared query opens as the last tab, which a narrow window hides. */
import { pick, useGraphiQL } from '@graphiql/react';
import { useEffect, type ReactNode } from 'react';

export function ActiveTabInView(): ReactNode {
  const { activeTabIndex } = useGraphiQL(pick('activeTabIndex'));
  useEffect(() => {
    document.querySelector('.graphiql-tab-active')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [activeTabIndex]);
  return null;
}
