"""How much of the data passes: counted by hand on a few figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from indicators.messages.errors import ChartError, QueryError
from tests.figures import figure, make_store, target

if TYPE_CHECKING:
    from pathlib import Path

    from indicators.answers.store import Store


def small(folder: Path) -> Store:
    """In the first document two figures contradict (error), a target is printed twice (warning)."""
    store = make_store(folder, [
        figure("5", indicator_id="a"), figure("7", indicator_id="a"),
        target("<10", indicator_id="b"), target("9.5", indicator_id="b"),
        figure("3", indicator_id="c"),
        figure("4", indicator_id="d", document_id="here/second"),
    ])  # fmt: skip
    store.audit()
    return store


def test_figures_by_the_gravest_finding(tmp_path: Path) -> None:
    with small(tmp_path) as store:
        rows = {row["document_id"]: row for row in store.quality()}
    counts = {
        name: [row[part] for part in ("figures", "untouched", "warned", "failed")]
        for name, row in rows.items()
    }
    assert counts == {"here/first": [5, 1, 2, 2], "here/second": [1, 1, 0, 0]}


def test_in_words_in_both_languages(tmp_path: Path) -> None:
    with small(tmp_path) as store:
        # 2 of 6 = 33,3 %
        assert "**2** trong 6 số liệu (**33,3 %**) của 2 văn bản" in store.quality().summary()[0]
        assert "**2** of 6 figures (**33.3 %**)" in store.quality().summary(lang="en")[0]
        assert store.quality().table()[1][0][1:] == ["5", "1", "2", "2", "20,0"]


def test_chart_says_in_words_what_it_shows(tmp_path: Path) -> None:
    with small(tmp_path) as store:
        chart = store.quality().plot(lang="en")
    assert "1 no error, no warning, 2 warnings only, 2 errors" in chart.alt_text


def test_place_that_is_not_there(tmp_path: Path) -> None:
    with small(tmp_path) as store, pytest.raises(QueryError, match="there is no place 'there'"):
        store.quality(place="there")


def test_nothing_to_draw(tmp_path: Path) -> None:
    with make_store(tmp_path, []) as store, pytest.raises(ChartError, match="no document here has"):
        store.quality().plot()
