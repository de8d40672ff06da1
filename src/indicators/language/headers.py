"""How headers of columns, and the lines around a table, speak: small grammars over the lexicon."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, TypeVar

from indicators.language.lexicon import any_of, compose, phrases
from indicators.language.periods import DEFINITION, NUMBER_OF_DOCUMENT
from indicators.language.text import fold
from indicators.language.units import find_unit, known_unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

T = TypeVar("T")

_BRACKETED = re.compile(r"\(([^()]+)\)")
# Whose target: set `{0}` to an authority.
OF_AUTHORITY = (
    r"<{0}_authority> <decided>|<council> <{0}_authority>"
    r"|(?:<planned>|<resolved>|<goal>) (?:<of> )?<{0}_authority>"
)

# What a header reads as, by its folded text.
_GRAMMAR = {
    "estimate": r"<estimate>|<forecast>(?! (?:<planned>|<goal>|<task>))",
    "target": r"<planned>|<resolved>|<goal>|<aim>|<assigned>|<proposal>.*\d",
    "actual": r"<actual>|<reach>.*\d",
    # It sets two figures against each other …
    "comparison": (
        r"<compared>|(?<!\w)%\s*(?:<planned>|<completed>|<same_period>)|<rate>.*<carried_out>"
        r"|<growth_rate>|<amount_of_growth>|<up>.*<down>"
        r"|(?:<performed>|<estimate>|<cumulative>|<time_unit>)[^/]*/\s*(?:<planned>|<resolved>|<same_period>|<performed>)"
        r"|<planned>[^/]*/\s*(?:<performed>|<estimate>|<same_period>)|^<same_period>$|<reach>.*%"
        r"|<completed> (?:<planned>|<resolved>|<goal>)"
        r"|(?<!học )(?<!nh )(?<!\d)20\d\d\s*/\s*20\d\d(?![\d/])"
    ),
    # … namely with the year before, or with a plan.
    "with_same_period": r"<same_period>|<year_before>|<growth_rate>",
    "with_plan": r"<planned>|<resolved>|<goal>|<completed>",
    "difference": r"<difference>|^\W*\+\W*-\W*$",
    "percentage": r"<percentage>",
    # Plain numbers are growth rates, not indices.
    "growth": r"<growth_rate>|<amount_of_growth>|<up>.*<down>",
    "share": r"<share>",
    "figures": r"<figures>",
    "elsewhere": r"<other_territory>|<average>|<crop_season>",
    "same_period": r"<same_period>",
    "year_before": r"<same_period>|<year_before>",
}

# Who set a target; the first that fits wins. A resolution is the district's, when it is nobody else's.
_OWNERS = {
    "city": OF_AUTHORITY.format("city"),
    "province": OF_AUTHORITY.format("province"),
    "central": OF_AUTHORITY.format("central"),
    "district": OF_AUTHORITY.format("district"),
    "budget": r"<budget>",
    "district by resolution": r"<resolved>|<indicator>",
    "plan": r"<planned>|<goal>|<aim>",
}

_AGAINST = r"<against>(?!\s*sánh)|/(?!\s*\d)|(?<=20\d\d)\s*/(?=\s*20\d\d)"
_BASE = r"(?:<against>|<same_period>)(?! sánh).*"
_YEAR = re.compile(r"(?<![\d.,])(?:19|20)\d\d(?![\d.,]\d|\d)")
_LETTERHEAD = r"<letterhead>|^\(?số\s*:?\s*\d|\bngày\b.*\btháng\b.*\bnăm\b"
_BELOW_TABLE = r"^(?:<signature>|<on_behalf_of>\s|<signatory>$)"


def reads_as(meaning: str, texts: Iterable[str]) -> bool:
    """Whether one of the folded texts of a header has words of this meaning.

    >>> reads_as("comparison", ["% kh năm 2024"])
    True
    """
    pattern = compose(_GRAMMAR[meaning], "header")
    return any(pattern.search(text) for text in texts)


def scenario_of(text: str) -> str | None:
    """The scenario whose word comes first: `kết quả thực hiện kế hoạch` is actual."""
    found = (
        (match.start(), scenario)
        for scenario in ("estimate", "target", "actual")
        if (match := compose(_GRAMMAR[scenario], "header").search(text))
    )
    return min(found, key=lambda match: match[0], default=(0, None))[1]


def target_by_of(text: str) -> str | None:
    """Who set the target, None if it is unknown: `kế hoạch tỉnh giao` is the province's."""
    owners = (
        owner for owner, grammar in _OWNERS.items() if compose(grammar, "header").search(text)
    )
    return next((owner.partition(" ")[0] for owner in owners), None)


def unit_of(levels: Iterable[str]) -> str | None:
    """The unit in brackets of the lowest level that has one."""
    for text in reversed(tuple(levels)):
        for inner in _BRACKETED.findall(text):
            folded = fold(inner)
            if (
                folded in phrases("no_unit", "header")
                or scenario_of(folded)
                or target_by_of(folded)
            ):
                continue  # `Năm 2023 (kế hoạch)`: whose figure, not in what
            words = compose(r"^<unit_line>\s*:\s*", "header").sub("", folded)
            if known_unit(words):
                return find_unit(words)[0].symbol
    return None


def unit_line(text: str) -> str | None:
    """The unit that a line above a table prints: `(ĐVT: triệu đồng)`."""
    found = compose(r"<unit_line>\s*:\s*(.+?)\)?\Z", "cell").search(fold(text))
    return found[1] if found else None


def unknown_words(levels: Sequence[str]) -> str:
    """What stands beside a period and its unit, and is unknown."""
    words = []
    for text in levels:
        for inner in _BRACKETED.findall(text):
            if unit_of((f"({inner})",)) or fold(inner) in phrases("no_unit", "header"):
                text = text.replace(f"({inner})", " ")  # noqa: PLW2901
        folded = DEFINITION.sub(" ", fold(text)).replace("tháng đầu năm", "tháng")
        words += re.findall(r"[^\W\d_]+", folded)
    return " ".join(word for word in words if word not in phrases("beside_period", "header"))


def sides(text: str) -> tuple[str, ...]:
    """What stands before and behind `so với` or `/`; the text alone where it compares nothing."""
    named = NUMBER_OF_DOCUMENT.sub(lambda number: re.sub(r"[\d/-]+", " ", number[0]), text)
    return tuple(compose(_AGAINST, "header").split(named, maxsplit=1))


def base_years(text: str) -> set[int]:
    """The years that a figure is compared with: `tăng 5% so với năm 2020`."""
    base = compose(_BASE, "header").search(DEFINITION.sub(" ", fold(text)))
    return {int(year) for year in _YEAR.findall(base[0])} if base else set()


def is_letterhead(text: str) -> bool:
    """Whether a line above a table names its document, not its period."""
    return compose(_LETTERHEAD, "cell").search(fold(text)) is not None


@lru_cache(maxsize=8192)  # offices use the same labels and units over and over
def is_below_table(text: str) -> bool:
    """Whether a cell belongs to the addressees and signatures below a table."""
    return compose(_BELOW_TABLE, "cell").search(fold(text)) is not None


def is_added(label: str) -> bool:
    """Whether a label counts what was added, so that `thêm 2` and `tăng 2` are its whole figure."""
    return any_of("added", "label").search(fold(label)) is not None


def first(items: Iterable[T | None]) -> T | None:
    """The first that is there."""
    return next((item for item in items if item is not None), None)
