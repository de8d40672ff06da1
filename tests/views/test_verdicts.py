"""What a target and its result say of each other: each case of `verdicts`, all in one store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.views.verdicts import cases, differences, store_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

WRITTEN = cases()


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Sequence[str]:
    """Where the view says otherwise than a case."""
    with store_of(WRITTEN, tmp_path_factory.mktemp("cases")) as store:
        rows: list[Mapping[str, Any]] = list(store.sql("SELECT * FROM target_vs_actual"))
    return differences(WRITTEN, rows)


@pytest.mark.parametrize("number", range(len(WRITTEN)))
def test_a_case_is_judged_as_written(number: int, told: Sequence[str]) -> None:
    assert [one for one in told if one.startswith((f"case {number} ", f"case {number}:"))] == []
