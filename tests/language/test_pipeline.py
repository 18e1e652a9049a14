"""The shipped pipeline on raw text."""

import os
import subprocess
import sys

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from kg.language import load

pytestmark = pytest.mark.model
TEXT = (
    "FRANKFURT (dpa-AFX) - Die  Muster AG kauft am 12. April 2016 für 4,2 Mrd. Euro Nvidia-Chips.\n\n"
    "Der Dax gewann 1,5\u00a0Prozent. Der Chiphersteller brachte ein Modell heraus."
)


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load(threads=1)


def dump(doc: Doc) -> list[tuple[object, ...]]:
    tokens = [
        (t.text, t.pos_, t.tag_, str(t.morph), t.lemma_, t.head.i, t.dep_, t.is_sent_start)
        for t in doc
    ]
    spans = [
        (key, span.start, span.end, span.label_)
        for key, group in doc.spans.items()
        for span in group
    ]
    scores = [tuple(group.attrs.get("scores", ())) for group in doc.spans.values()]
    return [*tokens, *((e.start, e.end, e.label_) for e in doc.ents), *spans, *scores]


def test_text_is_kept_and_every_token_has_its_layers(nlp: Language):
    doc = nlp(TEXT)
    assert doc.text == TEXT
    assert all(TEXT[t.idx : t.idx + len(t)] == t.text for t in doc)
    assert all(t.pos_ and t.tag_ and t.lemma_ and t.dep_ for t in doc)
    assert all([t.dep_ for t in sent].count("ROOT") == 1 for sent in doc.sents)


def test_entities_have_the_classes_of_the_graph(nlp: Language):
    found = {(ent.text, ent.label_) for ent in nlp(TEXT).ents}
    wanted = {
        ("Muster AG", "Company"), ("12. April 2016", "Date"), ("4,2 Mrd. Euro", "Money"),
        ("Dax", "Index"), ("1,5\u00a0Prozent", "Percent"), ("dpa-AFX", "Medium"),
    }  # fmt: skip
    assert wanted <= found


def test_signs_that_nobody_sees_change_nothing(nlp: Language):
    plain = nlp("Die italienischen Wettbewerber senken die Zölle.")
    broken = nlp(
        "\ufeffDie ita\u00adlie\u00adni\u00adschen Wett\u00adbe\u00adwerber senken die Zo\u0308lle."
    )
    assert [t.lemma_ for t in broken] == [t.lemma_ for t in plain]
    assert [(t.pos_, t.dep_, t.head.i) for t in broken] == [
        (t.pos_, t.dep_, t.head.i) for t in plain
    ]


def test_compounds_tell_their_parts_with_offsets(nlp: Language):
    doc = nlp(TEXT)
    parts = {token.text: token._.parts for token in doc}
    assert [part[2] for part in parts["Nvidia-Chips"]] == ["Nvidia", "Chips"]
    assert [part[2] for part in parts["Chiphersteller"]] == ["Chip", "hersteller"]
    assert all(TEXT[start:end] == text for split in parts.values() for start, end, text in split)


def test_batches_processes_and_threads_change_nothing(nlp: Language):
    texts = [TEXT, "Siemens baut Stellen ab.", "", "  \n ", "Der Umsatz sank.", TEXT * 9] * 3
    one = [dump(doc) for doc in nlp.pipe(texts, batch_size=1)]
    assert one == [dump(nlp(text)) for text in texts]
    assert one == [dump(doc) for doc in nlp.pipe(texts, batch_size=7)]
    assert one == [dump(doc) for doc in nlp.pipe(texts, batch_size=1000)]
    assert one == [dump(doc) for doc in nlp.pipe(texts, batch_size=4, n_process=2)]
    assert one == [dump(doc) for doc in load(threads=2).pipe(texts)]


def test_a_second_start_gives_the_same_analysis(nlp: Language):
    command = f"from kg.language import load; print(load(threads=1)({TEXT!r}).to_json())"
    env = os.environ | {"PYTHONHASHSEED": "7"}
    run = subprocess.run(
        [sys.executable, "-c", command], capture_output=True, text=True, check=True, env=env
    )
    assert run.stdout.strip() == str(nlp(TEXT).to_json())


def test_every_scheme_has_its_spans_even_where_nothing_is_found(nlp: Language):
    schemes = {"germeval", "ler", "product", "smartdata", "uner", "wikiner"}
    assert schemes <= set(nlp("Es regnet.").spans)
    assert schemes <= set(nlp("").spans)


def test_given_tokens_and_sentences_are_kept(nlp: Language):
    words = ["Das", "ist", "gut", ".", "Ja"]
    doc = nlp(Doc(nlp.vocab, words=words, sent_starts=[True, False, False, False, False]))
    assert [token.text for token in doc] == words
    assert len(list(doc.sents)) == 1


def test_separable_verbs_are_joined(nlp: Language):
    doc = Doc(
        nlp.vocab, words=["bringt", "heraus"], pos=["VERB", "ADP"], lemmas=["bringen", "heraus"],
        heads=[0, 0], deps=["ROOT", "compound:prt"],
    )  # fmt: skip
    assert doc[0]._.verb_lemma == "herausbringen"


@pytest.mark.timing
def test_time_grows_with_length_and_no_faster(nlp: Language):
    from time import process_time

    def seconds(times: int) -> float:
        started = process_time()
        nlp(" ".join([TEXT.replace("\n", " ")] * times))
        return process_time() - started

    seconds(10)
    # The square would be 100; other work on the machine may spoil a try.
    assert any(seconds(400) < 25 * seconds(40) for _ in range(3))
