"""A running `kg serve`, for the tests."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from pathlib import Path
from urllib.parse import urlencode

__all__ = ["Server", "until"]


def until(holds: Callable[[], bool]) -> None:
    """Wait for what another process does; the minute is for a machine that never gets there."""
    over = time.monotonic() + 60
    while not holds():
        assert time.monotonic() < over
        time.sleep(0.02)


class Server:
    """A running `kg serve`."""

    def __init__(
        self,
        graph: Path,
        *options: str,
        token: str = "",
        program: Sequence[str] = (sys.executable, "-m", "kg"),
    ) -> None:
        env = {**os.environ, "NEWSKG_TOKEN": token}
        command = [*program, "serve", "--graph", str(graph), "--port", "0"]
        self.process = subprocess.Popen(
            [*command, *options], stderr=subprocess.PIPE, env=env, text=True
        )
        assert self.process.stderr is not None
        line = self.process.stderr.readline()
        assert "Serving http" in line, line + self.process.stderr.read()
        self.url = line.split()[1].rstrip("/")

    def ask(
        self,
        path: str,
        *,
        method: str = "GET",
        body: bytes | None = None,
        headers: dict[str, str] | None = None,
    ) -> tuple[int, str, dict[str, str]]:
        request = urllib.request.Request(self.url + path, body, headers or {}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as found:
                return found.status, found.read().decode(), dict(found.headers.items())
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode(), dict(error.headers.items())

    def query(self, sparql: str, accept: str = "text/csv") -> tuple[int, str, dict[str, str]]:
        return self.ask("/sparql?" + urlencode({"query": sparql}), headers={"Accept": accept})

    def close(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(60)
        assert self.process.stderr is not None
        self.process.stderr.close()
