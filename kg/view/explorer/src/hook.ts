/**
 * `window.__kg`: what the browser tests (and the curious) may ask of the page.
 * state() is the view; visible() counts; boxes are the labels' rectangles in stage pixels; xy(id) is a
 * node's place on the stage; curve(edge) its drawn curve; redraw_ms the last full frame; rest() fulfils
 * once nothing is left to draw: then boxes and places are those a reader sees.
 */
import type { Page } from "./app";
import { nodeIri, claimIri } from "./data";
import { onScreen } from "./geometry";
import { keys, t } from "./i18n";

/** Wait for the end of a frame in which the stage rests; it begins after layout, so a new size has been met. */
async function rest(stage: Page["stage"]): Promise<true> {
  do await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
  while (!stage.rests);
  return true;
}

export function mountHook(page: Page): void {
  const { g, stage } = page;
  const hook = {
    state: () => JSON.parse(JSON.stringify(page.store.view)) as unknown,
    visible: () => ({ nodes: page.visible.nodes, edges: page.visible.edges }),
    get boxes() { return stage.picture.boxes; },
    get edge_boxes() { return stage.picture.edgeBoxes; },
    get redraw_ms() { return stage.redrawMs; },
    get frames() { return stage.frames; },
    rest: () => rest(stage),
    get cam() { return { ...stage.camera, width: stage.width, height: stage.height }; },
    get path() { return page.path; },
    xy: (id: string) => { const i = g.nodeIds.get(id); return i === undefined ? null : stage.toScreen(i); },
    radius: (id: string) => { const i = g.nodeIds.get(id); return i === undefined ? null : onScreen(g.size[i]!, stage.camera.k); },
    id: (i: number) => nodeIri(g, i),
    claim: (i: number) => claimIri(g, i),
    edges: () => Array.from({ length: g.ties }, (_, e) => e).filter((e) => page.visible.edge[e])
      .map((e) => ({ at: e, from: nodeIri(g, g.from[e]!), to: nodeIri(g, g.to[e]!), relation: g.columns.relations[g.relation[e]!]![0] })),
    nodes: () => Array.from({ length: g.nodes }, (_, i) => i).filter((i) => page.visible.node[i]).map((i) => nodeIri(g, i)),
    curve: (e: number) => stage.curve(e),
    choose: (id: string) => { const i = g.nodeIds.get(id); if (i !== undefined) page.choose(i, { centre: true }); },
    set: (patch: object) => page.store.set(patch),
    undo: () => page.store.undo(), redo: () => page.store.redo(),
    fit: () => stage.fit(), zoom: (factor: number) => stage.zoom(factor), pan: (dx: number, dy: number) => stage.pan(dx, dy),
    link: () => page.link(),
    query: (text: string) => page.tools.sparql.engine.query(text),
    stop: () => page.tools.sparql.engine.stop(),
    words: () => Object.fromEntries(keys.map((key) => [key, t(key)])),
  };
  (window as unknown as { __kg: typeof hook }).__kg = hook;
}
