"""A tree of workbooks in five layouts: every figure that was written is read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from benchmarks.workbooks import LAYOUTS, write
from indicators.building import build
from tests.five import copy_overlays

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("unaudited")


def test_as_many_figures_are_read_as_were_written(tmp_path: Path) -> None:
    copy_overlays(tmp_path / "codebook")
    written = dict(write(tmp_path, number) for number in range(3 * len(LAYOUTS)))
    report = build(tmp_path, workers=1)
    assert [finding.message_en for finding in report.findings] == []
    assert {read.file: read.count for read in report.files} == written


def test_a_workbook_of_a_number_is_always_the_same(tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    for number in range(len(LAYOUTS)):
        file, count = write(one, number)
        assert write(two, number) == (file, count)
        assert (one / file).read_bytes() == (two / file).read_bytes()
    file, _ = write(two, 0, edition=1)
    assert (one / file).read_bytes() != (two / file).read_bytes()
