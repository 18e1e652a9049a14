"""SPARQL in the page: the same rows as the command line's engine, a table, files, a lit subgraph, a stop."""

import csv
import io

import pyoxigraph as ox
import pytest

from kg.view.terms import read_questions, with_ontology

from .graphs import ent, story

pytestmark = pytest.mark.browser
PREFIX = "PREFIX kg: <https://newskg.example/ontology#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "
ENDLESS = (
    PREFIX + "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o }"
)
HEDGED = "Welche Aussagen sind abgeschwächt, wie und wodurch?"


def shown(term):
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return ("iri", term.value)
    return ("literal", term.value, term.language or "")


def told(cell):
    if cell is None:
        return None
    return (
        ("iri", cell["value"])
        if cell["type"] == "iri"
        else (cell["type"], cell["value"], cell.get("lang", ""))
    )


def open_editor(page):
    page.page.click("#sparql")
    page.page.wait_for_function(
        "() => document.querySelector('#editor-host')?.shadowRoot?.querySelector('.cm-content')"
    )


def ask(page, text, stop_at_once=False):
    open_editor(page)
    page.page.locator("#editor-host .cm-content").click()
    page.page.keyboard.press("Control+a")
    page.page.keyboard.insert_text(text)
    if not stop_at_once:
        page.page.keyboard.press("Control+Enter")
        return
    page.page.evaluate("for (const id of ['run', 'stop']) document.getElementById(id).click()")


def run_endlessly(page):
    """Let the engine, unpacked and loaded, run what never ends."""
    page.kg("query(x)", "ASK {}")
    ask(page, ENDLESS)
    assert page.page.locator(".status").inner_text() == "Läuft …"


def test_an_empty_answer_says_what_will_stand_there(opened):
    page = opened("story")
    open_editor(page)
    results = page.page.locator(".results")
    assert "Strg+Eingabe" in results.inner_text()
    page.page.click("#sparql")
    ask(page, "SELECT ?s { ?s a kg:Claim } LIMIT 1")
    results.locator("td").first.wait_for()
    assert "Strg+Eingabe" not in results.inner_text()


def test_the_questions_give_the_same_rows_as_outside(opened):
    quads = with_ontology(story())
    store = ox.Store()
    store.extend(quads)
    store.extend(ox.Quad(q.subject, q.predicate, q.object) for q in quads)  # each triple once
    page = opened("story")
    filled = 0
    for name, _, _, text in read_questions():
        found = page.kg("query(x)", text)
        rows = store.query(text)
        assert isinstance(rows, ox.QuerySolutions)
        assert [v.value for v in rows.variables] == found["head"], name
        wanted = [[shown(t) for t in row] for row in rows]
        assert [[told(c) for c in row] for row in found["rows"]] == wanted, name
        filled += bool(wanted)
    assert filled >= 5


def test_a_person_asks_sorts_saves_and_lights(opened):
    page = opened("story")
    ask(
        page,
        PREFIX + "SELECT ?who ?conf { ?c kg:confidence ?conf ; rdf:subject ?who } ORDER BY ?who",
    )
    page.page.wait_for_selector(".results tbody tr")
    assert "Zeilen in" in page.page.locator(".status").inner_text()
    page.page.locator(".results th button", has_text="conf").click()
    column = page.page.locator(".results td:nth-child(2)").all_inner_texts()
    assert column == sorted(column, key=lambda c: float(c.replace(",", ".")))
    with page.page.expect_download() as started:
        page.page.click("#result-csv")
    rows = list(
        csv.reader(io.StringIO(started.value.path().read_text(encoding="utf-8-sig")), delimiter=";")
    )
    assert rows[0] == ["who", "conf"]
    assert len(rows) == 17
    page.page.click("#light")
    assert "aus der Abfrage" in page.page.locator("#crumbs").inner_text()
    page.page.locator(".results .ref", has_text="Hafenbank").first.click()
    assert page.page.locator("#panel h2").inner_text() == "Hafenbank"


