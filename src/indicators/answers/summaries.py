"""What the rows of an analysis say, in sentences made from them (Markdown)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from indicators.answers.tabulation import name_text, result_text, target_text, verdict_text
from indicators.model.display import (
    figure_text,
    interval_text,
    number_text,
    period_text,
    rounded_text,
    unit_text,
    value_text,
    word,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from indicators.model.display import Language

    Row = Mapping[str, Any]

_MOST = 12


def summarise(kind: str, rows: Sequence[Row], lang: Language) -> list[str]:
    """Sentences about the rows; each holds for these rows and no others.

    Args:
        kind: Name of the view the rows come from.
        rows: Rows of its frame.
        lang: Language of the sentences.

    Returns:
        Markdown sentences; one that says so when there are no rows.
    """
    if not rows or kind not in _SUMMARIES:
        return [word("sentence", "nothing", lang)]
    return [sentence for sentence in _SUMMARIES[kind](rows, lang) if sentence]


def _say(key: str, lang: Language, **parts: object) -> str:
    return word("sentence", key, lang).format(**parts)


def _listed(items: Iterable[str], lang: Language) -> str:
    known = list(dict.fromkeys(items))
    if len(known) <= _MOST:
        return "; ".join(known)
    more = {"vi": "và {} mục nữa", "en": "and {} more"}[lang].format(len(known) - _MOST)
    return "; ".join([*known[:_MOST], more])


def _if_any(key: str, items: Iterable[str], lang: Language) -> str:
    found = _listed(items, lang)
    return _say(key, lang, list=found) if found else ""


def _targets(rows: Sequence[Row], lang: Language) -> list[str]:
    counts = Counter(row["verdict"] for row in rows if row["origin"] != "none")
    told = ", ".join(
        f"{counts[v]} {word('verdict', v, lang).lower()}"
        for v in ("exceeded", "met", "missed", "undetermined")
        if counts[v]
    )
    disputed = [row for row in rows if row["result_disputed"]]
    return [
        _say("counts", lang, n=counts.total(), told=told),
        _if_any("missed", (_outcome(r, lang) for r in rows if r["verdict"] == "missed"), lang),
        _if_any("exceeded", (_outcome(r, lang) for r in rows if r["verdict"] == "exceeded"), lang),
        _if_any("rounding", (name_text(r, lang) for r in rows if r["robust_to_result"] is False), lang),
        _if_any("differs", (_differs(r, lang) for r in rows if r["agrees"] is False), lang),
        _if_any("attainment", (_attainment(r, lang) for r in rows if r["attainment_agrees"] is False), lang),
        _if_any("disputed", (_ends(r, lang, "result_") for r in disputed), lang),
        _if_any("undetermined", _reasons(rows, lang), lang),
        _if_any("progress", (f"{name_text(r, lang)}: {result_text(r, lang)}" for r in rows if r["reason"] == "progress_only"), lang),
    ]  # fmt: skip


def _reasons(rows: Sequence[Row], lang: Language) -> list[str]:
    """What cannot be determined, by reason: named where they are few, else counted."""
    names: dict[str, list[str]] = {}
    for row in rows:
        if row["reason"] not in (None, "progress_only"):
            names.setdefault(row["reason"], []).append(name_text(row, lang))
    return [
        f"{word('reason', reason, lang)}: {', '.join(found) if len(found) <= 4 else len(found)}"
        for reason, found in names.items()
    ]


def _outcome(row: Row, lang: Language) -> str:
    return (
        f"{name_text(row, lang)} ({target_text(row, lang)} → {figure_text(row, lang, 'result_')})"
    )


def _differs(row: Row, lang: Language) -> str:
    return _say(
        "differs_item", lang, name=name_text(row, lang), target=target_text(row, lang),
        result=figure_text(row, lang, "result_"), verdict=verdict_text(row, lang), said=row["reported_status"],
    )  # fmt: skip


def _attainment(row: Row, lang: Language) -> str:
    return _say(
        "attainment_item", lang, name=name_text(row, lang),
        said=value_text(row["reported_attainment"], lang),
        computed=interval_text(row["attainment_low"], row["attainment_high"], lang),
    )  # fmt: skip


def _ends(row: Row, lang: Language, prefix: str = "") -> str:
    ends = " – ".join(value_text(row[f"{prefix}{end}"], lang) for end in ("lowest", "highest"))
    return f"{name_text(row, lang)}: {ends}"


def _growth(rows: Sequence[Row], lang: Language) -> list[str]:
    said = []
    yearly = [
        r
        for r in rows
        if r["role"] == "result" and r["period_kind"] == "year" and r["growth_unit"] == "%"
    ]
    for year in sorted({row["year"] for row in yearly}):
        mine = sorted(
            (r for r in yearly if r["year"] == year and r["reported_value"] is not None),
            key=lambda r: r["reported_value"],
        )
        if len(mine) > 1:
            fastest, slowest = (_grown(mine[at], lang) for at in (-1, 0))
            said.append(_say("growth_range", lang, year=year, fastest=fastest, slowest=slowest))
    targets = [r for r in rows if r["role"] == "target" and r["reported_bound"] is not None]
    bases = [r for r in yearly if r["implied_base_low"] is not None]
    silent = sum(row["reason"] == "price_basis_not_printed" for row in rows)
    return [
        *said,
        _if_any("growth_targets", (f"{name_text(r, lang)} {period_text(r, lang)}: {figure_text(r, lang, 'reported_')} %" for r in targets), lang),
        _if_any("disputed", (_ends(r, lang) for r in rows if r["disputed"]), lang),
        _if_any("growth_base", (_base(r, lang) for r in bases), lang),
        _say("growth_prices", lang, n=silent) if silent else "",
    ]  # fmt: skip


def _base(row: Row, lang: Language) -> str:
    base = interval_text(row["implied_base_low"], row["implied_base_high"], lang)
    return f"{name_text(row, lang)} {base} {unit_text(row['level_unit'], lang)}"


def _grown(row: Row, lang: Language) -> str:
    return f"{name_text(row, lang)} {figure_text(row, lang, 'reported_')} %"


def _structure(rows: Sequence[Row], lang: Language) -> list[str]:
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        if row["complete"]:
            key = (
                row["place"],
                row["structure_group"],
                row["period_end"],
                row["role"],
                row["price_basis"],
                row["origin"],
            )
            groups.setdefault(key, []).append(row)
    said, odd = [], []
    for group in groups.values():
        first = group[0]
        where = {
            "group": word("group", first["structure_group"], lang),
            "period": period_text(first, lang),
            "scenario": word("scenario", first["scenario"], lang),
        }
        if first["sum_value"] is not None:
            top = max(group, key=lambda row: row["value"])
            total = rounded_text(first["sum_value"], first["decimals"] or 1, lang)
            share = number_text(top["value"], top["decimals"], lang)
            said.append(
                _say(
                    "structure_largest",
                    lang,
                    **where,
                    name=name_text(top, lang),
                    share=share,
                    total=total,
                )
            )
            if first["sums_to_100"] is False:
                odd.append(f"{where['group']} {where['period']}: {total}")
        shifts = [
            f"{name_text(r, lang)} {_shift(r, lang)}" for r in group if r["shift_low"] is not None
        ]
        if shifts:
            said.append(_say("structure_shift", lang, **where, list="; ".join(shifts)))
    refused = Counter(row["contribution_reason"] for row in rows if row["contribution_reason"])
    return [
        *said,
        _if_any("structure_not_100", odd, lang),
        *(_say("structure_refused", lang, n=n, reason=word("reason", why, lang)) for why, n in sorted(refused.items())),
    ]  # fmt: skip


def _shift(row: Row, lang: Language) -> str:
    if row["shift"] is None:
        return interval_text(row["shift_low"], row["shift_high"], lang, signed=True)
    places = max(row["decimals"] or 0, row["previous_decimals"] or 0)
    return rounded_text(row["shift"], places, lang, signed=True)


def _comparison(rows: Sequence[Row], lang: Language) -> list[str]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        if row["grade"] is not None:
            groups.setdefault(row["comparison"], []).append(row)
    grades = Counter(group[0]["grade"] for group in groups.values())
    told = ", ".join(f"{n} {word('grade', grade, lang)}" for grade, n in grades.most_common())
    alone = sum(row["grade"] is None for row in rows)
    worse = (
        " / ".join(dict.fromkeys(name_text(row, lang) for row in group))
        for group in groups.values()
        if group[0]["grade"] == "not comparable"
    )
    return [
        _say("compare_counts", lang, n=len(groups), told=told or "0", alone=alone),
        *(
            _say(
                "compare_item", lang, name=name_text(group[0], lang), grade=word("grade", group[0]["grade"], lang),
                list=", ".join(f"{row['place']} {figure_text(row, lang)}" for row in group),
            )
            for group in groups.values()
            if group[0]["grade"] != "not comparable"
        ),
        _if_any("compare_not", worse, lang),
    ]  # fmt: skip


def _findings(rows: Sequence[Row], lang: Language) -> list[str]:
    counts = Counter(row["severity"] for row in rows)
    parts = ", ".join(
        word("severities", s, lang).format(counts[s]) for s in ("error", "warning", "note")
    )
    errors = Counter(row[f"title_{lang}"] for row in rows if row["severity"] == "error")
    told = (f"{title} ({n})" for title, n in errors.most_common())
    return [_say("findings", lang, count=len(rows), parts=parts), _if_any("errors", told, lang)]


def _quality(rows: Sequence[Row], lang: Language) -> list[str]:
    total = {n: sum(row[n] for row in rows) for n in ("figures", "untouched", "warned", "failed")}
    if not total["figures"]:
        return [word("sentence", "nothing", lang)]
    percent = rounded_text(100 * total["untouched"] / total["figures"], 1, lang)
    return [
        _say("quality", lang, **total, percent=percent, documents=len(rows)),
        _say("touched", lang),
    ]


_SUMMARIES: Mapping[str, Callable[[Sequence[Row], Language], list[str]]] = {
    "target_vs_actual": _targets,
    "growth": _growth,
    "sector_structure": _structure,
    "district_comparison": _comparison,
    "findings": _findings,
    "quality": _quality,
}
