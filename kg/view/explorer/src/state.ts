/** What the reader has chosen: one immutable value, its history, and how it is written into a link. */
import { SHOWN_AT_FIRST, CERTAINTIES, nodeIri, claimIri, type Graph } from "./data";

export type Selection =
  | { type: "none" }
  | { type: "node"; at: number }
  | { type: "tie"; at: number }
  | { type: "claims"; at: number[] };

/** A reader's mark: for a claim accept, reject or error; for two entities same or different. */
export interface Mark { kind: string; left: string; right: string; why: string }

export interface View {
  sel: Selection;
  /** Values switched off in each facet. */
  off: { cls: number[]; rel: number[]; cert: number[]; house: number[]; art: number[]; src: number[] };
  conf: number;
  time: [number, number] | null;
  timeOf: "event" | "published";
  hidden: number[];
  only: number[] | null;
  /** Of each drawn family only so many, the best connected ones (0: all); and who is shown besides. */
  most: number;
  kept: number[];
  path: [number, number] | null;
  /** Nodes lit by a query's result. */
  lit: number[];
  article: number;
  loose: boolean;
  pins: Record<number, [number, number]>;
  marks: Mark[];
}

/** Above so many nodes nobody can read a picture of them all: it starts with the best connected of each family. */
const TOO_MANY = 20_000;
const MOST_AT_FIRST = 200;

export function firstView(nodes = 0): View {
  return {
    sel: { type: "none" },
    off: {
      cls: [], rel: [], house: [], art: [], src: [],
      cert: CERTAINTIES.map((_, i) => i).filter((i) => !SHOWN_AT_FIRST.includes(i)),
    },
    conf: 0, time: null, timeOf: "event", hidden: [], only: null, most: nodes > TOO_MANY ? MOST_AT_FIRST : 0, kept: [], path: null, lit: [],
    article: -1, loose: false, pins: {}, marks: [],
  };
}

type Listener = (view: View, before: View) => void;

/** Holds the current view and what was before and after it. */
export class Store {
  view: View;
  private past: View[] = [];
  private future: View[] = [];
  private listeners: Listener[] = [];
  constructor(view: View) { this.view = view; }
  onChange(listener: Listener): void { this.listeners.push(listener); }
  /** Change some of the view; every change can be undone. */
  set(patch: Partial<View>): void {
    const next = { ...this.view, ...patch };
    if (JSON.stringify(next) === JSON.stringify(this.view)) return;
    this.past.push(this.view);
    if (this.past.length > 300) this.past.shift();
    this.future = [];
    this.show(next);
  }
  get canUndo(): boolean { return this.past.length > 0; }
  get canRedo(): boolean { return this.future.length > 0; }
  undo(): void {
    const back = this.past.pop();
    if (back) { this.future.push(this.view); this.show(back); }
  }
  redo(): void {
    const next = this.future.pop();
    if (next) { this.past.push(this.view); this.show(next); }
  }
  private show(next: View): void {
    const before = this.view;
    this.view = next;
    for (const listener of this.listeners) listener(next, before);
  }
}

/** Names instead of numbers: a link must survive the next build. */
type Linked = Record<string, unknown>;

export function toLink(g: Graph, view: View, camera: number[]): string {
  const first = firstView(g.nodes);
  const node = (i: number) => nodeIri(g, i);
  const out: Linked = { cam: camera.map((v) => Math.round(v * 1000) / 1000) };
  const sel = view.sel;
  if (sel.type === "node") out.node = node(sel.at);
  if (sel.type === "tie") out.tie = tieName(g, sel.at);
  if (sel.type === "claims") out.claims = sel.at.map((i) => claimIri(g, i));
  const names = facetNames(g);
  for (const key of Object.keys(view.off) as (keyof View["off"])[]) {
    const off = view.off[key];
    if (JSON.stringify(off) !== JSON.stringify(first.off[key])) out[key] = off.map((i) => names[key](i));
  }
  for (const key of ["conf", "time", "timeOf", "most", "loose", "marks"] as const) {
    if (JSON.stringify(view[key]) !== JSON.stringify(first[key])) out[key] = view[key];
  }
  for (const key of ["hidden", "only", "kept", "path", "lit"] as const) {
    const list = view[key];
    if (list && (list.length || key === "only")) out[key] = list.map(node);
  }
  if (view.article >= 0) out.article = names.art(view.article);
  const pins = Object.entries(view.pins);
  if (pins.length) out.pins = pins.map(([i, p]) => [node(Number(i)), ...p]);
  return pack(JSON.stringify(out));
}

