"""What an input may be at most: sizes in, one reason why it is refused out."""

__all__ = ["MAX_ARTICLE_CHARACTERS", "MAX_FILE_BYTES", "MAX_LINE_BYTES", "MAX_NESTING"]

MAX_FILE_BYTES = 20_000_000
"""A text or HTML file above this is no article; it is refused before it is read."""

MAX_LINE_BYTES = 10_000_000
"""A line of a .jsonl file above this is skipped without being kept in memory."""

MAX_ARTICLE_CHARACTERS = 2_000_000
"""About 300,000 words: a long book; more is a mistake, not an article."""

MAX_NESTING = 2_000
"""Open HTML elements inside each other; real pages stay under 100, parsers recurse on each."""
