"""`kg entities`: a graph in, its entities out, or the pairs of them that may be one."""

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

    from kg.model import Entity, Merge, Reason

__all__ = ["command"]

_EXAMPLES = """\b
Examples:
  kg entities                          all named entities, with their registers
  kg entities --name siemens --why     why each surface was taken for it
  kg entities --proposals              pairs that may be one, to decide with kg decide
  kg entities --proposals --format decisions >> decisions.tsv"""

_UNSURE = {"de": "unsicher", "en": "unsure"}
_ARTICLES = {"de": ("Artikel", "Artikel"), "en": ("article", "articles")}


@click.command("entities", epilog=_EXAMPLES)
@graph_option
@click.option("--name", default="", help="Only entities with this in their name or id.")
@click.option(
    "--kind", default="", help="Only entities of this class, such as Company (or Unternehmen)."
)
@click.option("--unnamed", is_flag=True, help="Participants without a name, too.")
@click.option("--why", is_flag=True, help="Tell why surfaces were merged and registers linked.")
@click.option("--proposals", "proposed", is_flag=True, help="Pairs that may be one instead.")
@click.option("--least", type=click.FloatRange(0, 1), default=0.8, show_default=True,
              help="Lowest score of a proposed pair.")  # fmt: skip
@click.option(
    "--decisions",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="Leave out the pairs this file decides.",
)
@lang_option
@click.option(
    "--format",
    "fmt",
    type=click.Choice(["text", "json", "decisions"]),
    default="text",
    help='"decisions" writes proposals as lines "unsure" to be edited.',
)
def command(*, directory: Path, proposed: bool, fmt: str, **given: object) -> None:
    """List the entities of a graph, or propose which of them may be one."""
    given["kind"] = str(given["kind"]).casefold()

    def work(store: ox.Store) -> str:
        return _proposals(store, fmt, given) if proposed else _list(store, fmt, given)

    if fmt == "decisions" and not proposed:
        raise click.UsageError("--format decisions needs --proposals")
    click.echo(run_on_graph(directory, work), nl=False)


def _list(store: ox.Store, fmt: str, given: dict[str, object]) -> str:
    from kg.cli.graph_entities import entities_of

    found, documents = entities_of(store)
    lang = str(given["lang"])
    kinds = {entity.kind: _labels(store, entity.kind) for entity in found.values()}
    _check_kind(str(given["kind"]), kinds)
    wanted = [e for e in found.values() if _is_wanted(e, kinds[e.kind], given)]
    if fmt == "json":
        rows = [_row(entity, lang) | {"documents": documents[entity.id]} for entity in wanted]
        return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    lines = [
        line
        for entity in wanted
        for line in _lines(entity, kinds[entity.kind][lang], documents[entity.id], lang)
        + (_why(entity, lang) if given["why"] else [])
    ]
    return "".join(printable(line) + "\n" for line in lines)


def _labels(store: ox.Store, kind: str) -> dict[str, str]:
    """Return language -> what a class is called in it."""
    import pyoxigraph as ox  # the engine, only where a graph is open

    from kg.prefixes import FIXED
    from kg.query.describe import label_of

    iri = ox.NamedNode(FIXED["kg"] + kind)
    return {lang: label_of(store, iri, lang) for lang in ("de", "en")}


def _check_kind(kind: str, kinds: dict[str, dict[str, str]]) -> None:
    """Raise QueryError where no entity of the graph is of the class that was asked for."""
    from kg.errors import QueryError

    known = {name.casefold() for own, labels in kinds.items() for name in (own, *labels.values())}
    if kind and kind not in known:
        raise QueryError(
            f"No entity here is of the class {kind!r}; there are: {', '.join(sorted(kinds))}."
        )


def _is_wanted(entity: Entity, kinds: dict[str, str], given: dict[str, object]) -> bool:
    wanted = str(given["name"]).casefold()
    names = (entity.id, entity.label, *entity.aliases)
    return (
        (entity.named or bool(given["unnamed"]))
        and given["kind"] in {"", entity.kind.casefold(), *map(str.casefold, kinds.values())}
        and any(wanted in name.casefold() for name in names)
    )


def _lines(entity: Entity, kind: str, documents: int, lang: str) -> list[str]:
    registers = " ".join(dict.fromkeys(link.target for link in entity.links))
    label = (lang == "en" and entity.label_en) or entity.label
    articles = f"{documents} {_ARTICLES[lang][documents != 1]}"
    return [f"{entity.id}  {label} ({kind}, {articles})  {registers}".rstrip()]


def _row(entity: Entity, lang: str) -> dict[str, object]:
    told = asdict(entity)
    for one in (*told["links"], *told["merges"]):
        one["reason"] = one["reason"][lang]
    return told


def _words(reason: Reason, lang: str) -> str:
    return reason.en if lang == "en" else reason.de


def _why(entity: Entity, lang: str) -> list[str]:
    told = [
        f"    {link.confidence:g}  {link.target}: {_words(link.reason, lang)}"
        for link in entity.links
    ]
    told += [
        f'    {m.score:g}  "{m.surface}": {_words(m.reason, lang)}'
        for m in sorted(entity.merges, key=_by_score)
    ]
    return list(dict.fromkeys(told))  # each article says so for itself


def _by_score(merge: Merge) -> tuple[float, str]:
    return -merge.score, merge.surface


def _proposals(store: ox.Store, fmt: str, given: dict[str, object]) -> str:
    from kg.cli.graph_entities import entities_of
    from kg.resolve import Decision, Judgement, load_registry, proposals, write_decisions
    from kg.resolve.decisions import Decisions, read_decisions

    path, lang = given["decisions"], str(given["lang"])
    decisions, bad = read_decisions(path) if isinstance(path, Path) else (Decisions(), ())
    for line in bad:
        click.echo(f"skipped {line.source}:{line.line}: {line.reason}", err=True)
    found, _ = entities_of(store)
    least = float(str(given["least"]))
    pairs = list(
        proposals(found.values(), decisions=decisions, registry=load_registry(), least=least)
    )
    if fmt == "json":
        rows = [asdict(pair) | {"reason": _words(pair.reason, lang)} for pair in pairs]
        return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"
    if fmt == "decisions":
        return write_decisions(
            Decision(
                Judgement.UNSURE, p.left, p.right, "", "", f"{p.score:g}: {_words(p.reason, lang)}"
            )
            for p in pairs
        )
    if not pairs:
        click.echo(f"No pair of at least {least:g}; a lower --least proposes more.", err=True)
    lines = (
        f"{p.score:.2f}  {found[p.left].label} [{p.left}]  =?  {found[p.right].label} [{p.right}]"
        f"  {_words(p.reason, lang)}{f' ({_UNSURE[lang]})' if p.unsure else ''}\n"
        for p in pairs
    )
    return "".join(printable(line[:-1]) + "\n" for line in lines)
