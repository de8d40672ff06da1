"""Which words name what a figure counts: left of it, right of it, above it, or shared."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from indicators.extraction.labels import Words, left_label, opening, right_label, split_enumeration
from indicators.extraction.mentions import Mention, read

if TYPE_CHECKING:
    from collections.abc import Sequence

_SENTENCE = re.compile(r"(?:[.!?…]+[\s*_]+(?=[^\W\d_])|;)")
_JOINT = re.compile(r"\s*(?:[-–;,/]|và|,\s*và)?\s*\Z")
_PARTS = re.compile(r"trong đó|bao gồm|trong số đó|cụ thể|gồm")
_GROWS = re.compile(r"phát triển|tăng|tăng trưởng")
_STRUCTURE = re.compile(r"cơ cấu|tỷ trọng|tỉ trọng|chiếm")
_RATE = re.compile(r"tỷ lệ|tỉ lệ|tỷ suất|tỉ suất|hệ số|độ che phủ")
_BASIS = ("theo giá ", "giá so sánh", "giá hiện hành", "giá thực tế", "giá cố định")
_LISTED = (",", ";", "và", ", và", "; và")
_OF_ALL = re.compile(r"\s*(?:trên|của|so với)?\s*tổng")
_WEAK = re.compile(
    r"(?:với\s+)?(?:tổng\s+)?(?:số tiền|trị giá|kinh phí|giá trị|diện tích|năng suất|sản lượng|doanh thu|vốn|số vốn)(?:\s+(?:là|quà|đạt))?"
)
_PRICES = re.compile(r"\s*,?\s*\(?(?:theo\s+)?giá (?:so sánh|hiện hành|thực tế|cố định)")
_PLACE = re.compile(r"\s*(?:tại|ở)\s+(?:xã|thị trấn|phường|huyện|thôn)\s")
_ONLY_PLACE = re.compile(r"(?:(?:tại|ở)\s+)?(?:xã|thị trấn|phường|huyện|thôn)\s+\w+(?:\s\w+)?")
_PLANS = ("plan", "district", "budget")


@dataclass(slots=True)
class Statement:
    """One figure with the words that name it.

    Attributes:
        mention: The figure.
        label: Spans of the words that name it, in order.
        parents: Spans of labels above it, nearest first.
        subject: The statement it only compares or completes; None if it stands on its own.
        sentence: Start and end of its sentence.
        former: Whether it tells the period of the year before (`cùng kỳ 25 vụ`).
        target_by: Whose target it is when it stands as one (`KH 14-15%`).
        bracketed: Whether it stands in brackets.
        doubts: What is not sure.
    """

    mention: Mention
    label: tuple[Words, ...] = ()
    parents: tuple[tuple[Words, ...], ...] = ()
    subject: Statement | None = None
    sentence: tuple[int, int] = (0, 0)
    former: bool = False
    target_by: str | None = None
    bracketed: bool = False
    doubts: list[str] = field(default_factory=list)

    @property
    def root(self) -> Statement:
        """The statement that carries the label."""
        return self.subject.root if self.subject is not None else self


class Reader:
    """Goes through the figures of one text from left to right."""

    def __init__(self, text: str, low: str, mentions: Sequence[Mention]) -> None:
        """Prepare; `low` is `text` in small letters."""
        self.text, self.low, self.mentions = text, low, mentions
        self.ends = _sentence_ends(text, mentions)
        self.holders = _brackets(low, mentions)
        self.statements: list[Statement] = []
        self.parents: tuple[tuple[Words, ...], ...] = ()
        self.subject: Statement | None = None
        self.whole: Statement | None = None  # what `trong đó` opens
        self.consumed = 0  # words behind a figure that are its label belong to no other

    def read(self) -> list[Statement]:
        """Statements of all figures, in order."""
        index = 0
        while index < len(self.mentions):
            count = self._enumeration(index)
            if count:
                index += count
                continue
            self._one(index)
            index += 1
        return self.statements

    def _bounds(self, at: int) -> tuple[int, int]:
        start = max((end for end in self.ends if end <= at), default=0)
        stop = min((end for end in self.ends if end > at), default=len(self.low))
        return start, stop

    def _one(self, index: int) -> None:
        mention = self.mentions[index]
        before = self.mentions[index - 1] if index else None
        sentence = self._bounds(mention.start)
        if before is None or before.tail <= sentence[0]:
            self._new_sentence(sentence[0], before)
        begin = max(before.tail if before else 0, sentence[0])
        begin = max(begin, min(self.consumed, mention.left))
        opened = self.holders.get(index)
        fresh_bracket = opened is not None and opened >= begin
        statement = Statement(mention, sentence=sentence, bracketed=opened is not None)
        stretch = (opened + 1 if fresh_bracket and opened is not None else begin, mention.left)
        stretch = self._after_closed(stretch, index)
        if index - 1 in self.holders and opened is None:
            self.parents, self.whole = (), None
        head, label = left_label(self.low, *stretch, whole="colon" in mention.kinds)
        if _PARTS.search(self.low, *stretch) and self.subject is not None:
            self.whole = self.subject.root
            self.parents = (self.whole.label, *self.whole.parents)
        if head is not None and (label is not None or not self._counts_up(mention)):
            self.parents = ((head,), *(self.whole.parents if self.whole else ()))
        outside = fresh_bracket and opened is not None and self.low[begin:opened].strip(" ,;")
        if fresh_bracket and self.subject is not None and not outside:
            statement.parents = (self.subject.root.label, *self.subject.root.parents)
        else:
            statement.parents = self.parents
        if fresh_bracket and opened is not None and label is None:
            label = left_label(self.low, begin, opened)[1]  # `tỷ lệ giải ngân thấp (mới đạt 47%)`
        self._kind(statement)
        self._label(statement, label, index, sentence[1])
        self.statements.append(statement)

    def _new_sentence(self, start: int, before: Mention | None) -> None:
        previous = before.tail if before else 0
        if self.low[previous:start].rstrip().endswith(";") and self.parents:
            return
        self.parents, self.whole = (), None

    def _after_closed(self, stretch: tuple[int, int], index: int) -> tuple[int, int]:
        """Leave out a bracket with figures that closes inside the stretch."""
        start, stop = stretch
        tail = self.mentions[index - 1].tail if index else 0
        still_open = index - 1 in self.holders and ")" not in self.low[tail:start]
        if still_open and self.holders.get(index) != self.holders[index - 1]:
            closed = self.low.find(")", start, stop)
            if closed >= 0:
                return closed + 1, stop
        return stretch

    def _counts_up(self, mention: Mention) -> bool:
        return mention.core.quantity is not None and mention.core.quantity.unit is None

    def _kind(self, statement: Statement) -> None:
        kinds = statement.mention.kinds
        statement.target_by = next((kind for kind in kinds if kind in _PLANS), None)
        statement.former = "before_period" in kinds
        self._unit_of_subject(statement)

    def _unit_of_subject(self, statement: Statement) -> None:
        """`72,16 triệu đồng/người/năm (KH 69 - 70 triệu đồng)`: the unit is said in full once."""
        quantity, whole = statement.mention.quantity, self._subject_unit()
        if not (statement.target_by or statement.former) or quantity is None or whole is None:
            return
        if quantity.unit is None or whole.startswith(quantity.unit + "/"):
            statement.mention.quantity = replace(quantity, unit=whole)

    def _label(self, statement: Statement, label: Words | None, index: int, stop: int) -> None:
        mention = statement.mention
        following = self.mentions[index + 1].left if index + 1 < len(self.mentions) else stop
        right = right_label(
            self.low, mention.tail, min(stop, max(following, mention.tail)),
            long=mention.percent and not mention.compares and (label is None or not (label.noun or mention.copula)),
        )  # fmt: skip
        unit = self._unit_words(mention)
        if label is not None and self.low.startswith(_BASIS, label.start) and self.subject:
            statement.label = (*self._without(_PRICES, self.subject.root.label), label)
        elif label is not None and self.subject and _ONLY_PLACE.fullmatch(self.low, label.start, label.end):
            named = self._without(_PLACE, self.subject.root.label)  # `…, tại xã Vĩnh An 7 ha`
            statement.label = (*named, label)
        elif label is not None:
            if _WEAK.fullmatch(self.low, label.start, label.end) and self.subject and self.subject.sentence == statement.sentence:
                statement.parents = (self.subject.root.label, *self.subject.root.parents)
            statement.label = self._completed(mention, label, unit, right)
        elif self._attaches(statement, right):
            statement.subject = self.subject
            if self.subject is not None:
                statement.parents = self.subject.parents
        elif right is not None or unit is not None:
            shared = self._shared_verb(index)
            statement.label = tuple(words for words in (shared, unit, right) if words)
        elif self.parents:
            statement.label, statement.parents = self.parents[0], self.parents[1:]
        elif self.subject is not None:
            statement.subject = self.subject
            statement.doubts.append("inherited_label")
        elif (topic := opening(self.low, mention.left)) is not None:
            statement.label = (topic,)
            statement.doubts.append("inherited_label")
        if statement.subject is None and statement.label:
            self.subject = statement
            if label is None and right is not None:
                self.consumed = right.end
        self._measure(statement)

    def _without(self, pattern: re.Pattern[str], label: tuple[Words, ...]) -> tuple[Words, ...]:
        """The label up to its price basis or place, to be followed by another one."""
        kept = []
        for words in label:
            found = pattern.search(self.low, words.start, words.end)
            kept.append(words._replace(end=found.start()) if found else words)
        return tuple(words for words in kept if words.end > words.start)

    def _shared_verb(self, index: int) -> Words | None:
        """`kiểm tra 6 tổ chức đảng, 2 cấp ủy viên`: the verb of the first holds for the second."""
        if not self.statements or self.subject is None or self.subject is not self.statements[-1]:
            return None
        if set(self.mentions[index].kinds) & {"link", "filler", "reach"}:
            return None
        label, before = self.subject.label, self.mentions[index - 1]
        end = max(label[-1].end, before.tail)
        between = self.low[end : self.mentions[index].left].strip()
        verb = label[0]
        return verb if len(label) > 1 and verb.end <= before.start and between in _LISTED else None

    def _completed(
        self, mention: Mention, label: Words, unit: Words | None, right: Words | None
    ) -> tuple[Words, ...]:
        """The left label, with unit and right-hand words where a verb governs the figure."""
        if mention.copula or mention.compares:
            return (label,)
        if unit is not None:
            return tuple(words for words in (label, unit, right) if words)
        if right is not None and not label.noun:
            return (label, right)
        return (label,)

    def _unit_words(self, mention: Mention) -> Words | None:
        """A counted thing is part of the name: `cấp 32 giấy phép xây dựng`."""
        core = mention.core
        if core.raw_unit is None or core.quantity is None or not _is_thing(core.quantity.unit):
            return None
        end = core.end - (len(core.suffix) if core.suffix else 0)
        at = self.low.rfind(core.raw_unit, core.start, end)
        return Words(at, at + len(core.raw_unit)) if at >= 0 else None

    def _attaches(self, statement: Statement, right: Words | None) -> bool:
        if self.subject is None:
            return False
        mention = statement.mention
        if mention.compares or mention.said or "share" in mention.kinds:
            return True
        if statement.target_by or statement.former:
            return True
        if mention.quantity is None:
            return right is None
        if mention.percent:
            return "reach" in mention.kinds or "index" in mention.kinds or right is None
        same = mention.quantity.unit == self._subject_unit()
        return right is None and (same or mention.quantity.unit is None)

    def _subject_unit(self) -> str | None:
        quantity = self.subject.mention.quantity if self.subject else None
        return quantity.unit if quantity else None

    def _measure(self, statement: Statement) -> None:
        """Percentages that take their meaning from what they belong to."""
        mention = statement.mention
        if mention.quantity is None or mention.quantity.measure != "level" or not mention.percent:
            return
        named = self._words(statement.label) + "".join(map(self._words, statement.parents))
        if statement.subject is not None and not statement.target_by and not statement.former:
            self._completes(statement)
        elif statement.subject is not None:
            subject = self.statements[-1].mention.quantity if self.statements else None
            if subject is not None and subject.measure == "growth":
                _as(mention, "up", "same_period")
        elif "share" in mention.kinds or _STRUCTURE.search(named):
            statement.doubts.append("share")
        elif self.whole is not None and not _RATE.search(named) and not mention.copula:
            whole = self.whole.mention.quantity
            if whole is not None and whole.measure == "growth" and statement.parents:
                _as(mention, "up", "same_period")
                statement.doubts.append("measure_inherited")

    def _completes(self, statement: Statement) -> None:
        """A percentage without a base behind a level: of the plan, or a share of the whole."""
        mention, root = statement.mention, statement.root
        level = root.mention.quantity
        if level is None or "share" in mention.kinds or level.measure != "level":
            return
        siblings = [s for s in self.statements if s.mention.quantity and s.mention.said]
        of_plan = any(
            s.mention.quantity and s.mention.quantity.measure == "attainment" for s in siblings[-3:]
        )
        if _OF_ALL.match(self.low, mention.core.end):
            mention.doubts.append("rate_of_ratio")
            return
        if not set(mention.kinds) & {"reach", "index"}:
            if statement.bracketed and not root.mention.percent:
                statement.doubts.append("direction_missing")
            elif statement.bracketed:
                mention.doubts.append("direction_not_printed")
                _as(mention, "up", "same_period")
        elif level.denominator is not None and not of_plan:
            mention.doubts.append("rate_of_ratio")
        elif not root.mention.percent:
            _as(mention, "reach", "plan")
            mention.doubts.append("base_assumed")

    def _words(self, label: tuple[Words, ...]) -> str:
        return " ".join(self.low[w.start : w.end] for w in label) + " "

    def _enumeration(self, index: int) -> int:
        """Read `A, B và C lần lượt tăng 3%, 4% và 5%`; how many figures were read, 0 for none."""
        first = self.mentions[index]
        last = index
        while last + 1 < len(self.mentions) and self._joined(last):
            last += 1
        count = last - index + 1
        begin = self.mentions[index - 1].tail if index else 0
        sentence = self._bounds(first.start)
        begin = max(begin, sentence[0])
        opened = self.holders.get(index)
        words = self.low[begin : first.start]
        told = "lần lượt" in words or "tương ứng" in words or (opened is not None and count > 2)
        if count < 2 or not told or first.quantity is None:
            return 0
        stop = opened if opened is not None and opened >= begin else first.left
        names = split_enumeration(self.low, begin, stop, count)
        if len(names) != count:
            return 0
        verb = first.verb or ("up" if opened and _GROWS.search(words) else None)
        for name, mention in zip(names, self.mentions[index : last + 1], strict=True):
            if verb and mention.verb is None:
                _as(mention, verb, self.mentions[last].base or "same_period")
                mention.doubts.append("shared_verb")
            statement = Statement(mention, (name,), self.parents, sentence=sentence)
            self.statements.append(statement)
            self.subject = statement
        return count

    def _joined(self, index: int) -> bool:
        one, two = self.mentions[index], self.mentions[index + 1]
        between = self.low[one.tail : two.start]
        same = one.quantity and two.quantity and one.core.quantity and two.core.quantity
        return bool(_JOINT.match(between)) and bool(same) and one.core.quantity.unit == two.core.quantity.unit  # type: ignore[union-attr]


def _as(mention: Mention, verb: str, base: str) -> None:
    mention.kinds = (*mention.kinds, verb)
    mention.base = mention.base or base
    read(mention)


def _is_thing(unit: str | None) -> bool:
    if unit is None:
        return True
    from indicators.units import find_unit

    found = find_unit(unit)[0]
    return found.counted or found.dimension == found.symbol and "/" not in found.symbol and found.symbol not in ("%", "điểm", "lần", "‰")


def _sentence_ends(text: str, mentions: Sequence[Mention]) -> list[int]:
    inside = [(m.start, m.end) for m in mentions]
    ends = []
    for found in _SENTENCE.finditer(text):
        at = found.end()
        if found[0] != ";" and not text[at : at + 1].isupper():
            continue
        if any(start < found.start() + 1 < end for start, end in inside):
            continue
        ends.append(at)
    return ends


def _brackets(low: str, mentions: Sequence[Mention]) -> dict[int, int]:
    """For every figure inside brackets, where the innermost one opens."""
    found: dict[int, int] = {}
    stack: list[int] = []
    at = 0
    for index, mention in enumerate(mentions):
        for position in range(at, mention.core.start):
            if low[position] == "(":
                stack.append(position)
            elif low[position] == ")" and stack:
                stack.pop()
        at = max(at, mention.core.start)
        if stack:
            found[index] = stack[-1]
    return found
