"""What tables print of their document around themselves: letterhead, title, date, the line of an attachment.

`(Kèm theo Báo cáo số 12/BC-UBND ngày 15/12/2023 của UBND huyện Đồng Lúa)` says nearly all of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from indicators.language.headers import is_letterhead, unit_line
from indicators.language.letterheads import (
    ATTACHED_TO,
    DATE_OF_ISSUE,
    DOCUMENT_KIND,
    DOCUMENT_NUMBER,
    KIND_ATTACHED,
    MOTTO,
    OF_OFFICE,
    OFFICE,
    day_of,
    is_reference,
    territory_named,
)
from indicators.language.text import nfc

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from indicators.readers.table import Cell, SourceTable
    from indicators.tables.layout import Block

Printed = dict[str, tuple[str, "Cell"]]
"""Facts by name: the sheet, and the cell that prints it with the fact as its text."""

_LONG = 400
_BESIDE = 6  # brackets and dots around a date that stands alone


def read_letterhead(sheets: Iterable[tuple[SourceTable, Sequence[Block]]]) -> Printed:
    """Facts as the sheets of tables print them; a fact that they print differently is left out."""
    found: dict[str, dict[str, tuple[str, Cell]]] = {}
    for table, blocks in sheets:
        if not blocks:
            continue
        first = min(blocks[0].header_rows)
        above = [c for row, cells in table.rows.items() if row < first for c in cells.values()]
        below = [c for row, cells in table.rows.items() if row > first for c in cells.values()]
        for name, text, cell in [*_attached(above), *_above(above), *_dates([*above, *below])]:
            found.setdefault(name, {}).setdefault(text, (table.sheet, cell._replace(text=text)))
    first_counts = ("title", "issuer")  # every table has a title of its own
    return {
        name: next(iter(texts.values()))
        for name, texts in found.items()
        if len(texts) == 1 or name in first_counts
    }


def _attached(cells: Iterable[Cell]) -> Iterator[tuple[str, str, Cell]]:
    """What the line of an attachment says of its document."""
    for cell in cells:
        text = nfc(cell.text)
        if cell.kind != "text" or not ATTACHED_TO.search(text[:60]):
            continue
        if found := DOCUMENT_NUMBER.search(text):
            yield "number", _number(found), cell
        if (dated := DATE_OF_ISSUE.search(text)) and (day := day_of(dated)):
            yield "issued_on", f"{day:%d/%m/%Y}", cell
        if kind := KIND_ATTACHED.search(text):
            yield "kind", kind[1].capitalize(), cell
        if (office := OF_OFFICE.search(text)) and OFFICE.match(office[1]):
            yield from _issuer(office[1], cell)


def _above(cells: Sequence[Cell]) -> Iterator[tuple[str, str, Cell]]:
    """What the lines above the first table say of it."""
    lines: dict[str, list[Cell]] = {"number": [], "office": [], "kind": [], "title": [], "": []}
    for cell in cells:
        if cell.kind == "text":
            lines[_line_above(nfc(cell.text))].append(cell)
    for cell in lines["number"]:
        if number := DOCUMENT_NUMBER.match(nfc(cell.text)):
            yield "number", _number(number), cell
    own: Cell | None = None
    for cell in lines["kind"]:
        if kind := DOCUMENT_KIND.match(text := nfc(cell.text)):
            yield "kind", kind[1].capitalize(), cell
            own = cell._replace(text=text[kind.end() :].strip(" .:-–"))
    if offices := lines["office"]:  # the office itself stands below the one above it
        yield from _issuer(nfc(offices[-1].text), *offices[::-1])
    longest = max(lines["title"], key=lambda cell: len(cell.text), default=None)
    title = own if own and own.text else longest  # longer than `Biểu số 01`
    if title is not None:
        yield "title", nfc(title.text), title


def _line_above(text: str) -> str:
    """What a line above the first table is: number, office, kind, else perhaps its title."""
    if len(text) > _LONG or ATTACHED_TO.search(text[:60]):
        return ""
    number = DOCUMENT_NUMBER.match(text)
    if number and not is_reference(text, number):
        return "number"
    if OFFICE.match(text):
        return "office"
    if DOCUMENT_KIND.match(text):
        return "kind"
    named = MOTTO.search(text) or is_letterhead(text) or unit_line(text) or day_alone(text)
    return "" if named else "title"


def _issuer(office: str, *cells: Cell) -> Iterator[tuple[str, str, Cell]]:
    """The office, and the territory that it or the office above it names."""
    yield "issuer", office, cells[0]
    place = territory_named([office, *(nfc(cell.text) for cell in cells)], None)
    if place:
        yield "place", place, cells[0]


def _dates(cells: Iterable[Cell]) -> Iterator[tuple[str, str, Cell]]:
    """Days that stand alone with their place, as above signatures."""
    for cell in cells:
        if cell.kind == "text" and (day := day_alone(nfc(cell.text))):
            yield "issued_on", day, cell


def day_alone(text: str) -> str | None:
    """The day of a line that is nothing but place and date: `Đồng Lúa, ngày 5 tháng 12 năm 2024`."""
    found = DATE_OF_ISSUE.search(text)
    if found is None or len(text) - len(found[0]) > _BESIDE:
        return None
    day = day_of(found)
    return f"{day:%d/%m/%Y}" if day else None


def _number(found: re.Match[str]) -> str:
    return found["digits"] + re.sub(r"\s+", "", nfc(found["rest"]))
