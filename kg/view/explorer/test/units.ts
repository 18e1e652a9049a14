/** Cases for the modules that need no page: bundled by build.mjs, run by pytest in Chromium and by npm test. */
import { CERTAINTIES, dayOf, nodeName, relationName } from "../src/data";
import { cell } from "../src/exports";
import { DASHED, RED, SOLID, filter, neighbours, shortestPath } from "../src/filter";
import { curveOf, distance, middle } from "../src/geometry";
import { framed } from "../src/framing";
import { hull } from "../src/groups";
import { date, keys, setLanguage, t } from "../src/i18n";
import { Taken, place, shorten } from "../src/labels";
import { excerpt, fold } from "../src/search";
import { declared } from "../src/sparql";
import { Store, firstView, fromLink, toLink } from "../src/state";
import { SvgPen } from "../src/svgpen";
import { binsOf, dayTyped } from "../src/timeline";
import { turn, turned } from "../src/turn";
import { safeUrl } from "../src/dom";
import { same, test, yes } from "./check";
import { graph } from "./graph";

test("a year's, a month's and a day's last day", () => {
  same([dayOf("1970-01-02"), dayOf("1971", true), dayOf("2024-02", true) - dayOf("2024-02-01")], [1, 729, 28]);
});
test("names come in the language asked for, relations both ways", () => {
  const g = graph();
  same([nodeName(g, 2, "en"), nodeName(g, 2, "de"), nodeName(g, 0, "en")], ["Chamois", "Gämse", "Adler AG"]);
  same([relationName(g, 0, "de", true), relationName(g, 1, "de", true)], ["gekauft von", "← leitet"]);
});
test("a node without a readable name is called by its identifier", () => {
  const g = graph();
  g.columns.nodes.de[0] = " \t";
  same(nodeName(g, 0, "de"), g.columns.nodes.id[0]);
});
test("one edge is no edges", () => {
  setLanguage("de");
  same([t("counts", { n: 2, e: 1 }), t("counts", { n: 1, e: 2 })], ["2 Knoten · 1 Kante", "1 Knoten · 2 Kanten"]);
  setLanguage("en");
  same(t("counts", { n: 1, e: 1 }), "1 node · 1 edge");
  setLanguage("de");
});
test("parallel edges get slots around the middle", () => {
  const g = graph();
  same([...g.slot], [-0.5, 0.5, 0, 0]);
  same([...g.parallel], [2, 2, 1, 1]);
});
test("asserted here and denied there is a contradiction", () => {
  same([...graph().contra], [1, 0, 0, 0]);
});
test("an edge without a claim is inferred, and surely so", () => {
  const g = graph();
  same([g.certainty[4], g.confidence[4], g.claimTie[4]], [CERTAINTIES.indexOf("Inferred"), 100, 3]);
});
test("at first what is asserted or follows is visible, contradictions red", () => {
  const seen = filter(graph(), firstView());
  same([...seen.edge], [RED, SOLID, 0, 2]);
  same([seen.nodes, seen.edges], [4, 3]);
});
test("what is hedged is dashed once it is asked for", () => {
  const view = firstView();
  view.off.cert = [];
  same(filter(graph(), view).edge[2], DASHED);
});
test("counts leave out the facet they belong to", () => {
  const view = firstView();
  view.off.rel = [0];
  const seen = filter(graph(), view);
  same([seen.edges, [...seen.counts.rel]], [2, [1, 2]]);
});
test("confidence, article and time leave edges out", () => {
  const g = graph(), view = (patch: object) => filter(g, { ...firstView(), ...patch }).edges;
  same(view({ conf: 60 }), 2);
  same(view({ time: [dayOf("2024-01-01"), dayOf("2024-12-31")] }), 1);
  same(view({ hidden: [0] }), 1);
});
test("only so many of each family are shown, the best connected first, and who is kept", () => {
  const g = graph(), view = (patch: object) => [...filter(g, { ...firstView(), off: { ...firstView().off, cert: [] }, ...patch }).node];
  same([...g.rank], [1, 0, 0, 1, 2]);
  same(view({ most: 1 }), [0, 1, 1, 0, 0]);
  same(view({ most: 1, kept: [0] }), [1, 1, 1, 0, 0]);
  same(view({ most: 1, only: [2, 3] }), [0, 0, 1, 1, 0]);
  same([firstView(20000).most, firstView(20001).most], [0, 200]);
});
test("the shortest path takes visible edges only", () => {
  const g = graph(), all = firstView();
  all.off.cert = [];
  same(shortestPath(g, filter(g, firstView()), 0, 3), null);
  same(shortestPath(g, filter(g, all), 0, 3)!.length, 3);
  same(neighbours(g, filter(g, all), 1).sort(), [0, 2]);
});
test("a link names what was chosen and survives renumbering", () => {
  const g = graph(), view = { ...firstView(), conf: 40, hidden: [3], sel: { type: "node" as const, at: 2 }, pins: { 1: [5, -7] as [number, number] }, most: 2, kept: [0], off: { ...firstView().off, src: [-1] } };
  const back = fromLink(g, toLink(g, view, [1, 2, 0.5]))!;
  same(back.view, view);
  same(back.camera, [1, 2, 0.5]);
  same([fromLink(g, "x"), fromLink(g, "")], [null, null]);
});
test("undo and redo go through what was set", () => {
  const store = new Store(firstView());
  store.set({ conf: 10 });
  store.set({ conf: 20 });
  store.undo();
  same([store.view.conf, store.canRedo], [10, true]);
  store.redo();
  same([store.view.conf, store.canRedo], [20, false]);
});
test("an edge ends on the rims of its discs", () => {
  const g = graph(), c = curveOf(g, 2, 0, 0, 100, 0, 10, 20);
  yes(Math.abs(Math.hypot(c.ax, c.ay) - 10) < 0.5, "starts on the rim");
  yes(Math.abs(Math.hypot(c.bx - 100, c.by) - 21.5) < 0.5, "ends before the rim");
  yes(distance(c, ...middle(c)) < 1, "its middle lies on it");
});
test("a picture keeps clear of the controls that lie over it, where that hides fewer", () => {
  const box = [0, 0, 1000, 500], far = { x: 990, y: 490, r: 8 }, map = [840, 380, 148, 104];
  const at = (c: { x: number; y: number; k: number }, d: { x: number; y: number }) => [(d.x - c.x) * c.k + 500, (d.y - c.y) * c.k + 250];
  const free = framed(box, [{ x: 500, y: 250, r: 8 }], 1000, 500, [map], 2), kept = framed(box, [far], 1000, 500, [map], 2);
  same([free.x, free.y, free.k], [500, 250, 0.872]);
  const [x, y] = at(kept, far);
  yes(x! + 8 < map[0]! || y! + 8 < map[1]!, "beside or above the map");
  yes(kept.k > 0.7, "still large");
});
test("a hull is the outermost points", () => {
  same(hull([[0, 0], [4, 0], [2, 1], [4, 4], [0, 4], [2, 2]]).length, 4);
});
test("labels keep off each other and inside the stage", () => {
  const taken = new Taken(), first = place(taken, 50, 50, 5, 40, 15, 200, 100)!;
  taken.add(first[0], first[1], 40, 15);
  yes(!taken.hits(150, 50, 10, 10) && taken.hits(first[0] + 1, first[1] + 1, 2, 2), "taken is taken");
  const second = place(taken, 50, 50, 5, 40, 15, 200, 100)!;
  yes(second[0] + 40 <= first[0] || second[0] >= first[0] + 40 || second[1] + 15 <= first[1] || second[1] >= first[1] + 15, "apart");
  same(place(new Taken(), 50, 50, 5, 400, 15, 200, 100), null);
});
test("long names are cut at words and never inside a sign", () => {
  same(shorten("Donaudampfschifffahrts Gesellschaft mbH", 30), "Donaudampfschifffahrts…");
  same(shorten("🐦".repeat(12), 10), "🐦".repeat(9) + "…");
  same(shorten("  "), "–");
});
test("umlauts are found however they are typed", () => {
  same(new Set(["Müller", "Mueller", "MULLER", "muller"].map(fold)).size, 1);
  same(fold("Straße"), "strasse");
});
test("a cell that a spreadsheet would run is disarmed", () => {
  same(["=1+1", "+49", "a;b", 'say "x"', "plain"].map(cell), ["'=1+1", "'+49", '"a;b"', '"say ""x"""', "plain"]);
});
test("SVG text is escaped", () => {
  const pen = new SvgPen();
  pen.fillText("<b>&\u0000", 1, 2);
  yes(pen.text(9, 9, "#fff").includes("&lt;b&gt;&amp;<"), "escaped");
});
test("only web addresses become links", () => {
  same(["javascript:alert(1)", "data:text/html,x", "https://a.example/", "nonsense"].map(safeUrl), [null, null, "https://a.example/", null]);
});
test("days are read as people type them", () => {
  const iso = (text: string, last = false) => { const day = dayTyped(text, last); return day === null ? null : new Date(day * 864e5).toISOString().slice(0, 10); };
  same([iso("30.4.2025"), iso("4.2025", true), iso("2025"), iso("2025", true), iso("2025-02-28"), iso("30 Apr 2025")], ["2025-04-30", "2025-04-30", "2025-01-01", "2025-12-31", "2025-02-28", "2025-04-30"]);
  same([iso("31.2.2025"), iso("gestern"), iso("")], [null, null, null]);
});
test("prefixes a query uses are declared for it, and no others", () => {
  const names = { kg: "https://k#", ent: "https://e/", rdf: "https://r#" };
  same(declared("SELECT ?x { ?x kg:buys ent:h20 }", names), "PREFIX kg: <https://k#> PREFIX ent: <https://e/> SELECT ?x { ?x kg:buys ent:h20 }");
  same(declared("PREFIX kg: <https://own#>\nASK { ?x kg:a 'rdf:type' } # ent:", names), "PREFIX kg: <https://own#>\nASK { ?x kg:a 'rdf:type' } # ent:");
});
test("one old date does not crush the rest", () => {
  const days = [dayOf("1926-01-06"), ...Array.from({ length: 99 }, (_, i) => dayOf("2025-01-01") + i)];
  const bins = binsOf(days);
  yes(bins.length <= 6, "few bins");
  same([bins[0]!.first, bins.at(-1)!.last >= days.at(-1)!], [days[0], true]);
  for (let i = 1; i < bins.length; i++) same(bins[i]!.first, bins[i - 1]!.last + 1);
});
test("two of two dozen dates that lie a lifetime apart stand apart, an even spread does not", () => {
  const late = Array.from({ length: 22 }, (_, i) => dayOf(`${1996 + i}`)), all = [dayOf("1926"), dayOf("1926"), ...late];
  const bins = binsOf(all);
  same([bins.length, bins[0]!.label, bins[1]!.label, bins[0]!.first], [23, "vor 1996", "1996", dayOf("1926")]);
  same(binsOf([...late, dayOf("2090")]).at(-1)!.label, "nach 2017");
  same(binsOf(Array.from({ length: 40 }, (_, i) => dayOf(`${1950 + i}`))).length, 40);
});
test("a wide graph is turned for a tall stage only, and a turned link turns back", () => {
  const wide = () => ({ x: Float32Array.of(0, 100, 40), y: Float32Array.of(0, 20, 10) }), g = wide();
  same([turn(wide(), 800, 600), turn(wide(), 600, 620), turn({ x: wide().y, y: wide().x }, 400, 800)], [false, false, false]);
  same([turn(g, 400, 800), [...g.x], [...g.y]], [true, [0, 20, 10], [0, 100, 40]]);
  const told = { view: { ...firstView(), pins: { 3: [1, 2] as [number, number] } }, camera: [5, 6, 0.5] };
  same([turned(told).view.pins, turned(told).camera, turned(turned(told))], [{ 3: [2, 1] }, [6, 5, 0.5], told]);
});
test("a sentence is shown from shortly before what was found in it", () => {
  const text = "Laut The Information haben allein die drei Mega-Konzerne Alibaba, ByteDance und Tencent in H20-Chips für Großkunden investiert.";
  same(excerpt(text, fold("laut the")), text);
  same(excerpt(text, fold("nirgends")), text);
  same(excerpt(text, fold("großkunden")), "… und Tencent in H20-Chips für Großkunden investiert.");
  same(excerpt("x".repeat(80) + "ende", "ende"), "x".repeat(80) + "ende");
});
test("every word is there in both languages, and gaps are filled", () => {
  for (const lang of ["de", "en"] as const) {
    setLanguage(lang);
    for (const key of keys) yes(t(key).length > 0, key);
  }
  setLanguage("de");
  same([t("counts", { n: 1234, e: 5 }), date("2024-03"), date("2024-03-09")], ["1.234 Knoten · 5 Kanten", "März 2024", "09.03.2024"]);
});
