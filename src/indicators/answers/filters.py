"""Filters by names: one or many, checked against the store, with the nearest right ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from indicators.answers.names import meant, nearest
from indicators.messages.errors import QueryError
from indicators.messages.sentences import message
from indicators.store.reading import select

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    import polars as pl

    from indicators.store.reading import Asked


class Rows(Protocol):
    """A result, of which a filter takes its column."""

    def to_polars(self) -> pl.DataFrame:
        """The rows."""


Names = str | Iterable[str] | Rows | None
Years = int | float | str | slice | Iterable[int] | None
_FIRST, _LAST = 1900, 2100  # of a slice that is open at an end

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
COLUMN = {
    "place": "place_id", "indicator": "indicator_id", "group": "structure_group",
    "document": "document_id", "year": "year(period_end)",
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
            made.values[COLUMN.get(name, name)] = values
            shown.append(f"{name}: {', '.join(values)}")
    if year is not None:
        years = years_of(year)
        made.values[_YEAR] = years
        shown.append(f"year: {_spans(years)}")
    made.caption = " · ".join(shown)
    return made


def _spans(years: list[int]) -> str:
    """`2020–2023` for many in a row, else one by one."""
    row = len(years) > 3 and years == list(range(years[0], years[-1] + 1))
    return f"{years[0]}–{years[-1]}" if row else ", ".join(map(str, years))


def among(column: str, values: Collection[object]) -> str:
    """A condition with a parameter for each value.

    DuckDB passes over whole blocks of a table by it, as it does not by `list_contains`.
    """
    return f"{column} IN ({', '.join('?' * len(values))})" if values else "false"


def checked(connection: Asked, name: str, given: Names) -> list[str]:
    """The values given for a filter.

    Raises:
        QueryError: If one is not in the store; the message has the nearest.
    """
    values = given_names(name, given)
    # those given alone: to list all places of a large store is to read all of its figures
    wanted = f"SELECT * FROM ({_KNOWN[name]}) AS known(name) WHERE {among('name', values)}"
    found = set(select(connection, wanted, values).to_series().to_list())
    ids: list[str] = []
    for value in values:
        if value in found:
            ids.append(value)
        elif meaning := meant(connection, name, str(value)):
            ids += _one(name, value, meaning)
        else:
            raise _unknown(connection, name, value)
    return list(dict.fromkeys(ids))


def given_names(name: str, given: Names) -> list[str]:
    """The values of a filter; of a result those of its column."""
    if isinstance(given, str):
        return [given]
    if given is None or (isinstance(given, Iterable) and not hasattr(given, "to_polars")):
        return list(given or ())
    column = given.to_polars()[COLUMN.get(name, name)]
    return list(column.drop_nulls().unique(maintain_order=True))


def _one(name: str, value: str, meaning: list[str]) -> list[str]:
    if name == "place" and len(meaning) > 1:
        raise QueryError("query.place", given=value, near="; ".join(meaning))
    return meaning


def _unknown(connection: Asked, name: str, value: str) -> QueryError:
    from rapidfuzz import process

    kind = message(f"filter.{name}")
    near = nearest(connection, value) if name == "indicator" and " " in value else []
    if not near:
        known = sorted(select(connection, _KNOWN[name]).to_series().to_list())
        near = [match[0] for match in process.extract(str(value), known, limit=3)]
    if not near:
        return QueryError("query.none_there", kind=kind, value=value)
    return QueryError("query.not_there", kind=kind, value=value, near=near)


def years_of(given: Years) -> list[int]:
    """The years asked for: numbers of any kind, texts of digits, ranges; both ends of a slice.

    Raises:
        QueryError: If one is no year.

    Examples:
        >>> years_of(["2021", 2022.0]), years_of(range(2020, 2022)), years_of(slice(2022, 2024))
        ([2021, 2022], [2020, 2021], [2022, 2023, 2024])
    """
    if isinstance(given, slice):
        first, last = (
            (_FIRST if given.start is None else given.start),
            (_LAST if given.stop is None else given.stop),
        )
        return list(range(_year(first), _year(last) + 1, given.step or 1))
    if isinstance(given, str) or not isinstance(given, Iterable):
        return [_year(given)]
    return [_year(each) for each in given]


def _year(given: object) -> int:
    """A year that is written as a whole number, whatever its type."""
    try:
        number = int(given)  # type: ignore[call-overload]
        if isinstance(given, str) or number == given:
            return int(number)
    except (TypeError, ValueError, OverflowError):
        pass
    raise QueryError("query.year", found=repr(given))
