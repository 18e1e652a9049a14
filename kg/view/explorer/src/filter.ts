/** A graph and a view in; which nodes and edges are visible, and the facets' counts, out. */
import { CERTAINTIES, DENIED, INFERRED, ROLE, hasDay, type Graph } from "./data";
import type { View } from "./state";

/** How an edge is drawn; 0 is hidden. */
export const HIDDEN = 0, SOLID = 1, DOTTED = 2, DASHED = 3, DENIAL = 4, PART = 5, RED = 6;

export interface Visible {
  node: Uint8Array; edge: Uint8Array; claim: Uint8Array;
  nodes: number; edges: number;
  /** Best confidence and number of articles behind each visible edge. */
  sure: Uint8Array; support: Uint8Array;
  /** The certainty of each visible edge's surest claim. */
  best: Uint8Array;
  counts: Counts;
}
export interface Counts {
  cls: Uint32Array; rel: Uint32Array; cert: Uint32Array; house: Uint32Array; art: Uint32Array;
  src: Map<number, number>; loose: number;
}

const F = { cls: 1, rel: 2, cert: 4, house: 8, art: 16, src: 32, conf: 64, time: 128, hidden: 256 };

/** Does a claim's date lie in the chosen range? A claim without a date passes only an open range. */
function inTime(g: Graph, view: View, i: number): boolean {
  if (!view.time) return true;
  const [first, last] = view.time;
  let a = g.published[i]!, b = a;
  if (view.timeOf === "event" && hasDay(g.eventFrom[i]!)) { a = g.eventFrom[i]!; b = g.eventTo[i]!; }
  return hasDay(a) && a <= last && b >= first;
}

function failing(g: Graph, view: View, off: Record<string, Set<number>>, i: number, tieFails: number): number {
  let fails = tieFails;
  if (off.cert!.has(g.certainty[i]!)) fails |= F.cert;
  if (off.house!.has(g.publisher[i]!)) fails |= F.house;
  if (off.art!.has(g.article[i]!)) fails |= F.art;
  if (off.src!.has(g.source[i]!)) fails |= F.src;
  if (g.confidence[i]! < view.conf) fails |= F.conf;
  if (!inTime(g, view, i)) fails |= F.time;
  return fails;
}

function tieFailing(g: Graph, off: Record<string, Set<number>>, gone: Uint8Array, e: number): number {
  let fails = off.rel!.has(g.relation[e]!) && !(g.tieFlags[e]! & 2) ? F.rel : 0;
  const a = g.from[e]!, b = g.to[e]!;
  if (off.cls!.has(g.kind[a]!) || off.cls!.has(g.kind[b]!)) fails |= F.cls;
  if (gone[a] || gone[b]) fails |= F.hidden;
  return fails;
}

function styleOf(g: Graph, e: number, best: number): number {
  if (g.contra[e]) return RED;
  if (best === 0) return SOLID;
  if (best === INFERRED) return DOTTED;
  if (best === ROLE) return PART;
  return best === DENIED ? DENIAL : DASHED;
}

/** Apply every filter of the view at once; counts leave out the facet they belong to. */
export function filter(g: Graph, view: View): Visible {
  const off = Object.fromEntries(Object.entries(view.off).map(([k, v]) => [k, new Set(v)]));
  const gone = goneNodes(g, view);
  const out: Visible = {
    node: new Uint8Array(g.nodes), edge: new Uint8Array(g.ties), claim: new Uint8Array(g.claimTie.length),
    nodes: 0, edges: 0, sure: new Uint8Array(g.ties), support: new Uint8Array(g.ties), best: new Uint8Array(g.ties),
    counts: {
      cls: new Uint32Array(g.columns.classes.length), rel: new Uint32Array(g.columns.relations.length),
      cert: new Uint32Array(CERTAINTIES.length), house: new Uint32Array(g.publishers.length),
      art: new Uint32Array(g.columns.articles.length), src: new Map(), loose: 0,
    },
  };
  const seenClass = new Uint8Array(g.nodes);
  for (let e = 0; e < g.ties; e++) oneTie(g, view, off, gone, seenClass, out, e);
  const tied = new Uint8Array(g.nodes);
  for (let e = 0; e < g.ties; e++) tied[g.from[e]!] = tied[g.to[e]!] = 1;
  for (let i = 0; i < g.nodes; i++) {
    if (!tied[i] && !gone[i]) {
      out.counts.loose++;
      if (view.loose) { seenClass[i] = 1; if (!off.cls!.has(g.kind[i]!)) out.node[i] = 1; }
    }
    if (seenClass[i]) out.counts.cls[g.kind[i]!]!++;
    out.nodes += out.node[i]!;
  }
  return out;
}

