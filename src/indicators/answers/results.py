"""What a query returns: a frame with its caption and sources, shown, drawn and written readably."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any, Protocol

from indicators.answers.citing import citations
from indicators.answers.summaries import summarise
from indicators.answers.tabulation import Kind, table
from indicators.answers.wide import widen
from indicators.messages.errors import ExportError, errors_in
from indicators.model.display import Language, cite, word

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from pathlib import Path

    import pandas as pd
    import polars as pl
    import pyarrow as pa

    from indicators.answers.charts.style import Chart
    from indicators.answers.citing import Form
    from indicators.answers.wide import Ranges

_SHOWN = 40  # rows in a notebook
_PRINTED = 20


class Origin(Protocol):
    """The open store that rows come from, as far as they ask it again."""

    lang_of_errors: Language | None

    def documents(self) -> Result:
        """The documents with their number of figures."""

    def findings(
        self,
        *,
        severity: str | Iterable[str] | None = None,
        figures: Collection[str] | None = None,
    ) -> Result:
        """What is odd about these figures."""

    def sql(self, query: str, parameters: Sequence[Any] | None = None) -> Result:
        """Answer one SELECT statement."""


class Result:
    """Rows of the store.

    Attributes:
        kind: What the rows are: the name of a view, `observations` or `other`.
        caption: What was asked for, in words.
        note: Why there are no rows, or what was left out; empty otherwise.
        lang: Language of headers and number formats when shown, `vi` or `en`.

    Examples:
        >>> rows = store.target_vs_actual(place="vinh-bao", year=2023, indicator="poverty_rate")
        >>> len(rows), rows.kind
        (1, 'target_vs_actual')
    """

    def __init__(
        self,
        frame: pl.DataFrame,
        *,
        caption: str,
        lang: Language,
        store: Origin | None = None,
        kind: Kind = "other",
        note: str = "",
    ) -> None:
        """Wrap `frame`; made by `Store`, not by hand."""
        self._frame = frame
        self._store = store
        self.kind: Kind = kind
        self.caption = caption
        self.note = note
        self.lang: Language = lang
        self._lang_of_errors = None if store is None else store.lang_of_errors

    def to_polars(self) -> pl.DataFrame:
        """The rows as a polars frame; dates as Date, lists as List.

        Examples:
            >>> rows = store.target_vs_actual(place="vinh-bao", year=2023, indicator="poverty_rate")
            >>> rows.to_polars()["period_end"].to_list()
            [datetime.date(2023, 12, 31)]
        """
        return self._frame

    def to_arrow(self) -> pa.Table:
        """The rows as an Arrow table.

        Examples:
            >>> rows = store.target_vs_actual(place="vinh-bao", year=2023, indicator="poverty_rate")
            >>> rows.to_arrow().num_rows
            1
        """
        return self._frame.to_arrow()

    def to_pandas(self) -> pd.DataFrame:
        """The rows as a pandas frame with Arrow-backed dtypes, so that nulls stay nulls.

        Raises:
            ExportError: If pandas is not installed.

        Examples:
            >>> rows = store.target_vs_actual(place="vinh-bao", year=2023, indicator="poverty_rate")
            >>> rows.to_pandas().loc[0, "verdict"]
            'exceeded'
        """
        try:
            import pandas as pd
        except ImportError as error:
            with errors_in(self._lang_of_errors):
                raise ExportError("result.needs_pandas") from error
        frame: pd.DataFrame = self.to_arrow().to_pandas(types_mapper=pd.ArrowDtype)
        return frame

    def plot(self, *, lang: Language | None = None) -> Chart:
        """The chart of this kind of result (needs matplotlib: the extra `charts`).

        Args:
            lang: Language of titles, labels and errors; that of the result when left out.

        Returns:
            A matplotlib figure with its alternative text as `figure.alt_text`; nothing is shown
            or saved.

        Raises:
            ChartError: If there are no rows to draw, or they do not belong into one chart.

        Examples:
            >>> rows = store.target_vs_actual(place="vinh-bao", year=2023, indicator="poverty_rate")
            >>> figure = rows.plot()
            >>> figure.savefig("poverty.png")
        """
        from indicators.answers.charts import draw

        with errors_in(lang or self._lang_of_errors):
            return draw(self.kind, self._frame, self._documents(), lang or self.lang)

    def to_excel(self, path: Path | str, *, lang: Language | None = None) -> Path:
        """Write an Excel workbook (needs XlsxWriter: the extra `excel`).

        Targets against results are written in the form of a report's appendix; every workbook
        has a sheet `Nguồn` with the documents and one with the findings on its figures. What is written
        can be read by `build` again.

        Args:
            path: The file to write; an existing one is replaced.
            lang: Language of headers and errors; that of the result when left out.

        Returns:
            The path.

        Raises:
            ExportError: If the file cannot be written.

        Examples:
            >>> rows = store.target_vs_actual(place="vinh-bao", year=2023, indicator="poverty_rate")
            >>> rows.to_excel("poverty.xlsx").name
            'poverty.xlsx'
        """
        from indicators.answers.export import write_workbook

        findings = None if self._store is None else self.findings().to_polars()
        with errors_in(lang or self._lang_of_errors):
            return write_workbook(
                path, self.kind, self._frame, self.sources().to_polars(), self._documents(),
                findings, lang or self.lang, self.caption,
            )  # fmt: skip

    def summary(self, *, lang: Language | None = None) -> list[str]:
        """What the rows say, in sentences made from them (Markdown).

        Examples:
            >>> rows = store.target_vs_actual(place="vinh-bao", year=2023, indicator="poverty_rate")
            >>> rows.summary(lang="en")[-1]
            '**Exceeded**: Poverty rate (0.63 → 0.46 %).'
        """
        return summarise(self.kind, self._frame.to_dicts(), lang or self.lang, self.note)

    def sources(self) -> Result:
        """Where the figures stand: one row for each document and place in it.

        Returns:
            Columns `document_id`, `citation` (ready to paste), `source_locator` (in the
            document), `locators` (in the workbook), `figures`, `file`, `sha256`; empty when
            the rows carry no document.

        Examples:
            >>> rows = store.target_vs_actual(place="vinh-bao", year=2023, indicator="poverty_rate")
            >>> rows.sources().to_polars().select("document_id", "source_locator", "figures").rows()
            [('vinh-bao/499-BC-HU', 'Phụ lục I.17', 2)]
        """
        import polars as pl

        places = self._places()
        if self._store is None or places is None:
            return Result(pl.DataFrame(), caption=self.caption, lang=self.lang)
        documents = self._store.documents().to_polars().drop("figures")
        joined = places.join(documents, on="document_id", how="left", maintain_order="left")
        citations = [cite(row, self.lang) for row in joined.iter_rows(named=True)]
        frame = joined.with_columns(pl.Series("citation", citations, dtype=pl.String)).select(
            "document_id", "citation", *[name for name in ("source_locator", "locators") if name in joined.columns],
            "figures", "file", "sha256",
        )  # fmt: skip
        return Result(frame, caption=self.caption, lang=self.lang, store=self._store)

    def findings(self, *, severity: str | Iterable[str] | None = None) -> Result:
        """What is odd about the figures of these rows: `Store.findings` for them alone.

        Args:
            severity: `error`, `warning` or `note`, or several.

        Examples:
            >>> rows = store.target_vs_actual(place="vinh-bao", year=2023, indicator="poverty_rate")
            >>> len(rows.findings())
            3
        """
        import polars as pl

        if self._store is None:
            return Result(pl.DataFrame(), caption=self.caption, lang=self.lang)
        return self._store.findings(severity=severity, figures=self.figures())

    def figures(self) -> list[str]:
        """observation_id of every figure that a row shows, computes with or disputes.

        Examples:
            >>> rows = store.target_vs_actual(place="vinh-bao", year=2023, indicator="poverty_rate")
            >>> len(rows.figures())  # the target and the result
            2
        """
        names = [name for name in self._frame.columns if name.endswith("observation_id")]
        ids = {figure for name in names for figure in self._frame[name].drop_nulls().to_list()}
        for name in ("disputing_figures", "observation_ids"):
            if name in self._frame.columns:
                ids |= set(self._frame[name].explode().drop_nulls().to_list())
        return sorted(ids)

    def citation(
        self,
        *,
        format: Form = "text",  # noqa: A002 (as people ask)
        figures: bool = False,
        lang: Language | None = None,
    ) -> str:
        """The documents behind the rows, ready to paste.

        Args:
            format: `text` (one line), `bibtex`, or `csl` (CSL-JSON, which Zotero reads).
            figures: Also where in the documents the figures stand, one entry each.
            lang: Language of the kinds of documents; that of the result when left out.

        Examples:
            >>> rows = store.target_vs_actual(place="vinh-bao", year=2023, indicator="poverty_rate")
            >>> rows.citation(lang="en")
            'Ban Thường vụ Huyện ủy Vĩnh Bảo, Report 499-BC/HU, 2023-12-19'
            >>> rows.citation(format="bibtex").splitlines()[0]
            '@report{vinh-bao-499-BC-HU,'
        """
        documents = self._documents()
        if (
            figures
            and (places := self._places()) is not None
            and "source_locator" in places.columns
        ):
            told = ["document_id", "source_locator"]
            documents = places.select(told).join(documents, on="document_id", maintain_order="left")
        return citations(documents.iter_rows(named=True), format, lang or self.lang)

    def wide(
        self, *, index: str = "year", columns: str = "indicator", ranges: Ranges = "text"
    ) -> pl.DataFrame:
        """A table with one figure a cell, for a merge or a spreadsheet; units stand in the headers.

        Args:
            index: What the rows are: `year`, `place`, `indicator`, …
            columns: What the columns are.
            ranges: Ranges as `text` (`14–15`), or their `middle` as a number; thresholds are text.

        Raises:
            QueryError: If measures, targets and results, prices or kinds of periods are mixed, or a
                cell has several figures; the message says what to choose by.

        Examples:
            >>> rows = store.compare(["vinh-bao", "nhon-trach"], year=2024, indicator="health_insurance_coverage", scenario="target")
            >>> rows.wide(index="place").rows()
            [('nhon-trach', '94'), ('vinh-bao', 'từ 95 trở lên')]
        """
        with errors_in(self._lang_of_errors):
            frame = self._frame
            if self.kind == "observations" and self._store is not None:
                latest = self._store.sql("SELECT observation_id FROM latest").to_polars()
                frame = frame.join(latest, on="observation_id", how="semi", maintain_order="left")
            return widen(frame, index, columns, ranges, self.lang)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The rows for whatever reads Arrow: `polars.DataFrame(result)`, DuckDB, pandas."""
        return self._frame.__arrow_c_stream__(requested_schema)

    def _documents(self) -> pl.DataFrame:
        """The documents behind the rows, by date."""
        import polars as pl

        places = self._places()
        if self._store is None or places is None:
            return pl.DataFrame()
        wanted = places["document_id"].unique()
        documents = self._store.documents().to_polars().drop("figures")
        return documents.filter(pl.col("document_id").is_in(wanted.implode()))

    def _places(self) -> pl.DataFrame | None:
        """Documents and places in them of all figures that a row sets side by side."""
        import polars as pl

        columns = set(self._frame.columns)
        parts = []
        for prefix in (
            name.removesuffix("document_id")
            for name in self._frame.columns
            if name.endswith("document_id")
        ):
            names = [
                n for n in ("document_id", "locator", "source_locator") if f"{prefix}{n}" in columns
            ]
            parts.append(self._frame.select(pl.col(f"{prefix}{n}").alias(n) for n in names))
        if not parts:
            return None
        if self._store is not None and "disputing_figures" in columns:
            ids = self._frame["disputing_figures"].explode().drop_nulls().unique().sort().to_list()
            query = "SELECT document_id, locator, source_locator FROM observation WHERE list_contains(?, observation_id) ORDER BY document_id, ordinal"
            parts.append(self._store.sql(query, [ids]).to_polars())
        every = pl.concat(parts, how="diagonal").filter(pl.col("document_id").is_not_null())
        if "locator" not in every.columns:
            return every.group_by("document_id", maintain_order=True).agg(figures=pl.len())
        keys = [name for name in ("document_id", "source_locator") if name in every.columns]
        return (
            every.unique(maintain_order=True)
            .group_by(keys, maintain_order=True)
            .agg(figures=pl.len(), locators=pl.col("locator"))
        )

    def __len__(self) -> int:
        """Number of rows."""
        return self._frame.height

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Rows as dictionaries."""
        return self._frame.iter_rows(named=True)

    def __repr__(self) -> str:
        """Caption and table as people read it; ids are in the frame."""
        headers, rows = self.table(limit=_PRINTED)
        lines = [" | ".join(headers), *(" | ".join(row) for row in rows)] if rows else []
        more = len(self) - len(rows)
        rest = [word("sentence", "more_rows", self.lang).format(more=more, n=len(self))] * bool(
            more
        )
        said = [f"{self.caption or 'Result'} ({len(self)})", *lines, *rest, self.note]
        return "\n".join(line for line in said if line)

    def _repr_html_(self) -> str:
        """A table people can read: figures as printed numbers, periods as words, sources."""
        return self.to_html(limit=_SHOWN)

    def to_html(self, *, limit: int | None = None, lang: Language | None = None) -> str:
        """The rows as an HTML table; every text is escaped.

        Args:
            limit: Show at most so many rows, and say how many there are.
            lang: Language and number format; that of the result when left out.

        Examples:
            >>> rows = store.target_vs_actual(place="vinh-bao", year=2023, indicator="poverty_rate")
            >>> "0,46" in rows.to_html(lang="vi"), "0.46" in rows.to_html(lang="en")
            (True, True)
        """
        language = lang or self.lang
        headers, rows = self.table(limit=limit, lang=language)
        body = "".join(
            "<tr>" + "".join(f"<td style='text-align:left'>{escape(c)}</td>" for c in row) + "</tr>"
            for row in rows
        )
        head = "".join(f"<th style='text-align:left'>{escape(h)}</th>" for h in headers)
        more = len(self) - len(rows)
        notes = [self.note]
        if more:
            notes.append(word("sentence", "more_rows", language).format(more=more, n=len(self)))
        if not rows and not self.note:
            notes.append(word("sentence", "no_rows", language))
        note = "".join(f"<p>{escape(text)}</p>" for text in notes if text)
        return (
            f"<table><caption style='text-align:left'>{escape(self.caption)}</caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{note}"
        )

    def table(
        self, *, limit: int | None = None, lang: Language | None = None
    ) -> tuple[list[str], list[list[str]]]:
        """Headers and cells as shown.

        Args:
            limit: At most so many rows.
            lang: Language and number format; that of the result when left out.

        Examples:
            >>> rows = store.target_vs_actual(place="vinh-bao", year=2023, indicator="poverty_rate")
            >>> headers, cells = rows.table(lang="en")
            >>> headers[1], cells[0][1]
            ('Indicator', 'Poverty rate')
        """
        rows = self._frame.head(limit) if limit else self._frame
        return table(self.kind, rows.iter_rows(named=True), self._frame.columns, lang or self.lang)
