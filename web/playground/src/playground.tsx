/** The page: GraphiQL with the product's questions as tabs. */
import { GraphiQL } from 'graphiql';
import type { ReactNode } from 'react';
import { ActiveTabInView } from './active-tab-in-view.tsx';
import { CopyButtons } from './copy-buttons.tsx';
import { fetcher } from './fetcher.ts';
import { QUESTIONS } from './questions.ts';
import type { SharedQuery } from './shared-link.ts';
import { useStatus } from './status.ts';

const NEW_TAB = '# Write a query; Ctrl-Space suggests fields, Ctrl-Enter runs it.\n';

function StatusLine(): ReactNode {
  const { cost, notice } = useStatus();
  return (
    <div className="status-line">
      <a href="/explore">Explorer</a>
      <span role="status">
        {cost === null
          ? 'Cost: shown with an answer'
          : `Cost: ${cost.cost}${cost.limit === null ? '' : ` of at most ${cost.limit}`}`}
      </span>
      <span role="status">{notice}</span>
    </div>
  );
}

export function Playground({ shared }: { readonly shared: SharedQuery | null }): ReactNode {
  const tabs = QUESTIONS.map((query) => ({ query }));
  const start = shared === null ? {} : { initialQuery: shared.query, initialVariables: shared.variables };
  return (
    <GraphiQL
      fetcher={fetcher}
      defaultTabs={shared === null ? tabs : [shared, ...tabs]}
      defaultQuery={NEW_TAB}
      defaultEditorToolsVisibility="variables"
      {...start}
    >
      <GraphiQL.Logo>
        <span className="brand">MLOps Knowledge Graph</span>
      </GraphiQL.Logo>
      <GraphiQL.Toolbar>
        {({ prettify, copy, merge }) => (
          <>
            {prettify}
            {merge}
            {copy}
            <CopyButtons />
          </>
        )}
      </GraphiQL.Toolbar>
      <GraphiQL.Footer>
        <ActiveTabInView />
        <StatusLine />
      </GraphiQL.Footer>
    </GraphiQL>
  );
}
