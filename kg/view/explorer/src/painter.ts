/** Graph, view and camera in; one picture on a pen (canvas or SVG) and the boxes of its labels out. */
import { CERTAINTIES, FAMILIES, nodeName, relationName } from "./data";
import { DASHED, DENIAL, DOTTED, PART, RED, SOLID } from "./filter";
import { curveOf, middle, onScreen, type Curve } from "./geometry";
import { t, type Key } from "./i18n";
import { blobs, bundles, communities, hulls, leadingRelation } from "./groups";
import { Taken, place, shorten, type Box } from "./labels";
import { shape, type Pen } from "./look";
import type { Picture, Scene, Spot } from "./scene";

const FONT = '12px system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif';
const BOLD = `600 ${FONT}`;
export const fonts = { plain: FONT, bold: BOLD };
const DASHES: Record<number, number[]> = {
  [SOLID]: [], [DOTTED]: [1.5, 3.5], [DASHED]: [6, 4], [DENIAL]: [9, 3, 2, 3], [PART]: [2, 5], [RED]: [],
};
/** Above so many edges on screen they are drawn straight, thin and without arrows. */
const MANY = 1800;

/** Draw everything; returns the label boxes (they never overlap). */
export function paint(pen: Pen, s: Scene): Picture {
  const spot = project(s);
  const edges = edgesOnScreen(s, spot);
  const far = s.g.nodes > 1500 && s.camera.k < 0.2;
  if (far && !s.lit) { blobs(pen, s); bundles(pen, s); } else if (!s.lit) hulls(pen, s, spot);
  const plain: number[] = [], bright: number[] = [];
  // From afar thousands of long edges are fog: one line stands for all between two communities.
  const own = (e: number) => !far || s.g.community[s.g.from[e]!] === s.g.community[s.g.to[e]!];
  for (const e of edges) if (s.lit?.edges.has(e)) bright.push(e); else if (own(e)) plain.push(e);
  drawEdges(pen, s, spot, plain, plain.length > MANY);
  drawNodes(pen, s, spot, false);
  drawEdges(pen, s, spot, bright, bright.length > MANY);
  drawNodes(pen, s, spot, true);
  return { ...drawLabels(pen, s, spot, bright, plain, far), drawnEdges: edges.length };
}

function project(s: Scene): Spot {
  const { g, camera, width, height } = s, n = g.nodes;
  const spot = { x: new Float32Array(n), y: new Float32Array(n), r: new Float32Array(n), on: new Uint8Array(n) };
  for (let i = 0; i < n; i++) {
    if (!s.visible.node[i]) continue;
    const x = (g.x[i]! - camera.x) * camera.k + width / 2, y = (g.y[i]! - camera.y) * camera.k + height / 2;
    const r = onScreen(g.size[i]!, camera.k);
    spot.x[i] = x; spot.y[i] = y; spot.r[i] = r;
    spot.on[i] = x > -r && y > -r && x < width + r && y < height + r ? 2 : 1;
  }
  return spot;
}

function edgesOnScreen(s: Scene, spot: Spot): number[] {
  const { g } = s, out: number[] = [], through: number[] = [];
  for (let e = 0; e < g.ties; e++) {
    if (!s.visible.edge[e]) continue;
    const a = g.from[e]!, b = g.to[e]!;
    if (spot.on[a] !== 2 && spot.on[b] !== 2) {
      const left = Math.min(spot.x[a]!, spot.x[b]!), right = Math.max(spot.x[a]!, spot.x[b]!);
      const top = Math.min(spot.y[a]!, spot.y[b]!), bottom = Math.max(spot.y[a]!, spot.y[b]!);
      if (right < 0 || bottom < 0 || left > s.width || top > s.height) continue;
      through.push(e);
    } else out.push(e);
  }
  // Edges that only pass by say nothing about what is on screen; too many of them are fog.
  return out.length + through.length > MANY ? out : [...out, ...through];
}

