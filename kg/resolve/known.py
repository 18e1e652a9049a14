"""The registers in, kg/german/company_names.tsv out: which names stand for a company by themselves.

Run `python -m kg.resolve.known` after a table of this room changes. Reading needs the names to tell
a parent from its daughter ("Alibaba" beside "Alibaba Sports"), and knows no register.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kg.resolve.load import load_registry
from kg.resolve.registry import Item

__all__ = ["known_companies"]

_HEAD = """\
# names that stand for a well-known company by themselves -> the company
# made from kg/resolve/data (python -m kg.resolve.known); edit those files
"""
_COMPANIES = frozenset({"Company", "Publisher"})


def known_companies(items: Iterable[Item]) -> str:
    """Return the names of companies with their ids, sorted; the first register's word holds."""
    told: dict[str, str] = {}
    for item in items:
        if item.kind in _COMPANIES:
            for name in (item.label, *item.names):
                told.setdefault(name, item.id)
    return _HEAD + "".join(f"{name}\t{own}\n" for name, own in sorted(told.items()))


def _write() -> None:
    path = Path(__file__).parents[1] / "german" / "company_names.tsv"
    path.write_text(known_companies(load_registry().items.values()), encoding="utf-8")


if __name__ == "__main__":
    _write()
