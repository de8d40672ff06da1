"""Hostile files end within 10 s and 500 MB, with one sentence or a right reading."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from tests.campaigns.hostile import read
from tests.hostile.catalogue import CATALOGUE
from tests.hostile.reading import Reader

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="memory is measured by what Linux tells"
)


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as started:
        yield started


@pytest.mark.parametrize("name", CATALOGUE)
def test_hostile_file(name: str, reader: Reader, tmp_path: Path) -> None:
    _, faults = read(CATALOGUE[name], tmp_path, reader, whole=False)
    assert faults == []


@pytest.mark.parametrize(
    "name",
    ["archive: bomb that lies about its size", "sheet: hidden row", "csv: half a million cells"],
)
def test_hostile_file_in_a_whole_build(name: str, reader: Reader, tmp_path: Path) -> None:
    _, faults = read(CATALOGUE[name], tmp_path, reader, whole=True)
    assert faults == []


def test_there_are_many_and_no_two_are_the_same() -> None:
    small = [case for name, case in CATALOGUE.items() if name.startswith(("sheet", "csv"))]
    made = [case.made() for case in small[:30]]
    assert len(set(made)) == len(made)
    assert len(CATALOGUE) >= 60
