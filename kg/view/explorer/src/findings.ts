/** What a reader should look at twice: contradictions, tensions, conflicts of interest, hedged, inferred. */
import type { App } from "./app";
import { DENIED, INFERRED, ROLE, nodeIri, nodeName } from "./data";
import { h } from "./dom";
import { number, t, type Key } from "./i18n";
import { claimText, tieText } from "./panel";

interface Found { text: string; claims: number[] }

export function renderFindings(app: App, root: HTMLElement): void {
  const sorted = byStance(app);
  const parts: [Key, Key, Found[]][] = [
    ["contradictions", "contraHelp", sorted.contra], ["tensions", "tensionHelp", sorted.tension],
    ["conflicts", "conflictHelp", conflicts(app)], ["hedged", "hedgedHelp", sorted.hedged], ["inferredOnly", "inferredHelp", sorted.inferred],
  ];
  // What there is comes first; an empty column is no news.
  parts.sort((a, b) => Number(a[2].length === 0) - Number(b[2].length === 0));
  root.replaceChildren(h("div", { class: "findings" }, marks(app), ...parts.map(([title, help, found]) => section(app, t(title), t(help), found))));
}

/** What the reader has marked so far, to go through once more before it is saved. */
function marks(app: App): HTMLElement | null {
  const mine = app.store.view.marks, { g } = app;
  if (!mine.length) return null;
  const what = (iri: string) => {
    const claim = g.claimIds.get(iri), node = g.nodeIds.get(iri);
    return claim !== undefined ? claimText(app, claim) : node !== undefined ? nodeName(g, node, app.lang) : iri;
  };
  const go = (iri: string) => {
    const claim = g.claimIds.get(iri), node = g.nodeIds.get(iri);
    if (claim !== undefined) show(app, [claim]); else if (node !== undefined) app.choose(node, { centre: true });
  };
  return h("section", {}, h("h3", {}, t("marks"), h("span", { class: "count" }, number(mine.length))),
    h("ul", {}, ...mine.map((mark) => h("li", {}, h("button", { type: "button", class: "ref", dir: "auto", onclick: () => go(mark.left) }, what(mark.left)),
      h("p", { class: "mark-line" }, markWords(mark.kind, mark.right ? what(mark.right) : ""), mark.why ? `: ${mark.why}` : "",
        h("button", { type: "button", class: "text", onclick: () => app.unmark(mark) }, t("unmark")))))),
    h("p", { class: "chips" }, h("button", { type: "button", class: "chip", onclick: () => document.getElementById("m-decisions")!.click() }, t("decisions"))));
}
const KINDS: Record<string, Key> = { accept: "accepted", reject: "rejected", error: "reported", note: "noted" };
const markWords = (kind: string, other: string): string => (kind in KINDS ? t(KINDS[kind]!) : t("merged", { w: other }));

function section(app: App, title: string, help: string, found: Found[]): HTMLElement {
  const list = h("ul", {});
  const add = (from: number) => {
    for (const f of found.slice(from, from + 50)) {
      list.append(h("li", {}, h("button", { type: "button", class: "ref", dir: "auto", onclick: () => show(app, f.claims) }, f.text)));
    }
    if (from + 50 < found.length) {
      const more = h("li", {}, h("button", { type: "button", class: "text", onclick: () => { more.remove(); add(from + 50); } }, t("moreN", { n: found.length - from - 50 })));
      list.append(more);
    }
  };
  add(0);
  return h("section", {}, h("h3", {}, title, h("span", { class: "count" }, number(found.length))), h("p", { class: "quiet" }, help),
    found.length ? list : h("p", { class: "quiet" }, t("nothingFound")));
}

/** Show claims even where the filters hide their kind of certainty. */
function show(app: App, claims: number[]): void {
  const { off } = app.store.view, needed = new Set(claims.map((i) => app.g.certainty[i]!));
  app.store.set({ off: { ...off, cert: off.cert.filter((c) => !needed.has(c)) } });
  app.select({ type: "claims", at: claims }, true);
}

