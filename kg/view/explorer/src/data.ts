/** The page's columns (kg/view/payload.py) in; typed arrays and look-ups the other modules read out. */

export interface Columns {
  meta: Meta;
  prefixes: string[];
  nodes: {
    p: number[]; id: string[]; k: number[]; de: string[]; en: string[];
    x: number[]; y: number[]; z: number[]; c: number[]; unnamed: number[];
    aliases: Record<string, string[]>; links: Record<string, string[]>;
    facts: Record<string, [string, string][]>;
  };
  classes: [string, string, string, string][];
  /** Local name, German, English, both read backwards, and which of `families` it belongs to (or -1). */
  relations: [string, string, string, string, string, number][];
  /** Families of relations: local name, German, English. */
  families: [string, string, string][];
  ties: { s: number[]; r: number[]; o: number[]; f: number[] };
  claims: {
    p: number[]; id: string[]; t: number[]; m: Coded; n: number[]; b: Coded; c: number[]; rule: Coded;
    src: number[]; a: number[]; ps: number[]; ev: number[]; fig: number[]; per: number[];
    q: number[][]; sm: number[][]; om: number[][]; dis: number[];
    cue: Record<string, string[]>; stx: Record<string, string>; con: Record<string, number[]>; strain: Record<string, number[]>;
    lit: Record<string, [number, number, string]>; qt: Record<string, string>;
  };
  passages: { a: number[]; b: number[]; t: string[] };
  articles: [[number, string], string, string, string, string, string][];
  figures: [string, string, string, number, number][];
  periods: [string, string, string][];
  events: Record<string, [number, number]>;
  /** Names of the plain values in nodes.facts: German, English. */
  terms: Record<string, [string, string]>;
  questions: Question[];
  /** Prefix -> namespace. */
  names: Record<string, string>;
  /** The ontology's terms: local name, German, English, kind. */
  vocabulary: [string, string, string, string][];
}
interface Coded { of: number[]; names: string[] }
export interface Meta { title: string; date: string; version: string; about: string }
/** Id, German, English, SPARQL. */
export type Question = [string, string, string, string];
export type Lang = "de" | "en";

/** How sure a claim is, in the order of the legend; the last two are no relations that hold. */
export const CERTAINTIES = [
  "Asserted", "Inferred", "Expected", "Planned", "Possible", "Ability", "Hypothetical", "Denied", "Role",
] as const;
export const INFERRED = 1, DENIED = 7, ROLE = 8;
/** Shown at first: what the text asserts and what follows from it; the rest on demand. */
export const SHOWN_AT_FIRST = [0, 1];
export const FAMILIES = [
  "person", "organization", "group", "place", "product", "finance", "event", "article", "topic",
] as const;
export type Family = (typeof FAMILIES)[number];

export interface Graph {
  columns: Columns;
  nodes: number; ties: number; claims: number;
  x: Float32Array; y: Float32Array; size: Float32Array; community: Int32Array;
  kind: Uint16Array; family: Uint8Array; degree: Uint32Array; unnamed: Uint8Array;
  /** Place among the nodes of its family, the best connected first. */
  rank: Uint32Array;
  from: Uint32Array; to: Uint32Array; relation: Uint16Array; tieFlags: Uint8Array;
  /** Edges of node i: `near[nearAt[i] .. nearAt[i + 1]]`. */
  nearAt: Uint32Array; near: Uint32Array;
  /** Claims of edge i, pseudo-claims of edges without any included. */
  claimsAt: Uint32Array; claimsOf: Uint32Array;
  /** Per claim (the real ones first, then one for each edge that has none). */
  claimTie: Int32Array; certainty: Uint8Array; confidence: Uint8Array;
  article: Int32Array; source: Int32Array; publisher: Int32Array;
  eventFrom: Int32Array; eventTo: Int32Array; published: Int32Array;
  publishers: string[];
  /** Edge is asserted and denied by different claims. */
  contra: Uint8Array;
  /** Position among the edges of the same two nodes, centred on 0, and how many there are. */
  slot: Float32Array; parallel: Uint8Array;
  nodeIds: Map<string, number>; claimIds: Map<string, number>;
}

const NO_DAY = -2147483648;
export const hasDay = (day: number): boolean => day !== NO_DAY;

