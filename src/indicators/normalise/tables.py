"""The rows of one table: what each row is about, and which of its cells hold figures."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from indicators.normalise.figures import (
    FigureError,
    is_ditto,
    is_figure,
    is_placeholder,
    printed_unit,
    read_cell,
)
from indicators.normalise.heads import Column, HeadError, attainment_column, read_head
from indicators.normalise.layout import Block, Outline, by_row, is_numbering
from indicators.normalise.meaning import Row, ValueCell, prints_percent, says_growth
from indicators.normalise.observe import observe
from indicators.periods import parse_period
from indicators.records import Finding, Observation
from indicators.text import fold, nfc, strip_mark

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from indicators.codebook import Codebook
    from indicators.normalise.figures import Figure
    from indicators.normalise.ledger import Account, Ledger
    from indicators.periods import Period
    from indicators.places import Register
    from indicators.quantity import Base
    from indicators.readers.table import Cell, SourceTable
    from indicators.records import Document

_TABLE_UNIT = re.compile(r"(?:đvt|đv tính|đơn vị(?: tính)?)\s*:\s*(.+?)\)?\Z")


@dataclass(slots=True)
class TableContext:
    """What the rows of one table share, and where their yield goes."""

    document: Document
    codebook: Codebook
    register: Register
    ledger: Ledger
    table: SourceTable
    order: tuple[int, int]
    observations: list[Observation]
    findings: list[Finding]
    period: Period | None = None
    unit: str | None = None
    columns: dict[int, Column] = field(default_factory=dict)
    seen: dict[tuple[object, ...], str] = field(default_factory=dict)

    def book(self, cell: Cell, account: Account) -> None:
        """Account for a cell of this table."""
        self.ledger.book(self.table.sheet, cell.row, cell.column, account)

    def locator(self, cell: Cell) -> str:
        """`Phụ lục!E12`."""
        return f"{self.table.sheet}!{cell.address}"

    def refuse(self, cell: Cell, rule: str, vi: str, en: str, expected: str | None = None) -> None:
        """Report a cell as an error and account for it."""
        self.book(cell, "finding")
        self.findings.append(
            Finding(
                "error", rule, self.document.document_id, self.locator(cell), expected,
                cell.text[:200], vi, en,
            )
        )  # fmt: skip


def read_block(context: TableContext, block: Block) -> None:
    """Read one table into the observations and findings of `context`."""
    rows = by_row(context.table)
    for number in block.head_rows:
        for cell in rows[number].values():
            context.book(cell, "head")
    for cell in block.above:
        context.book(cell, "head")
        found = _TABLE_UNIT.search(fold(cell.text))
        unit = printed_unit(found[1]) if found else None
        context.unit = unit[0] if unit else context.unit
    hint = (
        context.document.period.year if context.document.period else context.document.issued_on.year
    )
    titles = [parse_period(cell.text, year_hint=hint) for cell in block.above]
    context.period = next((p for p in titles if p), context.document.period)
    context.columns = _columns(context, block, rows, hint)
    reader = _Rows(context)
    for number in block.rows:
        reader.read(rows[number])


def _columns(
    context: TableContext, block: Block, rows: Mapping[int, Mapping[int, Cell]], hint: int
) -> dict[int, Column]:
    columns: dict[int, Column] = {}
    for index, head in block.heads.items():
        if fold(head[-1]) in context.codebook.ignored_heads:
            columns[index] = Column(index, head, "ignored")
            continue
        try:
            columns[index] = read_head(index, head, year_hint=hint, table=context.period)
        except HeadError as error:
            own = [rows[r][index] for r in block.head_rows if index in rows[r]]
            if own:  # a merged head is reported where it stands
                context.refuse(
                    own[-1],
                    "head_not_understood",
                    f"không hiểu tiêu đề cột '{' / '.join(head)}'; hãy ghi rõ, ví dụ 'Thực hiện năm 2024', hoặc khai vào ignored_heads trong data/codebook",
                    f"{error}; write it as, say, 'Thực hiện năm 2024', or declare it in ignored_heads in data/codebook",
                )
            columns[index] = Column(index, head, "ignored")
            for number in block.rows:
                if index in rows[number]:
                    context.book(rows[number][index], "finding")
    return columns


@dataclass(slots=True)
class _Rows:
    """Reads rows downwards and remembers what blank cells inherit."""

    context: TableContext
    outline: Outline = field(default_factory=lambda: Outline([]))
    above: tuple[str, ...] = ()
    label: Cell | None = None
    unit: Cell | None = None

    def read(self, cells: Mapping[int, Cell]) -> None:
        context = self.context
        if is_numbering(cells.values()):
            for cell in cells.values():
                context.book(cell, "head")
            return
        by_role, values = self._by_role(cells)
        label, number = by_role.get("label"), by_role.get("number")
        if label is None and number is not None and not _is_number(number.text):
            label, number = number, None  # a section title written in the first column
        if label is not None:
            self.above = self.outline.enter(number.text if number else "", label.text)
            self.label = label
            if number is not None and re.fullmatch(r"[IVXLA-ZĐ]+\.?", number.text.strip()):
                self.unit = None  # a blank unit never means that of another section
        if "unit" in by_role and is_ditto(by_role["unit"]):
            del by_role["unit"]
        if "unit" in by_role:
            self.unit = by_role["unit"]
        values = self._without_placeholders(values)
        if values and self.label is not None:
            self._read_values(by_role, values)
        elif "rating" in by_role:
            self._warn_of_rating(by_role["rating"])
        if values and self.label is None:
            for cell, _ in values:
                context.refuse(
                    cell,
                    "missing_label",
                    "số liệu không có tên chỉ tiêu ở dòng này hay dòng trên; hãy ghi tên chỉ tiêu",
                    "the figure has no label in its row or above; write the label",
                )

    def _by_role(
        self, cells: Mapping[int, Cell]
    ) -> tuple[dict[str, Cell], list[tuple[Cell, Column]]]:
        """The cells that describe the row, and those that hold its figures."""
        by_role: dict[str, Cell] = {}
        values: list[tuple[Cell, Column]] = []
        for index, cell in cells.items():
            column = self.context.columns.get(index)
            if column is None:
                continue  # reported as standing outside the table
            if column.role == "rating" and is_figure(cell):
                column = attainment_column(column)  # some offices rate with a percentage
            if column.role == "value":
                values.append((cell, column))
                continue
            by_role.setdefault(column.role, cell)
            self.context.book(cell, "ignored" if column.role == "ignored" else "label")
        return by_role, values

    def _warn_of_rating(self, rating: Cell) -> None:
        context = self.context
        context.book(rating, "finding")
        context.findings.append(
            Finding(
                "warning", "rating_without_figure", context.document.document_id,
                context.locator(rating), None, nfc(rating.text),
                f"đánh giá '{nfc(rating.text)}' không có số liệu nào ở dòng này; hãy ghi chỉ tiêu hoặc kết quả",
                f"the rating '{nfc(rating.text)}' has no figure in its row; write the target or the result",
            )
        )  # fmt: skip

    def _without_placeholders(self, values: list[tuple[Cell, Column]]) -> list[tuple[Cell, Column]]:
        for cell, _ in values:
            if is_placeholder(cell):
                self.context.book(cell, "ignored")
        return [(cell, column) for cell, column in values if not is_placeholder(cell)]

    def _read_values(self, by_role: Mapping[str, Cell], values: list[tuple[Cell, Column]]) -> None:
        row = self._row(by_role)
        if row is None:
            for cell, _ in values:
                self.context.book(cell, "finding")
            return
        growing = says_growth(row)
        read: list[ValueCell] = []
        row_base: Base | None = None
        for cell, column in values:
            growth = growing and prints_percent(row, column)
            try:
                figures = read_cell(cell, column, growth_row=growth, row_base=row_base)
            except FigureError as error:
                self.context.refuse(cell, error.rule, error.vi, error.en, error.expected)
                continue
            if column.scenario == "target":
                row_base = _base_of(figures) or row_base
            read.append(ValueCell(cell, column, tuple(figures)))
        observe(self.context, row, read)

    def _row(self, by_role: Mapping[str, Cell]) -> Row | None:
        """What the figures of this row share; None after a finding."""
        context, document = self.context, self.context.document
        assert self.label is not None  # noqa: S101 (the caller has looked)
        unit = None
        if self.unit is not None:
            unit = printed_unit(self.unit.text)
            if unit is None:
                context.refuse(
                    self.unit,
                    "unknown_unit",
                    f"đơn vị tính '{nfc(self.unit.text)}' chưa có trong danh mục; hãy sửa lại cho đúng",
                    f"the unit '{nfc(self.unit.text)}' is not known; mend it",
                )
                return None
        place_id = document.place_id
        if "place" in by_role:
            name = by_role["place"].text
            found = context.register.find(name, within=document.place_id, on=document.issued_on)
            if found is None:
                context.refuse(
                    by_role["place"],
                    "unknown_place",
                    f"địa bàn '{nfc(name)}' chưa có trong danh mục; hãy sửa tên hoặc khai báo [[place]] trong data/codebook",
                    f"the place '{nfc(name)}' is not in the register; mend the name or declare a [[place]] in data/codebook",
                )
                return None
            place_id = found
        period = None
        if "period" in by_role:
            hint = document.period.year if document.period else document.issued_on.year
            period = parse_period(by_role["period"].text, year_hint=hint)
            if period is None:
                context.refuse(
                    by_role["period"],
                    "missing_period",
                    f"kỳ '{nfc(by_role['period'].text)}' không đọc được; hãy ghi như 'Năm 2023', 'Tháng 10/2023'",
                    f"the period '{nfc(by_role['period'].text)}' cannot be read; write it as 'Năm 2023' or 'Tháng 10/2023'",
                )
                return None
        inherited = "unit" not in by_role and self.unit is not None
        return Row(
            label=self.label,
            above=self.above,
            place_id=place_id,
            period=period,
            unit=unit[0] if unit else context.unit,
            raw_unit=nfc(self.unit.text) if self.unit is not None and not inherited else None,
            unit_flags=(*(unit[1] if unit else ()), *(("inherited_unit",) if inherited else ())),
            source=nfc(by_role["source"].text) if "source" in by_role else None,
            note=nfc(by_role["note"].text) if "note" in by_role else None,
            rating=by_role.get("rating"),
        )


def _base_of(figures: Iterable[Figure]) -> Base | None:
    """What a target is set against, when it is a percentage of another target."""
    return next(
        (f.quantity.base for f in figures if f.quantity and f.quantity.measure == "attainment"),
        None,
    )


def _is_number(text: str) -> bool:
    mark, rest = strip_mark(text.strip() + " x")
    return (bool(mark) and rest == "x") or bool(
        re.fullmatch(r"[\dIVXLA-ZĐa-zđ.()]{1,8}", text.strip())
    )
