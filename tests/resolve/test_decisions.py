import pytest

from kg.errors import DecisionError
from kg.model import document_id
from kg.resolve import Judgement, parse_decisions, read_decisions, write_decisions

HEAD = "kind\tleft\tright\twho\twhen\twhy\n"


def told(*lines):
    decisions, bad = parse_decisions(
        HEAD + "\n".join("\t".join(line) for line in lines), source="d"
    )
    assert not bad
    return decisions


def test_same_makes_two_entities_one_and_the_left_one_stays(resolved):
    decisions = told(("same", "maier-bau", "Maierbau Süd", "eva", "2026-11-24", "Website"))
    found = resolved(
        "Maier Bau, Maierbau Süd.",
        ("Company", "Maier Bau"),
        ("Company", "Maierbau Süd"),
        decisions=decisions,
    )
    assert found["Maier Bau"] is found["Maierbau Süd"]
    assert found["Maier Bau"].id == "maier-bau"
    assert any("decided" in merge.reason.en for merge in found["Maier Bau"].merges)


def test_same_reaches_documents_that_name_only_one_of_them(resolved):
    decisions = told(("same", "nvidia", "Nividia", "eva", "", "Tippfehler"))
    entity = resolved("Nividia.", ("Company", "Nividia"), decisions=decisions)["Nividia"]
    assert (entity.id, entity.label) == ("nvidia", "Nvidia")
    assert entity.links


def test_chains_of_same_end_in_one_entity():
    decisions = told(("same", "a", "b"), ("same", "c", "d"), ("same", "a", "d"))
    assert dict(decisions.representative) == {"b": "a", "c": "a", "d": "a"}


def test_different_keeps_apart_what_resolution_would_join(resolved):
    names = ("Company", "Maier-Gruppe"), ("Company", "Maier")
    text = "Maier-Gruppe, Maier."
    assert len({e.id for e in resolved(text, *names).values()}) == 1
    decisions = told(("different", "maier", "maier-gruppe", "eva", "2026", "zwei Firmen"))
    assert len({e.id for e in resolved(text, *names, decisions=decisions).values()}) == 2


def test_different_takes_a_register_link_away(resolved):
    decisions = told(("different", "Trump", "donald-trump", "eva", "", "ein anderer"))
    entity = resolved("Trump kam.", ("Person", "Trump"), decisions=decisions)["Trump"]
    assert entity.id.startswith("doc-")
    assert not entity.links


def test_different_with_a_document_splits_that_documents_entity_off(resolved):
    text = "Max Maier kam."
    scope = document_id(text)[:8]
    decisions = told(("different", f"Max Maier @ {scope}", "max-maier", "eva", "", "Namensvetter"))
    told_apart = resolved(text, ("Person", "Max Maier"), decisions=decisions)
    assert told_apart["Max Maier"].id == f"max-maier--{scope}"
    assert (
        resolved(text + " Ja.", ("Person", "Max Maier"), decisions=decisions)["Max Maier"].id
        == "max-maier"
    )


def test_a_later_line_overrides_and_a_deleted_line_is_undone(resolved):
    lines = [("same", "maier", "meier"), ("different", "meier", "maier")]
    names = ("Company", "Maier"), ("Company", "Meier")
    for kept, number in ((lines[:1], 1), (lines, 2), ([], 2), (lines[::-1], 1)):
        found = resolved("Maier, Meier.", *names, decisions=told(*kept))
        assert len({e.id for e in found.values()}) == number


def test_claims_are_accepted_and_rejected_by_id():
    decisions = told(("reject", "6f248973-s01-buys-aaaaaa", ""), ("accept", "x", ""))
    decisions_again = told(("reject", "x", ""), ("accept", "x", ""))
    assert decisions.claims(Judgement.REJECT) == {"6f248973-s01-buys-aaaaaa"}
    assert decisions.claims(Judgement.ACCEPT) == {"x"}
    assert not decisions_again.claims(Judgement.REJECT)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("perhaps\ta\tb", 'unknown kind "perhaps"'),
        ("same\ta", "2 columns"),
        ("same\ta\t\teva", "needs left and right"),
        ("same\tMaier\tmaier\teva", "the same entity"),
        ("same\ta\tb\teva\tgestern\t", 'when "gestern"'),
        ("reject\t\t\t", "needs left"),
        ("same\ta\tb\tc\td\te\tf\tg", "8 columns"),
    ],
)
def test_a_bad_line_is_named_and_the_rest_is_used(line, words):
    decisions, bad = parse_decisions(f"{HEAD}{line}\nsame\tc\td\teva\t2026\tja\n", source="d.tsv")
    assert [d.left for d in decisions.lines] == ["c"]
    assert (bad[0].source, bad[0].line) == ("d.tsv", 2)
    assert words in bad[0].reason


@pytest.mark.parametrize(
    ("left", "right", "ids"),
    [
        ("Talbach GmbH", "KION Group", ("talbach", "kion-group")),
        ("Talbach GmbH", "Talbach AG", ("talbach--gmbh", "talbach--ag")),
        ("die Talbach GmbH & Co. KG", "Talbach", ("talbach--gmbh", "talbach")),
        ("Talbach GmbH @ 6f248973aa", "Talbach AG", ("talbach--gmbh@6f248973", "talbach--ag")),
        ("Mercedes SL", "Mercedes", ("mercedes-sl", "mercedes")),
        ("GmbH", "AG", ("gmbh", "ag")),
    ],
)
def test_names_are_as_good_as_ids_and_their_legal_forms_tell_bearers_apart(left, right, ids):
    (line,) = told(("same", left, right)).lines
    assert (line.left, line.right) == ids


def test_lines_that_join_nothing_are_known(resolved):
    decisions = told(("same", "Nordwerk", "Maier Bau GmbH"), ("same", "Nordwerk", "Zorbex"))
    found = resolved("Maier Bau GmbH.", ("Company", "Maier Bau GmbH"), decisions=decisions)
    moved = {name for entity in found.values() for name in entity.moved}
    assert moved == {"maier-bau"}
    assert [line.right for line in decisions.unmet(moved)] == ["zorbex"]


def test_what_is_written_is_read_back(tmp_path):
    decisions = told(("same", "a", "b", "eva", "2026-11-24", "weil"), ("unsure", "c", "d"))
    path = tmp_path / "decisions.tsv"
    path.write_text(write_decisions(decisions.lines), encoding="utf-8")
    assert read_decisions(path) == (decisions, ())


def test_comments_blank_lines_and_a_byte_order_mark_are_passed_over(tmp_path):
    path = tmp_path / "d.tsv"
    path.write_bytes(b"\xef\xbb\xbf" + HEAD.encode() + b"# note\n\nsame\ta\tb\r\n")
    decisions, bad = read_decisions(path)
    assert len(decisions.lines) == 1
    assert not bad


def test_a_file_that_is_no_text_is_refused_in_words(tmp_path):
    path = tmp_path / "d.tsv"
    path.write_bytes(b"\xff\xfe\x00same")
    with pytest.raises(DecisionError, match="TSV in UTF-8"):
        read_decisions(path)
    with pytest.raises(DecisionError, match="cannot be read"):
        read_decisions(tmp_path / "missing.tsv")


def test_an_iri_is_as_good_as_an_id():
    decisions = told(("same", "https://x.example/entity/maier-bau", "Maier Bau Süd"))
    assert decisions.lines[0].left == "maier-bau"
