/** Opens the page: unpacks the graph, builds the parts, and ties them to the view. */
import type { Page } from "./app";
import { renderCrumbs } from "./crumbs";
import { decode, nodeName, type Columns, type Graph, type Lang } from "./data";
import { date, setLanguage, t, type Key } from "./i18n";
import { around, filter, neighbours, shortestPath, type Visible } from "./filter";
import { renderFacets, renderKey } from "./facets";
import { mountHook } from "./hook";
import { mountKeys } from "./keys";
import { litNow, nodesOf } from "./lit";
import { DARK, LIGHT, type Theme } from "./look";
import { mountMenu } from "./menu";
import { Minimap } from "./minimap";
import { claimText, renderPanel, tieText, visibleTies } from "./panel";
import { renderReader } from "./reader";
import { mountPointers } from "./pointers";
import { mountSearch } from "./search";
import { Stage, type Wishes } from "./stage";
import { Store, firstView, fromLink, toLink, type Mark, type Selection, type View } from "./state";
import { Timeline } from "./timeline";
import { showTip } from "./tip";
import { mountTools } from "./tools";
import { turn, turned } from "./turn";

const $ = (id: string): HTMLElement => document.getElementById(id)!;

async function unpack(id: string): Promise<string> {
  const raw = atob($(id).textContent!.trim());
  const bytes = Uint8Array.from(raw, (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Response(stream).text();
}

class Explorer implements Page {
  store: Store; stage: Stage; visible: Visible; path: number[] | null = null;
  picking: Page["picking"] = null;
  lang: Lang; theme: Theme;
  readonly home: [Float32Array, Float32Array];
  /** Is the picture turned on its side, to stand on a tall stage? */
  private readonly turned: boolean;
  private timeline: Timeline;
  private minimap: Minimap;
  private searchBox: { focus(): void };
  tools: ReturnType<typeof mountTools>;

  constructor(readonly g: Graph) {
    this.lang = navigator.language.toLowerCase().startsWith("de") ? "de" : "en";
    this.theme = matchMedia("(prefers-color-scheme: dark)").matches ? DARK : LIGHT;
    this.turned = turn(g, $("stage").clientWidth, $("stage").clientHeight);
    this.home = [g.x.slice(), g.y.slice()];
    const linked = this.linked();
    this.store = new Store(linked?.view ?? firstView(g.nodes));
    this.place(this.store.view);
    this.visible = filter(g, this.store.view);
    const wishes: Wishes = {
      node: (at, how) => this.choose(at, how), tie: (at) => this.select({ type: "tie", at }),
      nothing: () => { this.picking = null; this.select({ type: "none" }); },
      open: (at) => (this.store.view.only ? this.expand(at) : this.ego(at)),
      moved: (at, x, y) => this.store.set({ pins: { ...this.store.view.pins, [at]: [Math.round(x * 10) / 10, Math.round(y * 10) / 10] } }),
      hover: (at, x, y) => showTip(this, $("tip"), at, x, y), camera: () => this.moved(),
    };
    this.stage = new Stage($("canvas") as HTMLCanvasElement, $("overlay") as HTMLCanvasElement, g, this.visible, this.theme, this.lang, wishes);
    mountPointers(this.stage, wishes);
    this.timeline = new Timeline(this, $("timeline"));
    this.minimap = new Minimap(this.stage, $("minimap") as HTMLCanvasElement);
    this.searchBox = mountSearch(this, $("search") as HTMLInputElement, $("hits"));
    this.tools = mountTools(this, $("drawer"));
    this.setLanguage(this.lang);
    this.setTheme(this.theme);
    mountMenu(this, this.tools);
    mountKeys(this, this.searchBox, this.tools);
    this.store.onChange((view, before) => this.changed(view, before));
    $("lost").onclick = () => this.stage.fit(undefined, true);
    this.watchSize(linked?.camera ?? null);
    window.addEventListener("hashchange", () => this.follow());
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", (ev) => this.setTheme(ev.matches ? DARK : LIGHT));
    // Paper is white: print in light colours, whatever the screen shows.
    let shown = this.theme;
    window.addEventListener("beforeprint", () => {
      shown = this.theme;
      this.setTheme(LIGHT);
      for (const box of $("panel").querySelectorAll("details")) box.open = true;
      this.stage.drawNow();
    });
    window.addEventListener("afterprint", () => this.setTheme(shown));
    mountHook(this);
  }

  private watchSize(camera: number[] | null): void {
    let first = true;
    new ResizeObserver(() => {
      // What is selected and in sight stays so when a drawer comes up.
      const about = nodesOf(this, this.store.view.sel), held = this.stage.holds(about);
      if (!this.stage.resize()) return;
      if (first && camera) { this.stage.fitted = false; this.stage.go({ x: camera[0]!, y: camera[1]!, k: camera[2]! }, false); }
      else if (this.stage.fitted) this.stage.fit(); else if (held) this.stage.bring(about);
      first = false;
      this.stage.draw();
      this.minimap.draw();
    }).observe($("stage"));
  }

  /** Put the nodes where the layout or the reader's hand has them. */
  private place(view: View): void {
    this.g.x.set(this.home[0]);
    this.g.y.set(this.home[1]);
    for (const [i, [x, y]] of Object.entries(view.pins)) { this.g.x[Number(i)] = x; this.g.y[Number(i)] = y; }
  }

  private changed(view: View, before: View): void {
    if (view.pins !== before.pins) this.place(view);
    const filters = ["off", "conf", "time", "timeOf", "hidden", "only", "most", "kept", "loose"] as const;
    const refilter = filters.some((key) => view[key] !== before[key]);
    if (refilter) {
      this.visible = this.stage.visible = filter(this.g, view);
      this.say(t("visibleNow", { n: this.visible.nodes, e: this.visible.edges }));
    }
    this.show(refilter || view.marks !== before.marks);
    this.remember();
    // A reader who reloads right after a mark must find it.
    if (view.marks !== before.marks) this.keep();
    if (view.only !== before.only) this.stage.fit(undefined, true); else if (refilter) this.stage.refit();
    if (JSON.stringify(view.sel) !== JSON.stringify(before.sel)) this.announce(view.sel);
  }

  /** Bring every part in line with the view. */
  show(facets = true): void {
    const view = this.store.view;
    this.path = view.path ? shortestPath(this.g, this.visible, view.path[0], view.path[1]) : null;
    this.stage.lit = litNow(this, view);
    this.stage.pinned = new Set(Object.keys(view.pins).map(Number));
    const app = document.body;
    app.classList.toggle("with-panel", renderPanel(this, $("panel")));
    app.classList.toggle("with-reader", renderReader(this, $("reader")));
    if (facets) {
      renderFacets(this, $("facets"));
      renderKey(this, $("key"));
      app.classList.toggle("with-time", this.timeline.render());
      this.tools.update();
    }
    renderCrumbs(this, $("crumbs"));
    $("hint").hidden = view.sel.type !== "none" || this.store.canUndo || !this.visible.edges;
    $("counts").textContent = t("counts", { n: this.visible.nodes, e: this.visible.edges });
    ($("undo") as HTMLButtonElement).disabled = !this.store.canUndo;
    ($("redo") as HTMLButtonElement).disabled = !this.store.canRedo;
    this.stage.draw();
    this.minimap.draw();
  }
  refresh(): void { this.show(true); }

  private announce(sel: Selection): void {
    if (sel.type === "node") this.say(t("selected", { w: nodeName(this.g, sel.at, this.lang), n: visibleTies(this, sel.at).length }));
    else if (sel.type === "tie") this.say(t("selectedTie", { w: tieText(this, sel.at) }));
    else if (sel.type === "claims") this.say(t("selectedTie", { w: sel.at.slice(0, 3).map((i) => claimText(this, i)).join("; ") }));
    else this.say(t("cleared"));
  }
  say(text: string): void { $("live").textContent = text; }

  select(sel: Selection, centre = false): void {
    this.store.set({ sel, path: null });
    if (!centre) { this.bring(sel); return; }
    this.stage.resize(); // panel and article open with the selection and narrow the stage
    const nodes = nodesOf(this, sel);
    if (sel.type === "node") this.stage.centre(sel.at); else if (nodes.length) this.stage.fit(nodes);
  }
  /** What was selected must be seen, also where the panel that opens now would lie over it. */
  private bring(sel: Selection): void {
    this.stage.resize();
    if (this.stage.fitted) this.stage.fit(); else this.stage.bring(nodesOf(this, sel));
  }

  choose(at: number, how: { shift?: boolean; centre?: boolean } = {}): void {
    const sel = this.store.view.sel, picking = this.picking;
    if (how.shift && sel.type === "node" && sel.at !== at) { this.store.set({ path: [sel.at, at] }); return; }
    if (picking && picking.from !== at) { this.picking = null; this.answer(picking, at); return; }
    if (how.centre && !this.visible.node[at]) this.reveal(at);
    this.store.set({ sel: { type: "node", at }, path: null });
    if (how.centre) this.centreSoon(at); else this.bring({ type: "node", at });
  }
  /** The panel opens with the selection and narrows the stage: centre in what is left. */
  private centreSoon(at: number): void {
    this.stage.fitted = false;
    this.stage.resize();
    this.stage.centre(at);
    this.stage.draw();
  }
  private answer(picking: NonNullable<Page["picking"]>, at: number): void {
    if (picking.what === "path") { this.store.set({ path: [picking.from, at] }); if (this.path?.length) this.stage.fit(litNow(this, this.store.view)!.nodes, true); return; }
    const id = (i: number) => this.g.columns.prefixes[this.g.columns.nodes.p[i]!]! + this.g.columns.nodes.id[i]!;
    this.mark({ kind: "same", left: id(picking.from), right: id(at), why: "" });
    this.select({ type: "node", at: picking.from });
  }
  /** A node that was asked for by name must appear, whatever hides it. */
  private reveal(at: number): void {
    const view = this.store.view;
    const kept = view.most ? [...new Set([...view.kept, at, ...around(this.g, at)])] : view.kept;
    this.store.set({ hidden: view.hidden.filter((i) => i !== at), only: view.only ? [...view.only, at] : null, kept });
    if (!this.visible.node[at]) this.store.set({ off: { cls: [], rel: [], house: [], art: [], src: [], cert: [] }, conf: 0, time: null, loose: true });
  }
  pick(what: "path" | "merge", from: number): void {
    this.picking = { what, from };
    this.say(t(what === "path" ? "pathPick" : "mergePick"));
    this.show(false);
  }
  ego(at: number): void { this.store.set({ only: [at, ...neighbours(this.g, this.wide(), at)].sort((a, b) => a - b), sel: { type: "node", at }, path: null }); }
  /** What passes the filters, narrowed to no section. */
  private wide(): Visible { return filter(this.g, { ...this.store.view, only: null, most: 0 }); }
  expand(at: number): void {
    const only = new Set([...(this.store.view.only ?? []), at, ...neighbours(this.g, this.wide(), at)]);
    this.store.set({ only: [...only].sort((a, b) => a - b), sel: { type: "node", at }, path: null });
  }
  hide(at: number): void { this.store.set({ hidden: [...this.store.view.hidden, at], sel: { type: "none" } }); }
  pin(at: number): void {
    const pins = { ...this.store.view.pins };
    if (at in pins) delete pins[at]; else pins[at] = [this.g.x[at]!, this.g.y[at]!];
    this.store.set({ pins });
  }
  mark(mark: Mark): void {
    const rest = this.store.view.marks.filter((m) => !(m.left === mark.left && m.right === mark.right && opposite(m.kind, mark.kind)));
    this.store.set({ marks: [...rest, mark] });
  }
  unmark(mark: Mark): void { this.store.set({ marks: this.store.view.marks.filter((m) => m !== mark) }); }
  read(article: number): void { this.store.set({ article }); }

  private moved(): void {
    this.minimap?.draw();
    $("lost").hidden = !this.visible.nodes || this.stage.sees();
    this.remember();
  }
  private rememberTimer = 0;
  /** Keep the view in the address, so that a reload (or a sent address) brings it back, marks and all. */
  private remember(): void {
    clearTimeout(this.rememberTimer);
    this.rememberTimer = window.setTimeout(() => this.keep(), 400);
  }
  private keep(): void {
    clearTimeout(this.rememberTimer);
    // A notebook's frame has no address of its own: there the view lives as long as the cell.
    try { history.replaceState(null, "", this.link()); } catch { /* nothing to keep it in */ }
  }

  link(): string {
    const { x, y, k } = this.stage.camera;
    const told = { view: this.store.view, camera: [x, y, k] }, { view, camera } = this.turned ? turned(told) : told;
    return `#v=${toLink(this.g, view, camera!)}`;
  }
  private linked(): ReturnType<typeof fromLink> {
    const told = location.hash.startsWith("#v=") ? fromLink(this.g, location.hash.slice(3)) : null;
    return told && this.turned ? turned(told) : told;
  }
  private follow(): void {
    if (location.hash === this.link()) return;
    const linked = this.linked();
    if (!linked) return;
    this.store.set(linked.view);
    if (linked.camera) this.stage.go({ x: linked.camera[0]!, y: linked.camera[1]!, k: linked.camera[2]! }, false);
  }

  setLanguage(lang: Lang): void {
    this.lang = this.stage.lang = lang;
    setLanguage(lang);
    document.documentElement.lang = lang;
    for (const el of document.querySelectorAll<HTMLElement>("[data-t]")) el.textContent = t(el.dataset.t as Key);
    for (const el of document.querySelectorAll<HTMLElement>("[data-label]")) {
      const text = t(el.dataset.label as Key);
      el.setAttribute("aria-label", text);
      if (el.tagName === "INPUT") (el as HTMLInputElement).placeholder = text; else if (el.tagName === "BUTTON") el.title = text;
    }
    const { meta } = this.g.columns;
    $("notice").textContent = [t("auto"), meta.date ? t("asOf", { d: date(meta.date) }) : "", meta.version ? t("version", { v: meta.version }) : ""].filter(Boolean).join(" · ");
    $("title").textContent = meta.title || t("title");
    this.show(true);
  }
  setTheme(theme: Theme): void {
    this.theme = this.stage.theme = theme;
    document.documentElement.dataset.theme = theme.dark ? "dark" : "light";
    this.show(true);
  }
}

/** A claim is right or wrong, never both: the later mark replaces the earlier. */
const STANCES = ["accept", "reject", "error"];
const opposite = (a: string, b: string) => a === b || (STANCES.includes(a) && STANCES.includes(b));

async function start(): Promise<void> {
  const columns = JSON.parse(await unpack("kg-graph")) as Columns;
  document.body.classList.remove("loading");
  new Explorer(decode(columns));
  document.documentElement.dataset.ready = "yes";
  performance.mark("ready");
}
void start();
