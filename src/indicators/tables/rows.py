"""The rows of one table: what each row is about, and which of its cells hold figures."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from indicators.codebook import is_prices_alone, only_unit
from indicators.codebook.places import Territory
from indicators.codebook.unknown_places import why_unknown
from indicators.language.headers import (
    is_below_table,
    is_subgroup,
    is_total,
    label_of_title,
    without_office,
)
from indicators.language.marks import strip_mark
from indicators.language.place_names import is_kind
from indicators.language.ratings import is_tick
from indicators.language.relative_periods import period_in
from indicators.language.text import nfc
from indicators.messages.sentences import message
from indicators.tables.context import JOINT, UNKNOWN
from indicators.tables.declared import label_key
from indicators.tables.figures import (
    is_figure,
    is_placeholder,
    is_zero,
    read_cell,
)
from indicators.tables.header import attainment_column, is_code_header, read_header
from indicators.tables.layout import Outline, is_numbering, rank_of
from indicators.tables.letterhead import day_alone
from indicators.tables.meaning import prints_percent, says_growth
from indicators.tables.model import Column, FigureError, HeaderError, Row, ValueCell
from indicators.tables.observe import observe
from indicators.tables.questions import Met, samples
from indicators.tables.tidy import in_row, read_as_said, read_said
from indicators.tables.units import (
    check_units,
    contradict,
    is_ditto,
    may_inherit,
    printed_unit,
    unit_of_label,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from indicators.language.periods import Period
    from indicators.language.quantity import Base
    from indicators.model.records import Account, Scenario
    from indicators.readers.table import Cell
    from indicators.tables.context import TableContext
    from indicators.tables.declared import LabelKey
    from indicators.tables.model import Figure
    from indicators.tables.units import PrintedUnit


_ROMAN = re.compile(r"[IVXivx]+[.)]?")
_FIRST_MARKS = ("1", "i", "a", "1.1", "-", "+", "*", "•")
_BARE = re.compile(r"\d{1,2}|[IV]{1,3}")  # `1` below `Tháng`, `II` below `Quý`


class Section(NamedTuple):
    """A row that names a territory or a group for those below it.

    Attributes:
        label: As printed.
        place_id: None where the figures are not those of the document's territory, or unclear.
        rank: Of its mark; None without one: then its rows go on as the first of them begins.
        inner: Rank of the first row below that has a mark.
    """

    label: str
    place_id: str | None
    rank: float | None
    inner: float | None = None

    def below(self, rank: float | None, number: str) -> Section | None:
        """The section in which the next row stands, None when it stands beside it."""
        if self.rank is not None:
            return None if rank is not None and rank <= self.rank else self
        if rank is None:
            return self
        if self.inner is None:
            begins = number.strip("(). ").casefold() in _FIRST_MARKS
            return self._replace(inner=rank, place_id=self.place_id if begins else None)
        return self if rank >= self.inner else self._replace(place_id=None)


@dataclass(slots=True)
class Rows:
    """Reads rows downwards and remembers what blank cells inherit."""

    context: TableContext
    outline: Outline = field(default_factory=lambda: Outline([]))
    above: tuple[str, ...] = ()
    label: Cell | None = None
    unit: Cell | None = None
    ended: bool = False
    section: Section | None = None
    placed: bool = False
    repeated: frozenset[LabelKey] = frozenset()
    anchor: str = ""
    unclear: set[int] = field(default_factory=set)

    def read(self, cells: Mapping[int, Cell]) -> None:
        """Read one row into observations and findings of the table."""
        if is_numbering(cells.values()):
            self._book(cells.values(), "head")
            return
        if self._is_below_table(cells.values()):
            self._book(cells.values(), "ignored")
            return
        by_role, found = self._by_role(cells)
        self._take_merged(cells, by_role)
        own_label = self._enter(by_role)
        if own_label and self.label is not None and self._label_key(by_role) not in self.repeated:
            self.anchor = self.label.text
        if own_label and self.label is not None:
            self.section = self._section(by_role, self.label.text, found)
        self._inherit(by_role, own_label=own_label)
        values = self._without_placeholders(found)
        if values and (stray := self._unheaded(cells)):
            self._refuse_beside(stray, [cell for cell, _ in values])
        elif values:
            described = own_label or not {"unit", "place", "period"}.isdisjoint(by_role)
            self._take_values(by_role, values, described=described)
        elif refused := self._in_refused_columns(cells):
            self._meet_refused(by_role, refused, own_label=own_label)
        elif "rating" in by_role:
            self._warn_of_rating(by_role["rating"])

    def _label_key(self, by_role: Mapping[str, Cell]) -> LabelKey:
        assert self.label is not None  # noqa: S101 (asked of rows that have one)
        unit = by_role.get("unit")
        return label_key((self.label.text, *self.above), unit.text if unit else "")

    def _after(self, by_role: Mapping[str, Cell]) -> str:
        """The label that a label stands behind which its table prints for one thing after another."""
        if not self.repeated or self.label is None or self.anchor in self.above:
            return ""
        return self.anchor if self._label_key(by_role) in self.repeated else ""

    def _path(self, by_role: Mapping[str, Cell]) -> tuple[str, ...]:
        assert self.label is not None  # noqa: S101 (asked of rows that have one)
        after = self._after(by_role)
        return (self.label.text, *((after,) if after else ()), *self.above)

    def _unheaded(self, cells: Mapping[int, Cell]) -> Cell | None:
        """Words among the columns of the table that nothing takes in: below no header, beside a label."""
        columns = self.context.columns
        values = [n for n, column in columns.items() if column.role == "value"]
        beside = range(min(columns) + 1, max(values, default=0))
        named = [n for n in cells if n in columns and columns[n].role == "label"]
        return next(
            (
                c
                for n, c in cells.items()
                if n in beside and (n not in columns or n in named[1:]) and _is_words(c)
            ),
            None,
        )

    def _refuse_beside(self, stray: Cell, values: Sequence[Cell]) -> None:
        for cell in values:
            self.context.refuse(
                cell, "beside_unheaded", message("row.beside_unheaded", text=nfc(stray.text)),
                cause=f"unheaded {stray.column}",
            )  # fmt: skip

    def _in_refused_columns(self, cells: Mapping[int, Cell]) -> list[Cell]:
        columns = self.context.columns
        refused = (n for n in cells if n in columns and columns[n].refused)
        return [cells[n] for n in refused if not is_placeholder(cells[n])]

    def _meet_refused(
        self, by_role: Mapping[str, Cell], values: Sequence[Cell], *, own_label: bool = True
    ) -> None:
        """Note what a row says whose unit, place or columns are not understood: it may be asked too."""
        place = by_role.get("place")
        if place is not None and not (_is_total(place) or self.context.territory(place.text)):
            self._meet_place(place)
        if own_label and self.label is not None and not self.context.keyed:
            unit, code = _text(self.unit) or self.context.unit or "", _code(self.context, by_role)
            path, locator = tuple(map(nfc, self._path(by_role))), self.context.locator(self.label)
            self.context.questions.meet(Met("label", path, locator, unit, code, samples(values)))

    def _is_below_table(self, cells: Collection[Cell]) -> bool:
        """Whether the row is of the lines below the table; a figure there is still read."""
        self.ended = self.ended or any(map(_ends_table, cells))
        return self.ended and not any(_has_digit(c) and not _ends_table(c) for c in cells)

    def _without_placeholders(
        self, found: Sequence[tuple[Cell, Column]]
    ) -> list[tuple[Cell, Column]]:
        """The cells that hold figures; of the others it is noted that they hold none."""
        self._book((cell for cell, _ in found if is_placeholder(cell)), "ignored")
        return [(cell, column) for cell, column in found if not is_placeholder(cell)]

    def _inherit(self, by_role: dict[str, Cell], *, own_label: bool) -> None:
        """Keep what a blank cell of the row means, and take a ditto mark for a blank."""
        if self.context.tidy:  # each row stands for itself
            self.label = self.label if own_label else None
            self.unit = self.unit if "unit" in by_role else None
        if "unit" in by_role and is_ditto(by_role["unit"]):
            del by_role["unit"]
        self.unit = by_role.get("unit", self.unit)

    def _take_values(
        self,
        by_role: Mapping[str, Cell],
        values: list[tuple[Cell, Column]],
        *,
        described: bool,
    ) -> None:
        """Read the cells of figures; `described`: the row has a label or unit of its own."""
        if not described and not any(_has_digit(cell) for cell, _ in values):
            self._note_words(values)
        elif self.label is not None or self.context.keyed:
            self._read_values(by_role, values)
        else:
            self._refuse_unlabelled([cell for cell, _ in values])

    def _book(self, cells: Iterable[Cell], account: Account) -> None:
        for cell in cells:
            self.context.book(cell, account)

    def _enter(self, by_role: Mapping[str, Cell]) -> bool:
        """Take in the label of the row, if it has one of its own."""
        label, number = _label_and_number(by_role)
        if label is None:
            return False
        mark = number.text if number is not None else strip_mark(label.text)[0]
        self.above = self.outline.enter(number.text if number else "", label.text)
        self.context.paths[label.row] = self.above
        self.label = label
        if re.fullmatch(r"[IVXLA-ZĐ]+\.?", mark.strip()):
            self.unit = None  # a blank unit never means that of another section
        return True

    def _take_merged(self, row: Mapping[int, Cell], by_role: dict[str, Cell]) -> None:
        """A place or period merged over several rows is that of each."""
        number = next(iter(row.values())).row
        for merge in self.context.table.merges:
            if not merge.first_row < number <= merge.last_row:
                continue
            column = self.context.columns.get(merge.first_column)
            origin = self.context.table.cells.get((merge.first_row, merge.first_column))
            if column is not None and origin is not None and column.role in ("place", "period"):
                by_role.setdefault(column.role, origin)

    def _named(self, label: str) -> Territory | None:
        """The territory a label is the name of; a bare `Huyện` may be its part of a budget."""
        return None if is_kind(strip_mark(label)[1]) else self.context.territory(label)

    def _section(
        self, by_role: Mapping[str, Cell], label: str, found: Sequence[tuple[Cell, Column]]
    ) -> Section | None:
        """The territory or group whose figures stand below, after a row with this label."""
        values = any(not is_placeholder(cell) for cell, _ in found)
        number = next((by_role[role].text for role in ("number", "code") if role in by_role), "")
        rank = rank_of(number, label)
        context, before = self.context, self.section
        territory = self._named(label)
        if territory is not None:
            # figures beside the name of a place are its own; whose those below are is not said
            if values and self.above:
                return before
            return Section(label, None if values else territory.place_id, rank)
        if not values and is_subgroup(label) and not context.is_known_heading(label):
            return Section(label, None, rank)
        return before and before.below(rank, number or strip_mark(label)[0])

    def _refuse_unlabelled(self, values: Sequence[Cell]) -> None:
        for cell in values:
            self.context.refuse(cell, "missing_label", message("row.no_label"))

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
            if column.role == "rating" and is_tick(cell.text):
                cell = cell._replace(text=column.header[-1])  # noqa: PLW2901 (`x` under `Vượt`)
            elif column.role == "rating" and is_figure(cell):
                column = attainment_column(column)  # some offices rate with a percentage
            if column.role == "value":
                if index in self.unclear:
                    self.context.book(cell, "finding")
                else:
                    values.append((cell, column))
                continue
            if column.role == "note" and "note" in by_role:
                first = by_role["note"]
                by_role["note"] = first._replace(text=f"{first.text}; {cell.text}")
            elif column.role != "ignored" and column.role in by_role:
                continue  # a second column of one role: reported
            else:
                by_role[column.role] = cell
            self.context.book(cell, "ignored" if column.role == "ignored" else "label")
        return by_role, values

    def _note_words(self, values: list[tuple[Cell, Column]]) -> None:
        """Words without a label below or between the rows: signatures, remarks, a header in the wrong place."""
        if any(self._is_header(cell) for cell, _ in values):
            self.unclear |= {cell.column for cell, _ in values}
            for cell, _ in values:
                said = message("row.header_below", text=nfc(cell.text)[:80])
                self.context.refuse(cell, "head_not_understood", said, cause="header below")
            return
        for cell, _ in values:
            text = nfc(cell.text)
            self.context.report(
                "note", cell, "words_without_label",
                message("row.words_alone", text=text[:80]), found=text[:200],
            )  # fmt: skip

    def _is_header(self, cell: Cell) -> bool:
        """Whether words would be read as the header of a column: `KH`, `TH 2024`."""
        year = self.context.document.year
        try:
            column = read_header(
                cell.column, (nfc(cell.text),), year_hint=year, table=self.context.period
            )
        except HeaderError:
            return False
        return column.role == "value" and bool(column.scenario or column.period or column.base)

    def _warn_of_rating(self, rating: Cell) -> None:
        text = nfc(rating.text)
        self.context.report(
            "warning", rating, "rating_without_figure",
            message("row.rating_alone", rating=text), found=text,
        )  # fmt: skip

    def _read_values(self, by_role: Mapping[str, Cell], values: list[tuple[Cell, Column]]) -> None:
        try:
            row = self._row(by_role, [cell for cell, _ in values])
        except _LeftOutRowError:
            self._book((cell for cell, _ in values), "ignored")
            return
        except _RefusedRowError:
            self._meet_refused(by_role, [cell for cell, _ in values])
            self._book((cell for cell, _ in values), "finding")
            return
        parts: dict[tuple[str | None, tuple[str, ...]], list[tuple[Cell, Column]]] = {}
        for cell, column in values:
            parts.setdefault((column.place, column.labels), []).append((cell, column))
        for (place, labels), cells in parts.items():
            try:
                own = self._on_axes(row, by_role, place, labels, cells[0][0])
            except _RefusedRowError:
                self._book((cell for cell, _ in cells), "finding")
                continue
            self._read_part(own, by_role, cells)

    def _read_part(
        self, row: Row, by_role: Mapping[str, Cell], values: list[tuple[Cell, Column]]
    ) -> None:
        """Read the figures of a row that share place and label."""
        row = _answered(self.context, row, values[0][1])
        if _not_filled_in(values):
            for cell, _ in values:
                self.context.report(
                    "warning", cell, "not_filled_in", message("row.not_filled_in"),
                    found=cell.text, cause="not_filled_in",
                )  # fmt: skip
            return
        growing = says_growth(row)
        read: list[ValueCell] = []
        row_base: Base | None = None
        for cell, header in values:
            column = in_row(header, row.said)
            if self.context.keyed and header.scenario not in (None, column.scenario):
                self.context.refuse(
                    cell, "two_scenarios", message("row.two_scenarios", title=header.title)
                )
                continue
            growth = growing and prints_percent(row, column)
            try:
                self._refuse_merged(cell)
                self._refuse_parted(by_role)
                figures = (
                    read_as_said(cell, column, growth_row=growing)
                    if column.by_row
                    else read_cell(cell, column, growth_row=growth, row_base=row_base)
                )
                check_units(row, column, figures)
            except FigureError as error:
                # all such cells of a file want the same: to be saved by Excel
                cause = error.rule if error.rule == "formula_without_value" else None
                self.context.refuse(cell, error.rule, error, error.expected, cause=cause)
                continue
            if column.scenario == "target":
                row_base = _base_of(figures) or row_base
            read.append(ValueCell(cell, column, tuple(figures)))
        observe(self.context, row, read)

    def _refuse_parted(self, by_role: Mapping[str, Cell]) -> None:
        """Refuse figures of a csv row whose remark is a bare number: 0,46 parted at its comma.

        Raises:
            FigureError: With the remark.
        """
        remark = by_role.get("note")
        if (
            self.context.table.delimiter != ","
            or remark is None
            or not remark.text.strip().isdigit()
        ):
            return
        raise FigureError("unreadable_figure", "row.parted_at_comma", text=remark.text)

    def _refuse_merged(self, cell: Cell) -> None:
        """Refuse a figure whose cell reaches over other rows or columns of figures.

        Raises:
            FigureError: With the range.
        """
        merge = self.context.table.merged_from.get((cell.row, cell.column))
        if merge is None:
            return
        roles = {n: column.role for n, column in self.context.columns.items()}
        columns = range(merge.first_column + 1, merge.last_column + 1)
        rows = self.context.table.rows
        labelled = any(
            roles.get(column) in ("label", "place", "period")
            for row in range(merge.first_row + 1, merge.last_row + 1)
            for column in rows.get(row, ())
        )
        if labelled or any(roles.get(column) == "value" for column in columns):
            raise FigureError("merged_figure", "row.merged", text=cell.text, merge=merge)

    def _row(self, by_role: Mapping[str, Cell], values: Sequence[Cell]) -> Row:
        """What the figures of this row share.

        Raises:
            _RefusedRowError: If a cell that describes the row is refused.
        """
        context = self.context
        self._refuse_blank_key(by_role, values)
        label = self.label or by_role.get("place") or by_role.get("period")
        if label is None:
            self._refuse_unlabelled(values)
            raise _RefusedRowError
        above = self.above
        if above and is_prices_alone(label.text):  # `Giá hiện hành` below `Giá trị sản xuất`
            label = label._replace(text=f"{above[0]} ({strip_mark(nfc(label.text))[1]})")
            above = above[1:]
        unit, inherited = self._unit(label, values, own="unit" in by_role)
        code, printed = _code(context, by_role), self._unit_key(unit, inherited)
        unit = unit or self._declared_unit(by_role, code)
        said = read_said(context, by_role)
        if said is None:
            raise _RefusedRowError
        place_id = self._place(by_role["place"]) if "place" in by_role else None
        period, scenario = self._period(by_role["period"]) if "period" in by_role else (None, None)
        if scenario is not None:
            said = replace(said, scenario=scenario)
        return Row(
            label=label,
            above=above,
            place_id=place_id or context.place_id,
            period=period,
            unit=unit[0] if unit else None,
            own_unit=unit is not None and inherited != "table",
            raw_unit=_text(by_role.get("unit")),
            unit_flags=_unit_flags(unit, inherited),
            source=_text(by_role.get("source")),
            note=_text(by_role.get("note")),
            rating=by_role.get("rating"),
            said=said,
            owner=() if context.tidy else self.outline.owner,  # there each row stands for itself
            unit_key=printed,
            code=code,
            after=self._after(by_role),
        )

    def _unit(
        self, label: Cell, values: Sequence[Cell], *, own: bool
    ) -> tuple[PrintedUnit | None, Literal["row", "table", "label", ""]]:
        """The unit of a row, and where it was taken from if its own cell has none.

        Raises:
            _RefusedRowError: If the cell of units or the label and it are refused.
        """
        context, codebook = self.context, self.context.codebook
        printed = self._printed_unit()
        of_label = unit_of_label(codebook, label.text) if label is self.label else None
        if own:
            self._refuse_two_units(label, printed, of_label)
            return printed, ""
        if of_label is not None:
            return of_label, "label"
        if printed and may_inherit(codebook, printed[0], label.text, self.above):
            return printed, "row"
        if context.unit and may_inherit(codebook, context.unit, label.text, self.above):
            return (context.unit, ()), "table"
        only = only_unit(codebook, label.text, self.above)
        if only is None or (only.symbol == "%" and any(map(_may_be_ratio, values))):
            return None, "label"
        return (only.symbol, ("unit_from_codebook",)), "label"

    def _unit_key(self, unit: PrintedUnit | None, inherited: str) -> str:
        """The unit by which an answer about the row is found: as printed, nearest first."""
        if inherited in ("", "row"):
            return self.unit.text if self.unit is not None else ""
        return unit[0] if unit and not unit[1] else ""

    def _declared_unit(self, by_role: Mapping[str, Cell], code: str) -> PrintedUnit | None:
        """The unit that a person has said a label has beside which none is printed."""
        if self.label is None:
            return None
        answer = self.context.questions.label(self._path(by_role), "", code)
        return (answer.unit, ()) if answer and answer.unit else None

    def _printed_unit(self) -> PrintedUnit | None:
        if self.unit is None:
            return None
        questions, locator = self.context.questions, self.context.locator(self.unit)
        declared = questions.unit(self.unit.text, locator)
        unit = (declared, ()) if declared else printed_unit(self.unit.text)
        if unit is None and not self.context.proposing:
            text = nfc(self.unit.text)
            questions.meet(Met("unit", (text,), locator))
            self.context.refuse(self.unit, "unknown_unit", message("row.unit_unknown", text=text))
            raise _RefusedRowError
        return unit

    def _place(self, cell: Cell) -> str:
        context, document = self.context, self.context.document
        if _is_total(cell) and self._is_only_whole(cell):
            return document.place_id
        territory = context.territory(without_office(strip_mark(cell.text)[1]))
        answer = context.questions.place(strip_mark(cell.text)[1], context.locator(cell))
        if answer is not None and answer.value is None:
            raise _LeftOutRowError
        found = territory.place_id if territory is not None else None
        if found is None and territory is None and cell.text in context.register:
            found = cell.text
        if found is None and context.proposing:
            return _proposed_place(cell)
        if found is None:
            name = strip_mark(cell.text)[1]
            near = context.register.nearest(name, of=document.place_id)
            said = why_unknown(
                context.register, nfc(name), within=document.place_id, on=document.issued_on
            ) or message("row.place_unknown", text=nfc(cell.text), near=near)
            self._meet_place(cell)
            context.refuse(cell, "unknown_place", said, ", ".join(near))
            raise _RefusedRowError
        return found

    def _meet_place(self, cell: Cell) -> None:
        name = nfc(strip_mark(cell.text)[1])
        self.context.questions.meet(Met("place", (name,), self.context.locator(cell)))

    def _is_only_whole(self, cell: Cell) -> bool:
        """Whether no other row of the column may be the whole: `Cộng` may be that of a part."""
        context = self.context
        beside = [row[cell.column] for row in context.table.rows.values() if cell.column in row]
        own = Territory(context.document.place_id)
        return sum(_is_total(c) or context.territory(c.text) == own for c in beside) == 1

    def _refuse_blank_key(self, by_role: Mapping[str, Cell], values: Sequence[Cell]) -> None:
        """Refuse a row without place or period below rows that have one.

        Raises:
            _RefusedRowError: With the finding made.
        """
        context = self.context
        columns = context.columns.items()
        wanted = {column.role for _, column in columns} & {"place", "period"}
        if not context.keyed:  # to the left of the labels it groups rows, else it speaks of its own
            label = min((n for n, column in columns if column.role == "label"), default=0)
            grouping = any(column.role == "place" and n < label for n, column in columns)
            wanted = {"place"} if grouping and self.placed else set()
        self.placed |= "place" in by_role
        if wanted - by_role.keys():
            context.refuse(values[0], "missing_key", message("row.no_key"))
            raise _RefusedRowError

    def _on_axes(
        self,
        row: Row,
        by_role: Mapping[str, Cell],
        place: str | None,
        labels: tuple[str, ...],
        cell: Cell,
    ) -> Row:
        """The row in the light of the headers over some of its cells.

        Raises:
            _RefusedRowError: If row and header name two territories; if none of them names any,
                where rows do.
        """
        context = self.context
        places = [place] if place else []
        if "place" in by_role:
            places.append(row.place_id)
        if self.label is not None:
            row, inner = self._without_place(row)
            places += [inner] if inner else []
        if len(set(places)) > 1:
            context.refuse(cell, "two_places", message("row.two_places", text=nfc(cell.text)))
            raise _RefusedRowError
        place_id = places[0] if places else context.place_id
        if not labels:
            return replace(row, place_id=place_id)
        printed = JOINT.join(reversed(labels))
        if self.label is None:
            label = row.label._replace(text=printed)
            return replace(row, place_id=place_id, label=label, names=labels)
        label = row.label._replace(text=f"{row.label.text}{JOINT}{printed}")
        return replace(row, place_id=place_id, label=label, names=(*labels, row.label.text))

    def _without_place(self, row: Row) -> tuple[Row, str | None]:
        """The row without the territory that its label, or a row above, names.

        Raises:
            _RefusedRowError: If it is another territory than the document's, or a group.
        """
        context = self.context
        own = self._named(row.label.text)
        if context.proposing:
            return self._propose_place(row, own)
        if own is not None and own.place_id is None:
            said = message("row.label_elsewhere", text=nfc(row.label.text))
            context.refuse(row.label, "other_territory", said)
            raise _RefusedRowError
        if own is not None and row.above:
            label = row.label._replace(text=row.above[0])
            return replace(row, label=label, above=row.above[1:]), own.place_id
        if own is not None:
            said = message("row.place_without_label", text=nfc(row.label.text))
            context.refuse(row.label, "missing_label", said)
            raise _RefusedRowError
        if self.section is None:
            return row, None
        if self.section.place_id is not None:
            return row, self.section.place_id
        said = message(
            "row.other_territory", label=nfc(row.label.text), section=nfc(self.section.label)
        )
        context.refuse(row.label, "other_territory", said)
        raise _RefusedRowError

    def _propose_place(self, row: Row, own: Territory | None) -> tuple[Row, str | None]:
        """The row of a draft with the territory that its label, or a row above, seems to name."""
        if own is None:
            return row, self.section.place_id if self.section else None
        title = next(filter(None, map(label_of_title, self.context.above)), "")
        path = row.above or ((title,) if title else ())
        label = row.label._replace(text=path[0]) if path else row.label
        place = own.place_id or _proposed_place(row.label)
        return replace(row, label=label, above=path[1:]), place

    def _period(self, cell: Cell) -> tuple[Period, Scenario | None]:
        context, document = self.context, self.context.document
        hint = document.year
        if context.keyed:
            return self._key(cell, context.period.year if context.period else hint)
        period = period_in(cell.text, year_hint=hint)
        if period is None:
            self.context.refuse(
                cell, "missing_period", message("row.period_unreadable", text=nfc(cell.text))
            )
            raise _RefusedRowError
        return period, None

    def _key(self, cell: Cell, hint: int | None) -> tuple[Period, Scenario | None]:
        """Period and scenario of a row that is one of a time: read as a header is.

        Raises:
            _RefusedRowError: If it names none, or compares.
        """
        context = self.context
        named = context.columns[cell.column].title
        text = f"{named} {cell.text}" if _BARE.fullmatch(cell.text.strip()) else cell.text
        try:
            column = read_header(cell.column, (text,), year_hint=hint, table=context.period)
        except HeaderError:
            column = None
        if column is None or column.period is None or column.base is not None or column.shift:
            said = message("row.period_unreadable", text=nfc(cell.text))
            context.refuse(cell, "missing_period", said)
            raise _RefusedRowError
        return column.period, column.scenario

    def _refuse_two_units(
        self, label: Cell, unit: PrintedUnit | None, bracketed: PrintedUnit | None
    ) -> None:
        if unit and bracketed and contradict(unit[0], bracketed[0]):
            self.context.refuse(
                label,
                "two_units",
                message("row.two_units", bracketed=bracketed[0], column=unit[0]),
                unit[0],
            )
            raise _RefusedRowError


def _code(context: TableContext, by_role: Mapping[str, Cell]) -> str:
    """The office's own code of a row, whether or not a person has said that it is a key."""
    cell = by_role.get("code") or by_role.get("number")
    if cell is None or cell.column not in context.columns:
        return ""
    column = context.columns[cell.column]
    return nfc(cell.text) if column.role == "code" or is_code_header(column.header) else ""


