"""`kg decide`: a judgement in, a line of the decisions file written, or taken back."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.errors import DecisionError

if TYPE_CHECKING:
    from kg.model import Skipped
    from kg.resolve import Decision, Decisions

__all__ = ["command"]

_EXAMPLES = """\b
Examples:
  kg decide same "KION Group" Kion --who eva --why "one company"
  kg decide different "Max Maier @ 6f248973" max-maier --why "a namesake"
  kg decide reject 6f248973-s04-buys-3e5e10 --why "misread"
  kg decide same "KION Group" Kion --undo
  kg decide --from marks.tsv           take over the marks of the explorer

\b
The file is a table (TSV): kind, left, right, who, when, why. Give it to
kg build --decisions; a later line overrides an earlier one about the same
pair, and a deleted line is undone. The left entity is the one that stays.
kg build notes lines that join what no article names."""


@click.command("decide", epilog=_EXAMPLES)
@click.argument("kind", required=False, default="")
@click.argument("left", required=False, default="")
@click.argument("right", required=False, default="")
@click.option("--who", default="", envvar="USER", help="Who decides.")
@click.option("--when", default="", help="Date, as YYYY-MM-DD; today where it is not given.")
@click.option("--why", default="", help="The reason, in words.")
@click.option("--undo", is_flag=True, help="Take back what was decided about this pair or claim.")
@click.option("--from", "source", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="Add the lines of another decisions file.")  # fmt: skip
@click.option(
    "--decisions",
    "path",
    type=click.Path(path_type=Path, dir_okay=False),
    default=Path("decisions.tsv"),
    show_default=True,
    help="The decisions file; it is made where there is none.",
)
def command(*, source: Path | None, path: Path, undo: bool, **given: str) -> None:
    """Decide that two entities are the same, different or unsure, or accept or reject a claim."""
    from kg.resolve import read_decisions, rewritten
    from kg.store import write_atomically  # the engine, only where something is written

    added = [_typed(given)] if source is None else list(_reported(*read_decisions(source)).lines)
    there = _reported(*read_decisions(path)).lines if path.exists() else ()
    decided = {line.pair for line in added}
    kept = [d for d in there if d.pair not in decided]
    if undo and len(kept) == len(there):
        told = "; ".join(" and ".join(filter(None, pair)) for pair in sorted(decided))
        raise DecisionError(f"{path} decides nothing about {told}; it stays as it is")
    new = [] if undo else added
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    write_atomically(path, (rewritten(text, without=decided, new=new).encode(),))
    click.echo(f"{path}: {len(kept) + len(new)} decisions", err=True)


def _typed(given: dict[str, str]) -> Decision:
    """Return the decision of the command line, checked like a line of the file."""
    from kg.resolve import parse_decisions

    when = given["when"] or datetime.now(tz=UTC).date().isoformat()
    cells = (given["kind"], given["left"], given["right"], given["who"], when, given["why"])
    line = "\t".join(re.sub(r"\s+", " ", cell) for cell in cells)
    decisions, bad = parse_decisions(line, source="command line")
    if bad:
        raise click.UsageError(bad[0].reason)
    if not decisions.lines:
        raise click.UsageError("nothing to decide; see kg decide --help")
    return decisions.lines[0]


def _reported(decisions: Decisions, bad: tuple[Skipped, ...]) -> Decisions:
    """Name the lines that cannot be used; a file with such lines is not written over."""
    if bad:
        told = "; ".join(f"{line.source}:{line.line}: {line.reason}" for line in bad)
        raise DecisionError(f"{told}; mend or delete the line first")
    return decisions
