"""What documents print of themselves: kind, number, date, office, territory; and on their pages."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from indicators.language.text import fold, nfc

if TYPE_CHECKING:
    from collections.abc import Sequence

PERIODS_APART = re.compile(r",|\bvà\b")
DOCUMENT_KINDS = (
    "báo cáo", "nghị quyết", "kết luận", "kế hoạch", "quyết định", "thông báo", "tờ trình", "chương trình",
    "chỉ thị", "công văn", "đề án", "niên giám", "thông cáo",
)  # fmt: skip
DOCUMENT_KIND = re.compile(rf"(?i)\s*({'|'.join(DOCUMENT_KINDS)})(?!\w)")
REFERRED_KIND = re.compile(rf"({'|'.join(DOCUMENT_KINDS)}|luật|nghị định|thông tư)\s*$")
DOCUMENT_NUMBER = re.compile(
    r"(?i)\b(?:số|no)\s*[:.]?\s*(?P<digits>\d{1,5})\s*(?P<rest>(?:[-/]\s?\d{4}\s?)?[-/]\s?[^\W\d_][\w-]*(?:\s?/\s?[\w-]+)*)"
)
DATE_OF_ISSUE = re.compile(
    r"(?i)(?:(?P<place>[^\W\d_][^,;:()\d\n]{1,40}),\s*)?ngày\s*(?P<day>\d{1,2})\s*(?:tháng|/)\s*(?P<month>\d{1,2})\s*(?:năm|/)\s*(?P<year>\d{4})"
)
NUMBER_LINE = re.compile(r"(?i)\s*\bsố\s*[:.]?\s*\d.*")
REFERENCE = re.compile(r"(?i)\s*(?:căn cứ|xét|theo|thực hiện)\b")
PREAMBLE = re.compile(r"(?i)\s*(?:kính gửi|căn cứ|xét|theo|thực hiện|để|sau khi|ngày)\b")
ATTACHED_TO = re.compile(r"(?i)kèm theo|ban hành theo")
KIND_ATTACHED = re.compile(rf"(?i)theo\s+({'|'.join(DOCUMENT_KINDS)})(?!\w)")
OF_OFFICE = re.compile(r"(?i)\bcủa\s+([^()]+?)\s*\)?\s*\Z")
# The time at which a page was put on the web.
TIMESTAMP = re.compile(
    r"(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?:\s*[-,|]?\s*\d{1,2}:\d{2}(?::\d{2})?)?|\b\d{1,2}:\d{2}(?::\d{2})?)\s*"
)
_KIND_BEHIND = re.compile(r"(?P<name>[^()\d]{2,40}?)\s*\((?P<level>[^()\d]{2,12})\)\s*\Z")
MOTTO = re.compile(r"(?i)đảng cộng sản|cộng h[oò][aà] xã hội|độc lập\s*-")
OFFICE = re.compile(
    r"(?i)(?:[uủ][ỷy] ban nhân dân|ubnd|hội đồng nhân dân|hđnd"
    r"|(?:huyện|thành|tỉnh|thị|quận|đảng) [uủ][ỷy]|đảng bộ|ban chấp hành|ban thường vụ"
    r"|(?:chi |tổng )?cục thống kê|sở|phòng)\b"
)
TERRITORY = re.compile(
    r"(?i)(?:\b(?P<party>huyện|thành|tỉnh|thị|quận)\s+[uủ][ỷy]\s+|\b(?P<level>huyện|quận|thị xã|thị trấn|xã|phường|tỉnh|thành phố|tp\.?)\s+)"
    r"(?=(?P<name>[^\W\d_]+(?:[ -][^\W\d_]+){0,3}))"
)
LEVELS = ("xã", "phường", "thị trấn", "huyện", "quận", "thị xã", "thành phố", "tỉnh")
SHORT_LEVELS = {"thành": "thành phố", "thị": "thị xã", "tp": "thành phố", "tp.": "thành phố"}
TERM = re.compile(r"(?i)(?:nhiệm kỳ|khóa|khoá|lần thứ)\s*(?:\d{4}\s*[-–]\s*\d{4}|\w+)")
NO_NAMES = {
    "về", "khóa", "khoá", "kỳ", "lần", "năm", "báo", "nghị", "kết", "hội", "ban", "số",
    "tháng", "quý", "đảng", "đã", "có", "và", "huyện", "tỉnh", "thành", "xã", "thị", "phường",
    "quận", "ủy", "ubnd", "hđnd", "trong", "tiếp", "là", "đạt", "cộng", "văn",
}  # fmt: skip
ARTICLE = re.compile(r"(?i)(?:điều|phần|chương|phụ lục)\s+(?:số\s+)?\Z")
PAGE_NUMBER = re.compile(
    r"[\W_]*(?:trang|page)?[\W_]*(\d{1,4})(?:\s*(?:/|of|trên)\s*\d{1,4})?[\W_]*", re.IGNORECASE
)
UNIT_LINE = re.compile(r"đơn vị|đvt", re.IGNORECASE)
DOCUMENT_KIND_LINE = re.compile(
    r"[\s*_]*(?:BÁO CÁO|NGHỊ QUYẾT|KẾT LUẬN|KẾ HOẠCH|QUYẾT ĐỊNH|THÔNG BÁO|TỜ TRÌNH|CHƯƠNG TRÌNH|CHỈ THỊ|ĐỀ ÁN)(?!\w)"
)
ATTACHED_LINE = re.compile(r"\s*\(\s*(?:kèm theo|ban hành)", re.IGNORECASE)


def is_reference(text: str, found: re.Match[str]) -> bool:
    """Whether a number found in a text is that of another document (`theo Báo cáo số …`)."""
    before = fold(text[max(0, found.start() - 25) : found.start()])
    return bool(REFERRED_KIND.search(before))


def day_of(found: re.Match[str]) -> date | None:
    """The day that `DATE_OF_ISSUE` found, if there is such a day."""
    try:
        return date(int(found["year"]), int(found["month"]), int(found["day"]))
    except ValueError:
        return None


def territory_named(texts: Sequence[str], signed_at: str | None) -> str | None:
    """The smallest unit named, and the one above it."""
    found: dict[str, str] = {}
    for text in texts:
        for unit in TERRITORY.finditer(text):
            level = fold(unit["party"] or unit["level"])
            level = SHORT_LEVELS.get(level, level)
            name = _name(unit["name"])
            if name and level in LEVELS:
                found.setdefault(level, f"{level.capitalize()} {name}")
    named = [found[level] for level in LEVELS if level in found]
    if not named and signed_at and not OFFICE.search(signed_at):
        return _name(signed_at)
    return ", ".join([named[0], *(n[0].lower() + n[1:] for n in named[1:2])]) if named else None


def titled_territory(title: str, text: str) -> str | None:
    """The territory a title is the name of: `Thanh Vân (huyện)`, or a bare name.

    A bare name is one where the text itself says what kind of territory bears it.

    Examples:
        >>> titled_territory("Thanh Vân (huyện)", "")
        'Huyện Thanh Vân'
        >>> titled_territory("Lam Hà", "Năm 2021, tỉnh Lam Hà thu 12 tỷ đồng.")
        'Tỉnh Lam Hà'
    """
    found = _KIND_BEHIND.match(title)
    if found and fold(found["level"]) in LEVELS:
        return f"{fold(found['level']).capitalize()} {found['name'].strip()}"
    name = _name(title)
    if name is None or nfc(name) != nfc(title).strip():
        return None
    for level in reversed(LEVELS):
        if re.search(rf"(?i:\b{level})\s+{re.escape(name)}(?!\w)", nfc(text)):
            return f"{level.capitalize()} {name}"
    return None


def _name(words: str) -> str | None:
    """`VĨNH BẢO về` -> `Vĩnh Bảo`: capitalised words only."""
    kept = []
    for word in nfc(words).split():
        if not word[0].isupper() or fold(word) in NO_NAMES:
            break
        kept.append(word.capitalize() if word.isupper() else word)
    return " ".join(kept) or None
