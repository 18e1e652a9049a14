"""Confidence is compared with what was right, and fitted to it."""

import math
import random

import pytest
from click.testing import CliRunner

from kg.evaluate.fit_confidence import Case, fitted, left_out, main
from kg.evaluate.reliability import reliability
from kg.extract.confidence import RAW, Fit, shipped_fit

SAID = (0.4, 0.5, 0.6, 0.7, 0.8)


def cases(law, *, count=4000, taught=False):
    """Claims that hold as often as `law` says of them."""
    draw = random.Random(5)
    for number in range(count):
        said, headline = draw.choice(SAID), draw.random() < 0.3
        right = draw.random() < law.of(said, headline=headline)
        yield Case(f"doc-{number % 10}", said, headline, right, taught)


def test_bins_tell_how_many_were_right_and_how_far_that_is_from_what_was_said():
    told = reliability([(0.62, True), (0.68, False), (0.9, True), (1.0, True)])
    assert [(b.low, b.count, b.right) for b in told.bins] == [(0.6, 2, 0.5), (0.9, 2, 1.0)]
    assert [b.confidence for b in told.bins] == pytest.approx([0.65, 0.95])
    assert told.calibration_error == pytest.approx((2 * 0.15 + 2 * 0.05) / 4)
    assert told.brier == pytest.approx((0.38**2 + 0.68**2 + 0.1**2) / 4)
    assert told.log_loss == pytest.approx(-math.log(0.62 * 0.32 * 0.9) / 4)


def test_nothing_read_is_nothing_wrong():
    assert reliability([]).bins == ()
    assert reliability([]).calibration_error == 0


def test_being_sure_of_what_is_wrong_costs_much_but_not_all():
    assert 13 < reliability([(1.0, False)]).log_loss < 14


def test_fit_finds_the_law_behind_claims():
    law = Fit(slope=2.0, shift=0.5, headline=-1.0)
    found = fitted(list(cases(law)))
    assert (found.slope, found.shift, found.headline) == pytest.approx((2.0, 0.5, -1.0), abs=0.25)


def test_what_the_rules_were_taught_on_does_not_make_the_rest_look_surer():
    law = Fit(slope=1.5, shift=0.0, headline=0.0)
    better = Fit(slope=1.5, shift=2.0, headline=0.0)
    both = [*cases(law), *cases(better, taught=True)]
    assert fitted(both).shift == pytest.approx(0.0, abs=0.15)


def test_fit_is_better_on_articles_left_out_where_figures_mislead():
    told = list(cases(Fit(slope=2.0, shift=0.5, headline=-1.0)))
    raw = reliability((case.figure, case.right) for case in told)
    assert reliability(left_out(told)).log_loss < raw.log_loss - 0.02
    assert reliability(left_out(told)).calibration_error < 0.03


def test_an_article_left_out_does_not_judge_itself():
    told = [Case("a", 0.6, False, right=True)] * 9 + [Case("b", 0.6, False, right=False)] * 9
    assert [sure < 0.5 for sure, _ in left_out(told)] == [True] * 9 + [False] * 9


def test_claims_that_are_all_right_leave_a_finite_fit():
    found = fitted([Case("a", 0.7, False, right=True)] * 20)
    assert 0.9 < found.of(0.7, headline=False) < 1


def test_figures_left_alone_are_what_the_rules_said():
    assert [RAW.of(said, headline=True) for said in SAID] == pytest.approx(SAID)


def test_shipped_fit_keeps_the_order_of_claims_and_trusts_headlines_less():
    fit = shipped_fit()
    told = [fit.of(said / 100, headline=False) for said in range(101)]
    assert told == sorted(told)
    assert told[0] > 0
    assert told[-1] < 1
    assert all(fit.of(s, headline=True) < fit.of(s, headline=False) for s in SAID)


@pytest.mark.model
def test_command_fits_on_gold_and_tells_what_it_gains(shared):
    gold = shared / "eval" / "seed" / "gold"
    done = CliRunner().invoke(main, [str(gold)], catch_exceptions=False)
    assert done.exit_code == 0
    assert "fitted, each article left out: ECE" in done.output
    assert [line.split(" = ")[0] for line in done.output.splitlines()[-3:]] == [
        "slope",
        "shift",
        "headline",
    ]
