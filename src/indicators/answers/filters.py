"""Filters by names: one or many, checked against the store, with the nearest right ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from indicators.messages.errors import QueryError
from indicators.messages.sentences import message
from indicators.store.reading import select

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from indicators.store.reading import Asked

Names = str | Iterable[str] | None
Years = int | Iterable[int] | None

# What each filter may be, as a query of one column.
_KNOWN = {
    "place": "SELECT DISTINCT place_id FROM observation",
    "indicator": "SELECT indicator_id FROM indicator",
    "theme": "SELECT DISTINCT theme FROM indicator",
    "sector": "SELECT DISTINCT sector FROM indicator WHERE sector IS NOT NULL",
    "group": "SELECT DISTINCT structure_group FROM indicator WHERE structure_group IS NOT NULL",
    "document": "SELECT document_id FROM document",
    "scenario": "SELECT unnest(['target', 'estimate', 'actual'])",
    "measure": "SELECT unnest(['level', 'growth', 'attainment', 'share', 'change', 'text'])",
    "target_by": "SELECT unnest(['district', 'commune', 'city', 'province', 'central', 'plan', 'budget'])",
    "verdict": "SELECT unnest(['exceeded', 'met', 'missed', 'undetermined'])",
    "severity": "SELECT unnest(['error', 'warning', 'note'])",
    "rule": "SELECT rule FROM store.rule UNION SELECT rule FROM store.finding",
}
_COLUMN = {
    "place": "place_id", "indicator": "indicator_id", "group": "structure_group",
    "document": "document_id",
}  # fmt: skip
_YEAR = "year(period_end)"


@dataclass(slots=True)
class Filters:
    """A WHERE clause with its parameters, and the same in words.

    Attributes:
        values: What is asked for, by column.
        caption: The same in words.
    """

    values: dict[str, Sequence[object]] = field(default_factory=dict)
    caption: str = ""

    @property
    def where(self) -> str:
        """The WHERE clause, or nothing."""
        conditions = [among(column, values) for column, values in self.values.items()]
        if years := [year for year in self.values.get(_YEAR, ()) if isinstance(year, int)]:
            first, last = max(min(years), 1), min(max(years), 9999)
            # the day is limited too: files and blocks without such days are passed over
            days = f"DATE '{first:04}-01-01' AND DATE '{last:04}-12-31'"
            conditions += [f"period_end BETWEEN {days}"] if first <= last else []
        return f"WHERE {' AND '.join(conditions)}" if conditions else ""

    @property
    def parameters(self) -> list[object]:
        """The parameters of the WHERE clause, in order."""
        return [value for values in self.values.values() for value in values]


def filters(connection: Asked, wanted: Mapping[str, Names], year: Years = None) -> Filters:
    """Check the names and make conditions of them.

    Args:
        connection: The open store.
        wanted: By filter; None is no filter.
        year: Calendar years the period ends in.

    Raises:
        QueryError: If a name is not in the store, with the nearest; or a year is no number.
    """
    made = Filters()
    shown = []
    for name, given in wanted.items():
        if given is not None:
            values = checked(connection, name, given)
            made.values[_COLUMN.get(name, name)] = values
            shown.append(f"{name}: {', '.join(values)}")
    if year is not None:
        years = [year] if isinstance(year, int | str) else list(year)
        if not all(isinstance(number, int) for number in years):
            raise QueryError("query.year", found=repr(year))
        made.values[_YEAR] = years
        shown.append(f"year: {', '.join(map(str, years))}")
    made.caption = " · ".join(shown)
    return made


def among(column: str, values: Collection[object]) -> str:
    """A condition with a parameter for each value.

    DuckDB passes over whole blocks of a table by it, as it does not by `list_contains`.
    """
    return f"{column} IN ({', '.join('?' * len(values))})" if values else "false"


def checked(connection: Asked, name: str, given: str | Iterable[str]) -> list[str]:
    """The values given for a filter.

    Raises:
        QueryError: If one is not in the store; the message has the nearest.
    """
    values = [given] if isinstance(given, str) else list(given)
    # those given alone: to list all places of a large store is to read all of its figures
    wanted = f"SELECT * FROM ({_KNOWN[name]}) AS known(name) WHERE {among('name', values)}"
    found = set(select(connection, wanted, values).to_series().to_list())
    for value in values:
        if value not in found:
            from rapidfuzz import process

            known = sorted(select(connection, _KNOWN[name]).to_series().to_list())
            near = [match[0] for match in process.extract(str(value), known, limit=3)]
            kind = message(f"filter.{name}")
            if not near:
                raise QueryError("query.none_there", kind=kind, value=value)
            raise QueryError("query.not_there", kind=kind, value=value, near=near)
    return values
