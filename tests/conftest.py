"""What many tests need: the project's own store, built once a run; and in which order files go."""

from __future__ import annotations

import contextlib
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from indicators.answers.store import Store
from indicators.building import build
from tests.five import copy_all, copy_five_documents

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PROJECT = Path(__file__).parents[1]

# Each process of pytest-xdist takes whole files (`--dist loadfile`), in this order: what takes
# longest goes first, so that no process is left alone with it at the end.
FIRST = (
    "spark",
    "notebooks",
    "adopting",
    "hostile",
    "drafting",
    "store/test_publishing",
    "audit",
    "building",
    "answers",
)
# Folders of which one process takes all: one cluster, one browser, one kernel, one store of cases.
# (A mark cannot say this: pytest-xdist 3.8 writes the group of `xdist_group` into `item._nodeid`,
# which pytest 9 no longer reads, so that `--dist loadgroup` deals tests out singly and silently.)
TOGETHER = ("tests/spark/", "tests/notebooks/")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Another tier imports only the files in which its mark stands: most tests are of the first."""
    wanted = config.getoption("markexpr")
    if wanted not in ("slow", "nightly") or collection_path.suffix != ".py":
        return None
    return f"pytest.mark.{wanted}" not in collection_path.read_text("utf-8") or None


@pytest.hookimpl(tryfirst=True)  # before those of other tiers are left out
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    turns: dict[Path, int] = {}
    for path in {item.path for item in items}:
        name = path.relative_to(PROJECT / "tests").as_posix()
        turns[path] = next(
            (n for n, first in enumerate(FIRST) if name.startswith(first)), len(FIRST)
        )
    items.sort(key=lambda item: turns[item.path])
    texts = {path: path.read_text("utf-8") for path in turns}
    for item in items:
        for mark in ("slow", "nightly"):
            if item.get_closest_marker(mark) and f"pytest.mark.{mark}" not in texts[item.path]:
                raise pytest.UsageError(
                    f"{item.nodeid}: pytest.mark.{mark} is to stand in its file"
                )


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """With `--dist loadfile`: files as they are, and folders of `TOGETHER` as if they were one."""
    from xdist.scheduler import LoadFileScheduling

    if config.getoption("dist") != "loadfile":
        return None

    class ByFileAndFolder(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            file = super()._split_scope(nodeid)
            return next((folder for folder in TOGETHER if file.startswith(folder)), file)

    return ByFileAndFolder(config, log)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of all processes of this run."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if own.name.startswith("popen-") else own


@contextlib.contextmanager
def alone(mark: Path) -> Iterator[None]:
    """One process of the run at a time; the folder `mark` says that one is at work."""
    until = time.monotonic() + 300
    while True:
        try:
            mark.mkdir()
            break
        except FileExistsError:
            assert time.monotonic() < until, f"{mark} was left behind"
            time.sleep(0.1)
    try:
        yield
    finally:
        mark.rmdir()


@pytest.fixture(scope="session")
def built(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the five documents, built by the first process that asks for it."""
    return _built("built", copy_five_documents, shared, tmp_path_factory)


@pytest.fixture(scope="session")
def whole(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's data folder, with the pages of other sources, built once a run."""
    return _built("whole", copy_all, shared, tmp_path_factory)


def _built(
    name: str, copy: Callable[[Path], None], shared: Path, factory: pytest.TempPathFactory
) -> Path:
    with alone(shared / f"building-{name}"):
        template = shared / name
        if not template.exists():
            data = factory.mktemp("building") / "data"
            copy(data)
            report = build(data)
            assert report.published, [finding.message_en for finding in report.findings]
            data.rename(template)
    data = factory.mktemp("project") / "data"
    shutil.copytree(template, data)
    return data


@pytest.fixture(scope="session")
def store(built: Path) -> Iterator[Store]:
    """The store of the five documents."""
    with Store(built / "processed" / "indicators.duckdb") as opened:
        yield opened


@pytest.fixture
def unaudited(monkeypatch: pytest.MonkeyPatch) -> None:
    """Builds of this process ask no rules of the audit, which are most of what a small build costs."""
    monkeypatch.setattr("indicators.building.writing.audit", lambda *_: [])
