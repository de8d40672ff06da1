"""The columns of the store and of drafts, declared once in `columns.toml`.

What a table looks like elsewhere is made from this: its DDL here, polars and Arrow in `store.frames`,
`datapackage.json` in `store.datapackage`, Spark in `spark.dialect`, csv and JSON Lines of drafts in
`drafting.text`, the tables of docs/data-model.md in `model.documentation`.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

ColumnType = Literal["text", "number", "integer", "date", "boolean", "texts"]

_SQL: dict[ColumnType, str] = {
    "text": "VARCHAR", "number": "DOUBLE", "integer": "INTEGER", "date": "DATE",
    "boolean": "BOOLEAN", "texts": "VARCHAR[]",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class StoreColumn:
    """One column.

    Attributes:
        name: Relied on from outside.
        type: `texts` is a list of texts.
        vi: What it means, in Vietnamese.
        en: The same in English.
        null: Whether it may be missing.
        key: Whether it belongs to the primary key.
        values: The only values it may have; empty where it may have any.
        of: The table whose key it is.
        unit: The column that names the unit of its numbers.
    """

    name: str
    type: ColumnType
    vi: str
    en: str
    null: bool = False
    key: bool = False
    values: tuple[str, ...] = ()
    of: str | None = None
    unit: str | None = None

    @property
    def sql_type(self) -> str:
        """Its type in DuckDB."""
        return _SQL[self.type]

    @property
    def sql_list(self) -> str:
        """Its values as literals of SQL."""
        return ", ".join(f"'{value}'" for value in self.values)


@dataclass(frozen=True, slots=True)
class StoreTable:
    """One table.

    Attributes:
        name: Relied on from outside.
        vi: What a row is, in Vietnamese.
        en: The same in English.
        columns: By name, in their order.
        checks: Conditions of SQL that hold between columns.
        stored: Whether it is a table of the store; a draft is none.
    """

    name: str
    vi: str
    en: str
    columns: Mapping[str, StoreColumn]
    checks: tuple[str, ...] = ()
    stored: bool = True

    @property
    def key(self) -> list[str]:
        """The columns of the primary key; none where rows may be equal."""
        return [name for name, column in self.columns.items() if column.key]

    @property
    def ddl(self) -> str:
        """The statement that makes it."""
        conditions = [f"CHECK ({check})" for check in self.checks]
        if len(self.key) > 1:
            conditions.insert(0, f"PRIMARY KEY ({', '.join(self.key)})")
        lines = [self._definition(column) for column in self.columns.values()] + conditions
        body = ",\n    ".join(lines)
        return f"CREATE TABLE {self.name} (\n    {body}\n);\n"

    def _definition(self, column: StoreColumn) -> str:
        parts = [column.name, column.sql_type]
        if not column.null:
            parts.append("NOT NULL")
        if self.key == [column.name]:
            parts.append("PRIMARY KEY")
        if column.values:
            parts.append(f"CHECK ({column.name} IN ({column.sql_list}))")
        return " ".join(parts)


def tables() -> dict[str, StoreTable]:
    """The tables of the store by name, in the order in which they are made."""
    return {name: table for name, table in declared().items() if table.stored}


def columns_of(table: str) -> Mapping[str, StoreColumn]:
    """The columns of a table of the store, or those that a `draft` adds to an observation.

    >>> list(columns_of("rating"))
    ['observation_id', 'target_by', 'verdict']
    """
    return declared()[table].columns


def ddl() -> str:
    """The statements that make the tables of the store."""
    return "\n".join(table.ddl for table in tables().values())


@cache
def declared() -> dict[str, StoreTable]:
    """Everything that `columns.toml` declares."""
    text = (resources.files("indicators.model") / "columns.toml").read_text("utf-8")
    return {name: _table(name, about) for name, about in tomllib.loads(text).items()}


def _table(name: str, about: dict[str, Any]) -> StoreTable:
    columns = {
        column: StoreColumn(column, **told | {"values": tuple(told.get("values", ()))})
        for column, told in about.pop("columns").items()
    }
    return StoreTable(
        name, **about | {"columns": columns, "checks": tuple(about.get("checks", ()))}
    )