def test_a_ready_question_runs_when_chosen(opened):
    page = opened("story")
    open_editor(page)
    page.page.locator("#questions").select_option(label=HEDGED)
    page.page.wait_for_selector(".results tbody tr")
    assert "Werk in Bremen" in page.page.locator(".results").inner_text()


def test_a_question_chosen_before_the_editor_is_there_is_not_forgotten(opened):
    page = opened("story")
    page.page.evaluate(
        "label => { document.getElementById('sparql').click();"
        " const pick = document.getElementById('questions');"
        " pick.value = [...pick.options].find(o => o.text === label).value;"
        " pick.dispatchEvent(new Event('change')); }",
        HEDGED,
    )
    page.page.wait_for_selector(".results tbody tr")
    assert "Werk in Bremen" in page.page.locator(".results").inner_text()
    assert "SELECT" in page.page.locator("#editor-host .cm-content").inner_text()


def test_the_editor_completes_terms(opened):
    page = opened("story")
    ask(page, "ASK {}")
    page.page.keyboard.press("Control+a")
    page.page.keyboard.type("SELECT * { ?a kg:acqu")
    options = page.page.locator("#editor-host .cm-tooltip-autocomplete li")
    options.first.wait_for()
    assert any(text.startswith("kg:acquires") for text in options.all_inner_texts())


def test_the_editor_knows_the_whole_ontology(opened):
    page = opened("story")
    ask(page, "ASK {}")
    for typed, wanted in (("kg:attrib", "kg:attributedTo"), ("kg:Hypoth", "kg:Hypothetical")):
        page.page.keyboard.press("Control+a")
        page.page.keyboard.type(f"SELECT * {{ ?a ?b {typed}")
        option = page.page.locator("#editor-host .cm-tooltip-autocomplete li", has_text=wanted)
        option.first.wait_for()
        page.page.keyboard.press("Escape")


def test_prefixes_need_not_be_declared_as_on_the_command_line(opened):
    page = opened("story")
    ask(
        page,
        "SELECT ?buyer { ?c rdf:subject ?buyer ; rdf:predicate kg:acquires ; rdf:object ent:moewe }",
    )
    page.page.locator(".results tbody tr").first.wait_for()
    assert page.page.locator(".results tbody tr").first.inner_text() == "Nordlicht AG"


def test_a_runaway_query_is_stopped_and_the_page_stays_alive(opened):
    page = opened("story")
    run_endlessly(page)
    page.kg(f"choose('{ent('moewe')}')")
    page.rest()
    assert page.page.locator("#panel h2").inner_text() == "Möwe GmbH"
    assert page.page.locator(".status").inner_text() == "Läuft …"
    page.page.click("#stop")
    page.page.wait_for_function(
        "() => document.querySelector('.status').textContent === 'Angehalten'"
    )
    found = page.kg("query(x)", PREFIX + "SELECT ?c { ?c a kg:Claim }")
    assert found["total"] == 16


def test_a_query_is_stopped_while_the_engine_is_still_being_unpacked(opened):
    page = opened("story")
    ask(page, ENDLESS, stop_at_once=True)
    page.page.wait_for_function(
        "() => document.querySelector('.status').textContent === 'Angehalten'"
    )
    assert page.kg("query(x)", PREFIX + "SELECT ?c { ?c a kg:Claim }")["total"] == 16


def test_a_query_asked_while_another_runs_takes_its_place_and_can_be_stopped_too(opened):
    page = opened("story")
    run_endlessly(page)
    page.page.click("#run")
    page.rest()
    assert page.page.locator(".status").inner_text() == "Läuft …"
    page.page.click("#stop")
    page.page.wait_for_function(
        "() => document.querySelector('.status').textContent === 'Angehalten'"
    )


def test_a_wrong_query_says_what_is_wrong(opened):
    page = opened("story")
    ask(page, "SELECT ?x { ?x ?y }")
    page.page.wait_for_function(
        "() => document.querySelector('.status').textContent.includes('nicht geklappt')"
    )


def test_a_page_without_the_engine_says_so(opened):
    page = opened("n100")
    page.page.click("#sparql")
    assert "ohne Abfragemaschine" in page.page.locator("#drawer").inner_text()
