"""Publishing survives what happens to builds: kills, full disks, missing rights, each other."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.campaigns import faults, inputs, readers
from tests.campaigns.rooms import Rooms
from tests.campaigns.scenes import BOOK, CORRECTIONS, NEW, OLD, look, scenes
from tests.campaigns.victim import Order
from tests.five import copy_five_documents

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.campaigns.scenes import Scene

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or (shutil.which("cc") is None and "CI" not in os.environ),
    reason="the faults come from a library that a C compiler makes for Linux",
)


@pytest.fixture(scope="module")
def rooms(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Rooms]:
    with Rooms(tmp_path_factory.mktemp("rooms"), 1) as begun:
        yield begun


@pytest.fixture(scope="module")
def made(rooms: Rooms, tmp_path_factory: pytest.TempPathFactory) -> list[Scene]:
    return scenes(tmp_path_factory.mktemp("scenes"), rooms.victims[0])


# A few of each; the campaigns do more than a thousand.
@pytest.mark.parametrize("count", [2, pytest.param(8, marks=pytest.mark.nightly)])
def test_every_fault_leaves_the_old_store_or_the_new_one(
    count: int, rooms: Rooms, made: list[Scene]
) -> None:
    total = faults.campaign(count, rooms, made)
    assert total.problems == []
    assert sum(total.outcomes.values()) == count


def test_harmed_inputs_never_make_another_store(rooms: Rooms, made: list[Scene]) -> None:
    total = inputs.campaign(7, rooms, made[1])
    assert total.problems == []
    assert sum(total.outcomes.values()) >= 7


@pytest.mark.parametrize(
    ("reading", "publications"), [(1, 3), pytest.param(3, 6, marks=pytest.mark.nightly)]
)
def test_readers_never_fail_while_builds_publish(
    reading: int, publications: int, rooms: Rooms, tmp_path: Path
) -> None:
    total = readers.campaign(reading, publications, rooms.victims[0], tmp_path)
    assert total.failures == []
    assert set(total.values) == {OLD, NEW}


def test_a_file_is_flushed_before_it_gets_its_name(made: list[Scene]) -> None:
    """Else a power cut could leave the new name with nothing behind it."""
    steps = [step.split()[1:3] for step in made[1].steps]
    for name in ("observations.csv", "datapackage.json", "indicators.duckdb"):
        (renamed,) = (
            n
            for n, (call, path) in enumerate(steps)
            if call == "rename" and path.endswith(f"/{name}")
        )
        calls = [
            call for call, path in steps[:renamed] if f"/.{name}." in path and path.endswith(".tmp")
        ]
        assert calls[-1] == "fsync"
        assert {"write", "pwrite"} & set(calls)
    (named,) = (n for n, (_, path) in enumerate(steps) if path.endswith("/indicators.duckdb"))
    assert ["fsync", f"{made[1].folder.parent}/built/processed"] in steps[named:]


@pytest.mark.parametrize("largest", [4096, 300_000, 2_000_000])
def test_a_file_may_not_grow(largest: int, rooms: Rooms, made: list[Scene], tmp_path: Path) -> None:
    """As where a quota ends, or the file system knows no larger files."""
    data = made[1].copy(tmp_path / "data")
    told = str(tmp_path / "told")
    ended = rooms.victims[0].build(Order(str(data), told, largest=largest))
    assert faults.refusal(ended) == []
    assert look(data) == made[1].old


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 4 MB, where we may have one; the store alone is larger."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip(f"no disk of our own here: {mounted.stderr.decode().strip()}")
    yield folder
    subprocess.run(["umount", folder], check=True)


def test_a_full_disk_is_one_sentence(
    disk: Path, rooms: Rooms, made: list[Scene], tmp_path: Path
) -> None:
    data = made[0].copy(disk / "data")
    ended = rooms.victims[0].build(Order(str(data), str(tmp_path / "told")))
    assert faults.refusal(ended) == []
    assert look(data) == made[0].old
    assert "free the disk" in ended.printed


@pytest.mark.parametrize(
    ("closed", "mode", "code", "says"),
    [
        ("processed", 0o555, 2, "the old one is as it was"),
        ("processed", 0o000, 2, "processed"),
        ("processed/.read.sqlite", 0o000, 2, "the old one is as it was"),
        ("processed/indicators.duckdb", 0o000, 0, "Published"),
        (BOOK, 0o000, 1, "cannot be opened (Permission denied)"),
        ("raw/dong-lua", 0o000, 1, "error: raw/dong-lua: the folder cannot be opened"),
        ("raw/dong-lua", 0o444, 1, "cannot be opened (Permission denied)"),
        ("raw", 0o000, 1, "error: raw: the folder cannot be opened"),
        (CORRECTIONS, 0o000, 2, "corrections.toml: the file cannot be opened"),
        ("codebook", 0o000, 2, "codebook: the folder cannot be opened"),
        ("codebook/places.toml", 0o000, 2, "places.toml: the file cannot be opened"),
        ("audit.toml", 0o000, 2, "audit.toml: the file cannot be opened"),
    ],
)
def test_missing_rights_are_said(
    closed: str, mode: int, code: int, says: str, rooms: Rooms, made: list[Scene], tmp_path: Path
) -> None:
    """A folder that may not be read used to be passed over, and its figures with it."""
    data = made[1].copy(tmp_path / "data")
    before = (data / closed).stat().st_mode
    (data / closed).chmod(mode)
    ended = rooms.victims[0].build(Order(str(data), str(tmp_path / "told"), plain=True))
    (data / closed).chmod(before)
    assert (ended.code, "Traceback" in ended.printed) == (code, False), ended.printed
    assert says in ended.printed
    assert look(data) == (made[1].new if code == 0 else made[1].old)
    if code == 2:
        assert faults.refusal(ended) == []


def test_leftovers_of_killed_builds_go(rooms: Rooms, made: list[Scene], tmp_path: Path) -> None:
    data = made[1].copy(tmp_path / "data")
    folder = data / "processed"
    (folder / ".observations.csv.a1.tmp").touch()
    (folder / ".indicators.duckdb.a1.tmp").touch()
    (folder / ".indicators.duckdb.a1.tmp.wal").touch()
    (folder / ".indicators.duckdb.a1.tmp.tmp").mkdir()
    (folder / ".indicators.duckdb.a1.tmp.tmp" / "spilled").touch()
    (folder / ".note").touch()  # not ours
    assert rooms.victims[0].build(Order(str(data), str(tmp_path / "told"))).code == 0
    assert look(data) == replace(made[1].new, left=(".note",))


_HOLDS = """
import sys, time
from pathlib import Path
from indicators.store.locking import building
data = Path(sys.argv[1])
with building(data, data / "processed"):
    print("held", flush=True)
    time.sleep(300)
