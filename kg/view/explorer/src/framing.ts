/** What is to be seen, a stage and the controls that lie over it in; the camera that shows it best out. */
import type { Camera } from "./geometry";

export interface Disc { x: number; y: number; r: number }
type Margins = [left: number, top: number, right: number, bottom: number];

/** A camera under which the box fills the stage inside its margins, but no larger than `most`. */
function inside([x0, y0, x1, y1]: number[], width: number, height: number, [left, top, right, bottom]: Margins, most: number): Camera {
  const w = width - left - right, h = height - top - bottom;
  const k = Math.max(0.004, Math.min(w / Math.max(x1! - x0!, 1), h / Math.max(y1! - y0!, 1), most));
  return { x: (x0! + x1!) / 2 + (right - left) / 2 / k, y: (y0! + y1!) / 2 + (bottom - top) / 2 / k, k };
}

/**
 * `box` is [left, top, right, bottom] of all, `reserved` the controls' [x, y, width, height] on the stage.
 * Where a control would hide a disc, the picture keeps beside or below it, if that hides fewer.
 */
export function framed(box: number[], discs: Disc[], width: number, height: number, reserved: number[][], most: number): Camera {
  const side = Math.min(64, width * 0.1), edge = Math.min(30, height * 0.08);
  const beside = Math.max(0, ...reserved.filter(([x]) => x! > width / 2).map(([x]) => width - x!)) + edge / 2;
  const above = Math.max(0, ...reserved.filter(([, y]) => y! > height / 2).map(([, y]) => height - y!)) + edge / 2;
  const below = Math.max(0, ...reserved.filter(([, y]) => y! < height / 4).map(([, y, , h]) => y! + h!)) + edge / 2;
  const tries = [edge, Math.max(edge, below)].flatMap((top): Margins[] => [
    [side, top, side, edge], [side, top, Math.max(side, beside), edge], [side, top, side, Math.max(edge, above)],
  ]);
  let best: Camera | null = null, fewest = Infinity;
  for (const margins of tries) {
    if (margins[0] + margins[2] > width * 0.6 || margins[1] + margins[3] > height * 0.6) continue;
    const camera = inside(box, width, height, margins, most), covered = hidden(discs, camera, width, height, reserved);
    if (covered < fewest || (covered === fewest && camera.k > best!.k)) { best = camera; fewest = covered; }
  }
  return best ?? inside(box, width, height, [side, edge, side, edge], most);
}

function hidden(discs: Disc[], camera: Camera, width: number, height: number, reserved: number[][]): number {
  let count = 0;
  for (const disc of discs) {
    const x = (disc.x - camera.x) * camera.k + width / 2, y = (disc.y - camera.y) * camera.k + height / 2, r = Math.min(disc.r * camera.k, 12);
    if (reserved.some(([left, top, w, h]) => x + r > left! && x - r < left! + w! && y + r > top! && y - r < top! + h!)) count++;
  }
  return count;
}
