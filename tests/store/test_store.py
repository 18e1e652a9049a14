"""The store: parts, manifest, embedded engine, files."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pyoxigraph as ox
import pytest
import rdflib

from kg.errors import StoreError
from kg.store import (
    as_rdflib,
    documents,
    find_part,
    load_parts,
    locked,
    open_graph,
    open_store,
    part_paths,
    project,
    read_manifest,
    remove_document,
    replace_document,
    sweep,
    sync_store,
    write_manifest,
    write_nt,
    write_part,
    write_trig,
)

A = "https://newskg.example/doc/16aaaaaaaaaaaaaa"
B = "https://newskg.example/doc/16bbbbbbbbbbbbbb"


def rows(store: ox.Store, where: str) -> list[ox.QuerySolution]:
    found = store.query(f"PREFIX kg: <https://newskg.example/ontology#> SELECT * {{ {where} }}")
    assert isinstance(found, ox.QuerySolutions)
    return list(found)


def quads(store: ox.Store) -> list[str]:
    return sorted(str(quad) for quad in store)


def test_small_graph_opens_in_memory_with_all_statements(toy, toy_parts):
    store = open_graph(toy)
    named = {str(q) for q in store if not isinstance(q.graph_name, ox.DefaultGraph)}
    assert len(named) == sum(len(text.splitlines()) for text in toy_parts.values())
    assert documents(store) == (A, B)


def test_large_graph_opens_from_disk_and_holds_the_same(toy, monkeypatch):
    in_memory = quads(open_graph(toy))
    monkeypatch.setattr(project, "MEMORY_BYTES", 0)
    assert quads(open_graph(toy)) == in_memory
    assert (toy / "store").is_dir()


def test_missing_graph_says_how_to_make_one(tmp_path):
    with pytest.raises(StoreError, match="kg build"):
        open_graph(tmp_path)


def test_replacing_a_document_leaves_the_others_alone(toy, toy_parts):
    store = open_graph(toy)
    one = f'<urn:x> <urn:y> "neu"@de <{A}> .\n'.encode()
    replace_document(store, A, one)
    assert not rows(store, '?claim kg:cue "Laut"@de')
    assert len(rows(store, "<https://newskg.example/entity/dax> a ?type")) == 1
    assert [str(q.object) for q in store.quads_for_pattern(None, None, None, ox.NamedNode(A))] == [
        '"neu"@de'
    ]
    replace_document(store, A, toy_parts[A])
    assert quads(store) == quads(open_graph(toy))


def test_removed_document_leaves_no_statement_of_its_own(toy, toy_parts):
    store = open_graph(toy)
    remove_document(store, A)
    assert documents(store) == (B,)
    rest = {graph: nquads for graph, nquads in toy_parts.items() if graph != A}
    fresh = open_store(None)
    for graph, nquads in rest.items():
        replace_document(fresh, graph, nquads)
    assert quads(store) == quads(fresh)
    remove_document(store, A)


def test_half_a_change_is_made_whole(toy, toy_parts):
    store = open_graph(toy)
    before = quads(store)
    for quad in list(store)[::3]:
        if quad.graph_name in {ox.NamedNode(A), ox.DefaultGraph()}:
            store.remove(quad)
    for graph, nquads in toy_parts.items():
        replace_document(store, graph, nquads)
    assert quads(store) == before


def test_blank_nodes_that_a_user_wrote_come_and_go(toy):
    store = open_graph(toy)
    before = quads(store)
    replace_document(store, "urn:notes", b"_:b0 <urn:p> _:b1 <urn:notes> .\n")
    assert len(rows(store, "?a <urn:p> ?b")) == 1
    remove_document(store, "urn:notes")
    assert quads(store) == before


def test_statement_of_another_graph_is_refused_and_nothing_changes(toy, toy_parts):
    store = open_graph(toy)
    before = quads(store)
    with pytest.raises(StoreError, match="is in the graph"):
        replace_document(store, A, toy_parts[B])
    with pytest.raises(StoreError, match="no N-Quads"):
        replace_document(store, A, b"<urn:a> <urn:b> } DROP ALL ; { .\n")
    assert quads(store) == before


def test_store_on_disk_follows_the_manifest(toy, toy_parts):
    sync_store(toy)
    folder = toy / "parts"
    kept = {g: n for g, n in read_manifest(folder).items() if g != A}
    write_manifest(folder, kept)
    sync_store(toy)
    assert documents(open_store(toy / "store", read_only=True)) == (B,)
    write_manifest(folder, kept | {A: write_part(folder, "a", "k2", toy_parts[A]).name})
    sync_store(toy)
    assert quads(open_store(toy / "store", read_only=True)) == quads(open_graph(toy))


def test_damaged_store_is_made_again_from_the_parts(toy):
    sync_store(toy)
    (toy / "store" / "CURRENT").write_text("nonsense\n")
    write_manifest(toy / "parts", {B: read_manifest(toy / "parts")[B]})
    sync_store(toy)
    assert documents(open_store(toy / "store", read_only=True)) == (B,)


def test_finished_part_is_found_again(tmp_path):
    path = write_part(tmp_path, "doc", "k1", b"b\na\n\na\n")
    assert path.read_bytes() == b"a\nb\n"
    assert find_part(tmp_path, "doc", "k1") == path
    assert find_part(tmp_path, "doc", "k2") is None


@pytest.mark.parametrize("name", ["../evil", "a/b", "", ".hidden"])
def test_part_cannot_leave_its_folder(tmp_path, name):
    with pytest.raises(StoreError, match="no name for a part"):
        write_part(tmp_path, name, "k", b"")


def test_sweep_keeps_what_the_manifest_names(toy):
    folder = toy / "parts"
    write_part(folder, "old", "k", b"")
    (folder / ".half.1.tmp").write_bytes(b"x")
    assert sweep(folder) == (".half.1.tmp", "old-k.nq")
    assert all(path.is_file() for path in part_paths(folder))


def test_second_writer_is_told(tmp_path):
    program = (
        "import sys; from pathlib import Path; from kg.store import locked\n"
        "with locked(Path(sys.argv[1]), wait=False): pass"
    )
    with locked(tmp_path):
        found = subprocess.run(
            [sys.executable, "-c", program, str(tmp_path)], capture_output=True, check=False
        )
    assert b"being written by another process" in found.stderr


@pytest.mark.parametrize("text", ["{", "[]", '{"g": "../../etc/passwd"}'])
def test_broken_manifest_is_named(tmp_path, text):
    (tmp_path / "manifest.json").write_text(text)
    with pytest.raises(StoreError, match=r"manifest\.json"):
        read_manifest(tmp_path)


def test_full_disk_keeps_the_earlier_file(tmp_path):
    path = write_part(tmp_path, "doc", "k1", b"a\n")
    program = (
        "import resource, signal, sys; from pathlib import Path; from kg.store import write_part\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))\n"
        "write_part(Path(sys.argv[1]), 'doc', 'k1', b'x' * 5000 + b'\\n')"
    )
    found = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)], capture_output=True, check=False
    )
    assert b"StoreError" in found.stderr
    assert b"cannot be written: File too large" in found.stderr
    assert path.read_bytes() == b"a\n"
    assert [p.name for p in tmp_path.iterdir()] == [path.name]


def test_trig_and_ntriples_hold_every_statement_as_rdflib_reads_them(toy):
    dataset = rdflib.Dataset()
    with (toy / "graph.trig").open("rb") as file:
        dataset.parse(file, format="trig")
    told = {(s, p, o) for s, p, o, _ in dataset.quads()}
    plain = rdflib.Graph()
    with (toy / "graph.nt").open("rb") as file:
        plain.parse(file, format="nt")
    parts = rdflib.Dataset()
    for path in part_paths(toy / "parts"):
        with path.open("rb") as file:
            parts.parse(file, format="nquads")
    wanted = {(s, p, o) for s, p, o, _ in parts.quads()}
    assert told == wanted == set(plain)
    assert {str(g.identifier) for g in dataset.graphs() if len(g)} == set(
        read_manifest(toy / "parts")
    )


def test_files_are_sorted_and_keep_the_spelling_of_numbers(toy):
    lines = (toy / "graph.nt").read_bytes().splitlines()
    assert lines == sorted(set(lines))
    assert b'"0.990"' in (toy / "graph.nt").read_bytes()


def test_files_are_the_same_bytes_whatever_the_process(toy, tmp_path):
    program = (
        "import sys; from pathlib import Path; from kg.store import write_nt, write_trig\n"
        "p, o = Path(sys.argv[1]), Path(sys.argv[2]); write_trig(p, o / 't'); write_nt(p, o / 'n')"
    )
    seen = set()
    for seed, zone in (("1", "UTC"), ("2", "Asia/Tokyo")):
        out = tmp_path / seed
        env = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone}
        subprocess.run(
            [sys.executable, "-c", program, str(toy / "parts"), str(out)], env=env, check=True
        )
        seen.add((out / "t").read_bytes() + (out / "n").read_bytes())
    write_trig(toy / "parts", tmp_path / "t")
    write_nt(toy / "parts", tmp_path / "n")
    seen.add((tmp_path / "t").read_bytes() + (tmp_path / "n").read_bytes())
    assert len(seen) == 1


def test_rdflib_sees_the_union_and_asks_oxigraph(toy):
    dataset = as_rdflib(open_graph(toy))
    found = list(dataset.query("SELECT ?o { <https://newskg.example/entity/mueller-ag> ?p ?o }"))
    assert len(found) == 8
    strange = dataset.query("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }")
    assert not any("root:" in str(row) for row in strange)


def test_statement_of_two_documents_counts_once(toy):
    mueller = "<https://newskg.example/entity/mueller-ag>"
    assert len(rows(open_graph(toy), f"{mueller} kg:buys ?what")) == 1


def test_interrupted_swap_is_repaired(toy):
    sync_store(toy)
    (toy / "store").rename(toy / ".store.old")
    shutil.copytree(toy / ".store.old", toy / ".store.new")
    sync_store(toy)
    assert documents(open_store(toy / "store", read_only=True)) == (A, B)


def test_parts_load_into_any_store(toy, tmp_path: Path):
    store = open_store(tmp_path / "disk")
    load_parts(store, part_paths(toy / "parts"))
    assert quads(store) == quads(open_graph(toy))