def _label_and_number(by_role: Mapping[str, Cell]) -> tuple[Cell | None, Cell | None]:
    """The label and the number of a row; a section title may stand in the first column."""
    label, number = by_role.get("label"), by_role.get("number") or by_role.get("code")
    if label is None and number is not None and not _is_number(number.text):
        return number, None
    return label, number


def repeated_labels(
    columns: Mapping[int, Column], rows: Iterable[Mapping[int, Cell]]
) -> frozenset[LabelKey]:
    """Labels that a table prints more than once under the same ones: `Sản lượng` for one crop after another."""
    outline = Outline([])
    found: Counter[LabelKey] = Counter()
    for cells in rows:
        roles: dict[str, Cell] = {columns[n].role: c for n, c in cells.items() if n in columns}
        label, number = _label_and_number(roles)
        if label is None:
            continue
        above = outline.enter(number.text if number else "", label.text)
        if not roles.keys().isdisjoint(("value", "ignored")):
            unit = roles.get("unit")
            found[label_key((label.text, *above), unit.text if unit else "")] += 1
    return frozenset(key for key, count in found.items() if count > 1)


def _unit_flags(unit: PrintedUnit | None, inherited: str) -> tuple[str, ...]:
    of_row = ("inherited_unit",) if inherited == "row" else ()
    return (*(unit[1] if unit else ()), *of_row)


