/** The view as files: PNG, SVG, CSV, GraphML, and the reader's decisions as TSV. */
import type { Page } from "./app";
import { CERTAINTIES, className, nodeIri, nodeName, relationName, claimIri } from "./data";
import { paint } from "./painter";
import { SvgPen } from "./svgpen";

/** The picture on screen, twice as fine. */
export function toPng(page: Page): Promise<Blob> {
  const { stage } = page, canvas = document.createElement("canvas");
  canvas.width = Math.round(stage.width * 2); canvas.height = Math.round(stage.height * 2);
  const pen = canvas.getContext("2d")!;
  pen.setTransform(2, 0, 0, 2, 0, 0);
  pen.fillStyle = stage.theme.ground;
  pen.fillRect(0, 0, stage.width, stage.height);
  paint(pen, stage.scene());
  return new Promise((done, fail) => canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("canvas"))), "image/png"));
}

export function toSvg(page: Page): string {
  const { stage } = page, pen = new SvgPen();
  paint(pen, stage.scene());
  return pen.text(stage.width, stage.height, stage.theme.ground);
}

/** A spreadsheet takes a cell that starts so for a formula: put an apostrophe before it. */
export function cell(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[";\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function toCsv(page: Page): string {
  const { g, visible, lang } = page, c = g.columns;
  const rows = [["subject", "relation", "object", "certainty", "confidence", "attributed to", "sentence", "quote", "article", "published", "url", "rule", "claim"]];
  for (let e = 0; e < g.ties; e++) {
    if (!visible.edge[e]) continue;
    for (let j = g.claimsAt[e]!; j < g.claimsAt[e + 1]!; j++) {
      const i = g.claimsOf[j]!;
      if (!visible.claim[i]) continue;
      const real = i < g.claims, at = real ? c.claims.ps[i]! : -1, text = at >= 0 ? c.passages.t[at]! : "";
      const [from, to] = real ? c.claims.q[i]! : [], a = g.article[i]!;
      rows.push([
        nodeName(g, g.from[e]!, lang), relationName(g, g.relation[e]!, lang), nodeName(g, g.to[e]!, lang),
        CERTAINTIES[g.certainty[i]!]!, real ? (g.confidence[i]! / 100).toFixed(2) : "",
        g.source[i]! >= 0 ? nodeName(g, g.source[i]!, lang) : real ? c.claims.stx[String(i)] ?? "" : "",
        text, from === undefined ? "" : text.slice(from, to), a >= 0 ? c.articles[a]![1] : "", a >= 0 ? c.articles[a]![3] : "",
        a >= 0 ? c.articles[a]![2] : "", real ? c.claims.rule.names[c.claims.rule.of[i]!]! : "", claimIri(g, i),
      ]);
    }
  }
  return "\ufeff" + rows.map((row) => row.map(cell).join(";")).join("\r\n") + "\r\n";
}

const xml = (text: string): string => text
  // XML 1.0 has no way to write these characters at all.
  .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "").replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "")
  .replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

export function toGraphml(page: Page): string {
  const { g, visible, lang } = page;
  const key = (id: string, kind: string, type = "string") => `<key id="${id}" for="${kind}" attr.name="${id}" attr.type="${type}"/>`;
  const data = (id: string, value: string) => `<data key="${id}">${xml(value)}</data>`;
  const out = ['<?xml version="1.0" encoding="UTF-8"?>', '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    key("label", "node"), key("kind", "node"), key("x", "node", "double"), key("y", "node", "double"),
    key("relation", "edge"), key("relation_label", "edge"), key("confidence", "edge", "double"), key("claims", "edge", "int"),
    '<graph edgedefault="directed">'];
  for (let i = 0; i < g.nodes; i++) {
    if (!visible.node[i]) continue;
    out.push(`<node id="${xml(nodeIri(g, i))}">${data("label", nodeName(g, i, lang))}${data("kind", className(g, g.kind[i]!, lang))}${data("x", String(g.x[i]))}${data("y", String(g.y[i]))}</node>`);
  }
  for (let e = 0; e < g.ties; e++) {
    if (!visible.edge[e]) continue;
    const claims = g.claimsAt[e + 1]! - g.claimsAt[e]!;
    out.push(`<edge id="e${e}" source="${xml(nodeIri(g, g.from[e]!))}" target="${xml(nodeIri(g, g.to[e]!))}">${data("relation", g.columns.relations[g.relation[e]!]![0])}${data("relation_label", relationName(g, g.relation[e]!, lang))}${data("confidence", (visible.sure[e]! / 100).toFixed(2))}${data("claims", String(claims))}</edge>`);
  }
  return out.join("\n") + "\n</graph>\n</graphml>\n";
}

/** What follows an IRI's last separator: the id a decisions file names an entity or claim by. */
const idOf = (iri: string): string => iri.slice(Math.max(iri.lastIndexOf("/"), iri.lastIndexOf("#")) + 1);

/**
 * What the reader decided, for the next build: kind, left, right, who, when, why. A reported error
 * rejects its claim and keeps the reason; a note decides nothing and stays a comment.
 */
export function toDecisions(page: Page): string {
  const flat = (text: string) => text.replace(/[\t\r\n]+/g, " ").trim();
  const now = new Date().toISOString().slice(0, 10);
  const kinds: Record<string, string> = { error: "reject", note: "# note" };
  const rows = page.store.view.marks.map((m) =>
    [kinds[m.kind] ?? m.kind, idOf(m.left), idOf(m.right), "reader", now, m.why].map(flat).join("\t"));
  return ["kind\tleft\tright\twho\twhen\twhy", ...rows].join("\n") + "\n";
}
