/** A Neo4j Community server of our own, from jars, without Docker. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rm, writeFile } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { neo4jConf } from './conf.ts';
import { provideJars } from './jars.ts';
import { javaVersion, runProgram } from './programs.ts';

/** Seconds where nothing else runs, and much longer where a machine has other work. */
const START_DEADLINE_MS = 240_000;
const STOP_DEADLINE_MS = 15_000;
/** Marks a home whose database has been made completely. */
const COMPLETE = 'database-made';
const SUPPORTED_JAVA: readonly number[] = [17, 21];

/** Holds the graph of the seed with ease. */
export const MEMORY_MB = 384;

export interface Neo4jServerSettings {
  /** Where this server keeps its data, settings and logs; a new folder is a new database. */
  readonly home: string;
  /** 0 for any free port. */
  readonly port: number;
  /** Set when the database is made; later starts keep the one it has. At least 8 characters. */
  readonly password: string;
  /** Where the jars are shared between servers. */
  readonly cacheDir: string;
  /** Memory for its work, and as much again for pages of its files, in MB; MEMORY_MB where nothing is said. */
  readonly memoryMb?: number;
  /** Further options of the Java program. */
  readonly javaOptions?: readonly string[];
  readonly onProgress?: (line: string) => void;
}

export interface Neo4jServer {
  readonly uri: string;
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly pid: number;
  /** Fulfilled with the exit code when the server ends, for whatever reason. */
  readonly ended: Promise<number>;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = net.createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = net.connect({ host: '127.0.0.1', port });
    const settle = (answered: boolean): void => {
      socket.destroy();
      resolve(answered);
    };
    socket.once('connect', () => settle(true));
    socket.once('error', () => settle(false));
  });
}

/** @throws Error naming what to install when no Java this server runs on is on the PATH. */
async function requireJava(): Promise<void> {
  const version = await javaVersion();
  if (version === null) throw new Error('Java is missing: install Java 17 or 21, or set NEO4J_URI to a running Neo4j.');
  if (!SUPPORTED_JAVA.includes(version)) {
    throw new Error(`Neo4j 5.26 needs Java 17 or 21; the java on the PATH is ${version}.`);
  }
}

/** With nothing left to choose. */
type PlacedSettings = Neo4jServerSettings & { readonly memoryMb: number };

async function prepareHome({ home, port, password, memoryMb }: PlacedSettings, jars: string): Promise<void> {
  const complete = existsSync(path.join(home, COMPLETE));
  // A first start that was killed leaves a database that cannot be recovered, and nothing in it.
  if (!complete) await rm(path.join(home, 'data'), { recursive: true, force: true });
  for (const folder of ['conf', 'data', 'logs', 'import']) await mkdir(path.join(home, folder), { recursive: true });
  await writeFile(path.join(home, 'conf', 'neo4j.conf'), neo4jConf(port, memoryMb));
  if (complete) return;
  const conf = path.join(home, 'conf');
  // The tool finds its home in the environment only.
  const environment = [`NEO4J_HOME=${home}`, `NEO4J_CONF=${conf}`];
  const tool = ['java', '-cp', `${jars}/*`, 'org.neo4j.cli.AdminTool', 'dbms', 'set-initial-password', password];
  const run = await runProgram('env', [...environment, ...tool], START_DEADLINE_MS);
  if (run?.exitCode !== 0) throw new Error(`The password could not be set:\n${run?.output ?? ''}`);
}

async function launch({ home, memoryMb, javaOptions = [] }: PlacedSettings, jars: string): Promise<ChildProcess> {
  const log = await open(path.join(home, 'logs', 'console.log'), 'w');
  const main = 'org.neo4j.server.CommunityEntryPoint';
  const child = spawn(
    'java',
    [
      `-Xmx${memoryMb}m`,
      ...javaOptions,
      '-cp',
      `${jars}/*`,
      main,
      `--home-dir=${home}`,
      `--config-dir=${path.join(home, 'conf')}`,
    ],
    { stdio: ['ignore', log.fd, log.fd] },
  );
  await log.close();
  return child;
}

async function waitUntilOpen(port: number, child: ChildProcess, home: string): Promise<void> {
  const deadline = Date.now() + START_DEADLINE_MS;
  while (child.exitCode === null && child.signalCode === null && Date.now() < deadline) {
    if (await answers(port)) return;
    await sleep(100);
  }
  child.kill('SIGKILL');
  const log = await readFile(path.join(home, 'logs', 'console.log'), 'utf8');
  throw new Error(`Neo4j did not start:\n${log.slice(-2_000)}`);
}

/**
 * Starts a server and waits until it takes connections. It ends with this process at the latest.
 * @throws Error that says what is missing (Java, Maven), or with the end of the server's log when it does not start.
 */
export async function startNeo4jServer(settings: Neo4jServerSettings): Promise<Neo4jServer> {
  const progress = settings.onProgress ?? (() => undefined);
  const home = path.resolve(settings.home);
  await requireJava();
  const jars = await provideJars(settings.cacheDir, progress);
  const port = settings.port === 0 ? await freePort() : settings.port;
  if (await answers(port)) throw new Error(`Port ${port} is taken already; choose another with --port.`);
  const placed = { ...settings, home, port, memoryMb: settings.memoryMb ?? MEMORY_MB };
  await prepareHome(placed, jars);
  progress('Starting Neo4j ...');
  const child = await launch(placed, jars);
  const ended = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? -1)));
  const killAtExit = (): void => void child.kill('SIGKILL');
  process.once('exit', killAtExit);
  void ended.then(() => process.removeListener('exit', killAtExit));
  await waitUntilOpen(port, child, home);
  await writeFile(path.join(home, COMPLETE), '');
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), STOP_DEADLINE_MS);
    await ended;
    clearTimeout(timer);
  };
  const { password } = settings;
  const uri = `bolt://127.0.0.1:${port}`;
  return { uri, user: 'neo4j', password, database: 'neo4j', pid: child.pid ?? -1, ended, stop };
}