function goneNodes(g: Graph, view: View): Uint8Array {
  const gone = new Uint8Array(g.nodes);
  if (view.only) { gone.fill(1); for (const i of view.only) gone[i] = 0; }
  else if (view.most) { for (let i = 0; i < g.nodes; i++) gone[i] = g.rank[i]! < view.most ? 0 : 1; for (const i of view.kept) gone[i] = 0; }
  for (const i of view.hidden) gone[i] = 1;
  return gone;
}

function oneTie(
  g: Graph, view: View, off: Record<string, Set<number>>, gone: Uint8Array, seenClass: Uint8Array, out: Visible, e: number,
): void {
  const tieFails = tieFailing(g, off, gone, e), counts = out.counts;
  let best = 99, sure = 0, rel = false, cls = false;
  const certs = new Set<number>(), houses = new Set<number>(), arts = new Set<number>(), srcs = new Set<number>(), seen = new Set<number>();
  for (let j = g.claimsAt[e]!; j < g.claimsAt[e + 1]!; j++) {
    const i = g.claimsOf[j]!, fails = failing(g, view, off, i, tieFails);
    if (!(fails & ~F.rel)) rel = true;
    if (!(fails & ~F.cls)) cls = true;
    if (!(fails & ~F.cert)) certs.add(g.certainty[i]!);
    if (!(fails & ~F.house)) houses.add(g.publisher[i]!);
    if (!(fails & ~F.art)) arts.add(g.article[i]!);
    if (!(fails & ~F.src)) srcs.add(g.source[i]!);
    if (fails) continue;
    out.claim[i] = 1;
    best = Math.min(best, g.certainty[i]!);
    sure = Math.max(sure, g.confidence[i]!);
    seen.add(g.article[i]!);
  }
  if (rel && !(g.tieFlags[e]! & 2)) counts.rel[g.relation[e]!]!++;
  if (cls) seenClass[g.from[e]!] = seenClass[g.to[e]!] = 1;
  for (const v of certs) counts.cert[v]!++;
  for (const v of houses) if (v >= 0) counts.house[v]!++;
  for (const v of arts) if (v >= 0) counts.art[v]!++;
  for (const v of srcs) counts.src.set(v, (counts.src.get(v) ?? 0) + 1);
  if (best === 99) return;
  out.edge[e] = styleOf(g, e, best);
  out.best[e] = best;
  out.sure[e] = sure;
  out.support[e] = Math.min(255, seen.size);
  out.edges++;
  out.node[g.from[e]!] = out.node[g.to[e]!] = 1;
}

/** Shortest path over visible edges, direction ignored; edges in order, or null where there is none. */
export function shortestPath(g: Graph, visible: Visible, a: number, b: number): number[] | null {
  if (a === b) return [];
  const via = new Int32Array(g.nodes).fill(-1), seen = new Uint8Array(g.nodes);
  seen[a] = 1;
  for (let queue = [a]; queue.length && !seen[b];) {
    const next: number[] = [];
    for (const i of queue) {
      for (let j = g.nearAt[i]!; j < g.nearAt[i + 1]!; j++) {
        const e = g.near[j]!, other = g.from[e] === i ? g.to[e]! : g.from[e]!;
        if (!visible.edge[e] || seen[other]) continue;
        seen[other] = 1; via[other] = e; next.push(other);
      }
    }
    queue = next;
  }
  if (!seen[b]) return null;
  const path: number[] = [];
  for (let i = b; i !== a;) {
    const e = via[i]!;
    path.unshift(e);
    i = g.from[e] === i ? g.to[e]! : g.from[e]!;
  }
  return path;
}

/** Visible neighbours of a node. */
/** Neighbours of a node, whatever the filters hide. */
export function around(g: Graph, i: number): number[] {
  return Array.from(g.near.slice(g.nearAt[i]!, g.nearAt[i + 1]!), (e) => (g.from[e] === i ? g.to[e]! : g.from[e]!));
}

export function neighbours(g: Graph, visible: Visible, i: number): number[] {
  const out = new Set<number>();
  for (let j = g.nearAt[i]!; j < g.nearAt[i + 1]!; j++) {
    const e = g.near[j]!;
    if (visible.edge[e]) out.add(g.from[e] === i ? g.to[e]! : g.from[e]!);
  }
  out.delete(i);
  return [...out];
}
