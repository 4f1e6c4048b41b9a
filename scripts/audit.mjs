/** Asks the registry for known weaknesses of what is shipped, and fails where one is neither mended nor argued. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const HELP = `Fails where a production package has a known weakness that is not argued in audit-exceptions.json.

  npm run audit [-- --report FILE] [-- --exceptions FILE]

  --report      a report of \`npm audit --json\` to judge; else the registry is asked
  --exceptions  the exceptions; audit-exceptions.json of this project where none is named
  --help        this text

Exit codes: 0 clean, 1 a weakness or an exception that has ended, 2 the registry could not be asked.
An exception: {"advisory": "GHSA-…", "package": "name", "why": "why it cannot harm us", "until": "2027-01-31"}.
`;
const UNASKED = 2;

class UnaskedError extends Error {}

function reportFrom(file) {
  if (file !== undefined) return JSON.parse(readFileSync(file, 'utf8'));
  const { stdout } = spawnSync('npm', ['audit', '--omit=dev', '--json'], { encoding: 'utf8' });
  return JSON.parse(stdout);
}

/** Each weakness once, by the package that has it: those who only depend on it name a package instead of a weakness. */
function weaknessesIn(report) {
  if (report.vulnerabilities === undefined) throw new UnaskedError(report.message ?? 'The report has no list.');
  const found = Object.values(report.vulnerabilities)
    .flatMap(({ via }) => via)
    .filter((cause) => typeof cause === 'object')
    .map(({ name, url, title, severity }) => ({ advisory: url.split('/').at(-1), package: name, title, severity }));
  return [...new Map(found.map((one) => [`${one.advisory} ${one.package}`, one])).values()];
}

function isAbout(exception, weakness) {
  return exception.advisory === weakness.advisory && exception.package === weakness.package;
}

function judge(weaknesses, exceptions, today) {
  const ended = exceptions.filter(({ until, why }) => !why || !(until >= today));
  const left = weaknesses.filter((one) => !exceptions.some((exception) => isAbout(exception, one)));
  for (const { advisory, package: name, title, severity } of left) {
    console.error(`${severity}: ${name}, ${advisory}: ${title}`);
  }
  for (const { advisory, until } of ended)
    console.error(`The exception for ${advisory} ended ${until} or says no reason.`);
  const unused = exceptions.filter((exception) => !weaknesses.some((one) => isAbout(exception, one)));
  for (const { advisory } of unused) console.log(`No longer needed: the exception for ${advisory}.`);
  return left.length + ended.length === 0;
}

function main() {
  const { values } = parseArgs({
    options: {
      report: { type: 'string' },
      exceptions: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return console.log(HELP.trimEnd());
  const file = values.exceptions ?? fileURLToPath(new URL('../audit-exceptions.json', import.meta.url));
  const exceptions = JSON.parse(readFileSync(file, 'utf8'));
  const isClean = judge(weaknessesIn(reportFrom(values.report)), exceptions, new Date().toISOString().slice(0, 10));
  if (isClean) console.log(`No known weakness in production packages; ${exceptions.length} argued.`);
  else process.exitCode = 1;
}

try {
  main();
} catch (error) {
  console.error(error instanceof UnaskedError ? `The registry could not be asked: ${error.message}` : error.message);
  process.exitCode = error instanceof UnaskedError ? UNASKED : 1;
}
