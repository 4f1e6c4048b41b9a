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
const GOLDEN_ANGLE = Math.PI * (3 - Math.sqrt(5));

function bodiesOf(nodes: readonly PictureNode[]): Body[] {
  const most = nodes.reduce((largest, { size }) => Math.max(largest, size), 1);
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

function springsOf(picture: Picture, byId: ReadonlyMap<string, Body>): Spring[] {
  const most = picture.edges.reduce((largest, { weight }) => Math.max(largest, weight ?? 1), 1);
  return picture.edges.flatMap(({ source, target, weight }) => {
    const [from, to] = [byId.get(source), byId.get(target)];
    return from === undefined || to === undefined ? [] : [{ source: from, target: to, weight: (weight ?? 1) / most }];
  });
}

/** Pure: the same picture gives the same places. Edges without both ends are left out. */
export function placePicture(picture: Picture): PlacedPicture {
  const bodies = bodiesOf(picture.nodes);
  const byId = new Map(bodies.map((body) => [body.node.id, body]));
  const springs = springsOf(picture, byId);
  const simulation = forceSimulation(bodies)
    .force(
      'charge',
      forceManyBody<Body>()
        .strength((body) => -60 - 8 * body.radius)
        .distanceMax(600),
    )
    .force(
      'links',
      forceLink<Body, Spring>(springs)
        .distance(({ source, target, weight }) => source.radius + target.radius + 40 + 50 * (1 - weight))
        .strength(({ weight }) => 0.06 + 0.3 * weight),
    )
    // Wider than high, as screens are.
    .force('x', forceX<Body>(0).strength(0.03))
    .force('y', forceY<Body>(0).strength(0.055))
    .force('apart', forceCollide<Body>((body) => body.radius + 5).iterations(2))
    .stop();
  simulation.tick(bodies.length > MANY_NODES ? STEPS_OF_MANY : STEPS);
  const nodes = bodies.map(({ node, radius, x = 0, y = 0 }): PlacedNode => ({ ...node, x, y, radius }));
  const placed = new Map(nodes.map((node) => [node.id, node]));
  const widthOf = scaleSqrt()
    .domain([1, Math.max(2, ...picture.edges.map(({ weight }) => weight ?? 1))])
    .range([0.7, 6]);
  const edges = picture.edges.flatMap((edge): PlacedEdge[] => {
    const [from, to] = [placed.get(edge.source), placed.get(edge.target)];
    if (from === undefined || to === undefined) return [];
    return [{ ...edge, from, to, width: widthOf(edge.weight ?? 1) }];
  });
  return { nodes, edges, bounds: boundsOf(nodes) };
}
