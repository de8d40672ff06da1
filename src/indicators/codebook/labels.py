"""Reading a printed label: its name apart from words of measure, price basis and scenario."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

from indicators.language.lexicon import compose, lexicon
from indicators.language.marks import strip_mark
from indicators.language.text import fold
from indicators.language.units import unit_in_brackets

PriceBasis = Literal["constant", "current"]

# Words of a label that are not its name: they mean its price basis, scenario or measure. The first
# grammar that fits in each line wins.
_GRAMMAR = {
    "constant": (
        r"[,\s]*\(?<constant_prices+>\s*<year+>?\s*(?P<year>(?:19|20)\d\d)?\)?",
        r"[,\s]*\(?<prices_of>\s*(?:<year>\s*)?(?P<year>(?:19|20)\d\d)\)?",
    ),
    "current": (r"[,\s]*\(?<current_prices>\)?", r"\s*\(<prices_in_brackets>\)"),
    "estimate": (r"\s*\(<estimate>\)", r"\s+<estimate>$"),
    # `tăng` at the end, or the rate in front, makes a percentage a growth rate
    "growth": (r"^<growth_of>\s+(?=\S)", r"\s+<growth_behind>$"),
    "share": (r"^<share_of>\s+(?=\S)", r"\s+<share_behind>$"),
}
# Left out without further meaning.
_FILLER = (
    r"[.,:;]?\s*<of_which>$",
    r"^<of_which>\s*:?\s*[-+]?\s*",
    r"[.:;,]+$",
    r"\s+<closing>$",
    r"^<opening>\s*:\s*",
    r"\s*(?:\(\*{1,3}\)|\(\d{1,2}\)|\[\d{1,2}\]|(?<![mk])[*⁰¹²³⁴-⁹]{1,3})$",  # the mark of a footnote
)
_NAME_OF_GROUP = re.compile(r"\(\?P<\w+>")


@dataclass(frozen=True, slots=True)
class Label:
    """A label taken apart.

    Attributes:
        name: Folded name, the key for matching.
        full: Folded label without mark, bracketed unit and closing punctuation, abbreviations
            written out.
        measure: `growth` or `share` when the words say so.
        price_basis: When the words say so.
        base_year: Of the constant prices, when printed.
        estimate: Whether the label says `ước`.
        rate_alone: Whether it is nothing but a word for growth, so that it is that of the row above.
        index: Whether it names an index on the year before, whose percentages are growth.
    """

    name: str
    full: str
    measure: Literal["growth", "share"] | None
    price_basis: PriceBasis | None
    base_year: int | None
    estimate: bool
    rate_alone: bool = False
    index: bool = False


@lru_cache(maxsize=8192)
def read_label(printed: str) -> Label:
    """Take a printed label apart.

    >>> read_label("Tốc độ tăng GTSX công nghiệp (giá SS 2010)").full
    'tốc độ tăng giá trị sản xuất công nghiệp (giá ss 2010)'
    """
    text = _abbreviation().sub(lambda m: abbreviations()[m[0]], fold(strip_mark(printed)[1]))
    full = name = _trim(_without_unit(text))
    found: dict[str, re.Match[str]] = {}
    changed = True
    while changed and _any(*_GRAMMAR).search(name):
        before = name
        for kind in _GRAMMAR:
            for pattern in _patterns(kind):
                match = pattern.search(name)
                if match and _trim(pattern.sub(" ", name, count=1)):
                    found.setdefault(kind, match)
                    name = _trim(pattern.sub(" ", name, count=1))
                    break
        changed = name != before
    alone = compose(r"<growth_of>|<growth_behind>", "label").fullmatch(full) is not None
    index = compose(r"^<index_of_growth>", "label").match(name) is not None
    year = found["constant"]["year"] if "constant" in found else None
    return Label(
        name=name,
        full=full,
        measure="growth"
        if alone or index or "growth" in found
        else "share"
        if "share" in found
        else None,
        price_basis="constant"
        if "constant" in found
        else "current"
        if "current" in found
        else None,
        base_year=int(year) if year else None,
        estimate="estimate" in found,
        rate_alone=alone,
        index=index,
    )


@lru_cache(maxsize=8192)
def prices_in(text: str) -> tuple[PriceBasis, int | None] | None:
    """The price basis that a header, a section or a title names, and the year of constant prices.

    None where it names none, or both.

    >>> prices_in("Theo giá so sánh 2010"), prices_in("Giá hiện hành")
    (('constant', 2010), ('current', None))
    """
    folded = fold(text)
    constant, current = (_patterns(kind)[0].search(folded) for kind in ("constant", "current"))
    if (constant is None) == (current is None):
        return None
    if constant is None:
        return "current", None
    return "constant", int(constant["year"]) if constant["year"] else None


def is_prices_alone(label: str) -> bool:
    """Whether a label is nothing but a price basis, so that it is of what the row above names.

    >>> is_prices_alone("- Theo giá so sánh 2010"), is_prices_alone("GTSX (giá hiện hành)")
    (True, False)
    """
    bare = fold(strip_mark(label)[1]).strip(" :.")
    return any(_patterns(kind)[0].fullmatch(bare) for kind in ("constant", "current"))


def _trim(text: str) -> str:
    before = None
    while text != before and _any("filler").search(text):
        before = text
        for pattern in _patterns("filler"):
            text = pattern.sub(" ", text).strip()
    return " ".join(text.split())


def _without_unit(text: str) -> str:
    """`tỷ lệ hộ nghèo (%)` without the bracketed unit."""
    found = unit_in_brackets(text)
    return found[0] if found else text


@cache
def _patterns(kind: str) -> tuple[re.Pattern[str], ...]:
    grammars = _FILLER if kind == "filler" else _GRAMMAR[kind]
    return tuple(compose(grammar, "label") for grammar in grammars)


@cache
def _any(*kinds: str) -> re.Pattern[str]:
    """Whether any rule of these kinds holds; most labels have none."""
    patterns = (pattern.pattern for kind in kinds for pattern in _patterns(kind))
    return re.compile("|".join(_NAME_OF_GROUP.sub("(", pattern) for pattern in patterns))


def abbreviations() -> dict[str, str]:
    """Abbreviations with what they stand for, in small letters."""
    return lexicon().abbreviations


@cache
def _abbreviation() -> re.Pattern[str]:
    longest_first = sorted(abbreviations(), key=lambda short: (-len(short), short))
    return re.compile(rf"\b({'|'.join(map(re.escape, longest_first))})\b")