/** Batch edges by look; a batch is one path, so thousands cost a few strokes. */
function drawEdges(pen: Pen, s: Scene, spot: Spot, edges: number[], straight: boolean): void {
  const { g, theme } = s, fade = s.lit !== null, few = edges.length < 300;
  const batches = new Map<string, number[]>();
  for (const e of edges) {
    const lit = s.lit?.edges.has(e) ?? false;
    const sure = straight ? 2 : s.visible.sure[e]! < 60 ? 0 : s.visible.sure[e]! < 85 ? 1 : 2;
    const key = `${s.visible.edge[e]} ${lit ? 1 : 0} ${sure} ${Math.min(3, s.visible.support[e]!)}`;
    const batch = batches.get(key);
    if (batch) batch.push(e); else batches.set(key, [e]);
  }
  for (const [key, batch] of [...batches].sort()) {
    const [style, lit, sure, support] = key.split(" ").map(Number) as [number, number, number, number];
    pen.strokeStyle = pen.fillStyle = style === RED ? theme.red : lit ? theme.ink : theme.edge;
    pen.lineWidth = straight && !lit ? 0.6 : (lit ? 1.7 : few ? 1.3 : 1) + (support - 1) * 0.5 + (style === RED ? 0.4 : 0);
    const strength = straight && !lit ? Math.max(0.1, 0.42 - batch.length / 12000) : [0.6, 0.8, 1][sure]!;
    pen.globalAlpha = lit ? 1 : fade ? (few ? 0.2 : 0.1) : strength * (style === PART ? 0.6 : 1);
    pen.setLineDash(straight && !lit ? [] : DASHES[style] ?? []);
    pen.beginPath();
    const curves: Curve[] = [];
    for (const e of batch) {
      const a = g.from[e]!, b = g.to[e]!;
      if (straight) { pen.moveTo(spot.x[a]!, spot.y[a]!); pen.lineTo(spot.x[b]!, spot.y[b]!); continue; }
      const c = curveOf(g, e, spot.x[a]!, spot.y[a]!, spot.x[b]!, spot.y[b]!, spot.r[a]!, spot.r[b]!);
      pen.moveTo(c.ax, c.ay);
      pen.quadraticCurveTo(c.cx, c.cy, c.bx, c.by);
      curves.push(c);
    }
    pen.stroke();
    pen.setLineDash([]);
    if (curves.length) heads(pen, curves, lit ? 8 : few ? 6.5 : 5.5);
    if (style === DENIAL) bars(pen, curves);
  }
  pen.globalAlpha = 1;
}

function heads(pen: Pen, curves: Curve[], size: number): void {
  pen.beginPath();
  for (const c of curves) {
    const angle = Math.atan2(c.by - c.cy, c.bx - c.cx);
    pen.moveTo(c.bx, c.by);
    pen.lineTo(c.bx - size * Math.cos(angle - 0.42), c.by - size * Math.sin(angle - 0.42));
    pen.lineTo(c.bx - size * Math.cos(angle + 0.42), c.by - size * Math.sin(angle + 0.42));
    pen.closePath();
  }
  pen.fill();
}

/** A denied edge is crossed out at its middle: no colour is needed to see it. */
function bars(pen: Pen, curves: Curve[]): void {
  pen.beginPath();
  for (const c of curves) {
    const [x, y] = middle(c);
    pen.moveTo(x - 4, y - 4); pen.lineTo(x + 4, y + 4);
    pen.moveTo(x + 4, y - 4); pen.lineTo(x - 4, y + 4);
  }
  pen.stroke();
}

function drawNodes(pen: Pen, s: Scene, spot: Spot, onlyLit: boolean): void {
  const { g, theme } = s;
  for (const i of s.order) {
    if (spot.on[i] !== 2) continue;
    const lit = s.lit?.nodes.has(i) ?? false;
    if (lit !== onlyLit) continue;
    oneNode(pen, s, spot, i, s.lit !== null && !lit);
  }
  pen.globalAlpha = 1;
  if (!onlyLit || !s.lit) return;
  pen.strokeStyle = theme.accent;
  pen.lineWidth = 2.5;
  for (const i of s.lit.main) {
    if (spot.on[i] !== 2) continue;
    pen.beginPath();
    shape(pen, FAMILIES[g.family[i]!]!, spot.x[i]!, spot.y[i]!, spot.r[i]! + 4.5);
    pen.stroke();
  }
}

