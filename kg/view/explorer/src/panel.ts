/** The evidence panel: what is selected, in words, with every sentence it was read from. */
import type { App } from "./app";
import { FAMILIES, className, claimIri, nodeIri, nodeName, relationName } from "./data";
import { claimCard } from "./claim";
import { h, icon, iconButton, safeUrl } from "./dom";
import { glyph } from "./glyph";
import { number, t } from "./i18n";

const PAGE = 40;

/** Fill the panel for the current selection; returns false when there is nothing to show. */
export function renderPanel(app: App, root: HTMLElement): boolean {
  root.replaceChildren();
  const { sel, path } = app.store.view;
  if (path) pathPanel(app, root);
  else if (sel.type === "node") nodePanel(app, root, sel.at);
  else if (sel.type === "tie") tiePanel(app, root, sel.at);
  else if (sel.type === "claims") claimsPanel(app, root, sel.at);
  else return false;
  return true;
}

function head(app: App, root: HTMLElement, title: Node, sub: string): void {
  const close = iconButton("close", t("close"), () => app.select({ type: "none" }), { class: "ib corner" });
  root.append(close, h("h2", { tabindex: -1, id: "panel-title" }, title));
  if (sub) root.append(h("p", { class: "sub" }, sub));
}

function nodePanel(app: App, root: HTMLElement, i: number): void {
  const { g, lang } = app, ties = visibleTies(app, i);
  const title = h("span", {}, glyph(FAMILIES[g.family[i]!]!, app.stage.theme, g.unnamed[i] === 1), nodeName(g, i, lang));
  const count = t("relationsN", { n: ties.length });
  head(app, root, title, `${className(g, g.kind[i]!, lang)} · ${count}`);
  root.append(nodeTools(app, i));
  describe(app, root, i);
  nodeMarks(app, root, i);
  const byRelation = new Map<string, number[]>();
  for (const e of ties) {
    const key = `${g.relation[e]} ${g.from[e] === i ? 0 : 1}`;
    const list = byRelation.get(key);
    if (list) list.push(e); else byRelation.set(key, [e]);
  }
  const groups = [...byRelation.entries()].sort((a, b) => b[1].length - a[1].length || a[0].localeCompare(b[0]));
  root.append(h("h3", {}, t("evidence")));
  const alone = claimsAlone(app, i);
  if (alone.length) root.append(h("details", { class: "group", open: true }, h("summary", {}, t("statements"), h("span", { class: "count" }, number(alone.length))), cards(app, alone, [])));
  if (!groups.length && !alone.length) root.append(h("p", { class: "quiet" }, t("nothingFound")));
  for (const [key, edges] of groups) {
    const [r, inverse] = key.split(" ").map(Number) as [number, number];
    const box = h("details", { class: "group", open: groups.length <= 6 || edges.length <= 3 });
    box.append(h("summary", {}, relationName(g, r, lang, inverse === 1), h("span", { class: "count" }, number(edges.length))));
    box.append(cards(app, edges.flatMap((e) => claimsOf(app, e)), edges));
    root.append(box);
  }
}

/** Claims about a node that no edge can show: they have words or nothing as their object. */
function claimsAlone(app: App, i: number): number[] {
  const { g } = app, off = app.store.view.off.cert;
  return Object.entries(g.columns.claims.lit).filter(([c, [s]]) => s === i && !off.includes(g.certainty[Number(c)]!)).map(([c]) => Number(c));
}

function nodeTools(app: App, i: number): HTMLElement {
  const pinned = i in app.store.view.pins;
  const tool = (name: string, label: string, run: () => void) => h("button", { type: "button", class: "tool", title: label, onclick: run }, icon(name), h("span", {}, label));
  return h("div", { class: "tools", role: "group" },
    tool("ego", t("ego"), () => app.ego(i)), tool("expand", t("expand"), () => app.expand(i)),
    tool("path", t("pathFrom"), () => app.pick("path", i)), tool("hide", t("hide"), () => app.hide(i)),
    tool("pin", t(pinned ? "unpin" : "pin"), () => app.pin(i)),
    tool("merge", t("mergeWith"), () => app.pick("merge", i)));
}

