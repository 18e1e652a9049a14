"""`kg evaluate smartdata FILE`: SmartData's business relations in; figures by relation out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kg.evaluate.smartdata import SmartReport

__all__ = ["command"]


_EXAMPLES = """\b
Example:
  kg evaluate smartdata smartdata/train.jsonl --without gold/"""


@click.command(
    "smartdata", short_help="Measure what is read against SmartData's relations.", epilog=_EXAMPLES
)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--without",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    multiple=True,
    help="Leave out the articles of this folder of gold claims; may be given several times.",
)
@click.option("--everything", is_flag=True, help="All documents, not only the tenth kept apart.")
@click.option("--threads", default=2, show_default=True, help="Threads of the German pipeline.")
def command(file: Path, *, without: tuple[Path, ...], everything: bool, threads: int) -> None:
    """Read the documents of FILE and score the claims against SmartData's business relations.

    Traffic news and tweets are read too: a claim of such a kind is wrong there. The tenth kept apart is told
    by a hash of the text.
    """
    from kg.evaluate.claims import read_gold
    from kg.evaluate.rows import read_rows
    from kg.evaluate.smartdata import is_held_out, read_smartdata, score_smartdata

    seen = [article.text for folder in without for article in read_gold(folder)]
    documents = [
        document
        for document in read_smartdata(file, without=seen)
        if everything or is_held_out(document.text)
    ]
    rows = read_rows([(d.name, d.text) for d in documents], threads=threads)
    _print(score_smartdata(documents, rows))


def _print(report: SmartReport) -> None:
    click.echo(f"{report.documents} documents\n")
    click.echo(f"{'relation':24} {'P':>6} {'R':>6} {'F1':>6} {'found':>6} {'gold':>6} {'wrong':>6}")
    for name, tally in [("all", report.total), *sorted(report.relations.items())]:
        click.echo(
            f"{name:24} {tally.precision:6.3f} {tally.recall:6.3f} {tally.f1:6.3f}"
            f" {tally.found:6d} {tally.gold:6d} {tally.wrong:6d}"
        )
