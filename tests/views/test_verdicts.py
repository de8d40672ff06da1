"""Every case of `verdicts` in one store: what a target and its result say of each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.views.verdicts import cases, differences, store_of

if TYPE_CHECKING:
    from pathlib import Path


def test_every_written_case_is_judged_as_written(tmp_path: Path) -> None:
    written = cases()
    with store_of(written, tmp_path) as store:
        assert differences(written, store.sql("SELECT * FROM target_vs_actual")) == []
