/** A view in; the nodes and edges that stand out, and those that a selection is about, out. */
import type { Page } from "./app";
import { visibleTies } from "./panel";
import type { Lit } from "./scene";
import type { Selection, View } from "./state";

export function litNow(page: Page, view: View): Lit | null {
  const { g, visible } = page, nodes = new Set<number>(), edges = new Set<number>(), main = new Set<number>();
  const addTie = (e: number) => {
    if (!visible.edge[e]) return;
    edges.add(e); nodes.add(g.from[e]!); nodes.add(g.to[e]!);
  };
  const sel = view.sel;
  if (view.path) { page.path?.forEach(addTie); view.path.forEach((i) => { nodes.add(i); main.add(i); }); }
  else if (sel.type === "node") { nodes.add(sel.at); main.add(sel.at); visibleTies(page, sel.at).forEach(addTie); }
  else if (sel.type === "tie") { addTie(sel.at); main.add(g.from[sel.at]!); main.add(g.to[sel.at]!); }
  else if (sel.type === "claims") sel.at.forEach((i) => { if (g.claimTie[i]! >= 0) addTie(g.claimTie[i]!); });
  else if (view.lit.length) {
    view.lit.forEach((i) => { nodes.add(i); main.add(i); });
    for (const i of view.lit) for (const e of visibleTies(page, i)) if (nodes.has(g.from[e]!) && nodes.has(g.to[e]!)) edges.add(e);
  } else return null;
  return { nodes, edges, main };
}

/** The visible nodes that a selection is about: itself, or the ends of its edges. */
export function nodesOf(page: Page, sel: Selection): number[] {
  const { g } = page;
  if (sel.type === "node") return [sel.at];
  const ties = sel.type === "claims" ? sel.at.map((i) => g.claimTie[i]!).filter((e) => e >= 0) : sel.type === "tie" ? [sel.at] : [];
  return ties.flatMap((e) => [g.from[e]!, g.to[e]!]).filter((i) => page.visible.node[i]);
}
