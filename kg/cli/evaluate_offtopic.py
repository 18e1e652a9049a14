"""`kg evaluate offtopic FOLDER`: texts that are no business news in; what is read from them, to judge by eye, out."""

from __future__ import annotations

from pathlib import Path

import click

__all__ = ["command"]


_EXAMPLES = """\b
Example:
  kg evaluate offtopic corpora/ --above 0.6"""


@click.command(
    "offtopic",
    short_help="List what is read from texts that are no business news.",
    epilog=_EXAMPLES,
)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--above", default=0.8, show_default=True, help="Only claims more sure than this.")
@click.option("--each", default=10, show_default=True, help="Texts of each of the four sources.")
@click.option("--threads", default=2, show_default=True, help="Threads of the German pipeline.")
def command(folder: Path, *, above: float, each: int, threads: int) -> None:
    """Read traffic news, tweets, Wikipedia and web texts of the corpora in FOLDER and list the claims."""
    from kg.evaluate.offtopic import off_topic_texts
    from kg.evaluate.rows import read_rows

    texts = dict(off_topic_texts(folder, 0, each))
    rows = [*read_rows(texts.items(), threads=threads)]
    sure = [row for row in rows if row["confidence"] > above]
    for row in sorted(sure, key=lambda row: (-row["confidence"], row["id"])):
        target = row["object"].get("label") or row["object"].get("literal")
        click.echo(
            f"{row['confidence']:.2f}  {row['subject'].get('label')} | {row['relation']} | {target}"
        )
        click.echo(f"      {row['doc']} {row['id']}: {' '.join(row['quote'].split())}")
    words = sum(len(text.split()) for text in texts.values())
    click.echo(f"{len(texts)} texts, {words} words: {len(rows)} claims, {len(sure)} above {above}")
