"""The text side of a document: a page in, quads of article, run, sentences and mentions out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rdflib.namespace import RDF, RDFS

from kg.assemble.own import OwnRelation
from kg.assemble.page import Page
from kg.assemble.terms import Quad, date, german, plain, whole
from kg.model import Claim, Disclosure, Mention, Referent, Sentence
from kg.vocabulary import KG, PROV, SCHEMA

__all__ = ["Run", "article_quads", "disclosure_quads", "mention_quads", "sentence_quads"]


@dataclass(frozen=True, slots=True)
class Run:
    """What read the articles; with the text it names the PROV activity. No clock is in it."""

    version: str
    model_hash: str
    """sha256 of the language model, as hex."""
    ontology_hash: str
    """sha256 of the ontology, as hex."""
    options: str = ""
    """Options that change what is read: the name of another model, hashes of the user's own relations."""
    decided: str = ""
    """What entities were decided and linked with: hashes of decisions and registers.

    It is told of the run, but names it not: a decision must not rename what made every claim.
    """
    own: tuple[OwnRelation, ...] = ()
    """Relations that the user adds to the ontology."""

    def digest(self, text_hash: str) -> str:
        """Return the 16 hex digits that name this run over one text."""
        parts = (self.version, self.model_hash, self.ontology_hash, self.options, text_hash)
        return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()[:16]


def article_quads(page: Page, run: Run) -> Iterator[Quad]:
    """Yield the article with what is known of where it came from, and the run that read it."""
    document = page.reading.document
    text_hash = hashlib.sha256(document.text.encode()).hexdigest()
    activity = page.resources.run(run.digest(text_hash))
    yield from page.quads(
        page.article,
        (RDF.type, KG.Article),
        (RDFS.label, german(document.title or document.name or document.id)),
        (KG.textHash, plain(text_hash)),
        (SCHEMA.inLanguage, plain("de")),
        (SCHEMA.datePublished, date(document.date)),
        (SCHEMA.author, plain(document.author) if document.author else None),
        (SCHEMA.publisher, plain(document.publisher) if document.publisher else None),
        (SCHEMA.url, plain(document.url) if document.url else None),
        (SCHEMA.identifier, plain(document.name) if document.name else None),
    )
    yield from page.quads(
        activity,
        (RDF.type, PROV.Activity),
        (RDF.type, KG.Run),
        (PROV.used, page.article),
        (KG.version, plain(run.version)),
        (KG.modelHash, plain(run.model_hash)),
        (KG.ontologyHash, plain(run.ontology_hash)),
        (KG.inputHash, plain(text_hash)),
        (KG.options, plain(told) if (told := f"{run.options} {run.decided}".strip()) else None),
    )


def sentence_quads(page: Page, sentence: Sentence, *, with_text: bool) -> Iterator[Quad]:
    """Yield one sentence; its words only where asked, as all sentences together are the text."""
    text = page.reading.document.text
    yield from page.quads(
        page.span(sentence.start, sentence.end),
        (RDF.type, KG.Sentence),
        (KG.article, page.article),
        (KG.number, whole(sentence.index)),
        (KG.start, whole(sentence.start)),
        (KG.end, whole(sentence.end)),
        (KG.quote, german(text[sentence.start : sentence.end]) if with_text else None),
    )


def mention_quads(page: Page, referent: Referent) -> Iterator[Quad]:
    """Yield the mentions of one referent."""
    target = page.iri(referent.key)
    for mention in referent.mentions:
        sentence = _sentence_of(page, mention)
        yield from page.quads(
            page.span(mention.start, mention.end),
            (RDF.type, KG.Mention),
            (KG.refersTo, target),
            (KG.form, plain(mention.form.value)),
            (KG.sentence, page.span(sentence.start, sentence.end) if sentence else None),
            (KG.start, whole(mention.start)),
            (KG.end, whole(mention.end)),
            (KG.quote, german(mention.text)),
        )


def _sentence_of(page: Page, mention: Mention) -> Sentence | None:
    for sentence in page.reading.sentences:
        if sentence.start <= mention.start and mention.end <= sentence.end:
            return sentence
    return None


def disclosure_quads(
    page: Page, notice: Disclosure, claims: Iterable[Claim], *, with_text: bool
) -> Iterator[Quad]:
    """Yield a conflict-of-interest notice, which of the claims it discloses and what it concerns."""
    span = page.span(notice.start, notice.end)
    text = page.reading.document.text[notice.start : notice.end]
    yield from page.quads(
        span,
        (RDF.type, KG.ConflictOfInterestDisclosure),
        (KG.article, page.article),
        (KG.start, whole(notice.start)),
        (KG.end, whole(notice.end)),
        (KG.cue, german(notice.cue) if notice.cue else None),
        (KG.quote, german(text) if with_text else None),
    )
    concerned = {KG.Index, KG.FinancialInstrument}
    for claim in claims:
        if claim.disclosure and notice.start <= claim.evidence.start < notice.end:
            yield from page.quads(span, (KG.discloses, page.resources.claim(claim.id)))
            for key in filter(None, (claim.subject, claim.object)):
                issuer = claim.relation == "issues" and key == claim.subject
                if issuer or page.kinds(key) & concerned:
                    yield from page.quads(span, (KG.concerns, page.iri(key)))