/** A link's text in; the view it names out, or null where it cannot be read. */
export function fromLink(g: Graph, text: string): { view: View; camera: number[] | null } | null {
  let told: Linked;
  try { told = JSON.parse(unpack(text)) as Linked; } catch { return null; }
  if (typeof told !== "object" || told === null) return null;
  const view = firstView(g.nodes), names = facetNames(g);
  const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
  const nodes = (value: unknown) =>
    list(value).flatMap((id) => (g.nodeIds.has(String(id)) ? [g.nodeIds.get(String(id))!] : []));
  for (const key of Object.keys(view.off) as (keyof View["off"])[]) {
    if (!(key in told)) continue;
    const wanted = new Set(list(told[key]).map(String));
    // The article's own voice is the source -1.
    view.off[key] = Array.from({ length: names.sizes[key] + 1 }, (_, i) => i - 1).filter((i) => i >= 0 || key === "src").filter((i) => wanted.has(names[key](i)));
  }
  const one = nodes([told.node]);
  if (one.length) view.sel = { type: "node", at: one[0]! };
  const tie = typeof told.tie === "string" ? findTie(g, told.tie) : -1;
  if (tie >= 0) view.sel = { type: "tie", at: tie };
  const claims = list(told.claims).flatMap((id) => g.claimIds.get(String(id)) ?? []);
  if (claims.length) view.sel = { type: "claims", at: claims };
  if (typeof told.conf === "number") view.conf = told.conf;
  const time = list(told.time).map(Number);
  if (time.length === 2 && time.every(Number.isFinite)) view.time = [time[0]!, time[1]!];
  if (told.timeOf === "published") view.timeOf = "published";
  view.loose = told.loose === true;
  if (typeof told.most === "number") view.most = told.most;
  view.hidden = nodes(told.hidden);
  view.kept = nodes(told.kept);
  view.lit = nodes(told.lit);
  if (Array.isArray(told.only)) view.only = nodes(told.only);
  const path = nodes(told.path);
  if (path.length === 2) view.path = [path[0]!, path[1]!];
  const article = Array.from({ length: names.sizes.art }, (_, i) => names.art(i)).indexOf(String(told.article));
  view.article = article;
  for (const pin of list(told.pins)) {
    const [id, x, y] = list(pin);
    const at = g.nodeIds.get(String(id));
    if (at !== undefined && Number.isFinite(x) && Number.isFinite(y)) view.pins[at] = [Number(x), Number(y)];
  }
  view.marks = list(told.marks).filter(isMark);
  const camera = list(told.cam).map(Number);
  return { view, camera: camera.length === 3 && camera.every(Number.isFinite) ? camera : null };
}

function isMark(value: unknown): value is Mark {
  return typeof value === "object" && value !== null &&
    ["kind", "left", "right", "why"].every((key) => typeof (value as Linked)[key] === "string");
}

function facetNames(g: Graph) {
  const c = g.columns;
  return {
    cls: (i: number) => c.classes[i]?.[0] ?? "",
    rel: (i: number) => c.relations[i]?.[0] ?? "",
    cert: (i: number) => CERTAINTIES[i] ?? "",
    house: (i: number) => g.publishers[i] ?? "",
    art: (i: number) => (c.articles[i] ? c.prefixes[c.articles[i]![0][0]]! + c.articles[i]![0][1] : ""),
    src: (i: number) => (i < 0 ? "" : nodeIri(g, i)),
    sizes: {
      cls: c.classes.length, rel: c.relations.length, cert: CERTAINTIES.length,
      house: g.publishers.length, art: c.articles.length, src: g.nodes,
    },
  };
}

function tieName(g: Graph, e: number): string {
  return [nodeIri(g, g.from[e]!), g.columns.relations[g.relation[e]!]![0], nodeIri(g, g.to[e]!)].join(" ");
}
function findTie(g: Graph, name: string): number {
  const from = g.nodeIds.get(name.split(" ")[0]!);
  if (from === undefined) return -1;
  for (let j = g.nearAt[from]!; j < g.nearAt[from + 1]!; j++) if (tieName(g, g.near[j]!) === name) return g.near[j]!;
  return -1;
}

function pack(text: string): string {
  const bytes = new TextEncoder().encode(text);
  let raw = "";
  for (const byte of bytes) raw += String.fromCharCode(byte);
  return btoa(raw).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}
function unpack(text: string): string {
  const raw = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return new TextDecoder("utf-8", { fatal: true }).decode(Uint8Array.from(raw, (c) => c.charCodeAt(0)));
}
