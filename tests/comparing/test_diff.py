"""The command `indicators diff`: outputs, exit codes, what cannot be read or written."""

from __future__ import annotations

import io
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import openpyxl
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.cli import main
from indicators.comparing.editions import Edition, read_edition
from indicators.comparing.revisions import revisions, revisions_csv
from indicators.comparing.workbook import listing
from indicators.store.csvtext import observations_csv
from tests.comparing.test_revisions import PROCESSED, compared, dangerous, edition
from tests.figures import figure, make_store, store_tables


def test_csv_and_store_of_one_build_do_not_differ(built: Path, capsysbinary: Any) -> None:
    store, csv = (built / "processed" / name for name in ("indicators.duckdb", "observations.csv"))
    for sides in ((store, csv), (csv, store), (built, csv), (store, store)):
        assert main(["diff", *map(str, sides), "--lang", "en"]) == 0
        assert capsysbinary.readouterr().out == b"Nothing differs.\n"


def two(tmp_path: Path, old: list[dict[str, Any]], new: list[dict[str, Any]]) -> list[str]:
    """The command for two stores."""
    for side, figures in (("old", old), ("new", new)):
        make_store(tmp_path / side, figures).close()
    return ["diff", *(str(tmp_path / side / "indicators.duckdb") for side in ("old", "new"))]


def two_csv(folder: Path, old: list[dict[str, Any]], new: list[dict[str, Any]]) -> list[str]:
    """The command for two tables of figures, which are quicker made."""
    for side, figures in (("old", old), ("new", new)):
        written = observations_csv(store_tables(figures)["observation"])
        (folder / f"{side}.csv").write_bytes(written)
    return ["diff", *(str(folder / f"{side}.csv") for side in ("old", "new"))]


def test_the_table_groups_by_document_and_counts_at_the_end(
    tmp_path: Path, capsysbinary: Any
) -> None:
    old = [figure("20", source_locator="I.1"), figure("1", indicator_id="b", raw_label="B")]
    new = [
        figure("21", source_locator="I.1"),
        figure("4", document_id="here/second", measure="growth"),
    ]
    command = two(tmp_path, old, new)
    assert main([*command, "--lang", "en"]) == 1
    assert capsysbinary.readouterr().out.decode() == (
        "here/first (first, 2024-01-10)\n"
        "  changed: label (rate, %), 2023, actual · T!A1, I.1 · 20 -> 21\n"
        "    Value: 20 -> 21\n"
        "  gone: B (b, %), 2023, actual · T!A2 · 1\n"
        "\n"
        "here/second (second, 2024-06-10)\n"
        "  document only in the new\n"
        "  added: label (rate, %), 2023, actual, growth · T!A2 · 4\n"
        "\n"
        "Figures: 1 changed, 1 added, 1 gone, 0 moved; documents: 0 only in the old, 1 only in the new.\n"
    )
    assert main(command) == 1
    printed = capsysbinary.readouterr().out.decode()
    assert (
        "  sửa: label (rate, %), 2023, thực hiện · T!A1, I.1 · 20 -> 21\n    Giá trị: 20 -> 21\n"
        in printed
    )
    assert printed.splitlines()[-1] == (
        "Sửa 1, thêm 1, mất 1, chuyển chỗ 0 số liệu; 0 văn bản chỉ có ở bản cũ, 1 chỉ có ở bản mới."
    )


def test_many_moved_figures_are_counted_and_control_characters_stay_out() -> None:
    old = [figure(str(n), indicator_id=f"i{n}", raw_label="a\x1b[31m\nb") for n in range(14)]
    frame = compared(old, [figure("99", indicator_id="new"), *old])
    printed = listing(frame, "en")
    assert printed.count("moved: a [31m b (i") == 10
    assert "  moved: and 4 more (csv and xlsx list all)" in printed
    one = edition(figure("1"))
    other = Edition(one.figures.with_columns(ordinal=pl.lit(7, pl.Int32)))
    assert "moved: 1 in the same cell: only their order" in listing(revisions(one, other), "en")


def test_numbers_that_look_alike_when_rounded_are_shown_as_they_are() -> None:
    frame = compared([figure("1.00000000001")], [figure("1.00000000002")])
    assert "Value: 1.00000000001 -> 1.00000000002" in listing(frame, "en")


def test_csv_goes_to_standard_output_or_a_file(tmp_path: Path, capsysbinary: Any) -> None:
    command = two(tmp_path, [figure("1", raw_value="=1")], [figure("2", raw_value="@2")])
    assert main([*command, "--format", "csv"]) == 1
    printed = capsysbinary.readouterr().out
    target_file = tmp_path / "r.csv"
    assert main([*command, "--format", "csv", "-o", str(target_file)]) == 1
    assert target_file.read_bytes() == printed
    assert capsysbinary.readouterr().out == b""
    (row,) = pl.read_csv(printed, infer_schema=False).to_dicts()
    assert (row["old_raw_value"], row["new_raw_value"]) == ("'=1", "'@2")
    assert row["changes"] == "value: 1.0 -> 2.0; raw_value: =1 -> @2"


