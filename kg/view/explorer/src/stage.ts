/** The canvas: draws frames, and keeps a picture for smooth panning. */
import type { Graph, Lang } from "./data";
import type { Visible } from "./filter";
import { curveOf, distance, onScreen, type Camera } from "./geometry";
import { framed } from "./framing";
import { fonts, paint } from "./painter";
import type { Lit, Picture, Scene } from "./scene";
import { shape, type Theme } from "./look";
import { FAMILIES } from "./data";

export interface Wishes {
  node(at: number, how: { shift: boolean }): void;
  tie(at: number): void;
  nothing(): void;
  open(at: number): void;
  moved(at: number, x: number, y: number): void;
  hover(at: number, x: number, y: number): void;
  camera(): void;
}

/** The kept picture reaches this much beyond the stage on each side, so that panning shows no blank rim. */
const OVERSCAN = 0.2;
/** What is selected keeps this far from the stage's sides: its name stands there. */
const RIM = 70;
/** A frame slower than this (ms) is replaced by the kept picture while the camera moves. */
const SLOW = 12;

export class Stage {
  camera: Camera = { x: 0, y: 0, k: 1 };
  width = 1; height = 1;
  redrawMs = 0; frames = 0;
  picture: Picture = { boxes: [], edgeBoxes: [], drawnEdges: 0 };
  /** True until the reader moves the camera: then a resize fits again. */
  fitted = true;
  lit: Lit | null = null;
  pinned = new Set<number>();
  hovered = -1;
  private ctx: CanvasRenderingContext2D;
  private over: CanvasRenderingContext2D;
  private kept: { canvas: HTMLCanvasElement; camera: Camera; w: number; h: number } | null = null;
  private asked = 0; private settleTimer = 0; private motion = 0; private order: Uint32Array;
  private widths = new Map<string, number>();

  constructor(
    readonly canvas: HTMLCanvasElement, readonly overlay: HTMLCanvasElement, readonly g: Graph,
    public visible: Visible, public theme: Theme, public lang: Lang, private wishes: Wishes,
  ) {
    this.ctx = canvas.getContext("2d")!;
    this.over = overlay.getContext("2d")!;
    this.order = Uint32Array.from({ length: g.nodes }, (_, i) => i)
      .sort((a, b) => g.degree[a]! - g.degree[b]! || g.unnamed[b]! - g.unnamed[a]! || b - a);
  }

  /** Adopt the element's size; returns false while it has none. */
  resize(): boolean {
    const box = this.canvas.parentElement!.getBoundingClientRect();
    if (box.width < 2 || box.height < 2) return false;
    this.width = box.width; this.height = box.height;
    for (const c of [this.canvas, this.overlay]) {
      c.width = Math.round(box.width * devicePixelRatio);
      c.height = Math.round(box.height * devicePixelRatio);
    }
    this.kept = null;
    return true;
  }

  scene(width = this.width, height = this.height, camera = this.camera): Scene {
    return {
      g: this.g, visible: this.visible, lit: this.lit, camera, width, height, theme: this.theme,
      lang: this.lang, pinned: this.pinned, order: this.order, reserved: this.reserved("#hint"), measure: (text, bold) => this.measure(text, bold),
    };
  }

  /** Where controls lie over the stage, and `more`. */
  private reserved(more = ".crumb"): number[][] {
    const box = this.canvas.getBoundingClientRect();
    return [...this.canvas.parentElement!.querySelectorAll(`#minimap, #zoom, .crumb, ${more}`)].map((el) => el.getBoundingClientRect())
      .filter((r) => r.width > 0).map((r) => [r.left - box.left, r.top - box.top, r.width, r.height]);
  }

  private measure(text: string, bold: boolean): number {
    const key = (bold ? "b" : "p") + text;
    let w = this.widths.get(key);
    if (w === undefined) {
      if (this.widths.size > 20000) this.widths.clear();
      this.ctx.font = bold ? fonts.bold : fonts.plain;
      this.widths.set(key, (w = Math.ceil(this.ctx.measureText(text).width)));
    }
    return w;
  }

  /** Ask for a full frame. */
  draw(): void {
    this.kept = null;
    this.ask();
  }
  /** Draw at once: printing does not wait for a frame. */
  drawNow(): void {
    this.kept = null;
    this.full();
  }
  private ask(): void { if (!this.asked) this.asked = requestAnimationFrame(() => { this.asked = 0; this.frame(); }); }
  /** Ask for a frame because the camera moved. */
  private move(): void {
    this.wishes.camera();
    this.ask();
  }

  private frame(): void {
    this.frames++;
    const moving = this.kept && !this.same(this.kept.camera, this.camera);
    // Enlarged many times a kept picture is but a blur.
    if (moving && this.redrawMs > SLOW && this.camera.k < 6 * this.kept!.camera.k) {
      this.drawKept();
      clearTimeout(this.settleTimer);
      this.settleTimer = window.setTimeout(() => { this.settleTimer = 0; this.kept = null; this.ask(); }, Math.max(140, Math.min(2 * this.redrawMs, 500)));
    } else this.full();
    this.drawOver();
  }
  private same = (a: Camera, b: Camera): boolean => a.x === b.x && a.y === b.y && a.k === b.k;

