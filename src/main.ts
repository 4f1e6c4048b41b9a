/** `npm start`: reads the settings and serves. */
import { readArguments, UsageError } from './cli/arguments.ts';
import { runCommand } from './cli/run-command.ts';
import { configFromProcess } from './config/config.ts';
import { settingsHelp } from './config/settings-help.ts';

const HELP = `Serves the graph: GraphQL at /graphql, the playground at /, the explorer at /explore, health at /livez and /readyz.

  npm start [-- --help]

Settings are environment variables:

${settingsHelp()}`;

await runCommand(async () => {
  const { values, positionals } = readArguments(process.argv.slice(2), { help: { type: 'boolean', short: 'h' } });
  if (positionals.length > 0) throw new UsageError(`Unexpected word "${positionals[0]}".`);
  if (values.help === true) {
    process.stdout.write(HELP);
    return 0;
  }
  const config = configFromProcess();
  // Loaded late: what is wrong with the settings is told without the server.
  const { serve } = await import('./serve.ts');
  await serve(config);
  return 0;
});
