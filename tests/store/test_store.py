"""The store: published whole or not at all, opened safely, new after every rebuild."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import duckdb
import pytest

import indicators
from indicators.building import build
from indicators.messages.errors import PublishError, QueryError, StoreError
from indicators.store import frames
from indicators.store.csvtext import observations_csv
from tests.offices import write_office

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from indicators.answers.store import Store

pytestmark = pytest.mark.usefixtures("unaudited")

HEAD = ["STT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện năm 2024"]


def office(data: Path, value: float) -> Path:
    write_office(data, [HEAD, [1, "Tỷ lệ hộ nghèo", "%", value]])
    assert build(data).published
    return data / "processed" / "indicators.duckdb"


def poverty(store: Store) -> list[object]:
    return [row["value"] for row in store.observations()]


def test_datapackage_describes_the_csv(built: Path) -> None:
    package = json.loads((built / "processed" / "datapackage.json").read_text("utf-8"))
    (resource,) = package["resources"]
    text = (built / "processed" / "observations.csv").read_text("utf-8")
    header = next(csv.reader(io.StringIO(text)))
    assert (
        [field["name"] for field in resource["schema"]["fields"]]
        == header
        == list(frames.types_of("observation"))
    )
    assert resource["bytes"] == len(text.encode())
    assert len(package["sources"]) == 5


def test_closing_sums_of_every_file(store: Store) -> None:
    rows = list(store.sql("SELECT * FROM build"))
    assert len(rows) == 5
    for row in rows:
        assert row["cells"] == sum(
            int(str(row[k])) for k in ("observation", "label", "head", "ignored", "finding")
        )
        assert row["finding"] == 0


def test_every_figure_leads_back_to_its_document(store: Store) -> None:
    sources = store.observations().sources()
    assert sum(int(str(row["figures"])) for row in sources) == len(store.observations())
    appendix = next(row for row in sources if row["source_locator"] == "Phụ lục I.17")
    assert appendix["citation"] == (
        "Ban Thường vụ Huyện ủy Vĩnh Bảo, Báo cáo 499-BC/HU, ngày 19/12/2023, Phụ lục I.17"
    )
    assert sorted(appendix["locators"]) == ["Phụ lục!D40", "Phụ lục!E40"]


def test_every_figure_has_one_territory(store: Store) -> None:
    names = [row["place"] for row in store.observations()]
    assert len(names) == 555
    assert set(names) == {
        "Huyện Vĩnh Bảo", "Huyện Nhơn Trạch", "Xã Tân Hưng", "Xã Vĩnh An", "Thị trấn Vĩnh Bảo", "Xã Thắng Thủy",
        "Xã Vĩnh Long", "Xã Đồng Minh", "Xã Hưng Nhân",
    }  # fmt: skip


def test_document_without_a_number_is_cited_by_its_title(store: Store) -> None:
    (row, *_) = store.observations(document="vinh-bao/KL-hoi-nghi-24").sources()
    assert row["citation"] == (
        "Ban Chấp hành Đảng bộ huyện Vĩnh Bảo, Kết luận “Kết luận Hội nghị Huyện ủy lần thứ 24, khóa XXVI”, 10/2024, I"
    )


def test_open_store_goes_on_and_open_again_sees_the_new_one(tmp_path: Path) -> None:
    """DuckDB hands out a cached instance for a path it has open: the old file, after a rebuild."""
    path = office(tmp_path, 1.1)
    old = indicators.open(path)
    assert poverty(old) == [1.1]
    office(tmp_path, 2.2)
    new = indicators.open(path)
    assert poverty(new) == [2.2]
    assert poverty(old) == [1.1]
    office(tmp_path, 3.3)
    assert poverty(indicators.open(path)) == [3.3]
    assert (poverty(old), poverty(new)) == ([1.1], [2.2])


_CRASHES = """
import os, signal, sys
from pathlib import Path
from indicators.building import build, writing
from indicators.codebook import load_codebook
from indicators.store import publish
stop = calls = 0
def deadly(real):
    def call(*a, **k):
        global calls
        calls += 1
        if calls == stop:
            os.kill(os.getpid(), signal.SIGKILL)
        return real(*a, **k)
    return call
publish._flush = deadly(publish._flush)
publish._write_store = deadly(publish._write_store)
Path.replace = deadly(Path.replace)
Path.write_bytes = deadly(Path.write_bytes)
writing.audit = lambda *_: []
load_codebook()
for data in sys.argv[1:]:
    stop = int(Path(data).name)
    child = os.fork()
    if child == 0:
        build(data)
        os._exit(0)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