  private full(): void {
    const start = performance.now(), ratio = devicePixelRatio;
    const slow = this.redrawMs > SLOW;
    if (!slow) {
      this.ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
      this.ctx.fillStyle = this.theme.ground;
      this.ctx.fillRect(0, 0, this.width, this.height);
      this.picture = paint(this.ctx, this.scene());
      this.redrawMs = performance.now() - start;
      this.kept = null;
      return;
    }
    const w = this.width * (1 + 2 * OVERSCAN), h = this.height * (1 + 2 * OVERSCAN);
    const canvas = document.createElement("canvas");
    canvas.width = Math.round(w * ratio); canvas.height = Math.round(h * ratio);
    const pen = canvas.getContext("2d")!;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.fillStyle = this.theme.ground;
    pen.fillRect(0, 0, w, h);
    const dx = this.width * OVERSCAN, dy = this.height * OVERSCAN, scene = this.scene(w, h);
    // No label may straddle the stage's rim: its edges are obstacles of no width.
    const rim = [[0, 0, this.width, 1], [0, this.height - 1, this.width, 1], [0, 0, 1, this.height], [this.width - 1, 0, 1, this.height]];
    const reserved = [...scene.reserved, ...rim].map(([x, y, rw, rh]) => [x! + dx, y! + dy, rw!, rh!]);
    const picture = paint(pen, { ...scene, reserved });
    const shift = (b: Picture["boxes"][number]) => ({ ...b, x: b.x - dx, y: b.y - dy });
    this.picture = { ...picture, boxes: picture.boxes.map(shift), edgeBoxes: picture.edgeBoxes.map(shift) };
    this.kept = { canvas, camera: { ...this.camera }, w, h };
    this.drawKept();
    // What a picture without the overscan would have cost.
    this.redrawMs = (performance.now() - start) / ((1 + 2 * OVERSCAN) ** 2);
  }

  private drawKept(): void {
    const kept = this.kept!, ratio = devicePixelRatio, zoom = this.camera.k / kept.camera.k;
    const x = (kept.camera.x - this.camera.x) * this.camera.k + this.width / 2 - (kept.w / 2) * zoom;
    const y = (kept.camera.y - this.camera.y) * this.camera.k + this.height / 2 - (kept.h / 2) * zoom;
    this.ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.ctx.fillStyle = this.theme.ground;
    this.ctx.fillRect(0, 0, this.width, this.height);
    this.ctx.drawImage(kept.canvas, x, y, kept.w * zoom, kept.h * zoom);
  }

  private drawOver(): void {
    const pen = this.over, ratio = devicePixelRatio;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.clearRect(0, 0, this.width, this.height);
    const i = this.hovered;
    if (i < 0 || !this.visible.node[i]) return;
    const [x, y] = this.toScreen(i), r = onScreen(this.g.size[i]!, this.camera.k);
    pen.strokeStyle = this.theme.accent;
    pen.lineWidth = 2;
    pen.beginPath();
    shape(pen, FAMILIES[this.g.family[i]!]!, x, y, r + 4);
    pen.stroke();
  }

  toScreen(i: number): [number, number] {
    const { x, y, k } = this.camera;
    return [(this.g.x[i]! - x) * k + this.width / 2, (this.g.y[i]! - y) * k + this.height / 2];
  }
  toWorld(x: number, y: number): [number, number] {
    const c = this.camera;
    return [(x - this.width / 2) / c.k + c.x, (y - this.height / 2) / c.k + c.y];
  }

  bounds(nodes?: Iterable<number>): [number, number, number, number] | null {
    let x0 = Infinity, y0 = Infinity, x1 = -Infinity, y1 = -Infinity;
    for (const i of nodes ?? this.order) {
      if (!this.visible.node[i]) continue;
      const r = this.g.size[i]!;
      x0 = Math.min(x0, this.g.x[i]! - r); x1 = Math.max(x1, this.g.x[i]! + r);
      y0 = Math.min(y0, this.g.y[i]! - r); y1 = Math.max(y1, this.g.y[i]! + r);
    }
    return x0 > x1 ? null : [x0, y0, x1, y1];
  }