function describe(app: App, root: HTMLElement, i: number): void {
  const { g } = app, n = g.columns.nodes, key = String(i);
  if (app.picking?.from === i) {
    root.append(h("p", { class: "ask", role: "status" }, t(app.picking.what === "path" ? "pathPick" : "mergePick")));
  }
  if (g.unnamed[i]) root.append(h("p", { class: "quiet" }, t("unnamed")));
  const names = [n.en[i], n.de[i], ...(n.aliases[key] ?? [])].filter((name) => name && name !== nodeName(g, i, app.lang));
  if (names.length) root.append(h("p", { class: "quiet" }, `${t("also")}: ${[...new Set(names)].slice(0, 12).join(", ")}`));
  const event = g.columns.events[key];
  const rows: [string, string][] = [];
  if (event) {
    const [figure, period] = event;
    if (figure >= 0) rows.push([t("amount"), g.columns.figures[figure]![0]]);
    if (period >= 0) rows.push([t("time"), g.columns.periods[period]![0]]);
  }
  for (const [name, value] of (n.facts[key] ?? []).slice(0, 12)) rows.push([factName(app, name), value]);
  if (rows.length) root.append(h("dl", { class: "facts" }, ...rows.flatMap(([k, v]) => [h("dt", {}, k), h("dd", {}, v)])));
  parts(app, root, i);
  for (const link of n.links[key] ?? []) {
    const url = safeUrl(link);
    if (url) root.append(h("a", { class: "out", href: url, rel: "noreferrer noopener", target: "_blank" }, url.replace(/^https?:\/\/(www\.)?/, "")));
  }
}

function factName(app: App, name: string): string {
  const [de, en] = app.g.columns.terms[name] ?? [name, name];
  return app.lang === "en" ? en : de;
}

/** Participants of an event, which are no relations and therefore not drawn at first. */
function parts(app: App, root: HTMLElement, i: number): void {
  const { g } = app, rows: HTMLElement[] = [];
  for (let j = g.nearAt[i]!; j < g.nearAt[i + 1]!; j++) {
    const e = g.near[j]!;
    if (!(g.tieFlags[e]! & 2) || g.from[e] !== i) continue;
    const other = g.to[e]!;
    rows.push(h("dt", {}, relationName(g, g.relation[e]!, app.lang)),
      h("dd", {}, h("button", { type: "button", class: "ref", onclick: () => app.choose(other, { centre: true }) }, nodeName(g, other, app.lang))));
  }
  if (rows.length) root.append(h("dl", { class: "facts" }, ...rows));
}

function nodeMarks(app: App, root: HTMLElement, i: number): void {
  const iri = nodeIri(app.g, i);
  for (const mark of app.store.view.marks) {
    if (mark.kind !== "same" || (mark.left !== iri && mark.right !== iri)) continue;
    const other = app.g.nodeIds.get(mark.left === iri ? mark.right : mark.left);
    root.append(h("p", { class: "mark-line" }, icon("merge"), t("merged", { w: other === undefined ? mark.right : nodeName(app.g, other, app.lang) }),
      h("button", { type: "button", class: "text", onclick: () => app.unmark(mark) }, t("unmark"))));
  }
}

/** Visible edges at a node. */
export function visibleTies(app: App, i: number): number[] {
  const { g } = app, out: number[] = [];
  for (let j = g.nearAt[i]!; j < g.nearAt[i + 1]!; j++) if (app.visible.edge[g.near[j]!]) out.push(g.near[j]!);
  return out;
}

function claimsOf(app: App, e: number): number[] {
  const { g } = app, out: number[] = [];
  for (let j = g.claimsAt[e]!; j < g.claimsAt[e + 1]!; j++) {
    const i = g.claimsOf[j]!;
    if (app.visible.claim[i]) out.push(i);
  }
  return out.sort((a, b) => g.certainty[a]! - g.certainty[b]! || g.confidence[b]! - g.confidence[a]! || a - b);
}

