/** The query engine in a worker of its own: triples and queries in, rows out; terminating it stops any query. */
import init, { Store, type Term } from "oxigraph/web.js";

export interface Cell { type: "iri" | "literal" | "blank"; value: string; lang?: string; datatype?: string }
export type Ask =
  | { type: "load"; engine: Uint8Array; triples: Uint8Array }
  | { type: "query"; id: number; text: string };
export type Answer =
  | { type: "ready"; triples: number; ms: number }
  | { type: "rows"; id: number; head: string[]; rows: (Cell | null)[][]; total: number; ms: number }
  | { type: "error"; id: number; message: string };

/** Rows sent to the page; a table of more helps nobody and costs memory twice. */
const MOST = 20000;
let store: Store | null = null;

function cell(term: Term): Cell {
  if (term.termType === "NamedNode") return { type: "iri", value: term.value };
  if (term.termType === "Literal") {
    const text: Cell = { type: "literal", value: term.value };
    if (term.language) text.lang = term.language;
    else if (!term.datatype.value.endsWith("#string")) text.datatype = term.datatype.value;
    return text;
  }
  return { type: "blank", value: term.toString() };
}

async function unpack(bytes: Uint8Array): Promise<ArrayBuffer> {
  const stream = new Blob([bytes as BlobPart]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).arrayBuffer();
}

async function load(engine: Uint8Array, triples: Uint8Array): Promise<Answer> {
  const start = performance.now();
  await init({ module_or_path: await unpack(engine) });
  const text = new TextDecoder().decode(await unpack(triples));
  const [named, alone] = text.split("# default graph\n") as [string, string];
  store = new Store();
  store.load(named, { format: "application/n-quads", lenient: true, no_transaction: true });
  // Asked of a union of graphs, a triple told by three documents would count three times: the
  // default graph holds each once.
  const union = named.replace(/ (?:<[^<>\s]*>|_:\S+) \.$/gm, " .") + alone;
  store.load(union, { format: "application/n-triples", lenient: true, no_transaction: true });
  return { type: "ready", triples: store.size, ms: performance.now() - start };
}

function run(id: number, text: string): Answer {
  const start = performance.now();
  const found = store!.query(text, {});
  const ms = performance.now() - start;
  if (typeof found === "boolean") return { type: "rows", id, head: ["ask"], rows: [[{ type: "literal", value: String(found) }]], total: 1, ms };
  if (typeof found === "string" || !found.length) return { type: "rows", id, head: head(text), rows: [], total: 0, ms };
  const first = found[0]!;
  if (first instanceof Map) {
    const solutions = found as Map<string, Term>[];
    const names = columns(text, solutions);
    const rows = solutions.slice(0, MOST).map((s) => names.map((name) => (s.has(name) ? cell(s.get(name)!) : null)));
    return { type: "rows", id, head: names, rows, total: solutions.length, ms };
  }
  const quads = found as unknown as { subject: Term; predicate: Term; object: Term }[];
  const rows = quads.slice(0, MOST).map((q) => [cell(q.subject), cell(q.predicate), cell(q.object)]);
  return { type: "rows", id, head: ["subject", "predicate", "object"], rows, total: quads.length, ms };
}

/** The variables in the order of the SELECT clause, as far as it names them. */
function head(text: string): string[] {
  const bare = text.replace(/#[^\n]*|<[^>\s]*>|"[^"\n]*"|'[^'\n]*'/g, (found) => (found[0] === "<" ? "<>" : " "));
  const select = /\bSELECT\b([\s\S]*?)(?:(?<![?$])\bWHERE\b|\{|(?<![?$])\bFROM\b)/i.exec(bare);
  if (!select) return [];
  const names: string[] = [];
  let depth = 0;
  for (const part of select[1]!.matchAll(/\(|\)|(\bAS\s+)?[?$]([\p{L}\p{N}_]+)/giu)) {
    if (part[0] === "(") depth++;
    else if (part[0] === ")") depth--;
    else if (depth === 0 || (part[1] && depth === 1)) names.push(part[2]!);
  }
  return [...new Set(names)];
}

function columns(text: string, solutions: Map<string, Term>[]): string[] {
  const bound = new Set<string>();
  for (const s of solutions) for (const name of s.keys()) bound.add(name);
  const told = head(text);
  return told.length ? [...told, ...[...bound].filter((name) => !told.includes(name)).sort()] : [...bound].sort();
}

self.addEventListener("message", (event: MessageEvent<Ask>) => {
  const ask = event.data;
  const send = (answer: Answer) => self.postMessage(answer);
  if (ask.type === "load") {
    load(ask.engine, ask.triples).then(send, (error: unknown) => send({ type: "error", id: 0, message: String(error) }));
    return;
  }
  try { send(run(ask.id, ask.text)); } catch (error) { send({ type: "error", id: ask.id, message: error instanceof Error ? error.message : String(error) }); }
});
