/** The time strip: how many claims fall into each month or year, and a range drawn over them. */
import type { App } from "./app";
import { hasDay } from "./data";
import { filter } from "./filter";
import { h, iconButton } from "./dom";
import { date, isoDay, number, t } from "./i18n";

interface Bin { first: number; last: number; count: number; shown: number; label: string }

export class Timeline {
  private bins: Bin[] = [];
  private bars: HTMLElement[] = [];
  private drag: [number, number] | null = null;

  constructor(private app: App, private root: HTMLElement) {}

  /** Draw the strip; false when the graph has fewer than two different dates. */
  render(): boolean {
    const { app } = this, view = app.store.view;
    const focus = (document.activeElement as HTMLElement | null)?.dataset?.focus;
    // Counts must not shrink to the chosen range, or one could never widen it again.
    const open = view.time ? filter(app.g, { ...view, time: null }) : app.visible;
    this.bins = this.count(open.claim, app.visible.claim);
    this.root.replaceChildren();
    if (this.bins.length < 2) return false;
    const most = Math.max(...this.bins.map((b) => b.count), 1);
    this.bars = this.bins.map((bin, i) => this.bar(bin, most, i));
    const strip = h("div", { class: "bars", role: "presentation" }, ...this.bars);
    this.listen(strip);
    this.root.append(this.controls(), strip);
    if (focus) this.root.querySelector<HTMLElement>(`[data-focus="${CSS.escape(focus)}"]`)?.focus();
    return true;
  }

  private day(i: number): number {
    const { g, store } = this.app;
    return store.view.timeOf === "event" && hasDay(g.eventFrom[i]!) ? g.eventFrom[i]! : g.published[i]!;
  }

  private count(open: Uint8Array, now: Uint8Array): Bin[] {
    const days: number[] = [];
    for (let i = 0; i < open.length; i++) if (open[i] && hasDay(this.day(i))) days.push(this.day(i));
    if (!days.length) return [];
    const first = days.reduce((a, b) => Math.min(a, b)), last = days.reduce((a, b) => Math.max(a, b));
    const span = last - first;
    const step = span > 365 * 4 ? "year" : span > 70 ? "month" : "day";
    const bins = binsBetween(first, last, step);
    const at = (day: number) => {
      let low = 0, high = bins.length - 1;
      while (low < high) { const mid = (low + high + 1) >> 1; if (bins[mid]!.first <= day) low = mid; else high = mid - 1; }
      return bins[low]!;
    };
    for (let i = 0; i < open.length; i++) {
      if (!open[i] || !hasDay(this.day(i))) continue;
      const bin = at(this.day(i));
      bin.count++;
      if (now[i]) bin.shown++;
    }
    return bins;
  }

  private bar(bin: Bin, most: number, i: number): HTMLElement {
    const full = h("span", { class: "full" }), shown = h("span", { class: "shown" });
    full.style.height = `${(100 * bin.count) / most}%`;
    shown.style.height = `${(100 * bin.shown) / most}%`;
    const wide = Math.max(this.root.clientWidth - 270, 120), every = Math.ceil((this.bins.length * 84) / wide);
    return h("div", { class: "bin", title: `${bin.label}: ${number(bin.count)}`, "data-bin": i },
      h("span", { class: "well" }, full, shown), h("span", { class: "tick" }, i % every === 0 ? bin.label : ""));
  }

  private controls(): HTMLElement {
    const { app } = this, view = app.store.view;
    const first = this.bins[0]!.first, last = this.bins.at(-1)!.last;
    const [a, b] = view.time ?? [first, last];
    const field = (key: "from" | "to", value: number) => h("input", {
      type: "date", value: isoDay(value), "aria-label": `${t("timeline")} ${t(key)}`, "data-focus": `time-${key}`,
      onchange: (ev: Event) => {
        const day = Math.floor(Date.parse((ev.target as HTMLInputElement).value) / 86400000);
        if (Number.isFinite(day)) this.set(key === "from" ? [day, Math.max(b, day)] : [Math.min(a, day), day]);
      },
    });
    const kind = (of: "event" | "published", label: string) => h("button", {
      type: "button", class: "chip", "aria-pressed": String(view.timeOf === of), "data-focus": `time-of-${of}`, onclick: () => app.store.set({ timeOf: of, time: null }),
    }, label);
    return h("div", { class: "time-head" }, h("span", { class: "chips" }, kind("event", t("byEvent")), kind("published", t("byPublished"))),
      h("span", { class: "range" }, field("from", a), " – ", field("to", b)),
      view.time ? iconButton("close", t("timeAll"), () => app.store.set({ time: null })) : null);
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
      this.set(a === 0 && b === this.bins.length - 1 ? null : [this.bins[a]!.first, this.bins[b]!.last]);
    });
    strip.addEventListener("pointercancel", () => { this.drag = null; paint(); });
  }
}

function binsBetween(first: number, last: number, step: "year" | "month" | "day"): Bin[] {
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