function cards(app: App, claims: number[], edges: number[]): HTMLElement {
  const box = h("div", { class: "cards" });
  let shown = 0;
  const more = () => {
    for (const i of claims.slice(shown, shown + PAGE)) box.append(claimCard(app, i));
    shown += PAGE;
    if (shown < claims.length) {
      const button = h("button", { type: "button", class: "text", onclick: () => { button.remove(); more(); } }, t("moreN", { n: claims.length - shown }));
      box.append(button);
    }
  };
  more();
  if (!claims.length) for (const e of edges) box.append(h("p", { class: "quiet" }, tieText(app, e)));
  return box;
}

/** An edge as a sentence: subject, relation, object. */
export function tieText(app: App, e: number): string {
  const { g, lang } = app;
  return `${nodeName(g, g.from[e]!, lang)} ${relationName(g, g.relation[e]!, lang)} ${nodeName(g, g.to[e]!, lang)}`;
}

function tieTitle(app: App, e: number): HTMLElement {
  const { g, lang } = app;
  const end = (i: number) => h("button", { type: "button", class: "ref", onclick: () => app.choose(i, { centre: true }) }, nodeName(g, i, lang));
  return h("span", { class: "triple" }, end(g.from[e]!), h("span", { class: "rel" }, relationName(g, g.relation[e]!, lang), " →"), end(g.to[e]!));
}

function tiePanel(app: App, root: HTMLElement, e: number): void {
  const { g } = app, claims = claimsOf(app, e);
  head(app, root, tieTitle(app, e), t("evidenceN", { n: claims.length }));
  if (g.contra[e]) root.append(h("p", { class: "alert" }, icon("findings"), t("Contra")));
  root.append(cards(app, g.contra[e] ? allClaims(app, e) : claims, [e]));
  const twins = siblings(app, e);
  if (twins.length) {
    root.append(h("h3", {}, t("relations")));
    root.append(h("ul", { class: "plain" }, ...twins.map((x) => h("li", {}, h("button", { type: "button", class: "ref", onclick: () => app.select({ type: "tie", at: x }) }, tieText(app, x))))));
  }
}

function allClaims(app: App, e: number): number[] {
  return Array.from(app.g.claimsOf.slice(app.g.claimsAt[e]!, app.g.claimsAt[e + 1]!));
}

/** The other visible edges between the same two nodes. */
function siblings(app: App, e: number): number[] {
  const { g } = app, other = g.from[e] === g.to[e] ? -1 : g.to[e]!;
  return visibleTies(app, g.from[e]!).filter((x) => x !== e && (g.from[x] === other || g.to[x] === other));
}

function claimsPanel(app: App, root: HTMLElement, claims: number[]): void {
  head(app, root, h("span", {}, t("evidenceN", { n: claims.length })), "");
  root.append(cards(app, claims, []));
}

function pathPanel(app: App, root: HTMLElement): void {
  const { g, lang, path } = app, [a, b] = app.store.view.path!;
  const title = h("span", {}, t("pathOf", { a: nodeName(g, a, lang), b: nodeName(g, b, lang) }));
  const steps = path === null ? t("noPath") : t("hops", { n: path.length });
  root.append(iconButton("close", t("endPath"), () => app.store.set({ path: null }), { class: "ib corner" }));
  root.append(h("h2", { tabindex: -1, id: "panel-title" }, title), h("p", { class: "sub", id: "path-length" }, steps));
  const list = h("ol", { class: "hops" });
  for (const e of path ?? []) {
    const claims = claimsOf(app, e).slice(0, 3);
    list.append(h("li", {}, claims.length ? null : h("h3", {}, tieTitle(app, e)), cards(app, claims, [e])));
  }
  root.append(list);
}

/** What a claim says, for titles and live messages. */
export function claimText(app: App, i: number): string {
  const e = app.g.claimTie[i]!;
  if (e >= 0) return tieText(app, e);
  const [s, r, text] = app.g.columns.claims.lit[String(i)] ?? [0, 0, ""];
  return `${nodeName(app.g, s, app.lang)} ${relationName(app.g, r, app.lang)}${text ? ` „${text}“` : ""}`;
}
export { claimIri };
