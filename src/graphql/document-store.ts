/** Documents that were parsed and validated, kept for whoever sends the same text again. */
import type { ApolloServerOptions } from '@apollo/server';
import type { DocumentNode, Token } from 'graphql';
import { LRUCache } from 'lru-cache';
import type { Context } from './context.ts';

export type DocumentStore = NonNullable<ApolloServerOptions<Context>['documentStore']>;

/** What a document takes beside its tokens, counted in tokens, so that many short ones are bounded too. */
const OVERHEAD_TOKENS = 10;

function tokensOf({ loc }: DocumentNode): number {
  let count = OVERHEAD_TOKENS;
  for (let token: Token | null = loc?.startToken ?? null; token !== null; token = token.next) count += 1;
  return count;
}

/**
 * Keeps documents of so many tokens together, the least recent goes first. Tokens, because what a document takes of memory
 * follows them and not its characters. (The engine's own store writes each document as JSON to measure it, and holds 140 MB.)
 */
export function createDocumentStore(maxTokens: number): DocumentStore {
  const documents = new LRUCache<string, DocumentNode>({ maxSize: maxTokens, sizeCalculation: tokensOf });
  return {
    get: async (key) => documents.get(key),
    set: async (key, document) => void documents.set(key, document),
    delete: async (key) => documents.delete(key),
  };
}
