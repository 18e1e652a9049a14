"""Decisions and registers of a user, through whole builds: they override, last, and can be undone."""

import json

import pytest

from .running import bytes_of, here

TEXTS = {
    "a.txt": "Die Maierwerke Süd AG übernimmt die Talbach GmbH. Die Zorbex AG beliefert BMW.",
    "b.txt": "Die Maierwercke Süd AG streicht 500 Stellen.",
}
PAIR = ("maierwerke-sued", "maierwercke-sued")


def entities(out, lang="en"):
    """Return id -> all that `kg entities` tells of an entity."""
    told = here("entities", "-g", out, "--format", "json", "--lang", lang).stdout
    return {e["id"]: e for e in json.loads(told)}


def test_a_pair_is_proposed_decided_and_undone_and_the_graph_follows(articles, plain, tmp_path):
    assert set(PAIR) <= entities(plain).keys()
    for lang, words in {"de": "in einem Buchstaben", "en": "differ by 1 letter"}.items():
        asked = ("entities", "-g", plain, "--proposals", "--format", "json", "--lang", lang)
        (pair,) = [
            p for p in json.loads(here(*asked).stdout) if {p["left"], p["right"]} == set(PAIR)
        ]
        assert 0.8 <= pair["score"] < 1
        assert words in pair["reason"]
    decisions, out = tmp_path / "decisions.tsv", tmp_path / "graph"
    decide = ("decide", "same", *PAIR, "--decisions", decisions)
    here(*decide, "--who", "eva", "--when", "2025-04-04", "--why", "ein Haus")
    written = decisions.read_text("utf-8")
    assert all(word in written for word in ("same", *PAIR, "eva", "2025-04-04", "ein Haus"))
    build = ("build", articles, "--out", out, "--decisions", decisions, "--quiet")
    here(*build)
    joined = entities(out)
    assert PAIR[1] not in joined
    for told, words in ((joined, "decided to be {}"), (entities(out, "de"), "entschieden: ist {}")):
        reasons = {merge["surface"]: merge["reason"] for merge in told[PAIR[0]]["merges"]}
        assert reasons["Maierwercke Süd AG"] == words.format(PAIR[0])
    once = bytes_of(out)
    here(*build)
    assert bytes_of(out) == once
    told = here("diff", plain, out, "--lang", "en", check=1).stdout
    assert f"~ merged: Maierwercke Süd AG [{PAIR[1]}], Maierwerke Süd AG [{PAIR[0]}] → " in told
    assert not here("add", articles / "a.txt", "-g", out, *build[-3:]).stderr
    note = here("add", articles / "a.txt", "--graph", out, "--quiet").stderr
    assert "note: the articles in" in note
    assert "were read with decisions=" in note
    here(*decide, "--undo")
    here(*build)
    here("diff", plain, out, check=1)  # the runs still tell that there was a decisions file
    here("build", articles, "--out", out, "--quiet")
    assert bytes_of(out) == bytes_of(plain)


def test_decisions_that_join_nothing_are_noted(articles, tmp_path):
    decisions = tmp_path / "decisions.tsv"
    for left, right in (("Maierwerke Süd", "Maierwercke Süd AG"), ("Nixe", "Nöck")):
        here("decide", "same", left, right, "--decisions", decisions)
    build = ("build", articles, "--out", tmp_path / "graph", "--decisions", decisions, "--quiet")
    for _ in range(2):  # also where nothing is read again
        told = here(*build).stderr
        assert told == f"note: {decisions}: no article names what it joins: same nixe noeck\n"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        (
            "mine.csv",
            "label;kind;names;iri\nZorbex Holding;Company;Zorbex|ZBX;https://x.example/z\n",
        ),
        (
            "mine.ttl",
            "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
            "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
            "@prefix kg: <https://newskg.example/ontology#> .\n"
            '<https://x.example/z> a kg:Company ; rdfs:label "Zorbex Holding" ; '
            'skos:altLabel "Zorbex", "ZBX" .\n',
        ),
    ],
)
def test_a_register_of_ones_own_names_and_links_an_entity(articles, plain, tmp_path, name, content):
    (tmp_path / name).write_text(content, encoding="utf-8")
    out = tmp_path / "graph"
    here("build", articles, "--out", out, "--register", tmp_path / name, "--quiet")
    assert "zorbex" in entities(plain)
    assert "zorbex" not in entities(out)
    found = entities(out)["zorbex-holding"]
    assert (found["label"], found["kind"]) == ("Zorbex Holding", "Company")
    (link,) = found["links"]
    assert link["target"] == "https://x.example/z"
    assert link["confidence"] > 0.9
    assert "Zorbex" in link["reason"]
