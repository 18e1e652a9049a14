"""How the service bears a crowd: a graph in, requests answered in a minute out.

A hundred clients ask for a minute, one of them runaway queries only; none may get an error.

    python -m kg.evaluate.bench_serve --graph output --seconds 60 --clients 100
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from collections import Counter
from pathlib import Path
from urllib.parse import quote

__all__ = ["crowd", "main"]

_RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n0 ?o }"
_QUERIES = (
    "SELECT ?s ?p ?o { ?s ?p ?o } LIMIT 50",
    "SELECT (COUNT(*) AS ?n) { ?claim a kg:Claim }",
    "SELECT ?p (COUNT(*) AS ?n) { ?c rdf:predicate ?p } GROUP BY ?p ORDER BY DESC(?n) LIMIT 10",
    "CONSTRUCT WHERE { ?s a kg:Company } LIMIT 20",
    "ASK { ?s kg:buys ?o }",
)


async def crowd(host: str, port: int, *, clients: int, seconds: float) -> dict[str, Counter[int]]:
    """Return HTTP status -> answers, for the patient clients and for the wild one (0: no answer)."""
    told: dict[str, Counter[int]] = {"patient": Counter(), "wild": Counter()}
    end = time.monotonic() + seconds

    async def client(number: int) -> None:
        kind = "wild" if number == 0 else "patient"
        at = number
        while time.monotonic() < end:
            query = _RUNAWAY if number == 0 else _QUERIES[at % len(_QUERIES)]
            told[kind][await _ask(host, port, query)] += 1
            at += 1

    await asyncio.gather(*(client(number) for number in range(clients)))
    return told


async def _ask(host: str, port: int, query: str) -> int:
    """Ask over a connection of its own, and return the status."""
    try:
        reader, writer = await asyncio.open_connection(host, port)
        target = f"/sparql?query={quote(query)}"
        head = f"GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        writer.write(head.encode())
        answer = await reader.read()
        writer.close()
        await writer.wait_closed()
    except OSError:
        return 0
    return int(answer.split(b" ", 2)[1]) if answer.startswith(b"HTTP/1.1 ") else 0


async def _bench(graph: Path, clients: int, seconds: float) -> str:
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "kg", "serve", "--graph", str(graph), "--port", "0"),
        *("--timeout", "5"),
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stderr is not None
    address = (await process.stderr.readline()).decode().split()[1]
    host, port = address.removeprefix("http://").rstrip("/").split(":")
    told = await crowd(host, int(port), clients=clients, seconds=seconds)
    process.terminate()
    await process.wait()
    patient = told["patient"]
    return (
        f"{clients} clients, {seconds:g} s: {patient.total():,} answers "
        f"({patient.total() / seconds:,.0f}/s), by status {dict(patient)}; "
        f"runaway queries by status {dict(told['wild'])}\n"
    )


def main() -> None:
    """Print how many requests were answered, and how."""
    parser = argparse.ArgumentParser(description="A crowd of clients against kg serve.")
    parser.add_argument("--graph", type=Path, default=Path("output"))
    parser.add_argument("--clients", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=60.0)
    given = parser.parse_args()
    told = asyncio.run(_bench(given.graph, given.clients, given.seconds))
    sys.stdout.write(told)


if __name__ == "__main__":
    main()
