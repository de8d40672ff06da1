"""Cases of figures that are like those of a fact in all but one thing, and so are no part of it."""

from __future__ import annotations

from datetime import date

from tests.figures import figure, target, year
from tests.views.case import NINE, OTHER, TY, Case, said

# Three things the same and one not: a period that begins earlier, one that ends later, one of another kind.
EARLIER = {"period_start": date(2022, 1, 1)}
LONGER = {"period_end": date(2024, 12, 31)}
CUMULATIVE = {"period_kind": "year_to_date"}
CONSTANT, CURRENT = {"price_basis": "constant"}, {"price_basis": "current"}
WORDS = {"bound": "text", "value": None}
GONE = {"indicator_id": "rate_gone"}  # the codebook no longer has it

NEIGHBOURS = [
    # results
    Case([target("20"), figure("21", **EARLIER)], [{"reason": "no_result"}, {"origin": "none", "result_value": 21}]),
    Case([target("20"), figure("21", **LONGER)], [{"reason": "no_result"}, {"origin": "none", "result_value": 21}]),
    Case([target("20"), figure("21", **CUMULATIVE)], [{"reason": "progress_only", "result_value": None, "progress_value": 21}]),
    Case(
        [target("20"), target("5", measure="growth", **year(2022)), figure("6", measure="growth")],
        [{"reason": "no_result"}, {"reason": "no_result", "measure": "growth"}, {"origin": "none", "result_value": 6}],
    ),
    Case(
        [target("20", **year(2022)), target("20", **OTHER), figure("21")],
        [{"reason": "no_result"}, {"reason": "no_result", "indicator_id": "rate_lower"}, {"origin": "none", "result_value": 21}],
    ),
    Case([target("80"), figure("5", measure="growth", **NINE)], [{"reason": "no_result", "progress_value": None}]),
    Case([target("0", measure="text", **WORDS)], [{"reason": "qualitative", "target_disputed": None}]),
    Case([target("80"), figure("90"), figure("60", **NINE)], [{"verdict": "exceeded", "reason": None, "progress_value": 60}]),
    # the percent of a plan that a document says
    Case([target("50", **TY), figure("60", **TY), said("120", period_kind="month")], [{"reported_attainment": 120}]),
    Case([target("50", **TY), figure("60", **TY), said("120", period_kind="month", **EARLIER)], [{"reported_attainment": None}]),
    Case([target("50", **TY), figure("60", **TY), said("120", **NINE)], [{"reported_attainment": None}, {"origin": "percent_of_plan"}]),
    Case([target("50", **TY), figure("60", **TY), said(">=98")], [{"reported_attainment_locator": None}, {"result_low": 98}]),
    Case(
        [target("5", measure="growth"), figure("6", measure="growth"), said("120")],
        [{"reported_attainment": None, "attainment_agrees": None, "attainment_high": None}, {"result_value": 120}],
    ),
    # 60 of 50 communes are 120 %, which both 119,5 and 120,5 are when rounded
    Case([target("50", unit="xã"), figure("60", unit="xã"), said("119.5", decimals=0)], [{"attainment_agrees": True}, {}]),
    Case([target("50", unit="xã"), figure("60", unit="xã"), said("120.5", decimals=0)], [{"attainment_agrees": True}, {}]),
    # a target that rounding may bring to nothing
    Case([target("0.5", decimals=0, **TY), figure("60", **TY)], [{"attainment_low": None, "attainment_high": None}]),
    # other prices
    Case([target("87", **CONSTANT), figure("90", measure="growth", **CURRENT)], [{"other_price_basis": None, "reason": "no_result"}]),
    Case([target("87", **CONSTANT), figure("90", unit="ha", **CURRENT)], [{"other_price_basis": None, "reason": "no_result"}]),
    Case([target("87", **CONSTANT), figure("90", **CURRENT, **NINE)], [{"other_price_basis": None, "reason": "no_result"}]),
    Case(
        [target("87", **CONSTANT), figure("90", **CURRENT, **EARLIER)],
        [{"other_price_basis": None, "reason": "no_result"}, {"origin": "none", "price_basis": "current"}],
    ),
    Case([target("87", **CONSTANT), figure("90", **CONSTANT), figure("99", **CURRENT)], [{"other_price_basis": None, "verdict": "exceeded"}]),
    Case([target("87", **CONSTANT), figure("90", **CONSTANT, **EARLIER)], [{"other_price_basis": None, "reason": "no_result"}, {"origin": "none"}]),
    # ratings
    Case([target("20")], [{"reported_verdict": None}], ratings=[(0, "city", "met")]),
    Case([target(">=20"), figure("19")], [{"verdict": "missed", "agrees": False}], ratings=[(1, "own", "met")]),
    # sides
    Case([target(">=20"), figure("21")], [{"verdict": "met"}], "lower"),
    Case([target("20", **GONE), figure("21", **GONE)], [{"verdict": "undetermined", "reason": "no_direction"}]),
    Case([target(">=20", **GONE), figure("21", **GONE)], [{"verdict": "met", "reason": None}]),
    # facts with several figures, and another fact beside them
    Case(
        [target("8"), target("6", **EARLIER), figure("9"), figure("9"), figure("7", **EARLIER)],
        [{"year": 2023, "result_value": 9, "result_figures": 2}, {"result_value": 7, "result_figures": 1}],
    ),
    Case(
        [target("8"), target("6", **LONGER), figure("9"), figure("9"), figure("7", **LONGER)],
        [{"year": 2023, "result_value": 9, "result_figures": 2}, {"year": 2024, "result_value": 7, "result_figures": 1}],
    ),
    Case(
        [target("8"), target("6", **OTHER), figure("9"), figure("9"), figure("7", **OTHER)],
        [{"result_value": 9, "result_figures": 2}, {"indicator_id": "rate_lower", "result_value": 7, "result_figures": 1}],
    ),
    Case([target("8"), figure("9"), figure("9"), figure("7", **CUMULATIVE)], [{"result_figures": 2, "progress_value": 7}]),
    Case(
        [target("100", measure="attainment", target_by="plan"), said("99"), said("99")],
        [{"origin": "printed", "target_value": 100, "result_value": 99, "result_figures": 2}],
    ),
    Case([target("8", target_by=None), target("8", target_by=None), figure("9")], [{"result_value": 9, "target_disputed": False}]),
    Case([target("8", unit=None), target("8", unit=None)], [{"reason": "no_result", "target_disputed": False}]),
    Case([target("20"), figure("<16"), figure(">18")], [{"result_high": 16, "result_lowest": 16, "result_highest": 18}]),
]  # fmt: skip
