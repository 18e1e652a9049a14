/** The time strip: how many claims fall into each month or year, and a range drawn over them. */
import type { App } from "./app";
import { dayOf, hasDay } from "./data";
import { filter } from "./filter";
import { h, iconButton } from "./dom";
import { date, isoDay, number, t } from "./i18n";

/** Share of dates at either end that may stand apart: one year 1926 must not crush all of 2025. */
const TAIL = 0.02;

/** So many more may, where the gap to all others is wider than what these span. */
const APART = 0.1;

interface Bin { first: number; last: number; count: number; shown: number; label: string }

export class Timeline {
  private bins: Bin[] = [];
  private bars: HTMLElement[] = [];
  private drag: [number, number] | null = null;
  /** How one looks at the bars, which filters nothing: the range they are zoomed to, and heights by their logarithm. */
  private near: [number, number] | null = null;
  private log = false;

  constructor(private app: App, private root: HTMLElement) {
    let drawn = 0;
    // Labels fit the width they were made for: make them again when panels come or go.
    new ResizeObserver(() => {
      if (Math.abs(root.clientWidth - drawn) < 24 || this.drag) return;
      drawn = root.clientWidth;
      if (this.root.childElementCount) this.render();
    }).observe(root);
  }
  /** Width of the bars: beside the controls, on a phone below them. */
  private wide(): number { return Math.max(this.root.clientWidth - (matchMedia("(max-width: 760px)").matches ? 20 : 290), 120); }

  /** Draw the strip; false when the graph has fewer than two different dates, of either kind. */
  render(): boolean {
    const { app } = this, view = app.store.view;
    const focus = (document.activeElement as HTMLElement | null)?.dataset?.focus;
    if (!view.time || (this.near && (view.time[0] < this.near[0] || view.time[1] > this.near[1]))) this.near = null;
    // Counts must not shrink to the chosen range, or one could never widen it again.
    const open = view.time ? filter(app.g, { ...view, time: null }) : app.visible;
    this.bins = this.count(open.claim, app.visible.claim);
    this.root.replaceChildren();
    // One kind of date may tell nothing where the other does: its choice must stay in reach.
    if (!this.bins.length || (this.bins.length < 2 && !this.near && !this.differ(open.claim, view.timeOf === "event" ? "published" : "event"))) return false;
    const most = this.height(Math.max(...this.bins.map((b) => b.count), 1));
    this.bars = this.bins.map((bin, i) => this.bar(bin, most, i));
    const strip = h("div", { class: "bars", role: "presentation" }, ...this.bars);
    this.listen(strip);
    this.root.append(this.controls(), strip);
    if (focus) this.root.querySelector<HTMLElement>(`[data-focus="${CSS.escape(focus)}"]`)?.focus();
    return true;
  }

  private day(i: number, of = this.app.store.view.timeOf): number {
    const { g } = this.app;
    return of === "event" && hasDay(g.eventFrom[i]!) ? g.eventFrom[i]! : g.published[i]!;
  }
  /** Are there two different dates of a kind? */
  private differ(open: Uint8Array, of: "event" | "published"): boolean {
    const days = new Set<number>();
    for (let i = 0; i < open.length && days.size < 2; i++) if (open[i] && hasDay(this.day(i, of))) days.add(this.day(i, of));
    return days.size > 1;
  }
  private height(count: number): number { return this.log ? Math.log1p(count) : count; }

  private count(open: Uint8Array, now: Uint8Array): Bin[] {
    const days: number[] = [], { near } = this;
    const counted = (i: number) => open[i] && hasDay(this.day(i)) && (!near || (this.day(i) >= near[0] && this.day(i) <= near[1]));
    for (let i = 0; i < open.length; i++) if (counted(i)) days.push(this.day(i));
    if (!days.length && !near) return [];
    const bins = near ? binsBetween(...near, stepOf(near[1] - near[0])) : binsOf(days.sort((a, b) => a - b));
    const at = (day: number) => {
      let low = 0, high = bins.length - 1;
      while (low < high) { const mid = (low + high + 1) >> 1; if (bins[mid]!.first <= day) low = mid; else high = mid - 1; }
      return bins[low]!;
    };
    for (let i = 0; i < open.length; i++) {
      if (!counted(i)) continue;
      const bin = at(this.day(i));
      bin.count++;
      if (now[i]) bin.shown++;
    }
    return bins;
  }

