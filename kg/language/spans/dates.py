"""Find dates and durations: a text in, offsets and labels out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from kg import german
from kg.language.spans.figures import GAP, Found, alternatives_of, word_numbers

__all__ = ["times"]

YEAR = r"(?:19|20)\d\d"
DAY = r"(?:0?[1-9]|[12]\d|3[01])\."
PERIOD = (
    "Jahr(?:es|s)?|Monats?|Woche|Quartals?|Halbjahr(?:es|s)?|Geschäftsjahr(?:es|s)?|Vorjahr(?:es|s)?|Vorjahresquartals?"
    "|Wochenende[s]?|Jahrzehnts?|Sommers?|Winters?|Herbst(?:es|s)?|Frühjahrs?|Frühlings?"
)
PART = "Anfang|Mitte|Ende"
SEASON = (
    "Sommer|Winter|Herbst|Frühjahr|Frühling|Frühsommer|Spätsommer"
    "|Jahresende|Jahresanfang|Jahreswechsel|Jahresbeginn|Jahresmitte|Monatsende|Wochenende"
)
DAYPART = "morgen|vormittag|mittag|nachmittag|abend|nacht"
DEICTIC = "[Hh]eute|[Gg]estern|[Vv]orgestern|[Üü]bermorgen"
YEAR_OPENERS = (
    "[Ii]m Jahre?|[Ss]eit|[Bb]is|[Vv]on|[Vv]om Jahr|[Aa]b|[Nn]ach|[Vv]or|[Ff]ür|[Uu]nd|[Ii]n|[Dd]es Jahres|[Dd]as Jahr"
    "|Jahr|Jahres|Jahre|Geschäftsjahr|Geschäftsjahres|Quartal|Quartals|Halbjahr|Halbjahres|[Ee]rst|[Zz]wischen|[Gg]egenüber"
    "|Herbst|Sommer|Frühjahr|Winter"
)


@cache
def _date() -> re.Pattern[str]:
    months = alternatives_of(german.table("months"))
    weekdays = alternatives_of(german.table("weekdays"))
    shifts = alternatives_of([*german.table("shifts"), "neue", "neuen", "neues", "neuem"])
    ordinals = alternatives_of([word for word in german.table("ordinals") if word[0].isalpha()])
    year = rf"{YEAR}(?:/(?:{YEAR}|\d\d))?(?![\d.,]*\d)"
    shifted = rf"(?:{shifts}){GAP}(?:Jahres|Geschäftsjahres)"
    of_year = rf"(?:{GAP}(?:des{GAP})?(?:(?:Jahres{GAP})?(?:{year})|{shifted}))?"
    month = rf"(?:{months})(?![\w-])"
    part = rf"(?:(?:{PART}){GAP})"
    quarter = rf"(?:(?:{ordinals}|[1-4]\.|I{{1,3}}V?\.|abgelaufene[nrms]?|laufende[nrms]?){GAP})?"
    patterns = (
        rf"\d{{1,2}}\.\d{{1,2}}\.(?:{YEAR}|\d\d)(?!\d)",
        rf"{YEAR}-\d\d-\d\d",
        rf"(?:(?:{weekdays})(?:,)?{GAP}(?:(?:den|dem){GAP})?)?{DAY}{GAP}?(?:(?:bis|und|/|-|–){GAP}?{DAY}{GAP}?)?{month}{of_year}",
        rf"{DAY}\d{{1,2}}\.(?![\d\w])",
        rf"{part}?{month}{of_year}",
        rf"{part}(?:(?:der|des|dieser|dieses|nächster|nächsten|kommender|kommenden|vergangener|vergangenen|letzter|letzten){GAP})?(?:(?:{PERIOD})(?!\w)(?:{GAP}{year})?|{year})",
        rf"Q[1-4](?:{GAP}?{year})?(?!\w)",
        rf"{quarter}(?:{ordinals}|[1-4]\.){GAP}(?:Quartals?|Jahreshälfte|Halbjahr(?:es|s)?|Geschäftsquartals?|Geschäftshalbjahr(?:es|s)?)(?![\w-]){of_year}",
        rf"(?:Geschäftsjahr(?:es|s)?|Jahr(?:es|e)?|Halbjahr(?:es)?|(?:{SEASON})){GAP}{year}",
        rf"(?:Auftakt|Schluss|Vorjahres|Weihnachts)quartals?(?![\w-]){of_year}",
        rf"(?:{shifts}){GAP}(?:{word_numbers()}|\d+){GAP}(?:Jahren?|Monaten?|Wochen|Tagen?|Quartalen?)(?![\w-])",
        rf"(?:(?:(?:{shifts}){GAP})|(?:vor)?(?:letzte|vergangene)[nrms]{GAP})(?:{PERIOD}|{SEASON}|{weekdays}|{months})(?![\w-]){of_year}",
        rf"(?:{weekdays})(?:{DAYPART})?(?![\w-])(?:{GAP}(?:{DAYPART}))?",
        rf"\b(?:{DEICTIC})(?:{GAP}(?:Morgen|Vormittag|Mittag|Nachmittag|Abend|Nacht|früh))?(?!\w)",
        r"\bVor(?:tag|jahr|monat|quartal|woche)(?:es|s)?(?!\w)",
        rf"(?:{SEASON})(?:s|es)?(?![\w-])",
        rf"\b(?:{YEAR})(?:/(?:{YEAR}|\d\d))(?![\d\w])",
        r"\b(?:19|20)?\d0er(?:[ -]Jahren?)?(?!\w)",
    )
    return re.compile("|".join(rf"(?<![\w.,-])(?:{pattern})" for pattern in patterns))


@cache
def _year() -> re.Pattern[str]:
    opened = rf"(?:{YEAR_OPENERS}){GAP}(?P<a>{YEAR})(?![\d.,]*\d|[\w%€$-])"
    alone = rf"(?P<b>{YEAR})(?=[,.;:!?)]|\s+(?:[a-zäöü]|{YEAR})|\s*$|\s*[)\n])(?![.,]\d)"
    return re.compile(rf"(?<![\w.,-])(?:{opened}|{alone})")


@cache
def _duration() -> re.Pattern[str]:
    units = alternatives_of(
        german.words("time_units")
        | {
            "Jahres",
            "Quartal",
            "Sekunde",
            "Stunden",
            "Jahrzehnt",
            "Jahrhunderte",
            "Handelstage",
            "Handelstagen",
            "Börsentage",
            "Werktage",
            "Kalenderwochen",
            "Monats",
        }
    )
    vague = rf"halbe[ns]?|mehrere[nr]?|wenige[nr]?|einige[nr]?|ein{GAP}paar"
    number = rf"(?:\d+(?:[.,]\d+)?|{word_numbers()}|[Ee]in(?:e[mnr]?)?|{vague})"
    size = rf"(?:{GAP}(?:halbe[ns]?|volle[n]?|ganze[n]?|weitere[n]?|Millionen|Milliarden))?"
    figure = rf"{number}(?:{GAP}?(?:bis|und|oder|-|–){GAP}?{number})?{size}"
    return re.compile(rf"(?<![\w.,-])(?P<figure>{figure}){GAP}(?P<unit>{units})(?![\w-])")


def times(text: str) -> Iterator[Found]:
    """Yield dates ("12. April 2016", "im ersten Quartal", "gestern") and durations ("zwei Jahre").

    "ein Tag" is a duration, "eines Tages" and "eine Nacht" are left alone.
    """
    for match in _date().finditer(text):
        if match.group():
            yield (*match.span(), "Date")
    for match in _year().finditer(text):
        group = "a" if match.group("a") else "b"
        yield (*match.span(group), "Date")
    for match in _duration().finditer(text):
        if not (
            match.group("unit") in {"Nacht", "Abend", "Wochenende"}
            and match.group("figure").lower().startswith("ein")
        ):
            yield (*match.span(), "Duration")
