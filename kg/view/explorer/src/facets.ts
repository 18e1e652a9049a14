/** Facets: legend and filters in one; every value shows how many edges (or nodes) it would give. */
import type { App } from "./app";
import { CERTAINTIES, FAMILIES, SHOWN_AT_FIRST, ROLE, nodeName, type Family as Drawn } from "./data";
import { h, icon, svg } from "./dom";
import { classFamilies, familyOf, inFamilies, plainRows, relationFamilies, type Lines, type Row } from "./families";
import { glyph } from "./glyph";
import { number, percent, t, type Key } from "./i18n";
import { fold } from "./search";
import type { View } from "./state";

type Facet = keyof View["off"];

const SHORT = 8;
const open = new Set<string>(["cert", "cls", "rel"]);
const long = new Set<string>();
let relationQuery = "";

/** A short piece of line as the canvas draws it. */
function line(kind: number, red: string): SVGElement {
  const dash = ["", "2 3", "5 3", "5 3", "5 3", "5 3", "5 3", "8 2 2 2", "1.5 4"][kind] ?? "";
  const parts: Node[] = [svg("path", { d: "M0 6H26", stroke: kind < 0 ? red : "currentColor", "stroke-width": kind < 0 ? 2.4 : 1.8, "stroke-dasharray": dash, fill: "none" })];
  if (kind === 7) parts.push(svg("path", { d: "M10 3l6 6M16 3l-6 6", stroke: "currentColor", "stroke-width": 1.6, fill: "none" }));
  return svg("svg", { viewBox: "0 0 26 12", class: "line", "aria-hidden": "true" }, ...parts);
}

export function renderFacets(app: App, root: HTMLElement): void {
  const { g } = app, counts = app.visible.counts, view = app.store.view, focus = focusKey();
  const scroll = root.scrollTop;
  const classes: Row[] = g.columns.classes.map((c, at) => ({
    at, name: app.lang === "en" ? c[2] : c[1], count: counts.cls[at]!, group: c[3],
    sign: glyph(c[3] as Drawn, app.stage.theme),
  }));
  classes.sort((a, b) => FAMILIES.indexOf(a.group as Drawn) - FAMILIES.indexOf(b.group as Drawn) || b.count - a.count || a.name.localeCompare(b.name));
  const used = new Set(g.certainty);
  const certs: Row[] = CERTAINTIES.flatMap((name, at) => (used.has(at) ? [{ at, name: t(name as Key), count: counts.cert[at]!, sign: line(at, app.stage.theme.red) }] : []));
  const roles = new Set<number>(), real = new Set<number>();
  for (let e = 0; e < g.ties; e++) (g.tieFlags[e]! & 2 ? roles : real).add(g.relation[e]!);
  const relations: Row[] = g.columns.relations.flatMap((r, at) => (real.has(at) ? [{ at, name: app.lang === "en" ? r[2] : r[1], count: counts.rel[at]!, group: familyOf(g, at) }] : []));
  relations.sort((a, b) => b.count - a.count || a.name.localeCompare(b.name));
  const houses: Row[] = g.publishers.map((name, at) => ({ at, name: name || t("noSource"), count: counts.house[at]! })).sort(byCount);
  const sources: Row[] = [...new Set(g.source.slice(0, g.claims))].map((at) => ({ at, name: at < 0 ? t("ownVoice") : nodeName(g, at, app.lang), count: counts.src.get(at) ?? 0 })).sort(byCount);
  const articles: Row[] = g.columns.articles.map((a, at) => ({ at, name: a[1] || a[4] || a[0][1], count: counts.art[at]!, read: () => app.read(at) })).sort(byCount);
  root.replaceChildren(
    important(app),
    section(app, "cert", t("facetCert"), certs, certExtras(app)),
    section(app, "cls", t("facetClass"), classes, looseRow(app), classes, inFamilies("cls", classFamilies(app.stage.theme), { stands: true })),
    relationSection(app, root, relations),
    houses.length > 1 ? section(app, "house", t("facetHouse"), houses) : "",
    sources.length > 1 ? section(app, "src", t("facetSrc"), sources) : "",
    articles.length > 1 ? section(app, "art", t("facetArt"), articles) : "",
    confidence(app, view.conf),
  );
  root.scrollTop = scroll;
  if (focus) root.querySelector<HTMLElement>(`[data-focus="${CSS.escape(focus)}"]`)?.focus({ preventScroll: true });
}
/** Few relations are a plain list; many are listed by family and searched by their names or their family's. */
function relationSection(app: App, root: HTMLElement, all: Row[]): HTMLElement {
  if (all.length <= SHORT) return section(app, "rel", t("facetRel"), all);
  const families = relationFamilies(app.g, app.lang), wanted = fold(relationQuery.trim());
  const names = new Map(families.map((f) => [f.key, fold(f.name)]));
  const found = all.filter((r) => fold(r.name).includes(wanted) || names.get(r.group!)!.includes(wanted));
  const grouped = all.some((r) => r.group);
  const box = section(app, "rel", t("facetRel"), found, relationSearch(app, root), all, grouped ? inFamilies("rel", families, { wide: wanted !== "" }) : plainRows);
  if (!found.length) box.querySelector("ul")!.replaceWith(h("p", { class: "soft" }, t("noHits")));
  return box;
}
const byCount = (a: Row, b: Row) => b.count - a.count || a.name.localeCompare(b.name);
const focusKey = () => (document.activeElement as HTMLElement | null)?.dataset?.focus ?? "";

