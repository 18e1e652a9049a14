"""Load what the rooms need, and name finished work: options in, rooms and keys out."""

from __future__ import annotations

import hashlib
import json
from dataclasses import fields
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from kg.assemble import Run
from kg.model import Document, Skipped
from kg.pipeline.flow import Rooms
from kg.pipeline.options import Options
from kg.pipeline.own import own_relations
from kg.pipeline.registers import read_registers
from kg.resolve import Decisions, load_registry, read_decisions
from kg.version import __version__
from kg.vocabulary import Resources, ontology_dir

if TYPE_CHECKING:
    from spacy.language import Language

__all__ = [
    "decisions_of",
    "derived_key",
    "options_told",
    "part_key",
    "part_name",
    "reading_key",
    "rooms_for",
]

_KG = Path(__file__).resolve().parent.parent
_READING = ("annotate.py", "extract", "german", "language", "model.py", "pipeline/readings.py")
_TELLING = ("assemble", "export/claims.py", "resolve", "slug.py", "vocabulary")
_DERIVING = ("assemble", "slug.py", "vocabulary")


def rooms_for(options: Options, *, threads: int) -> Rooms:
    """Load the registry and the decisions, and the language pipeline (2 s) when it is first needed."""

    @cache
    def nlp() -> Language:
        from kg.language import load  # spaCy costs a second: only who reads articles pays

        return load(options.model or None, threads=threads)

    return Rooms(
        nlp=nlp,
        registry=load_registry(read_registers(options.registers)),
        decisions=decisions_of(options)[0],
        run=_run(options),
        resources=Resources(options.base_iri),
        sentence_text=options.sentence_text,
        ontology=options.ontology,
    )


def decisions_of(options: Options) -> tuple[Decisions, tuple[Skipped, ...]]:
    """Return the decisions to apply, and the lines of their file that could not be used."""
    if options.decisions is None:
        return Decisions(), ()
    return read_decisions(options.decisions)


def _run(options: Options) -> Run:
    """Return the provenance; what the options name is told by name and hash, so that it is known again."""
    return Run(
        version=__version__,
        model_hash=_hash(_model_dir(options)),
        ontology_hash=_hash(ontology_dir()),
        options=_read_with(options),
        decided=_decided(options),
        own=own_relations(options.ontology),
    )


def options_told(options: Options) -> str:
    """Return what the graph will tell of the options a document was read with (`kg:options`)."""
    return f"{_read_with(options)} {_decided(options)}".strip()


def _read_with(options: Options) -> str:
    told = [f"model={options.model}"] if options.model else []
    return " ".join([*told, *(f"ontology={_folder_hash(path)}" for path in options.ontology)])


def _decided(options: Options) -> str:
    files = (("decisions", options.decisions), *(("register", path) for path in options.registers))
    return " ".join(f"{name}={_file_hash(path)}" for name, path in files if path)


def _model_dir(options: Options) -> Path:
    """Return the folder of the model that reads: the shipped one, or that of the named package."""
    found = find_spec(options.model) if options.model else None
    return Path(found.origin).parent if found and found.origin else _KG / "language" / "model"


def part_name(document: Document) -> str:
    """Return the stem of a document's part."""
    return document.id


def reading_key(document: Document, options: Options) -> str:
    """Return the hash of all that a document's reading is made from: text, model, rules."""
    return _short_hash(
        _input_hash(document),
        options.model and [options.model, _hash(_model_dir(options))],
        [_folder_hash(path) for path in options.ontology],
        _reading_hash(),
    )


def part_key(document: Document, options: Options) -> str:
    """Return the hash of all that a document's part is made from: its reading, and what judges it."""
    return _short_hash(
        reading_key(document, options),
        options.base_iri,
        options.sentence_text,
        [_file_hash(path) for path in (options.decisions, *options.registers) if path],
        _telling_hash(),
    )


def _short_hash(*told: object) -> str:
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()[:16]


def derived_key(told: bytes) -> str:
    """Return the hash of what a derived part is made from: statements, and the rules behind them."""
    return hashlib.sha256(_deriving_hash().encode() + told).hexdigest()[:16]


def _input_hash(document: Document) -> str:
    told = {f.name: getattr(document, f.name) for f in fields(document) if f.name != "source"}
    text = json.dumps(told, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@cache
def _reading_hash() -> str:
    """Return one hash of all that decides how a text is read: code, German, model, ontology."""
    return _joint_hash(_READING)


@cache
def _telling_hash() -> str:
    """Return one hash of all that decides what a reading becomes in the graph."""
    return _joint_hash(_TELLING)


@cache
def _deriving_hash() -> str:
    """Return one hash of all that decides what follows from the documents together."""
    return _joint_hash(_DERIVING)


def _joint_hash(names: tuple[str, ...]) -> str:
    parts = [_hash(_KG / name) for name in names]
    return hashlib.sha256("".join([*parts, _hash(ontology_dir())]).encode()).hexdigest()


@cache
def _hash(root: Path) -> str:
    """Return the hash of a file, or of a folder's files with their names."""
    files = [root] if root.is_file() else [p for p in root.rglob("*") if _counts(p, root)]
    assert files, root
    digest = hashlib.sha256()
    # in the order of the system's own sort, so that others can compute what the graph tells
    for name in sorted(str(path.relative_to(root.parent)).encode() for path in files):
        digest.update(name)
        digest.update((root.parent / name.decode()).read_bytes())
    return digest.hexdigest()


def _counts(path: Path, root: Path) -> bool:
    inner = path.relative_to(root).parts
    return path.is_file() and not {"__pycache__", "training"} & set(inner)


def _file_hash(path: Path) -> str:
    """Return the hash of a user's file, which may change while a notebook is open."""
    found = path.stat()
    return _stamped_hash(path, found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=256)
def _stamped_hash(path: Path, _changed: int, _size: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _folder_hash(folder: Path) -> str:
    """Return the hash of the TOML files of a user's folder, with their names."""
    paths = sorted(folder.rglob("*.toml"))
    told = [f"{path.relative_to(folder)} {_file_hash(path)}\n" for path in paths]
    return hashlib.sha256("".join(told).encode()).hexdigest()
