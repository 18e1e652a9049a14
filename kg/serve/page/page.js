// The query page: puts the kept editor (Yasgui) on this service's endpoint and offers the questions.
"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const endpoint = new URL("/sparql", location.href).href;
Yasgui.Yasqe.defaults.value = "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 20";
Yasgui.Yasqe.defaults.autocompleters = [];
const yasgui = new Yasgui(document.getElementById("yasgui"), {
  requestConfig: { endpoint, method: "POST" },
  copyEndpointOnNewTab: true,
  endpointCatalogueOptions: { getData: () => [{ endpoint }] },
});
const box = document.getElementById("questions");
for (const question of data.questions) {
  const option = document.createElement("option");
  option.value = question.id;
  option.textContent = `${question.de} · ${question.en}`;
  box.append(option);
}
box.addEventListener("change", () => {
  const question = data.questions.find((q) => q.id === box.value);
  if (!question) return;
  const tab = yasgui.getTab();
  tab.setQuery(question.sparql);
  tab.query();
});
