"""The mentions of a document in, whom they mean out.

Participants with all their mentions, and an index by word.
"""

from kg.extract.coreference.index import Reference, ReferentIndex, index_referents

__all__ = ["Reference", "ReferentIndex", "index_referents"]
