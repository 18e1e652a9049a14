"""Every error this package raises on purpose, in one tree.

KgError
├── DocumentError      an input that cannot be read as an article
├── LanguageError      a pipeline that is missing or lacks a layer
├── OntologyError      a relation, frame or term that does not hold together
├── DecisionError      a line of a decisions or register file that cannot be used
├── QueryError         a query that is refused, wrong, or ran over a limit
├── StoreError         a store that cannot be opened, written or reached
├── ValidationError    a graph that breaks a shape
└── ExportError        a graph that cannot be written in the asked format
"""

__all__ = [
    "DecisionError",
    "DocumentError",
    "ExportError",
    "KgError",
    "LanguageError",
    "OntologyError",
    "QueryError",
    "StoreError",
    "ValidationError",
]


class KgError(Exception):
    """Anything that went wrong in a way a user can do something about.

    The message says what was met, what was expected, and what to do next.
    """


class DocumentError(KgError):
    """An input that cannot be read as an article."""


class LanguageError(KgError):
    """A language pipeline that is missing or lacks a layer."""


class OntologyError(KgError):
    """A relation, frame or term of the ontology that does not hold together."""


class DecisionError(KgError):
    """A line of a decisions or register file that cannot be used."""


class QueryError(KgError):
    """A query that is refused, wrong, or ran over a limit."""


class StoreError(KgError):
    """A store that cannot be opened, written or reached."""


class ValidationError(KgError):
    """A graph that breaks a shape."""


class ExportError(KgError):
    """A graph that cannot be written in the asked format."""