function oneNode(pen: Pen, s: Scene, spot: Spot, i: number, faded: boolean): void {
  const { g, theme } = s, family = FAMILIES[g.family[i]!]!, colour = theme.family[family];
  const x = spot.x[i]!, y = spot.y[i]!, r = spot.r[i]!;
  pen.globalAlpha = faded ? 0.24 : 1;
  if (r < 2.6) {
    pen.fillStyle = colour;
    pen.fillRect(x - r, y - r, 2 * r, 2 * r);
    return;
  }
  pen.beginPath();
  shape(pen, family, x, y, r);
  pen.lineWidth = g.unnamed[i] ? Math.min(2.2, r * 0.3) : 1;
  pen.fillStyle = g.unnamed[i] ? theme.ground : colour;
  pen.strokeStyle = g.unnamed[i] ? colour : theme.halo;
  pen.fill();
  pen.stroke();
  if (s.pinned.has(i) && r > 4) {
    pen.fillStyle = g.unnamed[i] ? colour : theme.halo;
    pen.beginPath(); pen.arc(x, y, 2, 0, 2 * Math.PI); pen.fill();
  }
}

function write(pen: Pen, s: Scene, box: Box, colour: string): void {
  pen.font = box.bold ? BOLD : FONT;
  pen.lineJoin = "round";
  pen.lineWidth = 3.5;
  pen.strokeStyle = s.theme.halo;
  pen.fillStyle = colour;
  pen.strokeText(box.text, box.x, box.y + box.h / 2);
  pen.fillText(box.text, box.x, box.y + box.h / 2);
}

const HEIGHT = 15;

function drawLabels(pen: Pen, s: Scene, spot: Spot, bright: number[], plain: number[], far: boolean): { boxes: Box[]; edgeBoxes: Box[] } {
  const { g } = s, taken = new Taken(), boxes: Box[] = [];
  pen.textAlign = "left";
  pen.textBaseline = "middle";
  pen.globalAlpha = 1;
  const wanted = far && !s.lit && communities(g).length > 14 ? [] : wantedLabels(s, spot);
  for (const [x, y, w, h] of s.reserved) taken.add(x, y, w, h);
  const obstacles = s.lit ? [...s.lit.nodes] : wanted.slice(0, 1500);
  for (const i of obstacles) {
    const r = spot.r[i]! * 0.85;
    if (spot.on[i] === 2 && r > 2.5) taken.add(spot.x[i]! - r, spot.y[i]! - r, 2 * r, 2 * r);
  }
  if (far && !s.lit) communityLabels(s, taken, boxes);
  const most = s.lit ? 90 : Math.max(30, (s.width * s.height) / 7500);
  let tries = 0;
  for (const i of wanted) {
    if (boxes.length >= most || ++tries > 900) break;
    const main = s.lit?.main.has(i) ?? false;
    const bold = main || g.degree[i]! >= 8;
    const text = shorten(nodeName(g, i, s.lang), main ? 60 : 30);
    const w = s.measure(text, bold);
    const at = place(taken, spot.x[i]!, spot.y[i]!, spot.r[i]!, w, HEIGHT, s.width, s.height);
    if (!at) continue;
    taken.add(at[0] - 1, at[1], w + 2, HEIGHT);
    boxes.push({ x: at[0], y: at[1], w, h: HEIGHT, text, node: i, bold });
  }
  const edgeBoxes = edgeLabels(s, spot, bright.length ? bright : s.lit ? [] : plain, taken);
  for (const box of edgeBoxes) write(pen, s, box, s.theme.soft);
  for (const box of boxes) write(pen, s, box, s.theme.ink);
  return { boxes, edgeBoxes };
}

/** Nodes whose names are wanted, most important first. */
function wantedLabels(s: Scene, spot: Spot): number[] {
  const { g } = s, out: number[] = [];
  const ranked = (a: number, b: number) => g.degree[b]! - g.degree[a]! || g.unnamed[a]! - g.unnamed[b]! || a - b;
  if (s.lit) {
    const main = [...s.lit.main].sort(ranked), rest = [...s.lit.nodes].filter((i) => !s.lit!.main.has(i)).sort(ranked);
    return [...main, ...rest].filter((i) => spot.on[i] === 2);
  }
  for (const i of s.order) if (spot.on[i] === 2) out.push(i);
  return out.reverse();
}