/** ISO date prefix in; its first (or last) day as days since 1970 out. */
export function dayOf(iso: string, last = false): number {
  const m = /^(-?\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(iso);
  if (!m) return NO_DAY;
  const year = Number(m[1]), month = m[2] ? Number(m[2]) - 1 : last ? 11 : 0;
  const day = m[3] ? Number(m[3]) : last ? new Date(Date.UTC(year, month + 1, 0)).getUTCDate() : 1;
  return Math.floor(Date.UTC(year, month, day) / 86400000);
}

export function nodeIri(g: Graph, i: number): string {
  const n = g.columns.nodes;
  return g.columns.prefixes[n.p[i]!]! + n.id[i]!;
}
export function claimIri(g: Graph, i: number): string {
  const c = g.columns.claims;
  return i < g.claims ? g.columns.prefixes[c.p[i]!]! + c.id[i]! : "";
}
export function nodeName(g: Graph, i: number, lang: Lang): string {
  const n = g.columns.nodes;
  return [lang === "en" ? n.en[i] : "", n.de[i], n.id[i]].find((name) => name?.trim()) ?? "–";
}
export function className(g: Graph, k: number, lang: Lang): string {
  const c = g.columns.classes[k]!;
  return lang === "en" ? c[2] : c[1];
}
export function relationName(g: Graph, r: number, lang: Lang, inverse = false): string {
  const c = g.columns.relations[r]!;
  const plain = lang === "en" ? c[2] : c[1];
  if (!inverse) return plain;
  return (lang === "en" ? c[4] : c[3]) || `← ${plain}`;
}

function offsets(count: number, keys: ArrayLike<number>): [Uint32Array, Uint32Array] {
  const at = new Uint32Array(count + 1);
  for (let i = 0; i < keys.length; i++) if (keys[i]! >= 0) at[keys[i]! + 1]!++;
  for (let i = 0; i < count; i++) at[i + 1]! += at[i]!;
  const fill = at.slice(), list = new Uint32Array(at[count]!);
  for (let i = 0; i < keys.length; i++) if (keys[i]! >= 0) list[fill[keys[i]!]!++] = i;
  return [at, list];
}

/** Build the typed arrays from the columns. */
export function decode(c: Columns): Graph {
  const nodes = c.nodes.id.length, ties = c.ties.s.length, claims = c.claims.id.length;
  const from = Uint32Array.from(c.ties.s), to = Uint32Array.from(c.ties.o);
  const degree = new Uint32Array(nodes);
  const ends = new Int32Array(ties * 2);
  for (let e = 0; e < ties; e++) {
    if (!(c.ties.f[e]! & 2)) { degree[from[e]!]!++; degree[to[e]!]!++; }
    ends[2 * e] = from[e]!;
    ends[2 * e + 1] = to[e] === from[e] ? -1 : to[e]!;
  }
  const [nearAt, halves] = offsets(nodes, ends);
  const families = c.classes.map((k) => Math.max(0, FAMILIES.indexOf(k[3] as Family)));
  const ids = c.nodes.id.map((id, i) => c.prefixes[c.nodes.p[i]!]! + id);
  const unnamed = new Uint8Array(nodes);
  for (const i of c.nodes.unnamed) unnamed[i] = 1;
  const g = {
    columns: c, nodes, ties, claims, from, to, degree, unnamed, nearAt,
    x: Float32Array.from(c.nodes.x), y: Float32Array.from(c.nodes.y), size: Float32Array.from(c.nodes.z),
    community: Int32Array.from(c.nodes.c), kind: Uint16Array.from(c.nodes.k),
    family: Uint8Array.from(c.nodes.k, (k) => families[k]!),
    rank: ranks(c.nodes.k.map((k) => families[k]!), degree, unnamed),
    relation: Uint16Array.from(c.ties.r), tieFlags: Uint8Array.from(c.ties.f),
    near: halves.map((h) => h >> 1),
    nodeIds: new Map(ids.map((id, i) => [id, i])),
    claimIds: new Map(c.claims.id.map((id, i) => [c.prefixes[c.claims.p[i]!]! + id, i])),
    ...slots(nodes, from, to),
  };
  return { ...g, ...readClaims(c, ties, claims) };
}

/** Places among the nodes of each family by degree, named ones first; equal ones as they are listed. */
function ranks(family: number[], degree: Uint32Array, unnamed: Uint8Array): Uint32Array {
  const order = family.map((_, i) => i).sort((a, b) => unnamed[a]! - unnamed[b]! || degree[b]! - degree[a]! || a - b);
  const seen = new Map<number, number>(), out = new Uint32Array(family.length);
  for (const i of order) { const at = seen.get(family[i]!) ?? 0; out[i] = at; seen.set(family[i]!, at + 1); }
  return out;
}

function slots(nodes: number, from: Uint32Array, to: Uint32Array): Pick<Graph, "slot" | "parallel"> {
  const groups = new Map<number, number[]>();
  for (let e = 0; e < from.length; e++) {
    const key = Math.min(from[e]!, to[e]!) * nodes + Math.max(from[e]!, to[e]!);
    const group = groups.get(key);
    if (group) group.push(e); else groups.set(key, [e]);
  }
  const slot = new Float32Array(from.length), parallel = new Uint8Array(from.length);
  for (const group of groups.values()) {
    group.forEach((e, i) => {
      slot[e] = i - (group.length - 1) / 2;
      parallel[e] = Math.min(255, group.length);
    });
  }
  return { slot, parallel };
}

function readClaims(c: Columns, ties: number, claims: number) {
  const t = c.claims.t, bare: number[] = [];
  const backed = new Uint8Array(ties);
  for (const tie of t) if (tie >= 0) backed[tie] = 1;
  for (let e = 0; e < ties; e++) if (!backed[e]) bare.push(e);
  const all = claims + bare.length;
  const claimTie = new Int32Array(all), certainty = new Uint8Array(all), confidence = new Uint8Array(all).fill(100);
  const article = new Int32Array(all).fill(-1), source = new Int32Array(all).fill(-1);
  const publisher = new Int32Array(all).fill(-1);
  const eventFrom = new Int32Array(all).fill(NO_DAY), eventTo = eventFrom.slice(), published = eventFrom.slice();
  const publishers = [...new Set(c.articles.map((a) => a[4]))].sort();
  const houses = c.articles.map((a) => publishers.indexOf(a[4])), days = c.articles.map((a) => dayOf(a[3]));
  const codes = c.claims.m.names.map((m) => Math.max(0, CERTAINTIES.indexOf(m as never)));
  const inferred = c.claims.b.names.indexOf("Inference");
  for (let i = 0; i < claims; i++) {
    claimTie[i] = t[i]!;
    let sure = codes[c.claims.m.of[i]!]!;
    if (c.claims.n[i]) sure = DENIED;
    else if (sure === 0 && c.claims.b.of[i] === inferred) sure = INFERRED;
    certainty[i] = sure;
    confidence[i] = c.claims.c[i]!;
    source[i] = c.claims.src[i]!;
    const a = (article[i] = c.claims.a[i]!), per = c.claims.per[i]!;
    if (a >= 0) { publisher[i] = houses[a]!; published[i] = days[a]!; }
    if (per >= 0) {
      const [, start, end] = c.periods[per]!;
      eventFrom[i] = dayOf(start || end);
      eventTo[i] = dayOf(end || start, true);
    }
  }
  bare.forEach((e, i) => {
    claimTie[claims + i] = e;
    certainty[claims + i] = c.ties.f[e]! & 2 ? ROLE : INFERRED;
  });
  const [claimsAt, claimsOf] = offsets(ties, claimTie);
  const contra = new Uint8Array(ties);
  for (let e = 0; e < ties; e++) {
    let yes = false, no = false;
    for (let j = claimsAt[e]!; j < claimsAt[e + 1]!; j++) {
      const i = claimsOf[j]!;
      if (certainty[i]! <= INFERRED) yes = true;
      if (certainty[i] === DENIED && c.claims.m.names[c.claims.m.of[i]!] === "Asserted") no = true;
      if (c.claims.con[i]) yes = no = true;
    }
    contra[e] = yes && no ? 1 : 0;
  }
  for (const [i, others] of Object.entries(c.claims.con)) {
    for (const j of [Number(i), ...others]) if (claimTie[j]! >= 0) contra[claimTie[j]!] = 1;
  }
  return {
    claimTie, certainty, confidence, article, source, publisher, eventFrom, eventTo, published,
    publishers, claimsAt, claimsOf, contra,
  };
}
