/** The rules of the layout, held over every import in src and web: dependencies point one way, and each library stays behind its door. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseSync } from 'oxc-parser';
import { describe, expect, it } from 'vitest';

const ROOT = path.resolve(import.meta.dirname, '..');
const IMPORT = /(?:from|import)\s+'([^']+)'/g;
/** Loaded when it is needed first: too late for a circle, and no less a dependency. */
const LATE_IMPORT = /\bimport\('([^']+)'\)/g;

interface SourceFile {
  /** From the project's root, with forward slashes. */
  readonly name: string;
  readonly text: string;
}

function filesBelow(folder: string): SourceFile[] {
  return readdirSync(path.join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => `${folder}/${name.replaceAll(path.sep, '/')}`)
    .map((name) => ({ name, text: readFileSync(path.join(ROOT, name), 'utf8') }));
}

/** What a file imports: paths of the project, or names of packages. */
function importsOf({ name, text }: SourceFile, pattern = IMPORT): string[] {
  return [...text.matchAll(pattern)].map(([, target = '']) =>
    target.startsWith('.') ? path.posix.join(path.posix.dirname(name), target) : target,
  );
}

interface Rule {
  readonly name: string;
  readonly from: RegExp;
  /** What must not be imported there. */
  readonly never: RegExp;
}

