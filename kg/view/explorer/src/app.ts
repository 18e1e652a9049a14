/** What the parts of the page share: the graph, the view, and what a part may ask of the others. */
import type { Graph, Lang } from "./data";
import type { Visible } from "./filter";
import type { Mark, Selection, Store } from "./state";
import type { Stage } from "./stage";

export interface App {
  g: Graph; store: Store; stage: Stage; visible: Visible;
  lang: Lang;
  /** Waiting for a second node: the end of a path, or what an entity is the same as. */
  picking: { what: "path" | "merge"; from: number } | null;
  select(sel: Selection, centre?: boolean): void;
  /** A node was chosen (click, search, list): selection, or the answer to `picking`. */
  choose(at: number, how?: { shift?: boolean; centre?: boolean }): void;
  pick(what: "path" | "merge", from: number): void;
  ego(at: number): void;
  expand(at: number): void;
  hide(at: number): void;
  pin(at: number): void;
  mark(mark: Mark): void;
  unmark(mark: Mark): void;
  read(article: number): void;
  say(text: string): void;
  /** The edges of the current path, or null. */
  path: number[] | null;
  refresh(): void;
}
