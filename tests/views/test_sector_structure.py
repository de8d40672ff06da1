"""Structure: sums within rounding, shifts, contributions only in one price basis."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.figures import figure, indicator, make_store, target, year

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from indicators.answers.store import Store

PARTS = [
    indicator("whole", unit="tỷ đồng"),
    *(indicator(p, unit="tỷ đồng", parent="whole", structure_group="sectors", sector=p) for p in ("farm", "factory", "shop")),
]  # fmt: skip


def share(name: str, text: str, **more: Any) -> dict[str, Any]:
    return figure(text, indicator_id=name, measure="share", **{"price_basis": "current", **more})


def rows_of(store: Store, **filters: Any) -> dict[tuple[Any, Any, Any], Mapping[str, Any]]:
    return {(r["indicator_id"], r["year"], r["role"]): r for r in store.structure(**filters)}


def test_the_three_sectors_of_vinh_bao(store: Store) -> None:
    rows = rows_of(store, place="vinh-bao", group="sectors")
    agriculture = rows["gross_output_agriculture", 2024, "target"]
    # 16,5-17,5 after 18,55: a target has no rounding
    assert agriculture["shift_low"] == pytest.approx(-2.05)
    assert agriculture["shift_high"] == pytest.approx(-1.05)
    result = [rows[name, 2023, "result"] for name in (
        "gross_output_agriculture", "gross_output_industry_construction", "gross_output_trade_services"
    ) if rows[name, 2023, "result"]["origin"] == "reported"]  # fmt: skip
    for row in result:
        assert (row["sum_value"], row["sums_to_100"], row["complete"]) == (100.0, True, True)


@pytest.mark.parametrize(
    ("group", "total"),
    [
        ("primary_123", 98.99),
        ("primary_45", 98.68),
        ("secondary_67_study", 100.09),
        ("secondary_89_conduct", 99.90),
    ],
)
def test_shares_of_pupils_that_do_not_sum_to_100(group: str, total: float, store: Store) -> None:
    for row in store.structure(place="vinh-bao", group=group):
        assert (row["sum_value"], row["sums_to_100"]) == (total, False)


def test_sums_that_rounding_explains(store: Store) -> None:
    for row in store.structure(place="vinh-bao", group="secondary_89_study"):
        assert (row["sum_value"], row["sums_to_100"]) == (100.0, True)


def test_a_single_known_part_is_no_sum(store: Store) -> None:
    for row in store.structure(place="vinh-bao", group="upper_secondary_study"):
        assert (row["complete"], row["sums_to_100"]) == (False, None)


def test_contributions_are_refused_where_prices_differ(store: Store) -> None:
    rows = list(store.structure(place="vinh-bao", year=2023, group="sectors", scenario="actual"))
    assert {
        (r["contribution_reason"], r["price_basis"], r["growth_price_basis"]) for r in rows
    } == {("price_basis_differs", "current", "constant")}


def test_contributions_add_up_to_the_growth_of_the_whole(tmp_path: Path) -> None:
    # 2022: 20, 50, 30; 2023: 22, 60, 33 of 115
    levels = {"farm": (20, 22), "factory": (50, 60), "shop": (30, 33)}
    rows = []
    for name, (before, after) in levels.items():
        rows.append(share(name, f"{100 * after / 115:.6f}", price_basis="constant"))
        rate = f"{100 * (after / before - 1):.6f}"
        rows.append(figure(rate, indicator_id=name, measure="growth", price_basis="constant"))
    rows.append(figure("15.0", indicator_id="whole", measure="growth", price_basis="constant"))
    found = {r["indicator_id"]: r for r in make_store(tmp_path, rows, PARTS).structure()}
    assert found["farm"]["contribution"] == pytest.approx(2, abs=1e-4)
    assert found["factory"]["contribution"] == pytest.approx(10, abs=1e-4)
    assert sum(r["contribution"] for r in found.values()) == pytest.approx(15, abs=1e-4)
    for row in found.values():
        assert row["contribution_low"] <= row["contribution"] <= row["contribution_high"]


@pytest.mark.parametrize("rate", ["-5.0", "0.0", "5.0"])
def test_the_interval_of_a_contribution_holds_its_corners(rate: str, tmp_path: Path) -> None:
    rows = [
        share("farm", "20", price_basis="constant"),
        figure(rate, indicator_id="farm", measure="growth", price_basis="constant"),
        figure("10", indicator_id="whole", measure="growth", price_basis="constant"),
    ]
    (row,) = make_store(tmp_path, rows, PARTS).structure()
    corners = [
        s * (1 + w / 100) / (1 + g / 100) * g / 100
        for s in (19.5, 20.5)
        for w in (9.5, 10.5)
        for g in (float(rate) - 0.05, float(rate) + 0.05)
    ]
    assert row["contribution_low"] == pytest.approx(min(corners))
    assert row["contribution_high"] == pytest.approx(max(corners))


def test_shares_are_computed_from_levels_where_none_is_printed(tmp_path: Path) -> None:
    rows = [
        figure(text, indicator_id=name, unit="tỷ đồng", price_basis="current")
        for name, text in (("whole", "200"), ("farm", "50"), ("factory", "90"), ("shop", "60"))
    ]
    found = {r["indicator_id"]: r for r in make_store(tmp_path, rows, PARTS).structure()}
    assert {name: r["value"] for name, r in found.items()} == {
        "farm": 25,
        "factory": 45,
        "shop": 30,
    }
    assert found["farm"]["origin"] == "computed"
    assert found["farm"]["least"] == pytest.approx(100 * 49.5 / 200.5)
    assert found["farm"]["sums_to_100"] is True
    assert found["farm"]["whole_locator"] == "T!A1"


def test_levels_in_other_prices_do_not_mix_into_a_structure(tmp_path: Path) -> None:
    rows = [
        figure("200", indicator_id="whole", unit="tỷ đồng", price_basis="constant"),
        figure("50", indicator_id="farm", unit="tỷ đồng", price_basis="current"),
    ]
    assert len(make_store(tmp_path, rows, PARTS).structure()) == 0


def test_shift_between_two_results(tmp_path: Path) -> None:
    rows = [share("farm", "20.5", **year(2022)), share("farm", "18.25")]
    found = rows_of(make_store(tmp_path, rows, PARTS))
    row = found["farm", 2023, "result"]
    assert (row["shift"], row["previous_value"]) == (-2.25, 20.5)
    assert row["shift_low"] == pytest.approx(-2.305)
    assert found["farm", 2022, "result"]["shift"] is None


def test_ranges_of_a_target_may_hold_100(tmp_path: Path) -> None:
    rows = [
        target(text, indicator_id=name, measure="share")
        for name, text in (("farm", "10..20"), ("factory", "40..50"), ("shop", "20..25"))
    ]
    for row in make_store(tmp_path, rows, PARTS).structure():
        assert row["sums_to_100"] is False  # at most 95, rounding included 96.5
