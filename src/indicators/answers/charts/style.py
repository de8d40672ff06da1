"""What all charts share: figure with alternative text, colours, title, source line."""

from __future__ import annotations

import io
import textwrap
import tomllib
import zlib
from contextlib import contextmanager
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter

from indicators.model.display import document_text, number_text, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import polars as pl
    from matplotlib.axes import Axes

    from indicators.model.display import Language

# The font that comes with matplotlib has every Vietnamese letter.
_STYLE: Any = {
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "text.parse_math": False,  # a label with two dollars is no formula
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.axisbelow": True,
    "figure.dpi": 100,
    "savefig.dpi": 130,
    "svg.fonttype": "none",
}


class Chart(Figure):
    """A matplotlib figure that shows itself in notebooks with its text beside the picture.

    Attributes:
        alt_text: What the chart shows, in sentences made from its data.
    """

    alt_text: str = ""

    def png(self) -> bytes:
        """The chart as a PNG picture."""
        buffer = io.BytesIO()
        with styled():
            self.savefig(buffer, format="png", dpi=90, metadata={"Software": None})
        return buffer.getvalue()

    def _repr_mimebundle_(self, **_: object) -> dict[str, bytes | str]:
        return {"image/png": self.png(), "text/plain": self.alt_text}


@contextmanager
def styled() -> Iterator[None]:
    """The look of the charts, without touching the caller's settings."""
    with mpl.rc_context(_STYLE):
        yield


@cache
def _table() -> dict[str, Any]:
    text = (resources.files("indicators.answers.charts") / "colours.toml").read_text("utf-8")
    return tomllib.loads(text)


def colour(kind: str, name: str) -> str:
    """The fixed colour of a verdict, part, sector or place."""
    known = _table()[kind].get(name)
    if known is not None:
        return str(known)
    others = _table()["other"]["colours"]
    return str(others[zlib.crc32(name.encode()) % len(others)])


def colours(kind: str, names: Iterable[str]) -> dict[str, str]:
    """Colours of several names; two without a colour of their own never get the same by chance."""
    chosen: dict[str, str] = {}
    for name in names:
        own = colour(kind, name)
        if name not in _table()[kind]:
            free = [c for c in _table()["other"]["colours"] if c not in chosen.values()]
            own = own if own not in chosen.values() or not free else free[0]
        chosen[name] = own
    return chosen


def phrase(key: str, lang: Language, **parts: object) -> str:
    """A phrase of charts, filled in."""
    return word("chart", key, lang).format(**parts)


def numbers_of(lang: Language) -> FuncFormatter:
    """Numbers on an axis in the way of the language."""
    return FuncFormatter(lambda value, _: number_text(round(value, 6), None, lang))


def marker(verdict: str) -> str:
    """The marker of a verdict."""
    return str(_table()["marker"][verdict])


def sign(verdict: str) -> str:
    """The marker of a verdict as a letter."""
    return str(_table()["sign"][verdict])


def wrapped(text: str, width: int, lines: int | None = None) -> str:
    """`text` on lines of at most `width` letters, at most `lines` of them."""
    kept = textwrap.wrap(text, width, break_long_words=False)
    if lines is not None and len(kept) > lines:
        kept = [*kept[: lines - 1], kept[lines - 1][: width - 1].rstrip() + "…"]
    return "\n".join(kept)


def headed(
    figure: Figure,
    title: str,
    subtitle: str,
    documents: pl.DataFrame,
    lang: Language,
    note: str = "",
) -> None:
    """Title above, and below the documents the figures come from, with their dates.

    Heights are in inches, so that title and source look alike on figures of any size.
    """
    width, height = figure.get_size_inches()
    letters = int(width * 13)
    figure.text(
        0.012, 1 - 0.12 / height, wrapped(title, int(width * 9.2)), ha="left", va="top",
        fontsize=12, fontweight="bold", color=colour("part", "text"),
    )  # fmt: skip
    figure.text(
        0.012, 1 - 0.40 / height, wrapped(subtitle, letters), ha="left", va="top", fontsize=9,
        color=colour("part", "quiet"),
    )  # fmt: skip
    figure.text(
        0.012, 0.10 / height, _footer(width, documents, lang, note), ha="left", va="bottom", fontsize=8, color=colour("part", "quiet"),
    )  # fmt: skip


def footer_height(width: float, documents: pl.DataFrame, lang: Language, note: str) -> float:
    """Inches that the source line and the note need below the axes."""
    return 0.15 + 0.16 * (_footer(width, documents, lang, note).count("\n") + 1)


def _footer(width: float, documents: pl.DataFrame, lang: Language, note: str) -> str:
    named = "; ".join(document_text(row, lang) for row in documents.iter_rows(named=True))
    lines = [f"{word('header', 'source', lang)}: {named}." if named else "", note]
    return "\n".join(wrapped(line, int(width * 13)) for line in lines if line)


def cited(documents: pl.DataFrame, rows: Sequence[dict[str, Any]]) -> pl.DataFrame:
    """The documents that the rows of a chart come from."""
    import polars as pl

    wanted = {row[name] for row in rows for name in row if name.endswith("document_id")}
    wanted |= {name for row in rows for name in row.get("disputing_documents") or ()}
    return documents.filter(pl.col("document_id").is_in(sorted(wanted - {None})))


def quiet_axes(axes: Axes, which: str = "x") -> None:
    """Light grid lines behind, no frame."""
    axes.grid(axis=which, color=colour("part", "grid"), linewidth=0.8)  # type: ignore[arg-type]
    axes.tick_params(length=0)
    axes.spines["bottom"].set_color(colour("part", "target"))


def apart(positions: list[float], least: float) -> list[float]:
    """Positions moved as little as needed so that neighbours are `least` apart; order is kept."""
    order = sorted(range(len(positions)), key=lambda index: positions[index])
    moved = [positions[index] for index in order]
    for _ in range(200):
        worst = 0.0
        for i in range(len(moved) - 1):
            missing = least - (moved[i + 1] - moved[i])
            if missing > 1e-9:
                moved[i] -= missing / 2
                moved[i + 1] += missing / 2
                worst = max(worst, missing)
        if worst == 0:
            break
    result = [0.0] * len(positions)
    for position, index in zip(moved, order, strict=True):
        result[index] = position
    return result
