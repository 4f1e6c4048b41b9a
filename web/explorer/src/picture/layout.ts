/** Places nodes by forces. The same picture always has the same places: nodes start on a spiral in a fixed order, and d3-force uses a fixed random source. */
import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationNodeDatum,
} from 'd3-force';
import { scaleSqrt } from 'd3-scale';
import type { Picture, PictureNode, PlacedEdge, PlacedNode, PlacedPicture } from './picture.ts';

interface Body extends SimulationNodeDatum {
  readonly node: PictureNode;
  readonly radius: number;
}
interface Spring {
  readonly source: Body;
  readonly target: Body;
  readonly weight: number;
}

/** Work is nodes times steps; beyond this many nodes fewer steps keep a layout below a second. */
const MANY_NODES = 400;
const STEPS = 300;
const STEPS_OF_MANY = 60;
/** Where everything counts less than this, nothing is drawn at full size. */
const FULL_SIZE = 5;
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

function bodiesOf(nodes: readonly PictureNode[]): Body[] {
  const most = nodes.reduce((largest, { size }) => Math.max(largest, size), FULL_SIZE);
  const radiusOf = scaleSqrt().domain([0, most]).range([4, 26]);
  const ordered = nodes.toSorted((a, b) => b.size - a.size || (a.id < b.id ? -1 : 1));
  return ordered.map((node, index) => {
    const distance = 24 * Math.sqrt(index + 0.5);
    const angle = index * GOLDEN_ANGLE;
    const body: Body = {
      node,
      radius: node.central === true ? Math.max(14, radiusOf(node.size)) : radiusOf(node.size),
      x: distance * Math.cos(angle),
      y: distance * Math.sin(angle),
    };
    return body;
  });
}

function boundsOf(nodes: readonly PlacedNode[]): PlacedPicture['bounds'] {
  if (nodes.length === 0) return { x: 0, y: 0, width: 1, height: 1 };
  const left = Math.min(...nodes.map(({ x, radius }) => x - radius));
  const top = Math.min(...nodes.map(({ y, radius }) => y - radius));
  const right = Math.max(...nodes.map(({ x, radius }) => x + radius));
  const bottom = Math.max(...nodes.map(({ y, radius }) => y + radius));
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** From the first column to the last. */
const COLUMNS_WIDTH = 820;

/** Of edges that count nothing. */
const STATED_WIDTH = 1.5;

/** Springs of one node beyond these would pull everything into one heap. */
const SPRINGS_OF_NODE = 5;

/**
 * For each node its closest few: how close two nodes are is the weight of their edge against what their sizes would make
 * one expect (association strength), so that large nodes do not pull everything towards them.
 */
function springsOf(picture: Picture, byId: ReadonlyMap<string, Body>): Spring[] {
  const all = picture.edges.flatMap(({ source, target, weight }): Spring[] => {
    const [from, to] = [byId.get(source), byId.get(target)];
    if (from === undefined || to === undefined) return [];
    const expected = Math.sqrt(Math.max(1, from.node.size) * Math.max(1, to.node.size));
    return [{ source: from, target: to, weight: weight === null ? 0.5 : weight / expected }];
  });
  const used = new Map<Body, number>();
  const kept = all
    .toSorted((a, b) => b.weight - a.weight)
    .filter(({ source, target }) => {
      const [mine, theirs] = [used.get(source) ?? 0, used.get(target) ?? 0];
      if (Math.min(mine, theirs) >= SPRINGS_OF_NODE) return false;
      used.set(source, mine + 1);
      used.set(target, theirs + 1);
      return true;
    });
  const most = kept.reduce((largest, { weight }) => Math.max(largest, weight), 0.01);
  return kept.map((spring) => ({ ...spring, weight: spring.weight / most }));
}

/** Topics of one community are drawn together. */
function communityCentres(bodies: readonly Body[]): (body: Body) => { readonly x: number; readonly y: number } {
  const communities = [...new Set(bodies.map(({ node }) => node.community))].filter((community) => community !== null);
  const radius = communities.length < 2 ? 0 : 15 * Math.sqrt(bodies.length);
  return ({ node }) => {
    const index = node.community === null ? -1 : communities.indexOf(node.community);
    if (index < 0 || node.central === true) return { x: 0, y: 0 };
    const angle = (2 * Math.PI * index) / communities.length - Math.PI / 2;
    return { x: 2.1 * radius * Math.cos(angle), y: radius * Math.sin(angle) };
  };
}

/**
 * Pure: the same picture gives the same places. Edges without both ends are left out.
 * @param upright higher than wide, for a narrow page; what is a column then is a row.
 */
export function placePicture(picture: Picture, upright = false): PlacedPicture {
  const bodies = bodiesOf(picture.nodes);
  const byId = new Map(bodies.map((body) => [body.node.id, body]));
  const springs = springsOf(picture, byId);
  const centreOf = communityCentres(bodies);
  const simulation = forceSimulation(bodies)
    .force(
      'charge',
      forceManyBody<Body>()
        .strength((body) => -40 - 5 * body.radius)
        .distanceMax(420),
    )
    .force(
      'links',
      forceLink<Body, Spring>(springs)
        .distance(({ source, target }) => source.radius + target.radius + 46)
        .strength(({ weight }) => 0.05 + 0.25 * weight),
    )
    .force(
      'x',
      forceX<Body>((body) =>
        body.node.column === undefined ? centreOf(body).x : (body.node.column - 0.5) * COLUMNS_WIDTH,
      ).strength(({ node }) => (node.column === undefined ? 0.08 : 1)),
    )
    // Wider than high, as screens are.
    .force('y', forceY<Body>((body) => centreOf(body).y).strength(0.13))
    // Room for a label below each node.
    .force('apart', forceCollide<Body>((body) => body.radius + 17).iterations(2))
    .stop();
  simulation.tick(bodies.length > MANY_NODES ? STEPS_OF_MANY : STEPS);
  const nodes = bodies.map(({ node, radius, x = 0, y = 0 }): PlacedNode => ({
    ...node,
    ...(upright ? { x: y, y: x } : { x, y }),
    radius,
  }));
  const placed = new Map(nodes.map((node) => [node.id, node]));
  const widthOf = scaleSqrt()
    .domain([1, Math.max(2, ...picture.edges.map(({ weight }) => weight ?? 1))])
    .range([0.7, 6]);
  const edges = picture.edges.flatMap((edge): PlacedEdge[] => {
    const [from, to] = [placed.get(edge.source), placed.get(edge.target)];
    if (from === undefined || to === undefined) return [];
    return [{ ...edge, from, to, width: edge.weight === null ? STATED_WIDTH : widthOf(edge.weight) }];
  });
  return { nodes, edges, bounds: boundsOf(nodes) };
}
