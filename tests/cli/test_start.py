"""Starting is cheap: what a command does not need is not imported."""

import os
import subprocess
import sys

import pytest

from kg.cli import COMMANDS

MOST_SECONDS = 0.3
SLOW = {"networkx", "numpy", "onnxruntime", "pandas", "pyshacl", "rdflib", "spacy"}
HELP = """import sys
from kg.cli import main
sys.argv = ["kg", *sys.argv[1:], "--help"]
try:
    main()
except SystemExit:
    print(*sorted(sys.modules), file=sys.stderr)
"""


def seconds(*arguments):
    """Return the processor time of a Python process, the least of five: others may be busy."""
    found = []
    for _ in range(5):
        process = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode == 0
        found.append(usage.ru_utime + usage.ru_stime)
    return min(found)


@pytest.mark.timing
@pytest.mark.parametrize(
    "arguments", [("-c", "import kg"), ("-m", "kg", "--help"), ("-m", "kg", "--version")]
)
def test_start_takes_less_than_a_third_of_a_second(arguments):
    assert seconds(*arguments) < MOST_SECONDS


@pytest.mark.parametrize("name", ["", *sorted(COMMANDS)])
def test_help_imports_nothing_slow(name):
    done = subprocess.run(
        [sys.executable, "-c", HELP, *filter(None, [name])],
        capture_output=True,
        text=True,
        check=True,
    )
    assert not SLOW & set(done.stderr.split())
    assert "Usage: kg" in done.stdout


def test_file_that_cannot_be_written_is_told_in_one_line(toy, tmp_path):
    (tmp_path / "file").write_text("")
    for arguments in (
        ("view", "--graph", toy, "--no-open", "--out", tmp_path / "file" / "a.html"),
        ("export", "--graph", toy, "--out", tmp_path / "file" / "a.ttl"),
        ("ontology", "--html", tmp_path / "file" / "a.html"),
    ):
        command = [sys.executable, "-m", "kg", *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 2
        assert "Traceback" not in done.stderr
        assert "file/a." in done.stderr.splitlines()[-1]
