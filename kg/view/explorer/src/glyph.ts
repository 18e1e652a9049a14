/** A family's shape as a small picture beside its name. */
import type { Family } from "./data";
import { svg } from "./dom";
import { shape, type Pen, type Theme } from "./look";

/** Collects the shape's outline as an SVG path. */
function outline(family: Family, r: number): string {
  const parts: string[] = [];
  const n = (v: number) => v.toFixed(2);
  const pen = {
    moveTo: (x: number, y: number) => parts.push(`M${n(x)} ${n(y)}`),
    lineTo: (x: number, y: number) => parts.push(`L${n(x)} ${n(y)}`),
    closePath: () => parts.push("Z"),
    rect: (x: number, y: number, w: number, h: number) => parts.push(`M${n(x)} ${n(y)}h${n(w)}v${n(h)}h${n(-w)}Z`),
    arc: (x: number, y: number, q: number) => parts.push(`M${n(x - q)} ${n(y)}a${q} ${q} 0 1 0 ${2 * q} 0a${q} ${q} 0 1 0 ${-2 * q} 0`),
  };
  shape(pen as unknown as Pen, family, 0, 0, r);
  return parts.join("");
}

export function glyph(family: Family, theme: Theme, hollow = false): SVGElement {
  const colour = theme.family[family];
  return svg("svg", { viewBox: "-9 -9 18 18", class: "glyph", "aria-hidden": "true", focusable: "false" },
    svg("path", { d: outline(family, 6.5), fill: hollow ? "none" : colour, stroke: colour, "stroke-width": hollow ? 2 : 0 }));
}