@settings(max_examples=10, deadline=None)
@given(st.lists(dangerous, min_size=1, max_size=8))
def test_text_that_looks_like_a_formula_arrives_as_text(
    tmp_path_factory: pytest.TempPathFactory, labels: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("text")
    old = [figure("1", indicator_id=f"i{n}") for n, _ in enumerate(labels)]
    new = [{**row, "raw_value": text, "note": text} for row, text in zip(old, labels, strict=True)]
    command = two_csv(folder, old, new)
    path = folder / "r.xlsx"
    assert main([*command, "--format", "xlsx", "-o", str(path), "--lang", "en"]) == 1
    book = openpyxl.load_workbook(path)
    (sheet,) = book.worksheets
    heads = [cell.value for cell in sheet[2]]
    at = heads.index("New printed figure")
    assert [row[at].value for row in sheet.iter_rows(min_row=3)] == labels
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n", "inlineStr"}
    written = revisions_csv(revisions(*map(read_edition, map(Path, command[1:]))))
    table = pl.read_csv(written, infer_schema=False)
    assert table["new_raw_value"].to_list() == [
        text if text[0] == '"' else f"'{text}" for text in labels
    ]


def test_a_workbook_goes_to_a_pipe_but_to_no_terminal(
    tmp_path: Path, capsysbinary: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = [*two(tmp_path, [figure("1")], [figure("2")]), "--format", "xlsx"]
    assert main(command) == 1
    sheet = openpyxl.load_workbook(io.BytesIO(capsysbinary.readouterr().out)).worksheets[0]
    assert [cell.value for cell in sheet[2]][:3] == ["Thay đổi", "Văn bản", "Số ký hiệu"]
    assert sheet.max_row == 3
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert main(command) == 2
    captured = capsysbinary.readouterr()
    assert captured.out == b""
    assert captured.err == (
        b"indicators: standard output: a workbook is nothing for a terminal; name a file with -o.\n"
    )


def test_the_installed_command_pipes_utf8(tmp_path: Path) -> None:
    command = two(tmp_path, [figure("1", raw_label="Lúa")], [])
    ended = subprocess.run(
        [sys.executable, "-m", "indicators.cli", *command, "--format", "csv"],
        capture_output=True, check=False, env={"PYTHONIOENCODING": "ascii"},
    )  # fmt: skip
    assert (ended.returncode, ended.stderr) == (1, b"")
    assert "Lúa" in ended.stdout.decode()


# ---- what cannot be read


def broken(tmp_path: Path, name: str) -> Path:
    """A file that is wrong in the way its name says."""
    good = (PROCESSED / "observations.csv").read_text("utf-8")
    head, *rows = good.splitlines()
    first = next(row for row in rows if ",text,text," in row and "2024-01-01" in row)
    told = {
        "columns.csv": head.replace(",unit,", ",units,") + "\n",
        "semicolons.csv": good.replace(",", ";"),
        "value.csv": f"{head}\n{first.replace(',text,text,', ',text,text,viele')}\n",
        "day.csv": f"{head}\n{first.replace('2024-01-01', '1/1/2024')}\n",
        "blank.csv": f"{head}\n{first.replace(',target,', ',,')}\n",
        "ragged.csv": f"{head}\n{first},more\n",
        "empty.csv": "",
        "text.duckdb": "no store",
    }
    path = tmp_path / name
    if name in told:
        path.write_text(told[name], "utf-8")
    elif name == "latin.csv":
        path.write_bytes(b"\xff\xfe\xe9\n")
    elif name.startswith("folder"):
        path.mkdir()
    elif name == "other.duckdb":
        import duckdb

        with duckdb.connect(str(path)) as connection:
            connection.execute("CREATE TABLE observation (observation_id INT, document_id INT)")
    return path


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("columns.csv", "columns are missing: unit; pass a store or an observations.csv"),
        (
            "semicolons.csv",
            "columns are missing: of figures (found 'observation_id;document_id;locator",
        ),
        ("value.csv", "figure 1, column value: 'viele' is no value; mend it"),
        ("day.csv", "figure 1, column period_start: '1/1/2024' is no period_start; mend it"),
        ("blank.csv", "figure 1, column scenario: nothing is no scenario; mend it"),
        ("ragged.csv", "this is no csv table (found more fields"),
        ("empty.csv", "this is no csv table (empty CSV)"),
        ("latin.csv", "the text is not UTF-8 (byte 0); save it as CSV UTF-8."),
        ("missing.csv", "the file cannot be opened (No such file or directory); check its name"),
        ("missing.duckdb", "there is no store here; run `indicators build`"),
        ("text.duckdb", "this is not a store of indicators"),
        ("other.duckdb", "this is not a store of indicators"),
        ("folder", "there is no store here; run `indicators build`"),
        ("folder.csv", "there is no store here; run `indicators build`"),
    ],
)
def test_what_cannot_be_read_is_one_sentence_and_code_2(
    name: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(broken(tmp_path, name))
    good = str(PROCESSED / "observations.csv")
    for sides in ((path, good), (good, path)):
        assert main(["diff", *sides]) == 2
        captured = capsys.readouterr()
        assert captured.out == ""
        assert captured.err.startswith(f"indicators: {path}")
        assert says in captured.err
        assert captured.err.count("\n") == 1


def test_what_cannot_be_written_is_one_sentence_and_code_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = two(tmp_path, [figure("1")], [figure("2")])
    assert main([*command, "--format", "xlsx", "-o", str(tmp_path / "a.xls")]) == 2
    assert "an Excel workbook ends in .xlsx; give such a name." in capsys.readouterr().err
    assert main([*command, "-o", str(tmp_path / "missing" / "a.txt")]) == 2
    error = capsys.readouterr().err
    assert "this cannot be written (No such file or directory); close the file" in error
    assert error.count("\n") == 1


def test_a_copy_that_a_spreadsheet_saved_with_a_mark_and_crlf_does_not_differ(
    tmp_path: Path,
) -> None:
    original = PROCESSED / "observations.csv"
    copy = tmp_path / "copy.csv"
    shutil.copy(original, copy)
    text = copy.read_text("utf-8").replace('""', "")
    copy.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert revisions(read_edition(original), read_edition(copy)).is_empty()
