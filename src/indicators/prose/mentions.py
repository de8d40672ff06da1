"""What the words around a figure make of it: level, growth, attainment, share, threshold."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from indicators.language.quantity import Quantity, QuantityError, parse_quantity
from indicators.language.sentences import (
    BASE_BEFORE,
    BASE_TAIL,
    COMPARED_WITH,
    FROM_UP,
    LEADING_BASE,
    NAMES_PERIOD,
    NOUN_BEFORE,
    OF_A_WHOLE,
    ONWARDS,
    OTHER_PERIOD,
    OTHER_WORD,
    SAME_PERIOD,
    UPWARDS,
    YEAR_TAIL,
    base,
    ends_with_kind,
    kind_before,
)
from indicators.prose.owners import owner_of, year_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indicators.prose.scan import Core

_THRESHOLDS = {
    "at_least": "tối thiểu",
    "more_than": "trên",
    "at_most": "tối đa",
    "less_than": "dưới",
    "rounded_down": "hơn",
    "rounded_up": "gần",
}
_VERBS = {
    "up": "tăng",
    "down": "giảm",
    "index": "bằng",
    "over": "vượt",
    "times": "gấp",
    "reach": "đạt",
}
_BASES = {
    "same_period": "so với cùng kỳ", "other_period": "so với cùng kỳ", "plan": "kế hoạch", "budget": "dự toán", "district": "nghị quyết",
    "city": "kế hoạch thành phố giao", "province": "kế hoạch tỉnh giao",
}  # fmt: skip
_COMPARATIVES = {"higher": ("up", "more_than"), "lower": ("down", "less_than")}
_OWN = {*_COMPARATIVES, *_THRESHOLDS, "approximate"}
_TARGETS = ("plan", "district", "budget", "before_period")
_SIGNED = re.compile(r"(?:[(\s])([+-])\Z")
_REACHED = ("reach", "index", "over")
_LONGEST_LEFT = 90
_LONGEST_SENTENCE = 600


@dataclass(slots=True)
class Mention:
    """One figure with its words.

    Attributes:
        core: The figure itself.
        start: Where the words that belong to it begin (`tăng 25,4%`).
        end: After the figure, `trở lên` included.
        left: Where the words before it begin (nothing of it belongs to a label).
        tail: After the words that say what it is compared with.
        kinds: Kinds of the words before it, nearest last.
        base: What it is compared with: `same_period`, `other_period`, or whose target; None.
        base_year: The year it is compared with, where one is printed.
        said: Whether the base is printed with this figure.
        quantity: The figure read in their light; None when it cannot be read.
        doubts: What is not sure.
    """

    core: Core
    start: int
    end: int
    left: int
    tail: int
    kinds: tuple[str, ...] = ()
    base: str | None = None
    base_year: int | None = None
    said: bool = False
    quantity: Quantity | None = None
    doubts: list[str] = field(default_factory=list)

    @property
    def verb(self) -> str | None:
        """The word that makes a comparison of it."""
        return next((kind for kind in self.kinds if kind in _VERBS and kind != "reach"), None)

    @property
    def percent(self) -> bool:
        """Whether it is printed with a percent sign."""
        return self.quantity is not None and self.quantity.unit in ("%", "‰", "điểm %")

    @property
    def compares(self) -> bool:
        """Whether it only compares another figure."""
        return self.quantity is not None and self.quantity.measure in (
            "growth",
            "attainment",
            "change",
        )

    @property
    def copula(self) -> bool:
        """Whether a verb or a colon stands between label and figure."""
        return any(kind in ("reach", "estimate", "filler", "index", "colon") for kind in self.kinds)


def mentions_of(low: str, cores: Sequence[Core]) -> list[Mention]:
    """Read the words around every figure of one text."""
    mentions: list[Mention] = []
    bounds = [*(core.start for core in cores[1:]), len(low)][: len(cores)]
    floor = 0
    for core, ceiling in zip(cores, bounds, strict=True):
        mention = _before(low, core, floor)
        _behind(low, mention, ceiling)
        if FROM_UP.search(low[max(floor, core.start - 6) : core.start]) and UPWARDS.match(
            low, core.end, ceiling
        ):
            mention.kinds = (*mention.kinds, "at_least")  # `từ 180 đảng viên mới trở lên`
        if mention.base is None:
            _base_before(low, mention, floor)
        if mention.base is None:
            _leading_base(low, mention)
        mention.kinds = tuple(
            _COMPARATIVES[kind][mention.base is None] if kind in _COMPARATIVES else kind
            for kind in mention.kinds
        )
        read(mention)
        mentions.append(mention)
        floor = mention.tail
    return mentions


def _before(low: str, core: Core, floor: int) -> Mention:
    kinds = _sign(low, core, floor)
    start = left = core.start - len(kinds)
    own = True
    lowest = max(floor, core.start - _LONGEST_LEFT)
    while found := ends_with_kind().search(low[lowest:left]):
        at = lowest + found.start(1)
        kind = _kind(low, found[1], lowest, at, core)
        second = kind in _OWN and kind != "approximate" and not _OWN.isdisjoint(kinds)
        if kind is None or second:
            break
        if ":" in low[lowest + found.start(1) : left]:
            kinds.append("colon")
        left = at
        kinds.append(kind)
        own = own and (kind in _OWN or kind in _VERBS or kind in ("share", "from"))
        if own:
            start = left
    before = low[lowest:left].rstrip()
    if before.endswith((":", "=")):
        kinds.append("colon")
    return Mention(core, start, core.end, left, core.end, tuple(reversed(kinds)))


def _sign(low: str, core: Core, floor: int) -> list[str]:
    """What a sign before a percentage makes of it: `(-0,6%)`."""
    signed = _SIGNED.search(low, max(floor, core.start - 2), core.start)
    if signed is None or core.quantity is None or core.quantity.unit != "%":
        return []
    return ["up" if signed[1] == "+" else "down"]


def _kind(low: str, word: str, lowest: int, at: int, core: Core) -> str | None:
    """The kind of a word before a figure; None where it belongs to the words before it."""
    kind = kind_before()[word]
    if word.startswith("tăng thêm") and low.endswith("việc làm ", lowest, at):
        return None
    if kind in ("up", "down") and NOUN_BEFORE.search(low, lowest, at):
        return None
    if word.startswith(("chỉ", "thành", "mức")) and OTHER_WORD.search(low, lowest, at):
        return None
    if kind in _TARGETS and COMPARED_WITH.search(low, lowest, at):
        return None
    if kind == "from" and not ONWARDS.match(low, core.end):
        return "down" if "giảm" in word else "up"
    return kind


def _behind(low: str, mention: Mention, ceiling: int) -> None:
    behind = low[mention.core.end : ceiling]
    for kind, pattern in base().items():
        found = pattern.match(behind)
        if found is None or (kind == "plan" and _is_counted(mention, behind, found)):
            continue
        beside = "times" in mention.kinds or "so" in behind[: found.start("base")]
        if NAMES_PERIOD.match(found["base"]) and not beside:  # but `gấp 1,7 lần năm 2020`
            continue
        rest = BASE_TAIL.match(behind, found.end("base"))
        end = rest.end() if rest else found.end()
        year = YEAR_TAIL.match(low, mention.core.end + end)
        stop = year.end() if year else mention.core.end + end
        phrase = low[mention.core.end + found.start("base") : stop]
        mention.base = owner_of(phrase) or "plan" if kind == "plan" else kind
        if kind != "plan" and mention.base == "other_period" and SAME_PERIOD.search(phrase):
            mention.base = "same_period"
        mention.base_year = year_of(phrase)
        mention.said = True
        mention.tail = stop
        return
    _of_whole(low, mention, ceiling)


def _of_whole(low: str, mention: Mention, ceiling: int) -> None:
    """`42% tổng vốn đăng ký`: the whole is no label of the next figure."""
    whole = OF_A_WHOLE.match(low, mention.core.end, ceiling)
    if whole is not None and mention.core.quantity and mention.core.quantity.unit == "%":
        mention.tail = whole.end()


def _is_counted(mention: Mention, behind: str, found: re.Match[str]) -> bool:
    """`12 kế hoạch`, `36 nghị quyết`: what is counted, no base."""
    plain = mention.core.quantity is not None and mention.core.quantity.unit not in ("%", "lần")
    return plain and behind[: found.start("base")].strip() in ("", "theo")


def _base_before(low: str, mention: Mention, floor: int) -> None:
    found = BASE_BEFORE.search(low, max(floor, mention.left - _LONGEST_LEFT), mention.left)
    if found is None or not set(mention.kinds) & {*_VERBS, "share"}:
        return
    _compare(mention, found[1])
    mention.left = found.start()


def _leading_base(low: str, mention: Mention) -> None:
    """`So với tháng trước, CPI tăng 0,2%`: what the sentence begins with."""
    left = mention.left
    ends = [low.rfind(sign, max(0, left - _LONGEST_SENTENCE), left) for sign in (". ", "; ")]
    found = LEADING_BASE.match(low, max(*ends, -1) + 1, left)
    moved = {"up", "down"} if found and SAME_PERIOD.search(found[1]) else {"up", "down", *_REACHED}
    if found is not None and not moved.isdisjoint(mention.kinds):
        _compare(mention, found[1])


def _compare(mention: Mention, phrase: str) -> None:
    """Take in what a figure is compared with."""
    if OTHER_PERIOD.search(phrase):
        mention.base = "other_period"
    else:
        mention.base = "same_period" if SAME_PERIOD.search(phrase) else owner_of(phrase) or "plan"
    mention.base_year = year_of(phrase)
    mention.said = True


def read(mention: Mention) -> None:
    """Work out the quantity from the core, its words and its base."""
    core = mention.core
    if core.quantity is None:
        mention.doubts.append(core.problem.reason if core.problem else "unreadable")
        return
    counted = core.quantity.unit not in ("%", "‰", None, "lần")
    mention.doubts += _doubts(mention, counted=counted)
    quantity = _in_words(mention, core.quantity, counted=counted)
    if _is_scaled(core) and quantity.measure in ("level", "change"):
        quantity = _bounded(core.quantity, quantity)
    flags = {*quantity.flags, *core.flags, *({"estimate", "approximate"} & set(mention.kinds))}
    if flags != set(quantity.flags):
        quantity = quantity._replace(flags=tuple(sorted(flags)))
    mention.quantity = quantity


def _doubts(mention: Mention, *, counted: bool) -> list[str]:
    """What the words leave open: the level of before, and a difference that has no measure."""
    from_plan = mention.base not in (None, "same_period", "other_period")
    moved = counted and from_plan and not {"up", "down", "over"}.isdisjoint(mention.kinds)
    doubts = ["former_level"] if "from" in mention.kinds else []
    return [*doubts, "other_base"] if mention.base == "other_period" or moved else doubts


def _in_words(mention: Mention, printed: Quantity, *, counted: bool) -> Quantity:
    """The quantity of the figure and its words read together, else the figure as printed."""
    core = mention.core
    threshold = next((kind for kind in reversed(mention.kinds) if kind in _THRESHOLDS), None)
    verb = _verb(mention, printed, counted=counted)
    base_words = _BASES.get(mention.base or "", "kế hoạch" if mention.base else "")
    if counted and verb not in ("up", "down"):
        base_words = ""
    quantity, problem = _composed(core.text, verb, threshold, core.suffix, base_words)
    if quantity is None and (threshold or core.suffix):
        quantity, problem = _composed(core.text, verb, None, None, base_words)
        mention.doubts.append("bound_unclear")
    if quantity is None:
        mention.doubts.append(problem or "unreadable")
        return printed
    if quantity.measure == "level" and printed.unit not in (None, quantity.unit):
        return printed
    return quantity


def _verb(mention: Mention, quantity: Quantity, *, counted: bool) -> str | None:
    """The verb that moves the figure; a level, a ratio and a former level have none."""
    verb = mention.verb or ("reach" if "reach" in mention.kinds else None)
    if "from" in mention.kinds or (quantity.denominator is not None and verb != "index"):
        return None
    if verb == "over" and quantity.unit is None:
        return None
    if not counted:
        return verb
    if verb == "over":  # `vượt 12 đàn so với cùng kỳ`
        times = mention.base in ("same_period", "other_period")
        return "up" if times or quantity.unit == "điểm %" else None
    return None if verb == "index" else verb


def _is_scaled(core: Core) -> bool:
    return (
        core.quantity is not None
        and core.quantity.unit is not None
        and core.quantity.unit not in core.text
        and core.quantity.decimals < 0
    )


def _bounded(scaled: Quantity, read: Quantity) -> Quantity:
    """The scaled figure with the side that was read."""
    if read.bound in ("at_least", "more_than"):
        return scaled._replace(bound=read.bound, value=None, low=scaled.value)
    if read.bound in ("at_most", "less_than"):
        return scaled._replace(bound=read.bound, value=None, high=scaled.value)
    return scaled._replace(measure=read.measure)


@lru_cache(maxsize=4096)
def _composed(
    text: str, verb: str | None, threshold: str | None, suffix: str | None, base_words: str
) -> tuple[Quantity | None, str | None]:
    words = [_VERBS[verb] if verb else "", _THRESHOLDS.get(threshold or "", ""), text]
    words += [("trở xuống" if suffix == "trở lại" else suffix) or "", base_words]
    try:
        return parse_quantity(" ".join(word for word in words if word)), None
    except QuantityError as error:
        return None, error.reason


def as_verb(mention: Mention, verb: str, base_of: str) -> None:
    """Read the figure again as if its verb and base were printed."""
    mention.kinds = (*mention.kinds, verb)
    mention.base = mention.base or base_of
    read(mention)
