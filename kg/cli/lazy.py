"""Groups of commands: names and modules in, a command imported only when it is asked for out."""

from __future__ import annotations

import importlib
import signal
from collections.abc import Mapping
from difflib import get_close_matches
from typing import Any

import click

__all__ = ["LazyGroup"]


_INTERRUPTED = 128 + signal.SIGINT


class LazyGroup(click.Group):
    """A group whose commands live one a module, each as `command`."""

    def __init__(self, *, faces: Mapping[str, tuple[str, str]], **settings: Any) -> None:  # noqa: ANN401  click's own
        """Take command name -> (module, help in one line)."""
        super().__init__(**settings)
        self.faces = faces

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; Ctrl-C ends it with the status that shells expect, and not that of a finding."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            click.echo("kg: interrupted", err=True)
            ctx.exit(_INTERRUPTED)

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Return the names of the commands, in their order."""
        return list(self.faces)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Import a command; a name that is none ends with the nearest ones."""
        if name not in self.faces:
            near = get_close_matches(name, self.faces, n=2)
            if near and not ctx.resilient_parsing:
                ctx.fail(f"No such command {name!r}. Did you mean: {', '.join(near)}?")
            return None
        found: click.Command = importlib.import_module(self.faces[name][0]).command
        return found

    def format_commands(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the list of commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, text) for name, (_, text) in self.faces.items()])
