"""Who may ask through a browser: headers of a request in, whether and what is allowed out.

A page from anywhere runs in the browser of whoever serves a graph on his own machine, and reaches
that machine's loopback. Such a page may not read the graph: not by its origin (CORS), and not by a
name that its owner points to 127.0.0.1 (DNS rebinding).
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Collection
from urllib.parse import urlsplit

__all__ = ["LOCAL", "allowed_origin", "is_host", "is_known_host", "is_loopback"]

LOCAL = "local"
"""The CORS setting that lets in pages of this machine only."""

_HOST = re.compile(r"(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:.]+\])(?::\d{1,5})?")


def allowed_origin(setting: str, origin: str) -> str:
    """Return the origin to be told as allowed, "" for none; `setting` is an origin, *, local or ""."""
    if setting != LOCAL:
        return setting
    try:
        host = urlsplit(origin).hostname or ""
    except ValueError:
        return ""
    return origin if is_loopback(host) else ""


def is_host(header: str) -> bool:
    """Say whether a Host header is a name or an address, with or without a port."""
    return _HOST.fullmatch(header) is not None


def is_known_host(header: str, names: Collection[str]) -> bool:
    """Say whether a Host header names this machine's loopback, or one of `names`."""
    try:
        host = urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return False
    return is_loopback(host) or host in {name.lower() for name in names}


def is_loopback(host: str) -> bool:
    """Say whether a host's name or address is one of this machine's own."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
