"""From a row that a rule selects to a finding in words, with every figure and its place."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import polars as pl

from indicators.model.display import (
    document_text,
    number_text,
    period_text,
    rounded_text,
    unit_text,
    word,
)
from indicators.model.records import Finding

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    import duckdb

    from indicators.audit.rules import Rule
    from indicators.model.display import Language

_DETAILS = """
    SELECT
        o.observation_id, o.document_id, o.locator, o.source_locator, o.raw_label, o.raw_value, o.raw_unit, o.decimals,
        o.unit, o.measure, o.bound, o.period_start, o.period_end, o.period_kind, u.counted, w.doubts IS NOT NULL AS doubtful,
        i.name_vi, i.name_en, d.kind, d.number, d.title, d.issued_on, d.issued_precision
    FROM observation AS o
    JOIN document AS d ON d.document_id = o.document_id
    LEFT JOIN indicator AS i ON i.indicator_id = o.indicator_id
    LEFT JOIN unit AS u ON u.symbol = o.unit
    LEFT JOIN doubted AS w ON w.observation_id = o.observation_id
    WHERE o.observation_id IN (SELECT unnest(CAST(? AS VARCHAR[])))
"""
_AND: Mapping[Language, str] = {"vi": " và ", "en": " and "}


@dataclass(frozen=True, slots=True)
class Details:
    """What the store says of the figures that findings name, by observation_id."""

    rows: Mapping[str, Mapping[str, Any]]

    @classmethod
    def read(cls, connection: duckdb.DuckDBPyConnection, figures: Collection[str]) -> Details:
        """Look the figures up, all at once."""
        frame = pl.from_arrow(connection.sql(_DETAILS, params=[sorted(figures)]).to_arrow_table())
        assert isinstance(frame, pl.DataFrame)  # noqa: S101
        return cls({row["observation_id"]: row for row in frame.iter_rows(named=True)})

    def of(self, figures: Sequence[str]) -> list[Mapping[str, Any]]:
        """In the order of the rule."""
        return [self.rows[figure] for figure in figures]


def finding(rule: Rule, row: Mapping[str, Any], details: Details) -> Finding:
    """A finding of the rule.

    Args:
        rule: The rule.
        row: What it selected.
        details: Of all figures of the row.
    """
    figures = details.of(row["figures"])
    first = figures[0]
    return Finding(
        severity=rule.severity,  # type: ignore[arg-type]  # a rule that is off selects nothing
        rule=rule.name,
        document_id=first["document_id"],
        locator=first["locator"],
        expected=_expected(row, figures, "vi"),
        found=row.get("found") or " · ".join(figure["raw_value"] for figure in figures),
        message_vi=_message(rule, row, figures, "vi"),
        message_en=_message(rule, row, figures, "en"),
        tolerance=None if "found" in row else " · ".join(_tolerance(figure) for figure in figures),
        observation_ids=tuple(row["figures"]),
        locators=tuple(f"{figure['document_id']} {figure['locator']}" for figure in figures),
    )


def _message(
    rule: Rule, row: Mapping[str, Any], figures: Sequence[Mapping[str, Any]], lang: Language
) -> str:
    """The sentence of the rule, and which of its figures are known to be doubtful."""
    template = rule.message_vi if lang == "vi" else rule.message_en
    words = _words(row, figures, lang)
    doubtful = [words[f"p{n}"] for n, figure in enumerate(figures, 1) if figure["doubtful"]]
    # what counts figures, or is about the doubt itself, need not say it again
    if not doubtful or "found" in row or rule.name == "doubtful_print":
        return template.format_map(words)
    known = word("mark", "doubtful", lang).format(_joined(doubtful, lang))
    return f"{template.format_map(words)}; {known}"


def _words(
    row: Mapping[str, Any], figures: Sequence[Mapping[str, Any]], lang: Language
) -> dict[str, str]:
    """What a message may name: docs/audit.md lists it."""
    first = figures[0]
    documents = {figure["document_id"]: _named(figure) for figure in figures}
    if len(set(documents.values())) < len(documents):  # of several places with one number
        documents = {document: document for document in documents}
    if len(documents) == 1:
        documents = {}
    quoted = [_quoted(figure, lang, documents.get(figure["document_id"])) for figure in figures]
    words = {name: _text(value, lang) for name, value in row.items() if name != "figures"}
    words |= {f"p{number}": text for number, text in enumerate(quoted, 1)}
    return words | {
        "name": first[f"name_{lang}"] or first["raw_label"],
        "label": first["raw_label"],
        "period": period_text(first, lang),
        "document": document_text(first, lang),
        "printed": _joined(quoted, lang),
        "rest": _joined(quoted[1:], lang),
        "count": str(len(figures)),
        "expected": _expected(row, figures, lang) or "",
        "unit": unit_text(row.get("unit"), lang),
    }


def _named(figure: Mapping[str, Any]) -> str:
    """A document by its number, or by what stands for it."""
    return str(figure["number"] or figure["document_id"].rpartition("/")[2])


def _quoted(figure: Mapping[str, Any], lang: Language, document: str | None) -> str:
    """`“40,17 %” (Kinh tế!I43)`: as printed, with its unit, document if one is given, and cell."""
    where = f"{document}, {figure['locator']}" if document else figure["locator"]
    quotes = "“”" if lang == "vi" else '""'
    shown = figure["raw_value"]
    if figure["unit"] is not None and not any(sign.isalpha() or sign == "%" for sign in shown):
        # the unit of a level is the printed one; growth in its row is in percent
        unit = figure["raw_unit"] if figure["measure"] == "level" else None
        shown += f" {unit or figure['unit']}"
    return f"{quotes[0]}{shown}{quotes[1]} ({where})"


def _joined(texts: Sequence[str], lang: Language) -> str:
    if len(texts) < 2:
        return "".join(texts)
    return ", ".join(texts[:-1]) + _AND[lang] + texts[-1]


def _expected(
    row: Mapping[str, Any], figures: Sequence[Mapping[str, Any]], lang: Language
) -> str | None:
    """Text that the rule gives, or its interval with the unit."""
    if row.get("expected") is not None:
        return str(row["expected"])
    if row.get("expected_low") is None:
        return None
    low, high = row["expected_low"], row["expected_high"]
    unit = unit_text(row.get("unit"), lang)
    # one decimal more than the figure in question prints
    places = min(max(figures[0]["decimals"] or 0, 0) + 1, 4)
    ends = [f"{rounded_text(end, places, lang)}" for end in (low, high) if math.isfinite(end)]
    if len(ends) == 2:
        return f"{'…'.join(dict.fromkeys(ends))} {unit}".rstrip()
    bound = "at_least" if math.isfinite(low) else "at_most"
    return word("bound", bound, lang).format(f"{ends[0]} {unit}".rstrip())


def _tolerance(figure: Mapping[str, Any]) -> str:
    """Half a unit of the last printed decimal; whole numbers of counted things are exact."""
    decimals = figure["decimals"]
    if decimals is None or figure["bound"] == "text":
        return "–"
    if figure["counted"] and decimals == 0:
        return "±0"
    return "±" + number_text(0.5 * 10.0**-decimals, max(decimals + 1, 0), "vi")


def _text(value: object, lang: Language) -> str:
    if value is None:
        return ""
    if isinstance(value, bool | int):
        return str(value)
    if isinstance(value, float):
        places = next(n for n in (0, 1, 2) if n == 2 or round(value, n) == round(value, 2))
        return rounded_text(value, places, lang)
    return _joined([str(part) for part in value], lang) if isinstance(value, list) else str(value)
