/** Every word of the page in German and English, and how figures and dates are written. */
import type { Lang } from "./data";

const WORDS = {
  title: ["Wissensgraph", "Knowledge graph"],
  search: ["Name, Alias oder Wortlaut suchen", "Search names, aliases or wording"],
  searchHits: ["{n} Treffer", "{n} {n|hit|hits}"], noHits: ["Nichts gefunden", "Nothing found"],
  counts: ["{n} Knoten · {e} {e|Kante|Kanten}", "{n} {n|node|nodes} · {e} {e|edge|edges}"],
  undo: ["Rückgängig", "Undo"], redo: ["Wiederholen", "Redo"], fit: ["Alles zeigen", "Show everything"],
  zoomIn: ["Vergrößern", "Zoom in"], zoomOut: ["Verkleinern", "Zoom out"], list: ["Als Liste", "As a list"],
  sparql: ["SPARQL-Abfrage", "SPARQL query"], findings: ["Auffälligkeiten", "Findings"], more: ["Mehr", "More"],
  key: ["Legende", "Key"], filters: ["Filter und Legende", "Filters and legend"], close: ["Schließen", "Close"], theme: ["Hell / dunkel", "Light / dark"],
  language: ["English", "Deutsch"], copyLink: ["Link zu dieser Ansicht kopieren", "Copy a link to this view"],
  copied: ["Link kopiert", "Link copied"], linkReady: ["Link steht in der Adresszeile", "The link is in the address bar"],
  png: ["Bild (PNG)", "Picture (PNG)"], svg: ["Vektorbild (SVG)", "Vector picture (SVG)"], csv: ["Kanten mit Belegen (CSV)", "Edges with evidence (CSV)"],
  graphml: ["Graph (GraphML)", "Graph (GraphML)"], print: ["Drucken", "Print"], decisions: ["Entscheidungen (TSV)", "Decisions (TSV)"],
  reset: ["Zurück zum Anfang", "Back to the start"], keys: ["Tasten", "Keys"], exports: ["Speichern", "Save"], page: ["Seite", "Page"],
  facetClass: ["Arten", "Kinds"], facetCert: ["Gewissheit", "Certainty"], facetRel: ["Beziehungen", "Relations"],
  facetHouse: ["Quellen", "Sources"], facetSrc: ["Laut", "According to"], facetArt: ["Artikel", "Articles"],
  most: ["Wichtigste je Art", "Most important of each kind"], mostN: ["Die {n} wichtigsten je Art", "The {n} most important of each kind"],
  facetConf: ["Konfidenz ab", "Confidence from"], all: ["alle", "all"], none: ["keine", "none"], onlyThis: ["nur", "only"],
  moreN: ["{n} weitere", "{n} more"], fewer: ["weniger", "fewer"], relSearch: ["Beziehung suchen", "Search relations"],
  loose: ["Unverbundene ({n})", "Unconnected ({n})"], noSource: ["ohne Angabe", "not stated"], ownVoice: ["Artikel selbst", "the article itself"],
  Asserted: ["behauptet", "asserted"], Inferred: ["erschlossen", "inferred"], Expected: ["erwartet", "expected"],
  Planned: ["geplant", "planned"], Possible: ["möglich", "possible"], Ability: ["kann (Fähigkeit)", "able to"],
  Hypothetical: ["hypothetisch", "hypothetical"], Denied: ["verneint", "denied"], Role: ["Rolle im Ereignis", "role in an event"],
  Contra: ["widersprüchlich", "contradicted"], onlyHedged: ["Nur Abgeschwächtes", "Only what is hedged"], defaultCert: ["Nur Behauptetes", "Only what is asserted"],
  evidence: ["Belege", "Evidence"], statements: ["Aussagen ohne Gegenüber", "Statements without a counterpart"], evidenceN: ["{n} {n|Beleg|Belege}", "{n} {n|passage|passages}"],
  relationsN: ["{n} {n|Beziehung|Beziehungen}", "{n} {n|relation|relations}"], also: ["auch", "also"],
  unnamed: ["nur beschrieben, nicht benannt", "described, not named"],
  ego: ["Nur Nachbarschaft", "Only neighbours"], expand: ["Nachbarn dazu", "Add neighbours"], hide: ["Ausblenden", "Hide"],
  pin: ["Feststellen", "Pin"], unpin: ["Lösen", "Unpin"], pathFrom: ["Weg von hier …", "Path from here …"],
  pathPick: ["Ziel wählen: Knoten anklicken oder suchen", "Choose the end: click a node or search"], pathOf: ["Weg {a} – {b}", "Path {a} – {b}"],
  noPath: ["Kein Pfad unter diesen Filtern", "No path under these filters"], hops: ["{n} {n|Schritt|Schritte}", "{n} {n|step|steps}"],
  endPath: ["Weg beenden", "Leave the path"], showAll: ["Wieder alles zeigen", "Show everything again"],
  onlyN: ["Ausschnitt: {n} Knoten", "Section: {n} {n|node|nodes}"], hiddenN: ["{n} ausgeblendet", "{n} hidden"],
  according: ["laut {name}", "according to {name}"], confidence: ["Konfidenz {n}", "confidence {n}"], rule: ["Regel", "rule"],
  noDate: ["ohne Datum", "no date"], noText: ["Ohne Beleg im Text: aus dem Graphen abgeleitet", "No passage: derived from the graph"],
  cue: ["Signalwort „{w}“", "cue “{w}”"], about: ["rund", "about"], together: ["zusammen", "together"], amount: ["Betrag", "Amount"], time: ["Zeit", "Time"],
  coref: ["über Rückbezug", "by coreference"],
  openArticle: ["Im Artikel lesen", "Read in the article"], original: ["Zum Original", "Original"], articleOnly: ["Nur dieser Artikel", "Only this article"],
  articleClaims: ["{n} {n|Aussage|Aussagen} in diesem Artikel", "{n} {n|claim|claims} in this article"], disclosure: ["Interessenkonflikt offengelegt", "conflict of interest disclosed"],
  accept: ["Stimmt", "Right"], reject: ["Stimmt nicht", "Wrong"], report: ["Fehler melden", "Report an error"], note: ["Anmerkung", "Note"],
  accepted: ["bestätigt", "accepted"], rejected: ["verworfen", "rejected"], reported: ["gemeldet", "reported"], noted: ["Anmerkung", "note"],
  mergeWith: ["Dasselbe wie …", "Same as …"], mergePick: ["Womit ist es dasselbe? Knoten anklicken oder suchen", "Same as which? Click a node or search"],
  merged: ["dasselbe wie {w}", "same as {w}"], unmark: ["Zurücknehmen", "Take back"], why: ["Warum? (wird mitgespeichert)", "Why? (is saved with it)"],
  ok: ["Übernehmen", "Apply"], cancel: ["Abbrechen", "Cancel"],
  reportHow: ["Die Meldung wird gemerkt. „Entscheidungen (TSV)“ im Menü speichert alle Meldungen als Datei, die der nächste Bau einliest.", "The report is kept. “Decisions (TSV)” in the menu saves all reports as a file the next build reads."],
  reportSteps: ["Einen Knoten oder eine Kante anklicken. Unter jedem Beleg steht eine Fahne: „Fehler melden“.", "Click a node or an edge. Below every passage there is a flag: “Report an error”."],
  hint: ["Linie anklicken: der Satz dahinter", "Click a line to read its sentence"],
  lost: ["Hier ist nichts: alles zeigen", "Nothing here: show everything"],
  resultsHere: ["Eine Frage wählen oder eine Abfrage schreiben und ausführen (Strg+Eingabe): Hier steht dann die Antwort.", "Choose a question, or write a query and run it (Ctrl+Enter): the answer appears here."],
  emptyGraph: ["Dieser Graph ist leer: In den Artikeln wurde nichts gefunden, was er zeigen könnte.", "This graph is empty: nothing was found in the articles that it could show."],
  reportAsk: ["Fehler gefunden?", "Found an error?"],
  auto: ["Automatisch extrahiert, nicht von einem Menschen geprüft", "Automatically extracted, not checked by a person"],
  asOf: ["Stand {d}", "As of {d}"], version: ["Version {v}", "version {v}"],
  marks: ["Meine Markierungen", "My marks"],
  contradictions: ["Widersprüche", "Contradictions"], tensions: ["Spannungen", "Tensions"], conflicts: ["Wer profitiert?", "Who profits?"], hedged: ["Nur Abgeschwächtes", "Only hedged"], inferredOnly: ["Nur Erschlossenes", "Only inferred"],
  tensionHelp: ["Dieselbe Beziehung einmal behauptet, einmal nur vermutet oder verneint.", "The same relation asserted here, only supposed or denied there."],
  hedgedHelp: ["Beziehungen, die nirgends als Tatsache stehen.", "Relations nowhere stated as fact."],
  inferredHelp: ["Beziehungen, die kein Satz ausspricht.", "Relations no sentence spells out."],
  contraHelp: ["Dieselbe Beziehung behauptet und verneint.", "The same relation asserted and denied."],
  conflictHelp: ["Interessenkonflikte, die die Artikel selbst offenlegen, und was daraus folgt.", "Conflicts of interest the articles disclose, and what follows."],
  conflictStory: ["Der Artikel empfiehlt {index}. Die Rechte daran liegen bei {holder}. Herausgeber von {security} darauf: {issuer}; von dort wird {holder} bezahlt.", "The article recommends {index}. The rights to it lie with {holder}. Issuer of {security} on it: {issuer}; from there {holder} is paid."],
  disclosedIn: ["Offengelegt", "Disclosed"], nothingFound: ["Nichts gefunden.", "Nothing found."],
  byEvent: ["Ereignis", "event"], byPublished: ["Erschienen", "published"], timeline: ["Zeit", "Time"], timeAll: ["Ganze Zeit", "All times"],
  timeNear: ["In diese Zeit hineinzoomen", "Zoom into these times"], timeLog: ["log", "log"], timeLogHelp: ["Höhe der Balken logarithmisch", "Heights by their logarithm"],
  from: ["von", "from"], to: ["bis", "to"], before: ["vor {d}", "before {d}"], after: ["nach {d}", "after {d}"],
  dateHint: ["Tag, Monat oder Jahr: 30.4.2025, 4.2025, 2025", "Day, month or year: 2025-04-30, 2025-04, 2025"],
  canvas: ["Graph. Pfeiltasten gehen an Kanten entlang, Eingabe zeigt nur die Nachbarn, Escape hebt die Auswahl auf.", "Graph. Arrow keys walk along edges, Enter shows only neighbours, Escape clears the selection."],
  selected: ["Ausgewählt: {w}, {n} {n|Beziehung|Beziehungen}", "Selected: {w}, {n} {n|relation|relations}"], selectedTie: ["Ausgewählt: {w}", "Selected: {w}"], cleared: ["Auswahl aufgehoben", "Selection cleared"],
  visibleNow: ["Sichtbar: {n} Knoten, {e} {e|Kante|Kanten}", "Visible: {n} {n|node|nodes}, {e} {e|edge|edges}"],
  listTitle: ["Alle sichtbaren Knoten", "All visible nodes"], node: ["Knoten", "Node"], kind: ["Art", "Kind"], relations: ["Beziehungen", "Relations"],
  noPrefix: ["kg:, ent:, rdf: und dergleichen brauchen kein PREFIX", "kg:, ent:, rdf: and their like need no PREFIX"],
  run: ["Ausführen", "Run"], stop: ["Anhalten", "Stop"], questions: ["Fertige Fragen", "Ready questions"], ownQuery: ["Eigene Abfrage", "Own query"],
  rowsN: ["{n} {n|Zeile|Zeilen} in {t} ms", "{n} {n|row|rows} in {t} ms"], rowsNone: ["Keine Zeilen: darauf gibt dieser Graph keine Antwort ({t} ms)", "No rows: this graph has no answer to that ({t} ms)"], stopped: ["Angehalten", "Stopped"], running: ["Läuft …", "Running …"], loading: ["Abfragemaschine wird ausgepackt …", "Unpacking the query engine …"],
  light: ["Im Graphen zeigen", "Show in the graph"], resultCsv: ["Ergebnis als CSV", "Result as CSV"], noEngine: ["Diese Datei wurde ohne Abfragemaschine gebaut.", "This file was built without the query engine."],
  nothingLit: ["In diesem Ergebnis steht nichts, was gezeichnet ist", "Nothing in this result is drawn"], filtered: ["Gefiltert", "Filtered"], nothingVisible: ["Unter diesen Filtern ist nichts zu sehen: Filter aufheben", "Nothing passes these filters: lift them"], litN: ["{n} Knoten aus der Abfrage", "{n} {n|node|nodes} from the query"], editor: ["SPARQL-Editor", "SPARQL editor"], rowCap: ["Nur die ersten {n} Zeilen", "Only the first {n} rows"],
  error: ["Das hat nicht geklappt: {w}", "That did not work: {w}"], minimap: ["Übersichtskarte", "Overview map"], help: ["Hilfe", "Help"],
  keySearch: ["Suchen", "Search"], keyArrows: ["An Kanten entlanggehen", "Walk along edges"], keyEnter: ["Nur Nachbarn", "Only neighbours"], keyEsc: ["Auswahl aufheben", "Clear selection"], keyPan: ["Ausschnitt verschieben", "Move the picture"], keyZoom: ["Größer, kleiner, alles", "Larger, smaller, everything"], keyUndo: ["Rückgängig, wiederholen", "Undo, redo"], keyShift: ["Umschalt + Klick: Weg", "Shift + click: path"], keyDouble: ["Doppelklick: Nachbarn dazu", "Double click: add neighbours"],
  person: ["Personen", "People"], organization: ["Organisationen", "Organisations"], group: ["Gruppen", "Groups"], place: ["Orte", "Places"],
  product: ["Produkte", "Products"], finance: ["Märkte und Papiere", "Markets and securities"], event: ["Ereignisse", "Events"], article: ["Artikel und Medien", "Articles and media"], topic: ["Themen", "Topics"],
  kinds: ["Arten zeigen", "Show kinds"], relationsIn: ["Beziehungen zeigen", "Show relations"], otherFamily: ["Weitere", "Others"],
  facts: ["Angaben", "Facts"], derived: ["abgeleitet", "derived"],
  allRelations: ["Alle", "All"], chooseRow: ["Frage wählen", "Choose a question"],
} as const;

