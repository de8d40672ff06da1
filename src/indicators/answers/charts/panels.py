"""Rows of figures on panels, one panel a unit: names on the left, words on the right."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from matplotlib.ticker import MaxNLocator

from indicators.answers.charts.style import Chart, colour, numbers_of, quiet_axes, wrapped
from indicators.model.display import prices_text, unit_text, word

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from matplotlib.axes import Axes

    from indicators.model.display import Language

_ROW, _GAP = 0.42, 0.58  # inches a row, and between panels for axis and title
_LEFT, _RIGHT, _WIDTH = 3.5, 3.7, 11.4  # inches for names, for words, and in all
# Columns of words: where they begin (1 is the right end of the axes), letters a line.
_COLUMNS = ((1.02, 15), (1.27, 14), (1.51, 21))
_TOP = 1.15


@dataclass(slots=True)
class Line:
    """One row of a panel.

    Attributes:
        name: What it is, on the left.
        words: Short text for each column on the right, with its colour.
        numbers: Every number drawn in it: they make the range of the axis.
        row: What the painter needs.
    """

    name: str
    words: Sequence[tuple[str, str]]
    numbers: Sequence[float]
    row: Any


@dataclass(slots=True)
class Panel:
    """Rows of one unit on one axis."""

    title: str
    lines: list[Line] = field(default_factory=list)


def panel_title(row: Mapping[str, Any], lang: Language) -> str:
    """Unit, measure and prices: what a panel has one of, because they never share an axis."""
    measure = "" if row["measure"] == "level" else word("measure", row["measure"], lang)
    parts = (unit_text(row["unit"], lang), measure, prices_text(row["price_basis"], lang))
    return ", ".join(part for part in parts if part)


def draw_panels(
    panels: Sequence[Panel],
    headers: Sequence[str],
    paint: Callable[[Axes, int, Any, tuple[float, float]], None],
    lang: Language,
    footer: float,
) -> Chart:
    """A chart of panels under each other.

    Args:
        panels: From top to bottom.
        headers: Headers of the columns of words on the right.
        paint: Draws a row: axes, height of the row, the row, range of the axis.
        lang: Number format of the axes.
        footer: Inches to leave free below.
    """
    inner = sum(len(panel.lines) * _ROW + _GAP for panel in panels)
    height = _TOP + inner + footer
    chart = Chart(figsize=(_WIDTH, height))
    top = height - _TOP
    for number, panel in enumerate(panels):
        tall = len(panel.lines) * _ROW
        axes = chart.add_axes(
            (_LEFT / _WIDTH, (top - tall) / height, 1 - (_LEFT + _RIGHT) / _WIDTH, tall / height)
        )
        _panel(axes, panel, headers if number == 0 else (), paint, lang)
        top -= tall + _GAP
    return chart


def _panel(
    axes: Axes,
    panel: Panel,
    headers: Sequence[str],
    paint: Callable[[Axes, int, Any, tuple[float, float]], None],
    lang: Language,
) -> None:
    limits = axis_range([n for line in panel.lines for n in line.numbers])
    axes.set_xlim(*limits)
    axes.set_ylim(len(panel.lines) - 0.5, -0.5)
    names = [wrapped(line.name, 44, 2) for line in panel.lines]
    axes.set_yticks(range(len(panel.lines)), names, fontsize=8.5, color=colour("part", "text"))
    quiet_axes(axes)
    axes.xaxis.set_major_locator(MaxNLocator(6, integer=_whole(panel)))
    axes.xaxis.set_major_formatter(numbers_of(lang))
    axes.tick_params(axis="x", labelsize=8)
    axes.set_title(panel.title, loc="left", fontsize=9, fontweight="bold", pad=4)
    for (column, _), header in zip(_COLUMNS, headers, strict=False):
        axes.annotate(
            header, (column, 1), (0, 5), xycoords="axes fraction", textcoords="offset points",
            fontsize=8, color=colour("part", "quiet"), va="bottom", annotation_clip=False,
        )  # fmt: skip
    for height, line in enumerate(panel.lines):
        paint(axes, height, line.row, limits)
        for (column, letters), (text, ink) in zip(_COLUMNS, line.words, strict=False):
            axes.annotate(
                wrapped(text, letters, 3), (column, height), xycoords=("axes fraction", "data"),
                fontsize=8.2, color=ink, va="center", annotation_clip=False, linespacing=0.95,
            )  # fmt: skip


def axis_range(numbers: Sequence[float]) -> tuple[float, float]:
    """A range around the numbers with room for markers and arrows; never a point."""
    low, high = min(numbers), max(numbers)
    room = (high - low) * 0.12 or abs(high) * 0.25 or 1.0
    return (low - room if low < 0 or low - room > 0 else min(0.0, low - room * 0.5), high + room)


def _whole(panel: Panel) -> bool:
    numbers = [n for line in panel.lines for n in line.numbers]
    return all(float(n).is_integer() for n in numbers)


def draw_bound(  # noqa: PLR0917 (a painter: where, what, how)
    axes: Axes,
    height: float,
    row: Mapping[str, Any],
    prefix: str,
    limits: tuple[float, float],
    ink: str,
    thick: float = 0.62,
) -> None:
    """A target: a band for a range, a bar for a point, a bar with an arrow for a threshold."""
    bound = row[f"{prefix}bound"]
    low, high, value = (row[f"{prefix}{name}"] for name in ("low", "high", "value"))
    if bound == "range":
        axes.barh(
            height, high - low, left=low, height=thick, color=ink, alpha=0.45, edgecolor=ink,
            linewidth=1,
        )  # fmt: skip
        return
    at = next(number for number in (value, low, high) if number is not None)
    half = thick / 2
    axes.plot(
        [at, at], [height - half, height + half], color=ink, linewidth=3, solid_capstyle="butt"
    )
    if bound in ("at_least", "more_than", "at_most", "less_than"):
        up = bound in ("at_least", "more_than")
        room = limits[1] - at if up else at - limits[0]
        end = at + (1 if up else -1) * min(room, (limits[1] - limits[0]) * 0.16)
        axes.annotate(
            "", (end, height), (at, height), annotation_clip=False,
            arrowprops={"arrowstyle": "-|>", "color": ink, "linewidth": 1.6, "shrinkA": 0, "shrinkB": 0},
        )  # fmt: skip


def ends(row: Mapping[str, Any], prefix: str) -> list[float]:
    """The finite numbers of a bound."""
    numbers = [row[f"{prefix}{name}"] for name in ("value", "low", "high")]
    return [float(n) for n in numbers if n is not None and math.isfinite(n)]
