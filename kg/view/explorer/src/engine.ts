/** The query engine as the page sees it: unpacked when first asked, stopped and started again at will. */
import type { Answer, Ask, Cell } from "./worker";

export type Rows = Extract<Answer, { type: "rows" }>;
export type { Cell };

function block(id: string): Uint8Array | null {
  const text = document.getElementById(id)?.textContent;
  return text ? Uint8Array.from(atob(text), (c) => c.charCodeAt(0)) : null;
}

async function unpackText(id: string): Promise<string> {
  const stream = new Blob([block(id)! as BlobPart]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
}

/** True where the page was built with the engine. */
export const hasEngine = (): boolean => document.getElementById("kg-engine") !== null;

export class Engine {
  private worker: Worker | null = null;
  private ready: Promise<Worker> | null = null;
  private waiting = new Map<number, { done: (rows: Rows) => void; fail: (error: Error) => void }>();
  private count = 0;

  /** The worker with its triples loaded. One load serves all who ask; a stop abandons it. */
  private start(): Promise<Worker> {
    if (this.ready) return this.ready;
    const ready: Promise<Worker> = this.load(() => this.ready === ready);
    // What failed once may be tried again.
    ready.catch((error: Error) => { if (this.ready === ready) this.stop(error); });
    return (this.ready = ready);
  }
  private async load(wanted: () => boolean): Promise<Worker> {
    const code = await unpackText("kg-worker");
    if (!wanted()) throw new Error("stopped");
    const url = URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
    const worker = (this.worker = new Worker(url));
    await new Promise<void>((done, fail) => {
      worker.onmessage = (event: MessageEvent<Answer>) => {
        const answer = event.data;
        if (answer.type === "ready") { done(); return; }
        if (answer.type === "error" && answer.id === 0) { fail(new Error(answer.message)); return; }
        this.settle(answer);
      };
      worker.onerror = (event) => fail(new Error(event.message || "worker"));
      const load: Ask = { type: "load", engine: block("kg-engine")!, triples: block("kg-triples")! };
      worker.postMessage(load, [load.engine.buffer as ArrayBuffer, load.triples.buffer as ArrayBuffer]);
    }).finally(() => URL.revokeObjectURL(url));
    return worker;
  }
  private settle(answer: Exclude<Answer, { type: "ready" }>): void {
    const asked = this.waiting.get(answer.id);
    this.waiting.delete(answer.id);
    if (answer.type === "rows") asked?.done(answer); else asked?.fail(new Error(answer.message));
  }

  query(text: string): Promise<Rows> {
    const id = ++this.count;
    return new Promise((done, fail) => {
      // Before the engine is there, so that a stop while it loads ends this query too.
      this.waiting.set(id, { done, fail });
      this.start().then((worker) => worker.postMessage({ type: "query", id, text } satisfies Ask), () => undefined);
    });
  }

  /** End a running query at once; the next one unpacks the engine again. */
  stop(why = new Error("stopped")): void {
    this.worker?.terminate();
    this.worker = this.ready = null;
    for (const asked of this.waiting.values()) asked.fail(why);
    this.waiting.clear();
  }
}

/** Load the editor's script: its hash is in the page's policy, so it may run. */
export async function loadEditor(): Promise<void> {
  if ("__kgEditor" in window) return;
  const script = document.createElement("script");
  script.textContent = await unpackText("kg-editor");
  document.head.append(script);
  script.remove();
}