@pytest.mark.skipif(not hasattr(os, "fork"), reason="a process is forked for every step")
@pytest.mark.parametrize(
    "stops", [(3, 8, 11), pytest.param((1, 2, 4, 5, 6, 7, 9, 10), marks=pytest.mark.nightly)]
)
def test_a_crash_at_any_step_leaves_the_old_store(stops: Sequence[int], tmp_path: Path) -> None:
    """The process is killed at the n-th call that touches the disk."""
    folders = [tmp_path / str(stop) for stop in stops]
    paths = [office(folder, 1.1) for folder in folders]
    for folder in folders:
        write_office(folder, [HEAD, [1, "Tỷ lệ hộ nghèo", "%", 2.2]])
    ended = subprocess.run(
        [sys.executable, "-c", _CRASHES, *folders], check=True, capture_output=True, text=True
    )
    for stop, folder, path, code in zip(stops, folders, paths, ended.stdout.split(), strict=True):
        with indicators.open(path) as store:
            assert poverty(store) in ([1.1], [2.2])
            if stop < 9:
                assert (code, poverty(store)) == ("-9", [1.1])
        assert build(folder).published
        with indicators.open(path) as store:
            assert poverty(store) == [2.2]


def test_leftovers_of_a_crash_are_not_taken_for_stores(tmp_path: Path) -> None:
    path = office(tmp_path, 1.1)
    names = sorted(p.name for p in path.parent.iterdir())
    assert names == [".read.sqlite", "datapackage.json", "indicators.duckdb", "observations.csv"]


@pytest.mark.skipif(os.name == "nt", reason="rights work differently on Windows")
def test_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    write_office(tmp_path, [HEAD, [1, "Tỷ lệ hộ nghèo", "%", 1.1]])
    (tmp_path / "processed").write_text("a file where the folder should be", "utf-8")
    with pytest.raises(PublishError, match="the old one is as it was"):
        build(tmp_path)


@pytest.mark.parametrize(
    "query",
    [
        "CREATE TABLE x (i INT)",
        "DELETE FROM observation",
        "COPY observation TO 'x.csv'",
        "ATTACH 'x.duckdb'",
        "INSTALL httpfs",
        "LOAD httpfs",
        "SET threads = 1",
        "SELECT 1; SELECT 2",
        "SELECT * FROM read_csv('pyproject.toml')",
        "SELECT * FROM 'pyproject.toml'",
        "SELECT * FROM nothing",
        "SELEC",
        "",
    ],
)
def test_sql_reads_the_store_and_nothing_else(query: str, store: Store) -> None:
    with pytest.raises(QueryError) as error:
        store.sql(query)
    assert "Traceback" not in str(error.value)


def test_sql_takes_parameters(store: Store) -> None:
    (row,) = store.sql("SELECT count(*) AS n FROM observation WHERE place_id = ?", ["nhon-trach"])
    assert row["n"] == 61


@pytest.mark.parametrize("content", [b"", b"not a database", None])
def test_what_is_no_store_is_one_sentence(content: bytes | None, tmp_path: Path) -> None:
    path = tmp_path / "indicators.duckdb"
    if content is None:
        with duckdb.connect(str(path)) as other:
            other.execute("CREATE TABLE observation (x INT)")
    else:
        path.write_bytes(content)
    with pytest.raises(StoreError, match="not a store of indicators"):
        indicators.open(path)


def test_missing_store_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="indicators build"):
        indicators.open(tmp_path / "indicators.duckdb")


