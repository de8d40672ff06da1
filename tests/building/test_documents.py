"""Every figure of the five documents, against a second reading of the documents.

`expected_figures.txt` was written from the documents, not from the workbooks or the program.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from indicators.language.periods import parse_period

if TYPE_CHECKING:
    from indicators.answers.store import Store

EXPECTED = Path(__file__).parent / "expected_figures.txt"
SCENARIOS = {"T": "target", "E": "estimate", "A": "actual"}


@dataclass(frozen=True, slots=True)
class Expected:
    document: str
    source: str
    indicator: str
    measure: str
    scenario: str
    place: str
    period: tuple[object, object, str]
    price_basis: str | None
    figure: str


def read_expected() -> list[Expected]:
    found = []
    document = period = source = ""
    for line in EXPECTED.read_text("utf-8").splitlines():
        if line.startswith("["):
            document, period = (part.strip() for part in line.strip("[]").split("|"))
        elif line.strip() and not line.startswith("#"):
            where, indicator, measure, *rest = (part.strip() for part in line.split(";"))
            source = source if where == "=" else where
            options = dict(part.split("=", 1) for part in rest if "=" in part and part[1] != " ")
            figures = [part for part in rest if part[1:2] == " "]
            basis = next((part for part in rest if part in ("constant", "current")), None)
            read = parse_period(options.get("period", period))
            assert read is not None, line
            found += [
                Expected(
                    document, source, indicator, measure, SCENARIOS[figure[0]],
                    options.get("place", document.split("/")[0]),
                    (read.start, read.end, read.kind), basis, figure[2:],
                )
                for figure in figures
            ]  # fmt: skip
    return found


def printed(row: dict[str, object]) -> str:
    """The observation in the notation of the expected figures."""

    def plain(number: object) -> str:
        assert isinstance(number, float)
        return f"{number:.10g}"

    bound = row["bound"]
    if bound == "text":
        return f'"{row["raw_value"]}'
    if bound == "range":
        return f"{plain(row['low'])}..{plain(row['high'])}"
    if bound == "point":
        whole = "" if row["denominator"] is None else "/" + plain(row["denominator"])
        return plain(row["value"]) + whole
    sign = {"at_least": ">=", "more_than": ">", "at_most": "<=", "less_than": "<"}[str(bound)]
    return sign + plain(row["low"] if row["low"] is not None else row["high"])


def same(expected: str, found: str) -> bool:
    if expected.startswith('"'):
        return found.startswith(expected)

    def numbers(text: str) -> list[object]:
        parts = re.split(r"(>=|<=|>|<|\.\.|/)", text)
        return [float(part) if part[-1:].isdigit() else part for part in parts if part]

    return numbers(expected) == numbers(found)


@pytest.fixture(scope="module")
def rows(store: Store) -> list[dict[str, object]]:
    return list(store.observations())


def key(row: dict[str, object]) -> tuple[object, ...]:
    return (
        row["document_id"], row["source_locator"], row["indicator_id"], row["measure"],
        row["scenario"], row["place_id"],
        (row["period_start"], row["period_end"], row["period_kind"]),
    )  # fmt: skip


@pytest.mark.parametrize(
    "expected",
    read_expected(),
    ids=lambda e: f"{e.document} {e.source} {e.indicator} {e.measure} {e.scenario} {e.figure}",
)
def test_figure_of_the_document_is_in_the_store(
    expected: Expected, rows: list[dict[str, object]]
) -> None:
    wanted = (
        expected.document, expected.source, expected.indicator, expected.measure,
        expected.scenario, expected.place, expected.period,
    )  # fmt: skip
    found = [row for row in rows if key(row) == wanted]
    if expected.price_basis is not None:
        found = [row for row in found if row["price_basis"] == expected.price_basis]
    assert len(found) == 1, found
    assert same(expected.figure, printed(found[0]))


def test_the_store_holds_nothing_else(rows: list[dict[str, object]]) -> None:
    expected = Counter(
        (e.document, e.source, e.indicator, e.measure, e.scenario, e.place, e.period)
        for e in read_expected()
    )
    assert Counter(key(row) for row in rows) == expected


def test_price_basis_is_printed_where_the_documents_print_it(rows: list[dict[str, object]]) -> None:
    printed_bases = {
        (row["source_locator"], row["base_year"])
        for row in rows
        if row["document_id"] == "vinh-bao/499-BC-HU" and row["base_year"] is not None
    }
    assert printed_bases == {
        ("Phụ lục I.1", 2010),
        ("Phần một I.2.1", 2010),
        ("Phần hai III (1)", 2010),
    }


@pytest.mark.parametrize(
    ("source", "indicator", "status"),
    [
        ("Phụ lục I.1", "gross_output_construction", "Đạt"),
        ("Phụ lục I.2", "gross_output_industry_construction", "Vượt"),
        ("Phụ lục I.8", "budget_revenue_local", "Đạt chỉ tiêu thành phố giao, không đạt chỉ tiêu NQ 06"),
        ("Phụ lục IV.20", "party_members_admitted", "Vượt chỉ tiêu TP giao; không đạt chỉ tiêu NQ 06"),
        ("Phụ lục IV.20", "party_organisations_private", "Vượt chỉ tiêu TP giao"),
    ],
)  # fmt: skip
def test_reported_attainment_is_kept_as_printed(
    source: str, indicator: str, status: str, rows: list[dict[str, object]]
) -> None:
    found = [
        row["reported_status"]
        for row in rows
        if (row["source_locator"], row["indicator_id"], row["scenario"])
        == (source, indicator, "actual")
    ]
    assert status in found


def test_all_43_ratings_of_the_appendix_are_kept(rows: list[dict[str, object]]) -> None:
    rated = [
        r for r in rows if str(r["source_locator"]).startswith("Phụ lục") and r["reported_status"]
    ]
    assert len(rated) == 43


@pytest.mark.parametrize(
    ("source", "indicator", "measure", "scenario", "target_by"),
    [
        ("Phụ lục I.1", "gross_output", "growth", "target", "district"),
        ("Phụ lục I.8", "budget_revenue_local", "attainment", "target", "city"),
        ("Phụ lục I.8", "budget_revenue_local", "attainment", "actual", "city"),
        ("Phần một I.2.1", "budget_revenue_local", "attainment", "estimate", "budget"),
        ("Phần một I.2.1", "gross_output", "growth", "target", "plan"),
        ("Phần một I.2.2", "health_insurance_coverage", "level", "target", "district"),
        ("chú thích 21", "crop_output", "attainment", "estimate", "plan"),
        ("Phụ lục I.1", "gross_output", "growth", "actual", None),
    ],
)
def test_who_set_a_target_is_known(
    source: str, indicator: str, measure: str, scenario: str, target_by: str | None,
    rows: list[dict[str, object]],
) -> None:  # fmt: skip
    wanted = ("vinh-bao/499-BC-HU", source, indicator, measure, scenario, "vinh-bao")
    assert {row["target_by"] for row in rows if key(row)[:6] == wanted} == {target_by}


def test_declared_faults_flag_the_figure_and_change_nothing(rows: list[dict[str, object]]) -> None:
    slip = next(r for r in rows if r["raw_value"] == "61,88")
    assert slip["raw_unit"] == "t/ha"
    assert slip["value"] == 618.8
    assert "unit_suspect" in slip["flags"]  # type: ignore[operator]
    assert "tạ/ha" in str(slip["note"])
