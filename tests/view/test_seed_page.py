"""The page that `kg build` makes of the example, used as a person uses it: with pointer and keys."""

import csv
import io
import json
import re
import subprocess
import sys
import zlib

import pytest
from click.testing import CliRunner

from kg.cli.query import command as kg_query
from kg.pipeline import Options, build
from kg.query.questions import questions

from .conftest import SEED, least
from .graphs import ent
from .test_checks_access import axe_findings
from .test_checks_keeping import saved
from .test_checks_picture import middle, overlapping
from .test_golden import PHONE
from .test_sparql import run_endlessly

pytestmark = [pytest.mark.browser, pytest.mark.model]


@pytest.fixture
def page(opened, seed):
    return opened(seed / "explorer.html")


def edge(page, subject, relation, target):
    wanted = (ent(subject), relation, ent(target))
    found = [e for e in page.kg("edges()") if (e["from"], e["relation"], e["to"]) == wanted]
    assert found, f"no visible edge {wanted}"
    return found[0]["at"]


def click(page, place, **how):
    box = page.page.locator("#canvas").bounding_box()
    page.page.mouse.click(box["x"] + place[0], box["y"] + place[1], **how)


def click_node(page, name, **how):
    page.rest()
    click(page, page.kg("xy(x)", ent(name)), **how)


def panel(page):
    return page.page.locator("#panel").inner_text()


def button(page, name):
    return page.page.get_by_role("button", name=name, exact=True)


@pytest.mark.timing
def test_the_first_picture_comes_within_a_second(opened, seed):
    def milliseconds():
        page = opened(seed / "explorer.html")
        return page.page.evaluate("performance.getEntriesByName('ready')[0].startTime")

    assert least(milliseconds, limit=1000) < 1000


def test_the_first_picture_can_be_read(page):
    boxes = page.kg("boxes")
    assert len(boxes) >= 0.8 * page.kg("visible()")["nodes"]
    assert overlapping(boxes + page.kg("edge_boxes")) == []
    legend = page.page.locator("#facets").inner_text()
    assert "behauptet" in legend
    assert "Organisationen" in legend


def test_clicking_an_edge_shows_the_sentence_its_source_amount_and_time(page):
    at = edge(page, "alibaba", "buys", "h20")
    box = page.page.locator("#canvas").bounding_box()
    x, y = middle(page.kg(f"curve({at})"))
    page.page.mouse.move(box["x"] + x, box["y"] + y)
    before = page.kg("cam")["k"]
    page.page.mouse.wheel(0, -500)
    page.page.wait_for_function("k => window.__kg.cam.k > k", arg=before)
    page.rest()
    click(page, middle(page.kg(f"curve({at})")))
    assert page.kg("state()")["sel"] == {"type": "tie", "at": at}
    card = page.page.locator("#panel .card").first
    assert card.locator("mark.s").inner_text() == "Alibaba"
    assert card.locator("mark.o").inner_text() == "H20-Chips"
    told = card.inner_text()
    for part in ("laut The Information", "behauptet", "rund 16 Milliarden Dollar", "(zusammen)"):
        assert part in told, part
    assert "01.01.2025 – 31.03.2025" in told
    assert re.search(r"Konfidenz 0,\d\d", told)
    assert "frame:buys/" in told


def test_a_marked_passage_of_the_article_lights_its_edges(page):
    click_node(page, "nvidia")
    page.page.locator("#panel .source .article").first.click()
    reader = page.page.locator("#reader")
    assert reader.locator("mark.c").count() > 12
    reader.locator("mark.c", has_text="Nachfrage von").first.click()
    assert page.kg("state()")["sel"]["type"] == "claims"
    assert "fragt nach" in panel(page)
    button(page, "Nur dieser Artikel").click()
    assert page.kg("visible()")["edges"] > 30


def test_search_finds_names_and_wording_as_one_types(page):
    page.page.keyboard.press("/")
    page.page.keyboard.type("nvid")
    assert page.page.locator("#hits li .name").first.inner_text() == "Nvidia"
    page.page.keyboard.press("Enter")
    assert page.page.locator("#panel h2").inner_text() == "Nvidia"
    page.page.fill("#search", "seed")
    page.page.locator("#hits li", has_text="Im Artikel lesen").click()
    assert page.page.locator("#reader h2").inner_text() == "seed"
    page.page.fill("#search", "kumuliert rund")
    page.page.keyboard.press("Enter")
    assert "kumuliert rund 16 Milliarden" in page.page.locator("#panel blockquote").inner_text()


def test_facets_tell_what_they_give_and_give_it(page):
    page.page.fill("[data-focus=rel-search]", "kauft von")
    row = page.page.locator("[data-facet=rel] li li", has_text="kauft von")
    told = int(row.locator(".count").inner_text())
    row.hover()
    row.locator(".only").click()
    assert page.kg("visible()")["edges"] == told
    page.page.click("#undo")
    before = page.kg("visible()")["edges"]
    row.locator("input").click()
    assert page.kg("visible()")["edges"] == before - told


