"""The ontology's files are checked on load; what does not hold together is told by file and line."""

import re
from pathlib import Path

import pytest

from kg.errors import OntologyError
from kg.extract.frames import load_ontology

FRAME = """
[[frame]]
relation = "{relation}"
id = "test"
verbs = ["testen"]
roles = {roles}
{examples}
"""
ROLES = '{ buyer = "subj", acquired = "obj" }'
EXAMPLES = 'examples = [["A testet B.", "A | acquires | B"]]'


def folder(tmp_path: Path, **fields: str) -> Path:
    values = {"relation": "acquires", "roles": ROLES, "examples": EXAMPLES} | fields
    (tmp_path / "frames").mkdir()
    (tmp_path / "frames" / "test.toml").write_text(FRAME.format(**values), encoding="utf-8")
    return tmp_path


def test_shipped_ontology_knows_every_relation_of_the_table(shared):
    table = (shared / "design" / "ontology" / "relations.tsv").read_text(encoding="utf-8")
    ids = {line.split("\t")[0] for line in table.splitlines()[1:] if line.strip()}
    shipped = load_ontology().relations
    assert {name for name in shipped if not name.startswith("edge:")} == ids


def test_every_relation_has_a_frame():
    rules = load_ontology()
    assert {frame.relation for frame in rules.frames} == set(rules.relations)


def test_every_frame_has_an_example_with_a_claim():
    assert all(any(e.claims for e in frame.examples) for frame in load_ontology().frames)


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"relation": "buyz"}, "unknown relation 'buyz'"),
        ({"roles": '{ buyer = "subj", acquired = "obj", prize = "für" }'}, "unknown role 'prize'"),
        ({"roles": '{ buyer = "subj" }'}, "says nothing of role 'acquired'"),
        ({"roles": '{ buyer = "subj", acquired = "somewhere" }'}, "unknown place 'somewhere'"),
        ({"examples": ""}, "has no example"),
        ({"examples": 'examples = [["A testet B.", "A acquires B"]]'}, "an expected claim is"),
        ({"examples": f'modality = "Sure"\n{EXAMPLES}'}, "'Sure' is none of"),
        ({"examples": f'fixed = ["sich|weg|"]\n{EXAMPLES}'}, "'sich|weg|' leaves a word empty"),
    ],
)
def test_frame_that_does_not_hold_together_names_file_and_line(tmp_path, fields, message):
    with pytest.raises(OntologyError, match=re.escape(message)) as error:
        load_ontology(folder(tmp_path, **fields))
    assert re.match(r".*test\.toml:2: ", str(error.value))


def test_impossible_type_names_file_and_line(tmp_path):
    text = '\n[relation.lobbies]\nfamily = "Traits"\nsubject = "who"\nobject = "whom"\n'
    text += 'roles = { who = "Agent", whom = "Unicorn" }\n'
    (tmp_path / "relations.toml").write_text(text, encoding="utf-8")
    with pytest.raises(OntologyError, match=r"relations\.toml:2: .*impossible type 'Unicorn'"):
        load_ontology(tmp_path)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("", "relation lobbies has no family; give it one of ['Dealings', "),
        ('family = "Hobbies"\n', "relation lobbies has the unknown family 'Hobbies'; give it one"),
        ("family = [[]]\n", "relation lobbies has the unknown family [[]]"),
    ],
)
def test_relation_without_a_known_family_names_file_and_line(tmp_path, line, message):
    text = f'\n[relation.lobbies]\n{line}subject = "who"\nroles = {{ who = "Agent" }}\n'
    (tmp_path / "relations.toml").write_text(text, encoding="utf-8")
    with pytest.raises(OntologyError, match=re.escape(message)) as error:
        load_ontology(tmp_path)
    assert re.match(r".*relations\.toml:2: ", str(error.value))


def test_a_folder_may_name_families_of_its_own(tmp_path):
    text = 'families = ["Hobbies"]\n[relation.lobbies]\nfamily = "Hobbies"\nsubject = "who"\n'
    (tmp_path / "relations.toml").write_text(text + 'roles = { who = "Agent" }\n', "utf-8")
    assert load_ontology(tmp_path).relations["lobbies"].family == "Hobbies"


def test_subject_that_is_no_role_is_refused(tmp_path):
    text = '[relation.lobbies]\nfamily = "Traits"\nsubject = "he"\nroles = { who = "Agent" }\n'
    (tmp_path / "relations.toml").write_text(text, encoding="utf-8")
    with pytest.raises(OntologyError, match="has no role 'he'"):
        load_ontology(tmp_path)


def test_file_that_is_not_toml_is_named(tmp_path):
    (tmp_path / "relations.toml").write_text("[relation", encoding="utf-8")
    with pytest.raises(OntologyError, match=r"relations\.toml: not TOML"):
        load_ontology(tmp_path)


def test_frame_id_used_twice_tells_both_places(tmp_path):
    place = folder(tmp_path)
    text = (place / "frames" / "test.toml").read_text(encoding="utf-8")
    (place / "frames" / "test.toml").write_text(text + text, encoding="utf-8")
    with pytest.raises(OntologyError, match="used twice, first used in"):
        load_ontology(place)
