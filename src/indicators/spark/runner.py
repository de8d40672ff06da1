"""Jobs on the executors of Spark, outcomes in order; a job that fails, fails alone.

Every executor must see the files under the same path, and have this package installed.
"""

from __future__ import annotations

import contextlib
import os
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future
    from functools import partial

    from pyspark import SparkContext
    from pyspark.sql import SparkSession

    from indicators.running import Runner

T = TypeVar("T")

_AHEAD = 2  # waves that are begun: while one is taken, the executors are at the next
_TASKS = 4  # a core in a wave: a long one holds up less
_JOBS = 4  # a task: starting one takes longer than reading a small file


def spark_runner(lost: Callable[[partial[T]], T], session: SparkSession) -> Runner[T]:
    """A runner on the machines of a cluster, in the place of `running.processes`.

    Jobs go out in waves, so that outcomes do not pile up here, and Spark places, repeats and
    collects them.

    Args:
        lost: What to yield for a job that Spark has given up, with the job.
        session: Where to run.
    """

    def run(jobs: Sequence[partial[T]]) -> Iterator[T]:
        context = session.sparkContext
        tasks = _TASKS * context.defaultParallelism
        size = _JOBS * tasks
        waves = [jobs[i : i + size] for i in range(0, len(jobs), size)]
        with ThreadPoolExecutor(_AHEAD) as threads:
            begun: deque[Future[list[T]]] = deque()
            for wave in waves:
                begun.append(threads.submit(_wave, context, wave, tasks, lost))
                if len(begun) == _AHEAD:
                    yield from begun.popleft().result()
            while begun:
                yield from begun.popleft().result()

    return run


def runner_at(master: str | None, lost: Callable[[partial[T]], T]) -> Runner[T] | None:
    """A runner on the cluster at `master`; None where none is named.

    Raises:
        StoreError: If Spark cannot be started there.
    """
    if master is None:
        return None
    from indicators.spark.session import spark_session

    return spark_runner(lost, spark_session(master))


def _wave(
    context: SparkContext, jobs: Sequence[partial[T]], tasks: int, lost: Callable[[partial[T]], T]
) -> list[T]:
    """One job of Spark; if it is given up, one for each of ours, to find which it was."""
    from py4j.protocol import Py4JJavaError
    from pyspark.errors import PySparkException

    folder = str(Path.cwd())
    try:
        placed = context.parallelize(jobs, min(tasks, len(jobs)))
        outcomes: list[T] = placed.map(lambda job: _call(job, folder)).collect()
    except (PySparkException, Py4JJavaError):
        if len(jobs) == 1:
            return [lost(jobs[0])]
        return [outcome for job in jobs for outcome in _wave(context, [job], 1, lost)]
    return outcomes


def _call(job: partial[T], folder: str) -> T:
    """The job, in the folder that relative paths start from."""
    with contextlib.suppress(OSError):  # there may be none here: paths may be absolute
        os.chdir(folder)
    return job()
