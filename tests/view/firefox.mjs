// Pages' paths in; what Firefox made of each out, as one line of JSON. Playwright drives no stock Firefox.
import { createRequire } from "node:module";
const [front, ...pages] = process.argv.slice(2);
const puppeteer = createRequire(`${front}/package.json`)("puppeteer-core");
const browser = await puppeteer.launch({ browser: "firefox", executablePath: "/usr/bin/firefox-esr", headless: true });
const tab = await browser.newPage();
await tab.setViewport({ width: 1440, height: 900 });
const errors = [], asked = [], seen = [];
tab.on("pageerror", (error) => errors.push(String(error)));
tab.on("console", (message) => message.type() === "error" && errors.push(message.text()));
tab.on("request", (request) => asked.push(request.url()));
for (const page of pages) {
  await tab.goto(`file://${page}`);
  await tab.waitForSelector("html[data-ready=yes]", { timeout: 20000 });
  await new Promise((done) => setTimeout(done, 500));
  seen.push(await tab.evaluate(async () => {
    const boxes = [...window.__kg.boxes, ...window.__kg.edge_boxes], box = document.getElementById("search"), hits = [];
    for (const typed of ["mueller", "muller", "MÜLLER", "Muller"]) {
      box.value = typed;
      box.dispatchEvent(new Event("input"));
      hits.push(document.querySelector("#hits .name").textContent);
    }
    box.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter" }));
    const engine = document.getElementById("kg-engine") !== null;
    const rows = engine ? (await window.__kg.query("SELECT ?s { ?s a <https://newskg.example/ontology#Claim> }")).total : null;
    return { boxes, hits, title: document.querySelector("#panel h2").textContent, rows };
  }));
}
await browser.close();
console.log(JSON.stringify({ errors, asked: asked.filter((url) => !/^(file|data|blob):/.test(url)), seen }));
