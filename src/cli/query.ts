/** `npm run query`: asks one question and prints the answer for a person, or as JSON. */
import { readFileSync, statSync } from 'node:fs';
import { configFromProcess } from '../config/config.ts';
import { askServer, type Answer, type Asked } from './ask-server.ts';
import { readArguments, UsageError } from './arguments.ts';
import { findQuestion, listQuestions } from './questions.ts';
import { answerLines } from './render/answer.ts';
import type { Json, JsonObject } from './render/json.ts';
import { harmless } from './render/width.ts';
import { runCommand } from './run-command.ts';

const HELP = `Asks the graph a question and prints the answer.

  npm run query -- 01                         one of the product's own questions, by number or name
  npm run query -- my-question.graphql        a file
  npm run query -- '{ dataset { revision } }' a text
  npm run query -- -                          a text from standard input
  npm run query                               lists the product's own questions

  --var name=value   a variable, as JSON or plain text; may be repeated
  --url ADDRESS      asks a running server (for example http://127.0.0.1:4000) instead of opening the graph here
  --json             prints the answer as JSON
  --width COLUMNS    how wide the text may be (default: the terminal, else 120)
  --help             this text

Without --url the graph is opened here: in memory, or in Neo4j where NEO4J_URI is set.
`;
const DEFAULT_WIDTH = 120;

function listing(): string {
  const rows = listQuestions().map(({ number, title }) => `  ${number}  ${title}`);
  return `The product's own questions (npm run query -- NUMBER):\n\n${rows.join('\n')}\n`;
}

/** Stores and engine are loaded late: a wrong call, and a question to a server, need none of them. */
async function askHere(asked: Asked): Promise<Answer> {
  const config = configFromProcess();
  const { askEmbedded } = await import('./ask-embedded.ts');
  return askEmbedded(config, asked);
}

/** The document that a word of the command line means. */
function readDocument(word: string): string {
  if (word === '-') return readFileSync(0, 'utf8');
  const question = findQuestion(word, listQuestions());
  if (question !== null) return question.document;
  if (word.includes('{')) return word;
  if (statSync(word, { throwIfNoEntry: false })?.isFile() === true) return readFileSync(word, 'utf8');
  throw new UsageError(`"${word}" is no question's number or name, no file, and no GraphQL text.`);
}

/** `year=2019` is a number, `label=drift` a text: what reads as JSON is JSON. */
function readVariable(text: string): [string, Json] {
  const at = text.indexOf('=');
  if (at < 1) throw new UsageError(`--var ${text} must read name=value.`);
  const value = text.slice(at + 1);
  try {
    return [text.slice(0, at), JSON.parse(value) as Json];
  } catch {
    return [text.slice(0, at), value];
  }
}

function readWidth(given: string | undefined): number {
  if (given === undefined) return process.stdout.columns ?? DEFAULT_WIDTH;
  const width = Number(given);
  if (!Number.isInteger(width) || width < 40) throw new UsageError('--width must be a whole number from 40.');
  return width;
}

function print(answer: Answer, asJson: boolean, width: number): number {
  if (asJson) process.stdout.write(`${JSON.stringify(answer.raw, null, 2)}\n`);
  else if (answer.data !== null) process.stdout.write(`${answerLines(answer.data, width).join('\n').trimEnd()}\n`);
  for (const message of answer.errors) process.stderr.write(`Error: ${harmless(message)}\n`);
  return answer.errors.length > 0 ? 1 : 0;
}

const OPTIONS = {
  help: { type: 'boolean', short: 'h' },
  json: { type: 'boolean' },
  url: { type: 'string' },
  var: { type: 'string', multiple: true },
  width: { type: 'string' },
} as const;

await runCommand(async () => {
  const { values, positionals } = readArguments(process.argv.slice(2), OPTIONS);
  const [word, surplus] = positionals;
  if (surplus !== undefined) throw new UsageError(`Unexpected word "${surplus}"; put a text in quotes.`);
  if (values.help === true || word === undefined) {
    process.stdout.write(values.help === true ? HELP : listing());
    return 0;
  }
  const width = readWidth(values.width);
  const variables: JsonObject = Object.fromEntries((values.var ?? []).map(readVariable));
  const asked: Asked = { document: readDocument(word), variables };
  const answer = values.url === undefined ? await askHere(asked) : await askServer(values.url, asked);
  return print(answer, values.json === true, width);
});
