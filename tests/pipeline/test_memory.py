"""Memory does not grow with the number of articles: words are forgotten, caches have a limit."""

import functools
import gc

import pytest

from kg.evaluate.bench_reading import varied
from kg.model import Document, document_id
from kg.pipeline.flow import Page, read
from kg.pipeline.options import Options
from kg.pipeline.rooms import rooms_for

from .running import SEED

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def rooms():
    return rooms_for(Options(), threads=1)


def read_varied(rooms, first, last):
    text = SEED.read_text("utf-8")
    texts = [varied(text, number) for number in range(first, last)]
    return [*read((Document(document_id(one), one) for one in texts), rooms)]


def unlimited():
    """Entries of every cache of ours that has no limit, by function."""
    caches = [o for o in gc.get_objects() if isinstance(o, functools._lru_cache_wrapper)]
    return {
        f"{cache.__module__}.{cache.__qualname__}": cache.cache_info().currsize
        for cache in caches
        if cache.cache_info().maxsize is None and cache.__module__.startswith("kg.")
    }


def test_new_words_are_forgotten_and_only_limited_caches_grow(rooms):
    read_varied(rooms, 0, 8)
    words, caches = len(rooms.nlp().vocab.strings), unlimited()
    pages = read_varied(rooms, 8, 24)
    assert all(isinstance(page, Page) for page in pages)
    assert len(rooms.nlp().vocab.strings) < words + 200  # the analyses of morphology, not words
    assert unlimited() == caches


def test_what_was_read_before_changes_nothing(rooms):
    before = read_varied(rooms, 100, 102)
    read_varied(rooms, 102, 110)
    assert read_varied(rooms, 100, 102) == before


def test_reading_that_breaks_off_leaves_the_next_unharmed(rooms):
    before = read_varied(rooms, 100, 102)
    text = SEED.read_text("utf-8")
    started = read([Document(document_id(text), text)] * 2, rooms)
    next(started)
    del started
    assert read_varied(rooms, 100, 102) == before
