"""Write analysed documents: spaCy `Doc`s in, a table, CoNLL-U or one HTML page out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from spacy import displacy
from spacy.tokens import Doc, Span, Token

from kg.printable import printable

__all__ = ["FORMATS", "as_conllu", "as_page", "as_table"]

COLOURS = {
    "Person": "#ffd8a8", "Company": "#a5d8ff", "Organization": "#bac8ff", "Medium": "#d0bfff", "Country": "#b2f2bb",
    "Place": "#b2f2bb", "Market": "#96f2d7", "Index": "#96f2d7", "Product": "#ffc9c9", "Chip": "#ffc9c9",
    "AIModel": "#ffc9c9", "FinancialInstrument": "#99e9f2", "Position": "#eebefa", "Money": "#fff3bf",
    "Percent": "#fff3bf", "Quantity": "#fff3bf", "Date": "#e9ecef", "Duration": "#e9ecef",
}  # fmt: skip


def as_table(docs: Iterable[Doc]) -> str:
    """Return one aligned line a token: number, word, lemma, UPOS, STTS, head, relation, entity."""
    lines: list[str] = []
    for doc in docs:
        for sentence in doc.sents:
            rows = [_row(token, at, sentence) for at, token in _numbered(sentence)]
            widths = (
                [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
                if rows
                else []
            )
            lines += [
                "  ".join(
                    cell.ljust(width) for cell, width in zip(row, widths, strict=True)
                ).rstrip()
                for row in rows
            ]
            lines.append("")
    return "\n".join(lines)


def as_conllu(docs: Iterable[Doc]) -> str:
    """Return CoNLL-U; entities stand in MISC as `NER=B-Company`, parts of compounds as `Parts=Chip+hersteller`."""
    lines: list[str] = []
    number = 0
    for at, doc in enumerate(docs, 1):
        lines.append(f"# newdoc id = {at}")
        for sentence in doc.sents:
            number += 1
            lines += [f"# sent_id = {number}", f"# text = {' '.join(sentence.text.split())}"]
            lines += ["\t".join(_columns(token, at, sentence)) for at, token in _numbered(sentence)]
            lines.append("")
    return "\n".join(lines) + "\n" if lines else ""


def as_page(docs: Iterable[Doc]) -> str:
    """Return an HTML page with the entities marked; the text is escaped."""
    return str(
        displacy.render(
            list(docs), style="ent", page=True, jupyter=False, options={"colors": COLOURS}
        )
    )


FORMATS: dict[str, Callable[[Iterable[Doc]], str]] = {
    "table": as_table,
    "conllu": as_conllu,
    "displacy": as_page,
}
"""Name of a format -> the function that writes it."""


def _numbered(sentence: Span) -> Iterator[tuple[int, Token]]:
    return enumerate((token for token in sentence if not token.is_space), 1)


def _head(token: Token, sentence: Span) -> int:
    if token.head.i == token.i:
        return 0
    return sum(not other.is_space for other in sentence.doc[sentence.start : token.head.i]) + 1


def _entity(token: Token) -> str:
    return f"{token.ent_iob_}-{token.ent_type_}" if token.ent_type_ else ""


def _row(token: Token, at: int, sentence: Span) -> tuple[str, ...]:
    relation = token.dep_.replace("ROOT", "root")
    head = str(_head(token, sentence))
    return (
        str(at),
        _one_line(printable(token.text)),
        _one_line(printable(token.lemma_)),
        token.pos_,
        token.tag_,
        head,
        relation,
        _entity(token),
    )


def _columns(token: Token, at: int, sentence: Span) -> tuple[str, ...]:
    misc = [f"NER={_entity(token)}"] if token.ent_type_ else []
    misc += ["Parts=" + "+".join(part[2] for part in token._.parts)] if token._.parts else []
    misc += [] if token.whitespace_ else ["SpaceAfter=No"]
    return (
        str(at), _one_line(token.text), _one_line(token.lemma_) or "_", token.pos_ or "_", token.tag_ or "_",
        str(token.morph) or "_", str(_head(token, sentence)), token.dep_.replace("ROOT", "root") or "_", "_",
        "|".join(misc) or "_",
    )  # fmt: skip


def _one_line(text: str) -> str:
    return " ".join(text.split())
