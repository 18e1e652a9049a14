"""`kg show`: everything said about one entity, with quotes and how sure the texts are."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.graph import graph_option, lang_option, run_on_graph
from kg.printable import printable

if TYPE_CHECKING:
    import pyoxigraph as ox

    from kg.query.describe import Description, Statement

__all__ = ["command"]

_WORDS = {
    "de": {
        "Asserted": "als Tatsache berichtet",
        "Expected": "erwartet",
        "Planned": "geplant",
        "Possible": "für möglich gehalten",
        "Ability": "als Fähigkeit genannt",
        "Hypothetical": "hypothetisch",
        "Negative": "verneint",
        "Coreference": "Beteiligte aus dem Zusammenhang",
        "Inference": "erschlossen",
        "out": "Aussagen über {} als Subjekt",
        "in": "Aussagen, in denen {} das Ziel ist",
        "aliases": "auch",
        "links": "Register",
        "according": "laut",
        "cue": "Signalwort",
        "none": "Keine Aussagen.",
        "confidence": "Konfidenz",
    },
    "en": {
        "Asserted": "reported as fact",
        "Expected": "expected",
        "Planned": "planned",
        "Possible": "thought possible",
        "Ability": "said to be able",
        "Hypothetical": "hypothetical",
        "Negative": "denied",
        "Coreference": "participants from context",
        "Inference": "inferred",
        "out": "Statements with {} as subject",
        "in": "Statements about {} as object",
        "aliases": "also",
        "links": "registers",
        "according": "according to",
        "cue": "cue",
        "none": "No statements.",
        "confidence": "confidence",
    },
}
_EXAMPLES = """\b
Examples:
  kg show Nvidia
  kg show 'Hang Seng' --lang en
  kg show Nvidia --store http://127.0.0.1:7879/query"""


@click.command("show", epilog=_EXAMPLES)
@click.argument("entity")
@graph_option
@lang_option
@click.option(
    "--format",
    "fmt",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="How to print it.",
)
@click.option("--store", "url", help="Ask this SPARQL server instead: the URL of its queries.")
def command(*, entity: str, directory: Path, lang: str, fmt: str, url: str | None) -> None:
    """Tell everything the graph holds about ENTITY: a name, an alias, a slug or an IRI."""

    def work(store: ox.Store) -> str:
        from kg.query.describe import describe, find_entity

        found = describe(store, find_entity(store, entity), lang=lang)
        return _json(found) if fmt == "json" else _text(found, lang)

    if url is not None:
        from kg.query.describe import find_entity
        from kg.store import RemoteStore

        remote = RemoteStore(url)
        entity = find_entity(remote, entity)
        click.echo(work(remote.about(entity)), nl=False)
        return
    click.echo(run_on_graph(directory, work), nl=False)


def _json(found: Description) -> str:
    return json.dumps(asdict(found), ensure_ascii=False, indent=1) + "\n"


def _text(found: Description, lang: str) -> str:
    words = _WORDS[lang]
    lines = [f"{found.label} ({', '.join(found.kinds)})  <{found.iri}>"]
    if found.aliases:
        lines.append(f"  {words['aliases']}: {', '.join(found.aliases)}")
    if found.links:
        lines.append(f"  {words['links']}: {' '.join(found.links)}")
    for outgoing, title in ((True, "out"), (False, "in")):
        told = [s for s in found.statements if s.outgoing is outgoing]
        if told:
            lines += ["", words[title].format(found.label)]
            lines += [line for statement in told for line in _lines(statement, words)]
    if not found.statements:
        lines += ["", words["none"]]
    return "\n".join(printable(line) for line in lines) + "\n"


def _lines(statement: Statement, words: dict[str, str]) -> list[str]:
    """Tell one statement: who, what, whom; how sure and who says so; the words."""
    marks = [words.get(statement.modality, statement.modality)]
    marks += [words[m] for m in (statement.polarity, statement.basis) if m in words]
    marks += [f"{words['according']} {', '.join(statement.sources)}"] if statement.sources else []
    marks += [f"{words['cue']} „{statement.cue}“"] if statement.cue else []
    marks += [*statement.amounts, *statement.times]
    if statement.confidence < 1:
        marks.append(f"{words['confidence']} {statement.confidence:g}")
    place = f"{statement.document.rsplit('/', 1)[-1]}:{statement.start}-{statement.end}"
    return [
        f"  {statement.subject} – {statement.relation} – {statement.object}",
        f"      {' · '.join(marks)}",
        f"      „{statement.quote}“  [{place}]",
    ]
