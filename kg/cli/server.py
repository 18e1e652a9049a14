"""The options of commands that write to a SPARQL server: what was typed in, the server out."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from kg.store import RemoteStore

__all__ = ["server_of", "server_options"]


def server_options(*, required: bool) -> Callable[[click.decorators.FC], click.decorators.FC]:
    """Return what gives a command the options that `server_of` takes."""
    options = (
        click.option(
            "--store", "url", required=required, help="SPARQL server to write to: URL of queries."
        ),
        click.option("--update-url", default="", help="URL of updates, where it is another."),
        click.option("--graph-url", default="", help="URL of the Graph Store Protocol."),
        click.option("--user", default="", help="User; the password is in NEWSKG_STORE_PASSWORD."),
    )

    def add(command: click.decorators.FC) -> click.decorators.FC:
        for option in reversed(options):
            command = option(command)
        return command

    return add


def server_of(url: str, update_url: str, graph_url: str, user: str) -> RemoteStore:
    """Return the server that the options name."""
    from kg.store import RemoteStore

    return RemoteStore(
        url,
        update_url=update_url,
        graph_url=graph_url,
        user=user,
        password=os.environ.get("NEWSKG_STORE_PASSWORD", ""),
    )
