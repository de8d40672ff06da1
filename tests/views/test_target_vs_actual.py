"""Targets against results: the verdicts of the appendix by hand, then every bound and reason."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.language.ratings import Rating, read_ratings
from tests.figures import figure, indicator, make_store, target, year

if TYPE_CHECKING:
    from pathlib import Path

    from indicators.answers.store import Store

# The appendix of 499-BC/HU, judged by hand from target and result as printed. In brackets what the
# report says of itself where that is something else; `~` where the last printed decimal decides.
APPENDIX = """
gross_output growth met
gross_output_agriculture growth met
gross_output_industry_construction growth met
gross_output_industry growth met
gross_output_industry_district growth met
gross_output_construction growth undetermined result_disputed
gross_output_trade_services growth undetermined result_disputed
gross_output_agriculture share met
gross_output_industry_construction share undetermined no_direction
gross_output_trade_services share met
income_per_head level exceeded
crop_output share met
livestock_fishery_output share met
agricultural_services_output share met ~
rice_yield_year level exceeded
output_per_hectare constant met
output_per_hectare current exceeded
investment_total level exceeded
budget_revenue_local attainment missed
rural_criteria text undetermined qualitative
advanced_rural_criteria_average level met unrated
model_rural_communes_completed level met unrated
advanced_rural_communes_completed level met unrated
national_standard_schools_added level met
natural_population_growth_rate level met
jobs_created_persons level exceeded (met)
jobs_created_times level met
trained_labour_rate level met ~
commune_health_standard_2020_rate level met ~
child_stunting_under_5_rate level met ~
child_friendly_communes level met
health_insurance_coverage level met ~
poverty_rate level exceeded
hygienic_water_rural_rate level met ~
household_waste_collection_rate_rural level met ~
party_members_admitted level missed
party_organisations_private level exceeded unrated
party_rating_good_rate level met ~
party_inspections_organisations level met
party_inspections_members level met
party_supervisions_organisations level met
party_supervisions_members level met
leaders_dialogue_rate level met ~
skilful_mobilisation_communes_rate level met ~
religious_establishments_registered level met
religious_establishments_certified level missed
religious_establishments_registered_rate level undetermined no_result
religious_establishments_certified_rate level undetermined no_result
"""


def printed_rows(store: Store) -> list[dict[str, Any]]:
    rows = store.target_vs_actual(place="vinh-bao", year=2023, target_by=["district", "city"])
    return [dict(row) for row in rows if row["origin"] == "printed"]


def test_every_row_of_the_appendix_has_the_verdict_a_reader_gives_it(store: Store) -> None:
    found = []
    for row in printed_rows(store):
        two_prices = row["indicator_id"] == "output_per_hectare"
        words = [
            row["indicator_id"],
            row["price_basis"] if two_prices else row["measure"],
            row["verdict"],
        ]
        words += [row["reason"]] if row["reason"] else []
        words += ["~"] if row["robust_to_result"] is False else []
        words += [f"({row['reported_verdict']})"] if row["agrees"] is False else []
        words += ["unrated"] if row["agrees"] is None and row["reason"] is None else []
        found.append(" ".join(words))
    assert found == APPENDIX.strip().splitlines()


def test_counts_of_the_appendix(store: Store) -> None:
    rows = printed_rows(store)
    assert len(rows) == 48
    assert sum(row["agrees"] is True for row in rows) == 37
    assert sum(row["agrees"] is False for row in rows) == 1


def test_a_result_in_a_year_without_a_target_says_so(store: Store) -> None:
    (row,) = store.target_vs_actual(
        place="vinh-bao", year=2023, indicator="model_rural_communes_starting"
    )
    assert (row["verdict"], row["reason"], row["result_value"]) == ("undetermined", "no_target", 8)


def test_investment_that_is_said_to_exceed_its_plan_by_16_4_percent(store: Store) -> None:
    (row,) = (
        r
        for r in store.target_vs_actual(place="vinh-bao", year=2023, indicator="investment_total")
        if r["target_by"] == "district"
    )
    # 6149.5/5900.5 and 6150.5/5699.5
    assert row["attainment_low"] == pytest.approx(104.2200, abs=1e-4)
    assert row["attainment_high"] == pytest.approx(107.9130, abs=1e-4)
    assert (row["reported_attainment"], row["attainment_agrees"]) == (116.4, False)


def test_the_city_target_stands_beside_the_one_of_the_resolution(store: Store) -> None:
    rows = {
        (r["target_by"], r["target_value"]): r
        for r in store.target_vs_actual(
            place="vinh-bao", year=2023, indicator="budget_revenue_local"
        )
    }
    assert ("city", 105) not in rows  # NQ 06 is the district's own, against the plan of the city
    assert rows["district", 105]["against"] == "city"
    assert rows["district", 105]["verdict"] == "missed"
    assert rows["district", 105]["reported_verdict"] == "missed"
    assert rows["city", 100]["verdict"] == "exceeded"
    assert rows["city", 100]["reported_verdict"] == "met"


def test_nine_months_of_2024_are_progress_and_no_verdict(store: Store) -> None:
    rows = list(store.target_vs_actual(place="vinh-bao", year=2024))
    assert {row["verdict"] for row in rows} == {"undetermined"}
    cumulative = {
        r["indicator_id"]: r["progress_value"] for r in rows if r["reason"] == "progress_only"
    }
    assert cumulative == {"gross_output": 11.9, "budget_revenue_total": 265.9}


def test_a_disputed_result_shows_both_ends(store: Store) -> None:
    (row,) = store.target_vs_actual(
        place="vinh-bao", year=2023, indicator="gross_output_construction", target_by="district"
    )
    assert row["result_disputed"] is True
    assert (row["verdict"], row["reason"]) == ("undetermined", "result_disputed")
    assert (row["gap_low"], row["gap_high"]) == (0, pytest.approx(20.17))
    assert (row["result_lowest"], row["result_highest"], row["result_figures"]) == (20.0, 40.17, 3)


def test_a_threshold_is_judged_although_no_side_is_the_better_one(tmp_path: Path) -> None:
    store = make_store(tmp_path, [target(">20"), figure("21")], [indicator("rate", better="none")])
    (row,) = store.target_vs_actual()
    assert row["verdict"] == "met"


def test_whole_numbers_of_counted_things_are_exact(tmp_path: Path) -> None:
    rows = [target("27", unit="xã"), figure("27", unit="xã")]
    (row,) = make_store(tmp_path, rows, [indicator("rate", unit="xã")]).target_vs_actual()
    assert (row["verdict"], row["robust"]) == ("met", True)


def test_a_cumulative_figure_never_replaces_the_yearly_one(tmp_path: Path) -> None:
    nine = figure("60", period_kind="year_to_date", period_end=date(2023, 9, 30))
    (row,) = make_store(tmp_path, [target("87"), nine, figure("88")]).target_vs_actual()
    assert (row["verdict"], row["result_value"], row["progress_value"]) == ("exceeded", 88, 60)


def test_a_percent_of_the_plan_alone_is_judged_against_100(tmp_path: Path) -> None:
    said = figure("99.96", measure="attainment", target_by="plan")
    (row,) = make_store(tmp_path, [said]).target_vs_actual()
    assert (row["origin"], row["target_value"], row["verdict"]) == (
        "percent_of_plan",
        100,
        "missed",
    )


def test_a_month_in_percent_of_the_yearly_plan_is_not_judged(tmp_path: Path) -> None:
    month = figure(
        "5.17", measure="attainment", target_by="budget", period_kind="month",
        period_start=date(2023, 10, 1), period_end=date(2023, 10, 31),
    )  # fmt: skip
    assert len(make_store(tmp_path, [month]).target_vs_actual()) == 0


def test_a_rating_of_the_citys_target_says_nothing_of_our_own(tmp_path: Path) -> None:
    store = make_store(tmp_path, [target("1"), figure("2")], ratings=[(1, "city", "exceeded")])
    (row,) = store.target_vs_actual()
    assert (row["reported_verdict"], row["agrees"]) == (None, None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Đạt", [("own", "met")]),
        ("Vượt", [("own", "exceeded")]),
        ("Chưa đạt", [("own", "missed")]),
        ("Không đạt", [("own", "missed")]),
        (
            "Đạt chỉ tiêu thành phố giao, không đạt chỉ tiêu NQ 06",
            [("city", "met"), ("own", "missed")],
        ),
        (
            "Vượt chỉ tiêu TP giao; không đạt chỉ tiêu NQ 06",
            [("city", "exceeded"), ("own", "missed")],
        ),
        ("Vượt chỉ tiêu TP giao", [("city", "exceeded")]),
        ("HOÀN THÀNH VƯỢT MỨC", [("own", "exceeded")]),
        ("Đạt và vượt kế hoạch tỉnh giao", [("province", "exceeded")]),
        ("Chưa hoàn thành dự toán", [("budget", "missed")]),
        ("Đạt, không đạt", []),
        ("Đang thực hiện", []),
        ("đạtx", []),
        ("", []),
    ],
)
def test_ratings_are_read_statement_by_statement(
    text: str, expected: list[tuple[str, str]]
) -> None:
    assert [(r.target_by, r.verdict) for r in read_ratings(text)] == expected
    assert all(isinstance(r, Rating) for r in read_ratings(text))


numbers = st.integers(-50, 150)
bounds = st.sampled_from(["point", "range", ">", ">=", "<", "<="])


@st.composite
def pairs(draw: st.DrawFn) -> tuple[str, str, str]:
    places, shown = draw(st.integers(0, 2)), draw(st.integers(0, 2))
    low = Decimal(draw(numbers)) / 4
    kind = draw(bounds)
    goal = f"{low:.{places}f}"
    if kind == "range":
        goal = f"{low:.{places}f}..{low + draw(st.integers(1, 20)):.{places}f}"
    elif kind != "point":
        goal = kind + goal
    result = f"{low + Decimal(draw(st.integers(-12, 24))) / 8:.{shown}f}"
    return goal, draw(st.sampled_from(["higher", "lower", "inside"])), result


def judged(goal: str, better: str, result: Decimal, shift: Decimal = Decimal(0)) -> str:
    """The verdict as a reader finds it, in decimal arithmetic; bounds moved by `shift`."""
    if goal[0] in "<>":
        end = Decimal(goal.lstrip("<>=")) + shift
        tests = {">=": result >= end, ">": result > end, "<=": result <= end, "<": result < end}
        return "met" if tests[goal[: 2 if goal[1] == "=" else 1]] else "missed"
    low, high = (Decimal(end) + shift for end in (goal.split("..") * 2)[:2])
    if low <= result <= high:
        return "met"
    if better == "inside":
        return "missed"
    return "exceeded" if (result > high) == (better == "higher") else "missed"


@settings(max_examples=2, deadline=None)  # what costs is the store, not its figures
@given(st.lists(pairs(), min_size=200, max_size=300))
def test_verdicts_of_any_figures_are_those_of_decimal_arithmetic(
    tmp_path_factory: pytest.TempPathFactory, cases: list[tuple[str, str, str]]
) -> None:
    figures, known = [], []
    for number, (goal, better, result) in enumerate(cases):
        name = f"rate_{number}"
        known.append(indicator(name, better=better))
        figures += [target(goal, indicator_id=name), figure(result, indicator_id=name)]
    store = make_store(tmp_path_factory.mktemp("cases"), figures, known)
    rows = {str(row["indicator_id"]): row for row in store.target_vs_actual()}
    for number, (goal, better, result) in enumerate(cases):
        row = rows[f"rate_{number}"]
        exact = Decimal(result)
        half = Decimal(5).scaleb(-len(result.partition(".")[2]) - 1)
        assert row["verdict"] == judged(goal, better, exact), (goal, better, result)
        around = {judged(goal, better, exact + step * half / 8) for step in range(-8, 9)}
        if row["robust_to_result"]:
            assert around == {row["verdict"]}, (goal, better, result)
        if row["robust"]:
            assert row["robust_to_result"]
        if len(around) > 1:
            assert row["robust_to_result"] is False, (goal, better, result)


def test_targets_of_several_years_and_places_are_kept_apart(tmp_path: Path) -> None:
    rows = [
        target("10", **year(2023)), figure("11", **year(2023)), target("12", **year(2024)), figure("11", **year(2024)),
        target("10", place_id="there"), figure("9", place_id="there"),
    ]  # fmt: skip
    store = make_store(tmp_path, rows)
    found = {(r["place_id"], r["year"]): r["verdict"] for r in store.target_vs_actual()}
    assert found == {
        ("here", 2023): "exceeded",
        ("here", 2024): "missed",
        ("there", 2023): "missed",
    }
    assert len(store.target_vs_actual(verdict="missed", place="here")) == 1
