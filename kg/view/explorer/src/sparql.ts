/** The SPARQL drawer: ready questions, an editor, and results as a table, a file and a lit subgraph. */
import type { App } from "./app";
import { nodeName } from "./data";
import { h, icon, save } from "./dom";
import type { Editor, Mount } from "./editor";
import { Engine, hasEngine, loadEditor, type Cell, type Rows } from "./engine";
import { cell as csvCell } from "./exports";
import { number, t } from "./i18n";

const SHOWN = 500;

/** A query with the prefixes it uses and does not declare put before it, on its first line. */
export function declared(text: string, names: Record<string, string>): string {
  const bare = text.replace(/<[^<>\s]*>|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|#.*/g, " ");
  const own = new Set([...text.matchAll(/\bPREFIX\s+([\w-]*):/gi)].map((found) => found[1]!));
  const used = new Set([...bare.matchAll(/(?<![\w:?$])([A-Za-z][\w-]*):/g)].map((found) => found[1]!));
  return [...used].filter((name) => name in names && !own.has(name)).map((name) => `PREFIX ${name}: <${names[name]}> `).join("") + text;
}

export class Sparql {
  readonly engine = new Engine();
  private editor: Editor | null = null;
  private rows: Rows | null = null;
  private sort: [number, number] = [-1, 1];
  private busy = false;
  /** Asked for before the editor was there. */
  private soon = false;
  private asked = 0;
  private status = h("p", { class: "quiet status", role: "status" });
  private table = h("div", { class: "results", tabindex: 0 });
  private draft = "";

  constructor(private app: App) {}

  private prefixes(): [string, string][] { return Object.entries(this.app.g.columns.names); }
  private example(): string {
    return `# ${t("noPrefix")}\n` + "\nSELECT ?subject ?quote {\n  ?claim a kg:Claim ;\n    rdf:subject ?subject ;\n    kg:quote ?quote .\n} LIMIT 20\n";
  }

  render(root: HTMLElement): void {
    if (!hasEngine()) { root.replaceChildren(h("p", {}, t("noEngine"))); return; }
    if (this.editor) this.draft = this.editor.text();
    this.editor = null;
    const run = h("button", { type: "button", class: "solid run", id: "run", onclick: () => void this.run() }, icon("play"), t("run"));
    const stop = h("button", { type: "button", class: "text", id: "stop", onclick: () => this.stop() }, icon("stop"), t("stop"));
    const host = h("div", { class: "editor-host", id: "editor-host" });
    root.replaceChildren(h("div", { class: "sparql" },
      h("div", { class: "ask-side" }, this.questions(), host, h("div", { class: "run-row" }, run, stop, this.actions(), this.status)), this.table));
    void this.mount(host);
    this.draw();
  }

  private questions(): HTMLElement {
    const { questions } = this.app.g.columns, en = this.app.lang === "en";
    const pick = h("select", { "aria-label": t("questions"), id: "questions", onchange: () => {
      const found = questions[Number(pick.value)];
      if (!found) return;
      this.draft = found[3].replace(/^# (?:id|de|en):.*\n/gm, "");
      this.editor?.set(this.draft);
      void this.run();
    } }, h("option", { value: "" }, questions.length ? t("chooseRow") : t("ownQuery")), ...questions.map((q, i) => h("option", { value: i }, en ? q[2] || q[0] : q[1] || q[0])));
    return pick;
  }
  private actions(): HTMLElement {
    return h("span", { class: "chips" },
      h("button", { type: "button", class: "chip", id: "light", onclick: () => this.light() }, t("light")),
      h("button", { type: "button", class: "chip", id: "result-csv", onclick: () => this.csv() }, t("resultCsv")));
  }

  private async mount(host: HTMLElement): Promise<void> {
    await loadEditor();
    if (!host.isConnected || host.shadowRoot) return;
    const made = (window as unknown as { __kgEditor: { mount: Mount } }).__kgEditor;
    const c = this.app.g.columns, name = this.app.lang === "en" ? 2 : 1;
    const terms = [
      ...c.vocabulary.map((term) => ({ label: `kg:${term[0]}`, type: term[3], detail: term[name] })),
      ...["rdf:subject", "rdf:predicate", "rdf:object", "rdf:type", "rdfs:label", "rdfs:subPropertyOf", "skos:altLabel", "skos:exactMatch", "schema:datePublished", "schema:headline", "schema:url", "prov:wasDerivedFrom"].map((label) => ({ label, type: "property" })),
      ...this.prefixes().map(([p, iri]) => ({ label: `PREFIX ${p}:`, apply: `PREFIX ${p}: <${iri}>\n`, type: "namespace", detail: iri })),
    ];
    const seen = new Set<string>();
    const once = terms.filter((term) => !seen.has(term.label) && seen.add(term.label));
    this.editor = made.mount(host.attachShadow({ mode: "open" }), { text: this.draft || this.example(), label: t("editor"), terms: once, run: () => void this.run() });
    if (this.soon) void this.run();
  }

  async run(): Promise<void> {
    this.soon = !this.editor;
    if (!this.editor) return;
    if (this.busy) this.stop();
    const asked = ++this.asked;
    this.busy = true;
    this.say(t("running"));
    this.enable();
    try {
      const rows = await this.engine.query(declared(this.editor.text(), this.app.g.columns.names));
      if (asked !== this.asked) return;
      this.rows = rows;
      this.sort = [-1, 1];
      const count = this.rows.total, ms = Math.round(this.rows.ms);
      this.say([count === 0 ? t("rowsNone", { t: ms }) : t("rowsN", { n: count, t: ms }), this.rows.total > this.rows.rows.length ? t("rowCap", { n: this.rows.rows.length }) : ""].filter(Boolean).join(" · "));
    } catch (error) {
      // Stopped for the sake of a newer query, which has the drawer now.
      if (asked !== this.asked) return;
      this.rows = null;
      const message = error instanceof Error ? error.message : String(error);
      this.say(message === "stopped" ? t("stopped") : t("error", { w: message }));
    }
    this.busy = false;
    this.draw();
  }
  /** Only what can be done now can be pressed. */
  private enable(): void {
    const set = (id: string, on: boolean) => { const button = document.getElementById(id) as HTMLButtonElement | null; if (button) button.disabled = !on; };
    set("stop", this.busy);
    set("light", !this.busy && !!this.rows?.rows.length);
    set("result-csv", !this.busy && !!this.rows?.rows.length);
  }
  stop(): void {
    this.soon = false;
    if (this.busy) this.engine.stop();
  }
  private say(text: string): void { this.status.textContent = text; }

  private draw(): void {
    const { rows } = this;
    this.enable();
    if (!rows || !rows.head.length) { this.table.replaceChildren(h("p", { class: "quiet" }, t("resultsHere"))); return; }
    const head = rows.head.map((name, i) => h("th", { scope: "col", "aria-sort": this.sort[0] === i ? (this.sort[1] > 0 ? "ascending" : "descending") : "none" },
      h("button", { type: "button", onclick: () => { this.sort = [i, this.sort[0] === i ? -this.sort[1] : 1]; this.draw(); } }, name)));
    const body = h("tbody", {}, ...this.sorted().slice(0, SHOWN).map((row) => h("tr", {}, ...row.map((c) => h("td", { dir: "auto", class: /\S{30}/.test(c?.value ?? "") ? "long" : null }, this.show(c))))));
    this.table.replaceChildren(h("table", {}, h("thead", {}, h("tr", {}, ...head)), body),
      rows.rows.length > SHOWN ? h("p", { class: "quiet" }, t("rowCap", { n: SHOWN })) : "");
  }
  private sorted(): (Cell | null)[][] {
    const [at, way] = this.sort;
    if (at < 0) return this.rows!.rows;
    const order = new Intl.Collator(this.app.lang, { numeric: true });
    const text = (c: Cell | null | undefined) => (c ? this.plain(c) : "");
    return [...this.rows!.rows].sort((a, b) => {
      const x = Number(a[at]?.value), y = Number(b[at]?.value);
      const both = a[at]?.type === "literal" && b[at]?.type === "literal" && Number.isFinite(x) && Number.isFinite(y);
      return way * (both ? x - y : order.compare(text(a[at]), text(b[at])));
    });
  }
  private plain(c: Cell): string {
    if (c.type !== "iri") return c.value;
    const node = this.app.g.nodeIds.get(c.value);
    if (node !== undefined) return nodeName(this.app.g, node, this.app.lang);
    const found = this.prefixes().find(([, iri]) => c.value.startsWith(iri) && c.value.length > iri.length);
    return found ? `${found[0]}:${c.value.slice(found[1].length)}` : c.value;
  }
  private show(c: Cell | null): Node {
    if (!c) return h("span");
    const { g } = this.app, node = c.type === "iri" ? g.nodeIds.get(c.value) : undefined;
    if (node !== undefined) return h("button", { type: "button", class: "ref", title: c.value, onclick: () => this.app.choose(node, { centre: true }) }, this.plain(c));
    const claim = c.type === "iri" ? g.claimIds.get(c.value) : undefined;
    if (claim !== undefined) return h("button", { type: "button", class: "ref", title: c.value, onclick: () => this.app.select({ type: "claims", at: [claim] }, true) }, this.plain(c));
    const numeric = c.datatype && /#(integer|decimal|double|float)$/.test(c.datatype) && Number.isFinite(Number(c.value));
    return h("span", { title: c.datatype ?? c.lang ?? "" }, numeric ? number(Number(c.value)) : this.plain(c));
  }

  /** Light every node the result names, and the edges between them. */
  private light(): void {
    if (!this.rows) return;
    const { g, store, stage } = this.app, found = new Set<number>();
    for (const row of this.rows.rows) {
      for (const c of row) {
        if (c?.type !== "iri") continue;
        const node = g.nodeIds.get(c.value), claim = g.claimIds.get(c.value);
        if (node !== undefined) found.add(node);
        const tie = claim === undefined ? -1 : g.claimTie[claim]!;
        if (tie >= 0) { found.add(g.from[tie]!); found.add(g.to[tie]!); }
      }
    }
    const lit = [...found].sort((a, b) => a - b);
    const unseen = lit.some((i) => !this.app.visible.node[i]);
    store.set({ lit, sel: { type: "none" }, path: null, ...(unseen ? { loose: true, kept: store.view.most ? [...new Set([...store.view.kept, ...lit])] : [] } : {}) });
    if (lit.length) stage.fit(lit, true); else this.say(t("nothingLit"));
    // On a phone the drawer covers the graph.
    if (lit.length && matchMedia("(max-width: 760px)").matches) document.getElementById("sparql")!.click();
  }
  private csv(): void {
    if (!this.rows) return;
    const text = [this.rows.head, ...this.rows.rows.map((row) => row.map((c) => c?.value ?? ""))].map((row) => row.map(csvCell).join(";")).join("\r\n");
    save("result.csv", new Blob(["\ufeff" + text + "\r\n"], { type: "text/csv;charset=utf-8" }));
  }
}
