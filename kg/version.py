"""The version, in one place: read by the package, the run's provenance and the build."""

__all__ = ["__version__"]

__version__ = "0.1.0"
"""The version of the package; the changelog's newest entry names it, too."""
