"""What the rows of an analysis say, in sentences made from them (Markdown)."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from indicators.answers.tabulation import (
    name_text,
    result_text,
    shift_text,
    target_text,
    verdict_text,
)
from indicators.messages.sentences import on_one_line
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
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from indicators.model.display import Language

    Row = Mapping[str, Any]

_MOST = 12
_MARKUP = re.compile(r"[\\`*\[\]]|<(?=[a-zA-Z/!?])|&(?=#?\w+;)")


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
    shown = [{key: _literal(value) for key, value in row.items()} for row in rows]
    return [sentence for sentence in _SUMMARIES[kind](shown, lang) if sentence]


def _literal(value: object) -> object:
    """A text of a document or codebook, so that Markdown shows its letters and nothing else."""
    if not isinstance(value, str):
        return value
    return _MARKUP.sub(r"\\\g<0>", on_one_line(value))


def _say(key: str, lang: Language, **parts: object) -> str:
    return word("sentence", key, lang).format(**parts)


def _listed(items: Iterable[str], lang: Language) -> str:
    known = list(dict.fromkeys(items))
    more = [_say("more", lang, n=len(known) - _MOST)] if len(known) > _MOST else []
    return "; ".join([*known[:_MOST], *more])


def _if_any(key: str, items: Iterable[str], lang: Language) -> str:
    found = _listed(items, lang)
    return _say(key, lang, list=found) if found else ""


def _listing(key: str, rows: Sequence[Row], lang: Language) -> str:
    """The sentence that lists the rows of which `key` holds, where there are any."""
    holds, text = _LISTS[key]
    return _if_any(key, (text(row, lang) for row in rows if holds(row)), lang)


def _targets(rows: Sequence[Row], lang: Language) -> list[str]:
    counts = Counter(row["verdict"] for row in rows if row["origin"] != "none")
    listed = ", ".join(
        f"{counts[v]} {word('verdict', v, lang).lower()}"
        for v in ("exceeded", "met", "missed", "undetermined")
        if counts[v]
    )
    return [
        _say("counts", lang, n=counts.total(), list=listed),
        *(_listing(key, rows, lang) for key in ("missed", "exceeded", "rounding", "differs", "attainment")),
        _if_any("disputed", (_ends(row, lang, "result_") for row in rows if row["result_disputed"]), lang),
        _if_any("undetermined", _reasons(rows, lang), lang),
        _listing("progress", rows, lang),
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
        result=figure_text(row, lang, "result_"), verdict=verdict_text(row, lang), reported=row["reported_status"],
    )  # fmt: skip


def _attainment(row: Row, lang: Language) -> str:
    return _say(
        "attainment_item", lang, name=name_text(row, lang),
        reported=value_text(row["reported_attainment"], lang),
        computed=interval_text(row["attainment_low"], row["attainment_high"], lang),
    )  # fmt: skip


def _ends(row: Row, lang: Language, prefix: str = "") -> str:
    ends = " – ".join(value_text(row[f"{prefix}{end}"], lang) for end in ("lowest", "highest"))
    return f"{name_text(row, lang)}: {ends}"


def _growth(rows: Sequence[Row], lang: Language) -> list[str]:
    without_basis = sum(row["reason"] == "price_basis_not_printed" for row in rows)
    return [
        *_ranges(rows, lang),
        _listing("growth_targets", rows, lang),
        _if_any("disputed", (_ends(row, lang) for row in rows if row["disputed"]), lang),
        _listing("growth_base", rows, lang),
        _say("growth_prices", lang, n=without_basis) if without_basis else "",
    ]


def _is_yearly(row: Row) -> bool:
    """Whether a row is a result of a whole year in percent."""
    return (row["role"], row["period_kind"], row["growth_unit"]) == ("result", "year", "%")


def _ranges(rows: Sequence[Row], lang: Language) -> Iterator[str]:
    """For each year, what grew fastest and slowest."""
    years: dict[int, list[Row]] = {}
    for row in rows:
        if _is_yearly(row) and row["reported_value"] is not None:
            years.setdefault(row["year"], []).append(row)
    for year, mine in sorted(years.items()):
        if len(mine) > 1:
            mine.sort(key=lambda row: row["reported_value"])
            slowest, fastest = (_grown(mine[at], lang) for at in (0, -1))
            yield _say("growth_range", lang, year=year, fastest=fastest, slowest=slowest)


def _grown_in(row: Row, lang: Language) -> str:
    period, figure = period_text(row, lang), figure_text(row, lang, "reported_")
    return f"{name_text(row, lang)} {period}: {figure} %"


def _base(row: Row, lang: Language) -> str:
    base = interval_text(row["implied_base_low"], row["implied_base_high"], lang)
    return f"{name_text(row, lang)} {base} {unit_text(row['level_unit'], lang)}"


def _grown(row: Row, lang: Language) -> str:
    return f"{name_text(row, lang)} {figure_text(row, lang, 'reported_')} %"


def _structure(rows: Sequence[Row], lang: Language) -> list[str]:
    groups: dict[tuple[Any, ...], list[Row]] = {}
    keys = ("place", "structure_group", "period_end", "role", "price_basis", "origin")
    for row in rows:
        if row["complete"]:
            groups.setdefault(tuple(row[key] for key in keys), []).append(row)
    sentences, odd = [], []
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
            largest = {"name": name_text(top, lang), "share": share, "total": total}
            sentences.append(_say("structure_largest", lang, **where, **largest))
            if first["sums_to_100"] is False:
                odd.append(f"{where['group']} {where['period']}: {total}")
        shifts = [
            f"{name_text(row, lang)} {shift_text(row, lang)}"
            for row in group
            if row["shift_low"] is not None
        ]
        if shifts:
            sentences.append(_say("structure_shift", lang, **where, list="; ".join(shifts)))
    refused = Counter(row["contribution_reason"] for row in rows if row["contribution_reason"])
    return [
        *sentences,
        _if_any("structure_not_100", odd, lang),
        *(_say("structure_refused", lang, n=n, reason=word("reason", why, lang)) for why, n in sorted(refused.items())),
    ]  # fmt: skip


def _comparison(rows: Sequence[Row], lang: Language) -> list[str]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        if row["grade"] is not None:
            groups.setdefault(row["comparison"], []).append(row)
    grades = Counter(group[0]["grade"] for group in groups.values())
    listed = ", ".join(f"{n} {word('grade', grade, lang)}" for grade, n in grades.most_common())
    alone = sum(row["grade"] is None for row in rows)
    worse = (
        " / ".join(dict.fromkeys(name_text(row, lang) for row in group))
        for group in groups.values()
        if group[0]["grade"] == "not comparable"
    )
    return [
        _say("compare_counts", lang, n=len(groups), list=listed or "0", alone=alone),
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


def _observations(rows: Sequence[Row], lang: Language) -> list[str]:
    """How many figures of what, of which places, years and documents."""
    scenarios = Counter(row["scenario"] for row in rows)
    held = ", ".join(
        f"{scenarios[s]} {word('scenario', s, lang).lower()}"
        for s in ("target", "estimate", "actual")
        if scenarios[s]
    )
    return [
        _say(
            "observations", lang, n=len(rows), list=held,
            indicators=len({row["indicator_id"] for row in rows}),
            documents=len({row["document_id"] for row in rows}),
            places=_listed((row["place"] or row["place_id"] for row in rows), lang),
            years=_listed((str(y) for y in sorted({row["period_end"].year for row in rows})), lang),
        )
    ]  # fmt: skip


def _findings(rows: Sequence[Row], lang: Language) -> list[str]:
    counts = Counter(row["severity"] for row in rows)
    parts = ", ".join(
        word("severities", s, lang).format(counts[s]) for s in ("error", "warning", "note")
    )
    errors = Counter(row[f"title_{lang}"] for row in rows if row["severity"] == "error")
    listed = (f"{title} ({n})" for title, n in errors.most_common())
    return [_say("findings", lang, count=len(rows), parts=parts), _if_any("errors", listed, lang)]


def _quality(rows: Sequence[Row], lang: Language) -> list[str]:
    total = {n: sum(row[n] for row in rows) for n in ("figures", "untouched", "warned", "failed")}
    if not total["figures"]:
        return [word("sentence", "nothing", lang)]
    percent = rounded_text(100 * total["untouched"] / total["figures"], 1, lang)
    return [
        _say("quality", lang, **total, percent=percent, documents=len(rows)),
        _say("touched", lang),
    ]


# Of which rows a sentence with a list speaks, and in which words.
_LISTS: Mapping[str, tuple[Callable[[Row], bool], Callable[[Row, Language], str]]] = {
    "missed": (lambda row: row["verdict"] == "missed", _outcome),
    "exceeded": (lambda row: row["verdict"] == "exceeded", _outcome),
    "rounding": (lambda row: row["robust_to_result"] is False, name_text),
    "differs": (lambda row: row["agrees"] is False, _differs),
    "attainment": (lambda row: row["attainment_agrees"] is False, _attainment),
    "progress": (
        lambda row: row["reason"] == "progress_only",
        lambda row, lang: f"{name_text(row, lang)}: {result_text(row, lang)}",
    ),
    "growth_targets": (
        lambda row: row["role"] == "target" and row["reported_bound"] is not None,
        _grown_in,
    ),
    "growth_base": (lambda row: _is_yearly(row) and row["implied_base_low"] is not None, _base),
}

_SUMMARIES: Mapping[str, Callable[[Sequence[Row], Language], list[str]]] = {
    "observations": _observations,
    "target_vs_actual": _targets,
    "growth": _growth,
    "sector_structure": _structure,
    "district_comparison": _comparison,
    "findings": _findings,
    "quality": _quality,
}
