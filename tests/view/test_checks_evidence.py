"""Checks 18 and 19, the article pane, and marking errors: every edge leads to its words."""

import pytest

from kg.resolve import parse_decisions
from kg.view import write_explorer
from kg.view.reading import read_scene
from kg.view.sample import sample_scene
from kg.view.terms import with_ontology

from .conftest import ox_store
from .graphs import Told, article, ent, story

pytestmark = pytest.mark.browser


def cards(page, claims):
    page.kg(f"set({{sel: {{type: 'claims', at: {claims}}}}})")
    return page.page.evaluate(
        "() => [...document.querySelectorAll('#panel .card')].map(c => ({"
        " s: [...c.querySelectorAll('mark.s')].map(m => m.textContent).join(''),"
        " o: [...c.querySelectorAll('mark.o')].map(m => m.textContent).join(''),"
        " text: c.querySelector('blockquote').textContent, day: c.querySelector('.day').textContent,"
        " conf: c.querySelector('.conf').textContent, source: c.querySelector('.source .article').textContent,"
        " href: c.querySelector('.source a')?.href }))"
    )


def test_subject_and_object_are_marked_as_the_graph_has_them(opened):
    scene = sample_scene(1000)
    page = opened("n1000")
    chosen = list(range(0, len(scene.statements), 80))
    told = cards(page, chosen)
    assert len(told) == len(chosen)
    for card, at in zip(told, chosen, strict=True):
        said = scene.statements[at]
        assert said.passage is not None
        passage = scene.passages[said.passage]
        for mark, span in ((card["s"], said.subject_span), (card["o"], said.object_span)):
            assert span is not None
            start, end = (place - passage.span[0] for place in span)
            assert mark == passage.text[start:end]
        assert card["text"] == passage.text


def test_every_shown_edge_has_source_date_and_confidence(opened):
    page = opened("n1000")
    for card in cards(page, list(range(0, 3000, 77))):
        assert card["href"].startswith("https://")
        assert card["source"].startswith("Bericht")
        assert card["day"].count(".") == 2
        assert card["conf"].startswith("Konfidenz 0,") or card["conf"] == "Konfidenz 1,00"


def test_marks_count_in_letters_even_after_an_emoji(opened):
    scene = read_scene(with_ontology(story()))
    leads = [i for i, s in enumerate(scene.statements) if s.relation == "leads"]
    card = cards(opened("story"), leads)[0]
    assert (card["s"], card["o"]) == ("Ünal Petersen", "Möwe GmbH")


def test_the_article_tells_apart_what_it_says_itself_what_it_reports_and_what_is_hedged(opened):
    page = opened("story")
    page.kg("set({article: 0})")
    marks = page.page.locator("#reader mark.c")
    looks = {}
    for words in ("beliefert", "konkurriert mit", "könnte"):
        mark = marks.filter(has_text=words).first
        style = mark.evaluate("e => getComputedStyle(e).borderBottomStyle")
        looks[words] = (style, mark.get_attribute("title"))
    assert looks == {
        "beliefert": ("double", "behauptet · laut Küstenblatt"),
        "konkurriert mit": ("solid", "behauptet"),
        "könnte": ("dashed", "möglich"),
    }


def test_a_cue_that_is_the_whole_quote_is_told_by_the_marked_words_alone(opened, tmp_path):
    text = "Müller Energie fragt nach Turbinen."
    told = [
        Told(text, "mueller", "demands", "turbinen", basis="Inference", cue=cue)
        for cue in (text[:-1], "fragt nach")
    ]
    quads = [*story(), *article("dddd000000000004", "Neues", "2025-01-01", "Bote", told)]
    write_explorer(ox_store(quads), tmp_path / "cue.html")
    page = opened(tmp_path / "cue.html")
    page.kg("choose(x)", ent("turbinen"))
    cues = page.page.locator("#panel .cue").all_inner_texts()
    assert cues == ["Signalwort „fragt nach“"]


