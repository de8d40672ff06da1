"""Fuzzing of figures, tables and texts: random bytes become cases, and every case has properties.

    .venv/bin/python -m tests.campaigns.fuzz --count 1000000     # guided by coverage (atheris)
    .venv/bin/python -m tests.campaigns.fuzz --count 50000 --seeded
    .venv/bin/python -m tests.campaigns.fuzz --target quantity --bytes 0a1b

The targets share the count by what a case costs. Guided, each target is a process of its own, because
the fuzzer ends its process; a finding is written as bytes, which the last form runs again.
"""

from __future__ import annotations

import argparse
import importlib
import os
import random
import re
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from tests.campaigns.choices import Choices

if TYPE_CHECKING:
    from collections.abc import Callable


class Target(NamedTuple):
    """Where its property is, its share of all executions in thousandths, its longest input."""

    module: str
    share: int
    longest: int


TARGETS = {
    "number_format": Target("fuzz_figures", 300, 40),
    "formatted": Target("fuzz_figures", 330, 40),
    "quantity": Target("fuzz_figures", 100, 120),
    "header": Target("fuzz_figures", 5, 80),
    "csv_file": Target("fuzz_tables", 200, 300),
    "workbook": Target("fuzz_workbooks", 5, 300),
    "cells": Target("fuzz_tables", 2, 400),
    "sentence": Target("fuzz_texts", 45, 300),
    "text_file": Target("fuzz_texts", 12, 500),
    "draft": Target("fuzz_texts", 1, 500),
}
SLOWEST = 20
"""Seconds an input may take at most: a guard against inputs that never end, on a busy machine too."""


class Outcome(NamedTuple):
    target: str
    executions: int
    seconds: float
    slowest: str
    crash: str


def check_of(name: str) -> Callable[[Choices], None]:
    check: Callable[[Choices], None] = getattr(
        importlib.import_module(f"tests.campaigns.{TARGETS[name].module}"), name
    )
    return check


def seeded(name: str, count: int, seed: int = 1) -> None:
    """Run a target on `count` random inputs, the same for one seed."""
    check = check_of(name)
    source = random.Random(f"{name} {seed}")
    for _ in range(count):
        data = source.randbytes(source.randrange(1, TARGETS[name].longest))
        try:
            check(Choices(data))
        except BaseException as error:
            error.add_note(
                f"again: python -m tests.campaigns.fuzz --target {name} --bytes {data.hex()}"
            )
            raise


def guided(name: str, count: int, seed: int) -> None:
    """Run a target under atheris; ends the process."""
    import atheris  # type: ignore[import-untyped, import-not-found, unused-ignore]

    with atheris.instrument_imports(include=["indicators"]):
        check = check_of(name)
    folder = os.environ["FUZZ_FOLDER"]
    options = [
        f"-runs={count}", f"-seed={seed}", f"-max_len={TARGETS[name].longest}", f"-timeout={SLOWEST}",
        "-rss_limit_mb=4096", "-print_final_stats=1", f"-artifact_prefix={folder}/crash-", f"{folder}/corpus",
    ]  # fmt: skip
    atheris.Setup([sys.argv[0], *options], lambda data: check(Choices(data)))
    atheris.Fuzz()


def run_guided(name: str, count: int, seed: int) -> Outcome:
    """A process that runs a target under atheris, and what it says."""
    with tempfile.TemporaryDirectory() as name_of_folder:
        folder = Path(name_of_folder)
        corpus = folder / "corpus"
        corpus.mkdir()
        source = random.Random(seed)
        for number in range(200):
            (corpus / f"{number}").write_bytes(source.randbytes(TARGETS[name].longest))
        start = time.monotonic()
        done = subprocess.run(
            [sys.executable, "-m", "tests.campaigns.fuzz", "--target", name, "--guided",
             "--count", str(count), "--seed", str(seed)],
            env={**os.environ, "FUZZ_FOLDER": str(folder)}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        said = done.stdout + done.stderr
        runs = re.search(r"stat::number_of_executed_units:\s*(\d+)", said)
        slowest = re.search(r"stat::slowest_unit_time_sec:\s*(\d+)", said)
        crash = "".join(f"{path.read_bytes().hex()} " for path in sorted(folder.glob("crash-*")))
        if done.returncode and not crash:
            crash = said[-2000:]
        elif crash:
            crash += "\n" + "\n".join(
                line for line in said.splitlines() if "Error" in line or "==" in line
            )
    return Outcome(
        name, int(runs[1]) if runs else 0, time.monotonic() - start, slowest[1] if slowest else "?", crash
    )  # fmt: skip


def run_seeded(name: str, count: int, seed: int) -> Outcome:
    start = time.monotonic()
    seeded(name, count, seed)
    return Outcome(name, count, time.monotonic() - start, "?", "")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument(
        "--count", type=int, default=50_000, help="executions of all targets together"
    )
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument(
        "--seeded", action="store_true", help="random inputs, not guided by coverage"
    )
    parser.add_argument("--target", choices=TARGETS)
    parser.add_argument("--bytes", type=bytes.fromhex, help="run the target on these once")
    parser.add_argument("--guided", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    given = parser.parse_args()
    if given.bytes is not None:
        check_of(given.target)(Choices(given.bytes))
        return 0
    if given.guided:
        guided(given.target, given.count, given.seed)
    names = [given.target] if given.target else list(TARGETS)
    whole = sum(TARGETS[name].share for name in names)
    run = run_seeded if given.seeded else run_guided
    start = time.monotonic()
    with ThreadPoolExecutor(given.jobs) as pool:
        # those that take longest begin first
        waiting = [
            pool.submit(run, name, given.count * TARGETS[name].share // whole, given.seed)
            for name in reversed(names)
        ]
        outcomes = []
        for one in waiting:
            found = one.result()
            outcomes.append(found)
            print(f"{found.target:14} {found.executions:8} executions {found.seconds:7.1f} s, slowest {found.slowest} s"
                  f"{', FAILED: ' + found.crash if found.crash else ''}", flush=True)  # fmt: skip
    total = sum(found.executions for found in outcomes)
    failed = sum(bool(found.crash) for found in outcomes)
    print(f"{total} executions in {time.monotonic() - start:.0f} s, {failed} targets failed")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
