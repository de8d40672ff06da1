"""The command `indicators audit`: outputs, settings, what is accepted and comes back."""

from __future__ import annotations

import csv
import io
import shutil
from typing import TYPE_CHECKING, Any

import duckdb
import openpyxl
import pytest

from indicators.audit import audit
from indicators.building import build
from indicators.cli import main
from tests.figures import figure, make_store

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from indicators import Store
    from indicators.audit.rules import Rule
    from indicators.model.records import Finding

GAP = """
[[accepted]]
rule = "numbering_gap"
document = "vinh-bao/499-BC-HU"
locator = "Phụ lục!D42"
expect = "100"
reason = "mục II mất tiêu đề khi in"
"""


@pytest.fixture
def own(built: Path, tmp_path: Path) -> Path:
    """A copy of the built data folder, to change."""
    data = tmp_path / "data"
    shutil.copytree(built, data)
    return data


@pytest.fixture(scope="module")
def found() -> dict[tuple[Rule, ...], list[Finding]]:
    """What rules found in the unchanged store of the five documents."""
    return {}


@pytest.fixture
def asked_once(
    found: dict[tuple[Rule, ...], list[Finding]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The rules are asked once of that store: to plan them takes seconds."""

    def once(connection: Any, rules: Iterable[Rule], watch: Any = None) -> list[Finding]:
        asked = tuple(rules)
        if asked not in found:
            found[asked] = audit(connection, asked, watch)
        return found[asked]

    monkeypatch.setattr("indicators.answers.findings.audit", once)


def run(data: Path, capsysbinary: Any, *more: str) -> tuple[int, str]:
    code = main(["audit", "--data", str(data), *more])
    return code, capsysbinary.readouterr().out.decode()


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_the_list_names_document_place_and_arithmetic(built: Path, capsysbinary: Any) -> None:
    code, text = run(built, capsysbinary, "--rule", "total_differs_from_parts", "--lang", "en")
    assert code == 0
    assert text == (
        "Report 499-BC/HU, 2023-12-19\n"
        "  error: The total differs from its parts [total_differs_from_parts], Phần một I.2.1 · Kinh tế!F23\n"
        '    Production of paddy, 2023: printed "110.522 tấn" (Kinh tế!F23), but "56.541 tấn" (Kinh tế!F24) '
        'and "53.993,63 tấn" (Kinh tế!F25) add up to 110,534.1…110,535.1 tonnes.\n'
        "  error: The total differs from its parts [total_differs_from_parts], Phụ lục I.5 · Phụ lục!E21\n"
        '    Yield of paddy of the year (sum of seasons), 2023: printed "13,26 Tấn/ha" (Phụ lục!E21), but '
        '"70,76 tạ/ha" (Kinh tế!F21) and "61,88 t/ha" (Kinh tế!E22) add up to 68.951…68.962 tonnes per hectare; '
        'flagged as doubtful: "61,88 t/ha" (Kinh tế!E22).\n'
        "\n"
        "2 findings: errors 2, warnings 0, notes 0.\n"
    )


@pytest.mark.usefixtures("asked_once")
def test_csv_holds_what_the_store_holds(built: Path, store: Store, capsysbinary: Any) -> None:
    _, text = run(built, capsysbinary, "--format", "csv")
    assert [row["finding_id"] for row in rows(text)] == [r["finding_id"] for r in store.findings()]
    (one,) = [row for row in rows(text) if row["rule"] == "attainment_does_not_follow"]
    assert one["found"] == "tăng 16,4 % · 6.150 · 5.700 - 5.900"
    assert one["tolerance"] == "±0,05 · ±0,5 · ±0,5"
    assert one["locators"].split("; ")[0] == "vinh-bao/499-BC-HU Kinh tế!G10"


@pytest.mark.usefixtures("asked_once")
def test_filters_are_those_of_the_store(built: Path, capsysbinary: Any) -> None:
    _, text = run(built, capsysbinary, "--format", "csv", "--document", "vinh-bao/07-NQ-HU")
    found = rows(text)
    # 07 contradicts 499 on construction and trade; these findings stand at 499
    assert {row["document_id"] for row in found} == {"vinh-bao/07-NQ-HU", "vinh-bao/499-BC-HU"}
    assert all("vinh-bao/07-NQ-HU" in row["documents"] for row in found)
    _, text = run(built, capsysbinary, "--format", "csv", "--place", "nhon-trach")
    assert [row["locator"] for row in rows(text)] == ["Chỉ tiêu 2024!D52"]
    _, text = run(built, capsysbinary, "--format", "csv", "--severity", "error")
    assert {row["severity"] for row in rows(text)} == {"error"}


@pytest.mark.usefixtures("asked_once")
def test_fail_on_is_the_exit_code(built: Path, capsysbinary: Any) -> None:
    assert run(built, capsysbinary, "--fail-on", "error")[0] == 1
    assert run(built, capsysbinary, "--place", "nhon-trach", "--fail-on", "error")[0] == 0
    assert run(built, capsysbinary, "--place", "nhon-trach", "--fail-on", "warning")[0] == 1


@pytest.mark.usefixtures("asked_once")
def test_workbook_for_the_issuing_office(built: Path, tmp_path: Path, store: Store) -> None:
    path = tmp_path / "phat-hien.xlsx"
    assert main(["audit", "--data", str(built), "--format", "xlsx", "-o", str(path)]) == 0
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["Phát hiện", "Tóm tắt", "Quy tắc"]
    _, heads, *lines = book["Phát hiện"].iter_rows(values_only=True)
    assert len(lines) == len(store.findings())
    (line,) = [line for line in lines if "[attainment_does_not_follow]" in str(line[4])]
    shown = dict(zip(heads, line, strict=True))
    assert shown["Mức độ"] == "lỗi"
    assert shown["Văn bản"] == "Báo cáo 499-BC/HU, ngày 19/12/2023"
    assert shown["Chỗ trong văn bản"] == "Phần một I.2.1\nKinh tế!G10"
    assert shown["Tính ra"] == "104,22…107,91 %"
    assert "so với cùng kỳ" in str(shown["Cách làm rõ"])
    assert shown["Ý kiến của cơ quan ban hành"] is None
    assert not any(cell.data_type == "f" for row in book["Phát hiện"].iter_rows() for cell in row)


@pytest.mark.usefixtures("asked_once")
def test_workbook_of_no_findings_says_so(built: Path, tmp_path: Path) -> None:
    path = tmp_path / "none.xlsx"
    command = ["audit", "--data", str(built), "--format", "xlsx", "-o", str(path)]
    assert main([*command, "--rule", "magnitude"]) == 0
    sheet = openpyxl.load_workbook(path)["Phát hiện"]
    assert sheet["A3"].value == "Không có phát hiện nào."


def test_text_that_looks_like_a_formula_arrives_as_text(tmp_path: Path, capsysbinary: Any) -> None:
    fake = '=HYPERLINK("x")'
    pair = [figure("5", raw_value=fake), figure("7", raw_value="-1+2")]
    make_store(tmp_path, pair).close()
    store = tmp_path / "indicators.duckdb"
    _, text = run(store, capsysbinary, "--format", "csv")
    (row,) = rows(text)
    assert row["found"] == f"'{fake} · -1+2"
    path = tmp_path / "f.xlsx"
    assert main(["audit", "--data", str(store), "--format", "xlsx", "-o", str(path)]) == 0
    sheet = openpyxl.load_workbook(path)["Phát hiện"]
    assert sheet["F3"].value == f"{fake} · -1+2"
    assert sheet["F3"].data_type == "s"


def test_accepted_is_kept_with_its_reason_and_comes_back(own: Path, capsysbinary: Any) -> None:
    corrections = own / "raw" / "vinh-bao" / "corrections.toml"
    corrections.write_text(corrections.read_text("utf-8") + GAP, "utf-8")
    code, text = run(own, capsysbinary)  # without a build: the settings as they are now
    assert code == 0
    assert "numbering_gap" not in text
    assert "1 phát hiện đã được chấp nhận" in text
    _, text = run(own, capsysbinary, "--accepted", "--rule", "numbering_gap")
    assert "Lý do chấp nhận: mục II mất tiêu đề khi in" in text

    (path,) = (own / "raw" / "vinh-bao").glob("*499*.xlsx")
    book = openpyxl.load_workbook(path)
    book["Phụ lục"]["D42"] = 99
    book.save(path)
    assert build(own).published
    _, text = run(own, capsysbinary)
    assert "[numbering_gap]" in text
    assert (
        "chấp nhận phát hiện numbering_gap với '100' nhưng nay không có phát hiện như vậy" in text
    )


def test_what_is_accepted_fails_no_script(own: Path, capsysbinary: Any) -> None:
    corrections = own / "raw" / "vinh-bao" / "corrections.toml"
    corrections.write_text(corrections.read_text("utf-8") + GAP, "utf-8")
    only = ("--rule", "numbering_gap", "--fail-on", "note")
    assert run(own, capsysbinary, *only)[0] == 0
    assert run(own, capsysbinary, *only, "--accepted")[0] == 0


def test_a_store_of_an_older_version_is_one_sentence(
    own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with duckdb.connect(str(own / "processed" / "indicators.duckdb")) as connection:
        connection.execute("DROP TABLE relation")
    assert main(["audit", "--data", str(own)]) == 2
    error = capsys.readouterr().err
    assert "this store lacks what the audit reads" in error
    assert error.rstrip().endswith("build it anew with `indicators build`.")
    assert error.count("\n") == 1


def test_severities_of_the_project(own: Path, capsysbinary: Any) -> None:
    (own / "audit.toml").write_text(
        '[severity]\ntarget_below_result = "off"\nnumbering_gap = "error"\n', "utf-8"
    )
    _, text = run(own, capsysbinary, "--format", "csv")
    found = {row["rule"]: row["severity"] for row in rows(text)}
    assert "target_below_result" not in found
    assert found["numbering_gap"] == "error"
    assert build(own).published  # the build keeps to them too, and is not stopped


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (["--rule", "figures_difer"], "there is no rule 'figures_difer' in the store; nearest: figures_differ"),
        (["--document", "499"], "there is no document '499' in the store; nearest: vinh-bao/499-BC-HU"),
        (["--format", "xlsx", "-o", "f.csv"], "f.csv: an Excel workbook ends in .xlsx; give such a name."),
        (["-o", "nowhere/f.txt"], "nowhere/f.txt: this cannot be written (No such file or directory);"),
    ],
)  # fmt: skip
def test_one_sentence_for_what_cannot_be(
    built: Path, capsys: pytest.CaptureFixture[str], more: list[str], sentence: str
) -> None:
    assert main(["audit", "--data", str(built), *more]) == 2
    assert sentence in capsys.readouterr().err


def test_settings_that_are_wrong(own: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (own / "audit.toml").write_text('[severity]\nnumbering_gaps = "off"\n', "utf-8")
    assert main(["audit", "--data", str(own)]) == 2
    assert "there is no rule 'numbering_gaps'; nearest: numbering_gap" in capsys.readouterr().err


def test_findings_of_a_result_are_about_its_figures(store: Store) -> None:
    shown = store.growth(place="vinh-bao", year=2023, indicator="gross_output_construction")
    rules = {row["rule"] for row in shown.findings()}
    assert {"figures_differ_in_document", "figures_differ_between_documents"} <= rules
    assert "numbering_gap" not in rules
    nothing = store.observations(indicator="rabies_vaccination", measure="level")
    assert {row["severity"] for row in nothing.findings()} <= {"note"}
