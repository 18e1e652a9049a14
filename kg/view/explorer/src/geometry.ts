/** Places on the screen in; the curves of edges, their arrow tips and distances out. */
import type { Graph } from "./data";

export interface Camera { x: number; y: number; k: number }

/** Radius on screen: grows slower than the zoom, so that overviews stay readable. */
export const onScreen = (size: number, k: number): number =>
  Math.max(2, size * Math.min(Math.pow(k, 0.55), 1.5));

export interface Curve { ax: number; ay: number; cx: number; cy: number; bx: number; by: number }

/** Pixels between neighbouring parallel edges' control points: their middles lie half as far apart. */
export const stride = (parallel: number): number => Math.max(13, Math.min(26, 220 / parallel));

/** The quadratic curve from rim to rim; parallel edges fan out, single ones bend slightly. */
export function curveOf(
  g: Graph, e: number, ax: number, ay: number, bx: number, by: number, ra: number, rb: number,
): Curve {
  const dx = bx - ax, dy = by - ay, length = Math.hypot(dx, dy) || 1;
  if (g.from[e] === g.to[e]) {
    const lift = ra * 2.6 + 14 + 10 * (g.slot[e]! + g.parallel[e]! / 2);
    return { ax: ax - ra * 0.7, ay: ay - ra * 0.7, cx: ax, cy: ay - lift * 1.6, bx: ax + ra * 0.8, by: ay - ra * 0.8 };
  }
  const sign = g.from[e]! < g.to[e]! ? 1 : -1;
  const single = g.parallel[e] === 1;
  const bend = single ? Math.min(length * 0.09, 26) : g.slot[e]! * stride(g.parallel[e]!);
  const cx = (ax + bx) / 2 - (dy / length) * bend * sign, cy = (ay + by) / 2 + (dx / length) * bend * sign;
  const from = toRim(bx, by, cx, cy, ax, ay, ra), to = toRim(ax, ay, cx, cy, bx, by, rb + 1.5);
  return split(ax, ay, cx, cy, bx, by, 1 - from, to);
}

/** The parameter at which a curve from a to b enters the disc around b. */
function toRim(ax: number, ay: number, cx: number, cy: number, bx: number, by: number, r: number): number {
  let low = 0.5, high = 1;
  for (let i = 0; i < 11; i++) {
    const t = (low + high) / 2, u = 1 - t;
    const x = u * u * ax + 2 * u * t * cx + t * t * bx, y = u * u * ay + 2 * u * t * cy + t * t * by;
    if (Math.hypot(x - bx, y - by) > r) low = t; else high = t;
  }
  return low;
}

/** The part of a quadratic curve between two parameters, as a quadratic curve. */
function split(ax: number, ay: number, cx: number, cy: number, bx: number, by: number, t0: number, t1: number): Curve {
  const at = (t: number, s: number, a: number, c: number, b: number) =>
    (1 - t) * ((1 - s) * a + s * c) + t * ((1 - s) * c + s * b);
  return {
    ax: at(t0, t0, ax, cx, bx), ay: at(t0, t0, ay, cy, by),
    cx: at(t0, t1, ax, cx, bx), cy: at(t0, t1, ay, cy, by),
    bx: at(t1, t1, ax, cx, bx), by: at(t1, t1, ay, cy, by),
  };
}

export const middle = (c: Curve): [number, number] => [
  0.25 * c.ax + 0.5 * c.cx + 0.25 * c.bx, 0.25 * c.ay + 0.5 * c.cy + 0.25 * c.by,
];

/** Distance of a point from a curve, sampled. */
export function distance(c: Curve, x: number, y: number): number {
  let best = Infinity;
  for (let i = 0; i <= 16; i++) {
    const t = i / 16, u = 1 - t;
    const px = u * u * c.ax + 2 * u * t * c.cx + t * t * c.bx, py = u * u * c.ay + 2 * u * t * c.cy + t * t * c.by;
    best = Math.min(best, Math.hypot(px - x, py - y));
  }
  return best;
}
