/** What the parts of the page share: the graph, the view, and what a part may ask of the others. */
import type { Graph, Lang } from "./data";
import type { Engine } from "./engine";
import type { Visible } from "./filter";
import type { Theme } from "./look";
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

/** What the top bar, the keyboard, the exports and the tests ask of the page beyond that. */
export interface Page extends App {
  theme: Theme;
  readonly tools: { sparql: { engine: Engine } };
  /** Bring every part in line with the view. */
  show(facets?: boolean): void;
  /** The view as an address. */
  link(): string;
  setLanguage(lang: Lang): void;
  setTheme(theme: Theme): void;
}
