"""The shipped questions: `.rq` files in, questions with their wording and query out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from kg.errors import QueryError
from kg.ontology_dir import ontology_dir

__all__ = ["Question", "named_query", "query_text", "questions"]

_HEAD = re.compile(r"#\s*(?P<key>id|de|en):\s*(?P<text>.*\S)\s*")
_SPARQL = re.compile(
    r"\s*(?:#.*|(?:BASE|PREFIX)\b|SELECT\b|ASK\b|CONSTRUCT\b|DESCRIBE\b|VERSION\b)", re.IGNORECASE
)
_UPDATE = re.compile(
    r"(?:\s|#.*\n|(?:BASE|PREFIX)\b[^<]*<[^>]*>)*"
    r"(?:INSERT|DELETE|WITH|LOAD|CLEAR|CREATE|DROP|COPY|MOVE|ADD)\s+[^:]",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Question:
    """One question in both languages, with the query that answers it."""

    id: str
    de: str
    en: str
    sparql: str


@cache
def questions() -> tuple[Question, ...]:
    """Return the shipped questions, sorted by id."""
    found = [_read(path) for path in sorted((ontology_dir() / "questions").glob("*.rq"))]
    return tuple(sorted(found, key=_id))


def named_query(name: str) -> str:
    """Return the SPARQL text of a shipped question; an unknown name raises and lists the known."""
    found = {question.id: question.sparql for question in questions()}
    if name not in found:
        near = [one for one in found if name.lower() in one] or get_close_matches(name, found)
        told = f" Did you mean: {', '.join(near)}?" if near else ""
        raise QueryError(f"No question is called {name!r}.{told} Known are: {', '.join(found)}.")
    return found[name]


def query_text(query: str) -> str:
    """Return the SPARQL text that `query` means: itself, a file's content, or a question's name."""
    text = _text(query)
    if not text.strip():
        raise QueryError("The query is empty; give SPARQL, a file, or a question of kg questions.")
    if _UPDATE.match(text):
        told = (
            "articles come and go with kg add and kg remove, and kg serve writes with NEWSKG_TOKEN"
        )
        raise QueryError(f"This is an update, and a query only asks; {told}.")
    return text


def _text(query: str) -> str:
    if _SPARQL.match(query) and any(sign in query for sign in "{:<\n "):
        return query
    if _UPDATE.match(query) or not query.strip():
        return query
    if query in {question.id for question in questions()}:
        return named_query(query)
    path = Path(query)
    if path.suffix in {".rq", ".sparql"} or "/" in query:
        return _read_file(path)
    if "{" in query:
        return query
    return named_query(query)


def _read_file(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"The query file {path} cannot be read: {error}.") from error


def _read(path: Path) -> Question:
    text = path.read_text(encoding="utf-8")
    head = {m["key"]: m["text"] for line in text.splitlines() if (m := _HEAD.fullmatch(line))}
    missing = {"de", "en"} - head.keys()
    if missing:
        raise QueryError(f"{path} lacks the line(s): {', '.join(sorted(missing))}.")
    return Question(head.get("id", path.stem), head["de"], head["en"], text)


def _id(question: Question) -> str:
    return question.id