"""


def test_the_second_of_two_builds_is_refused_until_the_first_ends_or_is_killed(
    rooms: Rooms, made: list[Scene], tmp_path: Path
) -> None:
    data = made[1].copy(tmp_path / "data")
    left = data / "processed" / ".indicators.duckdb.a1.tmp"  # of the first, which writes it now
    first = subprocess.Popen(
        [sys.executable, "-c", _HOLDS, data], stdout=subprocess.PIPE, text=True
    )
    assert first.stdout is not None
    assert first.stdout.readline() == "held\n"
    left.touch()
    order = Order(str(data), str(tmp_path / "told"))
    second = rooms.victims[0].build(order)
    assert second.code == 2
    assert second.printed == (
        f"indicators: {data}: another build is at work in this folder;"
        " wait until it has ended and build again.\n"
    )
    assert left.exists()
    first.kill()
    first.communicate()
    assert rooms.victims[0].build(order).code == 0
    assert look(data) == made[1].new


_READS = """
import multiprocessing, time
from functools import partial
from indicators.running import processes
if __name__ == "__main__":
    jobs = [partial(time.sleep, 0.2) for _ in range(1000)]
    for number, _ in enumerate(processes(lambda job: None, 2)(jobs)):
        if number == 0:
            print(*(child.pid for child in multiprocessing.active_children()), flush=True)
"""


def test_a_killed_build_leaves_no_process_that_reads(tmp_path: Path) -> None:
    """They used to wait for ever for jobs that nobody could give them any more."""
    program = tmp_path / "reads.py"
    program.write_text(_READS, "utf-8")
    begun = subprocess.Popen([sys.executable, program], stdout=subprocess.PIPE, text=True)
    assert begun.stdout is not None
    children = [int(pid) for pid in begun.stdout.readline().split()]
    assert len(children) == 2
    begun.kill()
    begun.wait()
    until = time.monotonic() + 30
    while any(Path(f"/proc/{pid}").exists() for pid in children):
        assert time.monotonic() < until, "they are still there"
        time.sleep(0.1)
    begun.stdout.close()


@pytest.mark.parametrize(
    "count",
    [pytest.param(1, marks=pytest.mark.nightly), pytest.param(40, marks=pytest.mark.nightly)],
)
def test_the_command_killed_while_it_builds_the_five_documents(
    count: int, rooms: Rooms, tmp_path: Path
) -> None:
    """The whole command in a process of its own, with all rules, not a fork of one."""
    data, told = tmp_path / "data", tmp_path / "steps"
    copy_five_documents(data)
    command = [sys.executable, "-m", "indicators.cli", "build", "--data", str(data)]
    shim = {"LD_PRELOAD": str(rooms.shim), "FAULT_FOLDER": str(data), "FAULT_LOG": str(told)}

    def run(at: int) -> int:
        told.unlink(missing_ok=True)
        harmed = {**os.environ, **shim, "FAULT_AT": str(at), "FAULT_HOW": "kill"}
        return subprocess.run(command, env=harmed, check=False, capture_output=True).returncode

    assert run(0) == 0
    whole = look(data)
    steps = len(told.read_text().splitlines())
    for number in range(count):
        shutil.rmtree(data / "processed")
        assert run(1 + (2 * number + 1) * steps // (2 * count)) == -signal.SIGKILL
        assert look(data).store in {"none", whole.store}
        assert run(0) == 0
        assert look(data) == whole
