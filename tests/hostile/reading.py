"""The command in a process of its own for every file, forked from one that has all modules loaded.

Starting Python for each of a hundred files would take minutes; a fork takes milliseconds.
"""

from __future__ import annotations

import contextlib
import io
import json
import multiprocessing
import os
import re
import resource
import subprocess
import sys
import tempfile
import threading
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Self

if TYPE_CHECKING:
    from collections.abc import Mapping
    from multiprocessing.context import ForkContext
    from types import ModuleType

    from indicators.codebook import Codebook
    from indicators.codebook.places import Register
    from indicators.tables import Normalised

_SECONDS = 60  # of the processor; then the system ends it


class Ended(NamedTuple):
    """How the command ended: negative codes are signals; seconds of the processor; peak in MB."""

    code: int
    out: str
    err: str
    seconds: float
    megabytes: int


class Reader:
    """Runs `indicators …` as often as asked; use it as a context manager."""

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.hostile.reading"], cwd=Path(__file__).parents[2],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
        )  # fmt: skip
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def run(self, *arguments: str, limits: Mapping[str, int] | None = None) -> Ended:
        """Run the command; limits by module and name, such as `readers.files.MOST_BYTES`."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps([arguments, dict(limits or {})]) + "\n")
        self._process.stdin.flush()
        return Ended(*json.loads(self._process.stdout.readline()))


def _serve() -> None:
    # Loaded, but not used before forking: their threads would not be there afterwards.
    import docx  # noqa: F401
    import duckdb  # noqa: F401
    import pdfplumber  # noqa: F401
    import polars as pl  # noqa: F401
    import pypdfium2  # noqa: F401
    import xlrd  # noqa: F401

    import indicators.building
    import indicators.drafting.command  # noqa: F401

    multiprocessing.get_context = _forking  # type: ignore[assignment]
    _warm()
    assert threading.active_count() == 1
    for line in sys.stdin:
        arguments, limits = json.loads(line)
        print(json.dumps(_forked(arguments, limits)), flush=True)  # noqa: T201


def _forking(_method: str | None = None) -> ForkContext:
    """Processes that a reader starts for itself are forked too: to load its libraries takes a second."""
    return _FORK


_FORK = multiprocessing.get_context("fork")


def _warm() -> None:
    """Read a table and a text: what is worked out of the codebook to read them is kept for the forks."""
    from tqdm import tqdm

    from indicators.cli import main
    from tests.offices import PLACE, write_office

    tqdm.monitor_interval = 0  # no thread of its own

    with tempfile.TemporaryDirectory() as folder, contextlib.redirect_stderr(io.StringIO()):
        head = ["Chỉ tiêu", "Đơn vị tính", "Thực hiện năm 2024"]
        table = write_office(
            Path(folder), [head, ["Tỷ lệ hộ nghèo", "%", 1.1], ["Tỷ lệ chưa ai biết", "%", 2.2]]
        )
        (refused,) = _normalised(table, PLACE).findings
        assert refused.rule == "unknown_label"
        text = Path(folder, "a.txt")
        text.write_text("Tỷ lệ hộ nghèo năm 2024 là 1,1%.", "utf-8")
        assert main(["extract", str(text), "-o", f"{folder}/draft.csv", "--format", "csv"]) == 0


@cache
def _knowledge(places: str) -> tuple[Codebook, Register]:
    """Codebook and register with the places of a case, which are those of most others."""
    from indicators.codebook import load_codebook
    from indicators.codebook.places import load_register

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "places.toml")
        path.write_text(places, "utf-8")
        return load_codebook([path]), load_register([path])


def _forked(arguments: list[str], limits: dict[str, int]) -> Ended:
    with tempfile.TemporaryDirectory() as folder:
        out, err, peak = (Path(folder, name) for name in ("out", "err", "peak"))
        child = os.fork()
        if child == 0:
            for place, limit in limits.items():
                module, _, name = place.rpartition(".")
                _set_limit(import_module(f"indicators.{module}"), name, limit)
            _read(arguments, out, err, peak)
        _, status, used = os.wait4(child, 0)
        return Ended(
            os.waitstatus_to_exitcode(status), out.read_text("utf-8"), err.read_text("utf-8"),
            used.ru_utime + used.ru_stime, int(peak.read_text() if peak.exists() else 0),
        )  # fmt: skip


def _set_limit(module: ModuleType, name: str, limit: int) -> None:
    """Another limit; a name that is none there would leave the real one in force."""
    assert isinstance(getattr(module, name), int)
    setattr(module, name, limit)


def _read(arguments: list[str], out: Path, err: Path, peak: Path) -> None:
    """The child: standard output and error as the system sees them, so that panics are seen too."""
    code = 99
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))
        Path("/proc/self/clear_refs").write_text("5", "utf-8")  # the peak so far is our parent's
        for number, path in ((1, out), (2, err)):
            os.dup2(os.open(path, os.O_WRONLY | os.O_CREAT), number)
        from indicators.cli import main

        code = _table(*map(Path, arguments[1:])) if arguments[0] == "read" else main(arguments)
    except BaseException:  # noqa: BLE001 (told as a user would see it)
        import traceback

        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        told = re.search(r"VmHWM:\s*(\d+)", Path("/proc/self/status").read_text("utf-8"))
        peak.write_text(str(int(told[1]) // 1024 if told else 0), "utf-8")
        os._exit(code)


def _table(path: Path, codebook: Path) -> int:
    """What `build` does with a file, without writing a store; told the way it tells it."""
    from indicators.messages.errors import SourceError

    try:
        found = _normalised(path, codebook.read_text("utf-8"))
    except SourceError as error:
        print(f"error: {error}")  # noqa: T201
        return 1
    errors = [finding for finding in found.findings if finding.severity == "error"]
    for finding in errors:
        print(f"error: {finding.locator}: {finding.message_en}")  # noqa: T201
    flags = {flag for row in found.observations for flag in row.flags}
    print(f"Published {len(found.observations)} figures, flagged {sorted(flags)}")  # noqa: T201
    return 1 if errors else 0


def _normalised(path: Path, places: str) -> Normalised:
    from indicators.readers import read_source
    from indicators.tables import normalise

    return normalise(read_source(path), *_knowledge(places), path.name)


if __name__ == "__main__":
    _serve()
