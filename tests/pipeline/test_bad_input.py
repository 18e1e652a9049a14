"""Bad input beside good, and disks that are full: named in one line each, nothing earlier lost."""

import json
import os
import resource
import shutil
import subprocess

import pytest

from .running import SEED, bytes_of, here, kg

GOOD = "Die Nordwerk AG übernimmt den Konkurrenten Talbach für 120 Millionen Euro.\n"
OTHER = "Die Lumitec GmbH kauft die Beispiel AG in Ulm.\n"
BAD = {
    "a-leer.txt": (b"", ": is empty"),
    "b-binaer.txt": (b"\x7fELF\x02\x01\x01\x00" * 99, ": is binary"),
    "c-latin.txt": ("Köln wächst.".encode("latin-1"), ": is not UTF-8 (byte 0xf6 in line 1)"),
    "d-utf16.txt": (GOOD.encode("utf-16"), ": is UTF-16"),
    "e-lang.txt": (b"wort " * 10_000_000, ": has 50,000,000 bytes"),
    "f-tief.html": (b"<div>" * 200_000 + GOOD.encode(), ": nests more than"),
}


@pytest.fixture(scope="module")
def rubbish(tmp_path_factory):
    """Return a folder of everything that is no article, and one that is, and what was told of it."""
    folder = tmp_path_factory.mktemp("rubbish")
    for name, (content, _) in BAD.items():
        (folder / name).write_bytes(content)
    good = json.dumps({"text": GOOD}).encode()
    lines = [b'{"text": "w' + b"ort " * 12_500_000 + b'"}', b'{"text": "abge', good]
    (folder / "g.jsonl").write_bytes(b"\n".join(lines))
    (folder / "h.txt").symlink_to("/proc/self/mem")  # nobody may read it, root neither
    os.mkfifo(folder / "i.txt")
    (folder / "j.txt").symlink_to("nirgends")
    (folder / "k").mkdir()
    (folder / "k" / "schleife").symlink_to(folder)
    out = tmp_path_factory.mktemp("built")
    done = kg("build", folder, folder / "fehlt.txt", folder / "x.docx", "--out", out, check=3)
    return out, done.stderr


EXPECTED = [
    *(f"{name}{reason}" for name, (_, reason) in BAD.items()),
    "g.jsonl:1: is longer than",
    "g.jsonl:2: is no JSON",
    "h.txt: cannot be read",
    "i.txt: is no regular file",
    "j.txt: cannot be read",
    "schleife: is a folder that was already read",
    "fehlt.txt: does not exist",
    "x.docx: does not exist",
]


@pytest.mark.model
@pytest.mark.parametrize("expected", EXPECTED)
def test_bad_input_is_named_in_one_line(rubbish, expected):
    told = [line for line in rubbish[1].splitlines() if expected in line]
    assert len(told) == 1
    assert told[0].startswith("skipped /")


@pytest.mark.model
def test_the_rest_is_built_and_counted(rubbish):
    out, told = rubbish
    assert "Traceback" not in told
    assert f"skipped      {len(EXPECTED)}\n" in told
    assert "documents    1\n" in told
    assert "Nordwerk" in (out / "graph.trig").read_text("utf-8")


@pytest.fixture(scope="module")
def before_and_after(tmp_path_factory):
    """Return articles, the graph of the first of them alone, and that of both."""
    folder = tmp_path_factory.mktemp("growing")
    articles = folder / "articles"
    articles.mkdir()
    (articles / "a.txt").write_text(GOOD, "utf-8")
    here("build", articles, "--out", folder / "before", "--quiet")
    (articles / "b.txt").write_text(OTHER, "utf-8")
    here("build", articles, "--out", folder / "after", "--quiet")
    return articles, folder / "before", folder / "after"


@pytest.mark.model
@pytest.mark.parametrize("size", [1_000, 30_000, 1_000_000], ids=["part", "statements", "page"])
def test_file_that_cannot_be_finished_is_missing_or_whole_and_the_graph_stays(
    before_and_after, tmp_path, size
):
    articles, before, after = before_and_after
    out = tmp_path / "out"
    shutil.copytree(before, out)

    def at_most():
        """Make every file end with an error at `size` bytes, as a full disk does."""
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    done = kg("build", articles, "--out", out, check=2, limit=at_most)
    assert "File too large" in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
    old, new = bytes_of(before), bytes_of(after)
    told = {name: (out / name).read_bytes() for name in new if (out / name).exists()}
    assert told == old or told.items() <= new.items(), "a file is cut off, or older than the graph"
    assert "talbach" in here("query", "SELECT ?o { ?s kg:acquires ?o }", "--graph", out).stdout
    here("build", articles, "--out", out, "--quiet")
    assert bytes_of(out) == new


@pytest.mark.model
def test_full_disk_is_told_in_one_line_and_loses_nothing(tmp_path):
    small = tmp_path / "klein"
    small.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=700k", "tmpfs", str(small)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("a small file system cannot be mounted here (needs root)")
    try:
        shutil.copy(SEED, tmp_path / "seed.txt")
        done = kg("build", tmp_path / "seed.txt", "--out", small / "out", check=2)
        assert "No space left on device" in done.stderr.splitlines()[-1]
        assert "Traceback" not in done.stderr
        whole = list((small / "out" / "parts").glob("*.nq"))
        assert all(path.read_bytes().endswith(b" .\n") for path in whole)
    finally:
        subprocess.run(["umount", str(small)], check=True)
