"""From the statements of a block to draft rows: scenario, period, place, indicator, confidence."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from indicators.language.periods import parse_period, without_periods
from indicators.language.sentences import (
    BARE_NAME,
    DONE,
    ESTIMATED,
    LEADS_TARGETS,
    NAMES_PLAN,
    OF_WHOLE,
    OPENS_ESTIMATES,
    PLACES_LISTED,
    PLANNED_YEAR,
    PRELIMINARY,
    YEAR_IN_BRACKETS,
    without_place,
)
from indicators.language.sentences import context as cue
from indicators.language.text import lowered, nfc
from indicators.messages.sentences import both
from indicators.prose.bind import Surrounding
from indicators.prose.meaning import (
    full_label,
    in_store,
    is_estimate,
    label_text,
    measure_of,
    price_basis,
)
from indicators.prose.model import DraftRow, Kind, Unbound
from indicators.prose.nearness import words_in
from indicators.prose.owners import owned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indicators.codebook import Measure
    from indicators.codebook.entries import Level
    from indicators.codebook.places import Register
    from indicators.language.periods import Period
    from indicators.model.records import Scenario, TargetBy
    from indicators.prose.bind import Binder, Binding
    from indicators.prose.claims import Unclaimed
    from indicators.prose.context import Context
    from indicators.prose.evidence import Evidence
    from indicators.prose.mentions import Mention
    from indicators.prose.model import DocumentFacts
    from indicators.prose.spoken import Spoken
    from indicators.prose.statement import Statement
    from indicators.readers.blocks import Block

_BRACKETED = re.compile(r"\([^()]*\)")
_HALT = re.compile(r"[,;.(]|\d(?<!\d{4})(?!\d)")
_FAR = 2_000  # what is further from a figure says nothing of it
_QUOTE = 240
_BEFORE = 150
_LEAD = 20
_LEVELS: dict[str, Level] = {
    "province": "province", "district": "district", "commune": "commune",
}  # fmt: skip
_HARMLESS = ("share", "shared_verb", "measure_inherited", "inherited_label")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a block takes from around it.

    Attributes:
        block: The block.
        low: Its text in small letters.
        context: Headings above.
        kind: Kind of the rows.
        locator: Place in the document.
        above: Labels above every figure of the block, nearest first.
        topics: Beginning of the paragraph; of a footnote, the words it explains.
        spoken: Periods and places named in the text.
        estimate: Whether the words a footnote explains are an estimate.
        period: That of the words a footnote explains, where they name one.
    """

    block: Block
    low: str
    context: Context
    kind: Kind
    locator: str | None
    above: tuple[str, ...]
    topics: tuple[str, ...]
    spoken: Spoken
    estimate: bool = False
    period: Period | None = None


