"""The command line as a whole: nearest names, completion, exit codes."""

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
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


@pytest.fixture
def heeds_interrupts():
    """Let commands started here end on Ctrl-C, also where these tests run in the background, which ignores it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heeds_interrupts")
def test_control_c_ends_a_command_with_the_status_that_shells_expect(tmp_path):
    pipe = tmp_path / "lines.tsv"
    os.mkfifo(pipe)
    run = ["decide", "--from", str(pipe), "--decisions", str(tmp_path / "decisions.tsv")]
    ends: list[int] = []
    with subprocess.Popen(
        [sys.executable, "-m", "kg", *run], stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            while not ends and process.poll() is None:
                with suppress(OSError):  # as long as the command does not read
                    ends.append(os.open(pipe, os.O_WRONLY | os.O_NONBLOCK))
                time.sleep(0.01)
            process.send_signal(signal.SIGINT)
            told = process.communicate(timeout=60)[1]
        finally:
            process.kill()
            for end in ends:
                os.close(end)
    assert (told, process.returncode) == ("kg: interrupted\n", 128 + signal.SIGINT)


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
