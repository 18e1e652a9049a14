/** Colours and shapes of the families, light and dark: every colour keeps 3:1 against its ground. */
import type { Family } from "./data";

export interface Theme {
  dark: boolean; ground: string; ink: string; soft: string; edge: string; halo: string;
  red: string; accent: string; blob: string; family: Record<Family, string>;
}

export const LIGHT: Theme = {
  dark: false, ground: "#fbfaf8", ink: "#1d2127", soft: "#5b6470", edge: "#7d8792", halo: "#fbfaf8",
  red: "#c8102e", accent: "#0b57d0", blob: "#1d2127",
  family: {
    person: "#0b6bb8", organization: "#b3500f", group: "#7d5a3c", place: "#00806b", product: "#7b3fa0",
    finance: "#9a6c00", event: "#b0307f", article: "#4a5663", topic: "#647016",
  },
};
export const DARK: Theme = {
  dark: true, ground: "#14171c", ink: "#eceff3", soft: "#a3acb8", edge: "#7f8a97", halo: "#14171c",
  red: "#ff5d6c", accent: "#8ab4f8", blob: "#eceff3",
  family: {
    person: "#5aa9e6", organization: "#f08c4a", group: "#c9a07a", place: "#3cc3a5", product: "#b98be0",
    finance: "#e0b43c", event: "#f07ab8", article: "#a5b1bd", topic: "#b4c04e",
  },
};

/** What the painter needs of a 2D context; the SVG writer offers the same. */
export type Pen = Pick<
  CanvasRenderingContext2D,
  | "beginPath" | "moveTo" | "lineTo" | "quadraticCurveTo" | "arc" | "closePath" | "fill" | "stroke" | "rect" | "fillRect"
  | "fillText" | "strokeText" | "setLineDash" | "fillStyle" | "strokeStyle" | "lineWidth" | "globalAlpha" | "font"
  | "textAlign" | "textBaseline" | "lineJoin"
>;

function polygon(pen: Pen, x: number, y: number, r: number, corners: number, turn: number): void {
  for (let i = 0; i < corners; i++) {
    const angle = turn + (i * 2 * Math.PI) / corners;
    const px = x + r * Math.cos(angle), py = y + r * Math.sin(angle);
    if (i) pen.lineTo(px, py); else pen.moveTo(px, py);
  }
  pen.closePath();
}

const UP = -Math.PI / 2;

/** Add a family's outline to the pen's path, as large in area as a disc of radius r. */
export function shape(pen: Pen, family: Family, x: number, y: number, r: number): void {
  switch (family) {
    case "person": pen.moveTo(x + r, y); pen.arc(x, y, r, 0, 2 * Math.PI); return;
    case "organization": pen.rect(x - r * 0.88, y - r * 0.88, r * 1.76, r * 1.76); return;
    case "group": polygon(pen, x, y, r * 1.1, 5, UP); return;
    case "place": polygon(pen, x, y, r * 1.2, 4, UP); return;
    case "product": polygon(pen, x, y, r * 1.08, 6, 0); return;
    case "finance": polygon(pen, x, y + r * -0.12, r * 1.25, 3, -UP); return;
    case "event": polygon(pen, x, y + r * 0.12, r * 1.25, 3, UP); return;
    case "article": {
      const w = r * 0.75, h = r * 1.05, cut = r * 0.55;
      pen.moveTo(x - w, y - h); pen.lineTo(x + w - cut, y - h); pen.lineTo(x + w, y - h + cut);
      pen.lineTo(x + w, y + h); pen.lineTo(x - w, y + h); pen.closePath();
      return;
    }
    case "topic": {
      const a = r * 1.1, b = r * 0.42;
      const corners = [[-b, -a], [b, -a], [b, -b], [a, -b], [a, b], [b, b], [b, a], [-b, a], [-b, b], [-a, b], [-a, -b], [-b, -b]];
      corners.forEach(([dx, dy], i) => (i ? pen.lineTo(x + dx!, y + dy!) : pen.moveTo(x + dx!, y + dy!)));
      pen.closePath();
    }
  }
}
