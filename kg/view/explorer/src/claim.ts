/** One claim as a card: what it says, its sentence with the words marked, and how far to trust it. */
import type { App } from "./app";
import { CERTAINTIES, DENIED, INFERRED, claimIri, nodeName, relationName } from "./data";
import { h, icon, iconButton, safeUrl } from "./dom";
import { date, percent, t, type Key } from "./i18n";


/** A sentence's text with the quote and the names of subject and object marked. */
export function markedSentence(text: string, quote: number[], subject: number[], object: number[]): HTMLElement {
  const out = h("blockquote", { class: "sentence", lang: "de", dir: "auto" });
  const cuts = new Set([0, text.length]);
  for (const span of [quote, subject, object]) for (const at of span) cuts.add(Math.min(at, text.length));
  const points = [...cuts].sort((a, b) => a - b);
  const inside = ([a, b]: number[], from: number, to: number) => a !== undefined && b !== undefined && a <= from && to <= b;
  let open: { kind: string; el: HTMLElement } | null = null;
  for (let i = 0; i + 1 < points.length; i++) {
    const from = points[i]!, to = points[i + 1]!, piece = text.slice(from, to);
    const kind = inside(subject, from, to) ? "s" : inside(object, from, to) ? "o" : inside(quote, from, to) ? "q" : "";
    if (open && open.kind === kind) { open.el.append(piece); continue; }
    open = { kind, el: kind ? h("mark", { class: kind }) : h("span") };
    open.el.append(piece);
    out.append(open.el);
  }
  return out;
}

function ref(app: App, i: number): HTMLElement {
  return h("button", { type: "button", class: "ref", dir: "auto", onclick: () => app.choose(i, { centre: true }) }, nodeName(app.g, i, app.lang));
}

function sayWhat(app: App, i: number): HTMLElement {
  const { g, lang } = app, e = g.claimTie[i]!;
  const [s, r, text] = g.columns.claims.lit[String(i)] ?? [0, 0, ""];
  const line = h("p", { class: "says" });
  line.append(ref(app, e >= 0 ? g.from[e]! : s), " ");
  if (g.certainty[i] === DENIED) line.append(h("span", { class: "not" }, lang === "de" ? "nicht:" : "not:"), " ");
  line.append(h("span", { class: "rel" }, relationName(g, e >= 0 ? g.relation[e]! : r, lang)), " ");
  line.append(e >= 0 ? ref(app, g.to[e]!) : text ? h("span", { dir: "auto" }, `„${text}“`) : "");
  return line;
}

/** Modality, negation and basis in words, never by colour alone. */
function badges(app: App, i: number): HTMLElement[] {
  const { g } = app, c = g.columns.claims, out: HTMLElement[] = [];
  const sure = g.certainty[i]!;
  const badge = (key: Key, kind: string) => h("span", { class: `badge ${kind}` }, t(key));
  if (i >= g.claims) return [badge("derived", "inferred")];
  const modality = c.m.names[c.m.of[i]!] as Key;
  out.push(badge(sure === INFERRED ? "Inferred" : modality, sure === 0 ? "fact" : sure === INFERRED ? "inferred" : "hedge"));
  if (sure === DENIED) out.push(badge("Denied", "denied"));
  if (c.b.names[c.b.of[i]!] === "Coreference") out.push(badge("coref", "plain"));
  if (g.claimTie[i]! >= 0 && g.contra[g.claimTie[i]!]) out.push(badge("Contra", "denied"));
  if (c.dis.includes(i)) out.push(badge("disclosure", "hedge"));
  return out;
}

function quoteOf(app: App, i: number): string {
  const { claims, passages } = app.g.columns, at = claims.ps[i]!, [from, to] = claims.q[i]!;
  return at < 0 ? "" : passages.t[at]!.slice(from, to);
}

/** Words, figure and unit of an amount. */
function figureText(app: App, i: number): string {
  const at = app.g.columns.claims.fig[i]!;
  if (at < 0) return "";
  const [text, value, unit, about, together] = app.g.columns.figures[at]!;
  const amount = Number(value);
  const locale = app.lang === "de" ? "de-DE" : "en-GB";
  const money = /^[A-Z]{3}$/.test(unit) && Number.isFinite(amount) && value !== ""
    ? amount.toLocaleString(locale, { style: "currency", currency: unit, maximumFractionDigits: 2, minimumFractionDigits: 0 }) : "";
  const told = [about ? t("about") : "", money, together ? `(${t("together")})` : ""].filter(Boolean).join(" ");
  return money ? `${text} = ${told}` : text;
}

function periodText(app: App, i: number): string {
  const at = app.g.columns.claims.per[i]!;
  if (at < 0) return "";
  const [text, start, end] = app.g.columns.periods[at]!;
  const days = start && end && start !== end ? `${date(start)} – ${date(end)}` : start ? date(start) : end ? `${t("to")} ${date(end)}` : "";
  return days ? `${text} (${days})` : text;
}

