"""Jobs on all cores, outcomes in order; a job that ends its process, or its limits, fails alone."""

from __future__ import annotations

import gc
import math
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache, partial
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import Future

T = TypeVar("T")

Runner = Callable[[Sequence[partial[T]]], Iterator[T]]
"""What does jobs: takes calls that can be pickled, yields what they return, in their order."""

_MB = 1 << 20
_FEW = 4  # starting processes takes longer than a few jobs


def processes(
    lost: Callable[[partial[T]], T], workers: int | None = None, *, chunk: int = 1, few: int = _FEW
) -> Runner[T]:
    """A runner on the cores of this machine.

    Args:
        lost: What to yield for a job that ended its process (too little memory, a fault of a
            library), with the job.
        workers: Processes; by default one a core. With one, all is done in this process.
        chunk: Jobs that go to a process together; more than one pays where jobs take milliseconds.
        few: With fewer jobs than this all is done in this process.
    """
    count = workers or os.cpu_count() or 1

    def run(jobs: Sequence[partial[T]]) -> Iterator[T]:
        if len(jobs) < few or count == 1:
            yield from (job() for job in jobs)
        else:
            yield from _in_pool(jobs, count, chunk, lost)

    return run


def _in_pool(
    jobs: Sequence[partial[T]], workers: int, chunk: int, lost: Callable[[partial[T]], T]
) -> Iterator[T]:
    chunks = [jobs[i : i + chunk] for i in range(0, len(jobs), chunk)]
    at = 0
    while at < len(chunks):
        begun: deque[Future[list[T]]] = deque()
        pool = _pool(workers)
        try:
            while at < len(chunks):
                # No more than a few ahead: their outcomes would pile up in memory.
                for some in chunks[at + len(begun) : at + 3 * workers]:
                    begun.append(_submit(pool, _all_of, some))
                outcomes = begun[0].result()
                begun.popleft()
                at += 1
                yield from outcomes
        except BrokenProcessPool:
            pass  # one of those begun has brought it down; which one, nobody says
        finally:
            pool.shutdown(cancel_futures=True)
        for future in begun:
            if future.exception():
                yield from (_alone(job, lost) for job in chunks[at])
            else:
                yield from future.result()
            at += 1


class EndedError(Exception):
    """A call that ended its process: by a fault of a library, or at its limits."""


def guarded(call: Callable[[], T], *, seconds: int, megabytes: int) -> T:
    """What a call returns that is made in a process of its own, with limits.

    For libraries that a file of a few kilobytes can make take gigabytes. Where the system knows no
    such limits (Windows), the process of its own remains.

    Args:
        call: What can be pickled.
        seconds: Of the processor.
        megabytes: Beyond what the process holds when it begins.

    Raises:
        EndedError: If the process ended.
    """
    try:
        done: Future[T] = _submit(_guard(), _limited, call, seconds, megabytes)
        return done.result()
    except BrokenProcessPool as error:
        _guard.cache_clear()
        raise EndedError from error


@cache
def _guard() -> ProcessPoolExecutor:
    """The process that guarded calls are made in, one after the other, until one ends it."""
    return _pool(1)


def _limited(call: Callable[[], T], seconds: int, megabytes: int) -> T:
    if sys.platform == "linux":
        import resource

        for limit, most in (
            (resource.RLIMIT_CORE, 0),
            (resource.RLIMIT_CPU, math.ceil(time.process_time()) + seconds),
            (resource.RLIMIT_DATA, _held() + megabytes * _MB),
        ):
            resource.setrlimit(limit, (most, resource.getrlimit(limit)[1]))
    return call()


def _held() -> int:
    """Bytes this process holds for itself, as the limit counts them."""
    status = Path("/proc/self/status").read_text("ascii", "replace")
    return int(status.split("VmData:")[1].split()[0]) * 1024


def _all_of(jobs: Sequence[partial[T]]) -> list[T]:
    return [job() for job in jobs]


def _alone(job: partial[T], lost: Callable[[partial[T]], T]) -> T:
    with _pool(1) as pool:
        try:
            return _submit(pool, job).result()
        except BrokenProcessPool:
            return lost(job)


def _submit(pool: ProcessPoolExecutor, call: Callable[..., T], *arguments: object) -> Future[T]:
    """Submit a call; processes that start for it do not run the script of the user anew.

    They would do so to know what a job may name of it: jobs name nothing of it, and a script
    that builds without asking for its `__name__` would build once more in every process.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        return pool.submit(call, *arguments)
    finally:
        sys.modules["__main__"] = main


def _pool(workers: int) -> ProcessPoolExecutor:
    """Processes that leave Ctrl+C to ours, and end the job they are at."""
    return ProcessPoolExecutor(
        workers,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=_begin,
    )


def _begin() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    # Jobs make many small objects and no cycles: looking for cycles as often as Python does by
    # itself takes a fifth of the time of reading a workbook.
    gc.set_threshold(100_000, 50, 100)


def _end_with_parent() -> None:
    """Waiting for jobs never ends by itself where the process that gives them was killed."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