def test_filters_that_hide_everything_can_be_lifted_at_once(page):
    before = page.kg("visible()")
    page.page.locator("[data-focus=cls-none]").click()
    assert page.kg("visible()")["nodes"] == 0
    page.page.locator(".crumb", has_text="Filter aufheben").click()
    assert page.kg("visible()") == before


def test_the_filters_can_be_put_away(page):
    wide = page.kg("cam")["width"]
    page.page.click("#filters")
    assert page.page.locator("#facets").is_hidden()
    page.page.wait_for_function("w => window.__kg.cam.width > w + 200", arg=wide)
    page.page.click("#filters")
    assert page.page.locator("#facets").is_visible()


def test_what_is_only_supposed_is_shown_on_demand(page):
    assert not [e for e in page.kg("edges()") if e["relation"] == "expands"]
    button(page, "Nur Abgeschwächtes").first.click()
    supposed = {e["relation"] for e in page.kg("edges()")}
    assert "expands" in supposed
    assert not supposed & {"buys", "produces", "causes"}
    click_node(page, "alibaba")
    assert "erwartet" in panel(page)


def test_time_is_brushed_over_the_bars_and_typed(page):
    bars = page.page.locator(".bin").all()
    assert len(bars) == 4  # January to April
    last = bars[3].bounding_box()
    page.page.mouse.move(last["x"] + 5, last["y"] + 20)
    page.page.mouse.down()
    page.page.mouse.move(last["x"] + last["width"] - 5, last["y"] + 20, steps=3)
    page.page.mouse.up()
    assert not [e for e in page.kg("edges()") if e["relation"] == "buys"]
    first = page.page.locator("[data-focus=time-from]")
    first.fill("1.2025")
    first.press("Enter")
    assert [e for e in page.kg("edges()") if e["relation"] == "buys"]
    button(page, "Ganze Zeit").click()
    assert page.kg("state()")["time"] is None


def test_neighbours_are_shown_alone_expanded_hidden_and_all_of_it_undone(page):
    start = page.kg("state()")
    click_node(page, "nvidia")
    button(page, "Nur Nachbarschaft").click()
    few = page.kg("nodes()")
    assert ent("deepseek") not in few
    click_node(page, "h20")
    button(page, "Nachbarn dazu").click()
    assert len(page.kg("nodes()")) > len(few)
    button(page, "Ausblenden").click()
    assert ent("h20") not in page.kg("nodes()")
    while page.page.locator("#undo").is_enabled():
        page.page.click("#undo")
    assert page.kg("state()") == start
    page.page.click("#redo")
    assert page.kg("state()") != start


def test_a_path_is_told_with_the_sentences_that_carry_it(page):
    click_node(page, "deepseek")
    button(page, "Weg von hier …").click()
    click_node(page, "nvidia")
    steps = page.page.locator("#panel .hops > li")
    assert steps.count() == len(page.kg("path")) >= 2
    for step in steps.all():
        assert step.locator("blockquote").count() >= 1


def test_who_profits_is_told_and_shown(page):
    page.page.click("#findings")
    first = page.page.locator("#drawer section", has_text="Wer profitiert?").locator("li").first
    told = first.inner_text()
    assert "empfiehlt China Tech-Giganten Index" in told
    assert re.search("Rechte daran liegen bei Börsenmedien AG|Börsenmedien AG hält Rechte", told)
    first.locator("button").click()
    assert page.page.locator("#panel .card").count() >= 2
    assert "Interessenkonflikt offengelegt" in panel(page)


def test_the_questions_give_the_rows_of_the_command_line(page, seed):
    page.page.click("#sparql")
    filled = 0
    for question in questions():
        told = CliRunner().invoke(kg_query, [question.id, "--graph", str(seed), "--format", "json"])
        assert told.exit_code == 0, told.output
        wanted = json.loads(told.output)
        found = page.kg("query(x)", question.sparql)
        assert found["head"] == wanted["head"]["vars"], question.id
        rows = [
            {
                name: cell["value"]
                for name, cell in zip(found["head"], row, strict=True)
                if cell is not None
            }
            for row in found["rows"]
        ]
        plain = [
            {name: cell["value"] for name, cell in row.items()}
            for row in wanted["results"]["bindings"]
        ]
        assert rows == plain, question.id
        filled += bool(rows)
    assert filled >= 15


def test_a_question_is_chosen_its_rows_sorted_and_lit(page):
    page.page.click("#sparql")
    page.page.locator("#editor-host .cm-content").wait_for()
    page.page.locator("#questions").select_option(label="Wer kauft H20-Chips, und von wem?")
    page.page.locator(".results tbody tr").first.wait_for()
    assert "Alibaba" in page.page.locator(".results").inner_text()
    page.page.click("#light")
    assert "aus der Abfrage" in page.page.locator("#crumbs").inner_text()


