"""Partial supervision between schemes: a tag of one in, the tags it allows in another out.

A corpus that knows PER, LOC and ORG says of a word tagged LOC that SmartData would call it one of
its places, and of an O that SmartData would not call it a person: the loss is the probability of
the allowed set (learning from ambiguous labels, Cour et al. 2011).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor

__all__ = ["CONVENTIONS", "allowed_classes", "allowed_tags", "transfer_codes", "transfer_masks"]

ANY = ("*",)
NAMES = ("person", "location", "location-city", "organization", "organization-company")
PLACES = ("location", "location-city", "location-stop", "location-street", "location-route")
GERMEVAL_OTHERS = (
    *("OTH", "PERderiv", "LOCderiv", "ORGderiv", "OTHderiv"),
    *("PERpart", "LOCpart", "ORGpart", "OTHpart"),
)
SMARTDATA_OTHERS = (
    *("date", "disaster-type", "distance", "duration", "number", "org-position", "time", "trigger"),
    *("location-stop", "location-street", "location-route"),
)
TO_GERMEVAL: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "wikiner": {"PER": ("PER",), "LOC": ("LOC",), "ORG": ("ORG",), "MISC": ANY},
    "uner": {"PER": ("PER",), "LOC": ("LOC",), "ORG": ("ORG",)},
    "smartdata": {
        "person": ("PER",),
        "person-part": ("PERpart",),
        "location": ("LOC", "LOCderiv"),
        "location-city": ("LOC", "LOCderiv"),
        "location-part": ("LOCpart",),
        "location-city-part": ("LOCpart",),
        "organization": ("ORG",),
        "organization-company": ("ORG",),
        "organization-part": ("ORGpart",),
        "organization-company-part": ("ORGpart",),
        "location-stop": ANY,
        "location-street": ANY,
        "location-route": ANY,
    },
}
TO_SMARTDATA: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "wikiner": {
        "PER": ("person",),
        "LOC": PLACES,
        "ORG": ("organization", "organization-company"),
        "MISC": ANY,
    },
    "germeval": {
        "PER": ("person",),
        "LOC": PLACES,
        "ORG": ("organization", "organization-company"),
        "PERpart": ("person-part", "O"),
        "LOCpart": ("location-part", "location-city-part", "O"),
        "ORGpart": ("organization-part", "organization-company-part", "O"),
        "LOCderiv": ("location", "location-city", "O"),
        "OTH": ANY,
        "PERderiv": ANY,
        "ORGderiv": ANY,
        "OTHderiv": ANY,
        "OTHpart": ANY,
    },
}
TO_SMARTDATA = {**TO_SMARTDATA, "uner": TO_SMARTDATA["wikiner"]}
FUNCTION_WORDS = ("ADP", "CCONJ", "SCONJ")
CLASSES: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    # Earlier releases of GSD (its train.pos, PARSEME) have PRON for attributive `meine`, `diese`,
    # `alle`, VERB for the copula, and divide particles and conjunctions in another way.
    "old": {
        "PRON": ("PRON", "DET"),
        "DET": ("DET", "PRON"),
        "VERB": ("VERB", "AUX"),
        "AUX": ("AUX", "VERB"),
        "ADV": ("ADV", "ADJ", "PART", *FUNCTION_WORDS),
        "ADJ": ("ADJ", "ADV", "DET"),
        "PART": ("PART", "ADV"),
        **dict.fromkeys(FUNCTION_WORDS, (*FUNCTION_WORDS, "ADV")),
    },
    # PUD differs from GSD in `als`, `wie`, `um` and in adverbial adjectives.
    "pud": {
        "ADV": ("ADV", "ADJ"),
        "ADJ": ("ADJ", "ADV"),
        **dict.fromkeys(FUNCTION_WORDS, FUNCTION_WORDS),
    },
}
"""UPOS by other conventions than GSD's, and what GSD's may be."""
CONVENTIONS: Mapping[str, str] = {
    "de-pud": "pud",
    "de-pos": "old",
    "de-parseme-gold": "old",
    "de-parseme-silver": "old",
    "joined": "old",
}
"""Corpus -> the convention that its classes follow."""
TABLES = {"germeval": (TO_GERMEVAL, GERMEVAL_OTHERS), "smartdata": (TO_SMARTDATA, SMARTDATA_OTHERS)}


def allowed_tags(scheme: str, tag: str, target: str) -> tuple[str, ...]:
    """Return the tags of the scheme `target` that `tag` of `scheme` allows; empty: all of them."""
    table, others = TABLES[target]
    if scheme not in table or not tag:
        return ()
    if tag == "O" or tag[2:] not in table[scheme]:
        # SmartData calls `italienische` a location, which the others leave untagged.
        adjectives = ("location",) if target == "smartdata" and scheme != "germeval" else ()
        kinds = (*others, *adjectives)
        return ("O", *(prefix + kind for kind in kinds for prefix in ("B-", "I-")))
    kinds = table[scheme][tag[2:]]
    if kinds == ANY:
        return ()
    return tuple("O" if kind == "O" else tag[:2] + kind for kind in kinds)


def allowed_classes(convention: str, upos: str) -> tuple[str, ...]:
    """Return GSD's classes for a class of another convention; empty: it says nothing."""
    return CLASSES[convention].get(upos, (upos,) if upos else ())


def transfer_codes(heads: Mapping[str, Sequence[str]]) -> dict[str, dict[tuple[str, str], int]]:
    """Return for every target head the number of each (scheme, tag) that restricts it, from 0."""
    codes: dict[str, dict[tuple[str, str], int]] = {}
    for target, (table, _) in TABLES.items():
        pairs = [
            (scheme, tag)
            for scheme in sorted(table)
            for tag in heads.get("ner:" + scheme, ())
            if allowed_tags(scheme, tag, target)
        ]
        codes["ner:" + target] = {pair: number for number, pair in enumerate(pairs)}
    classes = [(convention, upos) for convention in sorted(CLASSES) for upos in heads["upos"]]
    codes["upos"] = {pair: number for number, pair in enumerate(classes)}
    return codes


def transfer_masks(heads: Mapping[str, Sequence[str]]) -> dict[str, Tensor]:
    """Return for every target head a codes x tags table: 0 where allowed, very low elsewhere."""
    masks = {}
    for name, pairs in transfer_codes(heads).items():
        tags = list(heads[name])
        mask = torch.full((len(pairs), len(tags)), -1e4)
        for (scheme, tag), number in pairs.items():
            is_class = name == "upos"
            found = (
                allowed_classes(scheme, tag) if is_class else allowed_tags(scheme, tag, name[4:])
            )
            for allowed in found:
                mask[number, tags.index(allowed)] = 0.0
        masks[name] = mask
    return masks
