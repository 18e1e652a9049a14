"""What every test may ask for: the shared corpora, and the example article."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of shared corpora and gold, or skip: it is no part of the repository."""
    if not SHARED.is_dir():
        pytest.skip("../shared (corpora and gold) is not beside this checkout")
    return SHARED
