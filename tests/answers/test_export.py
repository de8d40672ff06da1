"""`indicators export`: every form holds every figure, whole or not at all, and the same twice."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sys
from typing import TYPE_CHECKING

import openpyxl
import pyarrow.parquet as pq
import pytest

import indicators
from indicators.cli import main
from indicators.messages.errors import ExportError, StoreError

if TYPE_CHECKING:
    from pathlib import Path

    from indicators.answers.store import Store

pytestmark = pytest.mark.usefixtures("unaudited")


def run(built: Path, form: str, place: Path) -> int:
    return main(["export", "--to", form, "--data", str(built), "-o", str(place)])


def test_csv_is_that_of_the_build_in_a_file_and_on_standard_output(
    built: Path, tmp_path: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    kept = (built / "processed" / "observations.csv").read_bytes()
    assert run(built, "csv", tmp_path / "figures.csv") == 0
    assert (tmp_path / "figures.csv").read_bytes() == kept
    capfdbinary.readouterr()
    assert main(["export", "--to", "csv", "--data", str(built)]) == 0
    assert capfdbinary.readouterr().out == kept


def test_workbook_holds_every_figure_with_its_documents(built: Path, tmp_path: Path) -> None:
    assert run(built, "xlsx", tmp_path / "figures.xlsx") == 0
    book = openpyxl.load_workbook(tmp_path / "figures.xlsx")
    assert {"Phân tích", "Nguồn", "Phát hiện"} <= set(book.sheetnames)
    assert book["Phân tích"].max_row == 2 + 555
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_parquet_twice_gives_the_same_bytes_and_its_manifest_is_true(
    built: Path, tmp_path: Path
) -> None:
    first, second = tmp_path / "one", tmp_path / "two"
    assert run(built, "parquet", first) == run(built, "parquet", second) == 0
    names = sorted(p.relative_to(first).as_posix() for p in first.rglob("*") if p.is_file())
    for name in names:
        assert (first / name).read_bytes() == (second / name).read_bytes(), name
    about = json.loads((first / "dataset.json").read_bytes())
    files = [file for table in about["tables"].values() for file in table["files"]]
    assert sorted(file["path"] for file in files) == [n for n in names if n != "dataset.json"]
    for file in files:
        data = (first / file["path"]).read_bytes()
        assert (len(data), hashlib.sha256(data).hexdigest()) == (file["bytes"], file["sha256"])
        assert pq.read_metadata(first / file["path"]).num_rows == file["rows"]
    assert about["tables"]["observation"]["rows"] == 555
    assert about["tables"]["document"]["rows"] == 5


def test_figures_lie_in_the_folder_of_the_year_their_period_ends_in(
    built: Path, tmp_path: Path
) -> None:
    run(built, "parquet", tmp_path / "set")
    for path in (tmp_path / "set" / "observation").rglob("*.parquet"):
        # partitioning=None: the year of the folder must not stand in for that of the file
        ends = pq.read_table(path, columns=["period_end"], partitioning=None)["period_end"]
        assert {f"year={day.year}" for day in ends.to_pylist()} == {path.parent.name}


def test_package_describes_every_table(built: Path, store: Store, tmp_path: Path) -> None:
    assert run(built, "datapackage", tmp_path / "package") == 0
    about = json.loads((tmp_path / "package" / "datapackage.json").read_bytes())
    assert {r["name"] for r in about["resources"]} == {
        "observations", "document", "place", "indicator", "unit", "alias", "rating", "relation", "rule", "finding", "build",
    }  # fmt: skip
    for resource in about["resources"]:
        data = (tmp_path / "package" / resource["path"]).read_bytes()
        assert resource["bytes"] == len(data)
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
        head, *rows = csv.reader(io.StringIO(data.decode()))
        assert [field["name"] for field in resource["schema"]["fields"]] == head
        table = "observation" if resource["name"] == "observations" else resource["name"]
        (expected,) = store.sql(f"SELECT count(*) AS n FROM {table}").to_polars()["n"]
        assert len(rows) == expected, table


def test_types_and_meanings_of_the_package_are_those_of_the_schema(
    built: Path, tmp_path: Path
) -> None:
    run(built, "datapackage", tmp_path / "package")
    about = json.loads((tmp_path / "package" / "datapackage.json").read_bytes())
    fields = {(r["name"], f["name"]): f for r in about["resources"] for f in r["schema"]["fields"]}
    assert fields["place", "valid_to"] == {
        "name": "valid_to", "type": "date", "description": "null while it exists",
    }  # fmt: skip
    assert fields["alias", "under"]["type"] == "array"
    assert fields["unit", "counted"]["type"] == "boolean"
    assert fields["relation", "factor"]["constraints"] == {"required": True}
    text = (tmp_path / "package" / "alias.csv").read_text("utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert rows
    assert all(isinstance(json.loads(row["under"]), list) for row in rows)


@pytest.mark.parametrize("form", ["parquet", "datapackage"])
def test_a_folder_that_holds_something_is_left_alone(
    form: str, built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("kept", "utf-8")
    assert run(built, form, tmp_path / "mine") == 2
    said = capsys.readouterr().err
    assert "there is something here already" in said
    assert "Traceback" not in said
    assert [p.name for p in tmp_path.rglob("*")] == ["mine", "notes.txt"]


@pytest.mark.parametrize("form", ["parquet", "datapackage"])
def test_a_disk_that_fails_leaves_nothing(
    form: str, built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The name is taken by a file, as which no folder can be made: the system's own error."""
    (tmp_path / "file").write_bytes(b"")
    assert run(built, form, tmp_path / "file" / "set") == 2
    assert "cannot be written" in capsys.readouterr().err
    assert [p.name for p in tmp_path.rglob("*")] == ["file"]


