"""What an article says reaches a terminal as words, never as orders to the terminal."""

import pytest
from click.testing import CliRunner

from kg.cli import _kg as kg
from kg.cli import main
from kg.errors import KgError
from kg.pipeline import build
from kg.printable import printable

EVIL = "\x1b[31m\x9b2J\u202e"
TEXT = f"Siemens übernimmt den Konkurrenten Alstom{EVIL} für 3 Millionen Euro.\n"


@pytest.fixture(scope="module")
def graph(tmp_path_factory):
    folder = tmp_path_factory.mktemp("evil")
    (folder / "a.txt").write_text(TEXT, encoding="utf-8")
    build([folder / "a.txt"], out=folder / "graph")
    assert any(
        sign in (folder / "graph" / "claims.jsonl").read_text("utf-8")
        for sign in ("\\u001b", "\\x1b")
    )
    return folder


def test_control_signs_become_spaces():
    assert printable(f"a{EVIL}b\n") == "a [31m 2J b "


@pytest.mark.model
@pytest.mark.parametrize(
    "words",
    [
        ["path", "Siemens", "Alstom"],
        ["show", "Siemens"],
        ["entities", "--why"],
        ["query", "SELECT ?quote { ?claim kg:quote ?quote }"],
        ["validate"],
    ],
)
def test_reading_commands_print_words_only(graph, words):
    done = CliRunner().invoke(kg, [*words, "--graph", str(graph / "graph")])
    assert done.exit_code == 0, done.output
    assert not set("\x1b\x9b\u202e") & set(done.output)


@pytest.mark.model
def test_analysis_prints_words_only(graph):
    done = CliRunner().invoke(kg, ["annotate", str(graph / "a.txt")])
    assert "Alstom" in done.output
    assert not set("\x1b\x9b\u202e") & set(done.output)


def test_errors_print_words_only(monkeypatch, capsys):
    def fail(**_settings):
        raise KgError(f"Did you mean: {EVIL}?\nanother line")

    monkeypatch.setattr("kg.cli._kg", fail)
    with pytest.raises(SystemExit):
        main()
    assert capsys.readouterr().err == "kg: Did you mean:  [31m 2J ?\nanother line\n"
