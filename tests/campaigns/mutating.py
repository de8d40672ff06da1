"""A pytest plugin that runs the collected tests against every mutant, each in a fork."""

from __future__ import annotations

import json
import os
import resource
import time
import traceback
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from _pytest.runner import runtestprotocol

if TYPE_CHECKING:
    import pytest

SLOWEST = 4.0
"""Seconds of a test beyond which it is left out: searches at random, for which survivors would wait."""


def pytest_runtestloop(session: pytest.Session) -> bool:
    mutants: list[str] = json.loads(Path("mutants.json").read_text("utf-8"))
    reached, seconds = _reached(session.items)
    items = {item.nodeid: item for item in session.items}
    results: dict[str, str] = {}
    running: dict[int, tuple[str, Path]] = {}
    for mutant in mutants:
        tests = sorted(reached.get(mutant.rpartition("__mutmut_")[0], ()), key=seconds.__getitem__)
        if not tests:
            results[mutant] = "untested"
            continue
        said = Path(f"said-{mutant}")
        if (pid := os.fork()) == 0:
            limit = 20 + int(10 * sum(seconds[test] for test in tests))
            resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 1))
            os.environ["MUTANT_UNDER_TEST"] = mutant
            _first_failure([items[test] for test in tests], said)
        running[pid] = (mutant, said)
        if len(running) == int(os.environ["MUTATION_JOBS"]):
            _wait(running, results)
    while running:
        _wait(running, results)
    return True


def _wait(running: dict[int, tuple[str, Path]], results: dict[str, str]) -> None:
    pid, status = os.wait()
    mutant, said = running.pop(pid)
    ended = os.waitstatus_to_exitcode(status)
    results[mutant] = (
        said.read_text("utf-8") if said.exists() else "timeout" if ended < 0 else "died"
    )
    said.unlink(missing_ok=True)
    Path("report.json").write_text(json.dumps(results, indent=1), "utf-8")


def _first_failure(items: list[pytest.Item], said: Path) -> NoReturn:
    try:
        how = next((item.nodeid for item in items if _fails(item)), "survived")
        said.write_text(how, "utf-8")
    finally:
        os._exit(0)


def _fails(item: pytest.Item) -> bool:
    reports = runtestprotocol(item, log=False, nextitem=None)
    return any(report.failed for report in reports)


def _reached(items: list[pytest.Item]) -> tuple[dict[str, set[str]], dict[str, float]]:
    """The tests that reach each function, and their seconds; in a fork, so that no cache stays warm."""
    read, write = os.pipe()
    if os.fork() == 0:
        try:
            _record(items, write)
        except Exception:  # noqa: BLE001 (said, and the fork ends)
            traceback.print_exc()
        finally:
            os._exit(0)
    os.close(write)
    with os.fdopen(read, "r", encoding="utf-8") as stream:
        reached, seconds = json.loads(stream.read())
    os.wait()
    return {name: set(tests) for name, tests in reached.items()}, seconds


def _record(items: list[pytest.Item], write: int) -> None:
    from mutmut.state import state

    os.environ["MUTANT_UNDER_TEST"] = "stats"
    reached: dict[str, list[str]] = defaultdict(list)
    seconds: dict[str, float] = {}
    for item in items:
        state()._stats.clear()
        start = time.process_time()
        if _fails(item):
            message = f"{item.nodeid} fails without any mutant"
            raise AssertionError(message)
        seconds[item.nodeid] = time.process_time() - start
        if seconds[item.nodeid] < SLOWEST:
            for name in state()._stats:
                reached[name].append(item.nodeid)
    with os.fdopen(write, "w", encoding="utf-8") as stream:
        stream.write(json.dumps([reached, seconds]))
