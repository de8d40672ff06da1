"""Cases of targets and results, each in a place of its own, so that one store answers all of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from tests.figures import figure, indicator, make_store, target, year
from tests.views.case import LATER, NINE, NINE_OF_2022, OTHER, SIX, TY, Case, said
from tests.views.neighbours import NEIGHBOURS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from indicators.answers.store import Store

VERDICTS = [
    # target, better, result, verdict, robust to both, robust to the result, gap
    ("14..15", "higher", "14.64", "met", False, True, 0),
    ("14.0..15.0", "higher", "14.64", "met", True, True, 0),
    ("14..15", "higher", "15.01", "exceeded", False, True, 0.01),
    ("14..15", "higher", "13.9", "missed", False, True, -0.1),
    ("14..15", "lower", "13.2", "exceeded", True, True, 0.8),
    ("14..15", "lower", "15.6", "missed", True, True, -0.6),
    ("14..15", "inside", "15.6", "missed", True, True, -0.6),
    ("14..15", "inside", "13", "missed", False, True, -1),
    ("14..15", "inside", "14.5", "met", False, True, 0),
    (">20", "higher", "20.0", "missed", False, False, 0),
    (">20", "higher", "20.6", "met", True, True, 0.6),
    (">20", "lower", "20.6", "met", True, True, 0.6),
    (">=20", "higher", "20", "met", False, False, 0),
    (">=20.00", "higher", "19", "missed", True, True, -1),
    ("<0.64", "lower", "0.41", "met", True, True, 0.23),
    ("<0.64", "lower", "0.64", "missed", False, False, 0),
    ("<=0.64", "higher", "0.64", "met", False, False, 0),
    ("<=0.64", "higher", "0.70", "missed", True, True, -0.06),
    ("87", "higher", "87", "met", False, False, 0),
    ("87", "higher", "88", "exceeded", False, True, 1),
    ("87", "lower", "86", "exceeded", False, True, 1),
    ("0.63", "lower", "0.46", "exceeded", True, True, 0.17),
    ("87", "inside", "88", "missed", False, True, -1),
    ("10..12", "higher", "10..12", "met", False, False, None),
    ("87", "higher", ">90", "exceeded", True, True, None),
    ("87", "higher", "<80", "missed", True, True, None),
    # a strict threshold leaves its own end out: just under 250 never meets 250
    ("250", "higher", "<250", "missed", False, False, None),
    (">=250", "higher", "<250", "missed", False, False, None),
    ("250", "higher", ">250", "exceeded", False, False, None),
    ("0.5", "lower", ">0.5", "missed", False, False, None),
    ("0.5", "lower", "<0.5", "exceeded", False, False, None),
]

REASONS = [
    ([target("87")], "higher", "no_result"),
    ([target("87"), figure("90")], "none", "no_direction"),
    ([target("87"), figure("80..90")], "higher", "result_spans_bound"),
    ([target("87"), figure(">80")], "higher", "result_spans_bound"),
    # `gần 250` lies below 250, `hơn 250` above: at the bound a rounded figure decides nothing
    ([target("250"), figure("250", flags=["approximate"])], "higher", "result_approximate"),
    ([target("0.5"), figure("0.5", flags=["approximate"])], "lower", "result_approximate"),
    ([target(">=95"), figure("95", flags=["approximate"])], "higher", "result_approximate"),
    ([target("10..12"), figure("12", flags=["approximate"])], "higher", "result_approximate"),
    ([target("14..15"), figure("10..20")], "inside", "result_spans_bound"),
    (
        [target("87", price_basis="constant"), figure("90", price_basis="current")],
        "higher",
        "price_basis_differs",
    ),
    ([target("87", price_basis="constant"), figure("90")], "higher", "price_basis_not_printed"),
    (
        [
            target("87", price_basis="constant", base_year=2010),
            figure("90", price_basis="constant", base_year=2020),
        ],
        "higher",
        "base_year_differs",
    ),
    ([target("87"), figure("90", price_basis="current")], "higher", "price_basis_not_printed"),
    (
        [target("87"), figure("60", period_kind="year_to_date", period_end=date(2023, 9, 30))],
        "higher",
        "progress_only",
    ),
    (
        [target("87", bound="text", value=None, measure="text", unit=None, decimals=None)],
        "higher",
        "qualitative",
    ),
]

RATED = [
    (">20", "21", "exceeded", True),  # a threshold cannot be exceeded, only met
    (">20", "21", "met", True),
    (">20", "21", "missed", False),
    ("20", "21", "met", False),
    ("20", "20", "exceeded", False),
    ("20", "19", "missed", True),
    ("20", "19", "met", False),
]

WRITTEN = [
    # gap and its percent: more is better, whatever the side; nothing inside a range
    Case(
        [target("80"), figure("88")],
        [{"gap": 8, "gap_percent": 10, "gap_bound": 80, "result_figures": 1, "result_lowest": 88, "result_highest": 88}],
    ),
    Case([target("10..20"), figure("14")], [{"gap": 0, "gap_percent": 0, "gap_bound": 10}]),
    Case([target("10..20"), figure("15")], [{"gap": 0, "gap_bound": 10}]),
    Case([target("10..20"), figure("18")], [{"gap": 0, "gap_percent": 0, "gap_bound": 20}]),
    Case([target("10..20"), figure("25")], [{"gap": 5, "gap_percent": 25, "gap_bound": 20}]),
    Case([target("10..20"), figure("9")], [{"gap": -1, "gap_percent": -10, "gap_bound": 10}]),
    Case([target("-20"), figure("-10")], [{"gap": 10, "gap_percent": 50}]),
    Case([target("0"), figure("3")], [{"gap": 3, "gap_percent": None}]),
    Case([target("<=5"), figure("4")], [{"gap": 1, "gap_percent": 20, "gap_bound": 5, "verdict": "met"}]),
    Case([target("80")], [{"gap": None, "gap_bound": None, "reason": "no_result"}]),
    # away from the bound an approximate figure is judged, never robustly
    Case(
        [target("80.0"), figure("95.0", flags=["approximate"])],
        [{"verdict": "exceeded", "robust": False, "robust_to_result": False}],
    ),
    # no bound is near where there is nothing to measure from, or nothing to compare
    Case([target("20"), figure("21..22")], [{"verdict": "exceeded", "gap": None, "gap_bound": None, "gap_low": 1, "gap_high": 2}]),
    Case([target("20"), figure("18..22")], [{"robust": None, "robust_to_result": None, "gap_bound": None}]),
    Case([target("87"), figure("90")], [{"reason": "no_direction", "gap": None, "gap_bound": None, "gap_percent": None}], "none"),
    Case([target("87"), figure("80..90")], [{"reported_verdict": "met", "agrees": None}], ratings=[(1, "own", "met")]),
    # levels: attainment inside the rounding of both, and what the document says of it
    Case(
        [target("50", **TY), figure("60", **TY), said("120")],
        # 59.5/50.5, 60.5/49.5
        [
            {"attainment_low": 117.8218, "attainment_high": 122.2222, "reported_attainment": 120, "attainment_agrees": True},
            {"origin": "percent_of_plan", "result_value": 120, "target_value": 100, "verdict": "exceeded"},
        ],
    ),
    Case([target("50", **TY), figure("60", **TY), said("118.0")], [{"attainment_agrees": True}, {}]),
    Case([target("50", **TY), figure("60", **TY), said("117.7")], [{"attainment_agrees": False}, {}]),
    Case([target("50", **TY), figure("60", **TY), said("122.2")], [{"attainment_agrees": True}, {}]),
    Case([target("50", **TY), figure("60", **TY), said("122.4")], [{"attainment_agrees": False}, {}]),
    Case([target("50", **TY), figure("60", **TY)], [{"attainment_agrees": None, "reported_attainment": None}]),
    Case([target("50", **TY), said("98")], [{"reported_attainment": 98, "attainment_agrees": None}, {}]),
    Case([target("0", **TY), figure("60", **TY)], [{"attainment_low": None, "attainment_high": None}]),
    Case([target("0", unit="xã"), figure("3", unit="xã")], [{"attainment_low": None, "attainment_high": None}]),
    Case([target("0", **TY), figure("60", **TY), said("120")], [{"attainment_agrees": None, "reported_attainment": 120}, {}]),
    Case([target(">50", **TY), figure("60", **TY)], [{"attainment_low": None, "attainment_high": 122.2222}]),
    Case([target("50", **TY), figure(">60", **TY)], [{"attainment_low": 117.8218, "attainment_high": None}]),
    Case([target("5", measure="growth"), figure("6", measure="growth")], [{"attainment_low": None, "verdict": "exceeded"}]),
    # a document's percent of the plan of the city says nothing of the district's own target
    Case(
        [target("50", **TY), figure("60", **TY), said("110", target_by="city")],
        [{"reported_attainment": None}, {"origin": "percent_of_plan", "target_by": "city"}],
    ),
    Case(
        [target("50", target_by="city", **TY), figure("60", **TY), said("110", target_by="city")],
        [{"reported_attainment": 110}, {"origin": "percent_of_plan", "verdict": "exceeded"}],
    ),
    Case([target("100", measure="attainment", target_by="plan"), said("99")], [{"origin": "printed", "verdict": "missed"}]),
    Case(
        [target("105", measure="attainment", target_by="plan"), said("99")],
        [{"origin": "printed", "target_value": 105}, {"origin": "percent_of_plan", "target_value": 100}],
    ),
    Case(
        [target("100", measure="attainment", target_by="plan", **year(2022)), said("99")],
        [{"reason": "no_result", "year": 2022}, {"origin": "percent_of_plan", "year": 2023}],
    ),
    Case([said("70", **NINE)], [{"origin": "percent_of_plan", "reason": "progress_only", "progress_value": 70, "year": 2023}]),
    # the plan itself is exact, and only a printed target of the same owner, in percent, stands for it
    Case([said("99.6")], [{"verdict": "missed", "robust": True, "robust_to_result": True, "target_value": 100}]),
    Case(
        [target("100", measure="attainment", target_by="city"), said("98", target_by="budget")],
        [{"target_by": "district", "against": "city", "reason": "no_result"}, {"target_by": "budget", "origin": "percent_of_plan", "result_value": 98}],
    ),
    Case(
        [target("100", target_by="plan", **TY), said("98")],
        [{"origin": "printed", "reported_attainment": 98}, {"origin": "percent_of_plan", "result_value": 98, "verdict": "missed"}],
    ),
    # an attainment has the prices of what it compares
    Case(
        [target("50", price_basis="constant", **TY), said("98", price_basis="constant"), said("90", price_basis="current")],
        [
            {"origin": "printed", "reported_attainment": 98},
            {"origin": "percent_of_plan", "price_basis": "constant", "verdict": "missed", "result_value": 98},
            {"origin": "percent_of_plan", "price_basis": "current", "verdict": "missed", "result_value": 90},
        ],
    ),
    # a target of one is no target of nothing
    Case(
        [target("1", **TY), figure("2", **TY), said("200")],
        [{"attainment_low": 100, "attainment_high": 500, "attainment_agrees": True, "gap_percent": 100}, {}],
    ),
    Case([target("1", **TY), figure("3", **NINE, **TY)], [{"progress_percent": 300}]),
    # cumulative figures: the furthest of the year stands beside the target of the year
    Case(
        [target("80", **TY), figure("20", **SIX, **TY), figure("60", **NINE, **TY)],
        [{"reason": "progress_only", "progress_value": 60, "progress_percent": 75}],
    ),
    Case([target("80", **TY), figure("60", **NINE, **TY), figure("20", **SIX, **TY)], [{"progress_value": 60}]),
    Case([target(">80", **TY), figure("60", **NINE, **TY)], [{"progress_percent": 75}]),
    Case([target("60..80", **TY), figure("60", **NINE, **TY)], [{"progress_percent": 75}]),
    Case([target("5", measure="growth"), figure("4", measure="growth", **NINE)], [{"progress_value": 4, "progress_percent": None}]),
    Case([target("0", **TY), figure("60", **NINE, **TY)], [{"progress_value": 60, "progress_percent": None}]),
    Case([target("80"), figure("60", **NINE_OF_2022)], [{"reason": "no_result", "progress_value": None}]),
    Case([target("80"), figure("60", unit="ha", **NINE)], [{"reason": "no_result", "progress_value": None}]),
    Case([target("80"), figure("60", price_basis="current", **NINE)], [{"progress_value": None}]),
    Case([target("80", price_basis="constant"), figure("60", price_basis="constant", **NINE)], [{"progress_value": 60}]),
    Case([target("80", **NINE), figure("60", **SIX)], [{"progress_value": None, "reason": "no_result"}, {"origin": "none"}]),
    Case(
        [target("100", measure="attainment", target_by="city"), said("60", target_by="budget", **NINE)],
        [{"progress_value": None, "target_by": "district", "against": "city"}, {"progress_value": 60, "origin": "percent_of_plan"}],
    ),
    # results in other prices are named, not compared
    Case([target("87", price_basis="constant"), figure("90", price_basis="current")], [{"other_price_basis": "current", "result_value": None}]),
    Case([target("87", price_basis="constant"), figure("90", price_basis="constant")], [{"other_price_basis": None, "verdict": "exceeded"}]),
    Case(
        [target("87", price_basis="constant", base_year=2010), figure("90", price_basis="constant", base_year=2010)],
        [{"verdict": "exceeded", "base_year": 2010, "reason": None}],
    ),
    Case(
        [target("87", price_basis="constant"), figure("90", price_basis="current"), figure("91")],
        [{"other_price_basis": "current", "reason": "price_basis_differs"}],
    ),
    # a result without a target, where the place sets targets in other years
    Case(
        [target("8", **year(2022)), figure("9")],
        [{"year": 2022, "reason": "no_result"}, {"origin": "none", "reason": "no_target", "result_value": 9, "year": 2023}],
    ),
    Case([target("8", **year(2022)), figure("9", **NINE)], [{"year": 2022}]),
    Case([target("8", measure="growth", **year(2022)), figure("9")], [{"year": 2022}]),
    Case([figure("9")], []),
    # two owners, two targets, one result
    Case(
        [target("8"), target("10", target_by="city"), figure("9")],
        [{"target_by": "district", "verdict": "exceeded"}, {"target_by": "city", "verdict": "missed"}],
    ),
    Case(
        [target("100", measure="attainment", target_by="city"), said("104", target_by="city"), said("98", target_by="budget")],
        [{"target_by": "district", "against": "city", "result_value": 104}, {"target_by": "budget", "result_value": 98, "origin": "percent_of_plan"}],
    ),
    # several figures for one result
    Case(
        [target("8"), figure("9"), figure("12")],
        [{"result_value": 9, "result_figures": 2, "result_disputed": True, "result_lowest": 9, "result_highest": 12}],
    ),
    Case([target("8"), figure("9"), figure("9.4")], [{"result_figures": 2, "result_disputed": False}]),
    Case([target("8"), figure("9"), figure("10")], [{"result_disputed": False}]),
    Case([target("8")], [{"result_disputed": False, "result_figures": None, "target_disputed": False}]),
    Case([target("8"), target("12"), figure("9")], [{"target_value": 8, "target_disputed": True, "verdict": "exceeded"}]),
    Case([target("8"), figure("9", scenario="estimate"), figure("12")], [{"result_value": 12, "result_scenario": "actual"}]),
    Case([target("8"), figure("9"), figure("12", **LATER)], [{"result_value": 12}]),
    Case([target("8"), figure("9"), figure("12", scenario="estimate", **LATER)], [{"result_value": 9}]),
    Case([target("20"), figure("18..19"), figure("25")], [{"result_low": 18, "result_lowest": 18, "result_highest": 25, "result_disputed": True}]),
    Case([target("20"), figure(">18"), figure("<16")], [{"result_lowest": 16, "result_highest": 18, "result_disputed": True}]),
    # figures that contradict each other: the verdict that all give, or none; it always says so
    Case(
        [target(">20"), figure("20.0"), figure("40.17")],
        [{"verdict": "undetermined", "reason": "result_disputed", "gap": None, "gap_low": 0, "gap_high": 20.17, "agrees": None}],
        ratings=[(1, "own", "met")],
    ),
    Case(
        [target("20"), figure("25"), figure("40")],
        [{"verdict": "exceeded", "reason": "result_disputed", "robust": False, "robust_to_result": False, "gap_low": 5, "gap_high": 20}],
    ),
    Case([target("20"), figure("5"), figure("10")], [{"verdict": "exceeded", "reason": "result_disputed", "gap_low": 10, "gap_high": 15}], "lower"),
    Case([target("20"), figure("20"), figure("21")], [{"verdict": "met", "reason": None}]),  # rounded alike
    # an estimate that was replaced contradicts nothing, nor does a target that was changed
    Case([target("8"), figure("7", scenario="estimate"), figure("12")], [{"verdict": "exceeded", "reason": None, "result_disputed": True, "gap": 4}]),
    Case([target("8"), target("12"), figure("9")], [{"verdict": "exceeded", "reason": "target_disputed", "target_lowest": 8, "target_highest": 12}]),
    # the share of a part has no better side: inside it is met, outside nobody says what it is
    Case([target("18..19", measure="share"), figure("18.5", measure="share")], [{"verdict": "met", "reason": None}]),
    Case([target("18..19", measure="share"), figure("21.0", measure="share")], [{"verdict": "undetermined", "reason": "no_direction", "gap": None}]),
    Case([target("52..53", measure="share"), figure("51.0", measure="share")], [{"verdict": "undetermined", "reason": "no_direction"}], "lower"),
    Case([target(">=50", measure="share"), figure("51.0", measure="share")], [{"verdict": "met", "gap": 1}]),
    Case([target("87"), figure("87")], [{"verdict": "met"}], "none"),
    # facts of which one has several figures leave each other alone
    Case(
        [target("8"), target("12"), target("10", target_by="city"), figure("9")],
        [{"target_value": 8, "target_disputed": True}, {"target_value": 10, "target_by": "city", "target_disputed": False}],
    ),
    Case(
        [target("8"), figure("9"), figure("9"), figure("7", measure="growth"), target("6", measure="growth")],
        [{"result_value": 9, "result_figures": 2}, {"result_value": 7, "result_figures": 1}],
    ),
    Case(
        [target("8"), target("6", unit="ha"), figure("9"), figure("9"), figure("7", unit="ha")],
        [{"result_value": 9, "result_figures": 2}, {"result_value": 7, "result_figures": 1}],
    ),
    Case(
        [target("8"), target("6", price_basis="current"), figure("9"), figure("9"), figure("7", price_basis="current")],
        [{"result_value": 9, "result_figures": 2}, {"result_value": 7, "result_figures": 1}],
    ),
    # counted things are exact, measured ones and those in thousands are rounded
    Case([target("27", unit="xã"), figure("27", unit="xã")], [{"robust": True, "attainment_low": 100, "attainment_high": 100}]),
    Case([target("27", unit="ha"), figure("27", unit="ha")], [{"robust": False, "robust_to_result": False}]),
    Case([target("27.0", unit="xã"), figure("27.0", unit="xã")], [{"robust": False}]),
    Case([target("80"), figure("80", decimals=None)], [{"verdict": "met", "robust": False, "robust_to_result": True}]),
    # sides
    Case([target(">20"), figure("19")], [{"verdict": "missed", "robust": True, "robust_to_result": True}], "lower"),
    Case([target(">20"), figure("20")], [{"verdict": "missed", "robust": False, "robust_to_result": False}], "lower"),
    Case([target("<20"), figure("20")], [{"verdict": "missed", "robust": False}]),
    Case([target("<20"), figure("19")], [{"verdict": "met", "robust": False, "robust_to_result": True}]),
    Case([target("20"), figure("18..19")], [{"verdict": "exceeded", "gap": None}], "lower"),
    Case([target("20"), figure("18..22")], [{"reason": "result_spans_bound", "robust": None}], "lower"),
    Case([target("20"), figure(">21")], [{"verdict": "missed"}], "lower"),
    Case([target("20"), figure("<19")], [{"verdict": "exceeded"}], "lower"),
    Case([target("10..20"), figure("20")], [{"verdict": "met", "robust": False, "gap": 0}], "lower"),
    Case([target("10..20"), figure("10")], [{"verdict": "met", "robust": False, "gap": 0}], "lower"),
    Case([target("10..20"), figure("9")], [{"verdict": "exceeded", "gap": 1}], "lower"),
    Case([target("20"), figure("21")], [{"verdict": "missed", "robust": False, "robust_to_result": True}], "lower"),
    Case([target("20.0"), figure("20.5")], [{"verdict": "exceeded", "robust": True}]),
    Case([target("20"), figure("20.5")], [{"verdict": "exceeded", "robust": False, "robust_to_result": True}]),
    Case([target("20"), figure("20.6")], [{"verdict": "exceeded", "robust": True}]),
    Case([target("20"), figure("19.5")], [{"verdict": "missed", "robust": False, "robust_to_result": True}]),
    Case([target("20"), figure("19.4")], [{"verdict": "missed", "robust": True}]),
    # an end of the rounding that is the bound itself still is inside it
    Case([target("20.5"), figure("21")], [{"verdict": "exceeded", "robust_to_result": False, "robust": False}]),
    Case([target("20.5"), figure("20")], [{"verdict": "missed", "robust_to_result": False, "robust": False}]),
    Case([target(">20.5"), figure("21")], [{"verdict": "met", "robust_to_result": False}]),
    Case([target(">20.5"), figure("20")], [{"verdict": "missed", "robust_to_result": True}]),
    Case([target(">=20.5"), figure("21")], [{"verdict": "met", "robust_to_result": True}]),
    Case([target(">=20.5"), figure("20")], [{"verdict": "missed", "robust_to_result": False}]),
    Case([target("<20.5"), figure("20")], [{"verdict": "met", "robust_to_result": False}]),
    Case([target("<20.5"), figure("21")], [{"verdict": "missed", "robust_to_result": True}]),
    # ratings: of the result for its own target, of the target where the result has none
    Case([target("20"), figure("21")], [{"reported_verdict": "exceeded", "agrees": True}], ratings=[(0, "own", "exceeded")]),
    Case([target("20"), figure("21")], [{"reported_verdict": "met"}], ratings=[(0, "own", "exceeded"), (1, "own", "met")]),
    Case([target("20")], [{"reported_verdict": "met", "agrees": None}], ratings=[(0, "own", "met")]),
    Case([said("104", target_by="city")], [{"reported_verdict": "exceeded", "agrees": True}], ratings=[(0, "city", "exceeded")]),
    Case([said("104", target_by="city")], [{"reported_verdict": None}], ratings=[(0, "own", "exceeded")]),
    Case([target("20", reported_status="Đạt"), figure("21", reported_status="Vượt")], [{"reported_status": "Vượt"}]),
    Case([target("20", reported_status="Đạt"), figure("21")], [{"reported_status": "Đạt"}]),
    # what belongs to other facts
    Case([target("20"), figure("21", unit="ha")], [{"reason": "no_result"}]),
    Case([target("20"), figure("21", measure="growth")], [{"reason": "no_result"}]),
    Case([target("20"), figure("21", **OTHER)], [{"reason": "no_result"}]),
    Case([target("20"), figure("21", **OTHER, **NINE)], [{"reason": "no_result", "progress_value": None}]),
    Case([target("20"), figure("21", price_basis="current", **OTHER)], [{"reason": "no_result", "other_price_basis": None}]),
    Case([target("50", **TY), figure("60", **TY), said("120", **OTHER)], [{"reported_attainment": None}, {"indicator_id": "rate_lower"}]),
    Case(
        [target("100", measure="attainment", target_by="plan", **OTHER), said("99")],
        [{"indicator_id": "rate_lower", "reason": "no_result"}, {"origin": "percent_of_plan", "verdict": "missed"}],
    ),
    Case([target("20"), figure("21", **year(2022))], [{"reason": "no_result", "year": 2023}, {"origin": "none", "year": 2022}]),
]  # fmt: skip


def cases() -> list[Case]:
    found = [*WRITTEN, *NEIGHBOURS]
    for goal, better, result, verdict, both, alone, gap in VERDICTS:
        says = {"verdict": verdict, "robust": both, "robust_to_result": alone, "gap": gap}
        found.append(Case([target(goal), figure(result)], [says], better))
    for figures, better, reason in REASONS:
        says = {"verdict": "undetermined", "reason": reason, "robust": None, "agrees": None}
        found.append(Case(figures, [says], better))
    for goal, result, verdict, agrees in RATED:
        says = {"reported_verdict": verdict, "agrees": agrees}
        found.append(Case([target(goal), figure(result)], [says], ratings=[(1, "own", verdict)]))
    return found


def store_of(cases: Iterable[Case], folder: Path) -> Store:
    """One store of all cases, the place `case-7` for the seventh."""
    rows: list[dict[str, Any]] = []
    ratings: list[tuple[int, str, str]] = []
    for number, case in enumerate(cases):
        ratings += [(len(rows) + at, who, verdict) for at, who, verdict in case.ratings]
        for row in case.figures:
            document = str(row["document_id"]).rpartition("/")[2]
            rows.append(
                {**row, "place_id": f"case-{number}", "document_id": f"case-{number}/{document}",
                 "indicator_id": f"rate_{row['indicator_id'].partition('_')[2] or case.better}"}
            )  # fmt: skip
    known = [
        indicator(f"rate_{better}", better=better)
        for better in ("higher", "lower", "inside", "none")
    ]
    return make_store(folder, rows, known, ratings=ratings)


def differences(cases: Iterable[Case], rows: Iterable[Mapping[str, Any]]) -> list[str]:
    """What the view says otherwise than the case; rows in the order of the view."""
    by_place: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        by_place.setdefault(str(row["place_id"]), []).append(row)
    found = []
    for number, case in enumerate(cases):
        answers = by_place.get(f"case-{number}", [])
        answers = sorted(
            answers, key=lambda r: (r["origin"] != "printed", r["ordinal"] or 0, r["year"])
        )
        if len(answers) != len(case.says):
            found.append(f"case {number}: {len(answers)} rows, not {len(case.says)}")
            continue
        for says, row in zip(case.says, answers, strict=True):
            for column, value in says.items():
                wanted = (
                    pytest.approx(value, abs=1e-4)
                    if isinstance(value, int | float) and not isinstance(value, bool)
                    else value
                )
                if row[column] != wanted or (row[column] is None) != (value is None):
                    found.append(f"case {number} {column}: {row[column]}, not {value}")
    return found
