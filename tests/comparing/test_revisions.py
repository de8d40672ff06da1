"""What was revised between two editions: which figures are taken as one, and what is told."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from indicators.building import build
from indicators.comparing.editions import Edition, read_edition
from indicators.comparing.revisions import revisions
from indicators.store.csvtext import observations_csv
from tests.conftest import PROJECT
from tests.figures import figure, make_store, store_tables, target, year
from tests.offices import write_office

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("unaudited")

PROCESSED = PROJECT / "data" / "processed"
HEAD = ["STT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch năm 2024", "Thực hiện năm 2024"]
OFFICE = [
    [1, "Tỷ lệ hộ nghèo", "%", "dưới 1,2", 1.1],
    [2, "Năng suất lúa vụ xuân", "tạ/ha", 70, 71],
    [3, "Năng suất lúa vụ mùa", "tạ/ha", 55, 56],
]


def edition(*figures: dict[str, Any]) -> Edition:
    """What `read_edition` reads of a store of the figures."""
    tables = store_tables(figures)
    known = ("document_id", "number", "issued_on", "issued_precision")
    return Edition(tables["observation"], tables["document"].select(known))


def compared(old: list[dict[str, Any]], new: list[dict[str, Any]]) -> pl.DataFrame:
    return revisions(edition(*old), edition(*new))


def test_a_store_is_read_as_the_edition_of_its_figures(tmp_path: Path) -> None:
    figures = [figure("20"), target("5", document_id="here/second")]
    make_store(tmp_path, figures).close()
    read, made = read_edition(tmp_path / "indicators.duckdb"), edition(*figures)
    assert_frame_equal(read.figures, made.figures)
    assert read.documents is not None
    assert made.documents is not None
    assert_frame_equal(read.documents, made.documents, check_row_order=False)


def kinds(frame: pl.DataFrame) -> list[str]:
    return frame["kind"].to_list()


def changes(row: dict[str, Any]) -> dict[str, tuple[str | None, str | None]]:
    return {change["field"]: (change["old"], change["new"]) for change in row["changes"]}


@cache
def project_figures() -> pl.DataFrame:
    return read_edition(PROCESSED / "observations.csv").figures


# ---- what is found


def test_a_figure_was_changed() -> None:
    frame = compared([figure("20"), target("5")], [figure("21.5"), target("5")])
    (row,) = frame.to_dicts()
    assert row["kind"] == "changed"
    assert (row["old_raw_value"], row["new_raw_value"]) == ("20", "21.5")
    assert (row["document_number"], str(row["issued_on"])) == ("first", "2024-01-10")
    assert changes(row) == {
        "value": ("20.0", "21.5"),
        "decimals": ("0", "1"),
        "raw_value": ("20", "21.5"),
    }


@pytest.mark.parametrize(
    ("more", "fields"),
    [
        ({"unit": "người"}, {"unit": ("%", "người")}),
        ({"indicator_id": "other"}, {"indicator_id": ("rate", "other")}),
        (year(2022), {"period_start": ("2023-01-01", "2022-01-01"), "period_end": ("2023-12-31", "2022-12-31")}),
        ({"scenario": "estimate"}, {"scenario": ("actual", "estimate")}),
        ({"target_by": "city"}, {"target_by": (None, "city")}),
        ({"price_basis": "current"}, {"price_basis": (None, "current")}),
        ({"reported_status": "Đạt"}, {"reported_status": (None, "Đạt")}),
        ({"flags": ["hidden", "approximate"]}, {"flags": (None, "approximate hidden")}),
        ({"raw_label": "mended"}, {"raw_label": ("label", "mended")}),
        ({"source_locator": "I.1"}, {"source_locator": (None, "I.1")}),
        ({"place_id": "here/xa"}, {"place_id": ("here", "here/xa")}),
        ({"bound": "range", "value": None, "low": 1.0, "high": 2.0},
         {"bound": ("point", "range"), "value": ("20.0", None), "low": (None, "1.0"), "high": (None, "2.0")}),
    ],
    ids=" ".join,
)  # fmt: skip
def test_each_field_tells_its_change(
    more: dict[str, Any], fields: dict[str, tuple[str | None, str | None]]
) -> None:
    (row,) = compared([figure("20")], [figure("20", **more)]).to_dicts()
    assert row["kind"] == "changed"
    assert changes(row) == fields


def test_added_and_gone() -> None:
    old = [figure("1", indicator_id="a"), figure("2", indicator_id="b", raw_label="B")]
    new = [old[0], figure("3", indicator_id="c", raw_label="C")]
    added, gone = compared(old, new).to_dicts()
    # the same cell holds another label, figure and meaning: that is another figure
    assert (added["kind"], added["indicator_id"], added["new_raw_value"]) == ("added", "c", "3")
    assert (gone["kind"], gone["indicator_id"], gone["old_locator"]) == ("gone", "b", "T!A2")
    assert added["old_raw_value"] is None
    assert gone["new_locator"] is None
    assert added["changes"] == gone["changes"] == []


def test_figures_below_an_inserted_one_are_moved_though_ids_are_those_of_their_neighbours() -> None:
    old = [figure(str(n), indicator_id=f"i{n}", raw_label=f"L{n}") for n in range(5)]
    new = [*old[:2], figure("9", indicator_id="new", raw_label="N"), *old[2:]]
    frame = compared(old, new)
    assert kinds(frame) == ["added", "moved", "moved", "moved"]
    assert frame["indicator_id"].to_list() == ["new", "i2", "i3", "i4"]
    assert frame.row(1, named=True)["old_locator"] == "T!A3"
    assert frame.row(1, named=True)["new_locator"] == "T!A4"


def test_of_figures_alike_the_equal_ones_belong_together() -> None:
    frame = compared(
        [figure("10"), figure("12"), figure("12")],
        [figure("9"), figure("12"), figure("10"), figure("12")],
    )
    told = {(row["kind"], row["old_raw_value"], row["new_raw_value"]) for row in frame.to_dicts()}
    assert told == {("added", None, "9"), ("moved", "10", "10"), ("moved", "12", "12")}


def test_communes_of_one_table_are_not_taken_for_each_other() -> None:
    communes = [figure(str(n), place_id=f"here/x{n}") for n in range(3)]
    frame = compared(communes, [communes[2], communes[0]])
    assert sorted(kinds(frame)) == ["gone", "moved", "moved"]
    assert frame.filter(pl.col("kind") == "gone")["place_id"].to_list() == ["here/x1"]


def test_a_document_of_one_side_is_named_with_its_figures() -> None:
    old = [figure("1"), figure("2", document_id="here/second")]
    frame = compared(old, old[:1])
    assert kinds(frame) == ["document_gone", "gone"]
    assert set(frame["document_id"]) == {"here/second"}
    assert set(frame["document_number"]) == {"second"}
    back = compared(old[:1], old)
    assert kinds(back) == ["document_added", "added"]


def test_a_document_without_figures_counts_between_stores_only() -> None:
    known = edition(figure("1"))
    assert known.documents is not None
    more = known.documents.with_columns(document_id=pl.lit("here/second"))
    larger = Edition(known.figures, pl.concat([known.documents, more]))
    assert kinds(revisions(known, larger)) == ["document_added"]
    assert revisions(Edition(known.figures), larger).is_empty()


def test_a_row_put_into_a_workbook(tmp_path: Path) -> None:
    for name, rows in (("old", OFFICE), ("new", OFFICE[1:])):
        write_office(tmp_path / name, [HEAD, *rows])
        assert build(tmp_path / name).published
    frame = revisions(read_edition(tmp_path / "new"), read_edition(tmp_path / "old"))
    assert kinds(frame) == ["added"] * 2 + ["moved"] * 4
    places = frame.filter(pl.col("kind") == "moved").select("old_locator", "new_locator").rows()
    assert places[0] == ("Biểu 1!D2", "Biểu 1!D3")


# ---- properties


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False), st.floats(0, 1))
def test_rows_taken_out_are_gone_and_nothing_else(random: Any, share: float) -> None:
    frame = project_figures().with_row_index("at")
    count = round(share * frame.height)
    taken = random.sample(range(frame.height), count)
    kept = frame.filter(~pl.col("at").is_in(taken))
    # a shuffled frame is the same frame
    shuffled = kept.sample(fraction=1, shuffle=True, seed=count)
    told = revisions(Edition(frame), Edition(shuffled))
    gone = told.filter(pl.col("kind") == "gone")
    wanted = frame.filter(pl.col("at").is_in(taken))
    keys = ["document_id", "locator"]
    assert set(gone.select("document_id", "old_locator").rows()) == set(wanted.select(keys).rows())
    assert gone.height == count
    assert set(told["kind"]) <= {"gone", "document_gone"}
    lost = set(frame["document_id"]) - set(kept["document_id"])
    assert set(told.filter(pl.col("kind") == "document_gone")["document_id"]) == lost
    back = revisions(Edition(kept), Edition(frame))
    assert back.filter(pl.col("kind") == "added").height == count == back.height - len(lost)


texts = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=12
)
dangerous = st.builds(str.__add__, st.sampled_from(list("+-=@'\"")), texts)
words = st.one_of(texts, dangerous)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(words, words, st.sampled_from("abc"), st.floats(-1e9, 1e9)), max_size=12))
def test_a_frame_differs_neither_from_itself_nor_from_its_csv(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, str, float]]
) -> None:
    base = project_figures().head(0)
    made = [
        {
            **figure("1"), "raw_label": label, "raw_value": raw, "indicator_id": name,
            "value": value, "note": label, "flags": ["x", "a"], "ordinal": at, "locator": f"T!A{at}",
            "observation_id": str(at),
        }
        for at, (label, raw, name, value) in enumerate(rows)
    ]  # fmt: skip
    frame = pl.DataFrame(made, schema=base.schema)
    one = Edition(frame)
    assert revisions(one, one).is_empty()
    path = tmp_path_factory.mktemp("csv") / "observations.csv"
    path.write_bytes(observations_csv(frame))
    assert revisions(one, read_edition(path)).is_empty()