/** A community is named after its hub; below that, where there is room, who else stands out and what most of its edges say. */
function communityLabels(s: Scene, taken: Taken, boxes: Box[]): void {
  const { g, camera } = s, second: (() => void)[] = [];
  for (const c of communities(g).slice(0, 60)) {
    const members = c.members.filter((i) => s.visible.node[i]), hub = members[0];
    if (hub === undefined) continue;
    const name = (i: number) => shorten(nodeName(g, i, s.lang), 24);
    const line = (text: string, down: number, bold: boolean, most: number) => {
      const w = s.measure(text, bold), x = (c.x - camera.x) * camera.k + s.width / 2 - w / 2;
      const y = (c.y - camera.y) * camera.k + s.height / 2 - HEIGHT / 2 + down;
      if (w > most || x < 2 || y < 2 || x + w > s.width - 2 || y + HEIGHT > s.height - 2) return false;
      if (taken.hits(x - 3, y - 1, w + 6, HEIGHT + 2)) return false;
      taken.add(x - 2, y, w + 4, HEIGHT);
      return boxes.push({ x, y, w, h: HEIGHT, text, node: hub, bold }) > 0;
    };
    if (!line(`${name(hub)} +${members.length - 1}`, 0, true, s.width)) continue;
    const relation = leadingRelation(g, s.visible, g.community[hub]!);
    const others = members.slice(1, 3).map(name).join(", "), told = relation < 0 ? "" : relationName(g, relation, s.lang);
    second.push(() => [[others, told].filter(Boolean).join(" · "), told].some((text) => text && line(text, HEIGHT + 1, false, 3 * c.r * camera.k)));
  }
  for (const write of second) write();
}

/** What an edge says and how many articles say so; first with the doubt, where it is no plain fact. */
function edgeTexts(s: Scene, e: number): string[] {
  const { g, visible } = s, style = visible.edge[e]!, support = visible.support[e]!;
  const doubt = style === RED ? "Contra" : style === DASHED || style === DENIAL ? CERTAINTIES[visible.best[e]!]! : "";
  const plain = shorten(relationName(g, g.relation[e]!, s.lang), 26) + (support > 1 ? ` ×${support}` : "");
  return doubt ? [`${plain} · ${t(doubt as Key)}`, plain] : [plain];
}

function edgeLabels(s: Scene, spot: Spot, edges: number[], taken: Taken): Box[] {
  const { g } = s, out: Box[] = [];
  if (edges.length > (s.lit ? 70 : 60)) return out;
  for (const e of edges) {
    const a = g.from[e]!, b = g.to[e]!;
    const c = curveOf(g, e, spot.x[a]!, spot.y[a]!, spot.x[b]!, spot.y[b]!, spot.r[a]!, spot.r[b]!);
    const texts = edgeTexts(s, e), box = beside(s, taken, middle(c), texts, s.lit !== null || texts.length > 1);
    if (!box) continue;
    taken.add(box.x - 2, box.y, box.w + 4, HEIGHT);
    out.push(box);
  }
  return out;
}

/** The first text that finds room on the curve; what is lit or in doubt may say it beside a short curve, too. */
function beside(s: Scene, taken: Taken, [mx, my]: [number, number], texts: string[], free: boolean): Box | null {
  for (const text of texts) {
    const w = s.measure(text, false), shifts = free ? [[0, 0], [0, -13], [0, 13], [w / 2 + 9, 0], [-w / 2 - 9, 0], [0, -28], [0, 28]] : [[0, 0]];
    for (const [dx, dy] of shifts) {
      const x = mx + dx! - w / 2, y = my + dy! - HEIGHT / 2;
      const inside = x >= 2 && y >= 2 && x + w <= s.width - 2 && y + HEIGHT <= s.height - 2;
      if (inside && !taken.hits(x, y, w, HEIGHT)) return { x, y, w, h: HEIGHT, text, node: -1, bold: false };
    }
  }
  return null;
}
