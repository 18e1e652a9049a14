"""Reading articles: what is read, and the one-line reason for everything that cannot be."""

import json
import os
import time
from pathlib import Path

import pytest

from kg.documents import read_documents
from kg.documents.limits import MAX_FILE_BYTES, MAX_LINE_BYTES
from kg.model import Document, Skipped

ARTICLE = "Die Muster AG übernimmt die Beispiel GmbH für 3,5 Millionen Euro."
PAGE = f"""<html><head><title>Muster kauft</title><meta name="author" content="Eva Blau">
<meta property="og:site_name" content="Tagesblatt"><meta property="article:published_time"
content="2024-05-17T08:00:00Z"></head><body><nav><a href="/">Start</a><a href="/b">Börse</a></nav>
<article><h1>Muster kauft</h1><p>{ARTICLE}</p><p>Der Kauf soll im Herbst abgeschlossen
werden, teilte das Unternehmen am Freitag mit. Die Aktionäre müssen noch zustimmen.</p></article>
<footer>Impressum</footer></body></html>"""


def read(*paths: Path, date: str = "") -> list[Document | Skipped]:
    return list(read_documents(paths, date=date))


def reason(path: Path) -> str:
    (found,) = read(path)
    assert isinstance(found, Skipped), found
    assert path.name in found.source
    assert "\n" not in found.reason
    return found.reason


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def test_text_is_kept_to_the_character(tmp_path):
    text = " Schon\u00a0am Rand:\r\n" + ARTICLE + "\n"
    (found,) = read(written(tmp_path / "a.txt", text))
    assert isinstance(found, Document)
    assert found.text == text
    assert found.name == "a"


def test_given_date_fills_only_what_is_missing(tmp_path):
    written(tmp_path / "a.txt", ARTICLE)
    written(tmp_path / "b.jsonl", json.dumps({"text": ARTICLE, "date": "2020-01-02T03:04"}))
    dates = [d.date for d in read(tmp_path, date="2024-05") if isinstance(d, Document)]
    assert dates == ["2024-05", "2020-01-02"]


def test_markdown_gives_words_and_front_matter(tmp_path):
    source = f"---\ntitle: Ein Kauf\ndate: 2024-05-17\n---\n# Muster\n\nDie **Muster AG** [kauft](http://x.example).\n{ARTICLE}\n"
    (found,) = read(written(tmp_path / "a.md", source))
    assert isinstance(found, Document)
    assert (found.title, found.date) == ("Ein Kauf", "2024-05-17")
    assert "Die Muster AG kauft." in found.text
    assert "**" not in found.text


def test_blanks_in_the_front_matter_take_no_time(tmp_path):
    source = f"---\ntitle: 'Ein{' ' * 400_000}Titel' \t\n---\n{ARTICLE}"
    started = time.process_time()
    (found,) = read(written(tmp_path / "a.md", source))
    assert isinstance(found, Document)
    assert found.title == "Ein Titel"
    assert time.process_time() - started < 5


def test_html_gives_article_and_metadata_without_navigation(tmp_path):
    (found,) = read(written(tmp_path / "a.html", PAGE))
    assert isinstance(found, Document)
    assert ARTICLE in found.text
    assert "Impressum" not in found.text
    assert (found.title, found.date, found.author) == ("Muster kauft", "2024-05-17", "Eva Blau")
    assert found.publisher == "Tagesblatt"


def test_broken_json_line_is_named_and_the_rest_read(tmp_path):
    lines = [
        json.dumps({"text": ARTICLE, "id": "eins"}),
        '{"text": "abgeschn',
        '{"titel": 1}',
        "[1]",
    ]
    lines += ["[" * 100_000, json.dumps({"text": ARTICLE + " Gut.", "date": "gestern"})]
    lines += [json.dumps({"text": ARTICLE + " Noch gut."})]
    found = read(written(tmp_path / "a.jsonl", "\n".join(lines)))
    assert [type(f).__name__ for f in found] == ["Document", *["Skipped"] * 5, "Document"]
    assert [f.line for f in found if isinstance(f, Skipped)] == [2, 3, 4, 5, 6]
    assert [f.name for f in found if isinstance(f, Document)] == ["eins", "a-7"]


