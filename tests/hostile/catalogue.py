"""All hostile files, each with how reading it has to end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.hostile.documents import CSVS, DOCUMENTS
from tests.hostile.packed import PACKED
from tests.hostile.sheets import SHEETS

if TYPE_CHECKING:
    from tests.hostile.case import Case

CATALOGUE: dict[str, Case] = {
    f"{kind}: {name}": case
    for kind, cases in {
        "archive": PACKED,
        "sheet": SHEETS,
        "csv": CSVS,
        "document": DOCUMENTS,
    }.items()
    for name, case in cases.items()
}
