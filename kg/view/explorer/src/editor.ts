/** The SPARQL editor (CodeMirror): highlighting, completion of the ontology's terms, prefixes and keywords. */
import { autocompletion, closeBrackets, completionKeymap, type Completion, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { HighlightStyle, bracketMatching, syntaxHighlighting } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { EditorView, drawSelection, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { sparql } from "codemirror-lang-sparql";

export interface EditorOptions {
  text: string; label: string; terms: Completion[]; run(): void;
}
export interface Editor { text(): string; set(text: string): void; focus(): void }

const KEYWORDS = "SELECT DISTINCT WHERE OPTIONAL FILTER UNION MINUS BIND VALUES GROUP BY ORDER BY HAVING LIMIT OFFSET ASK CONSTRUCT DESCRIBE PREFIX GRAPH EXISTS NOT EXISTS COUNT SUM AVG MIN MAX SAMPLE GROUP_CONCAT STR LANG LANGMATCHES DATATYPE CONTAINS REGEX LCASE UCASE STRSTARTS STRLEN IF COALESCE BOUND YEAR MONTH DAY AS DESC ASC IN";

function complete(terms: Completion[]) {
  const keywords = [...new Set(KEYWORDS.split(" "))].map((label): Completion => ({ label, type: "keyword", boost: -2 }));
  return (context: CompletionContext): CompletionResult | null => {
    const word = context.matchBefore(/[?$]?[\w:.-]*/);
    if (!word || (word.from === word.to && !context.explicit)) return null;
    const doc = context.state.doc.toString();
    if (/^[?$]/.test(word.text)) {
      const names = [...new Set(doc.match(/[?$]\w+/g) ?? [])].filter((name) => name !== word.text);
      return { from: word.from, options: names.map((label) => ({ label, type: "variable" })) };
    }
    return { from: word.from, options: [...terms, ...keywords], validFor: /^[\w:.-]*$/ };
  };
}

const look = EditorView.theme({
  "&": { height: "100%", fontSize: "13px", backgroundColor: "var(--ground)", color: "var(--ink)" },
  ".cm-content": { fontFamily: "ui-monospace, Consolas, Menlo, monospace", caretColor: "var(--ink)" },
  ".cm-gutters": { backgroundColor: "var(--ground)", color: "var(--soft)", border: "none" },
  ".cm-activeLine": { backgroundColor: "transparent" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
  "&.cm-focused .cm-selectionBackground, .cm-selectionBackground": { backgroundColor: "color-mix(in srgb, var(--accent) 26%, transparent) !important" },
  ".cm-tooltip": { backgroundColor: "var(--paper)", color: "var(--ink)", border: "1px solid var(--line)", borderRadius: "8px" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--accent)", color: "var(--paper)" },
  ".cm-completionDetail": { fontStyle: "normal", opacity: ".75", marginLeft: "1.2em" },
  "&.cm-focused": { outline: "2px solid var(--accent)", outlineOffset: "-2px" },
});
const colours = HighlightStyle.define([
  { tag: tags.keyword, color: "var(--code-key)", fontWeight: "600" },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--code-var)" },
  { tag: [tags.string, tags.number, tags.bool], color: "var(--code-str)" },
  { tag: [tags.comment, tags.lineComment], color: "var(--soft)", fontStyle: "italic" },
  { tag: [tags.url, tags.namespace, tags.propertyName, tags.labelName, tags.tagName], color: "var(--code-iri)" },
]);

/** Put an editor into a shadow root: there its style sheets are adopted, which the page's policy allows. */
function mount(root: ShadowRoot, options: EditorOptions): Editor {
  const view = new EditorView({
    root, parent: root,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        keymap.of([{ key: "Mod-Enter", run: () => { options.run(); return true; } }, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
        lineNumbers(), history(), drawSelection(), bracketMatching(), closeBrackets(), highlightActiveLine(),
        autocompletion({ override: [complete(options.terms)], maxRenderedOptions: 60 }),
        sparql(), syntaxHighlighting(colours), look, EditorView.lineWrapping,
        EditorView.contentAttributes.of({ "aria-label": options.label, tabindex: "0" }),
      ],
    }),
  });
  return {
    text: () => view.state.doc.toString(),
    set: (text) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } }),
    focus: () => view.focus(),
  };
}
(globalThis as unknown as { __kgEditor: { mount: typeof mount } }).__kgEditor = { mount };
export type Mount = typeof mount;
