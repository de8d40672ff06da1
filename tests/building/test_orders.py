"""The order in which files are read changes nothing."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from tests.campaigns.orders import run

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("unaudited")


def kept(built: Path) -> str:
    return hashlib.sha256((built / "processed" / "observations.csv").read_bytes()).hexdigest()


@pytest.mark.parametrize("count", [2, pytest.param(12, marks=pytest.mark.nightly)])
def test_building_in_some_orders_of_files_is_byte_identical(
    count: int, built: Path, tmp_path: Path
) -> None:
    assert run(count, tmp_path) == [kept(built)] * count
