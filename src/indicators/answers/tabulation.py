"""The rows of a result as a table for people: which columns, in which words.

One function for each kind of result turns a row into cells; `table` finds the one that fits.
Cells are text in the way of the language; the numbers themselves stay in the frame.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

from indicators.model.display import (
    date_text,
    document_text,
    figure_text,
    interval_text,
    number_text,
    period_text,
    prices_text,
    rounded_text,
    seen_text,
    unit_text,
    value_text,
    word,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from indicators.model.display import Language

    Row = Mapping[str, Any]

Kind = Literal[
    "observations", "target_vs_actual", "growth", "sector_structure", "district_comparison",
    "findings", "quality", "other",
]  # fmt: skip


def table(
    kind: Kind, rows: Iterable[Row], columns: Iterable[str], lang: Language
) -> tuple[list[str], list[list[str]]]:
    """Headers and cells of `rows`.

    Args:
        kind: What the rows are; `other` shows every column.
        rows: Rows of a frame, as dictionaries.
        columns: Names of the frame's columns.
        lang: Language of headers, words and numbers.
    """
    if kind == "other":
        names = [name for name in columns if name != "issued_precision"]
        cells = [[_plain(name, row, lang) for name in names] for row in rows]
        return [word("header", name, lang) for name in names], cells
    make, headers = _TABLES[kind]
    return [word("header", name, lang) for name in headers], [make(row, lang) for row in rows]


def verdict_text(row: Row, lang: Language) -> str:
    """The verdict in a word, with its reason, or that it hangs on the rounding of the result."""
    verdict = word("verdict", row["verdict"], lang)
    if row["reason"]:
        return f"{verdict} ({word('reason', row['reason'], lang)})"
    hangs = row["robust_to_result"] is False
    return f"{verdict} ({word('mark', 'rounding', lang)})" if hangs else verdict


def remark_text(row: Row, lang: Language, prefix: str = "") -> str:
    """That documents differ, and the ends of what they say."""
    if not row[f"{prefix}disputed"]:
        return ""
    return word("mark", "disputed", lang).format(ends_text(row, lang, prefix))


def ends_text(row: Row, lang: Language, prefix: str = "") -> str:
    """The least and the most of figures that contradict each other."""
    return " – ".join(value_text(row[f"{prefix}{end}"], lang) for end in ("lowest", "highest"))


def target_text(row: Row, lang: Language) -> str:
    """The target of a row, also where only the percent of a plan is known."""
    if row["origin"] == "percent_of_plan":
        return f"100 ({word('origin', 'percent_of_plan', lang)})"
    return figure_text(row, lang, "target_")


def result_text(row: Row, lang: Language) -> str:
    """The result of a row, or the cumulative figure with its period."""
    if row["result_bound"] is not None or row["progress_bound"] is None:
        return figure_text(row, lang, "result_")
    period = {**row, "period_end": row["progress_period_end"], "period_kind": "year_to_date"}
    return f"{period_text(period, lang)}: {figure_text(row, lang, 'progress_')}"


def gap_text(row: Row, lang: Language) -> str:
    """How far beyond the target in the unit, and in percent of it; both ends where there are two."""
    decimals = max(row["target_decimals"] or 0, row["result_decimals"] or 0)
    if row["gap"] is None:
        ends = [row[name] for name in ("gap_low", "gap_high") if row[name] is not None]
        return "…".join(_signed(round(end, 6), lang) for end in ends)
    gap = seen_text(row["gap"], decimals, lang)
    if row["gap_percent"] is None or row["gap"] == 0:
        return gap
    return f"{gap} ({seen_text(row['gap_percent'], 1, lang)} %)"


def _signed(value: float, lang: Language) -> str:
    return f"{'+' if value > 0 else ''}{number_text(value, None, lang)}".replace("-", "−")


def _agreement(row: Row, lang: Language) -> str:
    if row["agrees"] is None:
        return ""
    return word("mark", "yes" if row["agrees"] else "no", lang)


def _observation(row: Row, lang: Language) -> list[str]:
    return [
        value_text(row["place"], lang),
        row[f"name_{lang}"],
        period_text(row, lang),
        word("scenario", row["scenario"], lang),
        word("measure", row["measure"], lang),
        figure_text(row, lang),
        unit_text(row["unit"], lang),
        f"{row['document_number'] or row['document_id']}, {row['source_locator'] or row['locator']}",
    ]


def _target(row: Row, lang: Language) -> list[str]:
    return [
        value_text(row["place"], lang),
        name_text(row, lang),
        period_text(row, lang),
        unit_text(row["unit"], lang),
        word("target_by", row["target_by"], lang),
        target_text(row, lang),
        result_text(row, lang),
        verdict_text(row, lang),
        gap_text(row, lang),
        value_text(row["reported_status"], lang),
        _agreement(row, lang),
        "; ".join(
            word("header", name, lang) + ": " + remark
            for name in ("target", "result")
            if (remark := remark_text(row, lang, f"{name}_"))
        ),
    ]


def name_text(row: Row, lang: Language) -> str:
    """The indicator, with its measure and price basis where it is not a level."""
    measure = row.get("measure", "level")
    parts = [] if measure in ("level", "text") else [word("measure", measure, lang)]
    if row.get("against") is not None:
        parts = [word("against", row["against"], lang)]
    if row["price_basis"]:
        parts.append(prices_text(row["price_basis"], lang))
    name = str(row[f"name_{lang}"])
    return f"{name} ({', '.join(parts)})" if parts else name


def _growth(row: Row, lang: Language) -> list[str]:
    level = figure_text(row, lang, "level_")
    base = ""
    if row["base_value"] is not None:
        point = {**row, "base_bound": "point", "base_low": None, "base_high": None}
        base = figure_text(point, lang, "base_")
    elif row["implied_base_low"] is not None:
        base = interval_text(row["implied_base_low"], row["implied_base_high"], lang)
    computed = ""
    if row["computed_low"] is not None:
        computed = interval_text(row["computed_low"], row["computed_high"], lang, signed=True)
    remarks = [remark_text(row, lang)]
    if row["reason"] not in (None, "growth_disputed"):
        remarks.append(word("reason", row["reason"], lang))
    return [
        value_text(row["place"], lang),
        name_text(row, lang),
        period_text(row, lang),
        word("scenario", row["scenario"], lang),
        figure_text(row, lang, "reported_"),
        computed,
        unit_text(row["growth_unit"], lang),
        f"{level} {unit_text(row['level_unit'], lang)}" if level else "",
        base,
        "; ".join(remark for remark in remarks if remark),
    ]


def _structure(row: Row, lang: Language) -> list[str]:
    total = ""
    if row["sum_value"] is not None:
        total = rounded_text(row["sum_value"], row["decimals"] or 2, lang)
    elif row["sum_low"] is not None:
        total = interval_text(row["sum_low"], row["sum_high"], lang)
    share = figure_text(row, lang)
    if row["origin"] != "reported":
        share = rounded_text(row["value"], 2, lang)
    mark = {False: "not_100", None: "incomplete", True: None}[row["sums_to_100"]]
    contribution = ""
    if row["contribution"] is not None:
        ends = row["contribution_low"], row["contribution_high"]
        contribution = interval_text(*ends, lang, signed=True)
    elif row["contribution_reason"]:
        contribution = f"({word('reason', row['contribution_reason'], lang)})"
    return [
        value_text(row["place"], lang),
        word("group", row["structure_group"], lang),
        name_text(row, lang),
        period_text(row, lang),
        word("scenario", row["scenario"], lang),
        share,
        word("origin", row["origin"], lang),
        total + (f" ({word('mark', mark, lang)})" if mark else ""),
        shift_text(row, lang),
        contribution,
    ]


def shift_text(row: Row, lang: Language) -> str:
    """The change of a share in points, or its interval."""
    if row["shift"] is not None:
        places = max(row["decimals"] or 0, row["previous_decimals"] or 0)
        return rounded_text(row["shift"], places, lang, signed=True)
    if row["shift_low"] is not None:
        return interval_text(row["shift_low"], row["shift_high"], lang, signed=True)
    return ""


def _comparison(row: Row, lang: Language) -> list[str]:
    reason = word("reason", row["reason"], lang)
    note = row["comparability_note_vi"] if lang == "vi" else row["comparability_note"]
    return [
        name_text(row, lang),
        value_text(row["place"], lang),
        period_text(row, lang),
        word("scenario", row["scenario"], lang),
        figure_text(row, lang),
        unit_text(row["unit"], lang),
        word("grade", row["grade"], lang),
        f"{reason}: {note}" if note and row["grade"] not in (None, "same") else reason,
    ]


def _finding(row: Row, lang: Language) -> list[str]:
    where = " · ".join(part for part in (row["source_locator"], row["locator"]) if part)
    return [
        word("severity", row["severity"], lang),
        row[f"title_{lang}"],
        value_text(row["document_number"] or row["document_id"], lang),
        where,
        row[f"message_{lang}"],
        value_text(row["expected"], lang),
        value_text(row[f"settle_{lang}"], lang),
        value_text(row["accepted"], lang),
    ]


def _quality(row: Row, lang: Language) -> list[str]:
    counts = [str(row[name]) for name in ("figures", "untouched", "warned", "failed")]
    part = row["untouched"] / row["figures"] if row["figures"] else None
    share = "" if part is None else rounded_text(100 * part, 1, lang)
    return [document_text(row, lang), *counts, share]


def _plain(name: str, row: Row, lang: Language) -> str:
    if name == "issued_on" and row["issued_on"] is not None and "issued_precision" in row:
        return date_text(row["issued_on"], row["issued_precision"], lang)
    if name == "sha256" and row["sha256"]:
        return f"{row['sha256'][:12]}…"
    return value_text(row[name], lang)


_TABLES: Mapping[str, tuple[Callable[[Row, Language], list[str]], tuple[str, ...]]] = {
    "observations": (
        _observation,
        ("place", "name", "period", "scenario", "measure", "figure", "unit", "source"),
    ),
    "target_vs_actual": (
        _target,
        (
            "place", "name", "period", "unit", "target_by", "target", "result", "verdict", "gap",
            "reported_status", "agrees", "remark",
        ),
    ),
    "growth": (
        _growth,
        (
            "place", "name", "period", "scenario", "reported", "computed", "unit", "level",
            "implied_base", "remark",
        ),
    ),
    "sector_structure": (
        _structure,
        (
            "place", "structure_group", "name", "period", "scenario", "share", "source", "sum",
            "shift", "contribution",
        ),
    ),
    "district_comparison": (
        _comparison,
        ("name", "place", "period", "scenario", "figure", "unit", "grade", "reason"),
    ),
    "findings": (
        _finding,
        (
            "severity", "rule", "document_id", "locator", "message", "expected", "settle",
            "accepted",
        ),
    ),
    "quality": (
        _quality,
        ("document_id", "figures", "untouched", "warned", "failed", "percent"),
    ),
}  # fmt: skip
