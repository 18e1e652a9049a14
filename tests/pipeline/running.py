"""Run the command line as a user does, or in this process."""

import io
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest import mock

import pytest

from kg.cli import main

ROOT = Path(__file__).resolve().parent.parent.parent
SEED = ROOT / "kg" / "examples" / "seed.txt"
FILES = ("claims.jsonl", "explorer.html", "graph.html", "graph.nt", "graph.trig")


def kg(*arguments, cwd=None, check=0, limit=None, **environment):
    """Run `kg` and return what it printed; `limit` is called in the process before it starts.

    Under a limit nothing is measured: the measurement's own file would meet it.
    """
    measured = {} if limit else {k: v for k, v in os.environ.items() if k.startswith("COVERAGE")}
    plain = {k: v for k, v in os.environ.items() if not k.startswith("COVERAGE")}
    done = subprocess.run(
        [sys.executable, "-m", "kg", *map(str, arguments)],
        cwd=cwd or ROOT,
        env={**plain, **measured, "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        preexec_fn=limit,
    )
    assert done.returncode == check, done.stderr
    return done


def here(*arguments: object, check: int = 0) -> subprocess.CompletedProcess[str]:
    """Run `kg` in this process, which loads the German pipeline once, and return what it printed."""
    out, error = (io.TextIOWrapper(io.BytesIO(), "utf-8", write_through=True) for _ in range(2))
    words = [*map(str, arguments)]
    with (
        mock.patch.object(sys, "argv", ["kg", *words]),
        redirect_stdout(out),
        redirect_stderr(error),
        pytest.raises(SystemExit) as ended,
    ):
        main()
    told = (stream.buffer.getvalue().decode() for stream in (out, error))
    done = subprocess.CompletedProcess(words, int(ended.value.code or 0), *told)
    assert done.returncode == check, done.stderr
    return done


def bytes_of(out):
    """Return name -> content of the files a build writes for people."""
    return {name: (out / name).read_bytes() for name in FILES}
