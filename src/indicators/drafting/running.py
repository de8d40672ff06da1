"""Jobs on all cores, outcomes in order; a document that ends its process fails alone."""

from __future__ import annotations

import multiprocessing
import signal
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import TYPE_CHECKING

from indicators.drafting.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from concurrent.futures import Future
    from functools import partial

_FEW = 4  # starting a pool takes longer than reading so many


def run(jobs: Sequence[partial[Outcome]], workers: int) -> Iterator[Outcome]:
    """Do the jobs; the first argument of each is its document.

    Args:
        jobs: What to call.
        workers: Processes; with one, or with few jobs, all is done in this process.
    """
    if len(jobs) < _FEW or workers == 1:
        yield from (job() for job in jobs)
        return
    at = 0
    while at < len(jobs):
        begun: deque[Future[Outcome]] = deque()
        pool = _pool(workers)
        try:
            while at < len(jobs):
                # No more than a few ahead: their drafts would pile up in memory.
                for job in jobs[at + len(begun) : at + 3 * workers]:
                    begun.append(pool.submit(job))
                outcome = begun[0].result()
                begun.popleft()
                at += 1
                yield outcome
        except BrokenProcessPool:
            pass  # one of those begun has brought it down; which one, nobody says
        finally:
            pool.shutdown(cancel_futures=True)
        for future in begun:
            yield _alone(jobs[at]) if future.exception() else future.result()
            at += 1


def _alone(job: partial[Outcome]) -> Outcome:
    with _pool(1) as pool:
        try:
            return pool.submit(job).result()
        except BrokenProcessPool:
            name = str(job.args[0])
            told = "reading it ended the process (too little memory?); split it or look at the file"
            return Outcome(name, error=f"{name}: {told}")


def _pool(workers: int) -> ProcessPoolExecutor:
    """Processes that leave Ctrl+C to ours, and end the document they are at."""
    return ProcessPoolExecutor(
        workers,
        mp_context=multiprocessing.get_context("spawn"),
        initializer=signal.signal,
        initargs=(signal.SIGINT, signal.SIG_IGN),
    )
