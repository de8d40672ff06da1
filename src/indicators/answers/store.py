"""The store as people use it: what it holds, its figures and the analyses of them."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING, Any, Self

from indicators.answers import analyses
from indicators.answers.filters import filters
from indicators.answers.findings import find, quality, refresh, rules
from indicators.answers.listings import LISTINGS
from indicators.answers.results import Result
from indicators.answers.search import rank
from indicators.audit import Settings
from indicators.messages.errors import QueryError, errors_in_own_language
from indicators.messages.sentences import message
from indicators.model.display import word
from indicators.store.dataset import shown
from indicators.store.lazy import connect_to
from indicators.store.reading import ended_after, only_duckdb, select

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from indicators.answers.analyses import Sources
    from indicators.answers.filters import Names, Years
    from indicators.answers.tabulation import Kind
    from indicators.audit import Rule
    from indicators.model.display import Language
    from indicators.store.reading import Asked

_DOCUMENTS, _OBSERVATIONS, _PLACES, _SEARCH = (
    (resources.files("indicators.answers") / name).read_text("utf-8")
    for name in ("documents.sql", "observations.sql", "places.sql", "search.sql")
)


@errors_in_own_language
class Store:
    """A published store, open for reading.

    An open store keeps showing the figures it was opened with; after a rebuild
    `indicators.open()` shows the new ones.

    Examples:
        >>> with ind.open() as store:
        ...     store.search("hộ nghèo", limit=1).to_polars()["indicator_id"].to_list()
        ['poverty_rate']
    """

    def __init__(
        self, path: Path | str, *, lang: Language | None = None, verify: bool = False
    ) -> None:
        """Open the store file or the data set at `path` (see `indicators.open`)."""
        self.path = path
        self.lang: Language = lang or "vi"
        self.lang_of_errors = lang
        self._connection: Asked = connect_to(path, whole=verify)

    def __repr__(self) -> str:
        """File name and number of figures."""
        name = shown(self.path).rstrip("/").rpartition("/")[2]
        return f"Store({name!r}, {self._count('observation')} figures)"

    def _repr_html_(self) -> str:
        return self.documents()._repr_html_()

    def __enter__(self) -> Self:
        """Use as a context manager closes the store at the end."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the store."""
        self.close()

    def close(self) -> None:
        """Let go of the file.

        Examples:
            >>> other = ind.open()
            >>> other.close()
        """
        self._connection.close()

    def search(self, text: str, *, limit: int = 20) -> Result:
        """Find indicators by words of their names or printed labels.

        Args:
            text: Vietnamese (with or without diacritics) or English words.
            limit: At most so many.

        Returns:
            Columns `indicator_id`, `name_vi`, `name_en`, `theme`, `unit`, `better`,
            `figures` (in the store), `places`; best first.

        Examples:
            >>> store.search("thu ngan sach", limit=3).to_polars()["indicator_id"].to_list()
            ['budget_revenue_total', 'budget_revenue_local', 'budget_revenue_in_area']
        """
        frame = select(self._connection, _SEARCH)
        return self._result(rank(frame, text).head(limit).drop("labels"), f"“{text}”")

    def findings(
        self,
        *,
        severity: Names = None,
        rule: Names = None,
        document: Names = None,
        place: Names = None,
        accepted: bool = False,
        figures: Collection[str] | None = None,
    ) -> Result:
        """What is odd in the documents, and what the build refused (docs/audit.md).

        Args:
            severity: `error`, `warning` or `note`.
            rule: Name of a rule, e.g. `figures_differ_in_document`.
            document: document_id; also findings that set it beside another one.
            place: place_id of the issuing place.
            accepted: Also findings that `corrections.toml` accepts; else the note counts them.
            figures: Only findings that name one of these observation_ids.

        Returns:
            The columns of table `finding`, title and what would settle it of the rule, and the
            document with the place in it.

        Raises:
            QueryError: If a name is not in the store; the message has the nearest.

        Examples:
            >>> store.findings(severity="error", rule="rate_does_not_follow").to_polars()["locator"].to_list()
            ['Chỉ tiêu 2024!D56', 'Chỉ tiêu 2024!D57', 'Phụ lục!D58']
        """
        wanted = {"severity": severity, "rule": rule, "document": document, "place": place}
        frame, caption, hidden = find(self._connection, wanted, accepted=accepted, figures=figures)
        note = word("mark", "accepted", self.lang).format(hidden) if hidden else ""
        return self._result(frame, caption, "findings", note)

    def audit(
        self,
        settings: Settings | None = None,
        *,
        watch: Callable[[Iterable[Rule]], Iterable[Rule]] = iter,
    ) -> Result:
        """Run the rules again, e.g. with other settings; the store stays as it is.

        From then on `findings` of this open store shows what they found.

        Args:
            settings: Of `indicators.audit.read_settings`; those of the package when left out.
            watch: Goes through the rules, e.g. with a progress bar.

        Examples:
            >>> len(store.audit()) == len(store.findings())
            True
        """
        refresh(self._connection, settings or Settings(), watch)
        return self.findings()

    def quality(self, *, place: Names = None) -> Result:
        """How much of the data passes: by document, the figures that findings touch.

        Args:
            place: place_id of the issuing place, or several.

        Returns:
            The document with `figures`, `untouched` (by no error and no warning), `warned` (by
            warnings only) and `failed` (by an error). A figure that a finding names need not be
            the wrong one.

        Examples:
            >>> store.quality(place="nhon-trach").to_polars().select("figures", "untouched", "failed").rows()
            [(61, 60, 0)]
        """
        frame, caption = quality(self._connection, place)
        return self._result(frame, caption, "quality")

    def rules(self) -> Result:
        """The rules of the audit: severity, title, meaning, and what would settle a finding.

        Examples:
            >>> len(store.rules())
            51
        """
        return self._result(rules(self._connection), "")

    def documents(self, *, place: Names = None) -> Result:
        """The documents with their number of figures.

        Args:
            place: place_id of the issuing place, or several.

        Raises:
            QueryError: If a place is not in the store; the message has the nearest.

        Examples:
            >>> store.documents(place="nhon-trach").to_polars().select("document_id", "figures").rows()
            [('nhon-trach/09-NQ-HU', 61)]
        """
        chosen = filters(self._connection, {"place": place})
        query = (
            f"SELECT * FROM ({_DOCUMENTS}) {chosen.where} ORDER BY place_id, issued_on, document_id"
        )
        return self._result(select(self._connection, query, chosen.parameters), chosen.caption)

    def info(self) -> Result:
        """How much the store holds, in one row: figures, places, indicators, documents, years.

        Examples:
            >>> store.info().to_polars().select("figures", "documents", "first_year", "last_year").rows()
            [(555, 5, 2022, 2025)]
        """
        return self._result(select(self._connection, LISTINGS["info"]), "")

    def indicators(self) -> Result:
        """The indicators that have figures, those with most first.

        Examples:
            >>> len(store.indicators())
            271
        """
        return self._result(select(self._connection, LISTINGS["indicators"]), "")

    def themes(self) -> Result:
        """The themes of the codebook that have figures.

        Examples:
            >>> store.themes().to_polars().columns
            ['theme', 'figures', 'places', 'indicators', 'documents']
        """
        return self._result(select(self._connection, LISTINGS["themes"]), "")

    def years(self) -> Result:
        """The years that periods end in.

        Examples:
            >>> store.years().to_polars()["year"].to_list()
            [2022, 2023, 2024, 2025]
        """
        return self._result(select(self._connection, LISTINGS["years"]), "")

    def units(self) -> Result:
        """The units of the figures, with their English names.

        Examples:
            >>> store.units().to_polars()["unit"].to_list()[0]
            '%'
        """
        return self._result(select(self._connection, LISTINGS["units"]), "")

    def places(self, *, place: Names = None) -> Result:
        """The territories that have figures, or those of a place, with the figures of their periods.

        `ind.places` knows all of the country, `ind.place_history` what each came from and became.

        Args:
            place: place_id or several; those with figures by default.

        Returns:
            Columns `place_id`, `place` (the name), `place_level`, `parent`, `valid_from`, `valid_to`,
            `successor`, `figures`, `first_period`, `last_period`.

        Raises:
            QueryError: If a place is not in the store; the message has the nearest.

        Examples:
            >>> store.places(place="vinh-bao").to_polars().select("place", "valid_to").rows()
            [('Huyện Vĩnh Bảo', datetime.date(2025, 6, 30))]
        """
        chosen = filters(self._connection, {"place": place})
        where = chosen.where or "WHERE figures > 0"
        query = f"SELECT * FROM ({_PLACES}) {where} ORDER BY place_id, valid_from"
        return self._result(select(self._connection, query, chosen.parameters), chosen.caption)

    def sql(
        self,
        query: str,
        parameters: Sequence[Any] | Mapping[str, Any] | None = None,
        *,
        timeout: float | None = 600,
        max_rows: int | None = 20_000_000,
    ) -> Result:
        """Answer one SELECT statement; the store cannot be changed by it.

        Args:
            query: In the SQL of DuckDB.
            parameters: What its `?` or `$name` stand for.
            timeout: Seconds after which DuckDB gives up; None for as long as it takes. Spark has
                settings of its own.
            max_rows: Most rows of an answer, which is held in memory; None for any number.

        Raises:
            QueryError: If it is no SELECT, DuckDB refuses it, it takes too long or has too many
                rows.

        Examples:
            >>> store.sql("SELECT count(*) AS figures FROM observation WHERE unit = ?", ["tấn/ha"]).to_polars().rows()
            [(5,)]
        """
        with ended_after(self._connection, timeout):
            frame = select(self._connection, query, parameters, max_rows=max_rows)
        return self._result(frame, "")

    def observations(
        self,
        *,
        place: Names = None,
        year: Years = None,
        indicator: Names = None,
        theme: Names = None,
        sector: Names = None,
        scenario: Names = None,
        measure: Names = None,
        document: Names = None,
    ) -> Result:
        """Figures as the documents give them, one row each.

        Args:
            place: place_id or several.
            year: Calendar year the period ends in, or several.
            indicator: indicator_id or several.
            theme: Theme of the codebook, e.g. `agriculture`.
            sector: Sector of the codebook.
            scenario: `target`, `estimate` or `actual`.
            measure: `level`, `growth`, `attainment`, `share`, `change` or `text`.
            document: document_id or several.

        Returns:
            The columns of table `observation`, and beside them `place`, `name_vi`, `name_en`,
            `theme`, `sector`, `document_number`, `document_kind`, `issuer`, `issued_on`,
            `issued_precision`.

        Raises:
            QueryError: If a name is not in the store; the message has the nearest.

        Examples:
            >>> rows = store.observations(place="vinh-bao", year=2023, indicator="poverty_rate")
            >>> rows.to_polars().select("scenario", "value", "unit").unique().sort("scenario").rows()
            [('actual', 0.46, '%'), ('target', 0.63, '%')]
        """
        wanted = {
            "place": place, "indicator": indicator, "theme": theme, "sector": sector,
            "scenario": scenario, "measure": measure, "document": document,
        }  # fmt: skip
        chosen = filters(self._connection, wanted, year)
        order = "ORDER BY place_id, period_end, indicator_id, document_id, locator"
        query = f"SELECT * FROM ({_OBSERVATIONS}) {chosen.where} {order}"
        frame = select(self._connection, query, chosen.parameters)
        return self._result(frame, chosen.caption, "observations")

    def target_vs_actual(
        self,
        *,
        place: Names = None,
        year: Years = None,
        indicator: Names = None,
        theme: Names = None,
        sector: Names = None,
        target_by: Names = None,
        verdict: Names = None,
        sources: Sources = "official",
    ) -> Result:
        """Targets beside the results of the same period, each with a verdict.

        Args:
            place: place_id or several.
            year: Calendar year of the target, or several.
            indicator: indicator_id or several.
            theme: Theme of the codebook.
            sector: Sector of the codebook.
            target_by: Who set it: `district`, `city`, `plan`, `budget`, …
            verdict: `exceeded`, `met`, `missed` or `undetermined`.
            sources: Whose figures are judged: `official`, `press` (and other sources) too, or `all`:
                also what was typed once or is quoted. The others have the reason `source_press`,
                `source_other` or `source_weak` in place of a verdict.

        Returns:
            The columns of the view `target_vs_actual` (docs/analyses.md), `name_vi`, `name_en`
            and `place`. A cumulative figure is in `progress_*`, never in the verdict.

        Raises:
            QueryError: If a name is not in the store; the message has the nearest.

        Examples:
            >>> rows = store.target_vs_actual(place="vinh-bao", year=2023, indicator="poverty_rate")
            >>> rows.to_polars().select("target_value", "result_value", "unit", "verdict", "robust").rows()
            [(0.63, 0.46, '%', 'exceeded', True)]
        """
        return self._analysis("target_vs_actual", year, {
            "place": place, "indicator": indicator, "theme": theme, "sector": sector,
            "target_by": target_by, "verdict": verdict,
        }, sources)  # fmt: skip

    def growth(
        self,
        *,
        place: Names = None,
        year: Years = None,
        indicator: Names = None,
        theme: Names = None,
        sector: Names = None,
        scenario: Names = None,
        sources: Sources = "press",
    ) -> Result:
        """Growth on the same period of the year before: reported, computed, implied base.

        Args:
            place: place_id or several.
            year: Calendar year the period ends in, or several.
            indicator: indicator_id or several.
            theme: Theme of the codebook.
            sector: Sector of the codebook.
            scenario: `target`, `estimate` or `actual`.
            sources: `press` (official documents, the press and others), `official`, or `all`: also
                figures that were typed once or are quoted by their source.

        Returns:
            The columns of the view `growth` (docs/analyses.md), `name_vi`, `name_en`, `place`.

        Raises:
            QueryError: If a name is not in the store; the message has the nearest.

        Examples:
            >>> rows = store.growth(place="vinh-bao", year=2023, indicator="gross_output_construction")
            >>> disputed = [row for row in rows if row["disputed"]]
            >>> [(row["lowest"], row["highest"], row["growth_unit"]) for row in disputed]
            [(20.0, 40.17, '%')]
        """
        return self._analysis("growth", year, {
            "place": place, "indicator": indicator, "theme": theme, "sector": sector,
            "scenario": scenario,
        }, sources)  # fmt: skip

    def structure(
        self,
        *,
        place: Names = None,
        year: Years = None,
        group: Names = None,
        indicator: Names = None,
        scenario: Names = None,
        sources: Sources = "press",
    ) -> Result:
        """Shares of the parts of a whole, with sum, shift and contribution to growth.

        Args:
            place: place_id or several.
            year: Calendar year the period ends in, or several.
            group: Structure group, e.g. `sectors` or `agriculture_internal`.
            indicator: indicator_id or several.
            scenario: `target`, `estimate` or `actual`.
            sources: `press` (official documents, the press and others), `official`, or `all`: also
                figures that were typed once or are quoted by their source.

        Returns:
            The columns of the view `sector_structure` (docs/analyses.md), `name_vi`, `name_en`,
            `place`.

        Raises:
            QueryError: If a name is not in the store; the message has the nearest.

        Examples:
            >>> rows = store.structure(place="vinh-bao", year=2023, group="sectors")
            >>> [(row["value"], row["sum_value"]) for row in rows if row["role"] == "result" and row["complete"]]
            [(18.55, 100.0), (53.22, 100.0), (28.23, 100.0)]
        """
        return self._analysis("sector_structure", year, {
            "place": place, "group": group, "indicator": indicator, "scenario": scenario,
        }, sources)  # fmt: skip

    def compare(
        self,
        places: Iterable[str],
        *,
        year: Years = None,
        indicator: Names = None,
        theme: Names = None,
        sector: Names = None,
        scenario: Names = None,
        measure: Names = None,
        sources: Sources = "press",
    ) -> Result:
        """Figures of several places side by side, with a grade of comparability and its reason.

        Args:
            places: Two or more place_ids.
            year: Calendar year the period ends in, or several.
            indicator: indicator_id or several.
            theme: Theme of the codebook.
            sector: Sector of the codebook.
            scenario: `target`, `estimate` or `actual`.
            measure: `level`, `growth`, `share`, …
            sources: `press` (official documents, the press and others), `official`, or `all`: also
                figures that were typed once or are quoted by their source.

        Returns:
            The columns of the view `district_comparison` (docs/analyses.md), `name_vi`,
            `name_en`, `place`; first what several places report, then what only one does.

        Raises:
            QueryError: If fewer than two places are asked for, or a name is not in the store.

        Examples:
            >>> rows = store.compare(["vinh-bao", "nhon-trach"], year=2024, theme="economy")
            >>> sorted({row["grade"] for row in rows if row["grade"]})
            ['similar']
        """
        asked = [places] if isinstance(places, str) else list(dict.fromkeys(places))
        if len(asked) < 2:
            raise QueryError("query.two_places", found=asked or message("word.none"))
        wanted = {
            "indicator": indicator, "theme": theme, "sector": sector, "scenario": scenario,
            "measure": measure,
        }  # fmt: skip
        frame, caption, note = analyses.compare(
            self._connection, asked, wanted, year, self.lang, sources
        )
        return self._result(frame, caption, "district_comparison", note)

    def export(self, form: str, place: Path | str | None = None) -> None:
        """Write the whole store in another form.

        Args:
            form: `xlsx` (a workbook of the figures with documents and findings), `csv` (what
                `observations.csv` is), `parquet` (a data set that `indicators.open` reads lazily
                and Spark reads, docs/scale.md) or `datapackage` (a csv for every table).
            place: A file; for `parquet` and `datapackage` a folder that is not there yet, for
                `parquet` also an address such as `s3://bucket/prefix`. None: standard output.

        Raises:
            ExportError: If it cannot be written, or the place is taken.
            StoreError: If the store is a data set whose files are not those of its manifest.

        Examples:
            >>> store.export("csv", "figures.csv")
            >>> len(Path("figures.csv").read_text("utf-8").splitlines())
            556
        """
        from indicators.answers.export.whole import export

        connection = only_duckdb(self._connection, "spark.no_export")
        connect_to(self.path, whole=True).close()  # what is sent on is what was published
        export(connection, form, place, lambda path: self.observations().to_excel(path))

    def _analysis(
        self, name: Kind, year: Years, wanted: Mapping[str, Names], sources: Sources
    ) -> Result:
        frame, caption, note = analyses.ask(
            self._connection, name, wanted, year, self.lang, sources
        )
        return self._result(frame, caption, name, note)

    def _result(
        self,
        frame: Any,  # noqa: ANN401 (polars frame, loaded lazily)
        caption: str,
        kind: Kind = "other",
        note: str = "",
    ) -> Result:
        return Result(frame, caption=caption, lang=self.lang, store=self, kind=kind, note=note)

    def _count(self, table: str) -> int:
        return int(select(self._connection, f"SELECT count(*) AS n FROM {table}")["n"][0])
