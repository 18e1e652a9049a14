// Sources in src/ in; dist/ (what explorer.py puts into the page) out. Same sources, same bytes.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { gzipSync } from "node:zlib";
import { existsSync, readFileSync, readdirSync, writeFileSync, mkdirSync } from "node:fs";

const shared = {
  bundle: true,
  minify: true,
  legalComments: "inline",
  charset: "ascii", // the page is UTF-8, but a script must not depend on it
  target: ["chrome110", "firefox115"],
  format: "iife",
  outdir: "dist",
  define: { "import.meta.url": '""' }, // the engine's bytes are handed in, never fetched
};
mkdirSync("dist", { recursive: true });
await build({ ...shared, entryPoints: { page: "src/main.ts" } });
await build({ ...shared, entryPoints: { editor: "src/editor.ts" } });
await build({ ...shared, entryPoints: { worker: "src/worker.ts" } });
await build({ entryPoints: { page: "src/page.css" }, minify: true, outdir: "dist", charset: "utf8" });
const engine = gzipSync(readFileSync("node_modules/oxigraph/web_bg.wasm"), { level: 9 });
engine[9] = 255; // operating system "unknown": the same bytes wherever it was packed
writeFileSync("dist/oxigraph.wasm.gz", engine);
writeFileSync("dist/page.html", readFileSync("src/page.html"));

// The licences of what is bundled travel with it.
const bundled = ["oxigraph", "codemirror-lang-sparql", "crelt", "style-mod", "w3c-keyname",
  ...["@codemirror", "@lezer", "@marijn"].flatMap((scope) => readdirSync(`node_modules/${scope}`).sort().map((name) => `${scope}/${name}`))];
const licences = bundled.map((name) => {
  const folder = `node_modules/${name}`, about = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const file = ["LICENSE", "LICENSE.md", "LICENSE-MIT"].map((f) => `${folder}/${f}`).find(existsSync);
  return `${about.name} ${about.version} (${about.license})\n\n${file ? readFileSync(file, "utf8").trim() : "See the package."}\n`;
});
writeFileSync("dist/LICENSES.txt", licences.join("\n---\n\n"));

// The modules' own tests, which pytest runs in a browser: nobody needs Node for them either. Their
// first line names the sources that dist/ was built from, so that a stale bundle is noticed.
const sources = ["build.mjs", "package-lock.json", ...readdirSync("src").sort().map((name) => `src/${name}`), ...readdirSync("test").sort().map((name) => `test/${name}`)];
const digest = createHash("sha256");
for (const name of sources) digest.update(`${name}\n`).update(readFileSync(name));
await build({
  ...shared, legalComments: "none", outdir: undefined, outfile: "../../../tests/view/units.js", entryPoints: ["test/units.ts"],
  banner: { js: `// built from kg/view/explorer/test by npm run build; sources ${digest.digest("hex")}` },
});

// What looks for barriers in the pages, for the tests: pytest runs it in a browser, without Node.
writeFileSync("../../../tests/view/axe.min.js", readFileSync("node_modules/axe-core/axe.min.js"));
