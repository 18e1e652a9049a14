"""`kg evaluate sentences FOLDER`: annotated sentences in; figures by relation, misses and wrong ones out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kg.evaluate.claims import Report

__all__ = ["command"]


_EXAMPLES = """\b
Example:
  kg evaluate sentences tests/data/claims --relation acquires --errors"""


@click.command(
    "sentences", short_help="Measure what is read against annotated sentences.", epilog=_EXAMPLES
)
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--relation", multiple=True, help="Only this file of the folder; may be given several times."
)
@click.option("--errors", is_flag=True, help="List every missed and every wrong claim.")
@click.option("--threads", default=2, show_default=True, help="Threads of the German pipeline.")
def command(folder: Path, *, relation: tuple[str, ...], errors: bool, threads: int) -> None:
    """Read the sentences of FOLDER and score the claims against their annotation."""
    from kg.evaluate.rows import read_rows
    from kg.evaluate.sentences import read_sentences, score_sentences
    from kg.extract.frames import load_ontology

    examples = [
        example
        for example in read_sentences(folder, load_ontology().relations)
        if not relation or example.name.split(":")[0] in relation
    ]
    report = score_sentences(
        examples, read_rows([(e.name, e.text) for e in examples], threads=threads)
    )
    _print_figures(report)
    if errors:
        _print_errors(report, {example.name: example.text for example in examples})


def _print_figures(report: Report) -> None:
    click.echo(f"{'relation':20} {'P':>6} {'R':>6} {'F1':>6} {'found':>6} {'gold':>6} {'wrong':>6}")
    for name, tally in [("all", report.total), *sorted(report.relations.items())]:
        click.echo(
            f"{name:20} {tally.precision:6.3f} {tally.recall:6.3f} {tally.f1:6.3f}"
            f" {tally.found:6d} {tally.gold:6d} {tally.wrong:6d}"
        )
    found = max(1, report.total.found)
    told = ", ".join(
        f"{name} {report.status[name] / found:.3f}"
        for name in ("modality", "polarity", "attribution")
    )
    click.echo(f"\nof the claims found, right in {told}")


def _print_errors(report: Report, texts: dict[str, str]) -> None:
    missed: dict[str, list[str]] = {}
    for name, claim in report.missed:
        missed.setdefault(name, []).append(
            f"  - {claim['subject']} | {claim['relation']} | {claim['object']}"
        )
    for name, row in report.wrong:
        target = row["object"].get("label") or row["object"].get("literal")
        line = f"  + {row['subject'].get('label')} | {row['relation']} | {target} ({row['rule']})"
        missed.setdefault(name, []).append(line)
    for name, lines in missed.items():
        click.echo(f"\n{name}: {texts[name]}")
        click.echo("\n".join(lines))
