"""One document to its draft: every block read, every token with a digit accounted for."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from indicators.language.sentences import PART_LEAD
from indicators.language.text import lowered, nfc
from indicators.prose.claims import decide
from indicators.prose.context import Context
from indicators.prose.facts import read_facts
from indicators.prose.ledger import TOKEN, close
from indicators.prose.meaning import is_estimate
from indicators.prose.mentions import mentions_of
from indicators.prose.model import Draft, DraftRow, Kind, NonFigure, Unbound
from indicators.prose.rows import Maker, Surroundings
from indicators.prose.scan import scan
from indicators.prose.spoken import Spoken, Stretches, owned_end
from indicators.prose.statements import Reader
from indicators.prose.table_blocks import as_paragraphs, has_header, read_table
from indicators.prose.texts import text_targets
from indicators.readers.blocks import in_nfc

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indicators.codebook.places import Register
    from indicators.language.periods import Period
    from indicators.prose.bind import Binder
    from indicators.prose.statement import Statement
    from indicators.readers.blocks import Block, SourceDocument

_TOPIC = re.compile(r"[^:.;,()\d]{3,90}")
_LONG_ITEM = 420
_LONGEST_LEAD = 120
_BEFORE_ANCHOR = 260


def extract_document(source: SourceDocument, binder: Binder, register: Register) -> Draft:
    """Read all figures of a document.

    Args:
        source: What a reader found.
        binder: The indicators.
        register: The places.

    Returns:
        Its draft; the sum of its ledger closes.
    """
    return _Extraction(source, binder, register).run()


class _Extraction:
    def __init__(self, source: SourceDocument, binder: Binder, register: Register) -> None:
        self.source, self.register = source, register
        self.facts = read_facts(source, register)
        self.context = Context(self.facts)
        self.maker = Maker(source.text, binder.of(self.facts.place_id), register)
        self.rows: list[DraftRow] = []
        self.nonfigures: list[NonFigure] = []
        self.unbound: list[Unbound] = []
        self.taken: list[tuple[int, int, str]] = []
        self.carrier: tuple[Block, list[Statement], Spoken] | None = None

    def run(self) -> Draft:
        captions: list[str] = []
        for block in self.source.blocks:
            if block.kind == "table":
                self._table(block, captions)
                captions = []
            elif block.text:
                captions.append(block.text)
                self._block(block)
        self.rows = decide(self.rows, self.maker.unclaimed)
        self.rows.sort(key=lambda row: (row.start, row.end))
        ledger, tokens, left = close(self.source, self.taken, self.facts.spans)
        self.nonfigures += left.nonfigures
        self.unbound += left.unbound
        self.nonfigures.sort(key=lambda item: item.start)
        self.unbound.sort(key=lambda item: item.start)
        return Draft(
            self.source, self.facts, tuple(self.rows), tuple(self.nonfigures), tuple(self.unbound),
            ledger, tokens,
        )  # fmt: skip

    def _table(self, block: Block, captions: Sequence[str]) -> None:
        if block.table is None or not has_header(block.table):
            for paragraph in as_paragraphs(self.source, block):
                self._block(paragraph)
            return
        owner = self.maker.owner_of(self.facts)
        found = read_table(
            self.source,
            block,
            captions,
            self.context,
            binder=self.maker.binder,
            register=self.register,
            owner=owner,
        )
        self.rows += found.rows
        self.nonfigures += found.nonfigures
        self.unbound += found.unbound
        self.taken += found.taken
        for cell, scenario, period in found.texts:
            given = replace(self.context, given=(scenario, period), _known={})
            self._read(cell, given, "table")

    def _block(self, block: Block) -> None:
        note = block.kind == "footnote"
        if not note:
            self.context.enter(block)
        block = in_nfc(block)
        around, statements = self._read(block, self.context)
        if not note:
            self.carrier = (block, statements, around.spoken)
            self.rows += text_targets(self.maker, around, statements)

    def _read(
        self, block: Block, context: Context, kind: Kind | None = None
    ) -> tuple[Surroundings, list[Statement]]:
        self.maker.begin()
        block = in_nfc(block)
        low = lowered(block.text)
        cores, passed = scan(low)
        mentions = mentions_of(low, cores)
        statements = Reader(block.text, low, mentions).read()
        own = nfc(self.facts.place or "").lower()
        spoken = Spoken(
            block.text, low, passed,
            Stretches((m.core.end, m.tail) for m in mentions),
            Stretches(s for m in mentions for s in ((m.core.end, m.tail), (m.left, m.start))),
            Stretches((m.core.end, owned_end(low, m)) for m in mentions),
            self.context.hint, own,
        )  # fmt: skip
        around = replace(self._around(block, low, spoken), context=context)
        if kind is not None:
            around = replace(around, kind=kind, above=())
        for item in passed:
            start, end = block.span(item.start, item.end)
            quote = nfc(block.text[max(0, item.start - 40) : item.end + 40])
            self.nonfigures.append(
                NonFigure(start, end, self.source.text[start:end], item.reason, quote, block.page)
            )
            self.taken.append((start, end, "nonfigure"))
        for statement in statements:
            made = self.maker.make(around, statement)
            account = "row" if isinstance(made, DraftRow) else "unbound"
            for number in statement.mention.core.numbers:
                self.taken.append((*block.span(*number), account))
            self._digits_of_unit(block, statement)
            if isinstance(made, DraftRow):
                self.rows.append(made)
            else:
                self.unbound.append(made)
        return around, statements

    def _digits_of_unit(self, block: Block, statement: Statement) -> None:
        """`22,5 giường bệnh/1 vạn dân`: the digits of a unit are no figure of their own."""
        core = statement.mention.core
        for found in TOKEN.finditer(block.text, core.numbers[-1][1], core.end):
            start, end = block.span(*found.span())
            quote = nfc(block.text[max(0, core.start - 40) : core.end + 40])
            self.nonfigures.append(NonFigure(start, end, found[0], "per", quote, block.page))
            self.taken.append((start, end, "nonfigure"))

    def _around(self, block: Block, low: str, spoken: Spoken) -> Surroundings:
        kind: Kind = "narrative"
        topics: tuple[str, ...] = _topics(block.text)
        above = self.context.above if block.kind == "item" else self.context.above[-2:]
        locator = self.context.locator
        if block.kind == "item" and len(block.text) < _LONG_ITEM:
            kind = "list"
        if block.kind == "footnote":
            kind, locator = "footnote", f"chú thích {block.note}"
            explained, label = self._explained(block)
            topics = (*explained, *topics)
            above = (*label, *above)
        return Surroundings(
            block, low, self.context, kind, locator, above, topics, spoken,
            estimate=block.kind == "footnote" and self._breaks_down_estimate(block),
            period=self._explained_period(block) if block.kind == "footnote" else _led(block, spoken),
        )  # fmt: skip

    def _explained_period(self, note: Block) -> Period | None:
        """The period that the clause before a footnote's mark names."""
        at = self._mark_of(note)
        if at is None or self.carrier is None:
            return None
        _, _, spoken = self.carrier
        start = max(spoken.low.rfind(sign, 0, at) for sign in (", ", ". ", "; ")) + 1
        return spoken.period(start, at, (), None)

    def _mark_of(self, note: Block) -> int | None:
        """Where the carrier has the mark of a footnote."""
        if self.carrier is None:
            return None
        return next((at for at, number in self.carrier[0].anchors if number == note.note), None)

    def _breaks_down_estimate(self, note: Block) -> bool:
        """Whether the footnote opens with `trong đó` behind an estimate."""
        if self.carrier is None or not PART_LEAD.match(note.text):
            return False
        block, statements, _ = self.carrier
        at = self._mark_of(note)
        before = [s for s in statements if at is not None and s.mention.end <= at]
        return bool(before) and is_estimate(before[-1], block.text)

    def _explained(self, note: Block) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The words before a footnote's mark, and the label of the figure it breaks down."""
        if self.carrier is None:
            return (), ()
        block, statements, _ = self.carrier
        at = self._mark_of(note)
        if at is None:
            return _topics(block.text), ()
        sentence = block.text[max(0, at - _BEFORE_ANCHOR) : at]
        last = max(sentence.rfind(". "), sentence.rfind("; "))
        before = [
            s for s in statements if s.mention.end <= at and at - s.mention.end < _BEFORE_ANCHOR
        ]
        labels = []
        if (before and before[-1].root.label and last < 0) or (
            before and before[-1].sentence[1] >= at
        ):
            labels = [" ".join(block.text[w.start : w.end] for w in before[-1].root.label)]
        return (sentence[last + 2 if last >= 0 else 0 :], *_topics(block.text)), tuple(labels)


def _led(block: Block, spoken: Spoken) -> Period | None:
    """The period of a paragraph that its first words name: `Kết quả năm 2024: …`."""
    colon = block.text.find(":", 0, _LONGEST_LEAD)
    return spoken.period(0, colon, (), None) if colon > 0 else None


def _topics(text: str) -> tuple[str, ...]:
    found = _TOPIC.match(text)
    return (found[0].strip(),) if found else ()
