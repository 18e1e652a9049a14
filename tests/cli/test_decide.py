import pytest
from click.testing import CliRunner

from kg.cli.decide import command
from kg.errors import DecisionError
from kg.resolve import read_decisions


@pytest.fixture
def path(tmp_path):
    return tmp_path / "decisions.tsv"


@pytest.fixture
def decide(path):
    def run(*arguments):
        return CliRunner().invoke(command, [*arguments, "--decisions", str(path)])

    return run


def kinds(path):
    return [(d.kind.value, d.left, d.right) for d in read_decisions(path)[0].lines]


def test_a_decision_is_written_overridden_and_undone(decide, path):
    assert decide("same", "KION Group", "Kion", "--who", "eva", "--why", "one firm").exit_code == 0
    assert kinds(path) == [("same", "kion-group", "kion")]
    assert "\teva\t" in path.read_text(encoding="utf-8")
    decide("different", "Kion", "KION Group")
    assert kinds(path) == [("different", "kion", "kion-group")]
    decide("same", "kion", "kion-group", "--undo")
    assert kinds(path) == []


def test_marks_of_the_explorer_are_taken_over(decide, path, tmp_path):
    marks = tmp_path / "marks.tsv"
    marks.write_text(
        "kind\tleft\tright\twho\twhen\twhy\n"
        "reject\thttps://newskg.example/claim/6f248973-s01-buys-3e5e10\t\treader\t2026-11-24\tno\n",
        encoding="utf-8",
    )
    decide("same", "a", "b")
    assert decide("--from", str(marks)).exit_code == 0
    assert kinds(path) == [("same", "a", "b"), ("reject", "6f248973-s01-buys-3e5e10", "")]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("perhaps", "a", "b"), "unknown kind"),
        (("same", "a"), "needs left and right"),
        (("same", "a", "b", "--when", "soon"), "no date"),
        ((), "unknown kind"),
    ],
)
def test_what_cannot_be_decided_is_refused_and_nothing_written(decide, path, arguments, words):
    result = decide(*arguments)
    assert result.exit_code == 2
    assert words in result.output
    assert not path.exists()


def test_a_file_with_a_bad_line_is_not_written_over(decide, path):
    path.write_text("same\tonly\n", encoding="utf-8")
    result = decide("same", "a", "b")
    assert isinstance(result.exception, DecisionError)
    assert f"{path}:1" in str(result.exception)
    assert path.read_text(encoding="utf-8") == "same\tonly\n"


def test_what_cannot_be_written_or_undone_is_told(decide, path, tmp_path):
    decide("same", "a", "b")
    before = path.read_bytes()
    nothing = decide("same", "a", "c", "--undo")
    assert isinstance(nothing.exception, DecisionError)
    assert "decides nothing about a and c" in str(nothing.exception)
    assert path.read_bytes() == before
    there = tmp_path / "file" / "decisions.tsv"
    there.parent.write_text("", encoding="utf-8")
    failed = CliRunner().invoke(command, ["same", "a", "b", "--decisions", str(there)])
    assert f"{there} cannot be written" in str(failed.exception)


def test_comments_and_other_lines_stay_as_somebody_wrote_them(decide, path):
    head = "\ufeff# checked in the commercial register\nkind\tleft\tright\n\n"
    path.write_text(f"{head}same\tKION Group\tKion\n# the rest is open\nunsure\ta\tb\n", "utf-8")
    decide("same", "b", "a", "--who", "eva", "--when", "2026", "--why", "x")
    assert path.read_text("utf-8") == (
        f"{head[1:]}same\tKION Group\tKion\n# the rest is open\nsame\tb\ta\teva\t2026\tx\n"
    )
    decide("same", "Kion", "KION Group", "--undo")
    assert path.read_text("utf-8") == f"{head[1:]}# the rest is open\nsame\tb\ta\teva\t2026\tx\n"


def test_tabs_and_line_ends_in_a_reason_do_not_break_the_table(decide, path):
    decide("same", "a", "b", "--why", "one\tfirm\nreally")
    decisions, bad = read_decisions(path)
    assert not bad
    assert decisions.lines[0].why == "one firm really"
