"""What the assembly tests share: the purchase of the example, read by hand."""

from decimal import Decimal

import pytest

from kg.model import Amount, Attribution, Distribution, Granularity, Time

from .toy import Toy

SENTENCE = (
    "Laut The Information haben Alibaba und Tencent im ersten Quartal kumuliert rund 16 Milliarden "
    "Dollar in H20-Chips von Nvidia investiert."
)


@pytest.fixture
def purchase() -> Toy:
    """Two buyers, one seller, one shared amount, one source; a second sentence that only hopes."""
    toy = Toy((SENTENCE, "Nvidia könnte DeepSeek übernehmen."), date="2025-04-04")
    a, t = toy.name("Alibaba", "Company"), toy.name("Tencent", "Company")
    h, n = toy.name("H20", "Chip"), toy.name("Nvidia", "Company")
    d, source = toy.name("DeepSeek", "Company"), toy.name("The Information", "Medium")
    text = toy.text
    money, when = "kumuliert rund 16 Milliarden Dollar", "im ersten Quartal"
    amount = Amount(
        Decimal("16E9"), "USD", money, text.index(money), text.index(money) + len(money),
        approximate=True, distribution=Distribution.CUMULATIVE,
    )  # fmt: skip
    time = Time(
        when, text.index(when), text.index(when) + len(when), "2025-Q1", Granularity.QUARTER,
        "2025-01-01", "2025-03-31", anchored=True,
    )  # fmt: skip
    toy.event("kauf", "Purchase", buyer=(a, t), theme=h, seller=n, amount=amount, time=time)
    said = Attribution("The Information", source, "Laut")
    for buyer in (a, t):
        toy.claim(buyer, "buys", h, SENTENCE[:-1], event="kauf", attribution=said)
    toy.claim(
        n, "acquires", d, "Nvidia könnte DeepSeek übernehmen", modality=_possible(),
        modality_cue="könnte", confidence=0.8,
    )  # fmt: skip
    return toy


def _possible():
    from kg.model import Modality

    return Modality.POSSIBLE