function section(app: App, facet: Facet, title: string, rows: Row[], extra: Node | null = null, every: Row[] = rows, lines: Lines = plainRows): HTMLElement {
  const off = new Set(app.store.view.off[facet]);
  const box = h("details", { class: "facet", open: open.has(facet), "data-facet": facet, ontoggle: () => (box.open ? open.add(facet) : open.delete(facet)) });
  const all = every.map((r) => r.at);
  const set = (list: number[]) => app.store.set({ off: { ...app.store.view.off, [facet]: [...list].sort((a, b) => a - b) } });
  box.append(h("summary", { "data-focus": `${facet}-summary` }, h("span", {}, title), off.size && facet !== "cert" ? h("span", { class: "dot", title: t("filters") }) : null));
  if (extra) box.append(extra);
  const plain = lines === plainRows, searched = facet === "rel" && relationQuery !== "";
  const shown = plain && rows.length > SHORT + 2 && !long.has(facet) && !searched ? rows.slice(0, SHORT) : rows;
  box.append(h("ul", {}, ...lines(app, shown, { off, all, set, line: (r) => row(facet, r, off, set, all) })));
  if (plain && (shown.length < rows.length || long.has(facet))) {
    const toggle = () => { if (long.has(facet)) long.delete(facet); else long.add(facet); app.refresh(); };
    box.append(h("button", { type: "button", class: "text", "data-focus": `${facet}-more`, onclick: toggle }, long.has(facet) ? t("fewer") : t("moreN", { n: rows.length - shown.length })));
  }
  if (rows.length > 3) {
    box.append(h("p", { class: "bulk" }, h("button", { type: "button", class: "text", "data-focus": `${facet}-all`, onclick: () => set([]) }, t("all")),
      h("button", { type: "button", class: "text", "data-focus": `${facet}-none`, onclick: () => set(all) }, t("none"))));
  }
  return box;
}

function row(facet: Facet, r: Row, off: Set<number>, set: (list: number[]) => void, all: number[]): HTMLElement {
  const box = h("input", {
    type: "checkbox", checked: !off.has(r.at), "data-focus": `${facet}-${r.at}`, "data-value": r.at,
    onchange: () => { const next = new Set(off); if (next.has(r.at)) next.delete(r.at); else next.add(r.at); set([...next]); },
  });
  const only = h("button", { type: "button", class: "only", "data-focus": `${facet}-only-${r.at}`, "aria-label": `${t("onlyThis")}: ${r.name}`, onclick: () => set(all.filter((at) => at !== r.at)) }, t("onlyThis"));
  const read = r.read ? h("button", { type: "button", class: "read", "data-focus": `read-${r.at}`, title: t("openArticle"), "aria-label": `${t("openArticle")}: ${r.name}`, onclick: r.read }, icon("article")) : null;
  return h("li", {}, read, h("label", { class: off.has(r.at) ? "off" : "" }, box, r.sign ?? null, h("span", { class: "name", dir: "auto", title: r.name }, r.name), h("span", { class: "count" }, number(r.count))), only);
}

