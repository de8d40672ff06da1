"""A store whose every name is hostile: its report, tables and workbooks stay inert."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import duckdb
import pytest

import indicators
from indicators.answers.report import render
from tests.answers.test_inert_exports import EVIL, Page, check_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from indicators.answers.store import Store

TEXTS = [text for text in (*EVIL, "$x^{$", "$\\frac{1}$") if len(text) < 1000 and "\0" not in text]
NAMES = {
    "indicator": ("name_vi", "name_en"),
    "place": ("name",),
    "document": ("number", "title", "kind", "issuer", "file", "sha256"),
    "observation": ("raw_label", "raw_value", "raw_unit", "reported_status", "note", "source_locator"),
    "rule": ("title_vi", "settle_vi"),
    "finding": ("message_vi", "found", "expected", "tolerance"),
}  # fmt: skip
# Of a page that holds no script, form or frame, and fetches nothing.
KNOWN = {
    "html", "head", "meta", "title", "style", "body", "h1", "h2", "p", "nav", "a", "main", "section", "ul",
    "ol", "li", "strong", "figure", "img", "div", "table", "caption", "thead", "tbody", "tr", "th", "td", "br", "span",
}  # fmt: skip


@pytest.fixture(scope="module")
def hostile(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    path = tmp_path_factory.mktemp("hostile") / "indicators.duckdb"
    shutil.copy(built / "processed" / "indicators.duckdb", path)
    with duckdb.connect(str(path)) as connection:
        for table, columns in NAMES.items():
            for shift, column in enumerate(columns):
                connection.execute(
                    f"UPDATE {table} SET {column} = list_extract($texts, 1 + (rowid + {shift}) % {len(TEXTS)})",
                    {"texts": TEXTS},
                )
    with indicators.open(path) as store:
        yield store


@pytest.mark.filterwarnings("ignore:Glyph")  # letters nobody writes: an empty box in the chart
def test_report(hostile: Store) -> None:
    page = Page(render(hostile, "vinh-bao", 2023))
    assert {tag for tag, _ in page.elements} <= KNOWN
    for tag, given in page.elements:
        assert not [name for name in given if name.startswith("on")]
        if tag == "a":
            assert str(given["href"]).startswith("#")
        if tag == "img":
            assert str(given["src"]).startswith("data:image/png;base64,")
    assert any("<script>alert(1)</script>" in cell for cell in page.cells)


def test_tables(hostile: Store) -> None:
    asked = (hostile.observations(), hostile.target_vs_actual(), hostile.growth(), hostile.documents(), hostile.findings(), hostile.search("a"))  # fmt: skip
    for result in asked:
        assert Page(result._repr_html_()).harmless


@pytest.mark.parametrize("kind", ["target_vs_actual", "observations", "growth", "structure"])
def test_workbooks(kind: str, hostile: Store, tmp_path: Path) -> None:
    path = getattr(hostile, kind)().to_excel(tmp_path / "a.xlsx")
    check_workbook(path.read_bytes(), [])
