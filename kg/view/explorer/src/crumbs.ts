/** Chips over the graph: what narrows the view, each to be lifted with one click. */
import { h } from "./dom";
import { t } from "./i18n";
import type { Page } from "./app";
import { firstView } from "./state";

export function renderCrumbs(page: Page, row: HTMLElement): void {
  const view = page.store.view;
  const chip = (text: string, undo: () => void) => h("button", { type: "button", class: "crumb", onclick: undo, title: t("showAll") }, text, " ×");
  row.replaceChildren();
  if (!page.g.nodes) row.append(h("p", { class: "empty" }, t("emptyGraph")));
  const { off } = view, filtered = view.conf > 0 || view.time !== null || [off.cls, off.rel, off.house, off.art, off.src].some((list) => list.length > 0);
  if (filtered || (!page.visible.nodes && page.g.nodes)) {
    row.append(chip(t(page.visible.nodes ? "filtered" : "nothingVisible"), () => page.store.set({ off: firstView().off, conf: 0, time: null, hidden: [], only: null })));
  }
  if (view.only) row.append(chip(t("onlyN", { n: view.only.length }), () => page.store.set({ only: null })));
  if (view.most && !view.only) row.append(chip(t("mostN", { n: view.most }), () => page.store.set({ most: 0, kept: [] })));
  if (view.hidden.length) row.append(chip(t("hiddenN", { n: view.hidden.length }), () => page.store.set({ hidden: [] })));
  if (view.lit.length) row.append(chip(t("litN", { n: view.lit.length }), () => page.store.set({ lit: [] })));
  if (page.picking) row.append(chip(t(page.picking.what === "path" ? "pathPick" : "mergePick"), () => { page.picking = null; page.show(false); }));
}
