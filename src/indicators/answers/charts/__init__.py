"""Charts of the analyses, as matplotlib figures. They know frames, not the store."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indicators.messages.errors import ChartError

if TYPE_CHECKING:
    import polars as pl

    from indicators.answers.charts.style import Chart
    from indicators.model.display import Language

_DRAWN = ("target_vs_actual", "growth", "sector_structure", "district_comparison", "quality")


def draw(kind: str, frame: pl.DataFrame, documents: pl.DataFrame, lang: Language) -> Chart:
    """The chart for rows of an analysis.

    Args:
        kind: Name of the view the rows come from.
        frame: The rows.
        documents: The documents behind them, for the source line.
        lang: Language of all words.

    Raises:
        ChartError: If matplotlib is missing, there is nothing to draw, or the rows do not belong
            into one chart.
    """
    if kind not in _DRAWN:
        raise ChartError("chart.no_such", kind=kind)
    if frame.is_empty():
        raise ChartError("chart.no_rows")
    try:
        from indicators.answers.charts.style import styled
    except ImportError as error:
        raise ChartError("chart.needs_matplotlib") from error
    from indicators.answers.charts.comparison import draw_comparison
    from indicators.answers.charts.growth import draw_growth
    from indicators.answers.charts.quality import draw_quality
    from indicators.answers.charts.structure import draw_structure
    from indicators.answers.charts.targets import draw_targets

    drawers = (draw_targets, draw_growth, draw_structure, draw_comparison, draw_quality)
    painters = dict(zip(_DRAWN, drawers, strict=True))
    with styled():
        return painters[kind](frame, documents, lang)
