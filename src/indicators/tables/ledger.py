"""The ledger of cells: every non-empty cell is accounted for, and the sums must close."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from indicators.model.records import Account


@dataclass(slots=True)
class Ledger:
    """One account for each non-empty cell of a file.

    `observation`: its figures are in the store. `label`: a row's number, name, unit, place,
    period, rating, note or place in the document. `header`: headers, titles, the facts of the
    document. `ignored`: a declared ignore. `finding`: a finding says why it is not used.
    """

    accounts: dict[tuple[str, int, int], Account] = field(default_factory=dict)

    def book(self, sheet: str, row: int, column: int, account: Account) -> None:
        """Account for one cell; a finding stays a finding."""
        if self.accounts.get((sheet, row, column)) != "finding":
            self.accounts[sheet, row, column] = account

    def sums(self) -> dict[Account, int]:
        """Number of cells in each account."""
        counted = Counter(self.accounts.values())
        accounts: tuple[Account, ...] = ("observation", "label", "head", "ignored", "finding")
        return {account: counted[account] for account in accounts}
