/**
 * The shortest simple paths between two nodes. The search widens a circle around each end, always the cheaper one, until
 * together they span the length that is looked for; the paths of that length are then listed in their order. Two paths
 * differ by their nodes. What is returned is always right; `truncated` says that longer ones were not looked for.
 */
import type { GraphPath, PathResult } from '../domain/graph-view.ts';
import type { NodeId } from '../domain/ids.ts';
import { pathBetween } from './draw.ts';
import { MAX_EDGES_READ, type GraphReader } from './graph-reader.ts';
import {
  goalLayer,
  layerAmong,
  layerBefore,
  meetingBefore,
  walkOn,
  type Ends,
  type Layer,
  type Step,
} from './layers.ts';
import { listPaths, type PathList, type PathSpace } from './list-paths.ts';
import { unlessLate, type Pacer } from './pacer.ts';
import { createRegion, type Region } from './region.ts';

export interface PathSearch {
  readonly from: NodeId;
  readonly to: NodeId;
  readonly maxHops: number;
  readonly first: number;
}

/** A circle around one end. */
interface Circle {
  readonly seen: Set<number>;
  /** The nodes at its edge, whose neighbours may be unread. */
  edge: readonly number[];
  /** How many times it was widened. */
  radius: number;
}

interface Found {
  readonly paths: readonly (readonly number[])[];
  readonly stopped: boolean;
}

/** The search of one question, and what it keeps from one length to the next. */
interface Search<Key> extends Step<Key> {
  readonly reader: GraphReader<Key>;
  readonly circles: readonly [start: Circle, goal: Circle];
  /** By number of edges from the start: inner nodes at the end of such a walk. */
  readonly walks: ReadonlySet<number>[];
  /** By number of edges to the goal. */
  readonly tails: Layer[];
}

function widen<Key>(region: Region<Key>, circle: Circle): void {
  const edge: number[] = [];
  for (const node of circle.edge) {
    for (const other of region.row(node) ?? []) {
      if (circle.seen.has(other)) continue;
      circle.seen.add(other);
      edge.push(other);
    }
  }
  circle.edge = edge;
  circle.radius += 1;
}

/** Widens the cheaper circle. @returns whether that could be done within the limits. */
async function widenCheaper<Key>({ region, circles, pacer }: Search<Key>): Promise<boolean> {
  const [start, goal] = circles;
  const [costAtStart, costAtGoal] = [region.costOf(start.edge), region.costOf(goal.edge)];
  const [circle, cost] = costAtStart <= costAtGoal ? [start, costAtStart] : [goal, costAtGoal];
  if (region.edgesRead() + cost > MAX_EDGES_READ || pacer.searchMs() <= 0) return false;
  if ((await unlessLate(region.read(circle.edge), pacer)) === null) return false;
  widen(region, circle);
  return true;
}

/** The paths of `length` edges, at least 2: heads from the start and tails from the goal meet at `middle`. */
async function spaceOf<Key>(search: Search<Key>, length: number): Promise<PathSpace> {
  const { region, ends, circles, walks, tails, reader } = search;
  const middle = Math.min(circles[0].radius, length - 1);
  const walkAt = (edges: number): ReadonlySet<number> => walks[edges] ?? new Set();
  while (walks.length <= middle) walks.push(await walkOn(search, walkAt(walks.length - 1)));
  const tailAt = (edges: number): Layer => tails[edges] ?? goalLayer(0, ends);
  while (tails.length < length - middle) tails.push(await layerBefore(search, tailAt(tails.length - 1)));
  const { layer, following } = await meetingBefore(search, tailAt(length - middle - 1), walkAt(middle));
  const heads: Layer[] = [layer];
  for (let place = middle - 1; place >= 0; place -= 1) {
    heads.unshift(await layerAmong(search, walkAt(place), heads[0] ?? layer));
  }
  const compare = (a: number, b: number): number => {
    const [left, right] = [region.keys[a], region.keys[b]];
    return left === undefined || right === undefined ? 0 : reader.compare(left, right);
  };
  return {
    length,
    start: ends.start,
    layerAt: (place) => heads[place] ?? tailAt(length - place),
    following: (place, node) => (place === middle ? following.get(node) : region.row(node)) ?? [],
    hubAt: (place, node) => (place === length ? 0 : region.hub(node)),
    compare,
  };
}

async function ofLength<Key>(search: Search<Key>, length: number, wanted: number): Promise<PathList> {
  const { region, ends, pacer } = search;
  if (length > 1) return listPaths(await spaceOf(search, length), wanted, pacer);
  const isEdge = region.row(ends.start)?.includes(ends.goal) === true;
  return { paths: isEdge ? [[ends.start, ends.goal]] : [], stopped: false };
}

async function searchLengths<Key>(search: Search<Key>, { maxHops, first }: PathSearch): Promise<Found> {
  const { circles, pacer } = search;
  const paths: (readonly number[])[] = [];
  for (let length = 1; length <= maxHops && paths.length < first; length += 1) {
    while (circles[0].radius + circles[1].radius < length) {
      if (!(await widenCheaper(search))) return { paths, stopped: true };
    }
    const list = await unlessLate(ofLength(search, length, first - paths.length), pacer);
    paths.push(...(list?.paths ?? []));
    if (list === null || list.stopped || pacer.searchMs() <= 0) return { paths, stopped: paths.length < first };
  }
  return { paths, stopped: false };
}

async function draw<Key>(
  region: Region<Key>,
  reader: GraphReader<Key>,
  found: readonly (readonly number[])[],
): Promise<GraphPath[]> {
  const keysOf = (path: readonly number[]): Key[] => path.flatMap((node) => region.keys[node] ?? []);
  const shown = keysOf([...new Set(found.flat())]);
  if (shown.length === 0) return [];
  const [entities, edges] = await Promise.all([reader.entities(shown), reader.edgesAmong(shown)]);
  const byKey = new Map(shown.map((key, index) => [key, entities[index] ?? null]));
  return found.map((path) =>
    pathBetween(
      keysOf(path).map((key) => byKey.get(key) ?? null),
      edges,
    ),
  );
}

/** @throws DomainError TIMEOUT when what was found cannot be read in time, or nobody waits any more. */
export async function findPaths<Key>(search: PathSearch, reader: GraphReader<Key>, pacer: Pacer): Promise<PathResult> {
  const [from, to] = [reader.keyOf(search.from), reader.keyOf(search.to)];
  const nothing = { paths: [], truncated: false, exploredNodeCount: 0 };
  if (from === undefined || to === undefined) return nothing;
  const region = createRegion(reader, pacer);
  const ends: Ends = { start: region.numberOf(from), goal: region.numberOf(to) };
  const bothAreThere = await unlessLate(region.read([ends.start, ends.goal]), pacer);
  if (bothAreThere !== true) return { ...nothing, truncated: bothAreThere === null };
  const circles = [ends.start, ends.goal].map((end): Circle => {
    const circle = { seen: new Set([end]), edge: [end], radius: 0 };
    widen(region, circle);
    return circle;
  });
  const [start, goal] = circles;
  if (start === undefined || goal === undefined) throw new Error('A path has two ends');
  const walks = [new Set([ends.start])];
  const tails = [goalLayer(region.keys.length, ends)];
  const found = await searchLengths({ region, ends, pacer, reader, circles: [start, goal], walks, tails }, search);
  // A search that was given up has found something all the same; nobody waits for it.
  await pacer.rest();
  const paths = await draw(region, reader, found.paths);
  return { paths, truncated: found.stopped, exploredNodeCount: region.keys.length };
}