def test_a_runaway_query_is_stopped(page):
    run_endlessly(page)
    click_node(page, "china")
    assert page.page.locator("#panel h2").inner_text() == "China"
    page.page.click("#stop")
    page.page.wait_for_function(
        "() => document.querySelector('.status').textContent === 'Angehalten'"
    )


def test_a_copied_link_restores_the_view(page, opened, seed):
    click_node(page, "nvidia")
    button(page, "Nur Nachbarschaft").click()
    page.page.click("#more")
    page.page.click("#m-link")
    fragment = page.page.evaluate("location.hash")
    other = opened(seed / "explorer.html", fragment=fragment)
    assert other.kg("state()") == page.kg("state()")
    assert other.page.locator("#panel h2").inner_text() == "Nvidia"


def test_the_view_is_saved_as_csv_with_its_evidence(page):
    raw = saved(page, "#m-csv").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(raw), delimiter=";"))
    assert len({(r["subject"], r["relation"], r["object"]) for r in rows}) > 30
    bought = [r for r in rows if (r["subject"], r["relation"]) == ("Alibaba", "kauft")]
    assert bought[0]["attributed to"] == "The Information"
    assert "kumuliert rund 16 Milliarden" in bought[0]["sentence"]


def test_marks_saved_in_the_page_are_obeyed_by_the_next_build(page, tmp_path):
    page.kg(f"set({{sel: {{type: 'tie', at: {edge(page, 'tencent', 'buys', 'h20')}}}}})")
    claim = page.page.locator("#panel .card").first.get_attribute("data-claim")
    gone = page.kg("claim(x)", int(claim or -1))
    button(page, "Fehler melden").first.click()
    page.page.locator("#panel textarea").fill("gemeint ist die Tochter")
    button(page, "Übernehmen").click()
    click_node(page, "bytedance")
    button(page, "Dasselbe wie …").click()
    page.page.fill("#search", "DeepSeek")
    page.page.keyboard.press("Enter")
    (tmp_path / "decisions.tsv").write_bytes(saved(page, "#m-decisions"))
    out = tmp_path / "next"
    options = Options(date="2025-04-04", decisions=tmp_path / "decisions.tsv")
    build([SEED], out=out, options=options)
    graph = (out / "graph.nt").read_text(encoding="utf-8")
    assert gone not in graph
    assert ent("alibaba") in graph
    names = {ent("bytedance"), ent("deepseek")}
    assert len([name for name in names if f"<{name}> <http://www.w3.org/1999/02" in graph]) == 1


def test_marks_survive_a_reload_and_are_listed_before_they_are_saved(page):
    click_node(page, "nvidia")
    button(page, "Stimmt nicht").first.click()
    before = page.kg("state()")
    page.page.reload()
    page.page.wait_for_selector("html[data-ready=yes]")
    assert page.kg("state()") == before
    page.page.click("#findings")
    mine = page.page.locator("#drawer section", has_text="Meine Markierungen")
    assert "verworfen" in mine.inner_text()
    mine.get_by_role("button", name="Zurücknehmen").click()
    assert page.kg("state()")["marks"] == []


def test_everything_works_by_keyboard_alone(page):
    keys = page.page.keyboard
    keys.press("/")
    keys.type("alibaba")
    keys.press("Enter")
    reach(page, "#panel .source .article")
    keys.press("Enter")
    assert page.page.locator("#reader h2").is_visible()
    reach(page, "#panel [aria-label='Stimmt']")
    keys.press("Enter")
    assert page.kg("state()")["marks"][0]["kind"] == "accept"
    reach(page, "#reader mark.c")
    keys.press("Enter")
    assert page.kg("state()")["sel"]["type"] == "claims"
    reach(page, "#findings")
    keys.press("Enter")
    assert page.page.locator("#drawer").is_visible()
    keys.press("Escape")
    reach(page, "#canvas")
    before = page.kg("cam")
    keys.press("Shift+ArrowRight")
    assert page.kg("cam")["x"] > before["x"]
    keys.press("+")
    assert page.kg("cam")["k"] > before["k"]
    reach(page, "#more")
    keys.press("Enter")
    with page.page.expect_download() as started:
        for _ in range(5):
            keys.press("ArrowDown")
        keys.press("Enter")
    assert started.value.suggested_filename == "decisions.tsv"


def reach(page, selector):
    """Press Tab until an element that fits the selector has the focus."""
    for _ in range(260):
        page.page.keyboard.press("Tab")
        if page.page.evaluate("s => document.activeElement.matches(s)", selector):
            return
    raise AssertionError(f"{selector} cannot be reached with Tab")


