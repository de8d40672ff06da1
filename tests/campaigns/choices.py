"""Bytes as a row of choices: what a fuzzer mutates becomes a figure, a table or a document.

The same bytes always give the same choices, so that a case that was found can be told by its bytes,
and coverage that one byte opened is kept by the fuzzer.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

T = TypeVar("T")


class Choices:
    """Takes choices from bytes; where they end, every choice is the first one."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def below(self, count: int) -> int:
        """A number from 0 to `count` - 1, of as many bytes as it needs."""
        found, size = 0, 1
        while size < count:
            byte = self._data[self._at] if self._at < len(self._data) else 0
            self._at += 1
            found, size = found * 256 + byte, size * 256
        return found % count

    def pick(self, items: Sequence[T]) -> T:
        return items[self.below(len(items))]

    def chance(self, one_in: int) -> bool:
        return self.below(one_in) == one_in - 1

    def some(self, items: Sequence[T], most: int) -> list[T]:
        return [self.pick(items) for _ in range(self.below(most + 1))]

    def number(self) -> tuple[Decimal, int]:
        """A number that is not negative, with its decimals."""
        decimals = self.below(5)
        whole = self.below(self.pick([10, 100, 10_000, 10**9, 10**15]))
        return Decimal(whole).scaleb(-decimals), decimals

    def text(self, most: int) -> str:
        """Any characters, mostly of the planes that documents use."""
        return "".join(
            chr(self.below(self.pick([128, 0x250, 0x2100, 0x1F00])))
            for _ in range(self.below(most))
        )

    def rest(self) -> bytes:
        return self._data[self._at :]
