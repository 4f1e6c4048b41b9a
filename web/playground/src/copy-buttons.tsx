/** Buttons that take the current query elsewhere: to a shell, to a plain GET, to another person. */
import { pick, ToolbarButton, useGraphiQL } from '@graphiql/react';
import type { ReactNode } from 'react';
import { copyText } from './copy-text.ts';
import { apiAddress, asCurl, asUrl, parseVariables, type GraphqlRequest } from './request.ts';
import { linkTo } from './shared-link.ts';
import { setStatus } from './status.ts';

interface Action {
  readonly label: string;
  readonly sign: string;
  /** Named in the notice. */
  readonly what: string;
  readonly make: (request: GraphqlRequest, variablesText: string) => string;
}

const ACTIONS: readonly Action[] = [
  {
    label: 'Copy as curl',
    sign: 'curl',
    what: 'The curl command',
    make: (request) => asCurl(apiAddress(location.href), request),
  },
  {
    label: 'Copy as URL',
    sign: 'URL',
    what: 'The address for GET',
    make: (request) => asUrl(apiAddress(location.href), request),
  },
  {
    label: 'Copy a link to this query in the playground',
    sign: 'link',
    what: 'The link',
    make: ({ query }, variables) => {
      const link = linkTo(location.href, { query, variables });
      history.replaceState(null, '', link);
      return link;
    },
  },
];

async function run(action: Action, query: string, variables: string, operationName?: string): Promise<void> {
  try {
    const parsed = parseVariables(variables);
    const request = {
      query,
      ...(parsed !== undefined && { variables: parsed }),
      ...(operationName !== undefined && { operationName }),
    };
    await copyText(action.make(request, variables));
    setStatus({ notice: `${action.what} is in the clipboard.` });
  } catch (error) {
    setStatus({ notice: error instanceof SyntaxError ? 'The variables are not valid JSON.' : String(error) });
  }
}

export function CopyButtons(): ReactNode {
  const state = useGraphiQL(pick('queryEditor', 'variableEditor', 'operationName'));
  return ACTIONS.map((action) => (
    <ToolbarButton
      key={action.sign}
      label={action.label}
      onClick={() =>
        void run(
          action,
          state.queryEditor?.getValue() ?? '',
          state.variableEditor?.getValue() ?? '',
          state.operationName,
        )
      }
    >
      <span className="button-sign">{action.sign}</span>
    </ToolbarButton>
  ));
}
