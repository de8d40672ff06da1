"""Targets against results in the form of a report's appendix, a sheet for each year and owner.

The form is the one offices use (STT, Chỉ tiêu, Đơn vị tính, Chỉ tiêu Nghị quyết, Kết quả thực
hiện, Mức độ hoàn thành), so that it can be printed, sent, corrected and read by `build` again.
What we compute stands in columns of its own, which `build` passes over.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from indicators.answers.export.workbook import Styled, shortened, title
from indicators.answers.tabulation import gap_text, result_text, verdict_text
from indicators.model.display import figure_text, interval_text, word

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import polars as pl

    from indicators.answers.export.workbook import Workbook
    from indicators.model.display import Language

    Row = dict[str, Any]
    Written = tuple[str, int, dict[str, int]]

# Name of the sheet, header of the target, and what a percent of it is measured against.
_OWNERS = {
    "district": ("Phụ lục", "Chỉ tiêu Nghị quyết", "nghị quyết"),
    "commune": ("Cấp xã", "Chỉ tiêu Nghị quyết", "nghị quyết"),
    "city": ("Thành phố giao", "Chỉ tiêu thành phố giao", "chỉ tiêu thành phố giao"),
    "province": ("Tỉnh giao", "Chỉ tiêu tỉnh giao", "chỉ tiêu tỉnh giao"),
    "central": ("Trung ương giao", "Chỉ tiêu trung ương giao", "chỉ tiêu trung ương giao"),
    "plan": ("Kế hoạch", "Kế hoạch", "kế hoạch"),
    "budget": ("Dự toán", "Dự toán", "dự toán"),
}
_SERIES = (
    ("Chỉ tiêu từ (số)", "Mục tiêu (cận dưới)", "#BFBFBF"),
    ("Chỉ tiêu đến (số)", "Mục tiêu (cận trên)", "#7F7F7F"),
    ("Kết quả (số)", "Kết quả", "#0072B2"),
)
_LEAST = 3
_SCENARIOS = {"actual": "Thực hiện", "estimate": "Ước thực hiện"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column: header, width in letters, and the cell of a row with its decimals."""

    header: str
    width: float
    cell: Callable[[Row], str | float | None]
    decimals: Callable[[Row], int | None] = lambda _: None
    hidden: bool = False
    centred: bool = False

    def styled(self, book: Workbook, row: Row, number: int) -> Styled:
        """The cell of a row; rows in which document and arithmetic differ are marked."""
        value = number if self.header == "STT" else self.cell(row)
        differs = row["agrees"] is False or row["attainment_agrees"] is False
        if isinstance(value, int | float):
            return Styled(value, book.number(self.decimals(row), differs=differs))
        style = "differs" if differs else "text"
        if self.centred:
            style = "differs_centre" if differs else "centre"
        return Styled(value, book.format(style))


def add_appendix(
    book: Workbook, _kind: str, frame: pl.DataFrame, _lang: Language, _caption: str
) -> None:
    """Add a sheet for each year and owner of targets, and one of native charts."""
    sheets: dict[tuple[str, int], list[Row]] = {}
    for row in frame.iter_rows(named=True):
        sheets.setdefault((_owner(row), row["year"]), []).append(row)
    written = []
    for (owner, year), rows in sorted(
        sheets.items(), key=lambda kv: (list(_OWNERS).index(kv[0][0]), kv[0][1])
    ):
        written.append((_add_sheet(book, owner, year, rows), rows))
    _add_charts(book, written)


def _owner(row: Row) -> str:
    """Whose form the row belongs into; a target that names its owner in words stays in ours."""
    if row["origin"] != "percent_of_plan" and row["measure"] == "attainment":
        return "district"
    return str(row["target_by"] or "district")


def _add_sheet(book: Workbook, owner: str, year: int, rows: Sequence[Row]) -> Written:
    """Write a sheet; returns its name, its first row of figures and the columns by header."""
    name, target_headerer, against = _OWNERS[owner]
    columns = _columns(rows, year, target_headerer, against)
    last = len(columns) - 1
    sheet = book.sheet(f"{name} {year}")
    places = ", ".join(dict.fromkeys(str(row["place"]) for row in rows))
    heading = f"{name.upper()}. KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU NĂM {year}"
    sheet.merge_range(0, 0, 0, last, heading, book.format("title"))
    sheet.merge_range(1, 0, 1, last, shortened(f"({places})"), book.format("quiet"))
    sheet.set_row(0, 24)
    cells = (
        [column.styled(book, row, number) for column in columns]
        for number, row in enumerate(rows, 1)
    )
    book.table(sheet, [(c.header, c.width) for c in columns], cells, top=2, frozen=2)
    for number, column in enumerate(columns):
        if column.hidden:
            sheet.set_column(number, number, column.width, None, {"hidden": True})
    sheet.print_area(0, 0, len(rows) + 2, last)
    return sheet.get_name(), 3, {column.header: at for at, column in enumerate(columns)}


