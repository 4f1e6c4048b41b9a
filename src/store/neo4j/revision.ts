/** Which graph the database holds, as this store knows it: asked now and then, with the catalogue of that graph. */
import { DomainError } from '../../domain/errors.ts';
import type { ReadOptions, StoreStatus } from '../graph-store.ts';
import { readCatalog, type Catalog } from './catalog.ts';
import type { DriverSlot } from './driver.ts';
import { adviceFor, UNREACHABLE_ADVICE } from './failures.ts';
import { LOAD_FORMAT } from './load-plan.ts';
import type { Runner } from './run.ts';
import { graphFigures, readRevision, revisionRow } from './statements/revision.ts';

export interface Known {
  readonly status: StoreStatus;
  readonly catalog: Catalog | null;
}

export interface Revisions {
  /** Never throws. */
  status(options: ReadOptions): Promise<StoreStatus>;
  /** The catalogue of the graph that is there. @throws DomainError STORE_UNAVAILABLE when there is none to read. */
  ready(options: ReadOptions): Promise<{ readonly catalog: Catalog; readonly resources: number }>;
  /** Asks the database before the next question. */
  forget(): void;
  /** @throws DomainError when the server is too old to run our statements. */
  requireVersion(): Promise<void>;
}

/** A store asks at least this often whether the graph is still the one it knows. */
export const REVISION_CHECK_MS = 1_000;

const OLDEST = [5, 23] as const;
const EMPTY_ADVICE = 'This database holds no graph yet. Load one with npm run seed.';
const OTHER_FORMAT_ADVICE =
  'This database was loaded by another version of this program. Load it again with npm run seed.';
const LOADING_ADVICE = 'A load is under way or was broken off. Wait for its end, or run npm run seed again.';
const OLD_ADVICE = 'This Neo4j is too old; use 5.23 or later, best 5.26.';

/** Whether an agent such as `Neo4j/5.26.0` can run our statements. */
export function isRecentEnough(agent: string): boolean {
  const [major = 0, minor = 0] = (/(\d+)\.(\d+)/.exec(agent) ?? []).slice(1).map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

async function readStatus(runner: Runner, options: ReadOptions): Promise<StoreStatus> {
  const [row] = await runner.read(readRevision(), revisionRow, { ...options, coordinate: 'status' });
  if (row === undefined || row.state === null) {
    return (row?.loader ?? null) === null
      ? { state: 'empty', advice: EMPTY_ADVICE }
      : { state: 'loading', advice: LOADING_ADVICE };
  }
  if (row.state === 'loading' || row.revision === null || row.builtAt === null || row.figures === null) {
    return { state: 'loading', advice: LOADING_ADVICE };
  }
  if (row.format !== LOAD_FORMAT) return { state: 'empty', advice: OTHER_FORMAT_ADVICE };
  const figures = graphFigures.parse(JSON.parse(row.figures));
  return { state: 'ready', revision: row.revision, builtAt: row.builtAt, ...figures };
}

function unavailable(error: unknown): StoreStatus {
  const cause = error instanceof DomainError ? error.cause : error;
  return { state: 'unavailable', advice: adviceFor(cause) ?? UNREACHABLE_ADVICE };
}

/** Watches the revision of one database, looking again after `checkMs`. */
export function createRevisions(driver: DriverSlot, runner: Runner, database: string, checkMs: number): Revisions {
  let known: Known | null = null;
  let checkedAt = -Infinity;
  let checking: Promise<Known> | null = null;
  let versionChecked = false;

  async function requireVersion(): Promise<void> {
    if (versionChecked) return;
    const { agent } = await driver.current().getServerInfo({ database });
    if (!isRecentEnough(agent ?? '')) throw new DomainError('STORE_UNAVAILABLE', OLD_ADVICE);
    versionChecked = true;
  }

  async function look(options: ReadOptions): Promise<Known> {
    const status = await readStatus(runner, options);
    if (status.state !== 'ready') return { status, catalog: null };
    await requireVersion();
    const same = known?.status.state === 'ready' && known.status.revision === status.revision;
    return { status, catalog: same && known?.catalog ? known.catalog : await readCatalog(runner, options) };
  }

  /** One check at a time; whoever comes meanwhile waits for it, whatever becomes of the caller that began it. */
  async function check(options: ReadOptions): Promise<Known> {
    if (known !== null && performance.now() - checkedAt < checkMs) return known;
    const begun = performance.now();
    checking ??= look({ ...options, signal: new AbortController().signal })
      .then((found) => {
        known = found;
        checkedAt = begun;
        return found;
      })
      .finally(() => {
        checking = null;
      });
    return checking;
  }

  return {
    requireVersion,
    forget: () => {
      checkedAt = -Infinity;
    },
    status: async (options) => {
      try {
        return (await check(options)).status;
      } catch (error) {
        if (error instanceof DomainError && error.message === OLD_ADVICE)
          return { state: 'unavailable', advice: OLD_ADVICE };
        return unavailable(error);
      }
    },
    ready: async (options) => {
      const { status, catalog } = await check(options);
      if (status.state !== 'ready' || catalog === null) {
        throw new DomainError('STORE_UNAVAILABLE', 'The graph cannot be read at the moment.');
      }
      return { catalog, resources: status.counts.RESOURCE };
    },
  };
}
