/** What lies under the pointer, in words: a node's kind and relations, or an edge with how sure it is and who says so. */
import type { App } from "./app";
import { CERTAINTIES, className, nodeName, relationName } from "./data";
import { t, type Key } from "./i18n";
import { visibleTies } from "./panel";

const NAMES = 3;

/** `at` is a node, or an edge as -2 - edge; nothing at -1. */
export function showTip(app: App, tip: HTMLElement, at: number, x: number, y: number): void {
  tip.hidden = at === -1;
  if (at === -1) return;
  tip.textContent = at >= 0 ? nodeTip(app, at) : tieTip(app, -2 - at);
  tip.style.left = `${Math.max(4, Math.min(x + 14, app.stage.width - tip.offsetWidth - 4))}px`;
  tip.style.top = `${y + 16 + tip.offsetHeight > app.stage.height ? y - 10 - tip.offsetHeight : y + 16}px`;
}

function nodeTip(app: App, i: number): string {
  const { g, lang } = app, n = visibleTies(app, i).length;
  return `${nodeName(g, i, lang)}\n${className(g, g.kind[i]!, lang)} · ${t("relationsN", { n })}`;
}

/** How sure claims are, and who says so where it is not the article itself. */
export function stance(app: App, claims: number[]): string {
  const { g, lang } = app, certs = new Set<number>(), said = new Set<string>();
  for (const i of claims) {
    certs.add(g.certainty[i]!);
    if (g.source[i]! >= 0) said.add(nodeName(g, g.source[i]!, lang));
    else if (i < g.claims && g.columns.claims.stx[String(i)]) said.add(g.columns.claims.stx[String(i)]!);
  }
  const words = [...certs].sort((a, b) => a - b).map((c) => t(CERTAINTIES[c] as Key));
  if (said.size) words.push(t("according", { name: [...said].slice(0, NAMES).join(", ") + (said.size > NAMES ? ", …" : "") }));
  return words.join(" · ");
}

function tieTip(app: App, e: number): string {
  const { g, lang } = app, claims = Array.from(g.claimsOf.slice(g.claimsAt[e]!, g.claimsAt[e + 1]!)).filter((i) => app.visible.claim[i]);
  const name = (i: number) => nodeName(g, i, lang);
  return `${name(g.from[e]!)} – ${relationName(g, g.relation[e]!, lang)} → ${name(g.to[e]!)}\n${stance(app, claims)}`;
}
