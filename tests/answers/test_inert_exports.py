"""No cell of an export is a formula or a script, and every text and number comes back unchanged."""

from __future__ import annotations

import csv
import io
import json
import re
import tempfile
import unicodedata
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest
import python_calamine
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from indicators.answers.export import write_workbook
from indicators.answers.export.findings import findings_workbook
from indicators.answers.findings import findings_csv
from indicators.answers.results import Result
from indicators.codebook import load_codebook
from indicators.comparing.revisions import revisions_csv
from indicators.comparing.workbook import revisions_workbook
from indicators.drafting.text import draft_csv, draft_jsonl
from indicators.drafting.workbook import write_draft
from indicators.store import frames
from indicators.store.csvtext import observations_csv
from tests.drafting.drafts import ROWS, draft

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

EVIL = [
    "=1+1", "+84 912 345 678", "-3,5", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "\u00a0=1", "\ufeff=1", "\u200b=1",
    "＝1+1", "－1", "＋1", "＠x", "=cmd|'/c calc'!A1", "{=1+1}", "'=1", "''", '=HYPERLINK("http://example.invalid")',
    "http://example.invalid", "mailto:a@example.invalid", "internal:Sheet!A1", "external:a.xlsx", "file:///etc/hostname",
    "javascript:alert(1)", "data:text/html,<script>alert(1)</script>", "<script>alert(1)</script>", "</script><script>",
    "</td></table><img src=x onerror=alert(1)>", '"><svg onload=alert(1)>', "{{ 7*7 }}", "{% raw %}", "**a**<b>", "&lt;b&gt;",
    "_x000D_", "_x0041_", "\x01\x02\x1b[31m", "\x00", "\ufffe", "\u202egnol", " đầu", "cuối ", "a\nb", 'a,b;c\td"e',
    "x" * 32_767, "-0", "1e5", "007", "TRUE", "=Sheet!A1", "Năng suất lúa",
]  # fmt: skip
TEXTS = st.one_of(
    st.sampled_from(EVIL),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    st.builds(str.__add__, st.sampled_from(EVIL[:40]), st.text(max_size=6)),
)
MANY = 150  # texts an example: with ten examples of each property, over 10 000 in sum
MANY_TEXTS = st.lists(TEXTS, min_size=MANY, max_size=MANY)
NUMBERS = [-3.5, -0.01, -1e9, 12.0]


def often(examples: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return settings(
        max_examples=examples, deadline=None, database=None, derandomize=True,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip


def in_many(check: Callable[[list[str]], None]) -> Callable[[], None]:
    """Ten examples in every run."""
    return often(10)(given(texts=MANY_TEXTS)(example(texts=EVIL)(check)))


def dangerous(cell: str) -> bool:
    """Whether some spreadsheet takes the text of a csv for a formula; the code is not asked."""
    seen = "".join(c for c in cell if unicodedata.category(c) not in ("Cf", "Cc", "Zs", "Zl", "Zp"))
    first = unicodedata.normalize("NFKC", seen[:1])
    return (cell[:1] in "\t\r\n" and cell != "") or first in ("=", "+", "-", "@", "−")


def is_number(cell: str) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?([eE][-+]?\d+)?", cell) is not None


def read_csv(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode(), newline="")))


def check_csv(data: bytes, texts: Iterable[str], column: str) -> None:
    lines = read_csv(data)
    for line in lines:
        for name, cell in line.items():
            assert not dangerous(cell) or (
                name in frames.types_of("observation") and is_number(cell)
            ), cell
    assert [line[column].removeprefix("'") for line in lines] == list(texts)


def observed(texts: list[str]) -> pl.DataFrame:
    """Figures whose every text is hostile."""
    plain = {"flags": ["hidden"], "ordinal": 1, "decimals": -1}
    written = [name for name, kind in frames.types_of("observation").items() if kind == pl.String()]
    return pl.DataFrame(
        [
            {**plain, "value": NUMBERS[at % 4], **dict.fromkeys(written, text)}
            for at, text in enumerate(texts)
        ],
        schema=frames.types_of("observation"),
    )


def found(texts: list[str]) -> pl.DataFrame:
    more = ("title_vi", "settle_vi", "document_kind", "document_number", "document_title", "source_locator", "issuer")  # fmt: skip
    rows = [
        {**dict.fromkeys([*frames.types_of("finding"), *more], text), "severity": "note", "accepted": None,
         "observation_ids": [text], "locators": [text], "issued_precision": "day"}
        for text in texts
    ]  # fmt: skip
    schema = {
        **frames.types_of("finding"),
        **dict.fromkeys(more, pl.String()),
        "issued_precision": pl.String(),
    }
    return pl.DataFrame(rows, schema=schema).with_columns(
        issued_on=pl.date(2024, 1, 2), place_id=pl.lit("x")
    )


def revised(texts: list[str]) -> pl.DataFrame:
    about = ("document_id", "document_number", "place_id", "raw_label", "unit")
    sides = [f"{s}_{n}" for s in ("old", "new") for n in ("locator", "source_locator", "raw_value")]
    rows = [
        {**dict.fromkeys([*about, *sides], text), "kind": "changed", "indicator_id": None, "issued_on": None,
         "issued_precision": None, "changes": [{"field": "note", "old": text, "new": text}]}
        for text in texts
    ]  # fmt: skip
    return pl.DataFrame(rows)