def test_store_is_found_from_a_notebook_folder(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (built.parent / "notebooks").mkdir(exist_ok=True)
    monkeypatch.chdir(built.parent / "notebooks")
    with indicators.open() as store:
        assert len(store.observations()) == 555


@pytest.mark.parametrize(
    ("filters", "count"),
    [
        ({"place": "nhon-trach"}, 61),
        ({"place": ["nhon-trach", "vinh-bao/vinh-long"]}, 65),
        ({"document": "vinh-bao/07-NQ-HU", "scenario": "target"}, 49),
        ({"indicator": "poverty_rate", "year": 2023}, 4),
        ({"measure": "share", "sector": "crops", "year": [2023, 2024]}, 4),
        ({"place": "vinh-bao", "year": 1999}, 0),
    ],
)
def test_filters(filters: dict[str, object], count: int, store: Store) -> None:
    assert len(store.observations(**filters)) == count  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("filters", "nearest"),
    [
        ({"place": "vinh-boa"}, "vinh-bao"),
        ({"indicator": "povrty_rate"}, "poverty_rate"),
        ({"theme": "agricultur"}, "agriculture"),
        ({"scenario": "estimat"}, "estimate"),
    ],
)
def test_wrong_name_gets_the_nearest_right_ones(
    filters: dict[str, str], nearest: str, store: Store
) -> None:
    with pytest.raises(QueryError, match=nearest):
        store.observations(**filters)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("thu ngân sách", "budget_revenue_total"),
        ("thu ngan sach", "budget_revenue_total"),
        ("hộ nghèo", "poverty_rate"),
        ("rice yield", "rice_yield_main"),
        ("bảo hiểm y tế", "health_insurance_coverage"),
        ("GTSX nông nghiệp", "gross_output_agriculture"),
    ],
)
def test_search(text: str, first: str, store: Store) -> None:
    found = [row["indicator_id"] for row in store.search(text)]
    assert first in found[:5]


def test_search_without_a_hit_is_empty(store: Store) -> None:
    assert len(store.search("zzzz qqqq")) == 0


def test_results_in_three_frames(store: Store) -> None:
    result = store.observations(indicator="poverty_rate")
    assert (
        result.to_polars().height
        == result.to_arrow().num_rows
        == len(result.to_pandas())
        == len(result)
    )
    frame = result.to_pandas()
    assert frame["value"].dtype == "double[pyarrow]"
    assert frame["low"].isna().all()


def test_result_is_shown_readably_in_both_languages(store: Store, built: Path) -> None:
    html = store.observations(indicator="gross_output", document="vinh-bao/499-BC-HU")._repr_html_()
    for text in (
        "20.952,436",
        "14–15",
        "Tổng giá trị sản xuất trên địa bàn",
        "499-BC/HU, Phụ lục I.1",
        "chỉ tiêu",
    ):
        assert text in html
    with indicators.open(built, lang="en") as english:
        html = english.observations(indicator="natural_population_growth_rate")._repr_html_()
    for text in ("less than 0.64", "Natural increase rate of population", "target"):
        assert text in html


def test_result_shows_how_many_rows_it_leaves_out(store: Store) -> None:
    assert "còn 515 dòng" in store.observations()._repr_html_()


def test_labels_are_escaped_when_shown(store: Store) -> None:
    assert "<b>" not in store.sql("SELECT '<b>x</b>' AS label")._repr_html_()


@pytest.mark.parametrize("text", ["=1+1", "+5", "-3", "@x", "\t=1", "'=1"])
def test_text_that_looks_like_a_formula_is_text_in_the_csv(text: str) -> None:
    import polars as pl

    row = dict.fromkeys(frames.types_of("observation"))
    frame = pl.DataFrame(
        [{**row, "raw_label": text, "value": -3.5, "flags": []}],
        schema=frames.types_of("observation"),
    )
    (line,) = csv.DictReader(io.StringIO(observations_csv(frame).decode()))
    assert line["raw_label"][0] == "'"
    assert line["raw_label"][1:] == text
    assert line["value"] == "-3.5"


def test_import_is_light() -> None:
    program = "import sys, indicators; print(*{'pandas', 'matplotlib', 'polars', 'duckdb', 'pyarrow'} & set(sys.modules))"
    ended = subprocess.run(
        [sys.executable, "-c", program], check=True, capture_output=True, text=True
    )
    assert ended.stdout.strip() == ""


def test_no_progress_bar_gets_into_what_is_printed(store: Store) -> None:
    """DuckDB shows one on standard output for whatever takes two seconds, terminal or not."""
    (row,) = store.sql("SELECT current_setting('enable_progress_bar') AS bar")
    assert row["bar"] is False


def test_a_question_that_takes_too_long_ends_in_a_sentence(store: Store) -> None:
    crossed = "SELECT count(*) FROM observation a, observation b, observation c, observation d"
    with pytest.raises(QueryError, match=r"no answer after 0\.5 seconds"):
        store.sql(crossed, timeout=0.5)
    assert len(store.sql("SELECT 1 AS n", timeout=60)) == 1  # the connection goes on


def test_an_answer_of_too_many_rows_is_not_taken_into_memory(store: Store) -> None:
    with pytest.raises(QueryError, match="more than 554 rows"):
        store.sql("SELECT * FROM observation", max_rows=554)
    assert len(store.sql("SELECT * FROM observation", max_rows=555)) == 555
