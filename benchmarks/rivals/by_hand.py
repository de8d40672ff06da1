"""The analyses as other hand-written DuckDB SQL, to compare the package's views with."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent


def by_hand(name: str) -> str:
    """The SELECT that answers as the view `name` does."""
    latest = _read("latest")
    # only indicators that structures are made of, taken out before figures are put in line
    of_groups = latest.replace(
        "FROM observation AS o",
        """FROM (
            SELECT * FROM observation WHERE indicator_id IN (
                SELECT unnest([indicator_id, parent]) FROM indicator WHERE structure_group IS NOT NULL)
                AND measure IN ('share', 'level', 'growth')
        ) AS o""",
    )
    return _read(name).replace("{latest of groups}", of_groups).replace("{latest}", latest)


def _read(name: str) -> str:
    return (HERE / f"{name}.sql").read_text("utf-8")
