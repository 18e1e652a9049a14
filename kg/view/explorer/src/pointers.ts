/** Pointers in, intentions out: hovering, clicking, dragging, panning, pinching, the wheel. */
import type { Stage, Wishes } from "./stage";

export function mountPointers(stage: Stage, wishes: Wishes): void {
  const el = stage.canvas, points = new Map<number, [number, number]>();
  let dragged = -1, travel = 0, gap = 0;
  const at = (ev: PointerEvent | WheelEvent | MouseEvent): [number, number] => {
    const box = el.getBoundingClientRect();
    return [ev.clientX - box.left, ev.clientY - box.top];
  };
  el.addEventListener("pointerdown", (ev) => {
    if (ev.button > 0) return;
    stage.halt();
    el.setPointerCapture(ev.pointerId);
    points.set(ev.pointerId, at(ev));
    travel = 0;
    dragged = points.size === 1 && ev.pointerType !== "touch" ? stage.nodeAt(...at(ev), 3) : -1;
    gap = 0;
  });
  el.addEventListener("pointermove", (ev) => {
    const now = at(ev), before = points.get(ev.pointerId);
    if (!before) { hoverAt(stage, wishes, now, ev.pointerType); return; }
    points.set(ev.pointerId, now);
    const dx = now[0] - before[0], dy = now[1] - before[1];
    travel += Math.abs(dx) + Math.abs(dy);
    if (points.size === 2) { gap = pinch(stage, [...points.values()], gap); return; }
    if (travel < 4) return;
    if (dragged >= 0) dragTo(stage, dragged, now); else stage.pan(dx, dy);
  });
  const up = (ev: PointerEvent) => {
    if (!points.delete(ev.pointerId) || points.size) return;
    if (dragged >= 0 && travel >= 4) wishes.moved(dragged, stage.g.x[dragged]!, stage.g.y[dragged]!);
    else if (travel < 6 && gap === 0 && ev.type === "pointerup") tap(stage, wishes, at(ev), ev);
    dragged = -1;
  };
  el.addEventListener("pointerup", up);
  el.addEventListener("pointercancel", up);
  el.addEventListener("pointerleave", () => hoverAt(stage, wishes, null, "mouse"));
  el.addEventListener("dblclick", (ev) => {
    const i = stage.nodeAt(...at(ev), 5);
    if (i >= 0) wishes.open(i);
  });
  el.addEventListener("wheel", (ev) => {
    ev.preventDefault();
    const size = ev.deltaMode === 1 ? 18 : 1;
    stage.zoom(Math.exp(-Math.max(-240, Math.min(240, ev.deltaY * size)) * 0.0016), ...at(ev));
  }, { passive: false });
}
function pinch(stage: Stage, [a, b]: [number, number][], before: number): number {
  const now = Math.hypot(a![0] - b![0], a![1] - b![1]) || 1;
  if (before) stage.zoom(now / before, (a![0] + b![0]) / 2, (a![1] + b![1]) / 2);
  return now;
}
function dragTo(stage: Stage, i: number, [x, y]: [number, number]): void {
  [stage.g.x[i], stage.g.y[i]] = stage.toWorld(x, y);
  stage.draw();
}
function tap(stage: Stage, wishes: Wishes, [x, y]: [number, number], ev: PointerEvent): void {
  const slack = ev.pointerType === "touch" ? 14 : 5;
  const node = stage.nodeAt(x, y, slack);
  if (node >= 0) { wishes.node(node, { shift: ev.shiftKey }); return; }
  const tie = stage.tieAt(x, y, slack + 2);
  if (tie >= 0) wishes.tie(tie); else wishes.nothing();
}
function hoverAt(stage: Stage, wishes: Wishes, at: [number, number] | null, type: string): void {
  if (type === "touch") return;
  const i = at ? stage.nodeAt(at[0], at[1], 4) : -1;
  const edge = at && i < 0 && stage.picture.drawnEdges < 1500 ? stage.tieAt(at[0], at[1], 5) : -1;
  stage.canvas.style.cursor = i >= 0 || edge >= 0 ? "pointer" : "";
  stage.hover(i);
  wishes.hover(i >= 0 ? i : edge >= 0 ? -2 - edge : -1, at?.[0] ?? 0, at?.[1] ?? 0);
}
