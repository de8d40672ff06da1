"""The store as people use it: search, observations, findings, SQL."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING, Any, Self

from indicators.errors import QueryError
from indicators.results import Result
from indicators.store import analyses
from indicators.store.filters import filters
from indicators.store.reading import connect, select
from indicators.store.search import rank

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from indicators.display import Language
    from indicators.store.filters import Names, Years
    from indicators.tables import Kind

_SQL = resources.files("indicators.store")
_OBSERVATIONS = (_SQL / "observations.sql").read_text("utf-8")
_SEARCH = (_SQL / "search.sql").read_text("utf-8")


class Store:
    """A published store, open for reading.

    An open store keeps showing the figures it was opened with; after a rebuild
    `indicators.open()` shows the new ones.
    """

    def __init__(self, path: Path, *, lang: Language = "vi") -> None:
        """Open the store file at `path`; labels of results are in `lang` (`vi` or `en`)."""
        self.path = path
        self.lang: Language = lang
        self._connection = connect(path)

    def __repr__(self) -> str:
        """File name and number of figures."""
        return f"Store({self.path.name!r}, {self._count('observation')} figures)"

    def _repr_html_(self) -> str:
        return self.documents()._repr_html_()

    def __enter__(self) -> Self:
        """Use as a context manager closes the store at the end."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the store."""
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def search(self, text: str, *, limit: int = 20) -> Result:
        """Find indicators by words of their names or printed labels.

        Args:
            text: Vietnamese (with or without diacritics) or English words.
            limit: At most so many.

        Returns:
            Columns `indicator_id`, `name_vi`, `name_en`, `theme`, `unit`, `better`,
            `figures` (in the store), `places`; best first.
        """
        frame = select(
            self._connection,
            _SEARCH,
        )
        return self._result(rank(frame, text).head(limit).drop("labels"), f"“{text}”")

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

    def findings(
        self, *, severity: Names = None, rule: Names = None, document: Names = None
    ) -> Result:
        """What the build found odd or refused: columns of table `finding`."""
        wanted = {"severity": severity, "rule": rule, "document": document}
        chosen = filters(self._connection, wanted)
        query = f"SELECT * FROM finding {chosen.where} ORDER BY document_id, locator, rule"
        frame = select(self._connection, query, chosen.parameters)
        return self._result(frame, chosen.caption)

    def documents(self) -> Result:
        """The documents with their number of figures."""
        query = """
            SELECT d.document_id, d.kind, d.number, d.title, d.issuer, d.issued_on,
                d.issued_precision, d.place_id, count(o.observation_id) AS figures, d.file, d.sha256
            FROM document AS d LEFT JOIN observation AS o USING (document_id)
            GROUP BY ALL ORDER BY d.place_id, d.issued_on, d.document_id
        """
        return self._result(select(self._connection, query), "")

    def sql(
        self, query: str, parameters: Sequence[Any] | Mapping[str, Any] | None = None
    ) -> Result:
        """Answer one SELECT statement; the store cannot be changed by it.

        Raises:
            QueryError: If it is no SELECT or DuckDB refuses it.
        """
        return self._result(select(self._connection, query, parameters), "")

    def _analysis(self, name: Kind, year: Years, wanted: Mapping[str, Names]) -> Result:
        frame, caption, note = analyses.ask(self._connection, name, wanted, year, self.lang)
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
