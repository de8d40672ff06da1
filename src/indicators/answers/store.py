"""The store as people use it: its figures and the analyses of them."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

from indicators.answers import analyses
from indicators.answers.catalogue import Catalogue
from indicators.answers.filters import filters
from indicators.messages.errors import QueryError
from indicators.store.reading import only_duckdb, select

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from indicators.answers.filters import Names, Years
    from indicators.answers.results import Result
    from indicators.answers.tabulation import Kind

_OBSERVATIONS = (resources.files("indicators.answers") / "observations.sql").read_text("utf-8")


class Store(Catalogue):
    """A published store, open for reading.

    An open store keeps showing the figures it was opened with; after a rebuild
    `indicators.open()` shows the new ones.
    """

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

        Returns:
            The columns of the view `target_vs_actual` (docs/analyses.md), `name_vi`, `name_en`
            and `place`. A cumulative figure is in `progress_*`, never in the verdict.

        Raises:
            QueryError: If a name is not in the store; the message has the nearest.
        """
        return self._analysis("target_vs_actual", year, {
            "place": place, "indicator": indicator, "theme": theme, "sector": sector,
            "target_by": target_by, "verdict": verdict,
        })  # fmt: skip

    def growth(
        self,
        *,
        place: Names = None,
        year: Years = None,
        indicator: Names = None,
        theme: Names = None,
        sector: Names = None,
        scenario: Names = None,
    ) -> Result:
        """Growth on the same period of the year before: reported, computed, implied base.

        Args:
            place: place_id or several.
            year: Calendar year the period ends in, or several.
            indicator: indicator_id or several.
            theme: Theme of the codebook.
            sector: Sector of the codebook.
            scenario: `target`, `estimate` or `actual`.

        Returns:
            The columns of the view `growth` (docs/analyses.md), `name_vi`, `name_en`, `place`.

        Raises:
            QueryError: If a name is not in the store; the message has the nearest.
        """
        return self._analysis("growth", year, {
            "place": place, "indicator": indicator, "theme": theme, "sector": sector,
            "scenario": scenario,
        })  # fmt: skip

    def structure(
        self,
        *,
        place: Names = None,
        year: Years = None,
        group: Names = None,
        indicator: Names = None,
        scenario: Names = None,
    ) -> Result:
        """Shares of the parts of a whole, with sum, shift and contribution to growth.

        Args:
            place: place_id or several.
            year: Calendar year the period ends in, or several.
            group: Structure group, e.g. `sectors` or `agriculture_internal`.
            indicator: indicator_id or several.
            scenario: `target`, `estimate` or `actual`.

        Returns:
            The columns of the view `sector_structure` (docs/analyses.md), `name_vi`, `name_en`,
            `place`.

        Raises:
            QueryError: If a name is not in the store; the message has the nearest.
        """
        return self._analysis("sector_structure", year, {
            "place": place, "group": group, "indicator": indicator, "scenario": scenario,
        })  # fmt: skip

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

        Returns:
            The columns of the view `district_comparison` (docs/analyses.md), `name_vi`,
            `name_en`, `place`; first what several places report, then what only one does.

        Raises:
            QueryError: If fewer than two places are asked for, or a name is not in the store.
        """
        asked = [places] if isinstance(places, str) else list(dict.fromkeys(places))
        if len(asked) < 2:
            message = f"compare takes two or more places; found {', '.join(asked) or 'none'}."
            raise QueryError(message)
        wanted = {
            "indicator": indicator, "theme": theme, "sector": sector, "scenario": scenario,
            "measure": measure,
        }  # fmt: skip
        frame, caption, note = analyses.compare(self._connection, asked, wanted, year, self.lang)
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
        """
        from indicators.answers.export.whole import export

        export(self, only_duckdb(self._connection, "an export"), form, place)

    def _analysis(self, name: Kind, year: Years, wanted: Mapping[str, Names]) -> Result:
        frame, caption, note = analyses.ask(self._connection, name, wanted, year, self.lang)
        return self._result(frame, caption, name, note)
