"""Documents with what a person read in them, and the comparison with a draft."""

from __future__ import annotations

import calendar
import re
import tomllib
from datetime import date
from decimal import Decimal
from difflib import unified_diff
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indicators import extract
from indicators.language.text import nfc

if TYPE_CHECKING:
    from collections.abc import Iterable

    from indicators.language.periods import Period
    from indicators.prose.model import Draft, DraftRow

DOCUMENTS = Path(__file__).parent / "documents"
NAMES = tuple(sorted(path.stem for path in DOCUMENTS.glob("*.toml")))
_SIDES = {"at_least": ">=", "more_than": ">", "at_most": "<=", "less_than": "<"}
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[⁰¹²³⁴⁵⁶⁷⁸⁹]+")


@cache
def drafted(name: str) -> Draft:
    """The draft of one document."""
    return extract(DOCUMENTS / f"{name}.txt")


@cache
def expected(name: str) -> dict[str, Any]:
    """What the .toml beside the document says."""
    return tomllib.loads((DOCUMENTS / f"{name}.toml").read_text("utf-8"))


def months_of(text: str) -> tuple[date, date] | None:
    """`2024-01..2024-06` as first and last day; nothing where no period is said."""
    if not text:
        return None
    first, last = (date.fromisoformat(f"{part}-01") for part in text.split(".."))
    return first, last.replace(day=calendar.monthrange(last.year, last.month)[1])


def plain(number: Decimal | None) -> str:
    """A number without exponent and without zeros at its end: `512.34`."""
    if number is None:
        return "?"
    shown = f"{number:f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def figure_of(row: DraftRow) -> str:
    """The figure in the notation of the expectations."""
    if row.bound == "text":
        return "text"
    if row.bound == "range":
        return f"{plain(row.low)}..{plain(row.high)}"
    if row.bound in _SIDES:
        return _SIDES[row.bound] + plain(
            row.low if row.bound in ("at_least", "more_than") else row.high
        )
    if row.denominator is not None:
        return f"{plain(row.value)}/{plain(row.denominator)}"
    return plain(row.value)


def tokens(text: str) -> list[str]:
    """Its numbers as printed."""
    return _TOKEN.findall(text)


def differences(draft: Draft, wanted: dict[str, Any]) -> list[str]:
    """Every difference in the figures, as a line for people; figures pair by their digits."""
    rows = list(draft.rows)
    lines = []
    for entry in wanted.get("figure", []):
        printed = nfc(entry["is"][0])
        index = next((i for i, row in enumerate(rows) if _same_digits(row, printed)), None)
        if index is None:
            lines.append(f"missing: {printed}")
            continue
        lines += [f"not expected: {_shown(row)}" for row in rows[:index]]
        row, rows = rows[index], rows[index + 1 :]
        told = _difference(row, entry, wanted)
        if told:
            lines.append(f"{_shown(row)}: {'; '.join(told)}")
    return lines + [f"not expected: {_shown(row)}" for row in rows]


def nonfigure_tokens(draft: Draft) -> list[tuple[str, str]]:
    """Numbers of the non-figures with their reasons, in the order of the text."""
    found = sorted(draft.nonfigures, key=lambda item: item.start)
    return [(token, item.reason) for item in found for token in tokens(item.text)]


def nonfigure_differences(draft: Draft, pairs: Iterable[tuple[str, str]]) -> list[str]:
    """Where they are others than expected; `period/year` allows either reason."""
    wanted = [f"{token} {reason}" for text, reason in pairs for token in tokens(text)]
    found = [f"{token} {reason}" for token, reason in nonfigure_tokens(draft)]
    for index, (got, want) in enumerate(zip(found, wanted, strict=False)):
        token, reasons = want.split(maxsplit=1)
        if got in [f"{token} {reason}" for reason in reasons.split("/")]:
            found[index] = want
    return list(unified_diff(wanted, found, "expected", "found", n=1, lineterm=""))


def _same_digits(row: DraftRow, printed: str) -> bool:
    if tokens(printed):
        return tokens(printed) == tokens(nfc(row.raw_value))
    return printed in nfc(row.raw_value)


def _shown(row: DraftRow) -> str:
    return f"[{row.start}] {row.raw_value!r} ({row.raw_label[:60]!r})"


def _difference(row: DraftRow, entry: dict[str, Any], wanted: dict[str, Any]) -> list[str]:
    printed, figure, unit, measure, label = (nfc(text) for text in entry["is"])
    told = []
    if printed not in " ".join(nfc(row.raw_value).split()):
        told.append(f"printed lacks {printed!r}")
    pairs = [
        ("figure", figure_of(row), _normal(figure)),
        ("unit", row.unit or "", unit),
        ("measure", row.measure, measure),
        ("scenario", row.scenario, entry.get("scenario", wanted["scenario"])),
        ("period", _period(row.period), months_of(entry.get("period", wanted["period"]))),
    ]
    pairs += [(key, getattr(row, key), entry[key]) for key in ("target_by", "kind") if key in entry]
    if "locator" in entry:
        pairs.append(("locator", row.source_locator, entry["locator"]))
    told += [
        f"{name} {got!r}, expected {want!r}" for name, got, want in pairs if want not in (got, "*")
    ]
    found = row.raw_label.casefold()
    told += [
        f"label lacks {word!r}" for word in label.split("|") if word.strip().casefold() not in found
    ]
    if "doubts" in entry and entry["doubts"] not in row.doubts:
        told.append(f"doubts {row.doubts}, expected {entry['doubts']!r}")
    if "status" in entry and row.reported_status != entry["status"]:
        told.append(f"status {row.reported_status!r}, expected {entry['status']!r}")
    if entry.get("place", "") not in f"{row.place or ''}*":
        told.append(f"place {row.place!r}, expected {entry['place']!r}")
    if "place" not in entry and row.place is not None:
        told.append(f"place {row.place!r}, expected none")
    return told


def _normal(figure: str) -> str:
    return re.sub(r"-?\d+\.\d+", lambda found: plain(Decimal(found[0])), figure)


def _period(period: Period | None) -> tuple[date, date] | None:
    return (period.start, period.end) if period else None
