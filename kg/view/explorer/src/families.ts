/** Fifty classes or seventy relations are too many to read: a facet's values as one line a family, its own inside. */
import type { App } from "./app";
import { FAMILIES, type Graph, type Lang } from "./data";
import { h } from "./dom";
import { glyph } from "./glyph";
import { number, t } from "./i18n";
import type { Theme } from "./look";

export interface Row { at: number; name: string; count: number; sign?: Node; group?: string; read?: () => void }
export interface Family { key: string; name: string; sign?: () => Node }
/** What a facet's lines need: what is unticked, every value, how to untick, how one value's line looks. */
export interface Choice { off: Set<number>; all: number[]; set: (list: number[]) => void; line: (row: Row) => HTMLElement }
export type Lines = (app: App, rows: Row[], choice: Choice) => HTMLElement[];

export const plainRows: Lines = (_, rows, { line }) => rows.map(line);
export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Families of classes are those that are drawn: their sign is colour and shape. */
export const classFamilies = (theme: Theme): Family[] => FAMILIES.map((key) => ({ key, name: t(key), sign: () => glyph(key, theme) }));

/** Key of the family that a relation belongs to; "" where the ontology names none. */
export const familyOf = (g: Graph, relation: number): string => g.columns.families[g.columns.relations[relation]![5]]?.[0] ?? "";

/** Families of relations, those with most edges first whatever is filtered, so that no line moves; what has none comes last. */
export function relationFamilies(g: Graph, lang: Lang): Family[] {
  const each = new Uint32Array(g.columns.relations.length), edges = new Map<string, number>();
  for (const r of g.relation) each[r]!++;
  each.forEach((count, r) => edges.set(familyOf(g, r), (edges.get(familyOf(g, r)) ?? 0) + count));
  const found = g.columns.families.map((f) => ({ key: f[0], name: capital(lang === "en" ? f[2] : f[1]) }));
  found.sort((a, b) => (edges.get(b.key) ?? 0) - (edges.get(a.key) ?? 0) || a.name.localeCompare(b.name));
  return [...found, { key: "", name: t("otherFamily") }];
}

const unfolded = new Set<string>();

/** `facet` names the lines; a family of one value is that value's line where it `stands` for itself; `wide`: all unfolded. */
export const inFamilies = (facet: string, families: Family[], { stands = false, wide = false } = {}): Lines => (app, rows, choice) => families.flatMap((family) => {
  const own = rows.filter((r) => r.group === family.key);
  if (!own.length || (stands && own.length === 1)) return own.map(choice.line);
  const key = `${facet}-family-${family.key}`, shown = wide || unfolded.has(key);
  const fold = () => { if (!unfolded.delete(key)) unfolded.add(key); app.refresh(); };
  const more = wide ? null : h("button", {
    type: "button", class: "more", "aria-expanded": String(shown), "aria-label": `${t(facet === "cls" ? "kinds" : "relationsIn")}: ${family.name}`, "data-focus": `${key}-more`, onclick: fold,
  });
  return [h("li", { class: "family" }, h("div", { class: "head" }, ...title(family, own, key, choice), more), shown ? h("ul", {}, ...own.map(choice.line)) : null)];
});

/** A family's box, name and count, and the button that leaves only it. */
function title(family: Family, own: Row[], key: string, { off, all, set }: Choice): HTMLElement[] {
  const mine = new Set(own.map((r) => r.at)), hidden = own.filter((r) => off.has(r.at)).length;
  const toggle = () => set(hidden < own.length ? [...new Set([...off, ...mine])] : [...off].filter((at) => !mine.has(at)));
  const box = h("input", { type: "checkbox", checked: hidden < own.length, "data-focus": key, "data-family": family.key || "none", onchange: toggle });
  box.indeterminate = hidden > 0 && hidden < own.length;
  const count = own.reduce((sum, r) => sum + r.count, 0);
  return [
    h("label", { class: hidden === own.length ? "off" : "" }, box, family.sign?.() ?? null, h("span", { class: "name", title: family.name }, family.name), h("span", { class: "count" }, number(count))),
    h("button", { type: "button", class: "only", "data-focus": `${key}-only`, "aria-label": `${t("onlyThis")}: ${family.name}`, onclick: () => set(all.filter((at) => !mine.has(at))) }, t("onlyThis")),
  ];
}
