"""Legal forms of companies' names in, which names have several bearers out.

A name with two forms ("Talbach GmbH", "Talbach AG") is two companies until a register or a person
says otherwise. Whether a name has two is only known when all articles are: a document calls its
company by the plain name, and where the name has two bearers, by name and form.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

__all__ = ["base_form", "names_apart", "qualified", "with_form"]

_TELLS_NOTHING = frozenset({"company"})
"""Words like legal forms that companies of any form are called by."""


def base_form(legal: str) -> str:
    """Return the form that tells companies apart: a "GmbH & Co. KG" is called a "GmbH", too."""
    form = legal.partition("-und-co")[0]
    return "" if form in _TELLS_NOTHING else form


def with_form(identifier: str, form: str) -> str:
    """Return the id of the bearer of a name that has this legal form."""
    return f"{identifier}--{form}"


def names_apart(told: Iterable[tuple[str, str]]) -> frozenset[str]:
    """Return the plain ids that bearers of several forms share, given pairs (id, legal form)."""
    forms: dict[str, set[str]] = defaultdict(set)
    for identifier, form in told:
        forms[identifier.partition("--")[0]].add(form)
    return frozenset(name for name, found in forms.items() if len(found) > 1)


def qualified(told: Iterable[tuple[str, str]], apart: Collection[str]) -> dict[str, str]:
    """Return plain id -> id by name and form, for the companies of one document that need it."""
    return {own: with_form(own, form) for own, form in told if own in apart}