def test_a_folder_is_asked_for(built: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "--to", "parquet", "--data", str(built)]) == 2
    assert capsys.readouterr().err == "indicators: a parquet is a folder; name one with -o.\n"


def test_in_python(store: Store, tmp_path: Path) -> None:
    store.export("parquet", tmp_path / "set")
    with indicators.open(tmp_path / "set") as opened:
        assert len(opened.observations()) == 555
    with pytest.raises(ExportError, match="there is no form 'feather'"):
        store.export("feather", tmp_path / "other")


@pytest.mark.parametrize(("found", "reason"), [
    (b"{}", "no 'format'"), (b"[]", "list indices"), (b"\xff", "utf-8"), (b"[" * 100_000, "recursion"),
    (b'{"format": "other"}', "format 'other'"), (b'{"format": "indicators-parquet-1"}', "no 'tables'"),
])  # fmt: skip
def test_a_manifest_of_others_is_refused_in_one_sentence(
    found: bytes, reason: str, tmp_path: Path
) -> None:
    (tmp_path / "dataset.json").write_bytes(found)
    with pytest.raises(StoreError, match=reason) as caught:
        indicators.open(tmp_path)
    assert str(caught.value).startswith(f"{tmp_path}/dataset.json: this is no data set")


@pytest.mark.parametrize(
    "path", ["../secret.parquet", "/etc/passwd", "document/../../x/part-0.parquet"]
)
def test_a_manifest_that_points_outside_is_refused(path: str, store: Store, tmp_path: Path) -> None:
    store.export("parquet", tmp_path / "set")
    manifest = tmp_path / "set" / "dataset.json"
    text = manifest.read_text("utf-8").replace("document/part-0.parquet", path)
    manifest.write_text(text, "utf-8")
    with pytest.raises(StoreError, match="table document with the file"):
        indicators.open(tmp_path / "set")


def test_other_columns_are_refused(store: Store, tmp_path: Path) -> None:
    store.export("parquet", tmp_path / "set")
    path = tmp_path / "set" / "document" / "part-0.parquet"
    whole = path.read_bytes()
    pq.write_table(pq.read_table(path).drop_columns("sha256"), path)
    with pytest.raises(StoreError, match=r"dataset\.json of the data set names \(its size"):
        indicators.open(tmp_path / "set")
    manifest = tmp_path / "set" / "dataset.json"
    text = manifest.read_text("utf-8")
    for old, new in (
        (hashlib.sha256(whole).hexdigest(), hashlib.sha256(path.read_bytes()).hexdigest()),
        (f": {len(whole)}", f": {path.stat().st_size}"),
    ):
        assert old in text
        text = text.replace(old, new)
    manifest.write_text(text, "utf-8")
    with pytest.raises(StoreError, match="sha256"):
        indicators.open(tmp_path / "set")


def test_no_other_file_is_read_through_a_data_set(store: Store, tmp_path: Path) -> None:
    store.export("parquet", tmp_path / "set")
    (tmp_path / "secret.csv").write_text("a,b\n1,2\n", "utf-8")
    beside = tmp_path / "set" / "observation" / "stray.parquet"
    pq.write_table(pq.read_table(tmp_path / "set" / "unit" / "part-0.parquet"), beside)
    with indicators.open(tmp_path / "set") as opened:
        for path in (tmp_path / "secret.csv", beside):
            for reads in (f"'{path}'", f"read_text('{path}')", f"read_parquet('{path}')"):
                with pytest.raises(indicators.IndicatorsError):
                    opened.sql(f"SELECT * FROM {reads}")
        assert len(opened.observations()) == 555


def test_workbooks_need_a_name_on_a_terminal(
    built: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(["export", "--to", "xlsx", "--data", str(built)]) == 2
    assert "a workbook is nothing for a terminal" in capsys.readouterr().err
