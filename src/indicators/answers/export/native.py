"""Native Excel charts: they follow the cells when a planner changes a number."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from indicators.answers.export.workbook import title

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indicators.answers.export.workbook import Workbook

    Row = dict[str, Any]
    Written = tuple[str, int, dict[str, int]]

_SERIES = (
    ("Chỉ tiêu từ (số)", "Mục tiêu (cận dưới)", "#BFBFBF"),
    ("Chỉ tiêu đến (số)", "Mục tiêu (cận trên)", "#7F7F7F"),
    ("Kết quả (số)", "Kết quả", "#0072B2"),
)
_LEAST = 3


def add_chart(book: Workbook, sheets: Sequence[tuple[Written, Sequence[Row]]]) -> None:
    """A sheet `Biểu đồ` with a bar chart for every run of rows of one unit and measure."""
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
        for head, series, colour in _SERIES:
            at = columns[head]
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
