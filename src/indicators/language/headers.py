"""How headers of columns, and the lines around a table, speak: small grammars over the lexicon."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, TypeVar

from indicators.language.lexicon import any_of, any_of_all, compose, phrases
from indicators.language.periods import (
    DEFINITION,
    NUMBER_OF_DOCUMENT,
    parse_period,
    plain,
    without_periods,
)
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
        r"|<growth_rate>|<amount_of_growth>|<up>.*<down>|(?<!\w)%\s*(?:<up>|<down>)|^(?:<up>|<down>)\s*\(\s*%"
        r"|(?<!\w)%\s*(?:<carried_out>|<performed>)(?!\s*/)|^%$|^\W*\+\W*-\W*$"
        r"|(?:<performed>|<estimate>|<cumulative>|<time_unit>)[^/]*/\s*(?:<planned>|<resolved>|<same_period>|<performed>)"
        r"|<planned>[^/]*/\s*(?:<performed>|<estimate>|<same_period>)|^<same_period>$|<reach>.*%"
        r"|<completed> (?:<planned>|<resolved>|<goal>)"
        r"|(?:<planned>|<performed>|<estimate>)(?: <year>)?(?: 20\d\d)? <against> (?:<planned>|<performed>|<estimate>)(?: <year>)?(?: 20\d\d)?"
        r"|(?<!học )(?<!nh )(?<!\d)20\d\d\s*/\s*20\d\d(?![\d/])"
    ),
    # … namely with the year before, or with a plan.
    "with_same_period": r"<same_period>|<year_before>|<growth_rate>",
    "with_plan": r"<planned>|<resolved>|<goal>|<completed>|<assigned>",
    "difference": r"<difference>|^\W*\+\W*-\W*$",
    "amount": r"^<amount>$",
    "percentage": r"<percentage>",
    # Plain numbers are growth rates, not indices.
    "fall": r"<down>",
    "rise": r"<up>",
    "growth": r"<growth_rate>|<amount_of_growth>|<up>.*<down>|(?<!\w)%\s*(?:<up>|<down>)|^<up>\s*\(\s*%",
    # … with what growth on the year before is not set against,
    "other_base": r"<other_base>",
    # … or with the target that stands beside.
    "reach": r"<reach>.*%|<rate>.*<carried_out>|(?<!\w)%\s*(?:<carried_out>|<performed>)",
    "preliminary": r"<preliminary>",
    "share": r"<share>",
    "figures": r"<figures>",
    "prices": r"<constant_prices>|<current_prices>",
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

_AUTHORITIES = ("city", "province", "central", "district")

# What may stand in any header of figures …
_ANYWHERE = (
    "estimate", "planned", "resolved", "goal", "aim", "forecast", "budget", "performed", "actual",
    "completed", "reach", "figures", "beside_period", "time_unit", "moment", "until", "this", "cumulative",
    "month_of_table", "quarter_of_table", "year_of_table", "whole_year", "until_end_of",
    "month_before", "quarter_before", "year_before", "same_period", "share", "percentage",
)  # fmt: skip
# … what says whose target it is: beside a result it would say whose result …
_OF_TARGETS = (
    "city_authority", "province_authority", "central_authority", "district_authority", "council", "decided",
    "task", "proposal", "of", "indicator", "assigned", "edge_of_period", "congress",
)  # fmt: skip
# … and what sets two figures against each other.
_OF_COMPARISONS = (
    "compared", "against", "growth_rate", "amount_of_growth", "rate", "carried_out", "difference",
    "up", "down",
)  # fmt: skip
_FOOTNOTE = re.compile(r"(?<![mk])[⁰¹²³⁴⁵⁶⁷⁸⁹*]+")
_NUMBERED = re.compile(r"\d{1,2}\s*(?:=[\d\s()+:/x*-]+)?")  # `(8)`, `(8) = (6)/(4)`
_YEAR_ON_YEAR = re.compile(r"(?<!\d)20\d\d\s*/\s*20\d\d(?![\d/])")
# A bare number from 15 to 35 may be a year: `NQ 24`.
_NUMBERED_RESOLUTION = (
    r"(?:<resolved>|<planned>)\s*số\s*\d{1,3}(?!\d)"
    r"|<resolved>\s*(?!(?:1[5-9]|2\d|3[0-5])(?!\d))\d{1,3}(?!\d)"
    r"|<decided>\s*(?:số\s*)?\d{1,4}(?!\d)"
)
# Years as they stand behind abbreviations: `TH2022`, `TH 23`; `KH 24/KH-UBND` is a number, `TH 20 ngày` a count.
_GLUED = re.compile(r"(?<=[^\W\d_]{2})\.?(?=(?:19|20)\d\d(?!\d))")
_SHORT_YEAR = (
    r"(?P<word><year_behind+>)\s?(?P<year>1[5-9]|2\d|3[0-5])"
    r"(?=\s*(?:$|[()%]|/(?!\s*\w+\s*-)|<compared>))"
)
_SHORT_MONTHS = re.compile(r"(?<![\w.,/])([1-9]|1[0-2])\s?t(?!\w|[.,]?\s*/?\s*\d)")  # `6T`, `9T/KH`
_INITIALS = re.compile(r"(?<![\w.])((?:[^\W\d_]\.){1,3}[^\W\d_])(?![\w.])")  # `K.H`, `Đ.V.T`
_SHORT_MONTH = re.compile(r"(?<!\w)t\s?(1[0-2]|[1-9])(?![\w/.,-]*\d)(?!\w)")  # `T1`, `Ước T11`
_RISE_OR_FALL = r"(<up>)\s*/\s*(<down>)"  # the slash of `tăng/giảm` compares nothing
# `ƯTH/ TH 2020`: the estimate or the result of one year
_EITHER = r"^(?:<estimate>\s*/\s*<performed>|<performed>\s*/\s*<estimate>)\s*(?:<year>\s*)?(?P<year>20\d\d)$"
# `kế hoạch tỉnh Hòa Bình giao`: the authority by its name
_ASSIGNED = (
    r"(?:<city_authority>|<province_authority>|<district_authority>)(?: \w+){1,3} (?=<decided>)"
)
_WORD = re.compile(r"\w+")
_SPAN = re.compile(r"(?<!\d)\d{1,2}(?= năm\b)", re.IGNORECASE)  # `3 năm kế hoạch` over the years

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


def without_dots(text: str) -> str:
    """Initials without the dots between them.

    >>> without_dots("Đ.V.T"), without_dots("TH 6.2024")
    ('ĐVT', 'TH 6.2024')
    """
    return _INITIALS.sub(lambda found: found[1].replace(".", ""), text)


def words_of(text: str) -> str:
    """The folded text of a header, with abbreviated months, and years behind abbreviations, written out.

    >>> words_of("TH2022"), words_of("KH 24"), words_of("TH 20 ngày"), words_of("Ước T11")
    ('th 2022', 'kh 2024', 'th 20 ngày', 'ước tháng 11')
    """
    written = _SHORT_MONTH.sub(r"tháng \1", _GLUED.sub(" ", without_dots(fold(text))))
    written = _SHORT_MONTHS.sub(r"\1 tháng", written)
    parted = compose(_RISE_OR_FALL, "header").sub(r"\1, \2", written)
    return compose(_SHORT_YEAR, "header").sub(
        lambda found: f"{found['word']} 20{found['year']}", parted
    )


def year_of_either(text: str) -> int | None:
    """The year of which a header gives the estimate or the result, whichever there is.

    >>> year_of_either("ưth/ th 2020")
    2020
    """
    found = compose(_EITHER, "header").search(text)
    return int(found["year"]) if found else None


def is_alone(levels: Sequence[str]) -> bool:
    """Whether a header only says `cùng kỳ`: the figure of the year before, or a comparison with it.

    Args:
        levels: Folded, the most special first.
    """
    others = levels[1:]
    return (
        levels[0] in phrases("same_period", "header")
        and not reads_as("comparison", others)
        and not reads_as("percentage", others)
    )


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


def owner_of(levels: Iterable[str]) -> str | None:
    """Who set the target of a header: an authority that one of its levels names, else plan or budget.

    >>> owner_of(["kế hoạch năm 2024", "tỉnh"]), owner_of(["so với dự toán (%)", "dt tỉnh giao"])
    ('province', 'province')
    """
    texts = list(levels)
    alone = (
        owner
        for owner in _AUTHORITIES
        for text in texts
        if compose(rf"^<{owner}_authority>\W*$", "header").search(text)
    )
    named = [target_by_of(text) for text in texts]
    return first([*alone, *(owner for owner in named if owner in _AUTHORITIES), *named])


def is_total(text: str) -> bool:
    """Whether a level of a header is the sum of those beside it: `Tổng số`.

    >>> is_total("Tổng số:"), is_total("Tổng thu")
    (True, False)
    """
    return fold(text).strip(" :.") in phrases("total_of_places", "cell")


def is_authority(text: str) -> bool:
    """Whether a level of a header is nothing but an authority: `Tỉnh`, `Huyện`, `TW`."""
    folded = fold(text).strip(" :.")
    return any(compose(rf"^<{name}_authority>$", "header").search(folded) for name in _AUTHORITIES)


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


def without_unit(level: str) -> str:
    """A level of a header without its bracketed unit.

    >>> without_unit("Giá trị xuất khẩu (nghìn USD)")
    'Giá trị xuất khẩu'
    """
    for inner in _BRACKETED.findall(level):
        if unit_of((f"({inner})",)):
            level = level.replace(f"({inner})", " ")
    return " ".join(level.split())


def unit_line(text: str) -> str | None:
    """The unit that a line above a table prints: `(ĐVT: triệu đồng)`."""
    found = compose(r"<unit_line>\s*:\s*(.+?)\)?\Z", "cell").search(fold(text))
    return found[1] if found else None


def unknown_words(levels: Sequence[str], *, target: bool, compares: bool) -> str:
    """The words of a header of figures that nothing accounts for.

    Every word counts: one that is unknown may change whose or what the figures are (`TH 2023 xã
    Tân Lộc`, `Trong đó: Nữ`, `20 ngày đầu tháng 9`).

    Args:
        levels: Texts of the header, top first.
        target: Whether the figures are targets, or are set against one: then it may name who set it.
        compares: Whether they are set against others.

    Returns:
        The words as folded, between blanks; empty when all are understood.

    >>> unknown_words(["TH 2023 xã Tân Lộc"], target=False, compares=False)
    'xã tân lộc'
    >>> unknown_words(["Dự toán tỉnh giao 2024 (triệu đồng)"], target=True, compares=False)
    ''
    """
    known = _known(target=target, compares=compares)
    *over, lowest = levels
    if _YEAR.search(lowest):
        over = [_SPAN.sub(" ", level) for level in over]
    bare = [_bare(words_of(level)) for level in (*over, lowest)]
    if any(parse_period(level) for level in levels):  # `Kế hoạch từng năm` over `2021`
        bare = [any_of("each_year", "header").sub(" ", text) for text in bare]
    if compares:
        bare = [_YEAR_ON_YEAR.sub(" ", text) for text in bare]
    if target:
        assigned = compose(_ASSIGNED, "header")
        bare = [assigned.sub(" ", text) for text in bare]
    return " ".join(word for text in bare for word in _WORD.findall(known.sub(" ", text)))


def _bare(level: str) -> str:
    """A level without units, numbers of columns and footnotes, periods and numbers of resolutions."""
    text = _FOOTNOTE.sub("", level)
    for inner in _BRACKETED.findall(text):
        if _NUMBERED.fullmatch(inner.strip()) or unit_of((f"({inner})",)):
            text = text.replace(f"({inner})", " ")
    if _NUMBERED.fullmatch(text.strip()):
        return ""
    return without_periods(compose(_NUMBERED_RESOLUTION, "header").sub(" ", plain(text)))


@cache
def _known(*, target: bool, compares: bool) -> re.Pattern[str]:
    return any_of_all(_ANYWHERE + _OF_TARGETS * target + _OF_COMPARISONS * compares, "header")


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


def without_office(level: str) -> str:
    """The territory in a level of a header that names its office: `UBND xã Tân Lộc`.

    >>> without_office("Ủy ban nhân dân xã Tân Lộc"), without_office("Toàn huyện")
    ('xã tân lộc', 'Toàn huyện')
    """
    found = compose(r"^<council>\s+(?P<rest>\S.*)", "header").match(_spelled(level))
    return found["rest"] if found else level


def _spelled(text: str) -> str:
    return re.sub(r"^[uủ][ỷy] ban nhân dân\b", "ubnd", fold(text))


def is_domain(heading: str, label: str) -> bool:
    """Whether a heading over a label says nothing that the label does not: `Chăn nuôi` over `Tổng đàn lợn`.

    >>> is_domain("Chăn nuôi", "Tổng đàn lợn"), is_domain("Chăn nuôi", "Giá trị sản xuất")
    (True, False)
    """
    over, below = fold(heading).strip(" .:;"), fold(label)
    if over in phrases("domain", "header"):
        return True
    livestock = over in phrases("livestock", "header") and any_of("herd", "label").search(below)
    crops = compose(r"^<harvest>\s+\S", "label").search(below)
    return bool(livestock or (over in phrases("crops", "header") and crops))


def is_subgroup(text: str) -> bool:
    """Whether a level of a header, or a section of rows, is of a group: `Trong đó: Nữ`."""
    bare = compose(r"^<of_which>\s*:?\s*", "label").sub("", fold(text).strip("-+ "))
    return bare.strip(" :.;") in phrases("subgroup", "header")


def label_of_title(text: str) -> str:
    """The words of a title that may name the one indicator of its table: without time, unit, places.

    >>> label_of_title("Biểu 3: DÂN SỐ TRUNG BÌNH PHÂN THEO XÃ NĂM 2023 (người)")
    'dân số trung bình'
    """
    rest = re.sub(r"^(?:biểu|bảng|phụ lục)[^:.]*[:.]\s*", "", fold(text))
    rest = without_periods(without_unit(rest))
    ending = compose(r"[\s,;:-]*(?:<divided>|<beside_period>|<through_years>)\s*$", "header")
    while found := ending.search(rest):
        rest = rest[: found.start()]
    return rest.strip(" ,;:-")


def scenario_of_title(text: str) -> str | None:
    """What the title of a table says of the figures whose headers do not: `KẾ HOẠCH NĂM 2024`."""
    begins = compose(r"^(?:biểu[^:.]*[:.]\s*)?(?:<estimate>|(?P<target><planned>))", "header")
    found = begins.search(fold(text))
    if found is None or (found["target"] and reads_as("actual", [found.string])):
        return None  # `KẾ HOẠCH VÀ KẾT QUẢ THỰC HIỆN`
    return "target" if found["target"] else "estimate"


def is_added(label: str) -> bool:
    """Whether a label counts what was added, so that `thêm 2` and `tăng 2` are its whole figure."""
    return any_of("added", "label").search(fold(label)) is not None


def first(items: Iterable[T | None]) -> T | None:
    """The first that is there."""
    return next((item for item in items if item is not None), None)
