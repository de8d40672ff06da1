"""Findings of a store: those that the build kept, or those of the rules run anew."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

import duckdb

from indicators.answers.filters import checked
from indicators.audit import audit
from indicators.messages.errors import StoreError
from indicators.store import frames
from indicators.store.csvtext import text_safe_csv
from indicators.store.reading import has_temporary, only_duckdb, select

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    import polars as pl

    from indicators.answers.filters import Names
    from indicators.audit import Rule, Settings
    from indicators.store.reading import Asked

_SQL, _QUALITY = (
    (resources.files("indicators.answers") / name).read_text("utf-8")
    for name in ("findings.sql", "quality.sql")
)
_CONDITION = {
    "severity": "list_contains(?, severity)",
    "rule": "list_contains(?, rule)",
    "document": "list_has_any(?, documents)",
    "place": "list_contains(?, place_id)",
}
_DAYS = """
    SELECT min(period_start), max(period_start), min(period_end), max(period_end), min(issued_on), max(issued_on)
    FROM observation JOIN document USING (document_id)
"""
_ORDER = """
    ORDER BY list_position(['error', 'warning', 'note'], severity), document_id NULLS FIRST, locator, rule, locators, found
"""


def find(
    connection: Asked,
    wanted: Mapping[str, Names],
    *,
    accepted: bool,
    figures: Collection[str] | None = None,
) -> tuple[pl.DataFrame, str, int]:
    """Findings by filters.

    Args:
        connection: The open store.
        wanted: `severity`, `rule`, `document`, `place`; None is no filter.
        accepted: Also those that `corrections.toml` accepts.
        figures: Only those that name one of these observation_ids.

    Returns:
        The rows, the gravest first; the filters in words; how many were left out because they are accepted.
    """
    conditions, parameters, shown = [], [], []
    for name, given in wanted.items():
        if given is not None:
            values = checked(connection, name, given)
            conditions.append(_CONDITION[name])
            parameters.append(values)
            shown.append(f"{name}: {', '.join(values)}")
    if figures is not None:
        conditions.append("list_has_any(?, observation_ids)")
        parameters.append(sorted(figures))
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    source = _in_use(connection, _SQL)
    frame = select(connection, f"SELECT * FROM ({source}) {where} {_ORDER}", parameters)
    settled = frame["accepted"].is_not_null()
    shown_rows = frame if accepted else frame.filter(~settled)
    return shown_rows, " · ".join(shown), 0 if accepted else int(settled.sum())


def refresh(
    asked: Asked,
    settings: Settings,
    watch: Callable[[Iterable[Rule]], Iterable[Rule]] = iter,
) -> None:
    """Run the rules again; `find` then shows their findings instead of those of the build.

    Raises:
        StoreError: If the store was built by a version that had no relations or rules yet.
        QueryError: If another engine than DuckDB has the store open.
    """
    connection = only_duckdb(asked, "spark.no_audit")
    select(connection, _DAYS)  # refused there if Python cannot hold them
    try:
        found = settings.apply(audit(connection, settings.rules, watch))
    except duckdb.Error as error:
        raise StoreError("store.no_audit", reason=error) from error
    tables = {"finding": frames.findings(found), "rule": frames.rules(settings.rules)}
    for name, frame in tables.items():
        connection.register("incoming", frame.to_arrow())
        connection.execute(f"CREATE OR REPLACE TEMP TABLE {name} AS SELECT * FROM incoming")
        connection.unregister("incoming")
    # what the build refused stays
    connection.execute("""
        INSERT INTO temp.finding BY NAME
        SELECT * FROM store.finding
        WHERE rule NOT IN (SELECT rule FROM store.rule) AND rule <> 'acceptance_out_of_date'
    """)


def rules(connection: Asked) -> pl.DataFrame:
    """Table `rule`, as the findings in use were made with."""
    return select(connection, _in_use(connection, "SELECT * FROM {rule} ORDER BY rule"))


def quality(connection: Asked, place: Names) -> tuple[pl.DataFrame, str]:
    """By document, how many figures errors and warnings touch; and the filter in words."""
    names = None if place is None else checked(connection, "place", place)
    where = "" if names is None else "WHERE list_contains(?, place_id)"
    query = f"SELECT * FROM ({_in_use(connection, _QUALITY)}) {where} ORDER BY place_id, issued_on, document_id"
    caption = "" if names is None else f"place: {', '.join(names)}"
    return select(connection, query, [] if names is None else [names]), caption


def findings_csv(frame: pl.DataFrame) -> bytes:
    """Rows of `find` as csv; lists are separated by `; `, text is safe to open in Excel."""
    import polars as pl

    lists = [name for name, kind in frame.schema.items() if kind == pl.List(pl.String)]
    return text_safe_csv(frame.with_columns(pl.col(lists).list.join("; ")))


def _in_use(connection: Asked, query: str) -> str:
    """The query over the findings of the build, or over those of `refresh` where it was called."""
    schema = "temp" if has_temporary(connection, "finding") else "store"
    return query.replace("{finding}", f"{schema}.finding").replace("{rule}", f"{schema}.rule")
