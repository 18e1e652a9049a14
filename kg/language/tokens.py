"""Find the words of German news: a text in, the offsets of its tokens out.

The cut follows UD German (GSD, PUD) with two differences: a contraction (`im`) and a compound with
hyphens (`H20-Chips`) stay one token.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from kg import german
from kg.language.invisible import seen_offsets

__all__ = ["Span", "is_abbreviation", "tokens_of"]

Span = tuple[int, int]
"""Offsets of code points, end-exclusive."""

SPACES = " \u00a0\u2009\u202f"
"""Space, no-break space, thin space, narrow no-break space: what stands inside `16 000`."""
HYPHENS = "\\-\u2010\u2011"
DATE = r"(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?:(?:19|20)?\d\d(?!\d))?(?![\d,])"
SPACED = (
    rf"(?<![\w.,])[+\-−±]?\d{{1,3}}(?:[{SPACES}]\d{{3}})+(?:,\d+)?(?![\w{SPACES}]?\d|\.\d|[A-Za-z])"
)
UNIT = (
    r"(?:[A-Z]{1,3}\.\d{1,2}[a-z]*(?!\d)|\w{0,60}[a-zäöü][A-ZÄÖÜ]\w{0,60}\.\d(?!\d)"
    r"|\d+(?:[.,:]\d+)+(?:(?:ern?|fach\w*)\b)?|[^\W_]\w*|\w+)"
)
"""`ID.2all` and `ProSiebenSat.1` are one token: a full stop inside, and no sentence begins with a figure unspaced."""
JOINED = rf"(?:(?:[{HYPHENS}]/?|['’&]){UNIT}|[*:_](?:in|innen)\b)*"
END = rf"(?:[{HYPHENS}](?![\w{HYPHENS}]|[ ]*\d)|(?<=[sxzSXZß])['’](?![\w'])|(?:(?<=[^\W\d_])|(?<=[A-Z]\d))\+(?!\w))?"
PATTERNS = (
    r"(?:https?://|www\.)[^\s<>\"„“”»«]*[^\s<>\"„“”»«.,;:!?)\]'’]",
    r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+",  # 64: RFC 5321
    r"(?<!\w)[@#]\w+",
    DATE,
    SPACED,
    rf"(?:\d+/)+\d+(?![\w.,])(?:[{HYPHENS}]{UNIT})*",
    rf"(?<![\w)\].,{HYPHENS}])[+\-−±]\d+(?:[.,:]\d+)*",
    rf"(?<![\w{HYPHENS}])-(?=[a-zäöüß]{{2}}){UNIT}{END}",
    rf"{UNIT}{JOINED}{END}",
    r"(?<!\w)['’](?:s|n|nen?)(?!\w)",
    r"\.{2,}|…",
    r"-{2,}|–+|—+",
    r"``|''|´´",
    r"[:;]-?[)(DP](?!\w)",
    r"\S",
)
TOKEN = re.compile("|".join(PATTERNS))
DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]{1,3}(?!\w)")
"""`z.B`, `U.S`, `n.Chr`; longer parts are listed, for "gut.Ein" lacks a space."""
TAIL = re.compile(rf"(?:[{HYPHENS}][^\W_]\w*)*")
"""What goes on behind an abbreviation: "U.S." in "U.S.-Präsident"."""
INITIAL = re.compile(rf"[a-zäöüß][{HYPHENS}][A-ZÄÖÜ]$")
"""As in "Karl-H. Muster"."""
ROMAN = re.compile(r"(?=[IVX])(?:X{0,3})(?:IX|IV|V?I{0,3})")
ORDINAL = re.compile(r"\d{1,3}")
LONGEST_ORDINAL = 2
"""Figures; longer numbers are ordinals behind an article only."""
SHORTEST_TAIL = 4
OPENERS = frozenset('.!?:(•–-„“"»')
"""Signs behind which a sentence or a statement may begin."""
NEXT = re.compile(r"[\s]*[„\"“»(]*([\w.]+|\S)?")


@cache
def _domain() -> re.Pattern[str]:
    names = "|".join(sorted(german.words("domains"), key=len, reverse=True))
    label = r"[^\W_][\w-]{0,62}"  # RFC 1035; no end, here as above, would cost a long row's square
    return re.compile(rf"(?:{label}\.){{1,8}}(?:{names})(?![\w])(?:-\w+)*|[Vv]er\.di(?:-\w+)*")


@cache
def _listed_dotted() -> re.Pattern[str]:
    """Match the listed abbreviations with a stop inside, where a stop follows: "Sp.z.o.o"."""
    names = sorted((name for name in german.table("abbreviations") if "." in name), key=len)
    return re.compile(rf"(?:{'|'.join(map(re.escape, reversed(names)))})(?=\.)")


@cache
def _punctuated() -> dict[str, str]:
    return {name[:-1]: name[-1] for name in german.words("punctuated_names")}


def is_abbreviation(word: str) -> str:
    """Return "inner", "final" or "" for a word that is followed by, or ends in, a full stop."""
    stem = word.rstrip(".")
    listed = german.table("abbreviations").get(stem) or _small(stem)
    if listed:
        return listed
    if len(stem) == 1 and stem.isalpha():
        return "inner"
    return "final" if DOTTED.fullmatch(stem) else ""


def _small(word: str) -> str:
    """Return the kind of the abbreviation that a capitalised word is when written small: "Ca" -> that of "ca"."""
    return german.table("abbreviations").get(word[:1].lower() + word[1:], "")


def tokens_of(text: str) -> list[Span]:
    """Return the tokens of a text in order; what lies between them is white space.

    Signs that nobody sees belong to the word that they stand in, behind or, at a beginning, before.
    """
    offsets = seen_offsets(text)
    if offsets is None:
        return _tokens_of_seen(text)
    spans = [
        (offsets[start], offsets[end - 1] + 1)
        for start, end in _tokens_of_seen("".join(text[at] for at in offsets))
    ]
    return _with_unseen(text, spans)


def _with_unseen(text: str, spans: list[Span]) -> list[Span]:
    """Widen the tokens by the signs around them that are neither seen nor white space."""
    found: list[Span] = []
    limits = [*(start for start, _ in spans[1:]), len(text)]
    for (start, end), limit in zip(spans, limits, strict=False):
        before = text[found[-1][1] if found else 0 : start]
        behind = text[end:limit]
        found.append((start - _unspaced(before[::-1]), end + _unspaced(behind)))
    return found


def _unspaced(text: str) -> int:
    """Return how many signs stand before the first white space."""
    return next((at for at, sign in enumerate(text) if sign.isspace()), len(text))


def _tokens_of_seen(text: str) -> list[Span]:
    found: list[Span] = []
    previous, position, length = "", 0, len(text)
    while position < length:
        if text[position].isspace():
            position += 1
            continue
        end = _end_of_token(text, position, previous)
        found.append((position, end))
        previous = text[position:end]
        position = end
    return found


def _end_of_token(text: str, start: int, previous: str) -> int:
    match = TOKEN.match(text, start)
    if match is None:  # cannot happen: the last pattern takes any sign that is no white space
        return start + 1
    end = match.end()
    if end >= len(text):
        return end
    sign = text[end]
    if sign == ".":
        return _end_at_stop(text, start, end, previous)
    if sign in "!?" and _punctuated().get(match.group()) == sign:
        return end + 1
    return end


def _end_at_stop(text: str, start: int, end: int, previous: str) -> int:
    """Say where a token ends that is followed by a full stop: before it or behind it."""
    longer = _dotted(text, start) or _domain().match(text, start)
    if longer is not None and longer.end() > end:
        stem = longer.group()
        dotted = text[longer.end() : longer.end() + 1] == "." and is_abbreviation(stem)
        return _with_tail(text, longer.end() + 1) if dotted else longer.end()
    word = text[start:end]
    if text[end : end + 2] == ".." or not word[-1].isalnum():
        return end
    if ORDINAL.fullmatch(word) or ROMAN.fullmatch(word):
        return end + 1 if _is_ordinal(text, word, end, previous) else end
    if INITIAL.search(word) and _is_followed_by_name(text, end):
        return end + 1
    kind = _kind_of(word, opens=not previous or previous in OPENERS)
    if len(word) == 1 and kind == "inner" and _closes_sentence(text, end):
        return end
    return _with_tail(text, end + 1) if kind else end


def _is_followed_by_name(text: str, stop: int) -> bool:
    """Say whether a name may follow the stop behind an initial: "Karl-H. Muster", not "Vitamin-C. Danach"."""
    following = NEXT.match(text, stop + 1)
    after = (following.group(1) or "") if following is not None else ""
    line = text[stop + 1 : stop + 2] == " "
    return line and after[:1].isupper() and after not in german.words("sentence_openers")


def _dotted(text: str, start: int) -> re.Match[str] | None:
    return DOTTED.match(text, start) or _listed_dotted().match(text, start)


def _with_tail(text: str, end: int) -> int:
    """Return where a token ends whose abbreviation ends at `end`: "Mio.-Grenze" is one."""
    tail = TAIL.match(text, end)
    return end if tail is None else tail.end()


def _kind_of(word: str, *, opens: bool) -> str:
    """Return the kind of an abbreviation; one that is written small is meant by a capital at a beginning only.

    "Ca. 30 Gäste", but "in die Schweiz.", "mit Max.".
    """
    listed = word in german.table("abbreviations") or word[0].islower()
    return "" if not listed and not opens and _small(word) else is_abbreviation(word)


def _closes_sentence(text: str, stop: int) -> bool:
    """Say whether the stop after a single letter ends the text or its line (`Vitamin C.`)."""
    rest = text[stop + 1 : stop + 200].lstrip("\"“”»«')")
    return not rest.strip() or rest[0] == "\n"


@lru_cache(maxsize=german.REMEMBERED)
def _is_ordinal_noun(word: str) -> bool:
    """Say whether a noun, or the last part of a compound ("Jubiläumsjahr"), is one that ordinals stand before."""
    nouns = german.words("ordinal_nouns")
    tails = (
        word[at:].capitalize()
        for at in range(max(3, len(word) - german.LONGEST), len(word) - SHORTEST_TAIL + 1)
    )
    return word in nouns or (word[-1:].islower() and any(tail in nouns for tail in tails))


def _is_ordinal(text: str, word: str, stop: int, previous: str) -> bool:
    """Say whether the stop makes the number an ordinal: `1. Quartal`, `am 3. Advent`, `XIV. Papst`."""
    following = NEXT.match(text, stop + 1)
    after = following.group(1) if following is not None else None
    sign = text[stop + 1 : stop + 2]
    if after is None or sign in {"\n", "", ","}:
        return sign == ","  # "Ludwig XIV., der": no sentence ends before a comma
    after = after.rstrip(".")
    if after[:1].islower() or _is_ordinal_noun(after):
        return True
    if after in german.words("sentence_openers"):
        return not previous or previous in ".!?:"
    if (
        word.isdigit()
        and len(word) > LONGEST_ORDINAL
        and previous not in german.words("ordinal_openers")
    ):
        return False
    if not after[:1].isalnum():
        return (
            after in {",", ";", "-", "–"}
            and len(word) <= LONGEST_ORDINAL
            and previous in german.words("ordinal_openers")
        )
    return (
        not previous
        or not previous[-1].isalpha()
        or previous in german.words("ordinal_openers")
        or not word.isdigit()
    )