export type Key = keyof typeof WORDS;
let lang: Lang = "de";

export function setLanguage(next: Lang): void { lang = next; }
export const language = (): Lang => lang;
export const keys = Object.keys(WORDS) as Key[];

/** The page's word for a key, with {named} gaps filled; {n|edge|edges} is the first word where n is one. */
export function t(key: Key, gaps: Record<string, string | number> = {}): string {
  const text: string = WORDS[key][lang === "de" ? 0 : 1];
  const counted = text.replace(/\{(\w+)\|([^|}]*)\|([^}]*)\}/g, (_, name: string, one: string, many: string) => (gaps[name] === 1 ? one : many));
  return counted.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = gaps[name];
    return typeof value === "number" ? number(value) : value ?? "";
  });
}
export const number = (value: number): string => value.toLocaleString(lang === "de" ? "de-DE" : "en-GB");
export const percent = (hundredths: number): string => (hundredths / 100).toLocaleString(lang === "de" ? "de-DE" : "en-GB", { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** An ISO prefix as people write it: "2016-03" is "März 2016". */
export function date(iso: string): string {
  const m = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(iso);
  if (!m) return iso;
  if (!m[2]) return m[1]!;
  const when = new Date(Date.UTC(Number(m[1]), Number(m[2]) - 1, Number(m[3] ?? 1)));
  const style: Intl.DateTimeFormatOptions = m[3]
    ? { day: lang === "de" ? "2-digit" : "numeric", month: lang === "de" ? "2-digit" : "short", year: "numeric" }
    : { month: "long", year: "numeric" };
  return when.toLocaleDateString(lang === "de" ? "de-DE" : "en-GB", { ...style, timeZone: "UTC" });
}
export const isoDay = (day: number): string => new Date(day * 86400000).toISOString().slice(0, 10);
