import time

import pytest

from kg.model import Entity, Merge, Reason
from kg.resolve import load_registry, parse_decisions
from kg.resolve.proposals import proposals
from kg.slug import slug


def entity(name, kind="Company", *, own="", merges=()):
    return Entity(own or slug(name), kind, name, merges=merges)


@pytest.mark.parametrize(
    ("left", "right", "reason"),
    [
        (entity("Maierwerke Süd"), entity("Maierwercke Süd"), "differ by 1 letter"),
        (entity("Maier Gruppe"), entity("Maier"), '"Gruppe"'),
        (entity("MSO"), entity("Maier Süd Ost"), "the initials of"),
        (entity("Hypo-Maierbank"), entity("HypoMaierbank"), "hyphen"),
        (
            entity("Maier", "Person", own="doc-12345678--maier"),
            entity("Eva Maier", "Person"),
            "surname Maier alone",
        ),
        (entity("E. Maier", "Person"), entity("Eva Maier", "Person"), "given names that agree"),
        (
            entity("Nordwerk", merges=(Merge("NW Stahl", 0.9, Reason()),)),
            entity(
                "Südstahl",
                merges=(Merge("NW Stahl", 0.95, Reason()), Merge("Nordwerk", 1, Reason())),
            ),
            "both are called",
        ),
    ],
)
def test_likely_pairs_are_proposed_with_score_and_reason(left, right, reason):
    found = list(proposals([left, right]))
    assert len(found) == 1
    assert 0.8 <= found[0].score < 1
    assert reason in found[0].reason.en


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (entity("Deutsche Bahn"), entity("Deutsche Bank")),
        (entity("Maierstadt", "City"), entity("Maierstadt", "Person", own="x")),
        (entity("Maier 2000"), entity("Maier 3000")),
        (entity("Eva Maier", "Person"), entity("Max Maier", "Person")),
        (entity("Südafrika", "Country"), entity("Südamerika", "Place")),
        (entity("Maier Bau"), entity("Maier Bau Finanz")),
    ],
)
def test_unlikely_pairs_are_not(left, right):
    assert not list(proposals([left, right], registry=load_registry()))


def test_decided_pairs_are_left_out_and_unsure_ones_marked():
    pair = [entity("Maierwerke Süd"), entity("Maierwercke Süd")]
    for kind, number in (("different", 0), ("unsure", 1)):
        decisions, _ = parse_decisions(f"{kind}\tMaierwerke Süd\tMaierwercke Süd", source="d")
        found = list(proposals(pair, decisions=decisions))
        assert [p.unsure for p in found] == [True] * number


@pytest.mark.timing
def test_the_time_grows_with_the_entities_not_with_their_square():
    def seconds(size):
        told = [entity(f"Werk{n:05d} {n * 7919 % 10007:05d}tal") for n in range(size)]
        start = time.process_time()
        assert not list(proposals(told))
        return time.process_time() - start

    # The square would be 64; other work on the machine may spoil a try.
    assert any(seconds(8000) < 20 * seconds(1000) for _ in range(3))