def _columns(rows: Sequence[Row], year: int, target_header: str, against: str) -> list[Column]:
    several = len({row["place_id"] for row in rows}) > 1
    estimates = any(row["result_scenario"] == "estimate" and not _percent(row) for row in rows)
    percents = sorted(
        {str(row["result_scenario"]) for row in rows if _percent(row) and row["result_bound"]}
    )
    progress = any(row["progress_bound"] is not None for row in rows)
    columns = [
        Column("STT", 5, lambda _: None, centred=True),
        Column("Địa bàn", 18, lambda row: row["place"]),
        Column("Chỉ tiêu", 46, label_text),
        Column("Đơn vị tính", 14, _unit, centred=True),
        Column(target_header, 17, _target, _target_decimals, centred=True),
        Column("Chỉ tiêu từ (số)", 10, partial(_first, names=("value", "low")), _target_decimals, hidden=True),
        Column("Chỉ tiêu đến (số)", 10, partial(_first, names=("value", "high")), _target_decimals, hidden=True),
        Column(f"Kết quả thực hiện năm {year}", 17, partial(_result, scenario="actual"), _decimals, centred=True),
        Column(f"Ước thực hiện năm {year}", 17, partial(_result, scenario="estimate"), _decimals, centred=True),
        *[
            Column(f"{_SCENARIOS[scenario]} so với {against} (%)", 15, partial(_percent_text, scenario=scenario), centred=True)
            for scenario in percents
        ],
        Column("Lũy kế trong năm (tham khảo)", 18, _progress, centred=True),
        Column("Kết quả (số)", 10, lambda row: row["result_value"], _decimals, hidden=True),
        Column("Mức độ hoàn thành (tính)", 20, lambda row: verdict_text(row, "vi"), centred=True),
        Column("Chênh lệch", 16, lambda row: gap_text(row, "vi"), centred=True),
        Column("% mục tiêu (tính)", 13, _attainment, centred=True),
        Column("% kế hoạch (văn bản nêu)", 13, lambda row: row["reported_attainment"], lambda _: 2, centred=True),
        Column("Mức độ hoàn thành", 20, lambda row: row["reported_status"], centred=True),
        Column("Khớp", 11, _agreement, centred=True),
        Column("Vị trí trong văn bản", 24, _source),
    ]  # fmt: skip
    absent = {
        "Địa bàn": not several,
        f"Ước thực hiện năm {year}": not estimates,
        "Lũy kế trong năm (tham khảo)": not progress,
        "% kế hoạch (văn bản nêu)": all(row["reported_attainment"] is None for row in rows),
    }
    return [column for column in columns if not absent.get(column.header)]


def _target_decimals(row: Row) -> int | None:
    return row["target_decimals"]  # type: ignore[no-any-return]


def _decimals(row: Row) -> int | None:
    return row["result_decimals"]  # type: ignore[no-any-return]


def _attainment(row: Row) -> str | None:
    """Result in percent of the target; an interval where target or rounding leave one."""
    low, high = row["attainment_low"], row["attainment_high"]
    return None if low is None or high is None else interval_text(low, high, "vi")


def label_text(row: Row) -> str:
    """The codebook's name with measure and prices, as the label matcher reads them."""
    name = str(row["name_vi"])
    if row["measure"] == "growth":
        name = f"Tốc độ tăng {name[0].lower()}{name[1:]}"
    elif row["measure"] == "share":
        name = f"Cơ cấu {name[0].lower()}{name[1:]}"
    if row["price_basis"] == "constant":
        base = f" năm {row['base_year']}" if row["base_year"] else ""
        return f"{name} (giá so sánh{base})"
    return f"{name} (giá hiện hành)" if row["price_basis"] == "current" else name


def _percent(row: Row) -> bool:
    return bool(row["origin"] == "percent_of_plan")


def _unit(row: Row) -> str | None:
    return "%" if row["unit"] == "điểm %" and row["measure"] == "growth" else row["unit"]


def _first(row: Row, names: Sequence[str]) -> float | None:
    known = (row[f"target_{name}"] for name in names)
    return next((number for number in known if number is not None), None)


