"""Read plain text and Markdown: bytes in, one article out."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.documents.article import article
from kg.documents.decode import decode_utf8
from kg.model import Document

__all__ = ["read_markdown", "read_text"]

_FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^(title|date|author|publisher|url|id)[ \t]*:[ \t]*(.*)$", re.MULTILINE)


def read_text(raw: bytes, name: str) -> Document:
    """Return the article of a UTF-8 text file; its text is kept to the character."""
    return article(decode_utf8(raw), name=name)


def read_markdown(raw: bytes, name: str) -> Document:
    """Return the article of a Markdown file: its words, and the fields of its front matter."""
    source = decode_utf8(raw)
    front = _FRONT_MATTER.match(source)
    fields = {} if front is None else dict(_FIELD.findall(front[1]))
    fields = {key: value.rstrip(" \t").strip("\"'") for key, value in fields.items()}
    body = source if front is None else source[front.end() :]
    found = article(_words_of(body), name=fields.pop("id", "") or name, **fields)
    if found.title:
        return found
    heading = re.search(r"^#\s+(.+)$", body, re.MULTILINE)
    return found if heading is None else replace(found, title=_words_of(heading[1]).strip())


def _words_of(markdown: str) -> str:
    from markdown_it import MarkdownIt  # slow to import, and only Markdown needs it

    blocks = []
    for token in MarkdownIt("commonmark", {"html": False}).parse(markdown):
        if token.type == "inline":
            children = token.children or []
            blocks.append("".join(_inline(child.type, child.content) for child in children))
    return "\n".join(block for block in blocks if block.strip())


def _inline(kind: str, content: str) -> str:
    if kind in {"text", "code_inline"}:
        return content
    return " " if kind in {"softbreak", "hardbreak"} else ""
