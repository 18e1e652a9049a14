/** A pen that writes SVG: the painter draws the same picture on it as on the canvas. */
import type { Pen } from "./look";

const n = (v: number): string => (Math.round(v * 10) / 10).toString();
const xml = (text: string): string => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
  .replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

export class SvgPen implements Pen {
  fillStyle: string = "#000"; strokeStyle: string = "#000"; lineWidth = 1; globalAlpha = 1; font = "12px sans-serif";
  textAlign: CanvasTextAlign = "left"; textBaseline: CanvasTextBaseline = "middle"; lineJoin: CanvasLineJoin = "round";
  private path: string[] = []; private dash: number[] = []; private out: string[] = [];

  beginPath(): void { this.path = []; }
  moveTo(x: number, y: number): void { this.path.push(`M${n(x)} ${n(y)}`); }
  lineTo(x: number, y: number): void { this.path.push(`L${n(x)} ${n(y)}`); }
  quadraticCurveTo(cx: number, cy: number, x: number, y: number): void { this.path.push(`Q${n(cx)} ${n(cy)} ${n(x)} ${n(y)}`); }
  /** Only whole circles are drawn. */
  arc(x: number, y: number, r: number): void { this.path.push(`M${n(x - r)} ${n(y)}a${n(r)} ${n(r)} 0 1 0 ${n(2 * r)} 0a${n(r)} ${n(r)} 0 1 0 ${n(-2 * r)} 0`); }
  rect(x: number, y: number, w: number, h: number): void { this.path.push(`M${n(x)} ${n(y)}h${n(w)}v${n(h)}h${n(-w)}Z`); }
  fillRect(x: number, y: number, w: number, h: number): void { this.beginPath(); this.rect(x, y, w, h); this.fill(); }
  closePath(): void { this.path.push("Z"); }
  setLineDash(dash: number[]): void { this.dash = dash; }
  fill(): void { this.emit(`fill="${this.fillStyle}"${this.alpha()}`); }
  stroke(): void {
    const dash = this.dash.length ? ` stroke-dasharray="${this.dash.join(" ")}"` : "";
    this.emit(`fill="none" stroke="${this.strokeStyle}" stroke-width="${n(this.lineWidth)}"${dash}${this.alpha()}`);
  }
  private alpha(): string { return this.globalAlpha < 1 ? ` opacity="${Math.round(this.globalAlpha * 100) / 100}"` : ""; }
  private emit(look: string): void { if (this.path.length) this.out.push(`<path d="${this.path.join("")}" ${look}/>`); }
  /** The halo belongs to the text element itself (paint-order). */
  strokeText(): void {}
  fillText(text: string, x: number, y: number): void {
    const weight = this.font.startsWith("600") ? ' font-weight="600"' : "";
    this.out.push(`<text x="${n(x)}" y="${n(y)}"${weight} fill="${this.fillStyle}" stroke="${this.strokeStyle}" stroke-width="${n(this.lineWidth)}" paint-order="stroke" stroke-linejoin="round">${xml(text)}</text>`);
  }
  text(width: number, height: number, ground: string): string {
    return `<?xml version="1.0" encoding="UTF-8"?>\n<svg xmlns="http://www.w3.org/2000/svg" width="${n(width)}" height="${n(height)}" viewBox="0 0 ${n(width)} ${n(height)}" font-family="system-ui, sans-serif" font-size="12" dominant-baseline="central">\n<rect width="100%" height="100%" fill="${ground}"/>\n${this.out.join("\n")}\n</svg>\n`;
  }
}