  private bar(bin: Bin, most: number, i: number): HTMLElement {
    const full = h("span", { class: "full" }), shown = h("span", { class: "shown" }), n = h("span", { class: "n" }, bin.count ? number(bin.count) : "");
    n.style.bottom = full.style.height = `${(100 * this.height(bin.count)) / most}%`;
    shown.style.height = `${(100 * this.height(bin.shown)) / most}%`;
    const each = this.wide() / this.bins.length, longest = Math.max(...this.bins.map((b) => b.label.length)) * 6.6 + 12;
    const every = Math.ceil(longest / each), room = i === 0 || (this.bins.length - i) * each >= longest - 12;
    return h("div", { class: "bin", title: `${bin.label}: ${number(bin.count)}`, "data-bin": i },
      h("span", { class: "well" }, h("span", { class: "rise" }, full, shown, each > 30 ? n : null)), h("span", { class: "tick" }, i % every === 0 && room ? bin.label : ""));
  }

  private controls(): HTMLElement {
    const { app } = this, view = app.store.view;
    const first = this.bins[0]!.first, last = this.bins.at(-1)!.last;
    const [a, b] = view.time ?? [first, last];
    const field = (key: "from" | "to", value: number) => h("input", {
      type: "text", value: date(isoDay(value)), "aria-label": `${t("timeline")} ${t(key)}`, title: t("dateHint"), autocomplete: "off", "data-focus": `time-${key}`,
      onchange: (ev: Event) => {
        const input = ev.target as HTMLInputElement, day = dayTyped(input.value, key === "to");
        if (day === null) input.value = date(isoDay(value));
        else this.set(key === "from" ? [day, Math.max(b, day)] : [Math.min(a, day), day]);
      },
    });
    const kind = (of: "event" | "published", label: string) => h("button", {
      type: "button", class: "chip", "aria-pressed": String(view.timeOf === of), "data-focus": `time-of-${of}`, onclick: () => app.store.set({ timeOf: of, time: null }),
    }, label);
    return h("div", { class: view.time ? "time-head chosen" : "time-head" }, h("span", { class: "chips" }, kind("event", t("byEvent")), kind("published", t("byPublished")), this.scale()),
      h("span", { class: "range" }, field("from", a), " – ", field("to", b),
        view.time && String(view.time) !== String(this.near) ? iconButton("plus", t("timeNear"), () => { this.near = view.time; app.refresh(); }, { "data-focus": "time-near" }) : null,
        view.time ? iconButton("close", t("timeAll"), () => app.store.set({ time: null }), { "data-focus": "time-all" }) : null));
  }
  /** Where one bar towers over the others: heights by their logarithm. */
  private scale(): HTMLElement | null {
    const counts = this.bins.map((b) => b.count).filter(Boolean);
    if (!this.log && Math.max(...counts) < 20 * Math.min(...counts)) return null;
    return h("button", { type: "button", class: "chip", "aria-pressed": String(this.log), title: t("timeLogHelp"), "data-focus": "time-log", onclick: () => { this.log = !this.log; this.app.refresh(); } }, t("timeLog"));
  }

  private set(time: [number, number] | null): void { this.app.store.set({ time }); }

