/** Wished labels in order of importance in; those that fit without touching each other out. */

export interface Box { x: number; y: number; w: number; h: number; text: string; node: number; bold: boolean }

const CELL = 72;

/** Rectangles on screen, found again by cell. */
export class Taken {
  private cells = new Map<number, number[][]>();
  private keys(x: number, y: number, w: number, h: number): number[] {
    const out: number[] = [];
    for (let i = Math.floor(x / CELL); i <= Math.floor((x + w) / CELL); i++)
      for (let j = Math.floor(y / CELL); j <= Math.floor((y + h) / CELL); j++) out.push(i * 4096 + j);
    return out;
  }
  add(x: number, y: number, w: number, h: number): void {
    const box = [x, y, w, h];
    for (const key of this.keys(x, y, w, h)) {
      const list = this.cells.get(key);
      if (list) list.push(box); else this.cells.set(key, [box]);
    }
  }
  hits(x: number, y: number, w: number, h: number): boolean {
    for (const key of this.keys(x, y, w, h))
      for (const [bx, by, bw, bh] of this.cells.get(key) ?? [])
        if (x < bx! + bw! && bx! < x + w && y < by! + bh! && by! < y + h) return true;
    return false;
  }
}

/** Shorten a long name at a word where that is near, keeping surrogate pairs whole. */
export function shorten(text: string, most = 30): string {
  const letters = [...text.replace(/\s+/gu, " ").trim()];
  if (letters.length <= most) return letters.join("") || "–";
  const cut = letters.slice(0, most - 1).join("");
  const space = cut.lastIndexOf(" ");
  return (space > most * 0.6 ? cut.slice(0, space) : cut) + "…";
}

/** Place a label right, left, below or above a disc; null where all four are taken. */
export function place(
  taken: Taken, x: number, y: number, r: number, w: number, h: number, width: number, height: number,
): [number, number] | null {
  const gap = r + 4;
  const tries: [number, number][] = [
    [x + gap, y - h / 2], [x - gap - w, y - h / 2], [x - w / 2, y + gap], [x - w / 2, y - gap - h],
    [x + gap * 0.7, y + gap * 0.5], [x - gap * 0.7 - w, y + gap * 0.5],
  ];
  for (const [bx, by] of tries) {
    const inside = bx >= 2 && by >= 2 && bx + w <= width - 2 && by + h <= height - 2;
    if (inside && !taken.hits(bx - 2, by - 1, w + 4, h + 2)) return [bx, by];
  }
  return null;
}
