"""Reaching the data: names in place of ids, years of any type, listings, wide tables, citations, Arrow."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import duckdb
import numpy as np
import polars as pl
import pytest

from indicators.messages.errors import QueryError
from tests.figures import figure, make_store, year

if TYPE_CHECKING:
    from pathlib import Path

    from indicators.answers.store import Store


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ({"place": "Vĩnh Bảo"}, {"place": "vinh-bao"}),  # the district, not its town
        ({"place": "vinh bao"}, {"place": "vinh-bao"}),
        ({"place": "Thị trấn Vĩnh Bảo"}, {"place": "vinh-bao/vinh-bao"}),
        ({"indicator": "Tỷ lệ hộ nghèo"}, {"indicator": "poverty_rate"}),
        ({"indicator": "Poverty rate"}, {"indicator": "poverty_rate"}),
        ({"scenario": "kế hoạch"}, {"scenario": "target"}),
        ({"scenario": "Thực hiện"}, {"scenario": "actual"}),
        ({"measure": "cơ cấu"}, {"measure": "share"}),
        ({"year": "2023"}, {"year": 2023}),
        ({"year": 2023.0}, {"year": 2023}),
        ({"year": np.int64(2023)}, {"year": 2023}),
        ({"year": range(2023, 2025)}, {"year": [2023, 2024]}),
        ({"year": slice(2023, 2024)}, {"year": [2023, 2024]}),
        ({"year": slice(2024, None)}, {"year": [2024, 2025]}),
    ],
)
def test_filters_take_what_people_call_things(asked: Any, ids: Any, store: Store) -> None:
    found, wanted = store.observations(**asked), store.observations(**ids)
    assert len(found) > 0
    assert found.to_polars().equals(wanted.to_polars())


def test_what_a_search_found_is_a_filter(store: Store) -> None:
    found = store.search("hộ nghèo", limit=2)
    ids = found.to_polars()["indicator_id"].to_list()
    assert len(store.observations(indicator=found)) == len(store.observations(indicator=ids)) > 0


def test_words_that_name_no_indicator_are_answered_by_the_search(store: Store) -> None:
    with pytest.raises(QueryError, match="budget_revenue_local"):
        store.observations(indicator="thu ngan sach tren")


@pytest.mark.parametrize("wrong", ["năm nay", 2023.5, None, float("nan")])
def test_what_is_no_year_is_refused(wrong: Any, store: Store) -> None:
    with pytest.raises(QueryError, match="2023"):
        store.observations(year=[wrong])


def test_listings_count_all_figures(store: Store) -> None:
    (info,) = store.info()
    for listing in (store.themes(), store.years(), store.indicators()):
        assert listing.to_polars()["figures"].sum() == info["figures"] == 555
    assert len(store.indicators()) == info["indicators"]


def test_a_wide_table_has_one_figure_a_cell(tmp_path: Path) -> None:
    figures = [
        figure("5", **year(2022)), figure("6..8", **year(2023)), figure(">9", **year(2024)),
        figure("5.5", document_id="here/second", **year(2022)),
    ]  # fmt: skip
    rows = make_store(tmp_path, figures).observations()
    wide = rows.wide()
    assert wide.columns == ["year", "rate (%)"]
    assert wide.rows() == [(2022, "5,5"), (2023, "6–8"), (2024, "trên 9")]
    assert rows.wide(ranges="middle").rows()[1] == (2023, "6–8")  # beside a threshold, all is text


def test_the_middle_of_a_range_is_a_number(tmp_path: Path) -> None:
    rows = make_store(tmp_path, [figure("5", **year(2022)), figure("6..8")]).observations()
    assert rows.wide(ranges="middle").rows() == [(2022, 5.0), (2023, 7.0)]


def test_a_wide_table_mixes_no_measures(store: Store) -> None:
    with pytest.raises(QueryError, match="measure"):
        store.observations(place="vinh-bao").wide()
    with pytest.raises(QueryError, match="period_kind"):
        store.observations(place="vinh-bao", measure="level", year=2023).wide()


def test_results_are_read_as_arrow(store: Store) -> None:
    rows = store.observations(place="vinh-bao", indicator="poverty_rate")
    assert pl.DataFrame(rows).equals(rows.to_polars())
    assert duckdb.execute("SELECT count(*) FROM rows").fetchall() == [(len(rows),)]


def test_a_printed_result_shows_figures_and_sources_and_no_ids(store: Store) -> None:
    text = repr(store.observations(place="vinh-bao", indicator="poverty_rate", year=2023))
    assert "Tỷ lệ hộ nghèo | 2023 | thực hiện | mức | 0,46 | % | 499-BC/HU, Phụ lục I.17" in text
    assert not [word for word in text.split("\n")[2:] if "poverty_rate" in word]


def test_citations_in_other_forms(store: Store) -> None:
    rows = store.target_vs_actual(place="vinh-bao", year=2023, indicator="poverty_rate")
    assert rows.citation(format="bibtex").splitlines() == [
        "@report{vinh-bao-499-BC-HU,",
        "  author = {{Ban Thường vụ Huyện ủy Vĩnh Bảo}},",
        "  title = {Kết quả thực hiện nhiệm vụ năm 2023; mục tiêu, nhiệm vụ, giải pháp năm 2024},",
        "  type = {Báo cáo},", "  number = {499-BC/HU},", "  date = {2023-12-19},", "  year = {2023},",
        "}",
    ]  # fmt: skip
    (entry,) = json.loads(rows.citation(format="csl", figures=True))
    assert (entry["locator"], entry["issued"]) == ("Phụ lục I.17", {"date-parts": [[2023, 12, 19]]})
    assert rows.citation(figures=True).endswith("Phụ lục I.17")
