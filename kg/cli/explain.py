"""`kg explain "Satz"`: a sentence in; its analysis, the frames that fit, how roles were filled, near misses out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import ontology_option

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.extract.frames import Filler, Match
    from kg.extract.reading import Trace
    from kg.model import Claim, Reading

__all__ = ["command"]


_EXAMPLES = """\b
Example:
  kg explain 'Die Alphabet-Tochter Google übernimmt Fitbit.'"""


@click.command(short_help="Tell how a sentence is read, and what nearly fits.", epilog=_EXAMPLES)
@click.argument("sentence")
@ontology_option
@click.option(
    "--near/--no-near",
    default=True,
    show_default=True,
    help="Also list the frames that nearly fit.",
)
def command(sentence: str, *, ontology: tuple[Path, ...], near: bool) -> None:
    """Read SENTENCE and tell how."""
    from kg.extract.reading import trace
    from kg.language import load
    from kg.model import Document, document_id

    doc = load(threads=1)(sentence)
    found = trace(Document(document_id(sentence), sentence), doc, ontology=ontology)
    _print_analysis(doc)
    _print_frames(found)
    _print_claims(found.reading)
    _print_left_out(found)
    if near:
        _print_near(found)


def _print_analysis(doc: Doc) -> None:
    click.echo("Analysis")
    for token in doc:
        if not token.is_space:
            click.echo(
                f"  {token.i:3} {token.text:24} {token.pos_:6} {token.dep_:12} <- {token.head.text:18} {token.lemma_}"
            )
    names = ", ".join(f"{ent.text} ({ent.label_})" for ent in doc.ents)
    click.echo(f"Names: {names or 'none'}\n")


def _print_frames(found: Trace) -> None:
    click.echo(
        "Frames that fit (role: who  [place in the frame, how sure the place is])"
        if found.matches
        else "No frame fits."
    )
    for match in found.matches:
        click.echo(
            f"  {match.frame.relation}/{match.frame.id} at {_words(match)!r}  ({match.frame.file}:{match.frame.line})"
        )
        for role, fillers in match.fillers.items():
            for filler in fillers:
                click.echo(f"      {role}: {_told(filler)}  [{filler.how}, {filler.score:.2f}]")


def _words(match: Match) -> str:
    return " … ".join(
        token.text for token in sorted((match.token, *match.fixed), key=lambda token: token.i)
    )


def _told(filler: Filler) -> str:
    return f"{filler.referent.name} ({filler.referent.kind})" if filler.referent else filler.text


def _print_claims(reading: Reading) -> None:
    names = {referent.key: referent.name for referent in reading.referents}
    names |= {event.key: event.label for event in reading.events}
    click.echo("\nClaims" if reading.claims else "\nNo claim.")
    for claim in reading.claims:
        click.echo(
            f"  {names.get(claim.subject, claim.subject)} | {claim.relation} | {_object(claim, names)}"
        )
        cues = f"{_cued(claim.modality.value, claim.modality_cue)}, {_cued(claim.polarity.value, claim.polarity_cue)}"
        source = (
            f", source {claim.attribution.source!r} by {claim.attribution.cue!r}"
            if claim.attribution
            else ""
        )
        click.echo(
            f"      {cues}{source}, {claim.basis.value}, confidence {claim.confidence}, {claim.rule}"
        )
        click.echo(f"      „{claim.evidence.quote}“ ({claim.evidence.start}–{claim.evidence.end})")
        told = [*_amount(claim), *_time(claim)]
        if told:
            click.echo(f"      {'; '.join(told)}")


def _cued(value: str, cue: str) -> str:
    return f"{value} by {cue!r}" if cue else value


def _amount(claim: Claim) -> Iterator[str]:
    if claim.amount is not None:
        about = "about " if claim.amount.approximate else ""
        yield f"amount {about}{claim.amount.value} {claim.amount.unit}".rstrip()


def _time(claim: Claim) -> Iterator[str]:
    if claim.time is not None:
        yield f"time {claim.time.text!r} ({claim.time.value})"


def _print_left_out(found: Trace) -> None:
    """Tell which claims of fitting frames were left out, and why."""
    from kg.extract.frames.merge import LEAST

    kept = {claim.id for claim in found.reading.claims}
    for claim in dict.fromkeys(found.read):
        if claim.id not in kept:
            unsure = f"less sure ({claim.confidence:g}) than {LEAST:g} before the fit"
            why = unsure if claim.confidence < LEAST else "told again, or more fully, by another"
            click.echo(f"  left out: {claim.rule}, „{claim.evidence.quote}“: {why}")


def _object(claim: Claim, names: dict[str, str]) -> str:
    return names.get(claim.object, claim.object) if claim.object else claim.literal or ""


def _print_near(found: Trace) -> None:
    click.echo("\nNearly" if found.missed else "\nNothing else came near.")
    for miss in found.missed:
        click.echo(f"  {miss.frame.relation}/{miss.frame.id} at {miss.token.text!r}: {miss.reason}")
