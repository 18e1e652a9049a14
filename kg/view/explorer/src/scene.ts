/** What is drawn: the nouns the painter and its parts share. */
import type { Graph, Lang } from "./data";
import type { Visible } from "./filter";
import type { Camera } from "./geometry";
import type { Box } from "./labels";
import type { Theme } from "./look";

/** Nodes and edges that stand out; everything else fades while there are any. */
export interface Lit { nodes: Set<number>; edges: Set<number>; main: Set<number> }

export interface Scene {
  g: Graph; visible: Visible; lit: Lit | null; camera: Camera; width: number; height: number;
  theme: Theme; lang: Lang; pinned: Set<number>; order: Uint32Array;
  /** Corners of the stage that controls cover: no label there. */
  reserved: number[][]; measure: (text: string, bold: boolean) => number;
}
export interface Picture { boxes: Box[]; edgeBoxes: Box[]; drawnEdges: number }

/** Where each node is on the stage: 2 where it is on screen, 1 where it is visible but outside. */
export interface Spot { x: Float32Array; y: Float32Array; r: Float32Array; on: Uint8Array }
