"""`kg evaluate claims GOLD_DIR`: gold in; figures by relation, reliability, confusions, misses and wrong ones out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kg.evaluate.claims import Report

__all__ = ["command"]


_EXAMPLES = """\b
Example:
  kg evaluate claims gold/ --errors"""


@click.command("claims", short_help="Measure what is read against gold claims.", epilog=_EXAMPLES)
@click.argument("gold", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--errors", is_flag=True, help="List every missed and every wrong claim.")
@click.option("--threads", default=2, show_default=True, help="Threads of the German pipeline.")
def command(gold: Path, *, errors: bool, threads: int) -> None:
    """Read the articles of GOLD (NAME.txt) and score their claims against those of NAME.json."""
    from kg.evaluate.claims import evaluate, read_gold
    from kg.evaluate.rows import read_rows

    articles = read_gold(gold)
    report = evaluate(articles, read_rows([(a.name, a.text) for a in articles], threads=threads))
    _print_figures(report)
    _print_reliability(report)
    _print_confusion(report)
    if errors:
        _print_errors(report)


def _print_figures(report: Report) -> None:
    total = report.total
    click.echo(f"{'relation':20} {'P':>6} {'R':>6} {'F1':>6} {'found':>6} {'gold':>6} {'wrong':>6}")
    rows = sorted(report.relations.items(), key=lambda row: (-row[1].gold, row[0]))
    for name, tally in [("all", total), *rows]:
        click.echo(
            f"{name:20} {tally.precision:6.3f} {tally.recall:6.3f} {tally.f1:6.3f}"
            f" {tally.found:6d} {tally.gold:6d} {tally.wrong:6d}"
        )
    found = max(1, total.found)
    told = ", ".join(
        f"{name} {report.status[name] / found:.3f}"
        for name in ("modality", "polarity", "attribution", "evidence", "time")
    )
    click.echo(f"\nof the claims found, right in {told}")


def _print_reliability(report: Report) -> None:
    from kg.evaluate.reliability import reliability

    told = reliability((float(row["confidence"]), right) for _, row, right in report.judged)
    click.echo(f"\n{'confidence':20} {'n':>6} {'mean':>6} {'right':>6}")
    for each in told.bins:
        name = f"{each.low:.1f} to {each.low + 0.1:.1f}"
        click.echo(f"{name:20} {each.count:6d} {each.confidence:6.3f} {each.right:6.3f}")
    click.echo(
        f"calibration error {told.calibration_error:.3f}, Brier {told.brier:.3f}, log loss {told.log_loss:.3f}"
    )


def _print_confusion(report: Report) -> None:
    if report.confusion:
        click.echo("\nright participants, other relation (gold -> read):")
    for (wanted, told), count in sorted(
        report.confusion.items(), key=lambda row: (-row[1], row[0])
    ):
        click.echo(f"  {wanted} -> {told}: {count}")


def _print_errors(report: Report) -> None:
    click.echo("\nmissed:")
    for name, claim in report.missed:
        click.echo(
            f"  {name} | {claim['subject']} | {claim['relation']} | {claim['object']} | {claim['quote']}"
        )
    click.echo("\nwrong:")
    for name, row in report.wrong:
        target = row["object"].get("label") or row["object"].get("literal")
        click.echo(
            f"  {name} | {row['subject']['label']} | {row['relation']} | {target} | {row['quote']} | {row['rule']}"
        )
