"""Frames as csv that is safe to open in a spreadsheet."""

from __future__ import annotations

import polars as pl

from indicators.store.formulas import LIKE_FORMULA


def observations_csv(frame: pl.DataFrame, *, head: bool = True) -> bytes:
    """The bytes of `observations.csv`: UTF-8, one line a figure, text safe to open in Excel.

    A text that starts with `+`, `-`, `=`, `@` (blanks before them or not) or an apostrophe gets an apostrophe in front, which
    spreadsheets take as the mark of text; whoever reads the file takes one leading apostrophe away.
    """
    return text_safe_csv(frame.with_columns(pl.col("flags").list.join(" ")), head=head)


def text_safe_csv(frame: pl.DataFrame, *, head: bool = True) -> bytes:
    """The bytes of a csv in which no text can be taken for a formula (see `observations_csv`)."""
    text = [name for name, kind in frame.schema.items() if kind == pl.String()]
    safe = frame.with_columns(
        pl.when(pl.col(name).str.contains(LIKE_FORMULA))
        .then("'" + pl.col(name))
        .otherwise(pl.col(name))
        .alias(name)
        for name in text
    )
    return safe.write_csv(line_terminator="\n", include_header=head).encode()
