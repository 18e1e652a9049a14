/** What a reader should look at twice: contradictions, tensions, conflicts of interest, hedged, inferred. */
import type { App } from "./app";
import { DENIED, INFERRED, ROLE, nodeName } from "./data";
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
  root.replaceChildren(h("div", { class: "findings" }, ...parts.map(([title, help, found]) => section(app, t(title), t(help), found))));
}

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

/** Does an article recommend something whose rights holder is paid by who issues papers on it? (cq.md, 14) */
function conflicts(app: App): Found[] {
  const { g } = app, relation = (name: string) => g.columns.relations.findIndex((r) => r[0] === name);
  const [recommends, rights, underlying, issues, pays] = ["recommends", "holdsRightsTo", "hasUnderlying", "issues", "pays"].map(relation);
  const ties = (r: number | undefined, to: number | null, from: number | null = null): number[] => {
    const at = to ?? from;
    if (r === undefined || r < 0 || at === null) return [];
    return Array.from(g.near.slice(g.nearAt[at]!, g.nearAt[at + 1]!)).filter((e) => g.relation[e] === r && (to === null || g.to[e] === to) && (from === null || g.from[e] === from));
  };
  const out: Found[] = [], name = (i: number) => nodeName(g, i, app.lang);
  for (let e = 0; e < g.ties; e++) {
    if (g.relation[e] !== recommends || recommends === -1) continue;
    const index = g.to[e]!;
    for (const r of ties(rights, index)) for (const u of ties(underlying, index)) for (const s of ties(issues, g.from[u]!))
      for (const p of ties(pays, null, g.from[s]!).filter((x) => g.to[x] === g.from[r]!)) {
        const claims = [e, r, u, s, p].flatMap((x) => Array.from(g.claimsOf.slice(g.claimsAt[x]!, g.claimsAt[x + 1]!)));
        out.push({ claims, text: t("conflictStory", { index: name(index), holder: name(g.from[r]!), issuer: name(g.from[s]!), security: name(g.from[u]!) }) });
      }
  }
  for (const i of g.columns.claims.dis) out.push({ claims: [i], text: `${t("disclosedIn")}: ${claimText(app, i)}` });
  return out;
}
