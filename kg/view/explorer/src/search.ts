/** The search box: names, other names and wording, as one types; ä, ae and a find each other. */
import type { App } from "./app";
import { FAMILIES, className, nodeName } from "./data";
import { h, icon as lineIcon } from "./dom";
import { glyph } from "./glyph";
import { t } from "./i18n";

/** One spelling for all: no case, no accents, ß as ss, and ae, oe, ue like ä, ö, ü. */
export function fold(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ß", "ss").replace(/([aou])e/g, "$1").replace(/\s+/g, " ").trim();
}

/** So many letters of a sentence stand before what was found in it. */
const BEFORE = 28;

/** A sentence from shortly before the words that were searched: what is found must be seen. */
export function excerpt(text: string, wanted: string): string {
  const at = fold(text).indexOf(wanted);
  if (at <= BEFORE) return text;
  // Folded and written text differ in length: the first letters that fold to more than what lies before.
  let start = 0;
  while (start < text.length && fold(text.slice(0, start + 1)).length <= at) start++;
  const space = text.lastIndexOf(" ", start - BEFORE);
  return space <= 0 ? text : `… ${text.slice(space + 1)}`;
}

interface Hit { node: number; claim: number; text: string; rank: number; also?: string; article?: number }

export function mountSearch(app: App, input: HTMLInputElement, list: HTMLElement): { focus(): void } {
  const { g } = app;
  let names: [string, number, string][] | null = null, wording: string[] | null = null, active = -1, hits: Hit[] = [];
  const index = () => (names ??= Array.from({ length: g.nodes }, (_, i) => i).flatMap((i) => {
    const n = g.columns.nodes;
    return [n.de[i]!, n.en[i]!, ...(n.aliases[String(i)] ?? [])].filter(Boolean).map((name): [string, number, string] => [fold(name), i, name]);
  }));
  const find = (query: string): Hit[] => {
    const wanted = fold(query), best = new Map<number, [number, string]>();
    if (!wanted) return [];
    for (const [name, i, told] of index()) {
      const at = name.indexOf(wanted);
      if (at < 0) continue;
      const rank = (name === wanted ? 0 : at === 0 ? 1 : name[at - 1] === " " || name[at - 1] === "-" ? 2 : 3) * 1e6 - g.degree[i]!;
      if (rank < (best.get(i)?.[0] ?? Infinity)) best.set(i, [rank, told]);
    }
    const out = [...best].map(([node, [rank, also]]): Hit => ({ node, claim: -1, text: nodeName(g, node, app.lang), rank, also }));
    out.sort((a, b) => a.rank - b.rank || a.node - b.node);
    const top = out.slice(0, 12);
    g.columns.articles.forEach((a, article) => {
      if (top.length < 16 && fold(a[1]).includes(wanted)) top.push({ node: -1, claim: -1, article, text: a[1], rank: 0 });
    });
    if (wanted.length >= 3) top.push(...inWording(wanted));
    return top;
  };
  const inWording = (wanted: string): Hit[] => {
    wording ??= g.columns.passages.t.map(fold);
    const out: Hit[] = [], seen = new Set<number>();
    for (let i = 0; i < g.claims && out.length < 5; i++) {
      const at = g.columns.claims.ps[i]!;
      if (at < 0 || seen.has(at) || !wording[at]!.includes(wanted)) continue;
      seen.add(at);
      out.push({ node: -1, claim: i, text: excerpt(g.columns.passages.t[at]!, wanted), rank: 0 });
    }
    return out;
  };
  const render = () => {
    list.replaceChildren(...hits.map((hit, i) => {
      const icon = hit.article !== undefined ? lineIcon("article") : hit.node >= 0 ? glyph(FAMILIES[g.family[hit.node]!]!, app.stage.theme, g.unnamed[hit.node] === 1) : h("span", { class: "quote-mark", "aria-hidden": "true" }, "„");
      const sub = hit.article !== undefined ? t("openArticle") : hit.node >= 0 ? `${className(g, g.kind[hit.node]!, app.lang)} · ${g.degree[hit.node]}` : "";
      return h("li", { role: "option", id: `hit-${i}`, "aria-selected": String(i === active), onpointerdown: (ev: Event) => { ev.preventDefault(); take(i); } },
        icon, h("span", { class: "name", dir: "auto" }, hit.text),
        hit.also && hit.also !== hit.text ? h("span", { class: "also", dir: "auto" }, hit.also) : null, h("span", { class: "count" }, sub));
    }));
    if (!hits.length && input.value.trim()) list.replaceChildren(h("li", { role: "option", "aria-disabled": "true", class: "quiet" }, t("noHits")));
    list.hidden = !input.value.trim();
    input.setAttribute("aria-expanded", String(!list.hidden));
    if (active >= 0) input.setAttribute("aria-activedescendant", `hit-${active}`); else input.removeAttribute("aria-activedescendant");
  };
  const take = (i: number) => {
    const hit = hits[i];
    if (!hit) return;
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    if (hit.article !== undefined) app.read(hit.article);
    else if (hit.node >= 0) { input.value = hit.text; app.choose(hit.node, { centre: true }); } else app.select({ type: "claims", at: [hit.claim] }, true);
  };
  // The first letter must not wait for ten thousand names to be folded.
  const idle = window.requestIdleCallback ?? ((run: () => void) => setTimeout(run, 300));
  idle(() => { index(); wording ??= g.columns.passages.t.map(fold); });
  input.addEventListener("input", () => {
    hits = find(input.value);
    active = hits.length ? 0 : -1;
    render();
    if (input.value.trim()) app.say(t("searchHits", { n: hits.length }));
  });
  input.addEventListener("keydown", (ev) => {
    if (ev.key === "ArrowDown" || ev.key === "ArrowUp") {
      ev.preventDefault();
      active = Math.max(0, Math.min(hits.length - 1, active + (ev.key === "ArrowDown" ? 1 : -1)));
      render();
    } else if (ev.key === "Enter") { ev.preventDefault(); take(Math.max(active, 0)); }
    else if (ev.key === "Escape") { input.value = ""; hits = []; render(); ev.stopPropagation(); }
  });
  input.addEventListener("focus", () => { if (input.value.trim()) { hits = find(input.value); render(); } });
  input.addEventListener("blur", () => { list.hidden = true; input.setAttribute("aria-expanded", "false"); });
  return { focus: () => { input.focus(); input.select(); } };
}
