/** Topics that travel together. */
import type { NodeId } from '../../domain/ids.ts';
import type { Scope, TopicQuestions } from '../graph-store.ts';
import type { Runner } from './run.ts';
import type { TextMatches } from './text-matches.ts';
import { topicPairsRow, topicPairsStatement } from './statements/topic-pairs.ts';

type TopicId = NodeId<'TOPIC'>;
const EVERYWHERE: Scope = { relation: 'Query.resources' };

/** The answers of one database. */
export function createTopicQuestions(runner: Runner, texts: TextMatches): TopicQuestions {
  return {
    topicPairs: async (question, options) => {
      const { catalog, resources } = await texts.ready(EVERYWHERE, question.filter, options);
      const [row] = await runner.read(topicPairsStatement(question, catalog, resources), topicPairsRow, options);
      const pairs = (row?.pairs ?? []).map(([first, second, count]) => {
        return { first: first as TopicId, second: second as TopicId, count };
      });
      return { counts: new Map((row?.counts ?? []).map(([id, count]) => [id as TopicId, count])), pairs };
    },
  };
}