  private listen(strip: HTMLElement): void {
    const at = (ev: PointerEvent) => {
      const box = strip.getBoundingClientRect();
      return Math.max(0, Math.min(this.bins.length - 1, Math.floor(((ev.clientX - box.left) / box.width) * this.bins.length)));
    };
    const paint = () => this.bars.forEach((el, i) => {
      const [a, b] = this.drag ?? [0, -1];
      el.classList.toggle("brushed", i >= Math.min(a, b) && i <= Math.max(a, b) && this.drag !== null);
    });
    strip.addEventListener("pointerdown", (ev) => { this.drag = [at(ev), at(ev)]; strip.setPointerCapture(ev.pointerId); paint(); });
    strip.addEventListener("pointermove", (ev) => { if (this.drag) { this.drag[1] = at(ev); paint(); } });
    strip.addEventListener("pointerup", () => {
      if (!this.drag) return;
      const a = Math.min(...this.drag), b = Math.max(...this.drag);
      this.drag = null;
      this.set(a === 0 && b === this.bins.length - 1 ? this.near : [this.bins[a]!.first, this.bins[b]!.last]);
    });
    strip.addEventListener("pointercancel", () => { this.drag = null; paint(); });
  }
}

/** A day as people type it: 2025-04-30, 30.4.2025, 4.2025, 2025, 30 Apr 2025; null where it is none. */
export function dayTyped(text: string, last: boolean): number | null {
  const typed = text.trim(), dotted = /^(?:(\d{1,2})\.\s*)?(?:(\d{1,2})\.\s*)?(\d{4})$/.exec(typed);
  const two = (part: string) => `-${part.padStart(2, "0")}`;
  const [, one, other, year] = dotted ?? [];
  const iso = dotted ? year! + (other ? two(other) : "") + (one ? two(one) : "") : typed;
  if (/^\d{4}(-\d{2}){0,2}$/.test(iso)) { const day = dayOf(iso, last); return hasDay(day) && isoDay(day).startsWith(iso) ? day : null; }
  const parsed = Date.parse(`${typed} UTC`);
  return Number.isFinite(parsed) ? Math.floor(parsed / 86400000) : null;
}

/** Bins for sorted days; the few that lie far outside share one bin at either end. */
export function binsOf(days: number[]): Bin[] {
  const first = days[0]!, last = days.at(-1)!, at = (share: number) => days[Math.min(days.length - 1, Math.floor(days.length * share))]!;
  let from = at(TAIL), to = at(1 - TAIL);
  if (last - first <= 2.5 * (to - from + 365)) { from = first; to = last; }
  const far = Math.floor(days.length * APART), reach = (a: number, b: number) => b - a + 365;
  for (let i = 1; i <= far; i++) {
    const j = days.length - 1 - i;
    if (days[i]! - days[i - 1]! > reach(days[i]!, to)) from = days[i]!;
    if (days[j + 1]! - days[j]! > reach(from, days[j]!)) to = days[j]!;
  }
  const bins = binsBetween(from, to, stepOf(to - from)), low = bins[0]!, high = bins.at(-1)!;
  if (first < low.first) bins.unshift({ first, last: low.first - 1, count: 0, shown: 0, label: t("before", { d: low.label }) });
  if (last > high.last) bins.push({ first: high.last + 1, last, count: 0, shown: 0, label: t("after", { d: high.label }) });
  return bins;
}

type Step = "year" | "month" | "day";
const stepOf = (span: number): Step => (span > 365 * 4 ? "year" : span > 70 ? "month" : "day");

function binsBetween(first: number, last: number, step: Step): Bin[] {
  const out: Bin[] = [], start = new Date(first * 86400000);
  let year = start.getUTCFullYear(), month = step === "year" ? 0 : start.getUTCMonth(), day = step === "day" ? start.getUTCDate() : 1;
  for (let at = 0; at < 4000; at++) {
    const from = Math.floor(Date.UTC(year, month, day) / 86400000);
    if (from > last) break;
    if (step === "year") year++; else if (step === "month") month++; else day++;
    const to = Math.floor(Date.UTC(year, month, day) / 86400000) - 1;
    const iso = isoDay(from);
    const label = step === "year" ? iso.slice(0, 4) : date(step === "month" ? iso.slice(0, 7) : iso);
    out.push({ first: from, last: to, count: 0, shown: 0, label });
  }
  return out;
}
