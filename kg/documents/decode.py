"""Decode a file's bytes: bytes in, text out, or an error that says what was met and what helps."""

from __future__ import annotations

from kg.errors import DocumentError

__all__ = ["decode_utf8", "refuse_binary"]

_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_CONTROL = frozenset(range(32)) - {9, 10, 11, 12, 13, 27}
_SAMPLE = 4096


def refuse_binary(raw: bytes) -> None:
    """Raise DocumentError where the bytes are no text: UTF-16, NUL bytes, or many control bytes."""
    if raw.startswith(_UTF16):
        message = (
            "is UTF-16, expected UTF-8: convert it with 'iconv -f UTF-16 -t UTF-8 IN > OUT' first"
        )
        raise DocumentError(message)
    sample = raw[:_SAMPLE]
    if b"\x00" in raw or sum(byte in _CONTROL for byte in sample) > len(sample) // 20:
        message = "is binary (control bytes), expected the text of an article"
        raise DocumentError(message)


def decode_utf8(raw: bytes) -> str:
    """Return the text of UTF-8 bytes, a leading byte order mark left out, line ends as they are.

    Raises:
        DocumentError: empty, binary, UTF-16, or no UTF-8 (with the line of the first wrong byte).
    """
    if not raw.strip():
        message = "is empty, expected the text of an article"
        raise DocumentError(message)
    refuse_binary(raw)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = (
            f"is not UTF-8 (byte 0x{raw[error.start]:02x} in line {line}): "
            "convert it with 'iconv -f WINDOWS-1252 -t UTF-8 IN > OUT' first"
        )
        raise DocumentError(message) from error
