"""Percentages that take their meaning from the figure they belong to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indicators.language.sentences import GROWTH_LABEL, OF_ALL, RATE, STRUCTURE
from indicators.prose.mentions import as_verb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indicators.language.quantity import Quantity
    from indicators.prose.labels import Stretch
    from indicators.prose.mentions import Mention
    from indicators.prose.statement import Statement

_NEAR = 3


def settle(
    low: str, statement: Statement, before: Sequence[Statement], whole: Statement | None
) -> None:
    """Give a bare percentage the measure its surroundings ask for.

    Args:
        low: The text in small letters.
        statement: The statement; only levels in percent are changed.
        before: The statements before it.
        whole: What `trong đó` opened: the parts of a growth rate are growth rates.
    """
    mention = statement.mention
    if mention.quantity is None or not mention.percent:
        return
    if mention.quantity.measure == "growth" and _reaches_growth(low, statement):
        as_verb(mention, "up", "same_period")  # `tăng trưởng chỉ đạt 6,02% so với cùng kỳ`
    if mention.quantity.measure != "level":
        return
    if statement.subject is None:
        _stands_alone(low, statement, whole)
    elif not statement.target_by and not statement.former:
        _completes(low, statement, before)
    elif before and _is_growth(before[-1]):  # `tăng 14,64% (KH 14-15%)`
        as_verb(mention, "up", "same_period")


def _reaches_growth(low: str, statement: Statement) -> bool:
    """Whether the label is growth and the verb only says that a figure is reached."""
    label = statement.label[0].start if statement.label else len(low)
    return statement.mention.verb is None and GROWTH_LABEL.match(low, label) is not None


def _stands_alone(low: str, statement: Statement, whole: Statement | None) -> None:
    """A percentage with a label of its own: a share, or part of a growth rate."""
    mention = statement.mention
    named = " ".join(_words(low, words) for words in (statement.label, *statement.parents))
    if "share" in mention.kinds or STRUCTURE.search(named):
        statement.doubts.append("share")
    elif whole is not None and "index" in mention.kinds and _is_growth(whole):
        as_verb(mention, "index", "same_period")  # among growth rates: `chỉ số bằng 92,85%`
    elif whole is None or RATE.search(named) or mention.copula:
        return
    elif _is_growth(whole) and statement.parents:
        as_verb(mention, "up", "same_period")
        statement.doubts.append("measure_inherited")


def _is_growth(statement: Statement) -> bool:
    quantity = statement.mention.quantity
    return quantity is not None and quantity.measure == "growth"


def _completes(low: str, statement: Statement, before: Sequence[Statement]) -> None:
    """A percentage without a base behind a level: of the plan, or a share of the whole."""
    mention, root = statement.mention, statement.root
    level = root.mention.quantity
    last = before[-1].mention.quantity if before else None
    if last is not None and last.denominator is not None:  # `41/48 trường, đạt tỷ lệ 85,4%`
        level = last
    if level is None or "share" in mention.kinds or level.measure != "level":
        return
    if OF_ALL.match(low, mention.core.end):
        mention.doubts.append("rate_of_ratio")
    elif _is_index(mention, before):
        as_verb(mention, "index", "same_period")
        mention.doubts += [] if mention.said else ["base_assumed"]
    else:
        _of_level(statement, level, before)


def _of_level(statement: Statement, level: Quantity, before: Sequence[Statement]) -> None:
    """What a percentage without any base is of a level."""
    mention, root = statement.mention, statement.root
    if not set(mention.kinds) & {"reach", "index"}:
        if statement.bracketed and not root.mention.percent:
            statement.doubts.append("direction_missing")
        elif statement.bracketed:
            mention.doubts.append("direction_not_printed")
            as_verb(mention, "up", "same_period")
    elif level.denominator is not None and not _of_plan(before):
        mention.doubts.append("rate_of_ratio")
    elif not root.mention.percent:
        as_verb(mention, "reach", "plan")
        mention.doubts.append("base_assumed")


def _is_index(mention: Mention, before: Sequence[Statement]) -> bool:
    """`104,13% cùng kỳ`, or `bằng 82,4%` where nothing is compared with a plan."""
    if mention.base == "same_period":
        return set(mention.kinds).isdisjoint({"index", "share"})
    return mention.base is None and "index" in mention.kinds and not _of_plan(before)


def _of_plan(before: Sequence[Statement]) -> bool:
    """Whether the last comparisons were with a plan."""
    said = [s.mention.quantity for s in before[-4 * _NEAR :] if s.mention.said]
    return any(q is not None and q.measure == "attainment" for q in said[-_NEAR:])


def _words(low: str, label: tuple[Stretch, ...]) -> str:
    return " ".join(low[words.start : words.end] for words in label)
