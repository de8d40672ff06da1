"""One figure with the words that name it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from indicators.prose.labels import Stretch
    from indicators.prose.mentions import Mention


@dataclass(slots=True)
class Statement:
    """One figure with the words that name it.

    Attributes:
        mention: The figure.
        label: Spans of the words that name it, in order.
        parents: Spans of labels above it, nearest first.
        subject: The statement it only compares or completes; None if it stands on its own.
        governor: The statement whose verb holds for it too: the total of a part, the figure
            before a list or before `và`.
        sentence: Start and end of its sentence.
        opened: Where that begins if semicolons do not end it.
        former: Whether it tells the period of the year before (`cùng kỳ 25 vụ`).
        target_by: Whose target it is when it stands as one (`KH 14-15%`).
        bracketed: Whether it stands in brackets.
        told: The period that is its own among several named before a list: `năm 2022`.
        doubts: What is not sure.
    """

    mention: Mention
    label: tuple[Stretch, ...] = ()
    parents: tuple[tuple[Stretch, ...], ...] = ()
    subject: Statement | None = None
    governor: Statement | None = None
    sentence: tuple[int, int] = (0, 0)
    opened: int = 0
    former: bool = False
    target_by: str | None = None
    bracketed: bool = False
    told: str | None = None
    doubts: list[str] = field(default_factory=list)

    @property
    def root(self) -> Statement:
        """The statement that carries the label."""
        return self.subject.root if self.subject is not None else self

    @property
    def total(self) -> Statement:
        """The statement that it is a part of in the end; itself if it is none."""
        return self.governor.root.total if self.governor is not None else self
