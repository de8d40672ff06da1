"""What a query returns: a frame with its caption and sources, shown readably."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Literal

from indicators.display import HEADS, cite, date_text, figure_text, period_text, value_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd
    import polars as pl
    import pyarrow as pa  # type: ignore[import-untyped]

    from indicators.store.store import Store

Language = Literal["vi", "en"]
_SHOWN = 40


class Result:
    """Rows of the store.

    Attributes:
        caption: What was asked for, in words.
        lang: Language of heads and number formats when shown, `vi` or `en`.
    """

    def __init__(
        self, frame: pl.DataFrame, *, caption: str, lang: Language, store: Store | None = None
    ) -> None:
        """Wrap `frame`; made by `Store`, not by hand."""
        self._frame = frame
        self._store = store
        self.caption = caption
        self.lang: Language = lang

    def to_polars(self) -> pl.DataFrame:
        """The rows as a polars frame; dates as Date, lists as List."""
        return self._frame

    def to_arrow(self) -> pa.Table:
        """The rows as an Arrow table."""
        return self._frame.to_arrow()

    def to_pandas(self) -> pd.DataFrame:
        """The rows as a pandas frame with Arrow-backed dtypes, so that nulls stay nulls."""
        import pandas as pd

        frame: pd.DataFrame = self.to_arrow().to_pandas(types_mapper=pd.ArrowDtype)
        return frame

    def sources(self) -> Result:
        """Where the figures stand: one row for each document and place in it.

        Returns:
            Columns `document_id`, `citation` (ready to paste), `source_locator` (in the
            document), `locators` (in the workbook), `figures`, `file`, `sha256`; empty when
            the rows carry no document.
        """
        import polars as pl

        if self._store is None or "document_id" not in self._frame.columns:
            return Result(pl.DataFrame(), caption=self.caption, lang=self.lang)
        documents = self._store.sql("SELECT * FROM document").to_polars()
        has_locators = {"locator", "source_locator"} <= set(self._frame.columns)
        keys = ["document_id", "source_locator"] if has_locators else ["document_id"]
        grouped = self._frame.group_by(keys, maintain_order=True).agg(
            pl.len().alias("figures"),
            *([pl.col("locator").alias("locators")] if has_locators else []),
        )
        joined = grouped.join(documents, on="document_id", how="left", maintain_order="left")
        citations = [cite(row, self.lang) for row in joined.iter_rows(named=True)]
        frame = joined.with_columns(pl.Series("citation", citations, dtype=pl.String)).select(
            "document_id", "citation", *keys[1:], *(["locators"] if has_locators else []),
            "figures", "file", "sha256",
        )  # fmt: skip
        return Result(frame, caption=self.caption, lang=self.lang, store=self._store)

    def __len__(self) -> int:
        """Number of rows."""
        return self._frame.height

    def __iter__(self) -> Iterator[dict[str, object]]:
        """Rows as dictionaries."""
        return self._frame.iter_rows(named=True)

    def __repr__(self) -> str:
        """Caption and frame."""
        return f"{self.caption or 'Result'} ({len(self)})\n{self._frame}"

    def _repr_html_(self) -> str:
        """A table people can read: figures as printed numbers, periods as words, sources."""
        heads, rows = self._table()
        body = "".join(
            "<tr>" + "".join(f"<td style='text-align:left'>{escape(c)}</td>" for c in row) + "</tr>"
            for row in rows
        )
        head = "".join(f"<th style='text-align:left'>{escape(h)}</th>" for h in heads)
        more = len(self) - len(rows)
        rest = {
            "vi": f"… còn {more} dòng; .to_polars() cho tất cả {len(self)} dòng",
            "en": f"… {more} more rows; .to_polars() has all {len(self)}",
        }[self.lang]
        if not rows:
            rest, more = {"vi": "Không có dòng nào.", "en": "No rows."}[self.lang], 1
        note = f"<p>{escape(rest)}</p>" if more else ""
        return (
            f"<table><caption style='text-align:left'>{escape(self.caption)}</caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{note}"
        )

    def _table(self) -> tuple[list[str], list[list[str]]]:
        rows = list(self._frame.head(_SHOWN).iter_rows(named=True))
        lang = self.lang
        if not {"bound", "raw_value", "period_kind", "name_vi"} <= set(self._frame.columns):
            names = [name for name in self._frame.columns if name != "issued_precision"]
            heads = [HEADS.get(name, {}).get(lang, name) for name in names]
            return heads, [[_cell_text(name, row, lang) for name in names] for row in rows]
        shown = (
            "place",
            f"name_{lang}",
            "period",
            "scenario",
            "measure",
            "figure",
            "unit",
            "source",
        )
        heads = [HEADS[name.removesuffix(f"_{lang}")][lang] for name in shown]
        table = []
        for row in rows:
            cells = {
                **row,
                "period": period_text(row, lang),
                "scenario": HEADS[row["scenario"]][lang],
                "measure": HEADS[row["measure"]][lang],
                "figure": figure_text(row, lang),
                "source": f"{row['document_number'] or row['document_id']}, {row['source_locator'] or row['locator']}",
            }
            table.append([value_text(cells[name], lang) for name in shown])
        return heads, table


def _cell_text(name: str, row: dict[str, Any], lang: Language) -> str:
    if name == "issued_on" and row["issued_on"] is not None and "issued_precision" in row:
        return date_text(row["issued_on"], row["issued_precision"], lang)
    if name == "sha256" and row["sha256"]:
        return f"{row['sha256'][:12]}…"
    return value_text(row[name], lang)