/** What the colours, shapes and lines on the picture mean: for paper, where there are no filters to read it from. */
export function renderKey(app: App, root: HTMLElement): void {
  const { g, visible } = app, families = new Set<number>(), certs = new Set<number>();
  for (let i = 0; i < g.nodes; i++) if (visible.node[i]) families.add(g.family[i]!);
  for (let i = 0; i < g.certainty.length; i++) if (visible.claim[i]) certs.add(g.certainty[i]!);
  const red = g.contra.some((c, e) => c > 0 && visible.edge[e]! > 0), { theme } = app.stage;
  root.replaceChildren(...FAMILIES.flatMap((name, i) => (families.has(i) ? [h("li", {}, glyph(name, theme), t(name))] : [])),
    ...CERTAINTIES.flatMap((name, i) => (certs.has(i) ? [h("li", {}, line(i, theme.red), t(name as Key))] : [])),
    ...(red ? [h("li", {}, line(-1, theme.red), t("Contra"))] : []));
}

/** Two ready choices: show what is only supposed, and nothing else; and back. */
function certExtras(app: App): HTMLElement {
  const hedged = CERTAINTIES.map((_, i) => i).filter((i) => i > 1 && i < 7);
  const first = CERTAINTIES.map((_, i) => i).filter((i) => !SHOWN_AT_FIRST.includes(i));
  const all = CERTAINTIES.map((_, i) => i);
  const set = (cert: number[]) => app.store.set({ off: { ...app.store.view.off, cert } });
  const chip = (name: string, cert: number[]) => h("button", {
    type: "button", class: "chip", "data-focus": `chip-${name}`, "aria-pressed": String(JSON.stringify(cert) === JSON.stringify(app.store.view.off.cert)), onclick: () => set(cert),
  }, name);
  const red = Array.from(app.g.contra).some(Boolean);
  return h("div", {}, h("p", { class: "chips" }, chip(t("defaultCert"), first), chip(t("onlyHedged"), all.filter((i) => !hedged.includes(i))), chip(t("allRelations"), [ROLE])),
    red ? h("p", { class: "legend" }, line(-1, app.stage.theme.red), t("Contra")) : null);
}

function looseRow(app: App): HTMLElement | null {
  const n = app.visible.counts.loose;
  if (!n) return null;
  return h("label", { class: "loose" }, h("input", { type: "checkbox", checked: app.store.view.loose, "data-focus": "loose", onchange: () => app.store.set({ loose: !app.store.view.loose }) }), t("loose", { n }));
}

function relationSearch(app: App, root: HTMLElement): HTMLElement {
  return h("input", {
    type: "search", class: "small", placeholder: t("relSearch"), "aria-label": t("relSearch"), value: relationQuery, "data-focus": "rel-search",
    oninput: (ev: Event) => {
      const input = ev.target as HTMLInputElement;
      relationQuery = input.value;
      renderFacets(app, root);
      const again = root.querySelector<HTMLInputElement>('[data-focus="rel-search"]');
      again?.setSelectionRange(relationQuery.length, relationQuery.length);
    },
  });
}

const STEPS = [10, 25, 50, 100, 200, 500, 1000, 2000, 5000];
/** Above this many nodes a reader may want to start with the important ones. */
const CROWD = 300;

/** How many of each family are shown, the best connected first: further right is more, up to all. */
function important(app: App): HTMLElement | string {
  const { g, store } = app, largest = g.rank.reduce((a, b) => Math.max(a, b), 0) + 1;
  if (g.nodes <= CROWD) return "";
  const steps = [...STEPS.filter((n) => n < largest), 0], at = steps.indexOf(store.view.most);
  const told = (i: number) => (steps[i] ? number(steps[i]!) : t("all"));
  const out = h("output", {}, at < 0 ? number(store.view.most) : told(at));
  const input = h("input", {
    type: "range", min: 0, max: steps.length - 1, step: 1, value: at < 0 ? 0 : at, id: "most", "data-focus": "most", "aria-valuetext": out.textContent,
    oninput: () => { out.textContent = told(Number(input.value)); },
    onchange: () => store.set({ most: steps[Number(input.value)]!, kept: [] }),
  });
  return h("section", { class: "facet slider" }, h("label", { for: "most" }, t("most"), " ", out), input);
}

function confidence(app: App, value: number): HTMLElement {
  const out = h("output", {}, percent(value));
  const input = h("input", {
    type: "range", min: 0, max: 100, step: 5, value, id: "conf", "data-focus": "conf",
    oninput: () => { out.textContent = percent(Number(input.value)); },
    onchange: () => app.store.set({ conf: Number(input.value) }),
  });
  return h("section", { class: "facet slider" }, h("label", { for: "conf" }, t("facetConf"), " ", out), input);
}
