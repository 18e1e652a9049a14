"""A document and its date in, its time expressions out.

Resolved only where the words or the date allow it.
"""

from kg.extract.times.expressions import find_times

__all__ = ["find_times"]
