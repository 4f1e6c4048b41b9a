/** Topics that travel together. */
import type { Scope, TopicQuestions } from '../graph-store.ts';
import { topicAt } from './catalog.ts';
import type { Runner } from './run.ts';
import type { TextMatches } from './text-matches.ts';
import { topicPairsRow, topicPairsStatement } from './statements/topic-pairs.ts';

const EVERYWHERE: Scope = { relation: 'Query.resources' };

/** The answers of one database. */
export function createTopicQuestions(runner: Runner, texts: TextMatches): TopicQuestions {
  return {
    topicPairs: async (question, options) => {
      const { catalog, resources } = await texts.ready(EVERYWHERE, question.filter, options);
      const [row] = await runner.read(topicPairsStatement(question, catalog, resources), topicPairsRow, options);
      const idOf = (ordinal: number) => topicAt(catalog, ordinal).id;
      const pairs = (row?.pairs ?? []).map(([first, second, count]) => {
        return { first: idOf(first), second: idOf(second), count };
      });
      return { counts: new Map((row?.counts ?? []).map(([topic, count]) => [idOf(topic), count])), pairs };
    },
  };
}
