"""Work that may run away: a function in, its bytes out, run in a child process with limits.

Oxigraph answers no signal while it computes, and a stack overflow or a failed allocation ends the
whole process; so the process that ends is a child.
"""

from __future__ import annotations

import contextlib
import ctypes
import faulthandler
import os
import resource
import selectors
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, NoReturn

from kg.errors import KgError, QueryError

__all__ = ["Limits", "die_with_parent", "limit_memory", "run_limited"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may use."""

    seconds: float = 60.0
    """Wall-clock time."""
    rows: int = 1_000_000
    """Rows or statements of the result."""
    result_bytes: int = 512_000_000
    """Size of the result as text."""
    memory: int = 4_000_000_000
    """Bytes of address space beyond what the process already has."""


def run_limited(work: Callable[[BinaryIO], object], *, limits: Limits) -> bytes:
    """Run `work` in a forked child and return what it wrote; raise QueryError past a limit.

    Call it from a process without other threads. A KgError in the child is raised again here.
    """
    out_read, out_write = os.pipe()
    told_read, told_write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(out_read)
        os.close(told_read)
        _work(work, out_write, told_write, limits)
    os.close(out_write)
    os.close(told_write)
    try:
        out, told = _collect(out_read, told_read, limits)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
        os.close(out_read)
        os.close(told_read)
    if told == b"ok":
        return out
    raise QueryError(told.decode() if told else _ending(status, limits))


def limit_memory(extra: int) -> None:
    """Let this process map at most `extra` bytes more than it has mapped now."""
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    limit = pages * resource.getpagesize() + extra
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def die_with_parent() -> None:
    """Ask the kernel to kill this process when the one that forked it ends."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG, prctl(2)


def _work(
    work: Callable[[BinaryIO], object], out_write: int, told_write: int, limits: Limits
) -> NoReturn:
    """Run in the child and leave by os._exit: nothing of the parent may be cleaned up twice."""
    told = b"ok"
    with contextlib.suppress(BrokenPipeError):
        try:
            faulthandler.disable()  # a child that crashes is expected, and told in words
            die_with_parent()
            limit_memory(limits.memory)
            with os.fdopen(out_write, "wb") as out:
                work(out)
        except KgError as error:
            told = str(error).encode()
        except MemoryError:
            told = b"The query needs more memory than it may have; narrow it down."
        os.write(told_write, told[:60_000])
    os._exit(0)


def _collect(out_read: int, told_read: int, limits: Limits) -> tuple[bytes, bytes]:
    """Read both pipes to their ends."""
    deadline = time.monotonic() + limits.seconds
    read: dict[int, bytearray] = {out_read: bytearray(), told_read: bytearray()}
    with selectors.DefaultSelector() as selector:
        for pipe in read:
            selector.register(pipe, selectors.EVENT_READ)
        while selector.get_map():
            left = deadline - time.monotonic()
            if left <= 0:
                raise QueryError(f"The query took over {limits.seconds:g} s and was stopped.")
            for key, _ in selector.select(left):
                chunk = os.read(key.fd, 1 << 16)
                read[key.fd] += chunk
                if not chunk:
                    selector.unregister(key.fd)
            if len(read[out_read]) > limits.result_bytes:
                raise QueryError(
                    f"The result is larger than {limits.result_bytes:,} bytes; add a LIMIT."
                )
    return bytes(read[out_read]), bytes(read[told_read])


def _ending(status: int, limits: Limits) -> str:
    """Say in words how a child ended that said nothing itself."""
    if os.WIFSIGNALED(status):
        name = signal.Signals(os.WTERMSIG(status)).name
        return (
            f"The query ended its process ({name}): it needs more memory than "
            f"{limits.memory:,} bytes, or nests too deeply."
        )
    return "The query ended without a result."