function byStance(app: App): Record<"contra" | "tension" | "hedged" | "inferred", Found[]> {
  const { g } = app, out = { contra: [] as Found[], tension: [] as Found[], hedged: [] as Found[], inferred: [] as Found[] };
  for (let e = 0; e < g.ties; e++) {
    const claims = Array.from(g.claimsOf.slice(g.claimsAt[e]!, g.claimsAt[e + 1]!)).filter((i) => g.certainty[i] !== ROLE);
    if (!claims.length) continue;
    const fact = claims.some((i) => g.certainty[i] === 0), inferred = claims.some((i) => g.certainty[i] === INFERRED);
    const other = claims.some((i) => g.certainty[i]! > INFERRED), denied = claims.some((i) => g.certainty[i] === DENIED);
    const found = { text: tieText(app, e), claims };
    if (g.contra[e]) out.contra.push(found);
    else if ((fact || inferred) && other) out.tension.push(found);
    else if (!fact && !inferred && !denied) out.hedged.push(found);
    else if (!fact && inferred) out.inferred.push(found);
  }
  for (const [i, others] of Object.entries(g.columns.claims.strain)) {
    for (const j of others) if (Number(i) < j) out.tension.push({ text: `${claimText(app, Number(i))} · ${claimText(app, j)}`, claims: [Number(i), j] });
  }
  return out;
}

/** What gives an interest in something (ontology/questions/conflicts-of-interest.rq). */
const INTERESTS = ["holdsRightsTo", "ownsStakeIn", "issues", "disclosesInterest", "licenses"];
const ADVICE = ["recommends", "rates"];

/**
 * Who recommends or rates something that they, or whom they disclose, have an interest in; with who
 * pays that party, and the whole story where papers are issued on it (cq14). Then every disclosure.
 */
function conflicts(app: App): Found[] {
  const { g } = app, out: Found[] = [];
  const named = (e: number) => g.columns.relations[g.relation[e]!]![0];
  const into = (to: number, relations: string[]) => edgesAt(app, to).filter((e) => g.to[e] === to && relations.includes(named(e)));
  const claims = (...edges: number[]) => edges.flatMap((e) => Array.from(g.claimsOf.slice(g.claimsAt[e]!, g.claimsAt[e + 1]!)));
  const disclosedBy = (e: number, who: number) => claims(e).some((i) => g.columns.claims.dis.includes(i) && articleIri(app, i) === nodeIri(g, who));
  for (let e = 0; e < g.ties; e++) {
    if (!ADVICE.includes(named(e))) continue;
    const who = g.from[e]!, what = g.to[e]!;
    for (const r of into(what, INTERESTS)) {
      const party = g.from[r]!, paid = into(party, ["pays"]), story = wholeStory(app, what, r, paid);
      if (party !== who && !disclosedBy(r, who) && !story) continue;
      out.push(story ? { text: story.text, claims: claims(e, r, ...story.edges) }
        : { text: [e, r, ...paid].map((x) => tieText(app, x)).join(" · "), claims: claims(e, r, ...paid) });
    }
  }
  // Two rights to one thing tell one story, on the evidence of both.
  const told = new Map<string, Found>();
  for (const f of out.splice(0)) {
    const same = told.get(f.text);
    if (same) same.claims = [...new Set([...same.claims, ...f.claims])]; else told.set(f.text, f);
  }
  out.push(...told.values());
  for (const i of g.columns.claims.dis) out.push({ claims: [i], text: `${t("disclosedIn")}: ${claimText(app, i)}` });
  return out;
}

/** The payer issues papers on what is recommended: all in one sentence, with the edges that carry it. */
function wholeStory(app: App, what: number, right: number, paid: number[]): { text: string; edges: number[] } | null {
  const { g, lang } = app, named = (e: number) => g.columns.relations[g.relation[e]!]![0], name = (i: number) => nodeName(g, i, lang);
  for (const u of edgesAt(app, what).filter((e) => g.to[e] === what && named(e) === "hasUnderlying")) {
    for (const s of edgesAt(app, g.from[u]!).filter((e) => g.to[e] === g.from[u] && named(e) === "issues")) {
      const pay = paid.find((e) => g.from[e] === g.from[s]);
      if (pay === undefined) continue;
      const text = t("conflictStory", { index: name(what), holder: name(g.from[right]!), issuer: name(g.from[s]!), security: name(g.from[u]!) });
      return { text, edges: [u, s, pay] };
    }
  }
  return null;
}

const edgesAt = (app: App, i: number): number[] => Array.from(app.g.near.slice(app.g.nearAt[i]!, app.g.nearAt[i + 1]!));

function articleIri(app: App, claim: number): string {
  const { columns: c, article } = app.g, told = c.articles[article[claim]!];
  return told ? c.prefixes[told[0][0]]! + told[0][1] : "";
}