def _proposed_place(cell: Cell) -> str:
    """The name of a place that is not known, as the id of one in a draft."""
    return f"{UNKNOWN} {nfc(strip_mark(cell.text)[1])}"


def _is_total(cell: Cell) -> bool:
    return is_total(strip_mark(cell.key)[1])


def _text(cell: Cell | None) -> str | None:
    return None if cell is None else nfc(cell.text)


class _RefusedRowError(Exception):
    """A row of which a describing cell is refused; the finding is made."""


class _LeftOutRowError(Exception):
    """A row that a person has said to leave out."""


def _answered(context: TableContext, row: Row, column: Column) -> Row:
    """The row with what a person has said its label means."""
    if column.labels and column.unit:  # printed in the header that names the indicator
        row = replace(row, unit_key=column.unit)
    elif column.labels and not row.unit_key:
        row = replace(row, unit_key=context.unit or "")
    answer = context.questions.label(row.path, row.unit_key, row.code)
    unit = answer.unit if answer and not (row.unit or column.unit) else row.unit
    return replace(row, answer=answer, unit=unit)


def _not_filled_in(values: Sequence[tuple[Cell, Column]]) -> bool:
    """Whether a row holds nothing but zeros, comparisons included: formulas over blank cells.

    A row of zeros alone may be true (no fire in two years), but 0 % of them is none.
    """
    compared = {column.base is not None for _, column in values}
    return compared == {True, False} and all(is_zero(cell) for cell, _ in values)


