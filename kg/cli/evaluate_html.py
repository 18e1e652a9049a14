"""`kg evaluate html FOLDER`: pages with their articles' text in; what was found, missed and extra out."""

from __future__ import annotations

from pathlib import Path

import click

__all__ = ["command"]

_EXAMPLES = """\b
Example:
  kg evaluate html pages/

\b
found      share of the reference's words that were read
sentences  whole sentences of the reference that were read, word for word
extra      share of the words read that the reference has not, up to its end
beyond     words read after the place where the reference ends"""


@click.command("html", epilog=_EXAMPLES)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def command(folder: Path) -> None:
    """Read every NAME.html of FOLDER and score its text against the NAME.txt beside it."""
    from kg.evaluate.pages import score_pages, total

    scores = score_pages(folder)
    click.echo(
        f"{'page':24} {'words':>6} {'found':>6} {'sentences':>10} {'extra':>6} {'beyond':>7}"
    )
    for score in (*scores, total(scores)):
        click.echo(
            f"{score.name[:24]:24} {score.words:6,} {score.recall:6.2f} "
            f"{f'{score.sentences_found}/{score.sentences}':>10} {score.extra_share:6.2f} "
            f"{score.beyond:7,}"
        )
