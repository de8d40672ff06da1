"""What many tests need: the project's own store, built once into a folder of its own."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from indicators.answers.store import Store
from indicators.building import build

if TYPE_CHECKING:
    from collections.abc import Iterator

PROJECT = Path(__file__).parents[1]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the five documents, built."""
    data = tmp_path_factory.mktemp("project") / "data"
    shutil.copytree(PROJECT / "data" / "raw", data / "raw")
    report = build(data)
    assert report.published, [finding.message_en for finding in report.findings]
    return data


@pytest.fixture(scope="session")
def store(built: Path) -> Iterator[Store]:
    """The store of the five documents."""
    with Store(built / "processed" / "indicators.duckdb") as opened:
        yield opened