def _may_be_ratio(cell: Cell) -> bool:
    """Whether a figure without any percent sign may be 0,42 for 42 %."""
    return cell.number is not None and abs(cell.number) <= 1 and not cell.percent


def _base_of(figures: Iterable[Figure]) -> Base | None:
    """What a target is set against, when it is a percentage of another target."""
    return next(
        (f.quantity.base for f in figures if f.quantity and f.quantity.measure == "attainment"),
        None,
    )


def _is_words(cell: Cell) -> bool:
    return (
        cell.kind == "text"
        and not is_placeholder(cell)
        and sum(map(str.isalpha, cell.text)) > 1
        and not _ROMAN.fullmatch(cell.text.strip())
    )


def _has_digit(cell: Cell) -> bool:
    return cell.kind != "text" or any(map(str.isdigit, cell.text))


def _ends_table(cell: Cell) -> bool:
    """Whether the cell belongs to the date, signatures and addressees below a table."""
    return cell.kind == "text" and (
        is_below_table(cell.text) or day_alone(nfc(cell.text)) is not None
    )


def _is_number(text: str) -> bool:
    mark, rest = strip_mark(text.strip() + " x")
    return (bool(mark) and rest == "x") or bool(
        re.fullmatch(r"[\dIVXLA-ZĐa-zđ.()]{1,8}", text.strip())
    )
