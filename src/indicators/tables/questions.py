"""What a file prints that a person may have to explain, and the answers that were used for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from indicators.language.text import fold, nfc
from indicators.tables.declared import CODES, NOTHING_DECLARED, header_key, label_key, unit_key

if TYPE_CHECKING:
    from collections.abc import Sequence

    from indicators.messages.sentences import Sentence
    from indicators.readers.table import Cell
    from indicators.tables.declared import Answer, Declared
    from indicators.tables.model import Column

ANSWER_USED = "answer_used"
"""The rule of the findings that say which cells were read by an answer."""
Kind = Literal["label", "header", "unit", "place"]


class Met(NamedTuple):
    """Something a file prints that a person may have to explain.

    Attributes:
        kind: Label, header, unit or place.
        printed: As printed; a label with those above it, nearest first; the levels of a header.
        unit: Printed unit of a label.
        code: The office's own code of a label.
        locator: The cell.
        sample: Figures beside it.
        read_as: What it is read as; empty where it is not known.
        reason: Why not, or why a person should look at it.
        column: What a header is read as.
    """

    kind: Kind
    printed: tuple[str, ...]
    locator: str
    unit: str = ""
    code: str = ""
    sample: tuple[str, ...] = ()
    read_as: str = ""
    reason: Sentence | None = None
    column: Column | None = None


@dataclass(slots=True)
class Questions:
    """The answers for a file while it is read: which were used, and what may be asked.

    Attributes:
        declared: The answers.
        used: The cells read by each, by the cell that gives it.
        met: All that may be asked; None where nobody will ask.
    """

    declared: Declared = NOTHING_DECLARED
    used: dict[str, list[str]] = field(default_factory=dict)
    met: list[Met] | None = None

    def label(self, path: Sequence[str], unit: str, code: str = "") -> Answer | None:
        """What a label below others was said to mean; the office's own code counts first."""
        declared = self.declared
        keyed = code and any(answer.value == CODES for answer in declared.headers.values())
        if keyed and (answer := declared.codes.get(fold(code))):
            return answer
        return declared.labels.get(label_key(path, unit)) if declared.labels else None

    def header(self, levels: Sequence[str]) -> Answer | None:
        """What a header was said to mean."""
        return self.declared.headers.get(header_key(levels))

    def unit(self, printed: str, locator: str) -> str | None:
        """The symbol that the unit printed in a cell was said to mean."""
        answer = self.declared.units.get(unit_key(printed))
        if answer is not None:
            self.use(answer, locator)
            self.meet(Met("unit", (nfc(printed),), locator))
        return answer.value if answer else None

    def place(self, printed: str, locator: str = "") -> Answer | None:
        """The place that a printed name was said to mean; the cell that prints it, to be noted."""
        answer = self.declared.places.get(fold(printed).strip(" :.;"))
        if answer is not None and locator:
            self.use(answer, locator)
            self.meet(Met("place", (nfc(printed),), locator))
        return answer

    def use(self, answer: Answer, locator: str) -> None:
        """Note that a cell was read by an answer."""
        self.used.setdefault(answer.where, []).append(locator)

    def meet(self, met: Met) -> None:
        """Note what may be asked."""
        if self.met is not None:
            self.met.append(met)


def samples(cells: Sequence[Cell]) -> tuple[str, ...]:
    """The first figures of a row, for a person to recognise it."""
    return tuple(f"{cell.address}: {nfc(cell.text)[:20]}" for cell in cells[:3])
