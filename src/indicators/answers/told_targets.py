"""Targets in sentences: each indicator once for each who set one, the place's own first."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from indicators.model.display import word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from indicators.model.display import Language

    Row = Mapping[str, Any]

_WORST_FIRST = ("missed", "undetermined", "met", "exceeded")
_VERDICTS = ("exceeded", "met", "missed", "undetermined")
_OWNERS = ("own", "district", "commune", "city", "province", "central", "plan", "budget", "unsaid")


def owner_of(row: Row) -> str:
    """Who set the target of a row: `own` where it is the place itself."""
    owner = row["target_by"]
    if owner is None:
        return "unsaid"
    return "own" if owner == row["place_level"] else str(owner)


def told(rows: Iterable[Row]) -> list[Row]:
    """The rows that are targets, the place's own first.

    A percent of a plan that nobody is named for repeats the place's own printed target of that
    indicator and period, where there is one.
    """
    targets = [row for row in rows if row["origin"] != "none"]
    printed = {_of(row) for row in targets if row["origin"] == "printed" and owner_of(row) == "own"}
    kept = [
        row
        for row in targets
        if row["origin"] == "printed" or row["target_by"] != "plan" or _of(row) not in printed
    ]
    return sorted(kept, key=lambda row: _OWNERS.index(owner_of(row)))


def counts(targets: Sequence[Row], lang: Language) -> list[str]:
    """How many indicators of each owner have which verdict; of several targets the worst counts."""
    by_owner: dict[str, dict[tuple[Any, ...], list[str]]] = {}
    for row in targets:
        verdicts = by_owner.setdefault(owner_of(row), {}).setdefault(_of(row), [])
        verdicts.append(row["verdict"])
    once = len({row["place_id"] for row in targets}) == len({_of(row)[2:] for row in targets}) == 1
    each = "" if once else word("sentence", "counts_each", lang)
    sentences = [
        word("sentence", "counts", lang).format(
            owner=_owner_text(owner, lang), n=len(found), each=each,
            list=_listed(Counter(min(v, key=_WORST_FIRST.index) for v in found.values()), lang),
        )
        for owner, found in by_owner.items()
    ]  # fmt: skip
    several = sum(len(v) > 1 for found in by_owner.values() for v in found.values())
    if several:
        sentences.append(word("sentence", "counts_several", lang).format(n=several))
    return sentences


def _of(row: Row) -> tuple[Any, ...]:
    return row["place_id"], row["indicator_id"], row["period_start"], row["period_end"]


def _listed(verdicts: Counter[str], lang: Language) -> str:
    return ", ".join(
        f"{verdicts[v]} {word('verdict', v, lang).lower()}" for v in _VERDICTS if verdicts[v]
    )


def _owner_text(owner: str, lang: Language) -> str:
    if owner in ("own", "plan", "budget", "unsaid"):
        return word("owner", owner, lang)
    return word("owner", "set", lang).format(word("target_by", owner, lang))
