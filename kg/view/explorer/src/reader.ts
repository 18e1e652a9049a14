/** The reading pane: an article's text with every claim marked; a marked passage lights its edges. */
import type { App } from "./app";
import { h, iconButton, safeUrl } from "./dom";
import { date, t } from "./i18n";
import { stance } from "./tip";

interface Span { from: number; to: number; claim: number }

/** Show the article of the view; returns false when none is open. */
export function renderReader(app: App, root: HTMLElement): boolean {
  const a = app.store.view.article;
  if (a < 0) { root.replaceChildren(); delete root.dataset.article; return false; }
  const key = `${a} ${app.lang}`;
  if (root.dataset.article !== key) { root.replaceChildren(...build(app, a)); root.dataset.article = key; root.scrollTop = 0; }
  light(app, root);
  return true;
}

function build(app: App, a: number): HTMLElement[] {
  const { g } = app, [, title, url, day, house, author] = g.columns.articles[a]!;
  const claims: number[] = [];
  for (let i = 0; i < g.claims; i++) if (g.article[i] === a) claims.push(i);
  const web = safeUrl(url);
  const only = app.store.view.off.art.length > 0;
  const close = iconButton("close", t("close"), () => app.store.set({ article: -1 }), { class: "ib corner" });
  const head = h("header", {},
    h("h2", { dir: "auto" }, title),
    h("p", { class: "sub" }, [house, author, day ? date(day) : t("noDate")].filter(Boolean).join(" · ")),
    h("p", { class: "quiet" }, t("articleClaims", { n: claims.length })),
    h("p", {}, h("button", { type: "button", class: "text", onclick: () => {
      const all = g.columns.articles.map((_, i) => i).filter((i) => i !== a);
      app.store.set({ off: { ...app.store.view.off, art: app.store.view.off.art.length ? [] : all } });
      const root = document.getElementById("reader")!;
      delete root.dataset.article;
      app.refresh();
    } }, only ? t("showAll") : t("articleOnly")), " ",
    web ? h("a", { href: web, rel: "noreferrer noopener", target: "_blank" }, t("original")) : null));
  return [close, head, body(app, a, claims)];
}

function body(app: App, a: number, claims: number[]): HTMLElement {
  const { g } = app, p = g.columns.passages, text = h("div", { class: "prose", lang: "de", dir: "auto" });
  const own = p.t.map((_, i) => i).filter((i) => p.a[i] === a).sort((x, y) => p.b[x]! - p.b[y]!);
  const spans = new Map<number, Span[]>();
  for (const i of claims) {
    const at = g.columns.claims.ps[i]!, [from, to] = g.columns.claims.q[i]!;
    if (at < 0 || from === undefined || to === undefined) continue;
    const list = spans.get(at);
    if (list) list.push({ from, to, claim: i }); else spans.set(at, [{ from, to, claim: i }]);
  }
  let paragraph = h("p"), end = -1;
  for (const i of own) {
    const gap = p.b[i]! - end;
    // A gap of two or more characters was a line break (or more) in the article; what overlaps are bare quotes.
    if (end >= 0 && (gap > 1 || gap < 0)) { text.append(paragraph); paragraph = h("p"); } else if (end >= 0) paragraph.append(" ");
    paragraph.append(...sentence(app, p.t[i]!, spans.get(i) ?? []));
    end = p.b[i]! + [...p.t[i]!].length;
  }
  text.append(paragraph);
  return text;
}

function sentence(app: App, text: string, spans: Span[]): (HTMLElement | string)[] {
  const cuts = [...new Set([0, text.length, ...spans.flatMap((s) => [s.from, s.to])])].sort((a, b) => a - b);
  const out: (HTMLElement | string)[] = [];
  for (let i = 0; i + 1 < cuts.length; i++) {
    const from = cuts[i]!, to = cuts[i + 1]!, piece = text.slice(from, to);
    const here = spans.filter((s) => s.from <= from && to <= s.to).map((s) => s.claim);
    if (!here.length) { out.push(piece); continue; }
    const go = () => app.select({ type: "claims", at: here });
    const hedged = here.every((c) => app.g.certainty[c]! > 1), told = here.every((c) => app.g.source[c]! >= 0 || String(c) in app.g.columns.claims.stx);
    const words = stance(app, here);
    out.push(h("mark", {
      class: hedged ? "c hedge" : told ? "c told" : "c", title: words, tabindex: 0, role: "button", "data-claims": here.join(" "),
      "aria-label": `${piece} – ${t("evidenceN", { n: here.length })}, ${words}`,
      onclick: go, onkeydown: (ev: KeyboardEvent) => { if (ev.key === "Enter" || ev.key === " ") { ev.preventDefault(); go(); } },
    }, piece));
  }
  return out;
}

/** Make the passages of the selected claims stand out, and bring the first into sight. */
function light(app: App, root: HTMLElement): void {
  const wanted = new Set(selectedClaims(app));
  let first: HTMLElement | null = null;
  for (const el of root.querySelectorAll<HTMLElement>("mark.c")) {
    const on = el.dataset.claims!.split(" ").some((c) => wanted.has(Number(c)));
    el.classList.toggle("on", on);
    if (on && !first) first = el;
  }
  if (first) {
    const box = root.getBoundingClientRect(), at = first.getBoundingClientRect();
    if (at.top < box.top + 40 || at.bottom > box.bottom - 20) root.scrollTop += at.top - box.top - box.height / 3;
  }
}

export function selectedClaims(app: App): number[] {
  const { g } = app, sel = app.store.view.sel;
  if (sel.type === "claims") return sel.at;
  const ties = sel.type === "tie" ? [sel.at] : sel.type === "node"
    ? Array.from(g.near.slice(g.nearAt[sel.at]!, g.nearAt[sel.at + 1]!)).filter((e) => app.visible.edge[e]) : [];
  return ties.flatMap((e) => Array.from(g.claimsOf.slice(g.claimsAt[e]!, g.claimsAt[e + 1]!)));
}
