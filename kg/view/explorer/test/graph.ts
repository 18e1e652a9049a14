/** A graph of four nodes for the cases: two parallel edges, a denied one, a hedged one, a loose node. */
import { decode, type Columns, type Graph } from "../src/data";

type Row = { tie: number; modality?: string; denied?: boolean; sure?: number; article?: number; period?: number };
const ROWS: Row[] = [
  { tie: 0 }, { tie: 1, sure: 55, article: 1 }, { tie: 2, modality: "Possible", period: 0 }, { tie: 0, denied: true, article: 1 },
];

const coded = (names: string[], of: string[]) => ({ names, of: of.map((name) => names.indexOf(name)) });

export function columns(): Columns {
  const ids = ["adler", "biber", "chamois", "dachs", "einsam"], fill = <T>(value: T): T[] => ROWS.map(() => value);
  return {
    meta: { title: "", date: "2025-01-31", version: "0", about: "" },
    prefixes: ["https://e.example/entity/", "https://e.example/claim/", "https://e.example/doc/"],
    nodes: {
      p: ids.map(() => 0), id: ids, k: [0, 0, 1, 1, 1], de: ["Adler AG", "Biber GmbH", "Gämse", "Dachs", "Einsam"], en: ["", "", "Chamois", "", ""],
      x: [0, 100, 200, 300, 400], y: [0, 0, 0, 0, 50], z: ids.map(() => 8), c: [0, 0, 0, 0, -1], unnamed: [],
      aliases: {}, links: {}, facts: {},
    },
    classes: [["Company", "Unternehmen", "company", "organization"], ["Person", "Person", "person", "person"]],
    relations: [["buys", "kauft", "buys", "gekauft von", "bought by", 0], ["leads", "leitet", "leads", "", "", -1]],
    families: [["Dealings", "Handel", "trade"]],
    ties: { s: [0, 0, 1, 2], r: [0, 1, 0, 1], o: [1, 1, 2, 3], f: [1, 1, 0, 1] },
    claims: {
      p: fill(1), id: ["c0", "c1", "c2", "c3"], t: ROWS.map((r) => r.tie), m: coded(["Asserted", "Possible"], ROWS.map((r) => r.modality ?? "Asserted")),
      n: ROWS.map((r) => (r.denied ? 1 : 0)), b: coded(["Explicit"], fill("Explicit")), c: ROWS.map((r) => r.sure ?? 90), rule: coded(["r"], fill("r")),
      src: fill(-1), a: ROWS.map((r) => r.article ?? 0), ps: fill(-1), ev: fill(-1), fig: fill(-1), per: ROWS.map((r) => r.period ?? -1),
      q: fill([]), sm: fill([]), om: fill([]), dis: [], cue: {}, stx: {}, con: {}, strain: {}, lit: {}, qt: {},
    },
    passages: { a: [], b: [], t: [] },
    articles: [[[2, "a"], "Erster", "", "2025-01-31", "Blatt", ""], [[2, "b"], "Zweiter", "", "2024-06-01", "Funk", ""]],
    figures: [], periods: [["im März 2023", "2023-03-01", "2023-03-31"]], events: {}, terms: {}, questions: [], names: {}, vocabulary: [],
  };
}
export const graph = (): Graph => decode(columns());
