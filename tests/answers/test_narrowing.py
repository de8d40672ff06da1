"""Questions about a part of a large store: answered from that part, with the same rows."""

from __future__ import annotations

import importlib
import sys
from typing import TYPE_CHECKING

import pytest
from polars.testing import assert_frame_equal

import indicators as ind
from indicators.answers import analyses
from indicators.answers.analyses import part
from indicators.answers.filters import Filters
from indicators.messages.errors import QueryError
from tests.conftest import PROJECT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from indicators.answers.results import Result
    from indicators.answers.store import Store

sys.path.insert(0, str(PROJECT / "benchmarks"))
national = importlib.import_module("national")  # a script, in no package


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("national") / "store.duckdb"
    national.make(path, 43_000)
    return path


def two(opened: Store) -> list[str]:
    """Two of its places, that with most figures first."""
    query = "SELECT place_id FROM observation GROUP BY ALL ORDER BY count(*) DESC, place_id"
    return [str(name) for name in opened.sql(query).to_polars()["place_id"][:2]]


QUESTIONS: dict[str, Callable[[Store, list[str]], Result]] = {
    "targets of a place": lambda s, p: s.target_vs_actual(place=p[0], year=2020),
    "targets by indicator": lambda s, _: s.target_vs_actual(indicator="crop_output"),
    "targets of nowhere": lambda s, p: s.target_vs_actual(place=p[1], verdict=[]),
    "growth": lambda s, p: s.growth(place=p[0], year=[2015, 2024]),
    "growth by indicator": lambda s, _: s.growth(indicator=["crop_output", "synthetic_1_0"]),
    "structure": lambda s, p: s.structure(place=p, year=2019),
    "structure by part": lambda s, _: s.structure(indicator="synthetic_1_1"),
    "comparison": lambda s, p: s.compare(p, year=2020),
    "comparison of an indicator": lambda s, p: s.compare(p, indicator="synthetic_other_1"),
    "comparison by measure": lambda s, p: s.compare(p, measure="growth"),
}


@pytest.fixture(scope="module")
def kept(store: Path) -> Iterator[Store]:
    """Works every view out once, and then keeps its rows."""
    with ind.open(store) as opened:
        yield opened


@pytest.fixture(scope="module")
def narrow(store: Path) -> Iterator[Store]:
    """Asked only where nothing is kept."""
    with ind.open(store) as opened:
        yield opened


@pytest.mark.parametrize("question", QUESTIONS)
def test_part_answers_as_the_whole(
    kept: Store, narrow: Store, question: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = two(kept)
    whole = QUESTIONS[question](kept, places).to_polars()
    monkeypatch.setattr(analyses, "_KEPT_UP_TO", 0)
    part = QUESTIONS[question](narrow, places).to_polars()
    assert_frame_equal(part, whole)
    assert (part.height > 0) is (question != "targets of nowhere")


def test_figures_that_contradict_each_other_are_named_from_the_part_too(
    store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(analyses, "_KEPT_UP_TO", 0)
    with ind.open(store) as opened:
        rows = opened.target_vs_actual(place=two(opened)[0]).to_polars()
    disputed = rows.filter(rows["result_disputed"])
    assert disputed.height > 0
    assert (disputed["disputing_figures"].list.len() > 1).all()


def test_year_narrows_no_view_that_looks_at_other_years() -> None:
    asked = Filters({"place_id": ["a"], "indicator_id": ["b"], "year(period_end)": [2020]})
    assert list(part("growth", asked).values) == ["place_id", "indicator_id"]
    assert list(part("sector_structure", asked).values) == ["place_id"]
    assert list(part("district_comparison", asked).values) == ["year(period_end)"]


def test_unknown_place_of_a_large_store_is_refused_with_the_nearest(store: Path) -> None:
    with ind.open(store) as opened:
        known = two(opened)[0]
        with pytest.raises(QueryError, match=known):
            opened.growth(place=f"{known}x")


def test_national_store_is_the_same_each_time_and_part_of_a_larger_one(
    store: Path, tmp_path: Path
) -> None:
    national.make(tmp_path / "again.duckdb", 43_000)
    national.make(tmp_path / "less.duckdb", 9_000)
    read = "SELECT * EXCLUDE (flags) FROM observation ORDER BY observation_id"
    frames = []
    for path in (store, tmp_path / "again.duckdb", tmp_path / "less.duckdb"):
        with ind.open(path) as opened:
            frames.append(opened.sql(read).to_polars())
    one, again, less = frames
    assert (one.height, less.height) == (43_000, 9_000)
    assert_frame_equal(one, again)
    assert_frame_equal(less, one.join(less, on="observation_id", how="semi"))


def test_national_store_has_every_kind_of_target_level_and_document(store: Path) -> None:
    with ind.open(store) as opened:
        bounds = opened.sql("SELECT DISTINCT bound FROM observation WHERE scenario = 'target'")
        levels = opened.sql("SELECT level, count(DISTINCT place_id) AS n FROM place GROUP BY ALL")
        contested = opened.sql("SELECT DISTINCT disputed FROM latest WHERE figures > 1")
        assert set(bounds.to_polars()["bound"]) == {
            "point", "range", "at_least", "more_than", "at_most", "less_than", "text",
        }  # fmt: skip
        counts = dict(levels.to_polars().iter_rows())
        assert counts == {"province": 63, "district": 700, "commune": 10_600}
        assert set(contested.to_polars()["disputed"].drop_nulls()) == {True, False}