function sourceLine(app: App, i: number): HTMLElement {
  const { g } = app, a = g.article[i]!, line = h("p", { class: "source" });
  if (a < 0) { line.append(t("noText")); return line; }
  const [, title, url, day, house] = g.columns.articles[a]!;
  line.append(h("button", { type: "button", class: "ref article", title: t("openArticle"), onclick: () => { app.read(a); app.select({ type: "claims", at: [i] }, true); } }, icon("article"), title || house || "–"));
  line.append(h("span", { class: "day" }, [house, day ? date(day) : t("noDate")].filter(Boolean).join(" · ")));
  const web = safeUrl(url);
  if (web) line.append(h("a", { href: web, rel: "noreferrer noopener", target: "_blank" }, t("original")));
  return line;
}

function trust(app: App, i: number): HTMLElement {
  const { g } = app, c = g.columns.claims, line = h("p", { class: "trust" });
  const who = c.src[i]!, told = c.stx[String(i)];
  if (who >= 0) line.append(h("span", { class: "said" }, t("according", { name: "" }).trim() + " ", ref(app, who)));
  else if (told) line.append(h("span", { class: "said" }, t("according", { name: told })));
  line.append(...badges(app, i));
  // A cue that is the whole quote (a phrase from which something follows) stands marked in the sentence.
  for (const word of (c.cue[String(i)] ?? []).filter((word) => word !== quoteOf(app, i))) line.append(h("span", { class: "cue" }, t("cue", { w: word })));
  const value = g.confidence[i]!;
  const bar = h("span", { class: "bar", "aria-hidden": "true" }, h("span", {}));
  (bar.firstChild as HTMLElement).style.width = `${value}%`;
  line.append(h("span", { class: "conf" }, bar, t("confidence", { n: percent(value) })));
  return line;
}

/** The card of a claim. */
export function claimCard(app: App, i: number): HTMLElement {
  const { g } = app, c = g.columns.claims;
  const card = h("article", { class: "card", "data-claim": i, "data-certainty": CERTAINTIES[g.certainty[i]!]! });
  card.append(sayWhat(app, i));
  if (i >= g.claims) {
    card.append(h("p", { class: "quiet" }, t("noText")), h("p", { class: "trust" }, ...badges(app, i)));
    return card;
  }
  const passage = c.ps[i]!;
  const text = passage >= 0 ? g.columns.passages.t[passage]! : c.qt[String(i)] ?? "";
  card.append(markedSentence(text, passage >= 0 ? c.q[i]! : [0, text.length], c.sm[i]!, c.om[i]!));
  card.append(trust(app, i));
  const extra = [figureText(app, i), periodText(app, i)];
  const rows = [extra[0] ? [t("amount"), extra[0]] : null, extra[1] ? [t("time"), extra[1]] : null].filter((r) => r !== null);
  if (rows.length) card.append(h("dl", { class: "facts" }, ...rows.flatMap(([k, v]) => [h("dt", {}, k!), h("dd", {}, v!)])));
  card.append(sourceLine(app, i), foot(app, i));
  return card;
}

const MARKS = { accept: "accepted", reject: "rejected", error: "reported", note: "noted" } as const;

function foot(app: App, i: number): HTMLElement {
  const { g } = app, c = g.columns.claims, iri = claimIri(g, i);
  const mine = app.store.view.marks.filter((m) => m.left === iri && m.kind in MARKS);
  const toggle = (kind: "accept" | "reject") => {
    const there = mine.find((m) => m.kind === kind);
    if (there) app.unmark(there); else app.mark({ kind, left: iri, right: "", why: "" });
  };
  const pressed = (kind: string) => String(mine.some((m) => m.kind === kind));
  const bar = h("div", { class: "foot" },
    h("span", { class: "rule", title: t("rule") }, c.rule.names[c.rule.of[i]!] ?? ""),
    iconButton("ok", t("accept"), () => toggle("accept"), { "aria-pressed": pressed("accept") }),
    iconButton("no", t("reject"), () => toggle("reject"), { "aria-pressed": pressed("reject") }),
    iconButton("flag", t("report"), () => ask(app, bar, "error", iri), { "aria-pressed": pressed("error") }),
    iconButton("note", t("note"), () => ask(app, bar, "note", iri), { "aria-pressed": pressed("note") }));
  const box = h("div", {}, bar);
  for (const mark of mine) {
    box.append(h("p", { class: "mark-line" }, t(MARKS[mark.kind as keyof typeof MARKS]), mark.why ? `: ${mark.why}` : "",
      h("button", { type: "button", class: "text", onclick: () => app.unmark(mark) }, t("unmark"))));
  }
  return box;
}

/** Ask for the reason of a report or note, in place. */
function ask(app: App, bar: HTMLElement, kind: "error" | "note", iri: string): void {
  bar.parentElement!.querySelector("form")?.remove();
  const input = h("textarea", { rows: 2, maxlength: 500, "aria-label": t("why"), placeholder: t("why") });
  const form = h("form", { class: "ask-form", onsubmit: (ev: SubmitEvent) => {
    ev.preventDefault();
    app.mark({ kind, left: iri, right: "", why: input.value.trim() });
  } }, input, kind === "error" ? h("p", { class: "quiet" }, t("reportHow")) : null,
  h("button", { type: "submit", class: "solid" }, t("ok")),
  h("button", { type: "button", class: "text", onclick: () => form.remove() }, t("cancel")));
  bar.after(form);
  input.focus();
}