class Maker:
    """Makes rows of statements."""

    def __init__(self, text: str, binder: Binder, register: Register) -> None:
        """Keep what all blocks share; `text` is that of the document."""
        self.text, self.binder, self.register = text, binder, register
        self.unclaimed: Unclaimed = {}
        self.begin()

    def begin(self) -> None:
        """Forget the statements of the block before."""
        self.bound: dict[int, Binding] = {}
        self.periods: dict[int, Period | None] = {}
        self.led: tuple[int, Period | None] = (0, None)  # what sentences go on with, since where

    def make(self, around: Surroundings, statement: Statement) -> DraftRow | Unbound:
        """The row of one statement, or why it has none."""
        mention, root, block = statement.mention, statement.root, around.block
        start, end = _span(self.text, block, mention)
        quote = self._quote(around, statement)
        quantity = mention.quantity
        if quantity is None or not root.label:
            return _unbound(mention, (start, end), self.text[start:end], quote, block.page)
        label = label_text(block.text, root.label)
        above = (*(label_text(block.text, words) for words in root.parents if words), *around.above)
        scenario = self._scenario(around, statement)
        measure = measure_of(statement, label, above)
        place, place_id = self._place(around, statement)
        binding = self._binding(around, statement, above, measure, place)
        period, doubts = self._period(around, statement, scenario)
        doubts += [*mention.doubts, *statement.doubts]
        if _is_other_year(mention, period):
            doubts.append("other_base")
        if binding.indicator is None:
            doubts.append("ambiguous_indicator" if binding.suggestions else "unknown_indicator")
        without = in_store(None, measure, quantity.unit, label)
        unit = binding.unit if binding.unit and statement is root else quantity.unit
        measure, unit, flags = in_store(binding.indicator, measure, unit, label)
        own = quantity.flags
        self.unclaimed[start, end] = {
            "measure": without[0], "unit": without[1], "flags": _flags(own, without[2]),
        }  # fmt: skip
        basis, year = price_basis(label, above)
        return DraftRow(
            kind=around.kind,
            start=start,
            end=end,
            raw_value=self.text[start:end],
            raw_label=_printed_label(block.text, statement, label, measure),
            raw_unit=mention.core.raw_unit,
            quote=quote,
            page=block.page,
            source_locator=around.locator,
            indicator_id=binding.indicator.indicator_id if binding.indicator else None,
            suggestions=binding.suggestions,
            confidence=binding.confidence,
            doubts=tuple(dict.fromkeys(d for d in doubts if d != "share")),
            place=place,
            place_id=place_id,
            period=period,
            scenario=scenario,
            target_by=self._target_by(around, statement, scenario, measure),
            measure=measure,
            bound=quantity.bound,
            value=quantity.value,
            low=quantity.low,
            high=quantity.high,
            denominator=quantity.denominator,
            decimals=quantity.decimals,
            unit=unit,
            price_basis=basis,
            base_year=year,
            flags=_flags(own, {*flags, *binding.flags}),
            evidence=_of_row(binding.evidence, statement, doubts),
        )

    def _binding(
        self,
        around: Surroundings,
        statement: Statement,
        above: tuple[str, ...],
        measure: Measure,
        place: str | None,
    ) -> Binding:
        """The indicator of a statement: that of its root, where it only compares it."""
        mention, root = statement.mention, statement.root
        if statement is not root:
            known = self.bound.get(id(root))
            rate = measure == "level" and mention.percent
            if known is not None and not rate:
                return known
        text = around.block.text
        label = label_text(text, root.label)
        labels = _variants(around, statement, label, above, place)
        words = [text[words.start : words.end] for words in root.label]
        surrounding = Surrounding(
            above,
            _topics(around, root),
            around.context.headings[:3],
            _LEVELS.get(self.owner_of(around.context.facts) or ""),
        )
        unit = mention.quantity.unit if mention.quantity else None
        binding = self.binder.bind(
            labels, surrounding, unit=unit, measure=measure, parts=words[1:] and words
        )
        if statement is root:
            self.bound[id(root)] = binding
        return binding

    def _quote(self, around: Surroundings, statement: Statement) -> str:
        start, stop = statement.sentence
        begin = max(start, min(statement.mention.start - _QUOTE // 2, stop - _QUOTE))
        return nfc(around.block.text[begin : min(stop, begin + _QUOTE)])

    def _scenario(self, around: Surroundings, statement: Statement) -> Scenario:
        if statement.target_by:
            return "target"
        if statement.former:
            return "actual"
        if statement.subject is not None:
            return self._scenario_beside(around, statement)
        given = around.context.scenario()
        start = max(statement.sentence[0], statement.mention.core.start - 160)
        if given == "target" and OF_WHOLE.search(around.low, start, statement.mention.left):
            return "actual"  # `10% trên tổng số 42 cơ sở`: the whole is there already
        if given != "actual":
            return given
        before = around.low[start : statement.mention.core.start]
        aimed = cue("target_sentence").search(before) and not statement.mention.said
        if aimed or self._names_plan(around, statement) or _leads_targets(around, statement):
            return "target"
        return "estimate" if self._is_estimate(around, statement) else "actual"

    def _scenario_beside(self, around: Surroundings, statement: Statement) -> Scenario:
        """That of a figure that compares or completes another one."""
        root = statement.root
        scenario = self._scenario(around, root)
        at = statement.mention.core.start
        begin = max(root.mention.core.end, at - _FAR)
        since = around.low[begin:at]
        if _plans(around, begin, at):
            return "target"
        if _was(around, begin, at):
            return "actual"
        if scenario == "target" and self._names_plan(around, root) and DONE.search(since):
            scenario = "actual"
        later = ESTIMATED.search(_BRACKETED.sub("", since))  # `quý I đạt 50, quý II ước đạt 61`
        if scenario == "estimate" and PRELIMINARY.search(since):
            told = [found.end() for found in PRELIMINARY.finditer(since)][-1]
            again = ESTIMATED.search(since, told)  # `sơ bộ quý I tăng 8,8%; ước tính quý III 7,9%`
            return "estimate" if again else "actual"
        return "estimate" if scenario == "actual" and later else scenario

    def _is_estimate(self, around: Surroundings, statement: Statement) -> bool:
        """Whether its own words, those of a list it stands in, or what governs it say so."""
        mention = statement.mention
        first = min((words.start for words in statement.label), default=mention.left)
        begin = max(statement.sentence[0], first - 14)
        own = (
            around.estimate
            or is_estimate(statement, around.block.text)
            or ESTIMATED.search(around.low, begin, mention.core.start) is not None
            or OPENS_ESTIMATES.match(around.low, statement.sentence[0], first) is not None
        )
        if own or PRELIMINARY.search(around.low, begin, mention.core.start):
            return own
        if _listed_as_estimates(around.low, statement, first):
            return True
        governor = statement.governor
        return governor is not None and self._scenario(around, governor) == "estimate"

    def _names_plan(self, around: Surroundings, root: Statement) -> bool:
        """`Kế hoạch thu ngân sách 61 tỷ đồng`."""
        start = min((words.start for words in root.label), default=root.mention.left)
        return NAMES_PLAN.match(around.low, start) is not None

    def _period(
        self, around: Surroundings, statement: Statement, scenario: Scenario
    ) -> tuple[Period | None, list[str]]:
        given = around.period or around.context.period(scenario)
        period = self._own_period(around, statement, given)
        return period, [] if period else ["period_missing"]

    def _own_period(
        self, around: Surroundings, statement: Statement, given: Period | None
    ) -> Period | None:
        """The period of one figure, that of the block being `given`."""
        mention, root, spoken = statement.mention, statement.root, around.spoken
        if statement.told is not None:
            return parse_period(statement.told, year_hint=around.context.hint)
        if "from" in mention.kinds:
            return spoken.behind(mention, given) or _before(given)
        if statement is root:
            return self._dated(around, root, given) or given
        if "from" in root.mention.kinds:  # `từ 33,8% năm 2022 lên 34,1%`
            leading = spoken.leading(root.sentence[0], root.mention.start, given)
            return spoken.behind(mention, given) or leading or given
        return self._beside_root(around, statement, given)

    def _beside_root(
        self, around: Surroundings, statement: Statement, given: Period | None
    ) -> Period | None:
        """The period of a figure that compares or completes another one."""
        mention, root, spoken = statement.mention, statement.root, around.spoken
        named = self._dated(around, root, given)
        level = mention.quantity is not None and mention.quantity.measure == "level"
        own = spoken.behind(mention, given) if level else None
        own = own or spoken.beside(root.mention, mention, given, named)
        period = own or named or given
        if not statement.former or period is None:
            return period
        before = own is not None and given is not None and own.year < given.year
        return own if before else period.year_before()

    def _dated(self, around: Surroundings, root: Statement, given: Period | None) -> Period | None:
        """The period that a statement names, or goes on with; None where it is the block's."""
        if id(root) in self.periods:
            return self.periods[id(root)]
        start, left, figure = root.sentence[0], root.mention.left, root.mention.core.start
        far = min(root.mention.end + _FAR, root.sentence[1])
        halt = _HALT.search(around.low, root.mention.end, far)
        stop = halt.start() if halt else far
        spoken = around.spoken
        behind = root.mention.end, stop
        named = spoken.period(start, left, root.label, given, behind=behind, figure=figure)
        leading = spoken.period(start, left, (), given, figure=figure)
        if named is None:
            governor = root.governor
            if governor is not None and governor.root is not root:
                named = leading = self._dated(around, governor.root, given)
            else:
                named = leading = spoken.leading(self.led[0], start, given) or self.led[1]
        self.periods[id(root)] = named
        if leading is not None and root.governor is None:
            self.led = (start, leading)
        return named

    def _place(self, around: Surroundings, statement: Statement) -> tuple[str | None, str | None]:
        name = around.spoken.place(
            statement.root.sentence[0], statement.root.mention, statement.root.label
        )
        facts = around.context.facts
        own = facts.place_id
        if name is None:
            return self._listed_place(around, statement.root)
        found = self.register.find(name, within=own, on=facts.issued_on)
        return (None, None) if found is not None and found == own else (name, found)

    def _listed_place(self, around: Surroundings, root: Statement) -> tuple[str | None, str | None]:
        """`Một số tỉnh trong vùng: Hà Nội 7,9%; Hải Phòng 11%`: labels that are bare names of places."""
        text = around.block.text
        name = nfc(text[root.label[0].start : root.label[0].end])
        if len(root.label) > 1 or not BARE_NAME.fullmatch(name):
            return None, None
        listed = PLACES_LISTED.search(around.low, root.opened, root.label[0].start)
        facts = around.context.facts
        if listed is None or name.lower() in around.spoken.own:
            return None, None
        for named in (name, f"{listed[1].capitalize()} {name}"):
            found = self.register.find(named, within=facts.place_id, on=facts.issued_on)
            if found is not None:
                return name, found
        return None, None

    def _target_by(
        self, around: Surroundings, statement: Statement, scenario: Scenario, measure: Measure
    ) -> TargetBy | None:
        if measure == "attainment":
            return owned(statement.mention.base) or "plan"
        if scenario != "target":
            return None
        said = statement.target_by
        if said:
            return "district" if said == "district" else "plan" if said == "plan" else "budget"
        return self.owner_of(around.context.facts)

    def owner_of(self, facts: DocumentFacts) -> TargetBy | None:
        """Who sets the targets of a document: the unit it comes from."""
        if facts.place_id and facts.place_id in self.register:
            level: TargetBy = self.register.level(facts.place_id)
            return level
        first = (facts.place or facts.issuer or "").lower()
        if first.startswith(("xã", "phường", "thị trấn")):
            return "commune"
        if first.startswith(("tỉnh", "hđnd tỉnh", "ubnd tỉnh")):
            return "province"
        return "city" if first.startswith("thành phố") else "district" if first else None


def _before(given: Period | None) -> Period | None:
    """What a figure was before it moved in a year: that of the year before; else it is not said."""
    return given.year_before() if given is not None and given.kind == "year" else None


def _leads_targets(around: Surroundings, statement: Statement) -> bool:
    """`Mục tiêu năm 2025: …; …`, `Dự kiến năm 2025 …`: all figures of the sentence are targets."""
    if LEADS_TARGETS.match(around.low, statement.opened, statement.mention.core.start):
        return not statement.mention.said
    at = statement.mention.core.start
    return _plans(around, max(statement.opened, at - _FAR), at)


def _was(around: Surroundings, start: int, stop: int) -> bool:
    """`giữ 39,7% (năm 2020: 39,6%)`: whether a bracket opens with a year before the document's."""
    named = YEAR_IN_BRACKETS.search(around.low, start, stop)
    hint = around.context.hint
    return named is not None and hint is not None and int(named[1]) < hint


def _plans(around: Surroundings, start: int, stop: int) -> bool:
    """Whether a year after that of the document is spoken of as one to come."""
    planned = PLANNED_YEAR.search(around.low, start, stop)
    hint = around.context.hint
    return planned is not None and hint is not None and int(planned[1] or planned[2]) > hint


def _printed_label(text: str, statement: Statement, label: str, measure: Measure) -> str:
    """The label with those above it; that of a rate behind a ratio says that it is one."""
    root = statement.root
    full = nfc(full_label(text, root, label))[:300]
    rate = statement is not root and measure == "level" and statement.mention.percent
    if not rate or root.mention.percent:
        return full
    above, colon, own = full.rpartition(": ")
    return f"{above}{colon}Tỷ lệ {own}"


def _listed_as_estimates(low: str, statement: Statement, first: int) -> bool:
    """Whether it stands in a list that a colon opens and that is of estimates."""
    for words in statement.parents[:1]:
        colon = low.find(":", words[-1].end, words[-1].end + _LEAD) if words else -1
        if 0 <= colon < first:
            return bool(ESTIMATED.search(low, max(0, words[0].start - _LEAD), colon))
    return False


def _variants(
    around: Surroundings, statement: Statement, label: str, above: Sequence[str], place: str | None
) -> list[str]:
    """The ways in which a label may be looked up, best first."""
    mention, root = statement.mention, statement.root
    own = around.spoken.own.partition(",")[0]
    bare = without_place(without_periods(label), own)
    if place is not None:  # its name says where, not what: `trong đó xã A gieo trồng 305 ha`
        bare = without_place(bare, lowered(place))
        if above and words_in(bare) <= words_in(above[0]):
            label = bare = above[0]
    labels = list(dict.fromkeys((label, bare)))
    if root.mention.percent and label.lower().startswith("số "):  # `70% số xã đạt chuẩn`
        labels.append(f"Tỷ lệ {labels[-1].lower().removeprefix('số ')}")
    if statement is not root and mention.percent and not root.mention.percent:
        return [*(f"Tỷ lệ {one}" for one in labels), *labels]
    if mention.core.raw_unit and not root.label[0].noun:
        labels.append("Số " + labels[-1])
    return labels


def _flags(own: Sequence[str], others: set[str]) -> tuple[str, ...]:
    return tuple(sorted({*own, *others} - {"estimate"}))


def _of_row(
    evidence: Evidence | None, statement: Statement, doubts: Sequence[str]
) -> Evidence | None:
    """The evidence for an indicator with what the figure itself leaves open."""
    if evidence is None:
        return None
    return replace(
        evidence,
        compares=float(statement is not statement.root),
        inherited=float("inherited_label" in doubts),
        doubtful=float(any(doubt not in _HARMLESS for doubt in doubts)),
    )


def _unbound(
    mention: Mention, span: tuple[int, int], printed: str, quote: str, page: int | None
) -> Unbound:
    """Why a figure has no row: it cannot be read, or nothing says what it counts."""
    problem = mention.core.problem
    if problem is None:
        rule, texts = "no_label", both("prose.no_label", printed=printed)
    else:
        rule, texts = problem.reason, both("prose.unreadable", printed=printed, reason=problem)
    return Unbound(*span, printed, rule, *texts, quote, page)


def _topics(around: Surroundings, root: Statement) -> tuple[str, ...]:
    """The sentence before a label, what stands before that, and the topics of the paragraph."""
    text = around.block.text
    begin = min(words.start for words in root.label)
    heads = [words[0].start for words in root.parents[:1] if words and words[0].start < begin]
    inside = max([root.sentence[0], begin - _BEFORE, *heads])
    return text[inside:begin], text[max(0, begin - _BEFORE) : inside], *around.topics


def _is_other_year(mention: Mention, period: Period | None) -> bool:
    """`tăng 12% so với năm 2020` in a report on 2022: no growth on the year before."""
    if mention.base != "same_period" or mention.base_year is None or period is None:
        return False
    return period.kind != "multi_year" and mention.base_year != period.year - 1


def _span(text: str, block: Block, mention: Mention) -> tuple[int, int]:
    """Where the figure stands in the document; without its verb where a page end cuts that off."""
    core = mention.core
    for start, end in ((mention.start, mention.end), (core.start, core.end)):
        first, last = block.span(start, end)
        if unicodedata.normalize("NFC", text[first:last]) == block.text[start:end]:
            return first, last
    return block.span(core.numbers[0][0], core.numbers[-1][1])
