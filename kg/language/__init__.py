"""The German pipeline: a text in, a spaCy `Doc` with sentences, tags, lemmas, trees and entities out.

It needs no network, no PyTorch and no spaCy model; the trained weights lie in the package.

    nlp = kg.language.load()
    doc = nlp("Nvidia liefert H20-Chips nach China.")     # or nlp(Doc(nlp.vocab, words=[...])), nlp.pipe(texts)

Where each layer stands on the `Doc`:

- `doc.sents`; `token.pos_` (UPOS), `tag_` (STTS), `morph`, `lemma_`, `head`, `dep_` (UD relation; the root is "ROOT");
- `doc.ents`: the entities of the graph, without overlaps: Person, Company, Organization, Medium, Country, Place,
  Market, Index, Product, Chip, AIModel, FinancialInstrument, Position, Date, Duration, Money, Percent, Quantity;
- `doc.spans[SCHEME]`: what the tag head trained on a corpus finds, in this corpus's own labels, with the probability of
  each span in `doc.spans[SCHEME].attrs["scores"]`. Schemes: `germeval` (GermEval 2014, outer level: PER, LOC, ORG, OTH,
  each also with deriv and part), `smartdata` (DFKI SmartData: organization-company, organization, person, location,
  location-city, date, ...; `LABEL-part` where the mention is only a part of the token), `wikiner`, `uner`, `ler`,
  `product`;
- `doc.spans["alternatives"]`: entities that lost against a chosen one;
- `token._.parts`: the parts of a compound as (start, end, text); `token._.verb_lemma`: a verb with its particle.

A contraction (`im`) is one token, analysed as its preposition; a compound with hyphens (`H20-Chips`) is one token.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = ["load"]


def load(name: str | None = None, *, threads: int = 2) -> Language:
    """Return the shipped pipeline, or one that stands on the installed spaCy package `name`.

    Raises:
        LanguageError: when `name` is not installed or lacks a needed layer.
    """
    from kg.language.assembly import (
        plugged,
        shipped,
    )  # spaCy costs a second: only who reads text pays

    return shipped(threads=threads) if name is None else plugged(name, threads=threads)
