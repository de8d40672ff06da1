"""Figures that agree: no rule has anything to say of them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import pytest

from indicators.audit import audit, switched
from tests.audit.consistent import codebook, consistent, make_store
from tests.audit.sight import HOLDS, holds, possible, worded_well
from tests.figures import duckdb_of, figure, target, year
from tests.figures import make_store as small_store

if TYPE_CHECKING:
    from pathlib import Path

    from indicators.model.records import Finding


def small(folder: Path, *figures: dict[str, Any]) -> list[Finding]:
    with small_store(folder, figures) as store:
        return audit(duckdb_of(store), switched({}))


# Results of relations of the national codebook whose figures are not made yet.
NATIONAL = [
    "fishery_production", "grdp", "grdp_industry_construction", "investment_total", "population",
    "rice_output_autumn_winter", "rice_output_summer_autumn",
]  # fmt: skip


@pytest.mark.parametrize(
    "seed", [0, *(pytest.param(n, marks=pytest.mark.slow) for n in range(1, 5))]
)
def test_consistent_figures_raise_no_finding(seed: int, tmp_path: Path) -> None:
    made = consistent(seed)
    assert 10_000 < len(made.figures) < 12_000
    with make_store(tmp_path, made.figures.values()) as store:
        found = audit(duckdb_of(store), switched({}))
    assert [(finding.rule, finding.message_en) for finding in found] == []


def test_the_same_seed_makes_the_same_figures() -> None:
    assert consistent(1, districts=1).figures == consistent(1, districts=1).figures
    assert consistent(1, districts=1).figures != consistent(2, districts=1).figures


def test_the_figures_are_consistent_by_arithmetic_of_its_own() -> None:
    made = consistent(0)
    assert [tie for tie in made.ties if not holds(tie, made.figures)] == []
    numbers = [f for f in made.figures.values() if f.bound != "text"]
    assert [f for f in numbers if not (possible(f) and worded_well(f))] == []


def test_the_figures_stand_in_every_relation_of_the_codebook() -> None:
    made = consistent(0)
    printed: dict[str, set[object]] = defaultdict(set)
    for one in made.figures.values():
        if one.measure == "level" and one.scenario != "target":
            printed[one.indicator].add((one.place, one.period, one.basis))
    apart = [
        relation.result
        for relation in codebook().relations
        if not set.intersection(*(printed[name] for name in (relation.result, *relation.terms)))
    ]
    assert sorted(apart) == NATIONAL
    assert {tie.kind for tie in made.ties} == set(HOLDS)


# Exact values in the middle between two printed ones, where binary fractions miss by a hair.
MIDDLE = {
    "growth 13,75": (
        figure("546", unit="GCN"),
        figure("480", unit="GCN", **year(2022)),
        figure("13.8", measure="growth"),
    ),
    "percent of plan 2,05": (
        target("2000", unit="GCN"),
        figure("41", unit="GCN"),
        figure("2.1", measure="attainment", target_by="district"),
    ),
    "percent of its ratio 2,05": (
        figure("41", unit="GCN", denominator=2000.0, locator="T!E5"),
        figure("2.1", measure="attainment", target_by="plan", locator="T!G5"),
    ),
    "0,35 rounded up and down": (
        figure("0.4", document_id="here/first"),
        figure("0.3", document_id="here/second"),
    ),
}


@pytest.mark.parametrize("name", MIDDLE)
def test_the_middle_between_two_decimals_is_no_error(name: str, tmp_path: Path) -> None:
    assert small(tmp_path, *MIDDLE[name]) == []
