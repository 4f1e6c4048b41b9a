/** Sends what the editor asks to the API beside this page. */
import type { Fetcher, FetcherParams, SyncExecutionResult } from '@graphiql/toolkit';
import { apiAddress } from './request.ts';
import { costOf, setStatus } from './status.ts';

/** The editor's own question for the schema; its cost says nothing about the person's query. */
const SCHEMA_QUESTION = 'IntrospectionQuery';

async function ask(params: FetcherParams, headers: Readonly<Record<string, unknown>>): Promise<SyncExecutionResult> {
  const response = await fetch(apiAddress(location.href), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/graphql-response+json, application/json;q=0.9',
      ...(headers as Record<string, string>),
    },
    body: JSON.stringify(params),
  });
  const body = await response.text();
  try {
    return JSON.parse(body) as SyncExecutionResult;
  } catch {
    throw new Error(`The server answered ${response.status} without JSON.`);
  }
}

export const fetcher: Fetcher = async (params, options) => {
  const answer = await ask(params, options?.headers ?? {});
  if (params.operationName !== SCHEMA_QUESTION) setStatus({ cost: costOf(answer), notice: '' });
  return answer;
};
