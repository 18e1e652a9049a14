"""Firefox, driven as the W3C's WebDriver BiDi has it: it speaks it itself, no driver between."""

from __future__ import annotations

import json
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any  # BiDi's messages are JSON objects

from websockets.sync.client import ClientConnection, connect

__all__ = ["Tab", "firefox"]

PROGRAM = "firefox-esr"
_KEYS = {"Enter": "\ue007", "Escape": "\ue00c", "Tab": "\ue004"}


class Tab:
    """One tab; `errors` and `asked` hold what went wrong in it and what it asked for."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self._count = 0
        self.errors: list[str] = []
        self.asked: list[str] = []
        self.tell("session.new", capabilities={})
        events = ["log.entryAdded", "network.beforeRequestSent"]
        self.tell("session.subscribe", events=events)
        self._context = self.tell("browsingContext.getTree")["contexts"][0]["context"]
        size = {"width": 1440, "height": 900}
        self.tell("browsingContext.setViewport", context=self._context, viewport=size)

    def tell(self, method: str, **params: Any) -> dict[str, Any]:
        """Send a command and return its result, noting the events that come between."""
        self._count += 1
        self._socket.send(json.dumps({"id": self._count, "method": method, "params": params}))
        while True:
            heard = json.loads(self._socket.recv(timeout=60))
            if heard.get("id") == self._count:
                assert heard["type"] == "success", heard
                result: dict[str, Any] = heard["result"]
                return result
            self._note(heard)

    def _note(self, event: dict[str, Any]) -> None:
        told = event.get("params", {})
        if event.get("method") == "log.entryAdded" and told["level"] == "error":
            self.errors.append(told["text"])
        if event.get("method") == "network.beforeRequestSent":
            self.asked.append(told["request"]["url"])

    def open(self, path: Path) -> None:
        """Open an explorer page and wait until it is drawn."""
        self.tell(
            "browsingContext.navigate", context=self._context, url=path.as_uri(), wait="complete"
        )
        self.run(
            "new Promise(done => { const look = () => document.documentElement.dataset.ready === 'yes'"
            " ? done(window.__kg.rest()) : setTimeout(look, 30); look(); })"
        )

    def run(self, expression: str) -> Any:
        """Evaluate an expression in the page, and return its (awaited) value."""
        told = self.tell(
            "script.evaluate",
            expression=f"Promise.resolve({expression}).then(x => JSON.stringify(x ?? null))",
            target={"context": self._context},
            awaitPromise=True,
        )
        assert told["type"] == "success", told
        return json.loads(told["result"]["value"])

    def press(self, *keys: str) -> None:
        """Press keys one after the other; "Enter" and its like by name, texts letter by letter."""
        strokes = [k for key in keys for k in ([_KEYS[key]] if key in _KEYS else key)]
        actions = [{"type": t, "value": k} for k in strokes for t in ("keyDown", "keyUp")]
        source = {"type": "key", "id": "keyboard", "actions": actions}
        self.tell("input.performActions", context=self._context, actions=[source])

    def click(self, x: float, y: float) -> None:
        """Click at a place of the window."""
        move = {"type": "pointerMove", "x": round(x), "y": round(y)}
        actions = [move, *({"type": t, "button": 0} for t in ("pointerDown", "pointerUp"))]
        source = {"type": "pointer", "id": "mouse", "actions": actions}
        self.tell("input.performActions", context=self._context, actions=[source])


@contextmanager
def firefox(profile: Path) -> Iterator[Tab]:
    """Start Firefox without a window, on a fresh profile, and end it afterwards."""
    arguments = ["--headless", "--profile", str(profile), "--remote-debugging-port", "0"]
    (profile / "user.js").write_text('user_pref("intl.accept_languages", "de-DE");\n')
    with subprocess.Popen([PROGRAM, *arguments], stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            with connect(
                f"{_address(process.stderr)}/session", max_size=None, open_timeout=60
            ) as socket:
                # What Firefox goes on to say must be read, or it would wait for its reader.
                threading.Thread(target=process.stderr.read, daemon=True).start()
                yield Tab(socket)
        finally:
            process.terminate()


def _address(lines: Any) -> str:
    told = []
    for line in lines:
        told.append(line)
        if "WebDriver BiDi listening on" in line:
            return str(line.split()[-1])
    raise AssertionError("".join(told))
