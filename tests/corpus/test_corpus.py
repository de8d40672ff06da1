"""The pages of other sources: every figure against the collection they were typed from.

`facts.csv` is that collection: 1 577 figures of 84 places, typed twice but for those flagged. A row
has the file and row that hold the figure here, or in `left_out` why there is none.
"""

from __future__ import annotations

import csv
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from indicators.answers.store import Store
from indicators.language.units import convert, find_unit
from tests.conftest import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator

FACTS = list(csv.DictReader((Path(__file__).parent / "facts.csv").read_text("utf-8").splitlines()))
KEPT = [fact for fact in FACTS if fact["file"]]
LEFT_OUT = {
    "name_unknown": 217,  # the codebook has no indicator that is called so
    "no_period": 27,  # the page prints none
    "before_register": 15,  # Trảng Bàng was no town yet; the register begins in 11/2021
    "name_unclear": 13,  # may be several things
    "other_base": 8,  # compared with another year than the one before
    "name_ambiguous": 5,
    "translated_name": 4,  # a machine translation
    "printed_twice": 3,  # the page says it again
    "no_territory": 2,  # three communes together
    "unreadable": 2,  # points of a share
}
QUARTERS = {"Q1": (1, 3), "Q2": (4, 6), "Q3": (7, 9), "Q4": (10, 12)}


@pytest.fixture(scope="module")
def store(whole: Path) -> Iterator[Store]:
    with Store(whole / "processed" / "indicators.duckdb") as opened:
        yield opened


@pytest.fixture(scope="module")
def figures(store: Store) -> dict[tuple[str, int], dict[str, Any]]:
    """The published figures of the pages by file and row."""
    query = """
        SELECT o.*, d.file, d.address, d.source_class, regexp_extract(o.locator, '(\\d+)$') AS row
        FROM observation AS o JOIN document AS d USING (document_id) WHERE d.file LIKE '%/pages/%'
    """
    return {(row["file"], int(row["row"])): row for row in store.sql(query)}


