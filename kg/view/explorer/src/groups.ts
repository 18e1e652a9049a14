/** Communities: from afar discs and the ties between them, from near soft areas around their nodes. */
import type { Graph } from "./data";
import { RED, type Visible } from "./filter";
import type { Pen } from "./look";
import type { Scene, Spot } from "./scene";

/** Communities as discs, from afar. */
export function blobs(pen: Pen, s: Scene): void {
  const { camera, theme } = s;
  pen.fillStyle = theme.blob;
  pen.globalAlpha = theme.dark ? 0.07 : 0.045;
  for (const c of communities(s.g)) {
    const x = (c.x - camera.x) * camera.k + s.width / 2, y = (c.y - camera.y) * camera.k + s.height / 2;
    pen.beginPath();
    pen.arc(x, y, c.r * camera.k + 3, 0, 2 * Math.PI);
    pen.fill();
  }
  pen.globalAlpha = 1;
}

interface Bundle { from: Community; to: Community; count: number; red: boolean }
const tied = new WeakMap<Visible, Bundle[]>();
/** Visible edges between communities, counted per pair and sense. */
function bundlesOf(g: Graph, visible: Visible): Bundle[] {
  const told = tied.get(visible);
  if (told) return told;
  const home = new Map(communities(g).map((c) => [g.community[c.members[0]!]!, c]));
  const found = new Map<string, Bundle>();
  for (let e = 0; e < g.ties; e++) {
    const a = g.community[g.from[e]!]!, b = g.community[g.to[e]!]!, from = home.get(a), to = home.get(b);
    if (!visible.edge[e] || a === b || !from || !to) continue;
    const bundle = found.get(`${a} ${b}`) ?? { from, to, count: 0, red: false };
    bundle.count++;
    bundle.red ||= visible.edge[e] === RED;
    found.set(`${a} ${b}`, bundle);
  }
  const out = [...found.values()].sort((a, b) => a.count - b.count).slice(-900);
  tied.set(visible, out);
  return out;
}
/** One line for all edges between two communities, from afar. */
export function bundles(pen: Pen, s: Scene): void {
  const { camera, theme } = s;
  const x = (c: Community) => (c.x - camera.x) * camera.k + s.width / 2;
  const y = (c: Community) => (c.y - camera.y) * camera.k + s.height / 2;
  for (const b of bundlesOf(s.g, s.visible)) {
    pen.strokeStyle = b.red ? theme.red : theme.edge;
    pen.globalAlpha = Math.min(0.5, 0.08 + b.count * 0.012);
    pen.lineWidth = Math.min(5, 0.5 + Math.sqrt(b.count) * 0.42);
    const ax = x(b.from), ay = y(b.from), bx = x(b.to), by = y(b.to);
    pen.beginPath();
    pen.moveTo(ax, ay);
    pen.quadraticCurveTo((ax + bx) / 2 - (by - ay) * 0.09, (ay + by) / 2 + (bx - ax) * 0.09, bx, by);
    pen.stroke();
  }
  pen.globalAlpha = 1;
}

export interface Community { x: number; y: number; r: number; members: number[] }
const known = new WeakMap<Graph, Community[]>();
/** Communities as discs: middle, radius, members by importance; only those large enough to name. */
export function communities(g: Graph): Community[] {
  const told = known.get(g);
  if (told) return told;
  const groups = new Map<number, number[]>();
  for (let i = 0; i < g.nodes; i++) {
    const c = g.community[i]!;
    if (c < 0) continue;
    const group = groups.get(c);
    if (group) group.push(i); else groups.set(c, [i]);
  }
  const out: Community[] = [];
  for (const members of groups.values()) {
    if (members.length < 12) continue;
    const x = members.reduce((sum, i) => sum + g.x[i]!, 0) / members.length;
    const y = members.reduce((sum, i) => sum + g.y[i]!, 0) / members.length;
    const far = members.map((i) => Math.hypot(g.x[i]! - x, g.y[i]! - y)).sort((a, b) => a - b);
    members.sort((a, b) => g.degree[b]! - g.degree[a]! || a - b);
    out.push({ x, y, r: far[Math.floor(far.length * 0.94)]! + 14, members });
  }
  out.sort((a, b) => b.members.length - a.members.length || a.members[0]! - b.members[0]!);
  known.set(g, out);
  return out;
}

const leading = new WeakMap<Visible, Map<number, number>>();
/** The relation that most visible edges inside a community have, or -1. */
export function leadingRelation(g: Graph, visible: Visible, community: number): number {
  let told = leading.get(visible);
  if (!told) {
    const counts = new Map<number, Map<number, number>>();
    for (let e = 0; e < g.ties; e++) {
      const c = g.community[g.from[e]!]!, r = g.relation[e]!;
      if (!visible.edge[e] || c < 0 || c !== g.community[g.to[e]!] || g.tieFlags[e]! & 2) continue;
      const own = counts.get(c) ?? new Map<number, number>();
      counts.set(c, own.set(r, (own.get(r) ?? 0) + 1));
    }
    told = new Map([...counts].map(([c, own]) => [c, [...own].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0]![0]]));
    leading.set(visible, told);
  }
  return told.get(community) ?? -1;
}

/** Communities as soft areas around their nodes, from near. */
export function hulls(pen: Pen, s: Scene, spot: Spot): void {
  const groups = new Map<number, number[]>(), { g, theme } = s;
  for (const i of s.order) {
    const c = g.community[i]!;
    if (c < 0 || !spot.on[i]) continue;
    const group = groups.get(c);
    if (group) group.push(i); else groups.set(c, [i]);
  }
  pen.fillStyle = theme.blob;
  pen.globalAlpha = theme.dark ? 0.06 : 0.04;
  for (const members of groups.values()) {
    if (members.length < 3) continue;
    const outline = hull(core(members, spot).flatMap((i) => around(spot, i)));
    pen.beginPath();
    outline.forEach(([x, y], i) => (i ? pen.lineTo(x, y) : pen.moveTo(x, y)));
    pen.closePath();
    pen.fill();
  }
  pen.globalAlpha = 1;
}

type Point = [number, number];

/** Members without those that lie far out: their area would cover the neighbours'. */
function core(members: number[], spot: Spot): number[] {
  if (members.length < 12) return members;
  const x = members.reduce((sum, i) => sum + spot.x[i]!, 0) / members.length;
  const y = members.reduce((sum, i) => sum + spot.y[i]!, 0) / members.length;
  const far = (i: number) => Math.hypot(spot.x[i]! - x, spot.y[i]! - y);
  return [...members].sort((a, b) => far(a) - far(b)).slice(0, Math.ceil(members.length * 0.9));
}

function around(spot: Spot, i: number): Point[] {
  const r = spot.r[i]! + 16;
  return Array.from({ length: 12 }, (_, k): Point => {
    const angle = (k * Math.PI) / 6;
    return [spot.x[i]! + r * Math.cos(angle), spot.y[i]! + r * Math.sin(angle)];
  });
}

/** The convex hull of points (Andrew's monotone chain). */
export function hull(points: Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const half = (list: Point[]): Point[] => {
    const out: Point[] = [];
    for (const p of list) {
      while (out.length > 1) {
        const [a, b] = [out.at(-2)!, out.at(-1)!];
        if ((b[0] - a[0]) * (p[1] - a[1]) - (b[1] - a[1]) * (p[0] - a[0]) > 0) break;
        out.pop();
      }
      out.push(p);
    }
    return out.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.reverse())];
}
