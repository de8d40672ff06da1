"""Whose figures are judged, ranked and shown: official documents, the press, all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from indicators.messages.errors import QueryError
from tests.figures import figure, make_store, target, year

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from indicators.answers.store import Store

PRESS = {"document_id": "here/press"}
ONCE = {**PRESS, "flags": ["typed_once"]}


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A target with results of every kind of source, a year each; growth, and a share."""
    rows = [
        target("10", **year(2019)), figure("12", **year(2019)),
        target("10", **year(2020)), figure("12", **year(2020), **PRESS),
        target("10", **year(2021)), figure("12", **year(2021), **ONCE),
        target("10", **year(2022), **PRESS), figure("12", **year(2022)),
        target("10", **year(2023)), figure("12", **year(2023), document_id="here/other"),
        figure("5", measure="growth", **year(2020), **PRESS),
        figure("6", measure="growth", **year(2021), **ONCE),
    ]  # fmt: skip
    with make_store(tmp_path_factory.mktemp("sources"), rows) as opened:
        yield opened


def verdicts(store: Store, **asked: Any) -> list[tuple[int, str, str | None]]:
    return [(r["year"], r["verdict"], r["reason"]) for r in store.target_vs_actual(**asked)]


def test_verdicts_are_on_official_figures(store: Store) -> None:
    assert verdicts(store) == [
        (2019, "exceeded", None),
        (2020, "undetermined", "source_press"),
        (2021, "undetermined", "source_weak"),
        (2022, "undetermined", "source_press"),
        (2023, "undetermined", "source_other"),
    ]


def test_the_press_is_judged_when_asked(store: Store) -> None:
    judged = verdicts(store, sources="press")
    assert [(year, verdict) for year, verdict, _ in judged] == [
        (2019, "exceeded"),
        (2020, "exceeded"),
        (2021, "undetermined"),
        (2022, "exceeded"),
        (2023, "exceeded"),
    ]
    assert {verdict for _, verdict, _ in verdicts(store, sources="all")} == {"exceeded"}


def test_what_is_not_judged_keeps_its_figures(store: Store) -> None:
    (row,) = store.target_vs_actual(year=2020)
    assert (row["target_value"], row["result_value"], row["evidence"]) == (10, 12, "press")
    assert (row["gap"], row["robust"], row["agrees"]) == (None, None, None)


def test_a_filter_of_verdicts_sees_what_is_judged(store: Store) -> None:
    assert [row["year"] for row in store.target_vs_actual(verdict="exceeded")] == [2019]


def reported(rows: Iterable[Any]) -> list[int]:
    return [row["year"] for row in rows if row["reported_value"] is not None]


def test_what_was_typed_once_is_shown_when_asked(store: Store) -> None:
    assert reported(store.growth()) == [2020]
    assert reported(store.growth(sources="all")) == [2020, 2021]
    assert reported(store.growth(sources="official")) == []


def test_sources_that_there_are_not(store: Store) -> None:
    with pytest.raises(QueryError, match="no sources 'blogs'; choose official, press or all"):
        store.growth(sources="blogs")  # type: ignore[arg-type]


def test_only_the_sources_asked_for_are_compared(tmp_path: Path) -> None:
    rows = [
        figure("1", place_id="here", document_id="here/first"),
        figure("2", place_id="there", document_id="there/press", flags=["secondary"]),
    ]
    with make_store(tmp_path, rows) as opened:
        (alone,) = opened.compare(["here", "there"])
        assert (alone["place_id"], alone["places"], alone["reason"]) == ("here", 1, "only_here")
        both = opened.compare(["here", "there"], sources="all")
        assert [(row["place_id"], row["places"]) for row in both] == [("here", 2), ("there", 2)]


@pytest.mark.parametrize(
    ("goal", "result", "verdict", "robust"),
    [
        # `gần 250` (less than 250) and `hơn 250` are judged at 250, where nothing is known
        (figure(">=240"), "<250", "met", False),
        (figure(">=250"), "<250", "undetermined", None),
        (figure(">=260"), "<250", "missed", False),
        (figure("240"), ">250", "exceeded", False),
        (figure("250"), ">250", "undetermined", None),
    ],
)
def test_rounded_results_are_judged_at_the_printed_number(
    goal: dict[str, Any], result: str, verdict: str, robust: bool | None, tmp_path: Path
) -> None:
    rows = [
        {**goal, "scenario": "target", "target_by": "district"},
        figure(result, flags=["approximate"]),
    ]
    with make_store(tmp_path, rows) as opened:
        (row,) = opened.target_vs_actual()
    assert (row["verdict"], row["robust"]) == (verdict, robust)


def test_a_rounded_target_is_no_ceiling(tmp_path: Path) -> None:
    """`phấn đấu gần 667 tỷ đồng` was read as at most 667: 900 would have missed it."""
    rows = [target("<667", flags=["approximate"]), figure("900")]
    with make_store(tmp_path, rows) as opened:
        (row,) = opened.target_vs_actual()
    assert (row["verdict"], row["robust"], row["target_bound"]) == ("exceeded", False, "less_than")
