"""Builds that may be harmed: forked from a process that has imported everything already.

A build of its own process spends most of its time importing; a campaign of a thousand needs it
quicker. What is forked runs the command itself, `indicators build`, and nothing is replaced in it.
The process reads an order a line (JSON) and answers each with the wait status.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib
import json
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Self

from tests.conftest import PROJECT

_NEEDED = (
    "duckdb", "polars", "pyarrow", "rapidfuzz.process", "tqdm", "xlrd", "sqlite3",
    "indicators.cli", "indicators.building", "indicators.audit", "indicators.store.publish",
)  # fmt: skip
PATIENCE = 120.0
"""Seconds a build may take; one that takes longer hangs."""


@dataclass(frozen=True, slots=True)
class Order:
    """One build.

    Attributes:
        data: The data folder.
        told: The file that gets its output, and `told`.steps the steps of the shim.
        at: The step that goes wrong; 0: none.
        how: What goes wrong there, see faults.c.
        largest: Limit for the size of a file in bytes, None for none.
        plain: Whether it gives up what root may do beyond other users.
    """

    data: str
    told: str
    at: int = 0
    how: str = "kill"
    largest: int | None = None
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Ended:
    """How a build ended: exit code (minus the signal when killed), what it printed."""

    code: int
    printed: str
    steps: list[str]


def compiled(folder: Path) -> Path:
    """The shim of faults.c as a library in `folder`."""
    library = folder / "faults.so"
    source = Path(__file__).with_name("faults.c")
    compiler = shutil.which("cc") or "cc"
    subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"], check=True)
    return library


class Victim:
    """The process that forks builds."""

    def __init__(self, shim: Path) -> None:
        """Start it with the shim that `compiled` has made."""
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.campaigns.victim"],
            cwd=PROJECT, env={**os.environ, "LD_PRELOAD": str(shim)},
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End it; it ends by itself when nobody gives orders any more."""
        self._process.communicate()

    def build(self, order: Order) -> Ended:
        """Build, and wait for its end."""
        told, steps = Path(order.told), Path(f"{order.told}.steps")
        for path in (told, steps):
            path.unlink(missing_ok=True)
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(asdict(order)) + "\n")
        self._process.stdin.flush()
        code = int(self._process.stdout.readline())
        lines = steps.read_text().splitlines() if steps.exists() else []
        return Ended(code, told.read_text("utf-8"), lines)


def _serve() -> None:
    for name in _NEEDED:
        importlib.import_module(name)
    _read_once()
    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            _build(Order(**json.loads(line)))
        print(_ended(child), flush=True)


def _read_once() -> None:
    """Read a small table, so that what a process keeps of the package's own files is there.

    No database: its threads would not come along when the process is forked.
    """
    from indicators.building.reading import fingerprint, read_file
    from tests.campaigns.scenes import CSV, OLD, inputs

    with tempfile.TemporaryDirectory() as name:
        data = Path(name)
        inputs(data, OLD)
        read_file(data / CSV, CSV, data, fingerprint(data))


def _build(order: Order) -> None:
    code = 70
    told = os.open(order.told, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    os.dup2(told, 1)
    os.dup2(told, 2)
    try:
        shim = ctypes.CDLL(None)
        names = (os.fsencode(order.data), order.how.encode(), os.fsencode(f"{order.told}.steps"))
        shim.fault_arm(names[0], order.at, names[1], names[2])
        if order.largest is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (order.largest, order.largest))
        if order.plain:
            shim.fault_give_up_root()
        from indicators.cli import main

        code = main(["build", "--data", order.data])
    except SystemExit as ended:
        code = 70 if ended.code is None else int(ended.code)
    except BaseException:  # noqa: BLE001 (as the interpreter would show it)
        sys.excepthook(*sys.exc_info())
        code = 1
    finally:
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(OSError):
                stream.flush()
        os._exit(code)


def _ended(child: int) -> int:
    until = time.monotonic() + PATIENCE
    while True:
        pid, status = os.waitpid(child, os.WNOHANG)
        if pid:
            return os.waitstatus_to_exitcode(status)
        if time.monotonic() > until:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return -99
        time.sleep(0.005)


if __name__ == "__main__":
    _serve()
