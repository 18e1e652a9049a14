"""The ontology's page: complete, in two languages, and needing nothing from outside."""

import re
from html.parser import HTMLParser

import pytest
from click.testing import CliRunner

from kg.cli.ontology import command
from kg.ontology_page import ontology_html, read_ontology

VOID = {"meta", "input", "br", "path", "rect"}


class Reader(HTMLParser):
    """Collects anchors, links and requests, and fails where tags do not nest."""

    def __init__(self):
        super().__init__()
        self.open, self.anchors, self.links, self.outside = [], [], [], []

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        self.anchors += [told["id"]] if "id" in told else []
        self.links += [told["href"]] if "href" in told else []
        self.outside += [v for k, v in attrs if k in {"src", "srcset", "action", "data"} and v]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def html():
    return ontology_html(read_ontology())


@pytest.fixture(scope="module")
def read(html):
    reader = Reader()
    reader.feed(html)
    assert reader.open == []
    return reader


def test_every_term_has_one_entry_at_its_local_name(read):
    names = [term.name for term in read_ontology().terms]
    assert len(names) > 390
    assert set(names) <= set(read.anchors)
    assert len(read.anchors) == len(set(read.anchors))


def test_every_inner_link_leads_somewhere(read):
    inner = {link[1:] for link in read.links if link.startswith("#")}
    assert inner <= set(read.anchors)


def test_the_page_asks_for_nothing_from_outside(html, read):
    assert read.outside == []
    assert "<script" not in html
    assert "default-src 'none'" in html
    assert not re.search(r"url\((?!#)|@import", html)


def test_both_languages_are_told_and_one_is_shown(html):
    german, english = html.count('class="de"'), html.count('class="en"')
    assert german == english > 800


def test_a_relation_tells_its_family_and_the_family_its_name(html):
    entry = re.search(r'<tr id="buys">.*?</tr>', html, re.DOTALL)
    assert entry is not None
    assert "Familie" in entry[0]
    assert '<a href="#Dealings"><code>Dealings</code></a>' in entry[0]
    family = re.search(r'<tr id="Dealings">.*?</tr>', html, re.DOTALL)
    assert family is not None
    assert "Handel und Partner" in family[0]
    assert "trade and partners" in family[0]


def test_the_pictures_are_named(html):
    pictures = re.findall(r"<svg [^>]*>", html)
    assert len(pictures) > len(read_ontology().rules)
    assert all("aria-label" in p or "aria-hidden" in p for p in pictures)


def test_two_makings_are_the_same_bytes(html):
    assert ontology_html(read_ontology()) == html


def test_the_command_writes_the_page(tmp_path):
    told = CliRunner().invoke(command, ["--html", str(tmp_path / "new" / "page.html")])
    assert told.exit_code == 0, told.output
    assert (tmp_path / "new" / "page.html").read_text("utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(("lang", "label"), [("de", "kauft"), ("en", "buys")])
def test_the_command_lists_the_relations(lang, label):
    told = CliRunner().invoke(command, ["--lang", lang])
    assert re.search(rf"^buys +{label} +Actor +-> +Entity$", told.output, re.MULTILINE)
    assert re.search(r"^reportsRevenue .*-> +figure$", told.output, re.MULTILINE)
