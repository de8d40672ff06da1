"""latest: one figure for each fact, actual before estimate, later before earlier."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.figures import duckdb_of, figure, indicator, make_store, target

if TYPE_CHECKING:
    from pathlib import Path

    from indicators.answers.store import Store

FIRST, SECOND = "here/first", "here/second"


@pytest.mark.parametrize(
    ("rows", "value"),
    [
        ([figure("1", scenario="estimate", document_id=SECOND), figure("3", document_id=FIRST)], 3),
        ([figure("1", document_id=FIRST), figure("3", document_id=SECOND)], 3),
        ([figure("1", document_id=SECOND), figure("3", document_id=FIRST)], 1),
        ([figure("1"), figure("3")], 1),
    ],
    ids=[
        "actual before estimate",
        "later before earlier",
        "whatever the order",
        "first in its document",
    ],
)
def test_which_figure_stands_for_the_fact(
    rows: list[dict[str, object]], value: float, tmp_path: Path
) -> None:
    (row,) = make_store(tmp_path, rows).sql("SELECT * FROM latest")
    assert (row["value"], row["figures"], row["disputed"]) == (value, 2, True)
    assert (row["lowest"], row["highest"]) == (1, 3)


WEAK = {"flags": ["typed_once"]}
QUOTED = {"flags": ["approximate", "secondary"]}


@pytest.mark.parametrize(
    ("rows", "value", "evidence"),
    [
        ([figure("1", document_id="here/press"), figure("3", document_id=FIRST)], 3, "official"),
        ([figure("1", document_id="here/other"), figure("3", document_id="here/press")], 3, "press"),
        ([figure("1", document_id="here/press"),
          figure("3", document_id=FIRST, scenario="estimate")], 3, "official"),
        ([figure("1", document_id=FIRST, **WEAK), figure("3", document_id="here/other")], 3, "other"),
        ([figure("1", document_id=FIRST, **QUOTED), figure("3", document_id="here/press")], 3, "press"),
        ([figure("1", document_id="here/undated"), figure("3", document_id=FIRST)], 3, "official"),
    ],
    ids=[
        "official before press", "press before others", "official estimate before press",
        "typed once behind all", "quoted behind all", "without a date behind those with one",
    ],
)  # fmt: skip
def test_whose_figure_stands_for_the_fact(
    rows: list[dict[str, object]], value: float, evidence: str, tmp_path: Path
) -> None:
    (row,) = make_store(tmp_path, rows).sql("SELECT * FROM latest")
    assert (row["value"], row["evidence"], row["figures"]) == (value, evidence, 2)


def test_figures_that_rounding_explains_are_not_disputed(tmp_path: Path) -> None:
    (row,) = make_store(tmp_path, [figure("14.6"), figure("14.64"), figure("15")]).sql(
        "SELECT * FROM latest"
    )
    assert (row["figures"], row["disputed"]) == (3, False)


@pytest.mark.parametrize(("one", "other"), [("2.0", "2.1"), ("0.3", "0.4"), ("1.00", "1.01")])
def test_figures_whose_intervals_touch_are_not_disputed(
    one: str, other: str, tmp_path: Path
) -> None:
    # 2.05 is rounded to either, and so are 0.35 and 1.005
    (row,) = make_store(tmp_path, [figure(one), figure(other)]).sql("SELECT * FROM latest")
    assert (row["figures"], row["disputed"]) == (2, False)


def test_what_is_another_fact_is_another_row(tmp_path: Path) -> None:
    rows = [
        figure("1"), target("1"), target("1", target_by="city"), figure("1", price_basis="constant"),
        figure("1", price_basis="current"), figure("1", measure="growth"), figure("1", unit="điểm %", measure="growth"),
        figure("1", measure="attainment", target_by="city"), figure("1", measure="attainment", target_by="budget"),
        figure("1", place_id="there"), figure("1", indicator_id="other"),
    ]  # fmt: skip
    assert len(make_store(tmp_path, rows).sql("SELECT * FROM latest")) == len(rows)


def test_a_store_without_places_in_documents_still_has_one_row_a_fact(tmp_path: Path) -> None:
    store = make_store(tmp_path, [figure("1"), figure("1")], [indicator("rate")])
    duckdb_of(store).execute(
        "CREATE TEMP TABLE observation AS SELECT * REPLACE (NULL::INTEGER AS ordinal) FROM store.observation"
    )
    from indicators.views import view

    rows = duckdb_of(store).execute(f"SELECT * FROM ({view('latest')})").fetchall()
    assert len(rows) == 1


def test_facts_of_the_five_documents(store: Store) -> None:
    twice = store.sql("""
        SELECT count(*) FROM latest
        GROUP BY place_id, indicator_id, period_start, period_end, period_kind, scenario, measure, unit, basis, owner
        HAVING count(*) > 1
    """)
    assert len(twice) == 0
    disputed = {
        row["indicator_id"]
        for row in store.sql("SELECT DISTINCT indicator_id FROM latest WHERE disputed")
    }
    assert disputed == {
        "gross_output_construction", "gross_output_trade_services", "rice_yield_main", "poultry_flu_vaccination",
    }  # fmt: skip
