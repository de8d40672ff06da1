"""Which texts a spreadsheet would take for a formula when it opens a csv."""

from __future__ import annotations

import re

# Blanks and signs nobody sees may stand in front; East Asian settings read wide signs as narrow
# ones. An apostrophe is the mark itself. The pattern is understood by `re` and by polars.
LIKE_FORMULA = (
    r"^(?:['\t\r\n]|[\s\x00-\x20\u007f-\u00a0\u00ad\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ufeff]*"
    r"[=+\-@\u2212\ufe62\ufe63\ufe66\ufe6b\uff0b\uff0d\uff1d\uff20])"
)
_LIKE_FORMULA = re.compile(LIKE_FORMULA)


def text_cell(text: str) -> str:
    """The text with an apostrophe in front if it could be taken for a formula."""
    return f"'{text}" if _LIKE_FORMULA.match(text) else text