def drafted(texts: list[str]) -> list[object]:
    return [
        replace(ROWS[0], raw_label=text, note=text, quote=text, source_locator=text, reported_status=text)
        for text in texts
    ]  # fmt: skip


@in_many
def test_csv_of_figures(texts: list[str]) -> None:
    data = observations_csv(observed(texts))
    check_csv(data, texts, "raw_label")
    assert [float(line["value"]) for line in read_csv(data)] == [
        NUMBERS[at % 4] for at in range(len(texts))
    ]


@in_many
def test_csv_of_findings_and_revisions(texts: list[str]) -> None:
    check_csv(findings_csv(found(texts)), texts, "message_vi")
    check_csv(revisions_csv(revised(texts)), texts, "raw_label")


@in_many
def test_csv_and_json_of_drafts(texts: list[str]) -> None:
    made = draft(tuple(drafted(texts)))  # type: ignore[arg-type]
    check_csv(draft_csv([made]), texts, "note")
    lines = draft_jsonl([made]).decode().split("\n")[:-1]
    assert [json.loads(line)["note"] for line in lines] == texts


def check_workbook(data: bytes, texts: Iterable[str]) -> None:
    """No formula, link or other program in any part; every text is the text of some cell."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            assert not re.search("externalLink|vbaProject|activeX|embeddings", name)
            part = archive.read(name)
            if name.startswith("xl/worksheets/"):
                assert b"<f>" not in part
                assert b"<f " not in part
                assert b"<hyperlink" not in part
                assert b"TargetMode" not in part
            if name.startswith("xl/charts/"):
                formulas = re.findall(rb"<c:f>([^<]*)</c:f>", part)
                assert all(re.match(rb"'?[^'!\[|]+'?!\$[A-Z]+\$\d+(:\$[A-Z]+\$\d+)?$", f) for f in formulas)  # fmt: skip
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
    cells = {
        str(value)
        for name in book.sheet_names
        for row in book.get_sheet_by_name(name).to_python()
        for value in row
        if isinstance(value, str)
    }
    missing = [text for text in texts if text and readable(text) not in cells]
    assert missing == []


def readable(text: str) -> str:
    """The text as the reader gives it back: it does not decode what is no letter of Unicode."""
    return text.replace("\ufffe", "_xFFFE_").replace("\uffff", "_xFFFF_")


@in_many
def test_workbook_of_an_analysis(texts: list[str]) -> None:
    frame = pl.DataFrame({"label": texts, "value": [NUMBERS[at % 4] for at in range(len(texts))]})
    sources = pl.DataFrame(dict.fromkeys(("document_id", "citation", "source_locator", "file", "sha256"), texts))  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.xlsx")
        write_workbook(path, "other", frame, sources, pl.DataFrame(), found(texts), "vi", texts[0])
        check_workbook(path.read_bytes(), texts)


@in_many
def test_workbooks_of_findings_and_revisions(texts: list[str]) -> None:
    rules = pl.DataFrame(dict.fromkeys(frames.types_of("rule"), texts))
    check_workbook(findings_workbook(found(texts), rules), [])
    check_workbook(revisions_workbook(revised(texts), "vi", texts[0]), texts)


@often(2)
@given(texts=MANY_TEXTS)
@example(texts=EVIL)
def test_workbook_of_a_draft(texts: list[str]) -> None:
    data = write_draft(draft(tuple(drafted(texts))), load_codebook([]))  # type: ignore[arg-type]
    check_workbook(data, [text for text in texts if text == text.strip() and text.isascii()])


class Page(HTMLParser):
    """What a browser would see: elements with their attributes, and the text of cells."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.cells: list[str] = []
        self.within = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag in ("td", "caption", "p"):
            self.cells.append("")
            self.within = True

    def handle_endtag(self, tag: str) -> None:
        self.within = self.within and tag not in ("td", "caption", "p")

    def handle_data(self, data: str) -> None:
        if self.within:
            self.cells[-1] += data

    @property
    def harmless(self) -> bool:
        known = {"table", "caption", "thead", "tbody", "tr", "th", "td", "p"}
        return all(
            tag in known and set(given) <= {"style"} and given.get("style") in (None, "text-align:left")
            for tag, given in self.elements
        )  # fmt: skip


@in_many
def test_tables_of_notebooks(texts: list[str]) -> None:
    result = Result(pl.DataFrame({"label": texts}), caption=texts[0], lang="vi", note=texts[1])
    for html in (result.to_html(), result._repr_html_()):
        assert Page(html).harmless
    note = [texts[1]] if texts[1] else []
    assert Page(result.to_html()).cells == [texts[0], *texts, *note]


def test_text_longer_than_a_cell_is_cut_where_one_sees_it() -> None:
    frame = pl.DataFrame({"label": ["x" * 40_000]})
    none = pl.DataFrame(schema=["document_id", "citation", "file", "sha256"])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.xlsx")
        write_workbook(path, "other", frame, none, pl.DataFrame(), None, "vi", "")
        check_workbook(path.read_bytes(), ["x" * 32_765 + " …"])


@pytest.mark.parametrize("text", ["=1", "@x", "\t=1", " =1", "\ufeff=1", "＝1"])
def test_the_check_of_these_tests_fails_where_it_should(text: str) -> None:
    assert dangerous(text)
    with pytest.raises(AssertionError):
        check_csv(f"raw_label\n{text}\n".encode(), [text], "raw_label")
