/** Which graph the database holds, as this store knows it: asked now and then, with the catalogue of that graph. */
import { DomainError } from '../../domain/errors.ts';
import type { ReadOptions, StoreStatus } from '../graph-store.ts';
import { readCatalog, type Catalog } from './catalog.ts';
import { adviceFor, UNREACHABLE_ADVICE } from './failures.ts';
import { LOAD_FORMAT } from './load-plan.ts';
import type { Runner } from './run.ts';
import { race } from './session.ts';
import { constraintRow, missingConstraints, showConstraints } from './schema.ts';
import { graphFigures, readRevision, revisionRow } from './statements/revision.ts';

export interface Known {
  readonly status: StoreStatus;
  readonly catalog: Catalog | null;
}

export interface Revisions {
  /** Never throws. */
  status(options: ReadOptions): Promise<StoreStatus>;
  /** The catalogue of the graph that is there. @throws DomainError STORE_UNAVAILABLE when there is none to read. */
  ready(
    options: ReadOptions,
  ): Promise<{ readonly catalog: Catalog; readonly resources: number; readonly revision: string }>;
  /** Asks the database before the next question. */
  forget(): void;
  /** @throws DomainError when the server is too old to run our statements. */
  requireVersion(options: Pick<ReadOptions, 'signal' | 'deadlineMs'>): Promise<void>;
}

/** What a database is watched with. */
export interface RevisionTools {
  readonly runner: Pick<Runner, 'read'>;
  /** How the server calls itself, such as `Neo4j/5.26.0`; it may never say. */
  readonly agent: () => Promise<string>;
}
export interface RevisionSettings {
  /** How often the database is asked, while it answers. */
  readonly checkMs: number;
  /** Told when the graph can no longer be read, and when it can again. */
  readonly onNotice: (sentence: string) => void;
  readonly clock?: Clock;
}
/** Time and chance, so that a test can have ten minutes in a moment. */
export interface Clock {
  /** Milliseconds. */
  readonly now: () => number;
  /** From 0 to 1. */
  readonly random: () => number;
}
const CLOCK: Clock = { now: () => performance.now(), random: Math.random };

/** A store asks at least this often whether the graph is still the one it knows. */
export const REVISION_CHECK_MS = 1_000;

/** How long a check may take that others wait for as well: each of them leaves at its own deadline. */
const CHECK_DEADLINE_MS = 3_000;
/** After a failure the database is left alone for this long, and up to as long again, so that many processes do not return at once. */
const PAUSE_MS = 500;

const OLDEST = [5, 23] as const;
const EMPTY_ADVICE = 'This database holds no graph yet. Load one with npm run seed.';
const OTHER_FORMAT_ADVICE =
  'This database was loaded by another version of this program. Load it again with npm run seed.';
const NO_CONSTRAINTS_ADVICE =
  'This database lacks constraints that keep its rows unique. Load it again with npm run seed.';
const LOADING_ADVICE = 'A load is under way or was broken off. Wait for its end, or run npm run seed again.';
const OLD_ADVICE = 'This Neo4j is too old; use 5.23 or later, best 5.26.';

/** Whether an agent such as `Neo4j/5.26.0` can run our statements. */
export function isRecentEnough(agent: string): boolean {
  const [major = 0, minor = 0] = (/(\d+)\.(\d+)/.exec(agent) ?? []).slice(1).map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}

async function readStatus(runner: Pick<Runner, 'read'>, options: ReadOptions): Promise<StoreStatus> {
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
  const isOld = error instanceof DomainError && error.message === OLD_ADVICE;
  const cause = error instanceof DomainError ? error.cause : error;
  return { state: 'unavailable', advice: isOld ? OLD_ADVICE : (adviceFor(cause) ?? UNREACHABLE_ADVICE) };
}

/** Tells of each change between a graph that can be read and one that cannot. */
function createTeller(onNotice: RevisionSettings['onNotice']): (status: StoreStatus) => void {
  let last: StoreStatus['state'] | null = null;
  return (status) => {
    if (status.state === last) return;
    if (status.state !== 'ready') onNotice(['The graph cannot be read: ', status.advice].join(''));
    else if (last !== null) onNotice('The graph can be read again.');
    last = status.state;
  };
}

/** Watches the revision of one database. */
export function createRevisions({ runner, agent }: RevisionTools, settings: RevisionSettings): Revisions {
  const { checkMs, onNotice, clock = CLOCK } = settings;
  const tell = createTeller(onNotice);
  let known: Known | null = null;
  let checkedAt = -Infinity;
  let checking: Promise<Known> | null = null;
  /** The last failure and how long it counts; null after a check that came to an end. */
  let failed: { readonly error: unknown; readonly until: number } | null = null;
  let versionChecked = false;

  async function requireVersion({ signal, deadlineMs }: Pick<ReadOptions, 'signal' | 'deadlineMs'>): Promise<void> {
    if (versionChecked) return;
    const found = await race(agent(), deadlineMs, signal);
    if (!isRecentEnough(found)) throw new DomainError('STORE_UNAVAILABLE', OLD_ADVICE);
    versionChecked = true;
  }

  async function look(options: ReadOptions): Promise<Known> {
    const status = await readStatus(runner, options);
    if (status.state !== 'ready') return { status, catalog: null };
    await requireVersion(options);
    if (known?.status.state === 'ready' && known.status.revision === status.revision && known.catalog !== null)
      return { status, catalog: known.catalog };
    const missing = missingConstraints(
      await runner.read(showConstraints(), constraintRow, { ...options, coordinate: 'constraints' }),
    );
    if (missing.length > 0) return { status: { state: 'empty', advice: NO_CONSTRAINTS_ADVICE }, catalog: null };
    return { status, catalog: await readCatalog(runner, options) };
  }

  async function begin(options: ReadOptions): Promise<Known> {
    const begun = clock.now();
    const deadlineMs = Math.max(options.deadlineMs, CHECK_DEADLINE_MS);
    try {
      known = await look({ ...options, deadlineMs, requestId: '', signal: new AbortController().signal });
      [checkedAt, failed] = [begun, null];
      tell(known.status);
      return known;
    } catch (error) {
      tell(unavailable(error));
      // One that came too late has waited already.
      const isAway = error instanceof DomainError && error.code === 'STORE_UNAVAILABLE';
      failed = isAway ? { error, until: clock.now() + PAUSE_MS * (1 + clock.random()) } : null;
      throw error;
    } finally {
      checking = null;
    }
  }

  /** One check at a time, for all who come meanwhile; of no request, so that it does not stand behind all that one asks. */
  async function check(options: ReadOptions): Promise<Known> {
    if (known !== null && clock.now() - checkedAt < checkMs) return known;
    if (failed !== null && clock.now() < failed.until) throw failed.error;
    checking ??= begin(options);
    return race(checking, options.deadlineMs, options.signal);
  }

  return {
    requireVersion,
    forget: () => {
      checkedAt = -Infinity;
      failed = null;
    },
    status: async (options) => {
      try {
        return (await check(options)).status;
      } catch (error) {
        return unavailable(error);
      }
    },
    ready: async (options) => {
      const { status, catalog } = await check(options);
      if (status.state !== 'ready' || catalog === null) {
        throw new DomainError('STORE_UNAVAILABLE', 'The graph cannot be read at the moment.');
      }
      return { catalog, resources: status.counts.RESOURCE, revision: status.revision };
    },
  };
}
