"""Tables written cell by cell and normalised at once: no file, no store, so that a case costs little."""

from __future__ import annotations

import datetime as dt
import tempfile
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indicators.codebook import Codebook, load_codebook
from indicators.codebook.places import Register, load_register
from indicators.readers.table import Cell, Merge, SourceFile, SourceTable
from indicators.tables import Normalised, normalise
from tests.five import copy_overlays
from tests.offices import FACTS, PLACE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from indicators.model.records import Observation

BUDGET = "Thu thường xuyên"
HEAD = ("STT", "Chỉ tiêu", "Đơn vị tính", "Kế hoạch năm 2024", "Thực hiện năm 2024")


@cache
def codebook() -> Codebook:
    return load_codebook()


@cache
def districts() -> Codebook:
    """The codebook with what the two districts of the project alone report, for any place."""
    with tempfile.TemporaryDirectory() as folder:
        return load_codebook(copy_overlays(Path(folder)))


@cache
def register(folder: Path) -> Register:
    overlay = folder / "places.toml"
    overlay.write_text(PLACE, "utf-8")
    return load_register([overlay])


def cell(row: int, column: int, value: Any) -> Cell:
    """Text as it stands; a number with the decimals it is written with; `%` in a tuple: shown so."""
    if isinstance(value, Cell):
        return value._replace(row=row, column=column)
    if isinstance(value, dt.date):
        return Cell(row, column, "date", f"{value:%d/%m/%Y}", date=value)
    if isinstance(value, int | float | Decimal):
        number = Decimal(str(value))
        decimals = max(0, -int(number.as_tuple().exponent))
        return Cell(row, column, "number", str(value).replace(".", ","), number, decimals)
    return Cell(row, column, "text", value)


def percent(value: float) -> Cell:
    """A number whose cell shows a percent sign."""
    plain = cell(1, 1, value)
    return plain._replace(text=plain.text + "%", percent=True)


def sheet(name: str, rows: Iterable[Sequence[Any]], merges: Iterable[Merge] = ()) -> SourceTable:
    cells = {
        (r, c): cell(r, c, value)
        for r, row in enumerate(rows, 1)
        for c, value in enumerate(row, 1)
        if value is not None
    }
    return SourceTable(name, cells, tuple(merges))


def read(
    folder: Path,
    *rows: Sequence[Any],
    facts: Mapping[str, Any] | None = None,
    merges: Iterable[Merge] = (),
    more: Iterable[SourceTable] = (),
    own: Codebook | None = None,
) -> Normalised:
    """One sheet `Biểu 1` of an office of the district Đồng Lúa; `facts` change the sheet Nguồn."""
    said = {**FACTS, **(facts or {})}
    source = sheet("Nguồn", [(key, value) for key, value in said.items() if value is not None])
    tables = (source, sheet("Biểu 1", rows, merges), *more)
    file = SourceFile(Path("a.xlsx"), "0" * 64, tables)
    result = normalise(file, own or codebook(), register(folder), "raw/a.xlsx")
    if result.document is not None:
        assert sum(result.ledger.sums().values()) == result.cells
    return result


def table(folder: Path, period: str, *headers: str) -> Normalised:
    """A row of 100, 101, … under headers, in a document about a period."""
    row = (1, BUDGET, "tỷ đồng", *(100 + n for n in range(len(headers))))
    facts = {"Kỳ báo cáo": period}
    return read(folder, ("STT", "Chỉ tiêu", "Đơn vị tính", *headers), row, facts=facts)


def assert_header_is_refused(result: Normalised, header: str, reason: str) -> None:
    """Of the second column of figures; the first is read."""
    (finding,) = result.findings
    assert (finding.rule, finding.locator) == ("head_not_understood", "Biểu 1!E1")
    assert finding.message_en.startswith(f"the header '{header}' {reason}; write it as, say, ")
    assert [o.locator for o in result.observations] == ["Biểu 1!D2"]


def one(folder: Path, *rows: Sequence[Any], **more: Any) -> Observation:
    """The only figure of a table that nothing is wrong with."""
    result = read(folder, *rows, **more)
    assert result.findings == []
    (found,) = result.observations
    return found


def brief(o: Observation) -> str:
    """`E2 actual level 1.1 %`."""
    ends = "..".join(f"{n:f}" for n in (o.low, o.high) if n is not None)
    figure = ends if o.value is None else f"{o.value:f}"
    whole = "" if o.denominator is None else f"/{o.denominator:f}"
    sign = {"at_least": ">=", "more_than": ">", "at_most": "<=", "less_than": "<"}.get(o.bound, "")
    where = o.locator.partition("!")[2]
    said = f"{where} {o.scenario} {o.measure} {sign}{figure or o.raw_value}{whole} {o.unit or '-'}"
    return f"{said} {o.target_by}" if o.target_by else said
