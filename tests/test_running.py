"""Jobs on all cores: in order, and one that ends its process fails alone."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from indicators.running import processes

if TYPE_CHECKING:
    from pathlib import Path


def lost(job: partial[Any]) -> str:
    return f"lost {job.args[0]}"


@pytest.mark.parametrize("chunk", [1, 5])
def test_a_job_that_ends_its_process_fails_alone(chunk: int) -> None:
    jobs: list[partial[Any]] = [partial(str, number) for number in range(12)]
    jobs[2] = partial(time.sleep, 0.6)  # still running when the next brings the pool down
    jobs[3] = partial(os._exit, 9)
    jobs[9] = partial(signal.raise_signal, signal.SIGKILL)
    done = list(processes(lost, 2, chunk=chunk)(jobs))
    expected: list[Any] = [str(number) for number in range(12)]
    expected[2], expected[3], expected[9] = None, "lost 9", f"lost {signal.SIGKILL}"
    assert done == expected


def test_few_jobs_and_one_worker_stay_in_this_process() -> None:
    own = str(os.getpid())
    jobs = [partial(_pid, number) for number in range(6)]
    assert set(processes(lost, 1)(jobs)) == {own}
    assert set(processes(lost, 2)(jobs[:3])) == {own}
    assert own not in set(processes(lost, 2)(jobs))


def test_a_script_without_a_guard_is_not_run_in_every_process(tmp_path: Path) -> None:
    script = tmp_path / "script.py"
    script.write_text(
        "from functools import partial\n"
        "from indicators.running import processes\n"
        "print('run')\n"
        "print(sum(processes(None, 2)([partial(len, 'ab')] * 8)))\n",
        "utf-8",
    )
    done = subprocess.run(
        [sys.executable, str(script)], capture_output=True, text=True, check=False, timeout=60
    )
    assert (done.stdout, done.stderr) == ("run\n16\n", "")


def _pid(_: int) -> str:
    return str(os.getpid())
