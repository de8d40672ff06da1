"""The tables of docs/data-model.md, written from the declared columns.

`python -m indicators.model.documentation docs/data-model.md` writes them anew, between the marks.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from indicators.model import schema

if TYPE_CHECKING:
    from indicators.model.schema import StoreColumn, StoreTable

_BEGIN, _END = "<!-- columns: begin -->", "<!-- columns: end -->"
_TYPES = {"texts": "list of texts"}


def documented(page: str) -> str:
    """The page with the tables of today between its marks."""
    tables = "\n".join(map(_described, schema.declared().values()))
    between = re.compile(f"(?<={_BEGIN}\n).*(?={_END})", re.DOTALL)
    return between.sub(lambda _: f"\n{tables}\n", page)


def _described(table: StoreTable) -> str:
    """One table with its columns."""
    rows = "\n".join(map(_row, table.columns.values()))
    return (
        f"### {table.name}\n\n{_sentence(table.en)} {_sentence(table.vi)}\n\n"
        f"| column | type | meaning | nghĩa |\n|---|---|---|---|\n{rows}\n"
    )


def _row(column: StoreColumn) -> str:
    kind = _TYPES.get(column.type, column.type)
    marks = [kind, *(["key"] if column.key else []), *(["may be missing"] if column.null else [])]
    if column.of is not None:
        marks.append(f"of `{column.of}`")
    if column.unit is not None:
        marks.append(f"in `{column.unit}`")
    en = column.en
    if any(value not in en for value in column.values):
        en += f": {', '.join(f'`{value}`' for value in column.values)}"
    cells = (f"`{column.name}`", ", ".join(marks), en, column.vi)
    return f"| {' | '.join(cell.replace('<', '&lt;').replace('|', '&#124;') for cell in cells)} |"


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


if __name__ == "__main__":
    path = Path(sys.argv[1])
    path.write_text(documented(path.read_text("utf-8")), "utf-8")