  /** Show all visible nodes, or the given ones, with a margin for their labels. */
  fit(nodes?: Iterable<number>, glide = false): void {
    const { g } = this, shown = [...(nodes ?? this.order)].filter((i) => this.visible.node[i]), box = this.bounds(shown);
    if (!box) return;
    this.fitted = !nodes;
    const discs = shown.map((i) => ({ x: g.x[i]!, y: g.y[i]!, r: g.size[i]! }));
    this.go(framed(box, discs, this.width, this.height, this.reserved(), nodes ? 1.6 : 1.25), glide);
  }
  /** Fit again after other nodes became visible, unless the reader has moved the camera or all are inside. */
  refit(): void {
    if (this.fitted && this.bounds() && !this.holds()) this.fit(undefined, true);
  }
  /** Do all nodes lie on the stage, or all of some? */
  holds(nodes?: number[]): boolean {
    const box = this.bounds(nodes), [left, top] = this.toWorld(0, 0), [right, bottom] = this.toWorld(this.width, this.height);
    return box !== null && box[0] >= left && box[1] >= top && box[2] <= right && box[3] <= bottom;
  }
  centre(i: number, k = Math.max(this.camera.k, 0.7), glide = false): void {
    this.fitted = false;
    this.go({ x: this.g.x[i]!, y: this.g.y[i]!, k }, glide);
  }
  /** Is anything to be seen? */
  sees(): boolean {
    const { g } = this, [left, top] = this.toWorld(0, 0), [right, bottom] = this.toWorld(this.width, this.height);
    return this.order.some((i) => this.visible.node[i]! > 0 && g.x[i]! > left && g.x[i]! < right && g.y[i]! > top && g.y[i]! < bottom);
  }
  /** Bring nodes into sight, moving no further than that takes; all of them, where they are too far apart. */
  bring(nodes: number[]): void {
    const box = this.bounds(nodes);
    if (!box) return;
    const { x, y, k } = this.camera, { width, height } = this, side = Math.min(RIM, width / 4), edge = Math.min(RIM / 2, height / 4);
    const left = (box[0] - x) * k + width / 2, right = (box[2] - x) * k + width / 2, top = (box[1] - y) * k + height / 2, bottom = (box[3] - y) * k + height / 2;
    if (right - left > width - 2 * side || bottom - top > height - 2 * edge) { this.fit(nodes, true); return; }
    const dx = left < side ? left - side : Math.max(0, right - width + side), dy = top < edge ? top - edge : Math.max(0, bottom - height + edge);
    if (dx || dy) { this.fitted = false; this.go({ x: x + dx / k, y: y + dy / k, k }, true); }
  }
  go(to: Camera, glide: boolean): void {
    this.halt();
    if (!glide || matchMedia("(prefers-reduced-motion: reduce)").matches) {
      this.camera = { ...to };
      this.move();
      return;
    }
    const from = { ...this.camera }, start = performance.now();
    const step = (now: number) => {
      const t = Math.min(1, (now - start) / 260), s = t * t * (3 - 2 * t);
      const k = from.k * Math.pow(to.k / from.k, s);
      this.camera = { x: from.x + (to.x - from.x) * s, y: from.y + (to.y - from.y) * s, k };
      this.move();
      this.motion = t < 1 ? requestAnimationFrame(step) : 0;
    };
    this.motion = requestAnimationFrame(step);
  }
  zoom(factor: number, x = this.width / 2, y = this.height / 2): void {
    const [wx, wy] = this.toWorld(x, y);
    const k = Math.min(8, Math.max(0.004, this.camera.k * factor));
    this.camera = { k, x: wx - (x - this.width / 2) / k, y: wy - (y - this.height / 2) / k };
    this.fitted = false;
    this.move();
  }
  pan(dx: number, dy: number): void {
    this.camera = { ...this.camera, x: this.camera.x - dx / this.camera.k, y: this.camera.y - dy / this.camera.k };
    this.fitted = false;
    this.move();
  }

  nodeAt(x: number, y: number, slack: number): number {
    let best = -1, near = Infinity;
    for (let i = 0; i < this.g.nodes; i++) {
      if (!this.visible.node[i]) continue;
      const [sx, sy] = this.toScreen(i), d = Math.hypot(sx - x, sy - y) - onScreen(this.g.size[i]!, this.camera.k);
      if (d < slack && d < near) { near = d; best = i; }
    }
    return best;
  }
  tieAt(x: number, y: number, slack: number): number {
    const { g } = this;
    const pool = this.lit?.edges.size ? [...this.lit.edges] : this.picture.drawnEdges < 3000 ? null : [];
    let best = -1, near = slack;
    const test = (e: number) => {
      if (!this.visible.edge[e]) return;
      const d = distance(this.curve(e), x, y);
      if (d < near) { near = d; best = e; }
    };
    if (pool) pool.forEach(test);
    else for (let e = 0; e < g.ties; e++) test(e);
    return best;
  }
  curve(e: number) {
    const { g } = this, a = g.from[e]!, b = g.to[e]!, [ax, ay] = this.toScreen(a), [bx, by] = this.toScreen(b);
    return curveOf(g, e, ax, ay, bx, by, onScreen(g.size[a]!, this.camera.k), onScreen(g.size[b]!, this.camera.k));
  }
  /** Stop a glide under way: the reader takes the camera. */
  halt(): void { cancelAnimationFrame(this.motion); this.motion = 0; }
  /** Nothing is left to do: no frame asked for, none replaced by the kept picture, no glide, the element's size adopted. */
  get rests(): boolean {
    const box = this.canvas.parentElement!.getBoundingClientRect();
    const sized = box.width < 2 || box.height < 2 || (box.width === this.width && box.height === this.height);
    return sized && !this.asked && !this.settleTimer && !this.motion;
  }
  hover(i: number): void { if (i !== this.hovered) { this.hovered = i; this.drawOver(); } }
}
