"""Which words name what a figure counts: left of it, right of it, above it, or shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indicators.language.sentences import (
    ABOUT,
    ACTS,
    COUNT,
    LABEL_PLACE,
    LEADING_BASE,
    LIST_HEAD,
    NAMES_NOTHING,
    ONLY_PLACE,
    PARTS_FOLLOW,
    PRICE_BASES,
    PRICES,
    STRUCTURE,
    TURNOVER,
    TURNOVER_OF,
    WEAK_LABEL,
    WHOLE_PLACE,
)
from indicators.language.units import is_thing, unscaled
from indicators.prose.enumerations import enumeration, periods_in_turn
from indicators.prose.labels import (
    Stretch,
    compounds,
    kept_together,
    left_label,
    opening,
    right_label,
)
from indicators.prose.measures import settle
from indicators.prose.mentions import as_verb
from indicators.prose.punctuation import Sentences, open_brackets
from indicators.prose.statement import Statement

if TYPE_CHECKING:
    import re
    from collections.abc import Sequence

    from indicators.prose.mentions import Mention

_LISTED = (",", ";", "và", ", và", "; và")
_WITH = ("với", ", với", "có", "với tổng số")
_LONG_LEAD = 20
_NEAR = 6
_PLANS = ("plan", "district", "budget")


class Reader:
    """Goes through the figures of one text from left to right."""

    def __init__(self, text: str, low: str, mentions: Sequence[Mention]) -> None:
        """Prepare; `low` is `text` in small letters."""
        names = compounds(low)
        self.plain, self.low, self.mentions = low, kept_together(low, names), mentions
        self.sentences = Sentences(text, mentions, names)
        self.holders = open_brackets(low, mentions)
        self.statements: list[Statement] = []
        self.parents: tuple[tuple[Stretch, ...], ...] = ()
        self.subject: Statement | None = None
        self.whole: Statement | None = None  # what `trong đó` opens
        self.governor: Statement | None = None  # what `trong đó` or a list opens
        self.outer: tuple[Statement | None, tuple[tuple[Stretch, ...], ...], Statement | None] = (
            None, (), None,
        )  # subject, parents and whole before a bracket opened  # fmt: skip
        self.begun = 0  # where the words before the figure begin
        self.consumed = 0  # words behind a figure that are its label belong to no other

    def read(self) -> list[Statement]:
        """Statements of all figures, in order."""
        index = 0
        while index < len(self.mentions):
            mention = self.mentions[index]
            sentence = self.sentences.around(mention.start)
            begin = max(self.mentions[index - 1].tail if index else 0, sentence[0])
            at, periods = periods_in_turn(self.low, self.mentions, index, begin)
            if periods:
                self._in_periods(index, sentence, at, periods)
                index += len(periods)
                continue
            names = enumeration(self.plain, self.mentions, index, begin, self.holders.get(index))
            parents = self.parents
            shares = bool(names) and bool(STRUCTURE.search(self.low, begin, names[-1].end))
            if names:
                head, first = left_label(self.low, names[0].start, names[0].end)
                if head is not None and first is not None:  # `Cơ cấu kinh tế: nông nghiệp - …`
                    names, parents = [first, *names[1:]], ((head,), *parents)
            for name in names:
                label: tuple[Stretch, ...] = (name,)
                if name is not names[0]:
                    label = (*self._shared_head(names[0], name), name)
                self.subject = Statement(
                    self.mentions[index], label, parents, governor=self.governor, sentence=sentence,
                    opened=self.sentences.opened(mention.start),
                )  # fmt: skip
                if shares and self.mentions[index].percent:
                    self.subject.doubts.append("share")
                self.statements.append(self.subject)
                index += 1
            if not names:
                self._one(index, sentence)
                index += 1
        return self.statements

    def _in_periods(
        self, index: int, sentence: tuple[int, int], at: int, periods: Sequence[str]
    ) -> None:
        """One name for figures of several periods: `các năm 2021, 2022 lần lượt đạt 5 và 6 tấn`."""
        self.mentions[index].left = min(self.mentions[index].left, at)
        for number, period in enumerate(periods, index):
            self._one(number, sentence)
            self.statements[-1].told = period

    def _shared_head(self, first: Stretch, name: Stretch) -> tuple[Stretch, ...]:
        """What the first name of a list says for all: `Diện tích lúa, ngô và lạc`."""
        if ONLY_PLACE.fullmatch(self.low, name.start, name.end):
            return self._without(LABEL_PLACE, (first,))
        head = LIST_HEAD.match(self.low, first.start, first.end)
        return () if head is None else (first._replace(end=head.end()),)

    def _one(self, index: int, sentence: tuple[int, int]) -> None:
        mention = self.mentions[index]
        begin = self.begun = self._begin(index, sentence[0])
        opened = self.holders.get(index)
        fresh = opened if opened is not None and opened >= begin else None  # opens before it
        closed = self.holders.get(index - 1) if opened is None else None  # closes before it
        statement = Statement(mention, sentence=sentence, bracketed=opened is not None)
        stretch = (begin if fresh is None else fresh + 1, mention.left)
        stretch = self._after_closed(stretch, index)
        if closed is not None:
            self.subject, self.parents, self.whole = self.outer
        if fresh is not None:
            self.outer = (self.subject, self.parents, self.whole)
        whole = "colon" in mention.kinds or self._opens_item(begin)
        stretch = self._after_lead(stretch, sentence)
        head, label = left_label(self.low, *stretch, whole=whole)
        counts_up = label is None and self._counts_up(mention)
        self._enter(stretch, head, mention, counts_up=counts_up)
        self._under(statement, stretch, label)
        if head is None and fresh is not None and not self.low[begin:fresh].strip(" ,;"):
            statement.parents = self._of_subject()
        self._kind(statement)
        if label is None and (statement.target_by is None or self.subject is None):
            label = self._beside_bracket((begin, fresh), (sentence[0], closed))
        self._label(statement, label, index, sentence[1])
        statement.opened = self.sentences.opened(mention.start)
        self.statements.append(statement)

    def _under(self, statement: Statement, stretch: tuple[int, int], label: Stretch | None) -> None:
        """Hang a statement below what `trong đó`, a list, `và` or `với` makes it a part of."""
        statement.parents, statement.governor = self.parents, self.governor
        if label is not None or not self.statements:
            return
        between = self.low[stretch[0] : statement.mention.core.start].strip()
        joined = between in _WITH
        if joined or self.low[slice(*stretch)].strip() in _LISTED:
            statement.governor = self.statements[-1]
        if joined and self.subject is not None:  # `617 hợp tác xã, với 32 thành viên`
            statement.parents = self._of_subject()

    def _after_lead(self, stretch: tuple[int, int], sentence: tuple[int, int]) -> tuple[int, int]:
        """`Cơ cấu chuyển dịch, trong đó nông nghiệp 42%`: what leads to parts is the label above."""
        led = LEADING_BASE.match(self.low, *stretch)
        stretch = (led.end() if led else stretch[0], stretch[1])
        found = PARTS_FOLLOW.search(self.low, *stretch)
        spoken = self.subject is not None and self.subject.root.sentence == sentence
        if found is None or spoken or found.start() - stretch[0] < _LONG_LEAD:
            return stretch
        lead = opening(self.low, found.start(), stretch[0])
        if lead is None:
            return stretch
        self.parents, self.whole, self.governor = ((lead,),), None, None
        return found.end(), stretch[1]

    def _opens_item(self, begin: int) -> bool:
        """Whether the words before a figure begin an item of a list: `…; lúa 48 ha`."""
        return bool(self.parents) and self.low[:begin].rstrip().endswith(";")

    def _of_subject(self) -> tuple[tuple[Stretch, ...], ...]:
        """The labels above a bracket that explains the last figure."""
        root = self.subject.root if self.subject else None
        return (root.label, *root.parents) if root else self.parents

    def _beside_bracket(
        self, opened: tuple[int, int | None], closed: tuple[int, int | None]
    ) -> Stretch | None:
        """The label before a bracket: `tỷ lệ giải ngân thấp (mới đạt 47%)`, or that of one closed."""
        start, bracket = opened
        if bracket is None and self.subject is None:
            start, bracket = closed
        return None if bracket is None else left_label(self.low, start, bracket)[1]

    def _begin(self, index: int, start: int) -> int:
        """Where the words before a figure begin; `start` is that of its sentence."""
        before = self.mentions[index - 1] if index else None
        if before is None or before.tail <= start:
            self._new_sentence(start, before)
        left = self.mentions[index].left
        return max(before.tail if before else 0, start, min(self.consumed, left))

    def _enter(
        self, stretch: tuple[int, int], head: Stretch | None, mention: Mention, *, counts_up: bool
    ) -> None:
        """Take in what the words before a figure make of the label above it."""
        if self.subject is not None and PARTS_FOLLOW.search(self.low, *stretch):
            self.whole = self.governor = self._whole_of(mention, self.subject.root)
            self.parents = (self.whole.label, *self.whole.parents)
        if head is not None and not counts_up:
            self.governor = self.governor or (self.subject.root.total if self.subject else None)
            self.parents = ((head,), *(self.whole.parents if self.whole else ()))

    def _whole_of(self, mention: Mention, last: Statement) -> Statement:
        """What a part is a part of: the last figure, or one before it in the unit of the part."""
        unit = mention.quantity.unit if mention.quantity else None
        for one in reversed(self.statements[-_NEAR:]):
            level, root = one.mention.quantity, one.root
            alike = level is not None and level.unit == unit and level.measure == "level"
            if one is root and alike and root.opened == last.opened and not mention.percent:
                return root
        return last

    def _new_sentence(self, start: int, before: Mention | None) -> None:
        previous = before.tail if before else 0
        if self.low[previous:start].rstrip().endswith(";") and self.parents:
            return
        self.parents, self.whole, self.governor = (), None, None

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
            statement.mention.quantity = quantity._replace(unit=whole)

    def _label(self, statement: Statement, label: Stretch | None, index: int, stop: int) -> None:
        mention = statement.mention
        right = self._right(index, stop, label)
        unit = self._unit_words(mention)
        if label is not None and not self._is_aside(mention, label, unit):
            own = self._own_label(statement, label, unit, right)
            statement.label = (*own, *self._goes_on(index, right, own))
        elif (about := self._about(mention, right)) is not None:
            statement.label, statement.parents = (about,), self._of_subject()
        elif (whole := self._of_whole_place(mention, unit, right)) is not None:
            statement.label = whole
        elif self._attaches(statement, right):
            statement.subject = self._changed(mention) or self.subject
            if self.subject is not None:
                statement.parents = self.subject.parents
        elif right is not None or unit is not None:
            shared = self._shared_verb(index)
            statement.label = tuple(words for words in (shared, unit, right) if words)
        else:
            self._inherit(statement)
        if statement.subject is None and statement.label:
            self.subject = statement
            self._consume(statement, right)
        settle(self.low, statement, self.statements, self.whole)

    def _consume(self, statement: Statement, right: Stretch | None) -> None:
        """Words behind a figure that are its label belong to no other."""
        if right is not None and statement.label[-1].end == right.end:
            self.consumed = right.end

    def _right(self, index: int, stop: int, label: Stretch | None) -> Stretch | None:
        """The words behind a figure that may belong to its name."""
        mention = self.mentions[index]
        following = self.mentions[index + 1].left if index + 1 < len(self.mentions) else stop
        named = label is not None and (label.noun or mention.copula or "share" in mention.kinds)
        return right_label(
            self.low, mention.tail, min(stop, max(following, mention.tail)),
            long=mention.percent and not mention.compares and not named,
        )  # fmt: skip

    def _is_aside(self, mention: Mention, label: Stretch, unit: Stretch | None) -> bool:
        """`Hoạt động được triển khai tích cực, ước có 1.600 doanh nghiệp`: a clause that is over."""
        over = self.low[label.end : mention.left].lstrip(" )").startswith(",")
        told = ACTS.search(self.low, label.start, label.end)
        return over and unit is not None and told is not None and not label.noun

    def _goes_on(
        self, index: int, right: Stretch | None, own: Sequence[Stretch]
    ) -> tuple[Stretch, ...]:
        """`1.390 lượt đi và 807 lượt đến`: words that part a figure from the next of its unit."""
        if right is None or right in own or index + 1 >= len(self.mentions):
            return ()
        one, two = self.mentions[index], self.mentions[index + 1]
        same = one.quantity and two.quantity and one.quantity.unit == two.quantity.unit
        joined = self.low[right.end : two.left].strip() in _LISTED
        return (right,) if same and joined and not two.compares else ()

    def _about(self, mention: Mention, right: Stretch | None) -> Stretch | None:
        """What a growth rate is the growth of, told behind it: `tăng 2,3% về lượt khách`."""
        lead = ABOUT.match(self.low, mention.tail)
        if lead is None or right is None or not mention.percent or lead.end() >= right.end:
            return None
        before = self.statements[-1].mention if self.statements else None
        if mention.verb is None and before is not None and before.verb is not None:
            as_verb(mention, before.verb, before.base or "same_period")  # `… và 0,4% về …`
            mention.doubts.append("shared_verb")
        return right._replace(start=lead.end())

    def _inherit(self, statement: Statement) -> None:
        """A figure without words of its own: the label above it, the last one, or the topic."""
        named = self.parents and not NAMES_NOTHING.match(self.low, self.parents[0][0].start)
        if named:
            statement.label, statement.parents = self.parents[0], self.parents[1:]
        elif self.subject is not None:
            statement.subject = self.subject
            statement.doubts.append("inherited_label")
        elif (topic := opening(self.low, statement.mention.left)) is not None:
            statement.label = (topic,)
            statement.doubts.append("inherited_label")

    def _own_label(
        self, statement: Statement, label: Stretch, unit: Stretch | None, right: Stretch | None
    ) -> tuple[Stretch, ...]:
        """The label of a figure that has words of its own before it."""
        if self.subject is not None:
            above = self.subject.root.label
            if self._is_short_for(statement, label, above):
                return above
            if self.low.startswith(PRICE_BASES, label.start):  # `…, theo giá thực tế đạt 224 triệu`
                return (*self._without(PRICES, above), label)
            alike = self._in_same_unit(statement)
            if alike and ONLY_PLACE.fullmatch(
                self.low, label.start, label.end
            ):  # `…, tại xã X 7 ha`
                if len(above) > 1 and ONLY_PLACE.fullmatch(
                    self.low, above[-1].start, above[-1].end
                ):
                    above = above[:-1]
                listed = ONLY_PLACE.match(self.low, above[0].start, above[0].end)
                if listed is None:
                    return (*self._without(LABEL_PLACE, above), label)
                rest = (above[0]._replace(start=listed.end()), *above[1:])  # of another place
                return (label, *(words for words in rest if words.end > words.start))
            if turned := self._turned(label, above):
                return turned
            if WEAK_LABEL.fullmatch(self.low, label.start, label.end):
                named = self._named_before(label)
                if named is not None:
                    return named, label
                self._describes(statement)
        return self._completed(statement, label, unit, right)

    def _is_short_for(self, statement: Statement, label: Stretch, above: Sequence[Stretch]) -> bool:
        """`Tổng mức bán lẻ … 16 tỷ đồng. Tám tháng, tổng mức đạt 126 tỷ đồng`: said in full once."""
        short, full = self.low[label.start : label.end], self.low[above[0].start : above[0].end]
        same = self._in_same_unit(statement) and not statement.parents
        return same and full.startswith(short + " ") and " " in short

    def _in_same_unit(self, statement: Statement) -> bool:
        """Whether a figure is in the unit of the last one, or compares."""
        mention, quantity = statement.mention, statement.mention.quantity
        if quantity is None or (mention.compares and mention.percent):
            return quantity is not None
        return unscaled(quantity.unit) == unscaled(self._subject_unit())

    def _turned(self, label: Stretch, above: Sequence[Stretch]) -> tuple[Stretch, ...]:
        """`Quỹ A thu 8 tỷ đồng, chi 9 tỷ đồng`: whose expenditure it is."""
        if not TURNOVER.fullmatch(self.low, label.start, label.end):
            return ()
        first, last = above[0], above[-1]
        found = TURNOVER.search(self.low, last.start, last.end)
        if found is not None:
            return (*above[:-1], last._replace(end=found.start()), label)
        led = TURNOVER_OF.match(
            self.low, first.start, first.end
        )  # `Tổng thu Quỹ A 8 tỷ, tổng chi …`
        return (label, first._replace(start=led.end()), *above[1:]) if led else ()

    def _named_before(self, label: Stretch) -> Stretch | None:
        """`…; điện thương phẩm, sản lượng 1.101 triệu kWh`: the item that a weak label is of."""
        before = self.low[self.begun : label.start]
        if not self._opens_item(self.begun) or not before.rstrip().endswith(","):
            return None
        return left_label(self.low, self.begun, label.start, whole=True)[1]

    def _describes(self, statement: Statement) -> None:
        """`72 doanh nghiệp, vốn đăng ký 588 tỷ đồng`: a label that says nothing by itself."""
        assert self.subject is not None  # noqa: S101 (asked before)
        root = self.subject.root
        above = root.label
        bare = len(above) == 1 and WEAK_LABEL.fullmatch(self.low, above[0].start, above[0].end)
        statement.parents = root.parents if bare and root.parents else (above, *root.parents)
        if root.sentence == statement.sentence and not statement.mention.copula:
            statement.governor = root

    def _of_whole_place(
        self, mention: Mention, unit: Stretch | None, right: Stretch | None
    ) -> tuple[Stretch, ...] | None:
        """`xã X thu 9 tỷ đồng, toàn huyện 702 tỷ đồng`: the label but for its place."""
        if right is not None or unit is not None or self.subject is None:
            return None
        if not WHOLE_PLACE.search(self.low, self.begun, mention.left):
            return None
        return self._without(LABEL_PLACE, self.subject.root.label)

    def _without(self, pattern: re.Pattern[str], label: Sequence[Stretch]) -> tuple[Stretch, ...]:
        """The label up to its price basis or place, to be followed by another one."""
        kept = []
        for words in label:
            found = pattern.search(self.low, words.start, words.end)
            kept.append(words._replace(end=found.start()) if found else words)
        return tuple(words for words in kept if words.end > words.start)

    def _shared_verb(self, index: int) -> Stretch | None:
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
        self, statement: Statement, label: Stretch, unit: Stretch | None, right: Stretch | None
    ) -> tuple[Stretch, ...]:
        """The left label, with unit and right-hand words where a verb governs the figure."""
        mention = statement.mention
        if "colon" in mention.kinds and unit and right and not label.noun:
            statement.parents = ((label,), *statement.parents)  # `Giáo dục: 3/3 trường đạt chuẩn`
            return (unit, right)
        if unit is not None and self._counts(mention, label):
            return tuple(words for words in (label, unit, right) if words)
        if mention.copula or mention.compares:
            return (label,)
        if right is not None and not label.noun:
            return (label, right)
        return (label,)

    def _counts(self, mention: Mention, label: Stretch) -> bool:
        """Whether the things of the unit are what a figure counts."""
        if mention.compares:  # `huyện X có thêm 2 xã đạt chuẩn`
            return ONLY_PLACE.fullmatch(self.low, label.start, label.end) is not None
        named = label.noun and not COUNT.fullmatch(self.low, label.start, label.end)
        return not mention.copula and not named

    def _unit_words(self, mention: Mention) -> Stretch | None:
        """A counted thing is part of the name: `cấp 32 giấy phép xây dựng`."""
        core = mention.core
        if (
            core.raw_unit is None
            or core.quantity is None
            or not is_thing(unscaled(core.quantity.unit))
        ):
            return None
        end = core.end - (len(core.suffix) if core.suffix else 0)
        at = self.plain.rfind(core.raw_unit, core.start, end)
        return Stretch(at, at + len(core.raw_unit)) if at >= 0 else None

    def _attaches(self, statement: Statement, right: Stretch | None) -> bool:
        """Whether a figure without a label compares or completes the last one."""
        mention, quantity = statement.mention, statement.mention.quantity
        change = quantity is not None and quantity.measure == "change"
        if self.subject is None or (change and right is not None):  # `giảm 1 người chết`
            return False
        kinds = {"share", "reach", "index"} if mention.percent else {"share"}
        joined = (mention.compares, mention.said, statement.target_by, statement.former)
        if any(joined) or not kinds.isdisjoint(mention.kinds):
            return True
        if right is not None or quantity is None or mention.percent:
            return right is None
        return unscaled(quantity.unit) in (None, unscaled(self._subject_unit()))

    def _changed(self, mention: Mention) -> Statement | None:
        """What a change in things counts: the last level of the same things."""
        quantity = mention.quantity
        if quantity is None or quantity.measure != "change":
            return None
        for statement in reversed(self.statements[-_NEAR:]):
            level = statement.mention.quantity
            if level and level.measure == "level" and level.unit == quantity.unit:
                return statement
        return None

    def _subject_unit(self) -> str | None:
        quantity = self.subject.mention.quantity if self.subject else None
        return quantity.unit if quantity else None
