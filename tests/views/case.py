"""A case of targets and results: its figures, and what the view says of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from tests.figures import figure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

NINE = {"period_kind": "year_to_date", "period_end": date(2023, 9, 30)}
NINE_OF_2022 = {
    "period_kind": "year_to_date", "period_start": date(2022, 1, 1), "period_end": date(2022, 9, 30)
}  # fmt: skip
SIX = {"period_kind": "year_to_date", "period_end": date(2023, 6, 30)}
LATER = {"document_id": "here/second"}
TY = {"unit": "tỷ đồng"}
OTHER = {"indicator_id": "rate_lower"}


class Case(NamedTuple):
    """Figures, what is better, ratings by row, and what the view says: a row for each target."""

    figures: Sequence[Mapping[str, Any]]
    says: Sequence[Mapping[str, Any]]
    better: str = "higher"
    ratings: Sequence[tuple[int, str, str]] = ()


def said(number: str, **more: Any) -> dict[str, Any]:
    """A percentage of a plan."""
    return figure(number, **{"measure": "attainment", "target_by": "plan", **more})
