"""Relations from the ontology's TOML files: folders and argument types in, checked relations out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from kg.errors import OntologyError
from kg.extract.frames.schema import Relation, RoleType
from kg.extract.frames.tables import Table, files, line_of, parse

__all__ = ["read_relations"]

Types = Mapping[str, frozenset[str]]


def read_relations(places: Iterable[Path], types: Types) -> dict[str, Relation]:
    """Read `relations.toml` and `relations/*.toml`, later folders adding to earlier ones.

    Raises OntologyError, naming file and line, for a family, role or type that is unknown.
    """
    read = {path: parse(path) for path in files(places, "relations")}
    families = [name for table, _ in read.values() for name in table.get("families", [])]
    return {
        name: _relation(name, entry, types, families, f"{path}:{_line(text, name)}")
        for path, (table, text) in read.items()
        for name, entry in table.get("relation", {}).items()
    }


def _line(text: str, name: str) -> int:
    return line_of(text, f'[relation."{name}"]' if ":" in name else f"[relation.{name}]")


def _relation(
    name: str, entry: Table, types: Types, families: Sequence[str], where: str
) -> Relation:
    family = entry.get("family", "")
    if family not in families:
        told = f"the unknown family {family!r}" if family else "no family"
        raise OntologyError(
            f"{where}: relation {name} has {told}; give it one of {sorted(families)}"
        )
    roles = {role: _role(role, spec, types, where) for role, spec in entry.get("roles", {}).items()}
    subject, target = entry.get("subject", ""), entry.get("object")
    for role in (subject, target):
        if role is not None and role not in roles:
            raise OntologyError(
                f"{where}: relation {name} has no role {role!r}; its roles are {sorted(roles)}"
            )
    return Relation(
        id=name,
        family=family,
        roles=roles,
        subject=subject,
        object=target if target is not None and not roles[target].is_amount else None,
        event=entry.get("event", ""),
        event_label=entry.get("event_label", ""),
        labels=dict(entry.get("label", {})),
        symmetric=bool(entry.get("symmetric", False)),
        subject_is_document=bool(entry.get("subject_is_document", False)),
        subject_is_event=bool(entry.get("subject_is_event", False)),
    )


def _role(name: str, spec: str, types: Types, where: str) -> RoleType:
    names = tuple(part.strip() for part in spec.rstrip("?").split("|"))
    for part in names:
        if part not in types:
            raise OntologyError(
                f"{where}: role {name} has the impossible type {part!r}; known: {sorted(types)}"
            )
    return RoleType(name, names, optional=spec.endswith("?"))