def _target(row: Row) -> str | float | None:
    if _percent(row) or row["target_bound"] is None:
        return None
    if row["measure"] == "attainment":  # its words say whose plan it speaks of
        return str(row["target_raw_value"])
    return _figure(row, "target_")


def _result(row: Row, scenario: str) -> str | float | None:
    if row["result_bound"] is None or row["result_scenario"] != scenario or _percent(row):
        return None
    if row["measure"] == "attainment":
        return str(row["result_raw_value"])
    return _figure(row, "result_")


def _figure(row: Row, prefix: str) -> str | float:
    """A point as a number; a range, a threshold, a ratio and words as text."""
    whole = row[f"{prefix}bound"] == "point" and row[f"{prefix}denominator"] is None
    if whole and (row[f"{prefix}decimals"] or 0) >= 0:
        return float(row[f"{prefix}value"])
    return figure_text(row, "vi", prefix)


def _percent_text(row: Row, scenario: str) -> str | None:
    if not _percent(row) or row["result_bound"] is None or row["result_scenario"] != scenario:
        return None
    return f"{figure_text(row, 'vi', 'result_')}%"


def _progress(row: Row) -> str | None:
    return result_text({**row, "result_bound": None}, "vi") if row["progress_bound"] else None


def _agreement(row: Row) -> str:
    known = [flag for flag in (row["agrees"], row["attainment_agrees"]) if flag is not None]
    return word("mark", "yes" if all(known) else "no", "vi") if known else ""


def _source(row: Row) -> str:
    """Number of the document and place in it, of target and result."""
    places = []
    for prefix in ("target_", "result_"):
        document, where = row[f"{prefix}document_id"], row[f"{prefix}source_locator"]
        if document is not None:
            places.append(f"{document.split('/')[-1]}: {where or row[f'{prefix}locator']}")
    return "; ".join(dict.fromkeys(places))


def _add_charts(book: Workbook, sheets: Sequence[tuple[Written, Sequence[Row]]]) -> None:
    """A sheet `Biểu đồ` with a native bar chart for every run of rows of one unit and measure.

    Such charts follow the cells when a planner changes a number.
    """
    runs = [
        (written, begin, rows[begin:end]) for written, rows in sheets for begin, end in _runs(rows)
    ]
    if not runs:
        return
    sheet = book.sheet("Biểu đồ")
    top, breaks = 0, []
    for (name, first, columns), begin, rows in runs:
        chart = book.book.add_chart({"type": "bar"})
        span = (first + begin, first + begin + len(rows) - 1)
        for header, series, colour in _SERIES:
            at = columns[header]
            chart.add_series({
                "name": series,
                "categories": [name, span[0], columns["Chỉ tiêu"], span[1], columns["Chỉ tiêu"]],
                "values": [name, span[0], at, span[1], at],
                "fill": {"color": colour},
                "data_labels": {"value": series == "Kết quả", "font": {"size": 8}},
            })  # fmt: skip
        kind = {"growth": "tăng so với cùng kỳ", "share": "cơ cấu"}.get(rows[0]["measure"])
        unit = title(f"{rows[0]['unit']}, {kind}" if kind else rows[0]["unit"])
        chart.set_title({"name": f"{name}: {unit}", "name_font": {"size": 12}})
        chart.set_x_axis(
            {"name": unit, "major_gridlines": {"visible": True, "line": {"color": "#E3E3E3"}}}
        )
        chart.set_y_axis({"reverse": True, "num_font": {"size": 8}})
        chart.set_legend({"position": "bottom"})
        chart.show_hidden_data()
        tall = 90 + 62 * len(rows)
        chart.set_size({"width": 1000, "height": tall})
        sheet.insert_chart(top, 0, chart, {"object_position": 2, "description": f"{name}: {unit}"})
        top += tall // 20 + 2
        breaks.append(top)
    sheet.set_h_pagebreaks(breaks[:-1])


def _runs(rows: Sequence[Row]) -> list[tuple[int, int]]:
    """Stretches of at least three rows after each other that share unit and measure."""
    found, begin = [], 0
    keys = [
        (row["unit"], row["measure"])
        if row["target_bound"] not in (None, "text") and row["origin"] == "printed"
        else None
        for row in rows
    ]
    for at in range(1, len(keys) + 1):
        if at == len(keys) or keys[at] != keys[begin]:
            if keys[begin] is not None and at - begin >= _LEAST:
                found.append((begin, at))
            begin = at
    return found
