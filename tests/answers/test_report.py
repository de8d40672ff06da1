"""The HTML page of a place and a year: one file that asks nothing of anyone."""

from __future__ import annotations

import contextlib
import io
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

import indicators
from indicators.answers.report import render
from indicators.cli import main
from tests.figures import figure, indicator, make_store, target

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def page(built: Path, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Written by the command."""
    path = tmp_path_factory.mktemp("page") / "r.html"
    command = ["report", "--place", "vinh-bao", "--year", "2023", "--data", str(built)]
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        assert main([*command, "-o", str(path)]) == 0
    assert f"Written: {path}" in printed.getvalue()
    return path.read_text("utf-8")


class Reader(HTMLParser):
    """Tags and their attributes."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def tags(page: str) -> list[tuple[str, dict[str, str | None]]]:
    reader = Reader()
    reader.feed(page)
    return reader.tags


def test_page_is_self_contained(page: str) -> None:
    assert page.startswith("<!doctype html>")
    for tag, attributes in tags(page):
        assert tag not in ("script", "link", "iframe", "object")
        for name in ("src", "href"):
            value = attributes.get(name) or "#"
            assert value.startswith(("#", "data:image/png;base64,")), (tag, value[:60])


def test_page_has_charts_with_text_tables_and_sources(page: str) -> None:
    found = tags(page)
    charts = [attributes for tag, attributes in found if tag == "img"]
    assert len(charts) >= 8
    assert all(len(chart["alt"] or "") > 30 for chart in charts)
    assert [a["id"] for tag, a in found if tag == "section"] == [
        "targets", "plans", "growth", "structure", "following", "findings", "sources",
    ]  # fmt: skip
    assert "Ban Thường vụ Huyện ủy Vĩnh Bảo, Báo cáo 499-BC/HU, ngày 19/12/2023" in page
    assert "<strong>Không đạt</strong>" in page


def test_every_row_is_in_the_page(page: str, built: Path) -> None:
    with indicators.open(built) as store:
        rows = len(
            store.target_vs_actual(place="vinh-bao", year=2023, target_by=["district", "city"])
        )
    section = page[page.index('id="targets"') : page.index('id="plans"')]
    assert section.count("<tr>") == rows + 1


@pytest.fixture
def undrawn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Charts are laid out, and not drawn: half of what a page costs, and other tests look at them."""
    monkeypatch.setattr("indicators.answers.charts.style.Chart.png", lambda _: b"")


@pytest.mark.usefixtures("undrawn")
def test_page_in_english(built: Path) -> None:
    with indicators.open(built, lang="en") as store:
        page = render(store, "nhon-trach", 2024)
    assert '<html lang="en">' in page
    assert "Targets and results" in page
    assert not re.search(r">(Mục tiêu|Kết quả|Đánh giá)<", page)


@pytest.mark.usefixtures("undrawn")
def test_names_are_escaped(tmp_path: Path) -> None:
    known = [indicator("rate") | {"name_vi": "<img src=x onerror=alert(1)> **b**"}]
    store = make_store(tmp_path, [target("1"), figure("0")], known)
    page = render(store, "here", 2023)
    assert "<img src=x" not in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page


@pytest.mark.usefixtures("undrawn")
def test_a_page_that_cannot_be_written_is_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_store(tmp_path, [target("1"), figure("0")]).close()
    page, store = tmp_path / "nowhere" / "r.html", tmp_path / "indicators.duckdb"
    what = ["--place", "here", "--year", "2023"]
    assert main(["report", "--data", str(store), *what, "-o", str(page)]) == 2
    error = capsys.readouterr().err
    assert error.startswith(f"indicators: {page}: this cannot be written (No such file")
    assert error.count("\n") == 1


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--place", "vinh-bao", "--year", "2019"], "indicators: Không có số liệu năm 2019; có các năm 2023, 2024."),
        (["--place", "vinhbao", "--year", "2023"], "indicators: there is no place 'vinhbao' in the store; nearest: vinh-bao"),
    ],
)  # fmt: skip
def test_bad_input_is_one_sentence(
    arguments: list[str], sentence: str, built: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["report", "--data", str(built), *arguments]) == 2
    error = capsys.readouterr().err
    assert error.startswith(sentence)
    assert error.count("\n") == 1
