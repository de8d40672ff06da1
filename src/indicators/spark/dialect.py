"""SQL of DuckDB as SQL of Spark, made when it is asked: there is one text of every view.

sqlglot knows the dialects; what it leaves different is put right here.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, ClassVar

import sqlglot
from sqlglot import exp
from sqlglot.dialects.spark import Spark
from sqlglot.errors import SqlglotError
from sqlglot.generators.spark import SparkGenerator

from indicators.messages.errors import QueryError
from indicators.model.schema import columns_of

if TYPE_CHECKING:
    from indicators.model.schema import ColumnType

_TYPES: dict[ColumnType, str] = {
    "text": "STRING", "number": "DOUBLE", "integer": "INT", "date": "DATE", "boolean": "BOOLEAN",
    "texts": "ARRAY<STRING>",
}  # fmt: skip


class Nested(Spark):
    """Spark as it is: a WITH may stand inside another, and hide a name of the outer one."""

    class Generator(SparkGenerator):
        """Leaves each WITH where it stands."""

        EXPRESSIONS_WITHOUT_NESTED_CTES: ClassVar[set[type[exp.Expr]]] = set()


@cache
def to_spark(query: str) -> str:
    """One SELECT of DuckDB as one of Spark.

    Raises:
        QueryError: If it cannot be said in Spark's SQL.
    """
    try:
        tree = sqlglot.parse_one(query, read="duckdb")
        for change in (
            _unqualified,
            _shared_names,
            _lists,
            _positions,
            _hexadecimal,
            _placeholders,
        ):
            tree = tree.transform(change)
        return tree.sql(dialect=Nested, comments=False)
    except SqlglotError as error:
        raise QueryError("spark.dialect", reason=error) from error


def spark_schema(table: str) -> str:
    """The columns of a table with Spark's types, for a reader that need not look at files first."""
    return ", ".join(f"{name} {_TYPES[c.type]}" for name, c in columns_of(table).items())


def _unqualified(node: exp.Expr) -> exp.Expr:
    """`store.growth` is the view `growth` of the session."""
    if isinstance(node, exp.Table) and node.db in ("store", "temp"):
        node.set("db", None)
        node.set("catalog", None)
    return node


def _shared_names(node: exp.Expr) -> exp.Expr:
    """Spark does not know `NOT MATERIALIZED`; it decides itself."""
    if isinstance(node, exp.CTE):
        node.set("materialized", None)
    return node


def _lists(node: exp.Expr) -> exp.Expr:
    """`list(x ORDER BY y)`: Spark's list has no order, and is empty where DuckDB's is NULL."""
    if isinstance(node, exp.Filter) and isinstance(node.this, exp.ArrayAgg):
        return _list_of(node.this, node.expression)
    if isinstance(node, exp.ArrayAgg) and not isinstance(node.parent, exp.Filter):
        return _list_of(node, None)
    return node


def _list_of(listed: exp.ArrayAgg, where: exp.Expr | None) -> exp.Expr:
    """Rows of keys and item, collected, put in order by the keys, and only the items kept."""
    order, item = _order_and_item(listed.this)
    distinct = isinstance(item, exp.Distinct)
    keys = [key.copy() for key in (*order, item.expressions[0] if distinct else item)]
    rows = exp.func("named_struct", *(
        part for number, key in enumerate(keys) for part in (exp.Literal.string(f"k{number}"), key)
    ))  # fmt: skip
    collected: exp.Expr = exp.func("collect_set" if distinct else "collect_list", rows)
    if where is not None:
        collected = exp.Filter(this=collected, expression=where.copy())
    items = sqlglot.parse_one(f"transform(r, x -> x.k{len(keys) - 1})", read="spark")
    items.set("this", exp.func("array_sort", collected) if order else collected)
    return exp.Nullif(this=items, expression=exp.func("array"))


def _order_and_item(listed: exp.Expr) -> tuple[list[exp.Expr], exp.Expr]:
    """The keys a list is put in order by, and what it is of.

    Raises:
        QueryError: If the order is downwards.
    """
    if not isinstance(listed, exp.Order):
        return [], listed
    if any(key.args.get("desc") for key in listed.expressions):
        raise QueryError("spark.list_order")
    return [key.this for key in listed.expressions], listed.this


def _positions(node: exp.Expr) -> exp.Expr:
    """`list_position(list, x)`: NULL where Spark's is 0."""
    if isinstance(node, exp.Anonymous) and node.name.lower() == "list_position":
        place = exp.Anonymous(this="array_position", expressions=node.expressions)
        return exp.Nullif(this=place, expression=exp.Literal.number(0))
    return node


def _hexadecimal(node: exp.Expr) -> exp.Expr:
    """`CAST('0x' || digits AS BIGINT)` reads hexadecimal digits in DuckDB."""
    if isinstance(node, exp.Cast) and isinstance(node.this, exp.DPipe):
        prefix, digits = node.this.this, node.this.expression
        if isinstance(prefix, exp.Literal) and prefix.this == "0x":
            number = exp.func("conv", digits.copy(), exp.Literal.number(16), exp.Literal.number(10))
            return exp.cast(number, node.to.copy())
    return node


def _placeholders(node: exp.Expr) -> exp.Expr:
    """`$name` is `:name` in Spark."""
    if isinstance(node, exp.Parameter):
        return exp.Placeholder(this=node.name)
    return node
