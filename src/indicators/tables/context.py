"""What the rows of one table share, and where their yield goes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from indicators.codebook import match_label
from indicators.language.lexicon import any_of
from indicators.language.marks import strip_mark
from indicators.language.text import fold
from indicators.messages.sentences import in_both
from indicators.model.records import Finding
from indicators.tables.declared import territory_declared
from indicators.tables.questions import Questions

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from indicators.codebook import Codebook, Match, Measure
    from indicators.codebook.country import Level
    from indicators.codebook.places import Register, Territory
    from indicators.language.periods import Period
    from indicators.language.units import Unit
    from indicators.messages.sentences import Sentence
    from indicators.model.records import Account, Document, Observation, Scenario, Severity
    from indicators.readers.table import Cell, SourceTable
    from indicators.tables.ledger import Ledger
    from indicators.tables.model import Column, Role

    Matcher = Callable[..., Match]

# The nearest labels take milliseconds to find: a table of another world, with thousands of labels
# that are not known, gets them for the first.
_MOST_NEAR = 200
UNKNOWN = "?"
"""Begins the ids of indicators and places that a draft proposes and the program does not know."""
JOINT = " / "
"""Between the names of one figure on both axes of a table: `Xoài / Lượng`."""


@dataclass(slots=True)
class TableContext:
    """What the rows of one table share, and where their yield goes.

    `paths`: the labels above each row of figures, nearest first.
    """

    document: Document
    codebook: Codebook
    register: Register
    ledger: Ledger
    table: SourceTable
    order: tuple[int, int]
    observations: list[Observation]
    findings: list[Finding]
    period: Period | None = None
    scenario: Scenario | None = None
    place: str | None = None
    key: dict[int, Role] = field(default_factory=dict)
    unit: str | None = None
    above: tuple[str, ...] = ()
    columns: dict[int, Column] = field(default_factory=dict)
    seen: dict[tuple[object, ...], str] = field(default_factory=dict)
    matcher: Matcher | None = None
    questions: Questions = field(default_factory=Questions)
    paths: dict[int, tuple[str, ...]] = field(default_factory=dict)

    @property
    def proposing(self) -> bool:
        """Whether a person will review what is read: then nothing is left out for a doubt."""
        return self.matcher is not None

    def match(
        self,
        label: str,
        above: Sequence[str],
        unit: Unit | None,
        measure: Measure,
        *,
        near: bool = True,
    ) -> Match:
        """The indicator a label means (errors of `match_label`)."""
        if self.matcher is not None:
            return self.matcher(
                self.codebook, label, above=above, unit=unit, measure=measure, level=self.level
            )
        return self.match_exactly(label, above, unit, measure, near=near)

    def match_exactly(
        self,
        label: str,
        above: Sequence[str],
        unit: Unit | None,
        measure: Measure,
        *,
        near: bool = True,
    ) -> Match:
        """The indicator a label means by the codebook (errors of `match_label`)."""
        near = near and len(self.findings) < _MOST_NEAR
        return match_label(
            self.codebook,
            label,
            above=above,
            unit=unit,
            measure=measure,
            level=self.level,
            near=near,
        )

    def territory(self, name: str) -> Territory | None:
        """What the table means by the name of a place (see `Register.territory`)."""
        document = self.document
        bare = strip_mark(name)[1]
        if answer := self.questions.place(bare):
            return territory_declared(answer)
        if self.codebook.knows(bare):
            return None  # `Lạc`, which may be a commune too
        return self.register.territory(bare, of=document.place_id, on=document.issued_on)

    def is_outside(self, title: str) -> bool:
        """Whether the title of a table is of another territory, or of one around the document's."""
        document = self.document
        if self.register.names_other(title, of=document.place_id, on=document.issued_on):
            return True
        found = any_of("other_territory", "header").search(fold(title))
        if found is None:
            return False
        territory = self.territory(found[0])
        return territory is not None and territory.place_id is None

    def take_out_place(self, text: str) -> tuple[str, str] | None:
        """The place that a text names beside other words, and these (see `Register.take_out`)."""
        document = self.document
        return self.register.take_out(text, of=document.place_id, on=document.issued_on)

    def is_known_heading(self, label: str) -> bool:
        """Whether an indicator of the codebook is one of a group: then its heading is read."""
        return self.codebook.is_heading(label)

    @property
    def place_id(self) -> str:
        """The territory of the table: that of its title, else of the document."""
        return self.place or self.document.place_id

    @property
    def level(self) -> Level | None:
        """Level of that territory, which says what `Cơ cấu kinh tế` is of."""
        known = self.place_id in self.register
        return self.register.level(self.place_id) if known else None

    @property
    def keyed(self) -> bool:
        """Whether the rows name places or periods, and the headers the indicators."""
        return not any(column.role in ("label", "indicator") for column in self.columns.values())

    @property
    def tidy(self) -> bool:
        """Whether each row says what its one figure is."""
        return any(column.role in ("scenario", "measure") for column in self.columns.values())

    def book(self, cell: Cell, account: Account) -> None:
        """Account for a cell of this table."""
        self.ledger.book(self.table.sheet, cell.row, cell.column, account)

    def is_refused(self, row: int, column: int) -> bool:
        """Whether a cell of this table was refused."""
        return self.ledger.accounts.get((self.table.sheet, row, column)) == "finding"

    def locator(self, cell: Cell) -> str:
        """`Phụ lục!E12`."""
        return f"{self.table.sheet}!{cell.address}"

    def refuse(
        self,
        cell: Cell,
        rule: str,
        reason: Sentence,
        expected: str | None = None,
        *,
        cause: str | None = None,
    ) -> None:
        """Report a cell as an error and account for it; `cause`: see `Finding`."""
        self.report("error", cell, rule, reason, expected, cell.text[:200], cause=cause)

    def report(
        self,
        severity: Severity,
        cell: Cell,
        rule: str,
        sentence: Sentence,
        expected: str | None = None,
        found: str | None = None,
        *,
        cause: str | None = None,
    ) -> None:
        """Make a finding of a cell and account for it."""
        self.book(cell, "finding")
        document, locator = self.document.document_id, self.locator(cell)
        self.findings.append(
            Finding(
                severity, rule, document, locator, expected, found, *in_both(sentence), cause=cause
            )
        )
