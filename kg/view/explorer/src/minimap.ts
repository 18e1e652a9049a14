/** The overview map: all visible nodes as dots, and a frame around what the stage shows. */
import { FAMILIES } from "./data";
import type { Stage } from "./stage";

export class Minimap {
  private dots: HTMLCanvasElement | null = null;
  private drawnFor: unknown = null;
  private box: [number, number, number, number] = [0, 0, 1, 1];
  private asked = 0;

  constructor(private stage: Stage, private canvas: HTMLCanvasElement) {
    const jump = (ev: PointerEvent) => {
      const rect = canvas.getBoundingClientRect(), [x, y] = this.world(ev.clientX - rect.left, ev.clientY - rect.top);
      stage.fitted = false;
      stage.go({ ...stage.camera, x, y }, false);
    };
    canvas.addEventListener("pointerdown", (ev) => { canvas.setPointerCapture(ev.pointerId); jump(ev); });
    canvas.addEventListener("pointermove", (ev) => { if (ev.buttons) jump(ev); });
  }
  draw(): void {
    if (!this.asked) this.asked = requestAnimationFrame(() => { this.asked = 0; this.now(); });
  }
  private scale(): number {
    const [x0, y0, x1, y1] = this.box;
    return Math.min((this.canvas.clientWidth - 12) / (x1 - x0 || 1), (this.canvas.clientHeight - 12) / (y1 - y0 || 1));
  }
  private world(x: number, y: number): [number, number] {
    const [x0, y0, x1, y1] = this.box, s = this.scale();
    return [(x - this.canvas.clientWidth / 2) / s + (x0 + x1) / 2, (y - this.canvas.clientHeight / 2) / s + (y0 + y1) / 2];
  }
  private now(): void {
    const { canvas, stage } = this, w = canvas.clientWidth, h = canvas.clientHeight, ratio = devicePixelRatio;
    if (!w) return;
    const key = `${stage.theme.dark} ${w}`;
    if (this.drawnFor !== stage.visible || !this.dots || this.dots.dataset.key !== key) this.paintDots(w, h, ratio, key);
    canvas.width = w * ratio; canvas.height = h * ratio;
    const pen = canvas.getContext("2d")!, s = this.scale(), [x0, y0, x1, y1] = this.box, c = stage.camera;
    pen.drawImage(this.dots!, 0, 0);
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    const cw = (stage.width / c.k) * s, ch = (stage.height / c.k) * s;
    const cx = (c.x - (x0 + x1) / 2) * s + w / 2, cy = (c.y - (y0 + y1) / 2) * s + h / 2;
    pen.strokeStyle = stage.theme.accent;
    pen.lineWidth = 1.5;
    pen.strokeRect(cx - cw / 2, cy - ch / 2, cw, ch);
  }
  private paintDots(w: number, h: number, ratio: number, key: string): void {
    const { stage } = this, { g } = stage;
    this.box = stage.bounds() ?? [0, 0, 1, 1];
    this.dots = document.createElement("canvas");
    this.dots.width = w * ratio; this.dots.height = h * ratio; this.dots.dataset.key = key;
    this.drawnFor = stage.visible;
    const pen = this.dots.getContext("2d")!, s = this.scale(), [x0, y0, x1, y1] = this.box, dot = g.nodes > 2000 ? 1 : 2;
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    pen.globalAlpha = 0.75;
    for (let i = 0; i < g.nodes; i++) {
      if (!stage.visible.node[i]) continue;
      pen.fillStyle = stage.theme.family[FAMILIES[g.family[i]!]!];
      pen.fillRect((g.x[i]! - (x0 + x1) / 2) * s + w / 2 - dot / 2, (g.y[i]! - (y0 + y1) / 2) * s + h / 2 - dot / 2, dot, dot);
    }
  }
}