const RULES: readonly Rule[] = [
  { name: 'domain imports only itself and node', from: /^src\/domain\//, never: /^(?!src\/domain\/|node:)/ },
  {
    name: 'graphql, http and ingest know the port, not the stores',
    from: /^src\/(?:graphql|http|ingest)\//,
    never: /^src\/store\/(?:memory|neo4j)\//,
  },
  { name: 'the memory store does not know Neo4j', from: /^src\/store\/memory\//, never: /^src\/store\/neo4j\// },
  { name: 'the Neo4j store does not know memory', from: /^src\/store\/neo4j\//, never: /^src\/store\/memory\// },
  { name: 'the driver stays in store/neo4j', from: /^src\/(?!store\/neo4j\/|neo4j-server\/)/, never: /^neo4j-driver/ },
  {
    name: 'search and exploration know the vocabulary, no store',
    from: /^src\/(?:search|exploration)\//,
    never: /^src\/(?!domain\/|search\/|exploration\/)/,
  },
  { name: 'graphology stays in exploration', from: /^src\/(?!exploration\/)/, never: /^graphology/ },
  { name: 'dataloader stays in graphql', from: /^src\/(?!graphql\/)/, never: /^dataloader/ },
  {
    name: 'the engine stays in graphql and its handler',
    from: /^src\/(?!graphql\/|http\/graphql-handler\.ts|http\/server\.ts)/,
    never: /^@apollo\//,
  },
  { name: 'fastify stays in http', from: /^src\/(?!http\/|serve\.ts)/, never: /^fastify/ },
  {
    name: 'resolvers know domain, port and graphql',
    from: /^src\/graphql\/resolvers\//,
    never: /^src\/(?!domain\/|graphql\/|search\/|exploration\/|store\/graph-store\.ts)/,
  },
  {
    name: 'ingest knows domain, search, pack, spill and itself',
    from: /^src\/ingest\//,
    never: /^src\/(?!domain\/|search\/|pack\/|spill\/|ingest\/|store\/graph-store\.ts)/,
  },
  {
    name: 'pack knows domain, spill and itself',
    from: /^src\/pack\//,
    never: /^(?!src\/(?:domain|spill|pack)\/|node:)/,
  },
  { name: 'spill knows domain and itself', from: /^src\/spill\//, never: /^(?!src\/(?:domain|spill)\/|node:)/ },
  {
    name: 'only ingest packs and spills',
    from: /^src\/(?!ingest\/|pack\/|spill\/)/,
    never: /^src\/(?:pack|spill)\//,
  },
  {
    name: 'OpenTelemetry stays in one file',
    from: /^src\/(?!observability\/otlp-tracing\.ts)/,
    never: /^@opentelemetry\//,
  },
  { name: 'prom-client stays in observability', from: /^src\/(?!observability\/)/, never: /^prom-client/ },
  {
    name: 'observability knows domain and itself',
    from: /^src\/observability\//,
    never: /^src\/(?!domain\/|observability\/)/,
  },
  { name: 'config is a leaf', from: /^src\/config\//, never: /^src\/(?!config\/)/ },
  { name: 'src knows nothing of web', from: /^src\//, never: /^web\// },
  { name: 'web speaks to the API only', from: /^web\//, never: /^src\// },
  {
    name: 'explorer and playground do not know each other',
    from: /^web\/explorer\//,
    never: /^web\/playground\//,
  },
];

function breaches(files: readonly SourceFile[]): string[] {
  return files.flatMap((file) =>
    RULES.filter(({ from }) => from.test(file.name)).flatMap(({ name, never }) =>
      [...importsOf(file), ...importsOf(file, LATE_IMPORT)]
        .filter((target) => never.test(target))
        .map((target) => `${file.name} imports ${target}: ${name}`),
    ),
  );
}

/** Files that import themselves by way of others, by a walk along imports. */
function circles(files: readonly SourceFile[]): string[] {
  const imports = new Map(
    files.map((file) => [file.name, importsOf(file).filter((target) => target.startsWith('src/'))]),
  );
  return [...imports.keys()].filter((start) => {
    const seen = new Set<string>();
    const open = [...(imports.get(start) ?? [])];
    for (let name = open.pop(); name !== undefined; name = open.pop()) {
      if (name === start) return true;
      if (!seen.has(name)) open.push(...(imports.get(name) ?? []));
      seen.add(name);
    }
    return false;
  });
}

/** Lines of each function of a file. */
function functionLengths({ name, text }: SourceFile): number[] {
  const lengths: number[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) node.forEach(visit);
    if (typeof node !== 'object' || node === null) return;
    const { type, start, end } = node as { type?: unknown; start?: unknown; end?: unknown };
    if (/Function/.test(String(type)) && typeof start === 'number' && typeof end === 'number') {
      lengths.push(text.slice(start, end).split('\n').length);
    }
    Object.values(node).forEach(visit);
  };
  visit(parseSync(name, text).program);
  return lengths;
}

const FILES = filesBelow('src');
const WEB_FILES = ['web/explorer/src', 'web/playground/src'].flatMap(filesBelow);

describe('the layout', () => {
  it('has no import against the direction of dependencies', () => {
    expect(breaches([...FILES, ...WEB_FILES])).toEqual([]);
  });

  it('would notice one', () => {
    const planted = { name: 'src/domain/page.ts', text: "import { x } from '../store/memory/graph.ts';" };
    expect(breaches([planted])).toHaveLength(1);
  });

  it('has no circles of imports', () => {
    expect(circles(FILES)).toEqual([]);
  });

  it('has no folder without a subject', () => {
    expect(FILES.filter(({ name }) => /\/(?:utils?|helpers?|common)\//.test(name))).toEqual([]);
  });

  it('reads the environment in config alone', () => {
    const readers = FILES.filter(({ name, text }) => !name.startsWith('src/config/') && /process\.env/.test(text));
    expect(readers.map(({ name }) => name)).toEqual([]);
  });

  it('writes Cypher in store/neo4j alone', () => {
    const writers = FILES.filter(
      ({ name, text }) => !name.startsWith('src/store/neo4j/') && /\b(?:MATCH|MERGE|UNWIND)\b/.test(text),
    );
    expect(writers.map(({ name }) => name)).toEqual([]);
  });
});

describe('sizes', () => {
  it('keeps files below 400 lines and functions below 80', () => {
    const lines = FILES.map(({ name, text }) => ({ name, lines: text.split('\n').length }));
    const functions = FILES.map((file) => ({ name: file.name, longest: Math.max(0, ...functionLengths(file)) }));
    expect(lines.filter((file) => file.lines > 400)).toEqual([]);
    expect(functions.filter(({ longest }) => longest > 80)).toEqual([]);
  });
});
