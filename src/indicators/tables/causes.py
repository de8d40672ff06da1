"""One cause is one finding: equal findings of a file become one, with the range and number of their cells."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from indicators.messages.sentences import say
from indicators.readers.table import column_letters, split_address

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from indicators.model.records import Finding

MOST_RANGES = 5
_CELL = re.compile(r"(?P<sheet>.*)!(?P<address>[A-Z]{1,3}\d+)", re.DOTALL)


class _Band(NamedTuple):
    """Cells that fill a rectangle of a sheet."""

    first_column: int
    last_column: int
    first_row: int
    last_row: int

    def __str__(self) -> str:
        first = f"{column_letters(self.first_column)}{self.first_row}"
        last = f"{column_letters(self.last_column)}{self.last_row}"
        return first if first == last else f"{first}:{last}"


def by_cause(findings: Sequence[Finding]) -> list[Finding]:
    """Findings of one cause as one each, in the order of their first cells.

    They have the same `cause`, or else the same sentence: it quotes what was not understood. What
    stands at no cell (a file, several figures) is left as it is.
    """
    causes: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        cause = finding.cause or finding.message_vi
        key = (finding.severity, finding.rule, finding.document_id, cause)
        alone = not finding.document_id or finding.locators or not _CELL.fullmatch(finding.locator)
        causes.setdefault((*key, len(causes)) if alone else key, []).append(finding)
    return [_as_one(equal) for equal in causes.values()]


def ranges(locators: Iterable[str]) -> str:
    """Cells in few ranges, from top to bottom: `Biểu!A1`, `Biểu!A2`, `Biểu!C5` as `Biểu!A1:A2, C5`."""
    cells: dict[str, dict[int, set[int]]] = {}
    for found in filter(None, map(_CELL.fullmatch, locators)):
        columns = cells.setdefault(found["sheet"], {})
        row, column = split_address(found["address"])
        columns.setdefault(column, set()).add(row)
    listed = [
        str(band) if number else f"{sheet}!{band}"
        for sheet, columns in cells.items()
        for number, band in enumerate(_bands(columns))
    ]
    return ", ".join(listed[:MOST_RANGES]) + (", …" if len(listed) > MOST_RANGES else "")


def _as_one(equal: Sequence[Finding]) -> Finding:
    first = equal[0]
    locators = tuple(dict.fromkeys(finding.locator for finding in equal))
    if len(locators) == 1:
        return first
    return replace(
        first,
        locator=ranges(locators),
        message_vi=say("finding.cells", "vi", said=first.message_vi, count=len(locators)),
        message_en=say("finding.cells", "en", said=first.message_en, count=len(locators)),
        locators=tuple(f"{first.document_id} {locator}" for locator in locators),
    )


def _bands(columns: dict[int, set[int]]) -> list[_Band]:
    """Runs of rows; beside each other and equally high they are one."""
    runs: dict[tuple[int, int], list[int]] = {}
    for column, rows in sorted(columns.items()):
        for row in sorted(rows):
            if row - 1 not in rows:
                last = row
                while last + 1 in rows:
                    last += 1
                runs.setdefault((row, last), []).append(column)
    bands: list[_Band] = []
    for (first, last), found in sorted(runs.items()):
        for column in found:
            if bands and bands[-1][1:] == (column - 1, first, last):
                bands[-1] = bands[-1]._replace(last_column=column)
            else:
                bands.append(_Band(column, column, first, last))
    return bands
