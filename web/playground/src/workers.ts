/** The editor's workers, as files of this site: the policy of the page allows no others. */
import EditorWorker from 'monaco-editor/esm/vs/editor/editor.worker.js?worker';
import JsonWorker from 'monaco-editor/esm/vs/language/json/json.worker.js?worker';
import GraphqlWorker from 'monaco-graphql/esm/graphql.worker.js?worker';

const environment = {
  getWorker(_id: string, label: string): Worker {
    if (label === 'graphql') return new GraphqlWorker();
    if (label === 'json') return new JsonWorker();
    return new EditorWorker();
  },
};
// The editor looks for this name.
Object.assign(globalThis, { MonacoEnvironment: environment });
