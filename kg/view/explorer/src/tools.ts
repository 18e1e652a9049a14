/** The drawer under the graph: findings, the list of everything visible, SPARQL, help; one at a time. */
import type { App } from "./app";
import { h, iconButton } from "./dom";
import { renderFindings } from "./findings";
import { renderList } from "./list";
import { t, type Key } from "./i18n";
import { Sparql } from "./sparql";

export type Tool = "findings" | "list" | "sparql" | "help";
const TITLES: Record<Tool, Key> = { findings: "findings", list: "listTitle", sparql: "sparql", help: "help" };

export function mountTools(app: App, root: HTMLElement) {
  let open: Tool | null = null, said = app.lang;
  const sparql = new Sparql(app);
  const body = h("div", { class: "drawer-body" });
  const title = h("h2", { id: "drawer-title", tabindex: -1 });
  const bar = h("header", {}, title);
  root.append(bar, body);
  // On a phone the drawer covers the graph: what is chosen in it must come to light.
  body.addEventListener("click", () => {
    const before = app.store.view.sel;
    setTimeout(() => { if (open && app.store.view.sel !== before && matchMedia("(max-width: 760px)").matches) toggle(open); });
  }, { capture: true });
  const render = () => {
    title.textContent = open ? t(TITLES[open]) : "";
    bar.querySelector("button")?.remove();
    bar.append(iconButton("close", t("close"), () => toggle(open!)));
    if (open === "findings") renderFindings(app, body);
    else if (open === "list") renderList(app, body);
    else if (open === "sparql") sparql.render(body);
    else if (open === "help") renderHelp(body);
  };
  const toggle = (what: Tool) => {
    open = open === what ? null : what;
    document.body.classList.toggle("with-drawer", open !== null);
    for (const id of ["findings", "list", "sparql"]) document.getElementById(id)!.setAttribute("aria-pressed", String(open === id));
    body.replaceChildren();
    root.hidden = open === null;
    if (!open) { app.stage.canvas.focus(); return; }
    root.dataset.tool = open;
    // Only words stand in the help: it scrolls by keyboard when it can have the focus itself.
    body.toggleAttribute("tabindex", open === "help");
    if (open === "help") body.tabIndex = 0;
    render();
    title.focus();
  };
  return {
    toggle, sparql,
    /** The view changed: bring the open tool in line; the query panel only where its words changed. */
    update: () => {
      if (open && (open !== "sparql" || said !== app.lang)) render();
      said = app.lang;
    },
    close: () => { if (!open) return false; toggle(open); return true; },
  };
}

function renderHelp(root: HTMLElement): void {
  const rows: [string, Key][] = [["/", "keySearch"], ["← ↑ → ↓", "keyArrows"], ["⇧ + ← ↑ → ↓", "keyPan"], ["Enter", "keyEnter"], ["Esc", "keyEsc"], ["+ − 0", "keyZoom"], ["Ctrl+Z · Ctrl+Y", "keyUndo"]];
  root.replaceChildren(h("h3", {}, t("report")), h("p", {}, t("reportSteps")), h("p", {}, t("reportHow")), h("h3", {}, t("keys")),
    h("dl", { class: "keys" }, ...rows.flatMap(([key, what]) => [h("dt", {}, h("kbd", {}, key)), h("dd", {}, t(what))])),
    h("p", {}, t("keyShift")), h("p", {}, t("keyDouble")));
}
