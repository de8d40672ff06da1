"""Districts side by side: a grade with its reason, or a line of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from indicators.messages.errors import QueryError
from tests.figures import figure, indicator, make_store, target, year

if TYPE_CHECKING:
    from pathlib import Path

    from indicators.answers.store import Store

# By hand from 07-NQ/HU and 09-NQ/HU, targets of 2024.
COMMON = {
    "income_per_head": "similar",
    "investment": "similar",
    "trained_labour": "similar",
    "household_waste": "similar",
    "child_stunting": "similar",
    "model_rural_communes": "similar",
    "health_insurance": "same",
    "party_rating": "same",
    "clean_water": "not comparable",
}


def test_common_indicators_of_the_two_districts(store: Store) -> None:
    rows = list(store.compare(["vinh-bao", "nhon-trach"], year=2024))
    assert {r["comparability"]: r["grade"] for r in rows if r["grade"]} == COMMON


def test_what_only_one_place_reports_is_listed(store: Store) -> None:
    rows = list(store.compare(["vinh-bao", "nhon-trach"], year=2024))
    alone = [r for r in rows if r["grade"] is None]
    assert {r["reason"] for r in alone} == {"only_here"}
    assert "forest_cover_rate" in {
        r["indicator_id"] for r in alone if r["place_id"] == "nhon-trach"
    }
    assert "rice_yield_year" in {r["indicator_id"] for r in alone if r["place_id"] == "vinh-bao"}


def test_health_insurance_side_by_side(store: Store) -> None:
    rows = store.compare(
        ["vinh-bao", "nhon-trach"], year=2024, indicator="health_insurance_coverage"
    )
    assert {(r["place_id"], r["bound"], r["value"], r["low"]) for r in rows} == {
        ("vinh-bao", "at_least", None, 95.0),
        ("nhon-trach", "point", 94.0, None),
    }


def two(text: str, **more: Any) -> list[dict[str, Any]]:
    return [figure("10", place_id="here"), figure(text, **{"place_id": "there", **more})]


@pytest.mark.parametrize(
    "other",
    [
        two("10", **year(2022)),
        two("10", unit="xã"),
        two("10", price_basis="constant"),
        two("10", measure="growth"),
        [target("10", place_id="here"), figure("10", place_id="there")],
    ],
)
def test_figures_of_another_kind_do_not_stand_side_by_side(other: Any, tmp_path: Path) -> None:
    result = make_store(tmp_path, other).compare(["here", "there"])
    assert {row["grade"] for row in result} == {None}
    assert "Không có chỉ tiêu chung" in result.note


def test_one_indicator_is_the_same_everywhere(tmp_path: Path) -> None:
    rows = list(make_store(tmp_path, two("12")).compare(["here", "there"]))
    assert {(r["grade"], r["reason"], r["places"]) for r in rows} == {("same", "same_indicator", 2)}


def test_two_indicators_of_a_group_have_its_grade(tmp_path: Path) -> None:
    known = [
        indicator("rate", comparability="group", grade="similar"),
        indicator("other", comparability="group", grade="similar"),
    ]
    rows = list(
        make_store(tmp_path, two("12", indicator_id="other"), known).compare(["here", "there"])
    )
    assert {(r["grade"], r["reason"]) for r in rows} == {("similar", "definitions_differ")}


def test_constant_prices_of_different_years_do_not_compare(tmp_path: Path) -> None:
    rows = [
        figure("10", place_id="here", price_basis="constant", base_year=2010),
        figure("12", place_id="there", price_basis="constant", base_year=2020),
    ]
    found = list(make_store(tmp_path, rows).compare(["here", "there"]))
    assert {(r["grade"], r["reason"]) for r in found} == {("not comparable", "base_year_differs")}


def test_only_the_places_asked_for_count(tmp_path: Path) -> None:
    rows = [
        figure("1", place_id="a"),
        figure("2", place_id="b"),
        figure("3", place_id="c", indicator_id="other"),
    ]
    store = make_store(tmp_path, rows)
    assert {r["grade"] for r in store.compare(["a", "b"])} == {"same"}
    assert {r["grade"] for r in store.compare(["a", "c"])} == {None}


def test_one_place_cannot_be_compared(store: Store) -> None:
    with pytest.raises(QueryError, match=r"^compare takes two or more places; found vinh-bao\.$"):
        store.compare(["vinh-bao", "vinh-bao"])
