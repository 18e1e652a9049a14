"""What several modules of builds share: their articles in a folder, and the graph of them without any option."""

from pathlib import Path

import pytest

from .running import here


@pytest.fixture(scope="module")
def articles(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder of the module's `TEXTS`: name to text."""
    place = tmp_path_factory.mktemp("articles")
    for name, text in request.module.TEXTS.items():
        (place / name).write_text(text, encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def plain(articles: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("plain") / "graph"
    here("build", articles, "--out", out, "--quiet")
    return out
