"""Hostile files end within 10 s and 500 MB, with one sentence or a right reading."""

from __future__ import annotations

import sys
import zlib
from typing import TYPE_CHECKING

import pytest

from tests.campaigns.hostile import MOST_MB, MOST_SECONDS, read
from tests.drafting.test_extract_bad_input import changed, xlsx_bytes
from tests.hostile.archives import TABLE, with_sheet
from tests.hostile.case import Case, refused
from tests.hostile.catalogue import CATALOGUE
from tests.hostile.documents import TABLE as CSV
from tests.hostile.documents import body, page, stream
from tests.hostile.reading import Reader
from tests.hostile.sheets import many

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(
    not sys.platform.startswith("linux"), reason="memory is measured by what Linux tells"
)


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as started:
        yield started


# Nearly a second and more, each: they go up to the limits of the readers, or hold as many letters.
FULL_SIZE = {
    "archive: bomb among noise",
    "archive: bomb that lies about its size",
    "csv: a million blank rows",
    "csv: half a million cells",
    "document: a million paragraphs",
    "document: bomb in a page",
    "document: bomb packed twice",
    "document: 500 pages",
    "document: long paragraph",
    "document: picture cut off",
    "sheet: a million blank rows",
    "sheet: half a million cells",
    "sheet: overlapping merges",
}
# The same with lower limits: the limit is in force, and its sentence is the same.
SMALL: dict[str, tuple[dict[str, int], Case]] = {
    "csv: cells": (
        {"readers.plain.csvfile.MOST_CELLS": 3_000},
        refused("a.csv", (CSV + "1;2;3;4;5\n" * 1_000).encode, "more than 3000 cells"),
    ),
    "sheet: cells": (
        {"readers.excel.workbook.MOST_CELLS": 3_000},
        refused("a.xlsx", lambda: with_sheet(TABLE + many(50, 100)), "at most 3000"),
    ),
    "document: paragraphs": (
        {"readers.word.package.MOST_PARAGRAPHS": 500},
        refused("a.docx", lambda: body("<w:p/>" * 1_000), "longer than is read"),
    ),
    "document: page": (
        {"readers.pages.pdf.MOST_STREAM_BYTES": 2**20},
        refused("a.pdf", lambda: page(stream(zlib.compress(bytes(2 * 2**20), 9))), "unpacks to more than 1 MB"),
    ),
}  # fmt: skip


@pytest.mark.parametrize(
    "name",
    [pytest.param(n, marks=pytest.mark.slow) if n in FULL_SIZE else n for n in CATALOGUE],
)
def test_hostile_file(name: str, reader: Reader, tmp_path: Path) -> None:
    _, faults = read(CATALOGUE[name], tmp_path, reader, whole=False)
    assert faults == []


def test_what_is_slow_is_in_the_catalogue() -> None:
    assert set(CATALOGUE) >= FULL_SIZE


@pytest.mark.parametrize("name", SMALL)
def test_hostile_file_beyond_a_lower_limit(name: str, reader: Reader, tmp_path: Path) -> None:
    limits, case = SMALL[name]
    _, faults = read(case, tmp_path, reader, whole=False, limits=limits)
    assert faults == []


def test_a_workbook_to_draft_from_that_is_a_bomb(reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "bom.xlsx"
    path.write_bytes(changed(xlsx_bytes(), {"xl/styles.xml": bytes(100 * 2**20)}))
    ended = reader.run("extract", str(path), "-o", str(tmp_path / "a.xlsx"))
    assert (ended.code, len(ended.err.splitlines())) == (1, 1)
    assert "more than is read" in ended.err
    assert ended.seconds < MOST_SECONDS
    assert ended.megabytes < MOST_MB


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    ["archive: bomb that lies about its size", "sheet: hidden row", "csv: half a million cells"],
)
def test_hostile_file_in_a_whole_build(name: str, reader: Reader, tmp_path: Path) -> None:
    _, faults = read(CATALOGUE[name], tmp_path, reader, whole=True)
    assert faults == []


def test_there_are_many_and_no_two_are_the_same() -> None:
    small = [case for name, case in CATALOGUE.items() if name.startswith(("sheet", "csv"))]
    made = [case.made() for case in small[:30]]
    assert len(set(made)) == len(made)
    assert len(CATALOGUE) >= 60
