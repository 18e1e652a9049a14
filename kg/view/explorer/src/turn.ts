/** A graph and its stage in; the same graph turned on its side where a wide picture stands on a tall stage (a phone held upright). */
import type { Graph } from "./data";
import type { View } from "./state";

/** So much higher than wide is a stage tall. */
const TALL = 1.2;

interface Linked { view: View; camera: number[] | null }

/** Let x and y change places where that shows the graph larger; tells whether it did. */
export function turn(g: Pick<Graph, "x" | "y">, width: number, height: number): boolean {
  if (height < TALL * width || span(g.x) <= span(g.y)) return false;
  const x = g.x.slice();
  g.x.set(g.y);
  g.y.set(x);
  return true;
}

/** A link tells places as the graph has them, so that it opens on any screen: there and back are the same. */
export function turned({ view, camera }: Linked): Linked {
  const pins = Object.fromEntries(Object.entries(view.pins).map(([i, [x, y]]) => [i, [y, x] as [number, number]]));
  return { view: { ...view, pins }, camera: camera && [camera[1]!, camera[0]!, camera[2]!] };
}

function span(values: Float32Array): number {
  let low = Infinity, high = -Infinity;
  for (const value of values) { low = Math.min(low, value); high = Math.max(high, value); }
  return high - low;
}
