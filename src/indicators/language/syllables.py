"""How Vietnamese syllables are spelt."""

from __future__ import annotations

import re

_ONSET = "b|c|ch|d|đ|g|gh|gi|h|k|kh|l|m|n|ng|ngh|nh|p|ph|qu|r|s|t|th|tr|v|x"
_RIME = (
    "o?a(?:ch?|i|m|ng?|nh|o|p|t|u|y)?|o?ă(?:c|m|ng?|p|t)|u?â(?:c|m|ng?|p|t|u|y)"
    "|o?e(?:c|m|ng?|o|p|t)?|u?ê(?:ch|m|n|nh|p|t|u)?|i(?:a|ch|m|n|nh|p|t|u)?"
    "|(?:i|u?y)ê(?:c|m|ng?|p|t|u)|oo?(?:c|ng)|o(?:i|m|n|p|t)?|ô(?:c|i|m|ng?|p|t)?"
    "|u?ơ(?:i|m|n|p|t)?|u(?:a|c|i|m|ng?|p|t)?|uô(?:c|i|m|ng?|t)|u?y(?:a|ch|n|nh|p|t|u)?"
    "|ư(?:a|c|i|m|ng?|t|u)?|ươ(?:c|i|m|ng?|p|t|u)"
)
SYLLABLE = re.compile(rf"(?:{_ONSET})?(?:{_RIME})")
"""A syllable in small letters without its tone mark."""

CAPITALS = "A-ZĂÂÊÔƠƯĐ"
"""Capitals without tone marks, as they stand in the class of a pattern."""
