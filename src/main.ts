/** `npm start`: reads the settings and serves. */
import { readArguments, UsageError } from './cli/arguments.ts';
import { runCommand } from './cli/run-command.ts';
import { configFromProcess } from './config/config.ts';
import { settingsHelp } from './config/settings-help.ts';
import { serve } from './serve.ts';

const HELP = `Serves the graph: GraphQL at /graphql, the playground at /, the explorer at /explore, health at /livez and /readyz.

  npm start [-- --help]

Settings are environment variables:

${settingsHelp()}`;

await runCommand(async () => {
  const { values, positionals } = readArguments(process.argv.slice(2), { help: { type: 'boolean', short: 'h' } });
  if (positionals.length > 0) throw new UsageError(`Unexpected word "${positionals[0]}".`);
  if (values.help === true) process.stdout.write(HELP);
  else await serve(configFromProcess());
  return 0;
});
