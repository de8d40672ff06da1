"""The layout of a sheet: where its tables stand, their headers, their rows."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from indicators.codebook import read_label
from indicators.language.headers import reads_as, unit_of
from indicators.language.lexicon import phrases
from indicators.language.marks import SIGN_RANK, read_alone, read_mark
from indicators.language.text import fold
from indicators.language.units import known_unit
from indicators.tables.header import key_role, read_header, role_of
from indicators.tables.model import HeaderError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from indicators.readers.table import Cell, SourceTable

_MOST_HEAD_ROWS = 4
_MOST_BLANK = 1  # rows left empty between the levels of a header
_NUMBERING = re.compile(r"\(?(?:\d{1,2}|[A-ZĐ])\)?(?:\s*=\s*[\d\s()+\-*/:x%,.=]+)?\Z")
_SOME_YEAR = 2000  # whether `Tháng 10` is a period does not hang on the year
_WHOLE_RANK = 2.0  # numbers and sections; letters, 1.1 and signs mark parts
_UNMARKED = read_mark("x").series
RATE_ALONE = "growth of the row above"
_SIGNS = re.compile(r"[(]?(?:%|\+\s*[/,;]?\s*-)[)]?")  # `%`, `+/-`
_MONTH = re.compile(r"(?:0?[1-9]|1[0-2])\s*/\s*20\d\d")
_NAMED_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_KEYS = ("label", "place", "period")
_BARE_TIME = re.compile(r"1[0-2]|[1-9]|I{1,3}|IV")
_LETTER = re.compile(r"[^\W\d_]")
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s*/\s*(?:19|20)\d\d)?(?:\s*\(%\))?")


@dataclass(frozen=True, slots=True)
class Block:
    """One table on a sheet.

    Attributes:
        headers: Texts of the header by column, top level first, merged cells spread.
        numbering: Texts of the row that numbers the columns, by column.
        header_rows: The rows of the header, the row that numbers the columns included.
        rows: The rows below, down to the next header or the end of the sheet.
        unclear: Columns over which a group header stands that may or may not be theirs.
        above: Cells above the header that belong to it: title, unit of the table.
    """

    headers: Mapping[int, tuple[str, ...]]
    header_rows: tuple[int, ...]
    numbering: Mapping[int, str]
    rows: tuple[int, ...]
    above: tuple[Cell, ...]
    unclear: frozenset[int] = frozenset()


def _side_by_side(headers: Mapping[int, tuple[str, ...]]) -> list[dict[int, tuple[str, ...]]]:
    """The headers of tables beside each other: the first words of one stand over it again."""
    columns = sorted(headers)
    first = next((n for n in columns if key_role(headers[n][-1]) in _KEYS), None)
    parts: list[dict[int, tuple[str, ...]]] = [{}]
    figures = False
    for n in columns:
        role = role_of(headers[n][-1])
        begins = headers[n] == headers[columns[0]] and (role == "number" or n != first)
        if figures and begins and first is not None:
            parts.append({})
            figures = False
        figures = figures or (role is None and n != first)
        parts[-1][n] = headers[n]
    return parts


def find_blocks(table: SourceTable) -> list[Block]:
    """The tables of a sheet, from top to bottom; none when no header is found.

    A header is a row with a cell such as `Chỉ tiêu` and at least one other column. It goes on over
    merged cells and over rows with nothing but words or years to the right of the labels, and
    takes in the row that numbers the columns.
    """
    rows = table.rows
    headers = _header_rows(table)
    blocks: list[Block] = []
    previous_end = 0
    for i, (start, end) in enumerate(headers):
        last = i + 1 == len(headers)
        below = max(rows) + 1 if last else headers[i + 1][0]
        title = _title_rows(rows, previous_end, start)
        next_title = () if last else _title_rows(rows, end, below)
        headers_of_all, unclear = _spread(table, start, end)
        blocks.extend(
            Block(
                headers=part,
                unclear=unclear,
                header_rows=tuple(r for r in rows if start <= r <= end),
                numbering=_numbering(rows.get(end, {})),
                rows=tuple(r for r in rows if end < r < below and r not in next_title),
                above=tuple(c for r in title for c in rows[r].values()),
            )
            for part in _side_by_side(headers_of_all)
        )
        previous_end = end
    return blocks


def _header_rows(table: SourceTable) -> list[tuple[int, int]]:
    """First and last row of every header."""
    found: list[tuple[int, int]] = []
    for row, cells in table.rows.items():
        inside = bool(found) and row <= found[-1][1]
        if not inside and _is_header(table, cells, first=not found):
            found.append((row, _header_end(table, table.rows, row)))
    return found


def _is_header(table: SourceTable, cells: Mapping[int, Cell], *, first: bool) -> bool:
    """A label header and a number or unit header; the first header of a sheet may have neither.

    Where rows name places or periods, those of indicators stand beside their header.
    """
    if any(not _is_header_text(cell) for cell in cells.values()):
        return False
    if _names_indicators(table, cells):
        return True
    roles = {role_of(cell.text) for cell in cells.values()}
    if "label" not in roles or len(cells) < 2:
        return False
    if "unit" in roles or "number" in roles or _units_below(table, cells):
        return True
    return first and _has_value_headers(cells)


def _units_below(table: SourceTable, cells: Mapping[int, Cell]) -> bool:
    """Whether the row below gives the units of the headers: `Đơn vị tính | con | %`."""
    below = table.rows.get(next(iter(cells.values())).row + 1, {})
    return bool(below) and _is_row_of_units(below)


def _is_row_of_units(cells: Mapping[int, Cell]) -> bool:
    first, *others = cells.values()
    return role_of(first.text) == "unit" and all(known_unit(cell.text) for cell in others)


def _names_indicators(table: SourceTable, cells: Mapping[int, Cell]) -> bool:
    """`STT | Xã, thị trấn | Dân số (người) | …`, `Năm | Dân số (người) | …`."""
    names = [cell for cell in cells.values() if role_of(cell.text) != "number"]
    if len(names) < 2 or not _is_key(names[0]):
        return False
    others = [cell for cell in names[1:] if role_of(cell.text) not in ("place", "period", "note")]
    if any(role_of(cell.text) and not _is_group(table, cell) for cell in others):
        return False
    wide = any(_is_group(table, cell) for cell in others)
    return len(others) > 1 or wide or any(unit_of((cell.text,)) for cell in others)


def _is_key(cell: Cell) -> bool:
    """Whether the header stands over places or periods; `Đơn vị` may stand over communes."""
    return key_role(cell.text) in ("place", "period")


def _is_group(table: SourceTable, cell: Cell) -> bool:
    """Whether a header reaches over several columns."""
    merge = table.merged_from.get((cell.row, cell.column))
    return merge is not None and merge.last_column > merge.first_column


def _has_value_headers(cells: Mapping[int, Cell]) -> bool:
    for index, cell in cells.items():
        if unit_of((cell.text,)):
            return True
        try:
            column = read_header(index, (cell.text,), year_hint=_SOME_YEAR, table=None)
        except HeaderError:
            continue
        if column.role == "value" and (column.scenario or column.period or column.base):
            return True
    return False


def _key_column(table: SourceTable, cells: Mapping[int, Cell]) -> int:
    """The column that names the rows."""
    described = [n for n, cell in cells.items() if role_of(cell.text) != "number"]
    labels = [n for n in described if role_of(cells[n].text) == "label"]
    return described[0] if _names_indicators(table, cells) else (labels or described)[0]


def _header_end(table: SourceTable, rows: Mapping[int, Mapping[int, Cell]], start: int) -> int:
    end = start
    for merge in table.merges:
        if merge.first_row == start:
            end = max(end, min(merge.last_row, start + _MOST_HEAD_ROWS - 1))
    key_column = _key_column(table, rows[start])
    last = start + _MOST_HEAD_ROWS + _MOST_BLANK
    for row in sorted(r for r in rows if end < r < last):
        cells = rows[row]
        near = row <= end + 1 + _MOST_BLANK
        if near and is_numbering(cells.values()):
            return row
        if not (near and _goes_on(table, cells, key_column)):
            break  # what follows are rows
        end = row
    following = rows.get(end + 1, {})
    return end + 1 if following and is_numbering(following.values()) else end


def _goes_on(table: SourceTable, cells: Mapping[int, Cell], key_column: int) -> bool:
    """Whether a row below a header is a level of it; a section title stands in front of the figures."""
    if _is_row_of_units(cells):
        return True
    return min(cells) > key_column and all(
        _is_header_text(cell) or known_unit(cell.text) or _named_time(table, cell) is not None
        for cell in cells.values()
    )


def _named_time(table: SourceTable, cell: Cell) -> str | None:
    """`Tháng 1` of a bare 1 below `Tháng`, `Quý II` of a bare II below `Quý`; None of anything else."""
    if not _BARE_TIME.fullmatch(cell.text.strip()):
        return None
    row = table.rows.get(cell.row - 1, {})
    merged = (m for m in table.merges if m.first_row <= cell.row - 1 <= m.last_row)
    group = next(
        (m.first_column for m in merged if m.first_column <= cell.column <= m.last_column),
        max((column for column in row if column <= cell.column), default=0),
    )
    over = table.cells.get((cell.row - 1, group))
    if over is None or over.key not in phrases("counted_time", "header"):
        return None
    return f"{over.text} {cell.text.strip()}"


def _is_header_text(cell: Cell) -> bool:
    if cell.kind == "number":
        return (
            cell.number is not None
            and cell.number == int(cell.number)
            and 1990 <= cell.number <= 2100
        )
    shown = cell.text.strip()
    if cell.kind == "text" and (_LETTER.search(shown) or _SIGNS.fullmatch(shown)):
        return True
    return bool(_YEAR.fullmatch(shown) or _MONTH.fullmatch(shown))


def _numbering(cells: Mapping[int, Cell]) -> dict[int, str]:
    if not is_numbering(cells.values()):
        return {}
    return {column: cell.text.strip() for column, cell in cells.items()}


def is_numbering(cells: Iterable[Cell]) -> bool:
    """Whether the row numbers the columns: `A B 1 2 3` or `(1) (2) (3) (4)=(3)/(2)`."""
    texts = []
    for cell in cells:
        text = cell.text.strip()
        if not _NUMBERING.match(text):
            return False
        texts.append(text)
    return len(texts) > 2 and _counts_up(texts)


def _counts_up(texts: Sequence[str]) -> bool:
    numbers = [int(found[1]) for text in texts if (found := re.match(r"\(?(\d{1,2})", text))]
    return len(numbers) > 1 and all(b == a + 1 for a, b in itertools.pairwise(numbers))


def _title_rows(rows: Mapping[int, Mapping[int, Cell]], after: int, before: int) -> tuple[int, ...]:
    """Rows right above a header that hold one or two texts and no figure."""
    found: list[int] = []
    for row in sorted((r for r in rows if after < r < before), reverse=True):
        cells = rows[row].values()
        if len(cells) > 2 or any(cell.kind != "text" for cell in cells):
            break
        found.append(row)
    return tuple(reversed(found))


def _header_texts(table: SourceTable, start: int, end: int) -> dict[tuple[int, int], str]:
    """Texts of the header by row and column, those of merged cells in every column of theirs."""
    texts = {
        (row, column): _named_time(table, cell) or cell.text
        for row in range(start, end + 1)
        for column, cell in table.rows.get(row, {}).items()
        if row == start or role_of(cell.text) != "unit" or not _is_row_of_units(table.rows[row])
    }
    for merge in table.merges:
        origin = texts.get((merge.first_row, merge.first_column))
        if origin is None or not start <= merge.first_row <= end:
            continue
        for column in range(merge.first_column, merge.last_column + 1):
            texts[merge.first_row, column] = origin
    return texts


def _spread(
    table: SourceTable, start: int, end: int
) -> tuple[dict[int, tuple[str, ...]], frozenset[int]]:
    """Header texts by column; a merged cell counts for every column and row it covers."""
    texts = _header_texts(table, start, end)
    unclear = _reach(table, texts, end)
    columns = sorted({column for _, column in texts})
    headers = {}
    for column in columns:
        levels = [texts[r, column] for r in range(start, end + 1) if (r, column) in texts]
        if levels and _NUMBERING.match(levels[-1].strip()) and len(levels) > 1:
            levels = levels[:-1]
        headers[column] = tuple(dict.fromkeys(levels))
    return headers, frozenset(unclear)


def _reach(table: SourceTable, texts: dict[tuple[int, int], str], end: int) -> set[int]:
    """Let headers over several columns that are not merged reach to the next header.

    `Năm 2023` above the first of `KH | TH` is that of both; only over columns with a header of
    their own below, and not out of the group above it. Above the second it may be too: columns of
    such groups are returned.
    """
    taken = {
        (row, column)
        for merge in table.merges
        for row in range(merge.first_row, min(merge.last_row, end) + 1)
        for column in range(merge.first_column, merge.last_column + 1)
    }

    def has_own(row: int, column: int) -> bool:
        below = (texts.get((r, column), "") for r in range(row + 1, end + 1))
        return any(text and not _NUMBERING.match(text.strip()) for text in below)

    def is_open(row: int, column: int, start: int) -> bool:
        """Whether a column has no header in this row, but one below it and the same above it."""
        over = [texts.get((r, start)) == texts.get((r, column)) for r in range(row)]
        at = (row, column)
        return at not in texts and at not in taken and has_own(row, column) and all(over)

    groups: dict[int, set[int]] = {}
    doubtful: set[int] = set()
    for row, column in sorted(texts):
        if (row, column) in taken or not has_own(row, column):
            continue
        group = groups.setdefault(row, set())
        group.add(column)
        before = column - 1
        while is_open(row, before, column) and not _stands_alone(texts, row, column, before, end):
            group.add(before)
            doubtful.add(row)
            before -= 1
        following = column + 1
        while is_open(row, following, column):
            texts[row, following] = texts[row, column]
            group.add(following)
            following += 1
    return {column for row in doubtful for column in groups[row]}


def _stands_alone(
    texts: Mapping[tuple[int, int], str], row: int, column: int, before: int, end: int
) -> bool:
    """Whether a column to the left of a group that is not merged cannot belong to it."""
    group = fold(texts[row, column])
    below = " ".join(texts.get((r, before), "") for r in range(row + 1, end + 1))
    if reads_as("comparison", [group]) or group.strip(" :") in phrases("divided", "header"):
        return True
    return bool(_NAMED_YEAR.search(group) and _NAMED_YEAR.search(below))


@dataclass(slots=True)
class Outline:
    """The rows a row stands under, kept while reading downwards.

    Numbers have a fixed order (A, I, 1, 1.1, a). Marks in front of labels have none: the depth
    of `-` and `+` is that of their first appearance under the same number, because offices use
    them both ways round.
    """

    stack: list[tuple[float, str, str]]

    def enter(self, number: str, label: str) -> tuple[str, ...]:
        """Take in a row and return the labels above it, nearest first."""
        rank, kind = _rank(number, label)
        same = next((i for i, (_, k, _) in enumerate(self.stack) if k == kind), None)
        if same is not None:
            del self.stack[same:]
        elif rank < SIGN_RANK:
            while self.stack and self.stack[-1][0] >= rank:
                self.stack.pop()
        above = tuple(text for _, _, text in reversed(self.stack))
        self.stack.append((rank, kind, label))
        return above

    @property
    def owner(self) -> tuple[str, ...]:
        """The label that a lone `Tốc độ tăng` is the growth of, and those above it; empty if unclear.

        Behind the parts of something it may be the growth of the whole or of the last part.
        """
        if len(self.stack) < 2:
            return ()
        (rank, series, _), (_, own, _) = self.stack[-2:]
        part = rank > _WHOLE_RANK and series != _UNMARKED
        labels = tuple(text for _, _, text in reversed(self.stack[:-1]))
        return () if own == RATE_ALONE and part else labels


def rank_of(number: str, label: str) -> float | None:
    """The rank of a row by its number or the mark of its label; None without either."""
    rank, series = _rank(number, label)
    return rank if number or series != _rank("", "x")[1] else None


def is_part(number: str, label: str) -> bool:
    """Whether a row stands for a part of the one above it, by its number or mark.

    >>> is_part("1.", "Lúa"), is_part("-", "Diện tích"), is_part("", "Tốc độ tăng"), is_part("", "Lúa")
    (False, True, True, False)
    """
    rank, series = _rank(number, label)
    return rank > _WHOLE_RANK and (bool(number) or series != _UNMARKED)


@lru_cache(maxsize=1024)
def _rank(number: str, label: str) -> tuple[float, str]:
    """Rank and series of a row's mark; a number of another form stands below letters."""
    if not number and read_label(label).rate_alone and not read_mark(label).kind:
        return SIGN_RANK, RATE_ALONE  # below the row that it is the growth of
    mark = read_alone(number) if number else read_mark(label)
    return (4.0, "other number") if number and not mark.kind else (mark.rank, mark.series)
