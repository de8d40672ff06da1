"""The store as people use it: search, observations, findings, SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Self

from indicators.errors import QueryError
from indicators.results import Result
from indicators.store.reading import connect, select
from indicators.store.search import rank

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from indicators.results import Language

# A figure belongs to the territory of its date: that of its period, or of its document where the
# period goes on after it (targets, plans of several years).
_OBSERVATIONS = """
SELECT
    o.*,
    p.name AS place,
    i.name_vi,
    i.name_en,
    i.theme,
    i.sector,
    d.number AS document_number,
    d.kind AS document_kind,
    d.issuer,
    d.issued_on,
    d.issued_precision
FROM observation AS o
JOIN indicator AS i USING (indicator_id)
JOIN document AS d USING (document_id)
LEFT JOIN place AS p
    ON p.place_id = o.place_id
    AND least(o.period_end, d.issued_on) BETWEEN p.valid_from AND coalesce(p.valid_to, DATE '9999-12-31')
"""
_KNOWN = {
    "place": ("o.place_id", "SELECT DISTINCT place_id FROM observation"),
    "indicator": ("o.indicator_id", "SELECT indicator_id FROM indicator"),
    "theme": ("i.theme", "SELECT DISTINCT theme FROM indicator"),
    "sector": ("i.sector", "SELECT DISTINCT sector FROM indicator WHERE sector IS NOT NULL"),
    "document": ("o.document_id", "SELECT document_id FROM document"),
    "scenario": ("o.scenario", "SELECT unnest(['target', 'estimate', 'actual'])"),
    "measure": (
        "o.measure",
        "SELECT unnest(['level', 'growth', 'attainment', 'share', 'change', 'text'])",
    ),
}


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
            """
            SELECT i.indicator_id, i.name_vi, i.name_en, i.theme, i.unit, i.better,
                count(o.observation_id) AS figures,
                list_sort(list(DISTINCT o.place_id) FILTER (o.place_id IS NOT NULL)) AS places,
                any_value(a.labels) AS labels
            FROM indicator AS i
            LEFT JOIN observation AS o USING (indicator_id)
            LEFT JOIN (SELECT indicator_id, string_agg(key, ' | ' ORDER BY key) AS labels
                FROM alias GROUP BY ALL) AS a USING (indicator_id)
            GROUP BY ALL
            ORDER BY i.indicator_id
            """,
        )
        return self._result(rank(frame, text).head(limit).drop("labels"), f"“{text}”")

    def observations(
        self,
        *,
        place: str | Iterable[str] | None = None,
        year: int | Iterable[int] | None = None,
        indicator: str | Iterable[str] | None = None,
        theme: str | Iterable[str] | None = None,
        sector: str | Iterable[str] | None = None,
        scenario: str | Iterable[str] | None = None,
        measure: str | Iterable[str] | None = None,
        document: str | Iterable[str] | None = None,
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
        conditions: list[str] = []
        parameters: list[object] = []
        for name, given in wanted.items():
            if given is not None:
                column, _ = _KNOWN[name]
                conditions.append(f"list_contains(?, {column})")
                parameters.append(self._checked(name, given))
        if year is not None:
            conditions.append("list_contains(?, year(o.period_end))")
            parameters.append([year] if isinstance(year, int) else list(year))
        where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
        order = "ORDER BY o.place_id, o.period_end, o.indicator_id, o.document_id, o.locator"
        frame = select(self._connection, f"{_OBSERVATIONS} {where} {order}", parameters)
        return self._result(frame, _caption(wanted | {"year": year}))

    def findings(
        self,
        *,
        severity: str | None = None,
        rule: str | None = None,
        document: str | None = None,
    ) -> Result:
        """What the build found odd or refused: columns of table `finding`."""
        wanted = {"severity": severity, "rule": rule, "document_id": document}
        given = {name: value for name, value in wanted.items() if value is not None}
        where = " AND ".join(f"{name} = ?" for name in given) or "true"
        query = f"SELECT * FROM finding WHERE {where} ORDER BY document_id, locator, rule"  # noqa: S608
        return self._result(select(self._connection, query, list(given.values())), _caption(given))

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

    def _result(self, frame: Any, caption: str) -> Result:  # noqa: ANN401 (polars frame, loaded lazily)
        return Result(frame, caption=caption, lang=self.lang, store=self)

    def _count(self, table: str) -> int:
        return int(select(self._connection, f"SELECT count(*) AS n FROM {table}")["n"][0])  # noqa: S608

    def _checked(self, name: str, given: str | Iterable[str]) -> list[str]:
        values = [given] if isinstance(given, str) else list(given)
        known = select(self._connection, _KNOWN[name][1]).to_series().to_list()
        for value in values:
            if value not in known:
                from rapidfuzz import process

                near = ", ".join(match[0] for match in process.extract(value, known, limit=3))
                message = f"there is no {name} '{value}' in the store; nearest: {near}."
                raise QueryError(message)
        return values


def _caption(filters: Mapping[str, object]) -> str:
    shown = []
    for name, value in filters.items():
        if value is not None:
            many = isinstance(value, (list, tuple, set))
            shown.append(f"{name}: {', '.join(map(str, value)) if many else value}")  # type: ignore[call-overload]
    return " · ".join(shown)
