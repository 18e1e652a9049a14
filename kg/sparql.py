"""The check before a query runs: SPARQL text in, the same text out, or the reason it is refused.

Oxigraph has no switch for SERVICE and LOAD, both open network connections, so they are refused by
their tokens; the words may stand in strings, IRIs, comments and names. "<" opens an IRI or
compares two values, and only a full parser knows which: inside round brackets both readings are
followed, and the text is refused if any reading contains the word.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence

from kg.errors import QueryError

__all__ = ["MAX_BYTES", "MAX_DEPTH", "check_query", "check_update", "tokens", "with_dataset"]

MAX_BYTES = 64_000
"""Longest query accepted, in bytes of UTF-8."""

MAX_DEPTH = 100
"""Deepest nesting of brackets accepted: 40 kB of braces overflow the parser's stack (pyoxigraph 0.5.13)."""

_STRING = (
    r"'''(?:(?:'|'')?(?:[^'\\]|\\.))*'''"
    r'|"""(?:(?:"|"")?(?:[^"\\]|\\.))*"""'
    r"|'(?:[^'\\\n\r]|\\.)*'"
    r'|"(?:[^"\\\n\r]|\\.)*"'
)
_TOKEN = re.compile(
    r"(?P<space>\s+|\#[^\n\r]*)"
    rf"|(?P<string>{_STRING})"
    r"|(?P<iri><[^<>\"{}|^`\\\x00-\x20]*>)"
    r"|(?P<tag>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)"
    r"|(?P<variable>[?$]\w+)"
    r"|(?P<blank>_:[\w.-]+)"
    r"|(?P<number>\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)"
    r"|(?P<name>(?P<prefix>[^\W\d_](?:[\w.-]*[\w-])?)?:(?:[\w:.%-]|\\[^\w\s])*)"
    r"|(?P<word>[^\W\d]\w*)"
    r"|(?P<other>.)",
    re.DOTALL,
)
_OPERAND = frozenset({"string", "iri", "tag", "variable", "blank", "number", "name", "word"})
_ESCAPE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")
_OPEN, _CLOSE = frozenset("({["), frozenset(")}]")

_State = tuple[int, int, bool]
"""Where the reading stands: position, depth of round brackets, whether a value came just before."""


def tokens(sparql: str) -> Iterator[re.Match[str]]:
    """Yield the tokens of a query; "<" opens an IRI wherever the text allows it."""
    return _TOKEN.finditer(sparql)


def check_query(sparql: str) -> str:
    """Return `sparql` if it may run: no SERVICE, short and flat enough; else raise QueryError."""
    return _check(sparql, ("service",))


def check_update(sparql: str) -> str:
    """Return the update `sparql` if it may run: neither SERVICE nor LOAD, short and flat enough."""
    return _check(sparql, ("service", "load"))


def with_dataset(update: str, default: Sequence[str], named: Sequence[str]) -> str:
    """Return `update` with USING clauses for the dataset that a request names (Protocol, 2.2.3).

    Raises QueryError where the text names a dataset itself, or has an operation that cannot.
    """
    if not (default or named):
        return update
    if any(_TOKEN.fullmatch(f"<{iri}>") is None for iri in (*default, *named)):
        raise QueryError("A graph of the dataset is no IRI.")
    using = "".join(f" USING <{i}>" for i in default) + "".join(
        f" USING NAMED <{i}>" for i in named
    )
    told, depth, before = [], 0, ""
    for match in tokens(update):
        text, word = match[0], (match["word"] or "").lower() if depth == 0 else ""
        if word in {"using", "with"}:
            raise QueryError(f"The request names a dataset, and so does {word.upper()}: leave one.")
        if word == "where":
            if before != "}":
                raise QueryError("DELETE WHERE takes no dataset: write DELETE { } WHERE { }.")
            told.append(f"{using} ")
        depth += (text == "{") - (text == "}")
        told.append(text)
        before = before if match["space"] else text
    return "".join(told)


def _check(sparql: str, forbidden: tuple[str, ...]) -> str:
    size = len(sparql.encode(errors="surrogatepass"))
    if size > MAX_BYTES:
        raise QueryError(f"The query has {size:,} bytes; at most {MAX_BYTES:,} are accepted.")
    # The engine may read \u0053ERVICE as SERVICE; where it does not, that is a syntax error.
    for text in {sparql, _ESCAPE.sub(_unescape, sparql)}:
        if (depth := _depth(text)) > MAX_DEPTH:
            raise QueryError(f"The query nests {depth} brackets; at most {MAX_DEPTH} are accepted.")
        word = _find(text, forbidden)
        if word is not None:
            raise QueryError(
                f"{word.upper()} is refused: this graph is queried without the network. "
                "(A prefix of that name must be renamed.)"
            )
    return sparql


def _unescape(match: re.Match[str]) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code <= sys.maxunicode else ""


def _depth(text: str) -> int:
    """Return the deepest nesting of brackets outside strings, IRIs and comments."""
    depth = deepest = 0
    for match in tokens(text):
        sign = match["other"]
        if sign in _OPEN:
            depth += 1
            deepest = max(deepest, depth)
        elif sign in _CLOSE:
            depth = max(0, depth - 1)
    return deepest


def _find(text: str, forbidden: tuple[str, ...]) -> str | None:
    """Return the forbidden word that some reading of `text` contains, or None."""
    folded = text.lower()
    if not any(word in folded for word in forbidden):
        return None
    waiting: list[_State] = [(0, 0, False)]
    seen: set[_State] = set()
    while waiting:
        state = waiting.pop()
        if state in seen or state[0] >= len(text):
            continue
        seen.add(state)
        match = _TOKEN.match(text, state[0])
        if match is None:
            raise QueryError(f"The query cannot be read at character {state[0]}.")
        told = _keyword(match).lower()
        for word in forbidden:
            if word in told:  # also in "trueSERVICE", which the engine's grammar takes apart
                return word
        waiting.extend(_next(match, state))
    return None


def _keyword(match: re.Match[str]) -> str:
    """Return the part of a token that the engine might take for a keyword."""
    if match.lastgroup == "word":
        return match["word"]
    return match["prefix"] or ""


def _next(match: re.Match[str], state: _State) -> list[_State]:
    """Return the states after a token: two, where "<" could be an IRI or a comparison."""
    position, depth, after_value = state
    kind = "name" if match["name"] is not None else match.lastgroup
    sign = match["other"]
    if sign == "(":
        depth += 1
    elif sign == ")":
        depth = max(0, depth - 1)
    if kind != "space":
        after_value = kind in _OPERAND or sign in _CLOSE
    states = [(match.end(), depth, after_value)]
    if kind == "iri" and state[1] > 0 and state[2]:
        states.append((position + 1, depth, False))
    return states
