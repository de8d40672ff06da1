"""Drafts as csv and JSON Lines: the columns of table `observation`, then where each figure stands."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from indicators.messages.sentences import printable
from indicators.model.schema import columns_of
from indicators.store.csvtext import text_cell
from indicators.tables.facts import document_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from indicators.prose.model import Draft, DraftRow

    Value = str | int | Decimal | date | tuple[str, ...] | None


def draft_columns() -> list[str]:
    """The columns of a draft: those of an observation, then what `draft` adds."""
    return [*columns_of("observation"), *columns_of("draft")]


def draft_csv(drafts: Iterable[Draft]) -> bytes:
    """The rows of drafts as csv: UTF-8, one line a figure, text safe to open in Excel.

    Values are in the printed unit; lists are joined by `|`.
    """
    lines = [",".join(draft_columns())]
    lines += [
        ",".join(_csv_cell(value) for value in record.values()) for record in _records(drafts)
    ]
    return ("\n".join(lines) + "\n").encode()


def draft_jsonl(drafts: Iterable[Draft]) -> bytes:
    """The rows of drafts as JSON Lines, with the keys of the csv; lists are arrays."""
    lines = (
        "{" + ", ".join(f'"{name}": {_json_value(value)}' for name, value in record.items()) + "}\n"
        for record in _records(drafts)
    )
    return "".join(lines).encode()


def _records(drafts: Iterable[Draft]) -> Iterator[dict[str, Value]]:
    columns = draft_columns()
    for draft in drafts:
        facts, path = draft.facts, draft.source.path
        known = facts.place_id and facts.number
        document = (
            document_id(str(facts.place_id), str(facts.number)) if known else printable(path.stem)
        )
        for ordinal, row in enumerate(draft.rows, 1):
            values = _derived(draft, row, document, ordinal)
            yield {
                name: values[name] if name in values else getattr(row, name, None)
                for name in columns
            }


def _derived(draft: Draft, row: DraftRow, document: str, ordinal: int) -> dict[str, Value]:
    """What is not an attribute of the row itself."""
    locator = f"{row.start}-{row.end}"
    key = f"{document}|{locator}|{row.scenario}|{row.measure}"
    period, facts = row.period, draft.facts
    elsewhere = row.place is not None or row.place_id is not None
    return {
        "observation_id": hashlib.sha256(key.encode()).hexdigest()[:16],
        "document_id": document,
        "locator": locator,
        "place_id": row.place_id if elsewhere else facts.place_id,
        "period_start": period.start if period else None,
        "period_end": period.end if period else None,
        "period_kind": period.kind if period else None,
        "ordinal": ordinal,
        "file": printable(draft.source.path.as_posix()),
        "place": row.place or (facts.place if row.place_id in (None, facts.place_id) else None),
        "confidence": Decimal(str(round(row.confidence, 4))),
    }


def _csv_cell(value: Value) -> str:
    if value is None:
        return ""
    if not isinstance(value, str | tuple):
        return _json_value(value).strip('"')
    text = "|".join(value) if isinstance(value, tuple) else value
    text = text_cell(text)  # as in observations.csv
    quoted = any(character in text for character in ',"\n\r')
    return '"' + text.replace('"', '""') + '"' if quoted else text


def _json_value(value: Value) -> str:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, date):
        return f'"{value.isoformat()}"'
    return json.dumps(value, ensure_ascii=False)
