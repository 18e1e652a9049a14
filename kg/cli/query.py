"""`kg query`: ask the graph in SPARQL, or by the name of a shipped question."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.graph import graph_option, run_on_graph
from kg.query.questions import query_text, questions
from kg.sandbox import Limits

if TYPE_CHECKING:
    from kg.query.ask import Queryable

__all__ = ["command"]

_EXAMPLES = """\b
Examples:
  kg query cq01-buyers
  kg query 'SELECT ?who ?what { ?who kg:buys ?what }' --format csv
  kg query cq01-buyers --lang en        (labels instead of IRIs)
  kg query cq05-about --about Toyota    (about another than it names)
  kg query my-question.rq --graph output --format json
"""


def _names(_ctx: click.Context, _parameter: click.Parameter, typed: str) -> list[str]:
    """Complete the name of a shipped question."""
    return [question.id for question in questions() if question.id.startswith(typed)]


@click.command("query", epilog=_EXAMPLES)
@click.argument("query", shell_complete=_names)
@graph_option
@click.option(
    "--format",
    "fmt",
    type=click.Choice(["table", "csv", "json", "md"]),
    default="table",
    show_default=True,
    help="How to print the answer.",
)
@click.option(
    "--about",
    "names",
    multiple=True,
    metavar="NAME",
    help="Ask a shipped question about this instead of what it names; may be given again.",
)
@click.option(
    "--lang",
    type=click.Choice(["de", "en"]),
    help="Answer with labels in this language instead of IRIs, below the question in words.",
)
@click.option("--timeout", type=float, default=60.0, show_default=True, help="Seconds to wait.")
@click.option("--max-rows", type=int, default=100_000, show_default=True, help="Most rows.")
@click.option("--store", "url", help="Ask this SPARQL server instead: the URL of its queries.")
def command(
    *,
    query: str,
    directory: Path,
    fmt: str,
    names: tuple[str, ...],
    lang: str | None,
    timeout: float,
    max_rows: int,
    url: str | None,
) -> None:
    """Ask the graph; QUERY is SPARQL text, a file, or the name of a question (see `kg questions`).

    Prefixes (kg:, ent:, rdf:, ...) need not be declared.
    """
    sparql = query_text(query)
    limits = Limits(seconds=timeout, rows=max_rows)

    shipped = query in {question.id for question in questions()}
    if names and not shipped:
        raise click.UsageError("--about is for shipped questions (see kg questions)")
    if lang is not None:
        if fmt == "json":
            raise click.UsageError("--lang is for people: json tells IRIs, as SPARQL 1.1 has it")
        _tell_wording(query, lang, names)

    def work(store: Queryable) -> str:
        remarks = "" if shipped else _remarks(store, sparql)
        text = _about(store, sparql, names) if names else sparql
        return f"{remarks}\0{_answer(store, text, fmt, lang, limits)}"

    if url is None:
        told = run_on_graph(directory, work, limits=limits)
    else:
        from kg.store import RemoteStore

        told = work(RemoteStore(url, seconds=timeout))
    remarks, _, found = told.partition("\0")
    click.echo(remarks, nl=False, err=True)
    click.echo(found, nl=False)


def _tell_wording(query: str, lang: str, names: tuple[str, ...]) -> None:
    """Tell what a shipped question asks; on stderr, as the answer may go into a file."""
    from kg.query.about import things_named

    for question in questions():
        if question.id == query:
            told = question.de if lang == "de" else question.en
            for old, new in zip(things_named(question.sparql), names, strict=False):
                told = told.replace(old, new)
            click.echo(told, err=True)


def _about(store: Queryable, sparql: str, names: tuple[str, ...]) -> str:
    from kg.query.about import asked_about

    return asked_about(store, sparql, names)


def _remarks(store: Queryable, sparql: str) -> str:
    """Remark on misspelt names: a query with one has no answer, and SPARQL does not say why."""
    from kg.query.hints import unknown_names

    return "".join(f"{remark}\n" for remark in unknown_names(store, sparql))


def _answer(store: Queryable, sparql: str, fmt: str, lang: str | None, limits: Limits) -> str:
    from kg.query.ask import answer
    from kg.query.words import answer_in_words

    if lang is None:
        return answer(store, sparql, fmt, limits=limits)
    return answer_in_words(store, sparql, fmt, lang=lang, limits=limits)
