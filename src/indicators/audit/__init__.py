"""The audit: what the documents get wrong, shown with the arithmetic; nothing is changed.

A rule is a file in `rules/`: a SELECT, and in front of it what it means.
"""

from __future__ import annotations

import re
from importlib import resources
from typing import TYPE_CHECKING

import polars as pl

from indicators.audit.messages import Details, finding
from indicators.audit.rules import Rule, all_rules, switched
from indicators.audit.settings import Settings, read_settings
from indicators.model.schema import columns_of
from indicators.views import view

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    import duckdb

    from indicators.model.records import Finding

__all__ = ["Rule", "Settings", "all_rules", "audit", "prepare", "read_settings", "run", "switched"]

_TABLES = (
    "known",
    "related",
    "territory",
    "period",
    "address",
    "changed",
    "contested",
    "printed",
    "disputed",
    "kin",
    "composed",
    "judged",
    "doubted",
)
_VIEWS = ("rated", "fact", "figure", "numbered")


def audit(
    connection: duckdb.DuckDBPyConnection,
    rules: Iterable[Rule],
    watch: Callable[[Iterable[Rule]], Iterable[Rule]] = iter,
) -> list[Finding]:
    """Run the rules over an open store.

    Args:
        connection: A store, also one opened for reading; only temporary tables are made, and they
            are gone afterwards.
        rules: Those that are `off` are left out.
        watch: Goes through the rules, e.g. with a progress bar.

    Returns:
        Findings by document and place.
    """
    prepare(connection)
    try:
        rows = [
            (rule, row)
            for rule in watch(rule for rule in rules if rule.severity != "off")
            for row in run(connection, rule).iter_rows(named=True)
        ]
        details = Details.read(connection, {i for _, row in rows for i in row["figures"]})
    finally:
        for name in _VIEWS:
            connection.execute(f"DROP VIEW IF EXISTS temp.{name}")
        for table in _TABLES:
            connection.execute(f"DROP TABLE IF EXISTS temp.{table}")
    found = [finding(rule, row, details) for rule, row in rows]
    return sorted(found, key=lambda f: (f.document_id or "", f.locator, f.rule, f.locators))


def prepare(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the temporary tables that the rules read."""
    text = (resources.files("indicators.audit") / "prepare.sql").read_text("utf-8")
    connection.execute(re.sub(r"\{(\w+)\.(\w+)\}", _filled_in, text))


def _filled_in(mark: re.Match[str]) -> str:
    """`{bounded.sql}`: the text of the view; `{observation.scenario}`: the values of the column."""
    name, column = mark.groups()
    return view(name) if column == "sql" else columns_of(name)[column].sql_list


def run(connection: duckdb.DuckDBPyConnection, rule: Rule) -> pl.DataFrame:
    """What one rule selects; `prepare` comes first."""
    found = pl.from_arrow(connection.sql(rule.sql).to_arrow_table())
    assert isinstance(found, pl.DataFrame)  # noqa: S101 (a table is never a series)
    return found
