"""A document in, its figures out.

Values with unit, roundness, bounds, change or level, sum or each.
"""

from kg.extract.quantities.amounts import find_amounts

__all__ = ["find_amounts"]
