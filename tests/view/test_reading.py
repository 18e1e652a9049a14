"""Graphs in, scenes and columns out."""

import json

from kg.view.payload import arrange, columns, to_json
from kg.view.reading import read_scene
from kg.view.sample import sample_scene
from kg.view.terms import with_ontology

from .graphs import BASE, KG, RDF, as_quads, iri, say, story, word


def scene_of_story():
    return read_scene(with_ontology(story()))


def claims_named(scene, relation):
    return [s for s in scene.statements if s.relation == relation]


def test_a_claim_keeps_its_words_and_what_qualifies_them():
    scene = scene_of_story()
    said = claims_named(scene, "supplies")[0]
    assert (
        scene.passages[said.passage].text
        == "Laut Küstenblatt beliefert die Nordlicht AG die Möwe GmbH."
    )
    assert scene.nodes[said.source].de == "Küstenblatt"
    assert said.cues == ("Laut",)
    hedged = claims_named(scene, "expands")[0]
    assert (hedged.modality, hedged.cues) == ("Possible", ("könnte",))


def test_amount_and_time_come_from_the_claims_event():
    scene = scene_of_story()
    bought = claims_named(scene, "acquires")[0]
    assert scene.figures[bought.figure].unit == "EUR"
    assert scene.figures[bought.figure].approximate
    assert scene.periods[bought.period].start == "2024-03-01"


def test_names_in_the_sentence_are_found_for_subject_and_object():
    scene = scene_of_story()
    for said in scene.statements:
        passage = scene.passages[said.passage]
        for span, node in ((said.subject_span, said.subject), (said.object_span, said.object)):
            if span is not None:
                start, end = (at - passage.span[0] for at in span)
                assert passage.text[start:end] == scene.nodes[node].de


def test_only_asserted_claims_stand_behind_direct_edges():
    scene = scene_of_story()
    direct = {i for i, tie in enumerate(scene.ties) if tie.direct and not tie.role}
    for said in scene.statements:
        sure = said.modality == "Asserted" and said.polarity == "Positive"
        assert sure or said.tie not in direct or scene.ties[said.tie].relation == "cooperatesWith"


def test_relations_come_with_their_family_and_its_names():
    claim = f"{BASE}claim/aaaa0000-s04"  # a verb the ontology has no relation for
    quads = [q for q in story() if q.subject != iri(claim) or q.predicate.value[-9:] != "predicate"]
    quads += say(claim, {f"{RDF}predicate": iri(f"{KG}relatedTo")}, BASE)
    quads += say(claim, {f"{KG}openRelation": word("loben")}, BASE)
    scene = read_scene(with_ontology(quads))
    told = {relation.name: relation.family for relation in scene.relations}
    assert (told["acquires"], told["leads"], told["open:loben"]) == ("Ownership", "Leadership", "")
    assert {t.name for t in scene.families} == set(told.values()) - {""}
    assert [t.de for t in scene.families if t.name == "Ownership"] == ["Eigentum, Anteile"]
    data = columns(scene, arrange(scene))
    place = [family[0] for family in data["families"]].index("Ownership")
    assert [r[5] for r in data["relations"] if r[0] == "acquires"] == [place]
    assert [r[5] for r in data["relations"] if r[0] == "open:loben"] == [-1]


def test_roles_of_events_are_no_relations():
    scene = scene_of_story()
    assert {tie.relation for tie in scene.ties if tie.role} == {"buyer", "acquired"}


def test_offsets_in_the_page_count_utf16_units():
    scene = scene_of_story()
    data = columns(scene, arrange(scene))
    leads = next(i for i, s in enumerate(scene.statements) if s.relation == "leads")
    passage = scene.passages[scene.statements[leads].passage].text
    start, end = data["claims"]["q"][leads]
    assert passage.encode("utf-16-le")[2 * start : 2 * end].decode("utf-16-le") == passage[:-1]
    assert end == len(passage)  # the bird is one code point and two units


def test_a_scene_survives_the_way_through_the_graph():
    scene = sample_scene(100)
    again = read_scene(with_ontology(as_quads(scene)))
    assert [n.de for n in again.nodes] == [n.de for n in scene.nodes]
    assert [
        (s.subject, s.relation, s.object, s.modality, s.confidence) for s in again.statements
    ] == [(s.subject, s.relation, s.object, s.modality, s.confidence) for s in scene.statements]
    assert [s.subject_span for s in again.statements] == [s.subject_span for s in scene.statements]


def test_quotes_stand_for_sentences_whose_text_was_left_out():
    sentence = f"<{KG}Sentence>"
    quads = with_ontology(story())
    texts = {str(q.subject) for q in quads if str(q.object) == sentence}
    quote = f"<{KG}quote>"
    bare = [q for q in quads if not (str(q.subject) in texts and str(q.predicate) == quote)]
    scene = read_scene(bare)
    said = claims_named(scene, "supplies")[0]
    assert scene.passages[said.passage].text == said.quote
    assert len(scene.passages) == len({(s.article, s.span) for s in scene.statements if s.quote})


def test_columns_are_plain_json():
    scene = sample_scene(100)
    data = columns(scene, arrange(scene))
    assert json.loads(to_json(data)) == json.loads(json.dumps(data))
    assert len(data["ties"]["s"]) == len(scene.ties)
