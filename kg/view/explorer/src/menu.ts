/** The top bar: icon buttons, and a menu for what is needed rarely. */
import type { Page } from "./app";
import { save } from "./dom";
import { DARK, LIGHT } from "./look";
import { t } from "./i18n";
import { firstView } from "./state";
import { toCsv, toDecisions, toGraphml, toPng, toSvg } from "./exports";

export function mountMenu(page: Page, tools: { toggle(what: "findings" | "list" | "sparql" | "help"): void }): void {
  const $ = (id: string) => document.getElementById(id)!;
  const on = (id: string, run: () => void) => $(id).addEventListener("click", run);
  const menu = $("menu"), more = $("more");
  const show = (open: boolean) => {
    menu.hidden = !open;
    more.setAttribute("aria-expanded", String(open));
    if (open) menu.querySelector("button")!.focus();
  };
  on("undo", () => page.store.undo());
  on("redo", () => page.store.redo());
  on("fit", () => page.stage.fit(undefined, true));
  on("zoom-in", () => page.stage.zoom(1.4));
  on("zoom-out", () => page.stage.zoom(1 / 1.4));
  on("findings", () => tools.toggle("findings"));
  on("list", () => tools.toggle("list"));
  on("sparql", () => tools.toggle("sparql"));
  on("theme", () => page.setTheme(page.theme.dark ? LIGHT : DARK));
  $("filters").setAttribute("aria-expanded", String($("facets").checkVisibility()));
  on("filters", () => {
    const shown = $("facets").checkVisibility();
    document.body.classList.toggle("facets-open", !shown);
    document.body.classList.toggle("no-facets", shown);
    $("filters").setAttribute("aria-expanded", String(!shown));
  });
  more.addEventListener("click", () => show(menu.hidden));
  document.addEventListener("pointerdown", (ev) => { if (!menu.hidden && !menu.contains(ev.target as Node) && !more.contains(ev.target as Node)) show(false); });
  menu.addEventListener("keydown", (ev) => {
    const items = [...menu.querySelectorAll("button")], at = items.indexOf(document.activeElement as HTMLButtonElement);
    if (ev.key === "ArrowDown") { ev.preventDefault(); items[(at + 1) % items.length]!.focus(); }
    if (ev.key === "ArrowUp") { ev.preventDefault(); items[(at + items.length - 1) % items.length]!.focus(); }
    if (ev.key === "Escape") { ev.stopPropagation(); show(false); more.focus(); }
  });
  const item = (id: string, run: () => void | Promise<void>) => on(id, () => { show(false); more.focus(); void run(); });
  const name = (ending: string) => `newskg-${(page.g.columns.meta.date || "graph").replace(/[^0-9a-z-]/gi, "")}.${ending}`;
  item("m-png", async () => save(name("png"), await toPng(page)));
  item("m-svg", () => save(name("svg"), new Blob([toSvg(page)], { type: "image/svg+xml" })));
  item("m-csv", () => save(name("csv"), new Blob([toCsv(page)], { type: "text/csv;charset=utf-8" })));
  item("m-graphml", () => save(name("graphml"), new Blob([toGraphml(page)], { type: "application/xml" })));
  item("m-decisions", () => save("decisions.tsv", new Blob([toDecisions(page)], { type: "text/tab-separated-values" })));
  item("m-print", () => window.print());
  item("language", () => page.setLanguage(page.lang === "de" ? "en" : "de"));
  item("m-redo", () => page.store.redo());
  item("m-theme", () => page.setTheme(page.theme.dark ? LIGHT : DARK));
  item("m-report", () => tools.toggle("help"));
  on("report-how", () => tools.toggle("help"));
  item("m-help", () => tools.toggle("help"));
  item("m-reset", () => { page.store.set(firstView(page.g.nodes)); page.stage.fit(undefined, true); });
  item("m-link", () => copyLink(page));
}

async function copyLink(page: Page): Promise<void> {
  history.replaceState(null, "", page.link());
  try {
    await navigator.clipboard.writeText(location.href);
    page.say(t("copied"));
  } catch { page.say(t("linkReady")); }
}