def test_a_claim_tells_who_says_so_how_sure_how_much_and_when(opened):
    page = opened("story")
    page.kg(f"choose('{ent('nordlicht')}')")
    text = page.page.locator("#panel").inner_text()
    for part in (
        "laut Küstenblatt",
        "Signalwort „Laut“",
        "120.000.000\u00a0€",
        "rund",
        "01.03.2024 – 31.03.2024",
        "behauptet",
        "test:rule",
        "Konfidenz 0,90",
    ):
        assert part in text, part
    page.page.get_by_role("button", name="Nur Abgeschwächtes").first.click()
    page.kg(f"choose('{ent('mueller')}')")
    text = page.page.locator("#panel").inner_text()
    assert "möglich" in text
    assert "Signalwort „könnte“" in text


def test_the_article_opens_with_all_its_claims_and_both_ways_lead(opened):
    page = opened("story")
    page.kg(f"choose('{ent('petersen')}')")
    page.page.locator("#panel .source .article").first.click()
    reader = page.page.locator("#reader")
    assert reader.locator("h2").inner_text() == "Möwe wird übernommen"
    assert reader.locator("mark.c").count() == 8
    assert reader.locator("mark.c.on").inner_text().startswith("Ünal Petersen leitet")
    reader.locator("mark.c", has_text="entwickelt Turbinen").click()
    assert page.kg("state()")["sel"]["type"] == "claims"
    assert "entwickelt" in page.page.locator("#panel .says").inner_text()


def test_the_article_can_be_the_only_one_shown(opened):
    page = opened("story")
    page.kg("set({article: 1})")
    page.page.locator("#reader").get_by_role("button", name="Nur dieser Artikel").click()
    assert {e["relation"] for e in page.kg("edges()")} == {
        "acquires",
        "recommends",
        "holdsRightsTo",
        "hasUnderlying",
        "issues",
        "pays",
    }


def test_a_contradicted_edge_says_so_and_shows_both_sides(opened):
    page = opened("story")
    at = next(e["at"] for e in page.kg("edges()") if e["relation"] == "cooperatesWith")
    page.kg(f"set({{sel: {{type: 'tie', at: {at}}}}})")
    assert "widersprüchlich" in page.page.locator("#panel .alert").inner_text()
    assert page.page.locator("#panel .card").count() == 2
    assert "verneint" in page.page.locator("#panel").inner_text()


def test_the_page_says_that_no_one_has_checked_it(opened):
    text = opened("story").page.locator("#notice").inner_text()
    assert (
        text
        == "Automatisch extrahiert, nicht von einem Menschen geprüft · Stand 02.06.2025 · Version 9.9"
    )


def test_marks_of_a_reader_become_a_decisions_file(opened):
    page = opened("story")
    page.kg(f"choose('{ent('petersen')}')")
    page.page.locator("#panel").get_by_role("button", name="Stimmt", exact=True).click()
    page.page.locator("#panel").get_by_role("button", name="Fehler melden").click()
    page.page.locator("#panel textarea").fill("Er leitet\tnicht mehr.")
    page.page.get_by_role("button", name="Übernehmen").click()
    page.page.get_by_role("button", name="Dasselbe wie …").click()
    page.page.fill("#search", "Hafenbank")
    page.page.keyboard.press("Enter")
    page.page.click("#more")
    with page.page.expect_download() as started:
        page.page.click("#m-decisions")
    lines = started.value.path().read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines]
    assert rows[0] == ["kind", "left", "right", "who", "when", "why"]
    claim = rows[1][1]
    assert claim.startswith("aaaa0000-s")
    assert [*rows[1][:3], rows[1][5]] == ["reject", claim, "", "Er leitet nicht mehr."]
    assert rows[2][:3] == ["same", "petersen", "hafenbank"]
    told, skipped = parse_decisions("\n".join(lines), source="decisions.tsv")
    assert len(told.lines) == 2
    assert not skipped
