import type { GraphStore } from '../../src/store/graph-store.ts';

/** A real store that writes down what it is asked, as `question coordinate`. */
export interface RecordingStore {
  readonly store: GraphStore;
  readonly calls: string[];
}

export function recordingStore(inner: GraphStore): RecordingStore {
  const calls: string[] = [];
  const store: GraphStore = {
    name: inner.name,
    page: (question, options) => {
      calls.push(`page ${options.coordinate}`);
      return inner.page(question, options);
    },
    aggregate: (question, options) => {
      calls.push(`aggregate ${options.coordinate}`);
      return inner.aggregate(question, options);
    },
    byIds: (ids, options) => {
      calls.push(`byIds ${options.coordinate}`);
      return inner.byIds(ids, options);
    },
    byIdentifiers: (identifiers, options) => {
      calls.push(`byIdentifiers ${options.coordinate}`);
      return inner.byIdentifiers(identifiers, options);
    },
    entities: (question, options) => {
      calls.push(`entities ${options.coordinate}`);
      return inner.entities(question, options);
    },
    expand: (question, options) => {
      calls.push(`expand ${options.coordinate}`);
      return inner.expand(question, options);
    },
    topics: (options) => {
      calls.push(`topics ${options.coordinate}`);
      return inner.topics(options);
    },
    topicPairs: (question, options) => {
      calls.push(`topicPairs ${options.coordinate}`);
      return inner.topicPairs(question, options);
    },
    paths: (question, options) => {
      calls.push(`paths ${options.coordinate}`);
      return inner.paths(question, options);
    },
    neighborhood: (question, options) => {
      calls.push(`neighborhood ${options.coordinate}`);
      return inner.neighborhood(question, options);
    },
    related: (question, options) => {
      calls.push(`related ${options.coordinate}`);
      return inner.related(question, options);
    },
    vocabulary: (options) => {
      calls.push(`vocabulary ${options.coordinate}`);
      return inner.vocabulary(options);
    },
    candidates: (question, options) => {
      calls.push(`candidates ${options.coordinate}`);
      return inner.candidates(question, options);
    },
    status: (options) => inner.status(options),
    load: (graph, options) => inner.load(graph, options),
    close: () => inner.close(),
  };
  return { store, calls };
}
