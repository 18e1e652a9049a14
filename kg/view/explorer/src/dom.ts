/** Small builders of elements: text is always set as text, never parsed. */

type Child = Node | string | null | undefined | false;
type Props = Record<string, string | number | boolean | null | undefined | ((ev: never) => void)>;

/** Make an element; `on...` props become listeners, the others attributes (false and null leave out). */
export function h<K extends keyof HTMLElementTagNameMap>(
  tag: K, props: Props = {}, ...children: Child[]
): HTMLElementTagNameMap[K] {
  const el = document.createElement(tag);
  for (const [key, value] of Object.entries(props)) {
    if (typeof value === "function") el.addEventListener(key.slice(2), value as EventListener);
    else if (value !== false && value !== null && value !== undefined) el.setAttribute(key, value === true ? "" : String(value));
  }
  for (const child of children) if (child) el.append(child);
  return el;
}

const NS = "http://www.w3.org/2000/svg";
export function svg(tag: string, props: Record<string, string | number>, ...children: Node[]): SVGElement {
  const el = document.createElementNS(NS, tag);
  for (const [key, value] of Object.entries(props)) el.setAttribute(key, String(value));
  el.append(...children);
  return el;
}

/** Line icons on a 24 grid, drawn for this page. */
const ICONS: Record<string, string> = {
  search: "M10.5 4a6.5 6.5 0 1 0 0 13 6.5 6.5 0 0 0 0-13M15.5 15.5 20 20",
  undo: "M8 5 4 9l4 4M4 9h9.5a5.5 5.5 0 0 1 0 11H9",
  redo: "m16 5 4 4-4 4M20 9h-9.5a5.5 5.5 0 0 0 0 11H15",
  fit: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  plus: "M12 5v14M5 12h14", minus: "M5 12h14", close: "m6 6 12 12M18 6 6 18",
  list: "M9 6h11M9 12h11M9 18h11M4.5 6h.01M4.5 12h.01M4.5 18h.01",
  query: "m5 7 4 4-4 4M11.5 17H19", findings: "M12 3.5 21 19H3zM12 10v4M12 16.5h.01",
  more: "M5 12h.01M12 12h.01M19 12h.01", filter: "M4 6h16M7 12h10M10 18h4",
  sun: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 3v1.5M12 19.5V21M3 12h1.5M19.5 12H21M5.6 5.6l1.1 1.1M17.3 17.3l1.1 1.1M5.6 18.4l1.1-1.1M17.3 6.7l1.1-1.1",
  ego: "M12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5M12 4v3M12 17v3M4 12h3M17 12h3",
  expand: "M12 8v8M8 12h8M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17",
  hide: "M4 4l16 16M9.5 5.5A10 10 0 0 1 21 12a13 13 0 0 1-2.3 3.2M6 7.5A13 13 0 0 0 3 12a10 10 0 0 0 12 5.5",
  pin: "M9 4h6l-1 6 3 3H7l3-3zM12 13v7", path: "M6 17a2 2 0 1 0 0 .01M18 5a2 2 0 1 0 0 .01M7.5 16C12 15 10 8 16 7",
  ok: "m5 12.5 4.5 4.5L19 7.5", no: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17M6 6l12 12",
  flag: "M6 21V4h11l-2 4 2 4H6", note: "M5 4h14v11l-5 5H5zM14 20v-5h5", merge: "M6 4v4c0 4 6 4 6 8v4M18 4v4c0 4-6 4-6 8",
  article: "M6 3.5h8l4 4V20.5H6zM14 3.5v4h4M9 12h6M9 16h6", link: "M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.6-5.7l-1.2 1.2M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.6 5.7l1.2-1.2",
  save: "M12 4v10M8 10.5l4 4 4-4M5 19h14", left: "m14 6-6 6 6 6", stop: "M7 7h10v10H7z", play: "M8 5.5v13l10-6.5z",
};
export function icon(name: string): SVGElement {
  return svg("svg", { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true", focusable: "false" },
    svg("path", { d: ICONS[name] ?? "" }));
}

/** A button that is only an icon: its name is the tooltip and what a screen reader says. */
export function iconButton(name: string, label: string, onclick: () => void, props: Props = {}): HTMLButtonElement {
  return h("button", { type: "button", class: "ib", "aria-label": label, title: label, onclick, ...props }, icon(name));
}

/** Save bytes or text under a name, as a download. */
export function save(name: string, content: Blob): void {
  const url = URL.createObjectURL(content);
  const a = h("a", { href: url, download: name });
  document.body.append(a);
  a.click();
  a.remove();
  setTimeout(() => URL.revokeObjectURL(url), 5000);
}

/** Only web addresses become links; anything else from an article stays text. */
export function safeUrl(url: string): string | null {
  try {
    const parsed = new URL(url);
    return parsed.protocol === "https:" || parsed.protocol === "http:" ? parsed.href : null;
  } catch { return null; }
}
