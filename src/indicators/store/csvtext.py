"""Csv that is safe to open in a spreadsheet: no text of it is taken for a formula."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars as pl

# Blanks and signs nobody sees may stand in front; East Asian settings read wide signs as narrow
# ones. An apostrophe is the mark itself. The pattern is understood by `re` and by polars.
_LIKE_FORMULA = (
    r"^(?:['\t\r\n]|[\s\x00-\x20\u007f-\u00a0\u00ad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]*"
    r"[=+\-@\u2212\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20])"
)
_FORMULA = re.compile(_LIKE_FORMULA)


def text_cell(text: str) -> str:
    """The text with an apostrophe in front if it could be taken for a formula.

    >>> text_cell("- Nông nghiệp")
    "'- Nông nghiệp"
    """
    return f"'{text}" if _FORMULA.match(text) else text


def observations_csv(frame: pl.DataFrame, *, header: bool = True) -> bytes:
    """The bytes of `observations.csv`: UTF-8, one line a figure, text safe to open in Excel.

    A text that starts with `+`, `-`, `=`, `@` (blanks before them or not) or an apostrophe gets an apostrophe in front, which
    spreadsheets take as the mark of text; whoever reads the file takes one leading apostrophe away.
    """
    import polars as pl

    joined = frame.with_columns(pl.col(pl.List(pl.String)).list.join(" "))
    return text_safe_csv(joined, header=header)


def text_safe_csv(frame: pl.DataFrame, *, header: bool = True) -> bytes:
    """The bytes of a csv in which no text can be taken for a formula (see `observations_csv`)."""
    import polars as pl

    text = [name for name, kind in frame.schema.items() if kind == pl.String()]
    safe = frame.with_columns(
        pl.when(pl.col(name).str.contains(_LIKE_FORMULA))
        .then("'" + pl.col(name))
        .otherwise(pl.col(name))
        .alias(name)
        for name in text
    )
    return safe.write_csv(line_terminator="\n", include_header=header).encode()
