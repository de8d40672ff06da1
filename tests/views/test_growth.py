"""Growth: reported, computed from levels, and the level of the year before it implies."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.figures import figure, indicator, make_store, target, year

if TYPE_CHECKING:
    from pathlib import Path

    from indicators.answers.store import Store


def grown(text: str, **more: Any) -> dict[str, Any]:
    return figure(text, measure="growth", **more)


def level(text: str, number: int = 2023, **more: Any) -> dict[str, Any]:
    return figure(text, **{"unit": "tỷ đồng", **year(number), **more})


# Level and growth as 499-BC/HU prints them, and the ends of the level of 2022 by hand:
# (level - half) / (1 + (growth + half) / 100), and the other way round.
BASES_OF_2022 = [
    ("gross_output", "20952.436", "14.64"),
    ("gross_output_agriculture", "3305.154", "3.39"),
    ("gross_output_industry", "6865", "17.94"),
    ("gross_output_industry_district", "1074", "12.58"),
    ("crop_output", "1468.417", "2.23"),
    ("livestock_output", "1173.441", "3.67"),
    ("fishery_output", "521.086", "6.83"),
    ("forestry_output", "4.300", "0"),
    ("budget_revenue_total", "2809.228", "25.4"),
    ("budget_revenue_local", "307.932", "-7.2"),
    ("retail_sales", "6755", "17.64"),
    ("rice_output", "110522", "0.18"),
]


def half(text: str) -> Decimal:
    return Decimal(5).scaleb(-len(text.partition(".")[2]) - 1)


@pytest.mark.parametrize(("name", "printed", "rate"), BASES_OF_2022)
def test_the_implied_level_of_2022_is_an_interval(
    name: str, printed: str, rate: str, store: Store
) -> None:
    rows = [
        r
        for r in store.growth(place="vinh-bao", year=2023, indicator=name)
        if r["period_kind"] == "year" and r["role"] == "result"
    ]
    (row,) = rows
    low = (Decimal(printed) - half(printed)) / (1 + (Decimal(rate) + half(rate)) / 100)
    high = (Decimal(printed) + half(printed)) / (1 + (Decimal(rate) - half(rate)) / 100)
    assert row["implied_base_low"] == pytest.approx(float(low), rel=1e-9)
    assert row["implied_base_high"] == pytest.approx(float(high), rel=1e-9)


@pytest.mark.parametrize(
    ("name", "ends"),
    [("gross_output_construction", (20, 40.17)), ("gross_output_trade_services", (14, 17.64))],
)
def test_no_base_is_derived_from_a_disputed_growth(
    name: str, ends: tuple[float, float], store: Store
) -> None:
    (row,) = (
        r for r in store.growth(place="vinh-bao", year=2023, indicator=name, scenario="actual")
    )
    assert (row["lowest"], row["highest"], row["disputed"]) == (*ends, True)
    assert (row["reason"], row["implied_base"]) == ("growth_disputed", None)


def test_months_are_set_against_the_same_month(store: Store) -> None:
    rows = {
        r["indicator_id"]: r
        for r in store.growth(place="vinh-bao", year=2023)
        if r["period_kind"] == "month"
    }
    assert rows["retail_sales"]["reported_value"] == 12.74
    assert rows["retail_sales"]["implied_base"] == pytest.approx(575 / 1.1274)
    assert rows["gross_output_construction"]["reported_value"] == 60.5


def test_a_level_without_price_basis_says_so(store: Store) -> None:
    rows = store.growth(
        place="vinh-bao", year=2023, indicator=["gross_output", "gross_output_industry_district"]
    )
    reasons = {
        r["indicator_id"]: r["reason"]
        for r in rows
        if r["period_kind"] == "year" and r["role"] == "result"
    }
    assert reasons == {
        "gross_output": "price_basis_not_printed",
        "gross_output_industry_district": None,
    }


def test_growth_is_computed_from_two_levels(tmp_path: Path) -> None:
    store = make_store(tmp_path, [level("100", 2022), level("112.5"), grown("12.5")])
    (row,) = store.growth(year=2023)
    assert row["computed"] == pytest.approx(12.5)
    # 112.45/100.5 and 112.55/99.5
    assert row["computed_low"] == pytest.approx(11.8905, abs=1e-4)
    assert row["computed_high"] == pytest.approx(13.1156, abs=1e-4)
    assert (row["agrees"], row["base_value"]) == (True, 100)


def test_reported_growth_that_the_levels_contradict(tmp_path: Path) -> None:
    store = make_store(tmp_path, [level("100", 2022), level("112.5"), grown("16.4")])
    (row,) = store.growth(year=2023)
    assert row["agrees"] is False


def test_growth_of_a_percentage_is_in_points(tmp_path: Path) -> None:
    rows = [figure("94.6", **year(2022)), figure("95.7"), grown("1.1", unit="điểm %")]
    (row,) = make_store(tmp_path, rows).growth(year=2023)
    assert row["computed"] == pytest.approx(1.1)
    assert (row["growth_unit"], row["agrees"]) == ("điểm %", True)
    assert row["implied_base_low"] == pytest.approx(94.5)


def test_constant_and_current_prices_never_mix(tmp_path: Path) -> None:
    rows = [level("120", price_basis="current"), grown("14.6", price_basis="constant")]
    (row,) = make_store(tmp_path, rows).growth()
    assert (row["reason"], row["other_price_basis"], row["implied_base"]) == (
        "price_basis_differs",
        "current",
        None,
    )


def test_levels_in_different_prices_give_no_growth(tmp_path: Path) -> None:
    rows = [level("100", 2022, price_basis="current"), level("120", price_basis="constant")]
    assert len(make_store(tmp_path, rows).growth()) == 0


def test_a_cumulative_level_is_never_set_against_a_year(tmp_path: Path) -> None:
    nine: dict[str, Any] = {
        "period_kind": "year_to_date",
        "period_start": date(2023, 1, 1),
        "period_end": date(2023, 9, 30),
    }
    assert len(make_store(tmp_path, [level("100", 2022), level("80", **nine)]).growth()) == 0


def test_base_years_of_constant_prices_do_not_mix(tmp_path: Path) -> None:
    rows = [
        level("100", 2022, price_basis="constant", base_year=2010),
        level("150", price_basis="constant", base_year=2020),
    ]
    assert len(make_store(tmp_path, rows).growth()) == 0


def test_a_series_is_not_carried_on_over_a_change_of_territory(tmp_path: Path) -> None:
    def place(name: str, first: date, last: date | None) -> dict[str, Any]:
        return {
            "place_id": "here", "code": "1", "name": name, "level": "commune", "parent": None,
            "valid_from": first, "valid_to": last, "successor": None,
        }  # fmt: skip

    places = [
        place("Xã A", date(1900, 1, 1), date(2025, 6, 30)),
        place("Xã A", date(2025, 7, 1), None),
    ]
    rows = [level("100", 2023), level("110", 2024), level("300", 2025)]
    store = make_store(tmp_path, rows, places=places)
    assert [row["year"] for row in store.growth()] == [2024]


def test_index_and_compound_rate_over_several_years(tmp_path: Path) -> None:
    store = make_store(
        tmp_path, [level("100", 2020), level("110", 2021), level("121", 2022), level("133.1", 2023)]
    )
    rows = {row["year"]: row for row in store.growth()}
    assert rows[2023]["index_on_first"] == pytest.approx(133.1)
    assert rows[2023]["compound_rate"] == pytest.approx(10)
    assert rows[2023]["years"] == 3


def test_growth_that_a_target_asks_for(tmp_path: Path) -> None:
    store = make_store(
        tmp_path, [level("6150"), target("6000..6300", unit="tỷ đồng", **year(2024))]
    )
    (row,) = store.growth(year=2024)
    assert row["role"] == "target"
    # 6000/6150.5 and 6300/6149.5: the target is exact, the result rounded
    assert row["computed_low"] == pytest.approx(-2.4470, abs=1e-4)
    assert row["computed_high"] == pytest.approx(2.4474, abs=1e-4)


def test_growth_to_a_threshold_is_exact(tmp_path: Path) -> None:
    """From 13,26 to at least 13 was -5.8 % at the least, as if 13 had been rounded."""
    store = make_store(tmp_path, [level("13.26"), target(">=13", unit="tỷ đồng", **year(2024))])
    (row,) = store.growth(year=2024)
    assert row["computed_low"] == pytest.approx(-1.9977, abs=1e-4)
    assert row["computed_high"] == float("inf")


def test_a_fall_to_nothing_implies_no_base(tmp_path: Path) -> None:
    (row,) = make_store(tmp_path, [level("0"), grown("-100")]).growth()
    assert row["implied_base"] is None


@settings(max_examples=2, deadline=None)  # what costs is the store, not its figures
@given(
    st.lists(
        st.tuples(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(0, 3)),
        min_size=200,
        max_size=300,
    )
)
def test_the_computed_interval_holds_every_true_growth(
    tmp_path_factory: pytest.TempPathFactory, cases: list[tuple[int, int, int]]
) -> None:
    """True levels are rounded for print; their true growth must lie inside what the print allows."""
    rows, known = [], []
    for number, (before, after, places) in enumerate(cases):
        name = f"rate_{number}"
        known.append(indicator(name, unit="tỷ đồng"))
        rows += [
            level(f"{before / 7:.{places}f}", 2022, indicator_id=name),
            level(f"{after / 7:.{places}f}", indicator_id=name),
        ]
    store = make_store(tmp_path_factory.mktemp("cases"), rows, known)
    found = {row["indicator_id"]: row for row in store.growth(year=2023)}
    for number, (before, after, places) in enumerate(cases):
        row = found[f"rate_{number}"]
        if before / 7 < 10**-places:  # a base that may be nothing has no growth
            continue
        assert (
            row["computed_low"] - 1e-6 <= 100 * (after / before - 1) <= row["computed_high"] + 1e-6
        )
