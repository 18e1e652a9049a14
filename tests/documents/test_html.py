"""Pages: lead and teasers, and where a page says it comes from."""

import time

import pytest

from kg.documents.html import read_html

FIRST = "Die Muster AG übernimmt die Beispiel GmbH für 3,5 Millionen Euro in bar."
MORE = """<p>Der Kauf soll im Herbst abgeschlossen werden, teilte das Unternehmen am Freitag mit.</p>
<p>Die Aktionäre müssen dem Kauf noch zustimmen, sie treffen sich im Juni in Köln. (dpa)</p>"""


def page(head="", body="", before="", after=""):
    return f"""<html><head><title>Muster kauft - Tagesblatt</title>{head}</head><body>
    <nav><a href="/">Start</a></nav>{before}<article><h1>Muster kauft</h1>{body}<p>{FIRST}</p>{MORE}
    </article>{after}<footer>Impressum</footer></body></html>""".encode()


def test_lead_that_only_the_description_names_is_put_first():
    lead = (
        "Der Zukauf ist der größte in der Geschichte der Muster AG, die Börse reagiert verhalten."
    )
    head = f'<meta name="description" content="{lead[:70]}…">'
    box = f'<header class="teaser-box"><div><strong>{lead}</strong></div></header>'
    assert lead not in read_html(page(before=box), "a").text
    assert read_html(page(head, before=box), "a").text.startswith(f"{lead}\n")


def test_description_that_the_page_does_not_print_is_no_part_of_the_article():
    head = '<meta name="description" content="Alle Nachrichten zu Börse und Wirtschaft auf einen Blick.">'
    assert read_html(page(head), "a").text == read_html(page(), "a").text


def test_teasers_of_other_articles_are_left_out():
    teaser = "<p>Am Montag haben die Bürger von Neustadt einen neuen Rat gewählt, und zwar...</p>"
    text = read_html(page(body=teaser, after=f"<div>{teaser}</div>"), "a").text
    assert "Neustadt" not in text
    assert "in Köln. (dpa)" in text


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ('<script type="application/ld+json">{"datePublished": "2024-05-17T08:00:00Z"}</script>',
         '<time datetime="2025-01-02">2. Januar 2025</time>', "2024-05-17"),
        ("", '<span itemprop="datePublished" content="2024-05-17T11:40">17. Mai</span>'
         '<time itemprop="datePublished" datetime="2023-01-02">2. Januar</time>', "2024-05-17"),
        ('<meta name="DC.date.issued" content="2024-05-17">', "", "2024-05-17"),
        ("", "<p>17.05.2024, 08:00 Uhr</p>", "2024-05-17"),
        ("", "<p>vor 8 Stunden</p><p>© 2015 Tagesblatt</p>", ""),
    ],
)  # fmt: skip
def test_date_of_publication(head, body, expected):
    assert read_html(page(head, body), "a").date == expected


@pytest.mark.parametrize(
    ("head", "body", "expected"),
    [
        ("", '<p>Von <span itemprop="author">Eva Blau</span> und <b itemprop="author">Jo Rot</b></p>',
         "Eva Blau; Jo Rot"),
        ('<meta name="author" content="dpa-AFX">', "", "dpa-AFX"),
        ('<meta name="author" content="Tagesblatt">', "", ""),
        ('<meta name="author" content="tagesblatt.example">', "<p>Von Eva Blau, dpa</p>", "Eva Blau"),
    ],
)  # fmt: skip
def test_author_is_a_person_or_agency_in_the_pages_spelling(head, body, expected):
    assert read_html(page(head, body), "a").author == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ('<meta property="og:site_name" content="Das Blatt">', "Das Blatt"),
        ("", "Tagesblatt"),
        ('<link rel="canonical" href="https://www.tagesblatt.example/a">', "Tagesblatt"),
    ],
)
def test_publisher(head, expected):
    assert read_html(page(head), "a").publisher == expected


def test_publisher_is_the_host_where_the_title_names_none():
    raw = page('<link rel="canonical" href="https://www.blatt.example/a">')
    assert read_html(raw.replace(b" - Tagesblatt", b""), "a").publisher == "blatt.example"


@pytest.mark.parametrize("told", ["<a", "<aaaaaaaaa", "…", ".", "&#8239;", " ", "(", "<!--", "&"])
def test_page_that_repeats_one_thing_is_read_in_no_time(told):
    row = told * (100_000 // len(told))
    start = time.process_time()
    found = read_html(page(after=f"<p>Das steht {row}b.</p>") + row.encode(), "a")
    assert found.title == "Muster kauft"
    assert time.process_time() - start < 10  # the first four took over a minute
