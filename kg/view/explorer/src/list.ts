/** Everything visible as text: nodes by name, each with its relations; the same reach as the picture. */
import type { App } from "./app";
import { FAMILIES, className, nodeName, relationName } from "./data";
import { h } from "./dom";
import { glyph } from "./glyph";
import { visibleTies } from "./panel";
import { number } from "./i18n";

export function renderList(app: App, root: HTMLElement): void {
  const { g, lang, visible } = app, nodes: number[] = [];
  for (let i = 0; i < g.nodes; i++) if (visible.node[i]) nodes.push(i);
  const names = new Map(nodes.map((i) => [i, nodeName(g, i, lang)]));
  const order = new Intl.Collator(lang);
  nodes.sort((a, b) => order.compare(names.get(a)!, names.get(b)!) || a - b);
  const list = h("ul", { class: "node-list" });
  for (const i of nodes) list.append(item(app, i, names.get(i)!));
  root.replaceChildren(list);
}

function item(app: App, i: number, name: string): HTMLElement {
  const { g, lang } = app, ties = visibleTies(app, i);
  const details = h("details", {}, h("summary", {}, glyph(FAMILIES[g.family[i]!]!, app.stage.theme, g.unnamed[i] === 1),
    h("span", { class: "name", dir: "auto" }, name), h("span", { class: "quiet" }, className(g, g.kind[i]!, lang)), h("span", { class: "count" }, number(ties.length))));
  // Relations are written when they are asked for: ten thousand nodes would be a hundred thousand lines.
  details.addEventListener("toggle", () => {
    if (!details.open || details.childElementCount > 1) return;
    details.append(h("button", { type: "button", class: "text", onclick: () => app.choose(i, { centre: true }) }, `→ ${name}`));
    details.append(h("ul", {}, ...ties.map((e) => {
      const out = g.from[e] === i, other = out ? g.to[e]! : g.from[e]!;
      return h("li", {}, h("button", { type: "button", class: "ref", onclick: () => app.select({ type: "tie", at: e }, true) },
        `${relationName(g, g.relation[e]!, lang, !out)} ${nodeName(g, other, lang)}`));
    })));
  });
  return h("li", {}, details);
}
