/** The keyboard: everything the pointer does, and walking from node to node along edges. */
import type { App, Page } from "./app";
import { neighbours } from "./filter";

const ANGLES: Record<string, number> = { ArrowRight: 0, ArrowDown: Math.PI / 2, ArrowLeft: Math.PI, ArrowUp: -Math.PI / 2 };

export function mountKeys(page: Page, search: { focus(): void }, tools: { close(): boolean }): void {
  const stage = page.stage;
  document.addEventListener("keydown", (ev) => {
    const target = ev.target as HTMLElement, typing = target.matches("input:not([type=checkbox]):not([type=range]), textarea, select") || target.id === "editor-host";
    const command = ev.ctrlKey || ev.metaKey;
    if (command && !typing && ev.key.toLowerCase() === "z") { ev.preventDefault(); if (ev.shiftKey) page.store.redo(); else page.store.undo(); return; }
    if (command && !typing && ev.key.toLowerCase() === "y") { ev.preventDefault(); page.store.redo(); return; }
    // The editor takes Escape for its list of completions first.
    if (command || ev.altKey || ev.defaultPrevented) return;
    if (ev.key === "Escape") { escape(page, tools); return; }
    if (typing) return;
    if (ev.key === "/") { ev.preventDefault(); search.focus(); }
    else if (ev.key === "+" || ev.key === "=") stage.zoom(1.25);
    else if (ev.key === "-") stage.zoom(0.8);
    else if (ev.key === "0") stage.fit(undefined, true);
    else if (target === stage.canvas && ev.shiftKey && ev.key in ANGLES) {
      ev.preventDefault();
      stage.pan(-80 * Math.cos(ANGLES[ev.key]!), -80 * Math.sin(ANGLES[ev.key]!));
    } else if (target === stage.canvas && ev.key in ANGLES) { ev.preventDefault(); walk(page, ANGLES[ev.key]!); }
    else if (target === stage.canvas && ev.key === "Enter") { const sel = page.store.view.sel; if (sel.type === "node") page.ego(sel.at); }
  });
}

function escape(page: Page, tools: { close(): boolean }): void {
  if (tools.close()) return;
  const view = page.store.view;
  if (page.picking) { page.picking = null; page.show(false); return; }
  if (view.path) { page.store.set({ path: null }); return; }
  if (view.sel.type !== "none") { page.select({ type: "none" }); page.stage.canvas.focus(); return; }
  if (view.only) { page.store.set({ only: null }); return; }
  if (view.article >= 0) page.store.set({ article: -1 });
}

/** Go to the neighbour that lies best in the arrow's direction; without a selection, start at the hub. */
function walk(app: App, angle: number): void {
  const { g, visible } = app, sel = app.store.view.sel;
  if (sel.type !== "node") {
    let best = -1;
    for (let i = 0; i < g.nodes; i++) if (visible.node[i] && (best < 0 || g.degree[i]! > g.degree[best]!)) best = i;
    if (best >= 0) app.choose(best);
    return;
  }
  let best = -1, score = 0;
  for (const i of neighbours(g, visible, sel.at)) {
    const dx = g.x[i]! - g.x[sel.at]!, dy = g.y[i]! - g.y[sel.at]!, away = Math.hypot(dx, dy) || 1;
    const fit = Math.cos(Math.atan2(dy, dx) - angle) + 1.001 - away * 1e-5;
    if (fit > score) { score = fit; best = i; }
  }
  if (best >= 0) app.choose(best);
}
