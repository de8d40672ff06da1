"""What the rows of an analysis say, in sentences made from them (Markdown)."""

from __future__ import annotations

import re
from collections import Counter
from math import inf
from typing import TYPE_CHECKING, Any

from indicators.answers.tabulation import (
    ends_text,
    name_text,
    remark_text,
    result_text,
    shift_text,
    target_text,
    verdict_text,
)
from indicators.answers.told_targets import counts, told
from indicators.messages.sentences import on_one_line
from indicators.model.display import (
    figure_text,
    interval_text,
    period_text,
    prices_text,
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


def summarise(kind: str, rows: Sequence[Row], lang: Language, note: str = "") -> list[str]:
    """Sentences about the rows; each holds for these rows and no others.

    Args:
        kind: Name of the view the rows come from.
        rows: Rows of its frame.
        lang: Language of the sentences.
        note: Why there are no rows.

    Returns:
        Markdown sentences; one that says so when there are no rows.
    """
    if not rows:
        return [note or word("sentence", "nothing", lang)]
    if kind not in _SUMMARIES:
        return [_say("rows", lang, n=len(rows), columns=", ".join(rows[0]))]
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


def _named(rows: Sequence[Row], lang: Language) -> Callable[[Row], str]:
    """How the rows are called in a sentence: with place and period where there are several."""
    places = len({row["place_id"] for row in rows}) > 1
    periods = len({(row["period_start"], row["period_end"]) for row in rows}) > 1

    def name(row: Row) -> str:
        where = [row["place"]] * places + [period_text(row, lang)] * periods
        weak = row.get("evidence") not in (None, "official")
        where += [word("evidence", row["evidence"], lang)] * weak
        return ", ".join([name_text(row, lang), *where])

    return name


def _with_unit(figure: str, unit: str | None, lang: Language) -> str:
    return f"{figure} {unit_text(unit, lang)}".rstrip()


def _targets(rows: Sequence[Row], lang: Language) -> list[str]:
    targets, name = told(rows), _named(rows, lang)
    judged = {
        verdict: [r for r in targets if r["verdict"] == verdict]
        for verdict in ("missed", "exceeded")
    }
    return [
        *counts(targets, lang),
        *(_if_any(verdict, (_outcome(r, name, lang) for r in found), lang) for verdict, found in judged.items()),
        _if_any("rounding", (name(r) for r in targets if r["robust_to_result"] is False and not r["result_contradicted"]), lang),
        _if_any("differs", (_differs(r, name, lang) for r in targets if r["agrees"] is False), lang),
        _if_any("attainment", (_attainment(r, name, lang) for r in rows if r["attainment_agrees"] is False), lang),
        _disputed(rows, name, lang, "result_", "unit"),
        _if_any("undetermined", _reasons(targets, name, lang), lang),
        _if_any("progress", (f"{name(r)}: {result_text(r, lang)}" for r in targets if r["reason"] == "progress_only"), lang),
    ]  # fmt: skip


def _reasons(rows: Sequence[Row], name: Callable[[Row], str], lang: Language) -> list[str]:
    """What cannot be determined, by reason: named where they are few, else counted."""
    names: dict[str, list[str]] = {}
    for row in rows:
        if row["verdict"] == "undetermined" and row["reason"] != "progress_only":
            names.setdefault(row["reason"], []).append(name(row))
    return [
        f"{word('reason', reason, lang)}: {', '.join(found) if len(found) <= 4 else len(found)}"
        for reason, found in names.items()
    ]


def _outcome(row: Row, name: Callable[[Row], str], lang: Language) -> str:
    result = _with_unit(figure_text(row, lang, "result_"), row["unit"], lang)
    contradicted = [remark_text(row, lang, "result_")] if row["result_contradicted"] else []
    return f"{name(row)} ({'; '.join([f'{target_text(row, lang)} → {result}', *contradicted])})"


def _differs(row: Row, name: Callable[[Row], str], lang: Language) -> str:
    return _say(
        "differs_item", lang, name=name(row), target=target_text(row, lang),
        result=figure_text(row, lang, "result_"), verdict=verdict_text(row, lang), reported=row["reported_status"],
    )  # fmt: skip


def _attainment(row: Row, name: Callable[[Row], str], lang: Language) -> str:
    low, high = row["attainment_low"], row["attainment_high"]  # of a threshold one is open
    return _say(
        "attainment_item", lang, name=name(row),
        reported=value_text(row["reported_attainment"], lang),
        computed=interval_text(-inf if low is None else low, inf if high is None else high, lang),
    )  # fmt: skip


def _disputed(
    rows: Sequence[Row], name: Callable[[Row], str], lang: Language, prefix: str, unit: str
) -> str:
    found = (
        f"{name(row)}: {_with_unit(ends_text(row, lang, prefix), row[unit], lang)}"
        for row in rows
        if row[f"{prefix}disputed"]
    )
    return _if_any("disputed", found, lang)


def _growth(rows: Sequence[Row], lang: Language) -> list[str]:
    without_basis = sum(row["reason"] == "price_basis_not_printed" for row in rows)
    name = _named(rows, lang)
    return [
        *_ranges(rows, lang),
        _if_any("growth_targets", (f"{name(r)}: {_grown(r, lang)}" for r in rows
            if r["role"] == "target" and r["reported_bound"] is not None), lang),
        _disputed(rows, name, lang, "", "growth_unit"),
        _if_any("growth_base", (_base(r, name, lang) for r in rows
            if _is_yearly(r) and r["implied_base_low"] is not None), lang),
        _say("growth_prices", lang, n=without_basis) if without_basis else "",
    ]  # fmt: skip


def _is_yearly(row: Row) -> bool:
    """Whether a row is a result of a whole year in percent."""
    return (row["role"], row["period_kind"], row["growth_unit"]) == ("result", "year", "%")


def _ranges(rows: Sequence[Row], lang: Language) -> list[str]:
    """What grew fastest and slowest of the parts of one whole, in one place, year and price basis."""
    siblings: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        if _is_yearly(row) and row["parent"] is not None and row["reported_value"] is not None:
            key = row["place_id"], row["year"], row["price_basis"], row["parent"]
            siblings.setdefault(key, []).append(row)
    return [sentence for mine in siblings.values() if (sentence := _range(mine, lang))]


def _range(mine: Sequence[Row], lang: Language) -> str:
    ranked = [row for row in mine if not row["disputed"]]
    most = max((row["reported_value"] for row in ranked), default=0)
    least = min((row["reported_value"] for row in ranked), default=0)
    if most == least:
        return ""
    first = mine[0]
    whole = {name: first[f"parent_{name}"] for name in ("vi", "en")}
    basis = prices_text(first["price_basis"], lang)
    return _say(
        "growth_range", lang, where=f"{first['place']}, {period_text(first, lang)}",
        whole=f"{whole[lang]} ({basis})" if basis else whole[lang],
        fastest=", ".join(_grown_by(row, lang) for row in ranked if row["reported_value"] == most),
        slowest=", ".join(_grown_by(row, lang) for row in ranked if row["reported_value"] == least),
        open=_if_any("growth_open", (f"{row[f'name_{lang}']} {ends_text(row, lang)} %" for row in mine if row["disputed"]), lang),
    )  # fmt: skip


def _grown_by(row: Row, lang: Language) -> str:
    return f"{row[f'name_{lang}']} {_grown(row, lang)}"


def _grown(row: Row, lang: Language) -> str:
    return _with_unit(figure_text(row, lang, "reported_"), row["growth_unit"], lang)


def _base(row: Row, name: Callable[[Row], str], lang: Language) -> str:
    base = interval_text(row["implied_base_low"], row["implied_base_high"], lang)
    return f"{name(row)}: {_with_unit(base, row['level_unit'], lang)}"


def _structure(rows: Sequence[Row], lang: Language) -> list[str]:
    groups: dict[tuple[Any, ...], list[Row]] = {}
    keys = (
        "place_id",
        "structure_group",
        "period_start",
        "period_end",
        "role",
        "target_by",
        "price_basis",
        "origin",
    )
    for row in rows:
        if row["complete"]:
            groups.setdefault(tuple(row[key] for key in keys), []).append(row)
    several = len({row["place_id"] for row in rows}) > 1
    told_of = [(group, _whole(group[0], lang, several=several)) for group in groups.values()]
    sentences = [s for group, where in told_of for s in _parts(group, where, lang)]
    odd = [
        f"{where['where']}{where['group']} {where['period']}: {_total(group[0], lang)}"
        for group, where in told_of
        if group[0]["sum_value"] is not None and group[0]["sums_to_100"] is False
    ]
    refused = Counter(row["contribution_reason"] for row in rows if row["contribution_reason"])
    return [
        *sentences[:_MOST],
        _say("structure_more", lang, n=len(sentences) - _MOST) if len(sentences) > _MOST else "",
        _if_any("structure_not_100", odd, lang),
        *(_say("structure_refused", lang, n=n, reason=word("reason", why, lang)) for why, n in sorted(refused.items())),
    ]  # fmt: skip


def _whole(row: Row, lang: Language, *, several: bool) -> dict[str, str]:
    """What a structure is called: with its place where there are several."""
    return {
        "where": f"{row['place']}, " if several else "",
        "group": word("group", row["structure_group"], lang),
        "period": period_text(row, lang),
        "scenario": word("scenario", row["scenario"], lang),
    }


def _total(row: Row, lang: Language) -> str:
    return rounded_text(row["sum_value"], row["decimals"] or 1, lang)


def _parts(group: Sequence[Row], where: Mapping[str, str], lang: Language) -> Iterator[str]:
    """The largest part of a structure, and the shifts of all."""
    if group[0]["sum_value"] is not None:
        top = max(group, key=lambda row: row["value"])
        reported = top["origin"] == "reported"
        share = figure_text(top, lang) if reported else rounded_text(top["value"], 2, lang)
        total = _total(group[0], lang)
        yield _say(
            "structure_largest", lang, **where, name=name_text(top, lang), share=share, total=total
        )
    shifts = [
        f"{name_text(row, lang)} {shift_text(row, lang)}"
        for row in group
        if row["shift_low"] is not None
    ]
    if shifts:
        yield _say("structure_shift", lang, **where, list="; ".join(shifts))


def _comparison(rows: Sequence[Row], lang: Language) -> list[str]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        if row["grade"] is not None:
            groups.setdefault(row["comparison"], []).append(row)
    grades = Counter(group[0]["grade"] for group in groups.values())
    listed = ", ".join(f"{n} {word('grade', grade, lang)}" for grade, n in grades.most_common())
    alone = sum(row["grade"] is None for row in rows)
    comparable = [g for g in groups.values() if g[0]["grade"] != "not comparable"]
    worse = (
        " / ".join(dict.fromkeys(name_text(row, lang) for row in group))
        for group in groups.values()
        if group[0]["grade"] == "not comparable"
    )
    return [
        _say("compare_counts", lang, n=len(groups), list=listed or "0", alone=alone),
        *(_side_by_side(group, lang) for group in comparable[:_MOST]),
        _say("compare_more", lang, n=len(comparable) - _MOST) if len(comparable) > _MOST else "",
        _if_any("compare_not", worse, lang),
    ]  # fmt: skip


def _side_by_side(group: Sequence[Row], lang: Language) -> str:
    """One comparison: each figure with its unit, and its own name and kind where they differ."""
    names = {name_text(row, lang) for row in group}
    scenarios = {row["scenario"] for row in group}

    def said(row: Row) -> str:
        own = [name_text(row, lang)] * (len(names) > 1)
        own += [word("scenario", row["scenario"], lang)] * (len(scenarios) > 1)
        own += [remark_text(row, lang)] * bool(row["disputed"])
        weak = row.get("evidence") not in (None, "official")
        own += [word("evidence", row["evidence"], lang)] * weak
        text = f"{row['place']} {_with_unit(figure_text(row, lang), row['unit'], lang)}"
        return f"{text} ({', '.join(own)})" if own else text

    kind = [period_text(group[0], lang)]
    kind += [word("scenario", next(iter(scenarios)), lang)] * (len(scenarios) == 1)
    return _say(
        "compare_item", lang, name=f"**{names.pop()}**, " if len(names) == 1 else "", kind=", ".join(kind),
        grade=word("grade", group[0]["grade"], lang), list=_listed(map(said, group), lang),
    )  # fmt: skip


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


_SUMMARIES: Mapping[str, Callable[[Sequence[Row], Language], list[str]]] = {
    "observations": _observations,
    "target_vs_actual": _targets,
    "growth": _growth,
    "sector_structure": _structure,
    "district_comparison": _comparison,
    "findings": _findings,
    "quality": _quality,
}
