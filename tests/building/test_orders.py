"""The order in which files are read changes nothing."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from tests.campaigns.orders import run

if TYPE_CHECKING:
    from pathlib import Path


def kept(built: Path) -> str:
    return hashlib.sha256((built / "processed" / "observations.csv").read_bytes()).hexdigest()


def test_building_in_some_orders_of_files_is_byte_identical(built: Path, tmp_path: Path) -> None:
    assert run(12, tmp_path) == [kept(built)] * 12