@pytest.mark.parametrize(
    "date", ["２０２４-05-17", "٢٠٢٤", "0000-01-01", "2024-02-30", "17.5.2024"]
)
def test_a_date_that_is_no_iso_date_is_named(tmp_path, date):
    line = json.dumps({"text": ARTICLE, "date": date})
    assert "has the date" in reason(written(tmp_path / "a.jsonl", line))


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "is empty"),
        (b" \n\t\n", "is empty"),
        (b"\x7fELF\x02\x01\x01\x00\x00\x00" * 50, "is binary"),
        ("Köln wächst.".encode("latin-1"), "is not UTF-8 (byte 0xf6 in line 1)"),
        (ARTICLE.encode("utf-16"), "is UTF-16"),
        (b"123 ... --- 456", "holds no words"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_what_is_no_text_says_why(tmp_path, content, expected, name):
    assert expected in reason(written(tmp_path / name, content))


def test_text_of_50_megabytes_is_refused_before_it_is_read(tmp_path):
    assert f"at most {MAX_FILE_BYTES:,}" in reason(
        written(tmp_path / "a.txt", b"wort " * 10_000_000)
    )


def test_json_line_of_50_megabytes_is_skipped_and_the_next_read(tmp_path):
    good = json.dumps({"text": ARTICLE}).encode()
    long = b'{"text": "' + b"wort " * 10_000_000 + b'"}'
    first, second = read(written(tmp_path / "a.jsonl", long + b"\n" + good))
    assert isinstance(first, Skipped)
    assert (first.line, f"{MAX_LINE_BYTES:,}" in first.reason) == (1, True)
    assert isinstance(second, Document)


def test_deeply_nested_html_is_refused(tmp_path):
    assert "nests more than" in reason(written(tmp_path / "a.html", "<div>" * 200_000 + ARTICLE))


def test_html_without_an_article_is_named(tmp_path):
    assert "no article text" in reason(written(tmp_path / "a.html", "<html><body></body></html>"))


def test_missing_path_and_unknown_ending_are_named(tmp_path):
    assert "does not exist" in reason(tmp_path / "fehlt.txt")
    assert "expected one of" in reason(written(tmp_path / "a.docx", ARTICLE))


def test_pipes_and_devices_are_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "a.txt")
    os.mkfifo(tmp_path / "b.jsonl")
    (tmp_path / "c.txt").symlink_to("/dev/zero")
    found = read(tmp_path)
    assert [f.reason for f in found if isinstance(f, Skipped)] == [
        "is no regular file (a pipe, a device or a socket)"
    ] * 3


def test_broken_link_is_named(tmp_path):
    (tmp_path / "a.txt").symlink_to("nirgends.txt")
    (found,) = read(tmp_path)
    assert isinstance(found, Skipped)
    assert found.reason == "cannot be read: No such file or directory"


def test_folder_that_is_called_like_a_file_is_a_folder(tmp_path):
    (tmp_path / "a.txt").mkdir()
    written(tmp_path / "a.txt" / "b.txt", ARTICLE)
    (found,) = read(tmp_path)
    assert isinstance(found, Document)


def test_names_that_are_no_text_are_told_in_one_line(tmp_path):
    written(tmp_path / "a\nb\x1b.txt", "")
    written(Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt")), "")
    first, second = read(tmp_path)
    assert isinstance(first, Skipped)
    assert isinstance(second, Skipped)
    assert first.source.endswith(r"a\u000ab\u001b.txt")
    assert second.source.endswith(r"\xff.txt")


def test_numbers_without_end_and_broken_escapes_do_not_stop_a_feed(tmp_path):
    lines = [
        '{"text": "Die Muster AG wächst.", "n": ' + "1" * 5000 + "}",
        json.dumps({"text": ARTICLE + "\ud800", "title": "a\ud800\n b\x00", "author": "\x07"}),
    ]
    first, second = read(written(tmp_path / "a.jsonl", "\n".join(lines)))
    assert isinstance(first, Skipped)
    assert "is no JSON" in first.reason
    assert isinstance(second, Document)
    assert second.text == ARTICLE + "?"
    assert (second.title, second.author) == ("a? b", "")


def test_folder_loop_through_a_symlink_ends(tmp_path):
    written(tmp_path / "a.txt", ARTICLE)
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "schleife").symlink_to(tmp_path)
    found = read(tmp_path)
    assert [type(f).__name__ for f in found] == ["Document", "Skipped"]
    assert isinstance(found[1], Skipped)
    assert "already read" in found[1].reason


def test_unreadable_file_is_named_and_the_rest_read(tmp_path):
    written(tmp_path / "a.txt", ARTICLE)
    (tmp_path / "b.txt").symlink_to("/proc/1/mem" if os.geteuid() == 0 else "/root/x")
    written(tmp_path / "c.txt", ARTICLE + " Ende.")
    found = read(tmp_path)
    assert [type(f).__name__ for f in found].count("Document") == 2
    (skipped,) = (f for f in found if isinstance(f, Skipped))
    assert "b.txt" in skipped.source
