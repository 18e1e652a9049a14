"""Read everything that the model is trained on: the data folder in, named corpora out."""

from __future__ import annotations

import hashlib
from pathlib import Path

from kg.language.training import entities, treebanks
from kg.language.training.treebanks import Example

__all__ = ["Corpora", "file_hashes", "read_corpora"]

Corpora = dict[str, list[Example]]
"""Name of a corpus -> its sentences."""
RELATED = ("af", "da", "en", "nl", "sv")


def read_corpora(data: Path) -> Corpora:
    """Read all corpora of the data folder, each under its own name (`de-...` are German syntax)."""
    return {**_treebanks(data / "ud"), **_entities(data)}


def _treebanks(ud: Path) -> Corpora:
    parseme = [ud / f"de_parseme-{part}.cupt" for part in ("dev", "test")]
    return {
        "de-gsd": treebanks.read_conllu(ud / "de_gsd-ud-dev.conllu", "de-gsd"),
        "de-pud": treebanks.read_conllu(ud / "de_pud-ud-test.conllu", "de-pud"),
        "de-pos": treebanks.read_pos(ud / "de_gsd-ud-train.pos", "de-pos"),
        "de-parseme-gold": [
            example
            for path in parseme
            for example in treebanks.read_conllu(path, "de-parseme-gold", only="train-s")
        ],
        "de-parseme-silver": [
            example
            for path in parseme
            for example in treebanks.read_silver(path, "de-parseme-silver", skip="train-s")
        ],
        "related": [
            example
            for language in RELATED
            for path in sorted(ud.glob(f"{language}_*.conllu"))
            for example in treebanks.read_conllu(path, language)
        ],
    }


def _entities(data: Path) -> Corpora:
    ner = data / "ner"
    return {
        "germeval": [
            example
            for name in ("dev", "test-part1")
            for example in entities.read_germeval(ner / f"germeval2014-{name}.tsv", "germeval")
        ],
        "smartdata": [
            example
            for _, document in entities.read_smartdata(
                data / "smartdata" / "train.jsonl", "smartdata"
            )
            for example in document
        ],
        "mobie": entities.read_mobie(ner / "mobie-conll.zip", "mobie"),
        "wikiner": entities.read_wikiner(ner / "wikiner-de-part.tsv", "wikiner"),
        "uner": entities.read_iob(ner / "uner-pud.iob2", "uner"),
        "ler": [
            example
            for part in ("dev", "test")
            for example in entities.read_ler(ner / f"ler-{part}.conll", "ler")
        ],
        "product": entities.read_products(sorted(ner.glob("product-corpus-*.jsonl.gz")), "product"),
    }


def file_hashes(data: Path) -> dict[str, str]:
    """Return the SHA-256 of every file that `read_corpora` reads."""
    paths = [
        path for folder in ("ud", "ner", "smartdata") for path in sorted((data / folder).iterdir())
    ]
    return {
        str(path.relative_to(data)): hashlib.sha256(path.read_bytes()).hexdigest() for path in paths
    }