def days(period: str) -> tuple[date, date]:
    """First and last day of `2024`, `2024-6M`, `2024-Q1`, `2024-10`, `2016-2020`."""
    year, _, part = period.partition("-")
    first, last = 1, 12
    if part.endswith("M"):
        last = int(part[:-1])
    elif part in QUARTERS:
        first, last = QUARTERS[part]
    elif len(part) == 2:
        first = last = int(part)
    closing = int(part) if len(part) == 4 else int(year)
    after = date(closing + last // 12, last % 12 + 1, 1)
    return date(int(year), first, 1), after - timedelta(days=1)


def wanted(
    fact: dict[str, str], unit: str
) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """Value, low and high as the store holds them: in its unit, excess and index as what they say."""
    printed = {"VND billion": "tỷ đồng"}.get(fact["unit"], fact["unit"])
    ends = [Decimal(fact[name]) if fact[name] else None for name in ("value", "low", "high")]
    if fact["bound"] in ("more_than", "at_least"):
        ends = [None, ends[0] or ends[1], None]
    elif fact["bound"] in ("less_than", "at_most"):
        ends = [None, None, ends[0] or ends[2]]
    shift = {"excess": 100, "index": -100}.get(fact["measure"], 0)
    if not shift and printed not in ("%", "%/năm", "điểm %"):
        own = find_unit(printed)[0]
        whole, target = find_unit(unit)[0], find_unit(unit.partition("/")[0])[0]
        target = whole if whole.dimension == own.dimension else target
        if own.dimension == target.dimension:  # `lượt` of a row of visitors are `lượt khách`
            ends = [None if n is None else convert(n, own, target) for n in ends]
    value, low, high = (None if n is None else n + shift for n in ends)
    return value, low, high


def test_every_fact_is_here_or_has_a_reason() -> None:
    assert len(FACTS) == 1577
    assert len(KEPT) == 1281
    assert Counter(fact["left_out"] for fact in FACTS if not fact["file"]) == LEFT_OUT


def test_every_figure_is_that_of_the_collection(
    figures: dict[tuple[str, int], dict[str, Any]],
) -> None:
    wrong: list[Any] = []
    for fact in KEPT:
        row = figures.pop((f"raw/{fact['file']}", int(fact["row"])))
        ends = wanted(fact, row["unit"])
        measure = {"excess": "attainment", "index": "growth"}.get(fact["measure"], fact["measure"])
        said = [
            row["bound"] == fact["bound"],
            row["scenario"] == fact["scenario"],
            row["measure"] == measure or {row["measure"], measure} == {"level", "share"},
            (row["period_start"], row["period_end"]) == days(fact["period"]),
            row["address"] == fact["address"],
            *(
                (row[name] is None) == (end is None)
                and (end is None or abs(row[name] - float(end)) <= 1e-9 * abs(row[name]))
                for name, end in zip(("value", "low", "high"), ends, strict=True)
            ),
        ]  # fmt: skip
        if not all(said):
            wrong.append((fact["file"], fact["row"], fact["indicator"], said))
    assert wrong == []
    assert figures == {}  # and none beside them


def test_places_are_those_of_the_collection(store: Store) -> None:
    query = """
        SELECT DISTINCT d.file, p.name FROM document AS d JOIN place AS p USING (place_id)
        WHERE d.file LIKE '%/pages/%'
    """
    names: dict[str, set[str]] = {}
    for row in store.sql(query):
        names.setdefault(row["file"].removeprefix("raw/"), set()).add(row["name"])
    kinds = {"district": "Huyện", "urban district": "Quận", "ward (since 2025-07)": "Phường"}
    spelt = {"Đak Đoa": "Đăk Đoa"}
    for fact in KEPT:
        name = f"{kinds.get(fact['place_kind'], 'Xã')} {spelt.get(fact['place'], fact['place'])}"
        assert name in names[fact["file"]], fact


def test_what_there_is_to_compare(store: Store) -> None:
    """The goals of the collection: places, years of results, series, pairs, structures."""

    def count(query: str) -> int:
        (row,) = store.sql(query)
        return int(row["n"])

    assert count("SELECT count(DISTINCT place_id) AS n FROM observation") >= 80
    results = "FROM latest WHERE role = 'result' AND period_kind = 'year'"
    assert count(f"SELECT count(DISTINCT period_end) AS n {results}") >= 20
    series = f"""
        SELECT count(*) AS n FROM (
            SELECT 1 {results} AND measure IN ('level', 'growth')
            GROUP BY place_id, indicator_id, measure, unit, basis HAVING count(*) >= 3
        )
    """
    assert count(series) >= 25
    pairs = """
        SELECT count(*) AS n FROM target_vs_actual
        WHERE result_observation_id IS NOT NULL AND target_observation_id IS NOT NULL
            AND NOT (place_id = 'vinh-bao' AND year = 2023)
    """
    assert count(pairs) >= 17
    structures = """
        SELECT count(*) AS n FROM (
            SELECT 1 FROM sector_structure WHERE complete
            GROUP BY place_id, structure_group, period_end, role, origin
        )
    """
    assert count(structures) >= 12


@pytest.mark.parametrize("name", ["observations.csv", "datapackage.json"])
def test_what_is_kept_in_the_repository_equals_a_rebuild(name: str, whole: Path) -> None:
    kept = (PROJECT / "data" / "processed" / name).read_bytes()
    assert kept == (whole / "processed" / name).read_bytes(), (
        "run `make build` and commit data/processed"
    )


def test_official_figures_stand_before_those_of_the_press(store: Store) -> None:
    """Vĩnh Bảo 2023: 14,64 % is printed by its own resolution and by a newspaper."""
    (row,) = store.sql(
        "SELECT document_id, evidence, figures FROM latest WHERE place_id = 'vinh-bao' "
        "AND indicator_id = 'gross_output' AND measure = 'growth' AND year(period_end) = 2023 AND role = 'result'"
    )
    assert row["evidence"] == "official"
    assert row["figures"] > 1
