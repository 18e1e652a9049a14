"""The command line as a whole: nearest names, completion, exit codes."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from kg.cli import COMMANDS
from kg.cli import _kg as kg
from kg.version import __version__


def test_version():
    assert CliRunner().invoke(kg, ["--version"]).output == f"kg, version {__version__}\n"


def test_help_lists_commands_exit_codes_and_completion():
    told = CliRunner().invoke(kg, ["--help"]).output
    assert all(f"  {name} " in told for name in COMMANDS)
    assert "3 some inputs were skipped" in told
    assert "_KG_COMPLETE=bash_source" in told


@pytest.mark.parametrize(
    ("arguments", "near"),
    [
        (["bild"], "Did you mean: build?"),
        (["evaluate", "htm"], "Did you mean: html?"),
        (["xyz"], ""),
    ],
)
def test_unknown_command_names_the_nearest(arguments, near):
    done = CliRunner().invoke(kg, arguments)
    assert done.exit_code == 2
    assert "No such command" in done.output
    assert near in done.output


@pytest.mark.parametrize(
    ("words", "typed", "expected"),
    [
        ([], "qu", ["query", "questions"]),
        (["query"], "cq01", ["cq01-buyers"]),
        (["export", "--format"], "n", ["nanopub", "neo4j", "nquads", "ntriples"]),
        (["evaluate"], "h", ["html"]),
    ],
)
def test_completion_knows_commands_questions_and_formats(words, typed, expected):
    found = ShellComplete(kg, {}, "kg", "_KG_COMPLETE").get_completions(words, typed)
    assert [item.value for item in found] == expected


def test_control_c_ends_a_command_with_the_status_that_shells_expect(tmp_path):
    pipe = tmp_path / "lines.tsv"
    os.mkfifo(pipe)
    run = ["decide", "--from", str(pipe), "--decisions", str(tmp_path / "decisions.tsv")]
    with (
        subprocess.Popen(
            [sys.executable, "-m", "kg", *run], stderr=subprocess.PIPE, text=True
        ) as process,
        pipe.open("w"),
    ):  # waits until the command reads
        process.send_signal(signal.SIGINT)
        assert process.stderr is not None
        assert process.stderr.read() == "kg: interrupted\n"
    assert process.returncode == 128 + signal.SIGINT


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_script_is_printed(shell):
    if shell == "bash" and not Path("/bin/bash").exists():
        pytest.skip("no bash")
    script = Path(sys.executable).with_name("kg")
    done = subprocess.run(
        [script],
        env={**os.environ, "_KG_COMPLETE": f"{shell}_source"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "_KG_COMPLETE" in done.stdout
