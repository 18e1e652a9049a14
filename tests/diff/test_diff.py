"""Differences: what changed is told as what it is, and the patch makes one graph the other."""

from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from kg.cli.diff import command
from kg.diff import compare, page, patch, text
from kg.store import (
    open_graph,
    open_store,
    read_manifest,
    replace_document,
    write_manifest,
    write_part,
)

A = "https://newskg.example/doc/16aaaaaaaaaaaaaa"
B = "https://newskg.example/doc/16bbbbbbbbbbbbbb"
ENT = "https://newskg.example/entity/"
KG = "https://newskg.example/ontology#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


@pytest.fixture
def old(toy: Path) -> ox.Store:
    return open_graph(toy)


def changed(parts: dict[str, bytes], graph: str, *swaps: tuple[str, str]) -> ox.Store:
    """Return the toy graph with some text of one document swapped."""
    store = open_store(None)
    for name, nquads in parts.items():
        told = nquads.decode()
        for before, after in swaps if name == graph else ():
            assert before in told
            told = told.replace(before, after)
        replace_document(store, name, told.encode())
    return store


def mention(place: str, entity: str) -> str:
    return f"<{A}#char={place}> <{KG}refersTo> <{ENT}{entity}> <{A}> .\n"


def test_same_graphs_do_not_differ(old, toy):
    found = compare(old, open_graph(toy))
    assert not found
    assert text(found, "en").startswith("claims: 0 removed, 0 added, 0 changed; entities: 0 ")
    assert text(found).startswith("Aussagen: 0 entfernt, 0 neu, 0 geändert; Entitäten: 0 ")


def test_change_of_modality_is_no_new_claim(old, toy_parts):
    claim = f"<https://newskg.example/claim/16bbbbbb-s01-memberof-000001> <{KG}modality> <{KG}"
    new = changed(toy_parts, B, (claim + "Asserted>", claim + "Planned>"))
    found = compare(old, new)
    assert (found.claims_removed, found.claims_added) == ((), ())
    assert "Müller AG – gehört zu – DAX: modality: Asserted → Planned\n" in text(found)
    assert "Müller AG – is member of – DAX: " in text(found, "en")


def test_change_with_a_new_claim_name_is_still_a_change(old, toy_parts):
    iri = "https://newskg.example/claim/16bbbbbb-s01-memberof-000001"
    modality = f"> <{KG}modality> <{KG}"
    new = changed(
        toy_parts, B, (iri + modality + "Asserted", iri + modality + "Planned"), (iri, iri + "9")
    )
    (change,) = compare(old, new).claims_changed
    assert change.new.iri == iri + "9"
    assert dict(change.new.how)["modality"].endswith("Planned")


def test_removed_document_takes_its_claims(old, toy_parts):
    new = changed({g: n for g, n in toy_parts.items() if g != A}, B)
    found = compare(old, new)
    assert len(found.claims_removed) == 3
    assert [iri.rsplit("/", 1)[1] for iri in found.entities_removed] == [
        "beispiel-post",
        "schmidt-gmbh",
    ]
    assert compare(new, old).claims_added == found.claims_removed


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        (
            ("mueller", "mueller-ag"),
            ("mueller-ag", "mueller-ag"),
            "merged: mueller, Müller AG [mueller-ag] → Müller AG [mueller-ag]",
        ),
        (("apple", "apple"), ("apple", "apfel"), "split: apple → apfel, apple"),
        (("alt", "alt"), ("neu", "neu"), "renamed: alt → neu"),
    ],
)
def test_entities_are_followed_by_their_mentions(toy_parts, before, after, told):
    stores = []
    for first, second in (before, after):
        more = (mention("0,6", first) + mention("70,76", second)).encode()
        stores.append(changed({**toy_parts, A: toy_parts[A] + more}, B))
    found = compare(*stores)
    assert f"~ {told}\n" in text(found, "en")


def test_claims_of_a_renamed_entity_are_changed_and_not_replaced(toy_parts):
    swaps = (
        ("/entity/schmidt-gmbh>", "/entity/schmidt-und-soehne>"),
        ("16aaaaaa-s01-buysfrom-000002", "16aaaaaa-s01-buysfrom-00000f"),
    )
    parts = {**toy_parts, A: toy_parts[A] + mention("58,65", "schmidt-gmbh").encode()}
    found = compare(changed(parts, B), changed(parts, A, *swaps))
    assert (found.claims_removed, found.claims_added) == ((), ())
    assert [group.kind for group in found.regrouped] == ["renamed"]
    assert "Objekt: Schmidt GmbH [schmidt-gmbh] → Schmidt GmbH [schmidt-und-soehne]" in text(found)


def test_patch_makes_the_old_graph_the_new(old, toy_parts):
    new = changed(toy_parts, A, ("Läufer X1", 'Läufer X2 \\"neu\\"'), ("im Mai", "im Juni"))
    lines = patch(compare(old, new)).decode().splitlines()
    assert (lines[0], lines[-1]) == ("TX .", "TC .")
    quads = {str(q) for q in old if not isinstance(q.graph_name, ox.DefaultGraph)}
    for line in lines[1:-1]:
        (quad,) = ox.parse(line[2:], format=ox.RdfFormat.N_QUADS)
        if line.startswith("D "):
            quads.remove(str(quad))
        else:
            quads.add(str(quad))
    assert quads == {str(q) for q in new if not isinstance(q.graph_name, ox.DefaultGraph)}


def test_page_shows_text_as_text_only(old, toy_parts):
    new = changed(toy_parts, A, ("Das könnte den DAX bewegen", "<script>alert(1)</script>"))
    told = page(compare(old, new)).decode()
    assert "&lt;script&gt;" in told
    assert "<script" not in told
    assert "default-src 'none'" in told


def test_page_is_in_one_language(old, toy_parts):
    found = compare(old, changed(toy_parts, A, ("im Mai", "im Juni")))
    assert '<html lang="de">' in page(found).decode()
    assert "<h2>Tripel</h2>" in page(found).decode()
    assert '<html lang="en">' in page(found, "en").decode()
    assert "<h2>Statements</h2>" in page(found, "en").decode()


def test_what_has_no_label_or_is_no_iri_is_told_by_its_own_name(old, toy_parts):
    odd = f"<{A}#claim> <{RDF}subject> <{ENT}ohne-namen> <{A}> .\n" + (
        f'<{A}#claim> <{KG}literal> "http://a b <x>, http://c" <{A}> .\n'
    )
    new = changed({**toy_parts, A: toy_parts[A] + odd.encode()}, B)
    assert "+ ohne-namen –  – http://a b <x>, http://c [] „“" in text(compare(old, new))


def test_command_tells_and_signals(toy, toy_parts, tmp_path):
    folder = tmp_path / "new" / "parts"
    manifest = read_manifest(toy / "parts")
    write_manifest(
        folder,
        {
            graph: write_part(folder, name.partition("-")[0], "k", toy_parts[graph]).name
            for graph, name in manifest.items()
            if graph != A
        },
    )
    run = CliRunner()
    assert run.invoke(command, [str(toy), str(toy)]).exit_code == 0
    told = run.invoke(command, [str(toy), str(tmp_path / "new")])
    assert told.exit_code == 1
    assert "- Entität Schmidt GmbH [schmidt-gmbh]" in told.output
    told = run.invoke(command, [str(toy), str(tmp_path / "new"), "--lang", "en"])
    assert "- entity Schmidt GmbH [schmidt-gmbh]" in told.output
    out = tmp_path / "diff.html"
    run.invoke(command, [str(toy), str(tmp_path / "new"), "--format", "html", "--out", str(out)])
    assert out.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