@pytest.mark.parametrize("options", [{}, {"color_scheme": "dark"}, PHONE])
def test_no_part_of_the_page_shuts_anyone_out(opened, seed, options):
    page = opened(seed / "explorer.html", **options)
    assert axe_findings(page) == []
    page.kg(f"choose('{ent('nvidia')}')")
    assert axe_findings(page) == []
    page.page.locator("#panel .source .article").first.click()
    assert axe_findings(page) == []
    for tool in ("#findings", "#list", "#sparql"):
        page.page.click(tool)
        if tool == "#sparql":
            page.page.locator("#editor-host .cm-content").wait_for()
            page.page.locator("#questions").select_option(label="Wer kauft H20-Chips, und von wem?")
            page.page.locator(".results tbody tr").first.wait_for()
        page.rest()
        assert axe_findings(page) == []
    page.page.click("#more")
    page.page.click("#m-help")
    page.page.fill("#search", "nvid")
    assert axe_findings(page) == []


def test_the_overview_map_moves_the_picture(page):
    page.kg("zoom(2)")
    before = page.kg("cam")
    box = page.page.locator("#minimap").bounding_box()
    page.page.mouse.click(box["x"] + 30, box["y"] + 30)
    assert page.kg("cam")["x"] < before["x"]


def test_languages_and_colours_are_switched_in_the_page(page):
    page.page.click("#theme")
    assert page.page.evaluate("document.documentElement.dataset.theme") == "dark"
    page.page.click("#more")
    page.page.click("#language")
    click_node(page, "nvidia")
    told = panel(page)
    assert "sells to" in told
    assert "according to The Information" in told
    assert "Konfidenz" not in page.page.locator("body").inner_text()
    camel = re.findall(r"\b[a-z]+[A-Z]\w+\b", page.page.locator("#facets").inner_text())
    assert camel == []


def test_the_page_says_that_no_one_checked_it_and_how_to_mark_an_error(page):
    notice = page.page.locator("#notice").inner_text()
    assert "nicht von einem Menschen geprüft · Stand 04.04.2025 · Version" in notice
    page.page.click("#report-how")
    told = page.page.locator("#drawer").inner_text()
    assert told.index("Fehler melden") < told.index("Entscheidungen (TSV)") < told.index("Tasten")


def test_it_prints_as_picture_and_evidence(page, tmp_path):
    click_node(page, "nvidia")
    page.page.emulate_media(media="print")
    page.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    canvas = page.page.locator("#canvas").bounding_box()
    cam = page.kg("cam")
    assert canvas["width"] / canvas["height"] == pytest.approx(
        cam["width"] / cam["height"], rel=0.02
    ) or canvas["height"] == pytest.approx(491, abs=3)  # 13 cm, the picture inside keeps its shape
    groups = page.page.locator("#panel details.group")
    assert groups.count() == page.page.locator("#panel details.group[open]").count() >= 2
    assert page.page.locator("#facets").is_hidden()
    key = page.page.locator("#key").inner_text().splitlines()
    assert {"Organisationen", "Produkte", "Ereignisse", "behauptet", "erschlossen"} <= set(key)
    assert "Personen" in key
    assert "erwartet" not in key
    page.page.pdf(path=tmp_path / "page.pdf", format="A4")
    assert colours_of_pictures((tmp_path / "page.pdf").read_bytes()) > 100


def colours_of_pictures(pdf):
    """Return the most colours that any picture of a PDF has."""
    counts = [0]
    for found in re.finditer(
        rb"<<((?:(?!>>).)*?/Subtype /Image.*?)>>\s*stream\r?\n", pdf, re.DOTALL
    ):
        length = re.search(rb"/Length (\d+)", found[1])
        assert length is not None
        raw = zlib.decompress(pdf[found.end() : found.end() + int(length[1])])
        counts.append(len({raw[at : at + 3] for at in range(0, len(raw), 3)}))
    return max(counts)


@pytest.mark.server
def test_kg_serve_serves_the_same_page(browser, seed):
    command = [sys.executable, "-m", "kg", "serve", "--graph", str(seed), "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        address = process.stderr.readline().split()[1]
        context = browser.new_context(locale="de-DE")
        tab = context.new_page()
        asked, errors = [], []
        tab.on("request", lambda r: asked.append(r.url))
        tab.on("pageerror", lambda e: errors.append(str(e)))
        try:
            tab.goto(address + "explorer")
            tab.wait_for_selector("html[data-ready=yes]")
            found = tab.evaluate("() => window.__kg.query('SELECT ?s { ?s a ?t } LIMIT 3')")
        finally:
            context.close()
            process.terminate()
    assert found["total"] == 3
    assert errors == []
    assert [url for url in asked if not url.startswith("blob:")] == [address + "explorer"]
