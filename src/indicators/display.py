"""How figures, periods and sources are written for people, in Vietnamese and in English."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from indicators.results import Language

HEADS: Mapping[str, Mapping[str, str]] = {
    "place": {"vi": "Địa bàn", "en": "Place"},
    "name": {"vi": "Chỉ tiêu", "en": "Indicator"},
    "name_vi": {"vi": "Tên tiếng Việt", "en": "Vietnamese name"},
    "name_en": {"vi": "Tên tiếng Anh", "en": "English name"},
    "period": {"vi": "Kỳ", "en": "Period"},
    "scenario": {"vi": "Loại số", "en": "Scenario"},
    "measure": {"vi": "Cách đo", "en": "Measure"},
    "figure": {"vi": "Số liệu", "en": "Figure"},
    "unit": {"vi": "Đơn vị tính", "en": "Unit"},
    "source": {"vi": "Nguồn", "en": "Source"},
    "theme": {"vi": "Lĩnh vực", "en": "Theme"},
    "figures": {"vi": "Số lượng số liệu", "en": "Figures"},
    "places": {"vi": "Địa bàn", "en": "Places"},
    "kind": {"vi": "Loại", "en": "Kind"},
    "number": {"vi": "Số ký hiệu", "en": "Number"},
    "title": {"vi": "Trích yếu", "en": "Title"},
    "issuer": {"vi": "Cơ quan ban hành", "en": "Issuer"},
    "issued_on": {"vi": "Ngày", "en": "Date"},
    "file": {"vi": "Tệp", "en": "File"},
    "indicator_id": {"vi": "Mã chỉ tiêu", "en": "Indicator id"},
    "better": {"vi": "Chiều tốt", "en": "Better"},
    "citation": {"vi": "Trích dẫn", "en": "Citation"},
    "document_id": {"vi": "Văn bản", "en": "Document"},
    "source_locator": {"vi": "Vị trí trong văn bản", "en": "Place in the document"},
    "locators": {"vi": "Ô trong tệp", "en": "Cells of the file"},
    "target": {"vi": "chỉ tiêu", "en": "target"},
    "estimate": {"vi": "ước thực hiện", "en": "estimate"},
    "actual": {"vi": "thực hiện", "en": "actual"},
    "level": {"vi": "mức", "en": "level"},
    "growth": {"vi": "tăng so với cùng kỳ", "en": "growth"},
    "attainment": {"vi": "so với kế hoạch", "en": "attainment"},
    "share": {"vi": "cơ cấu", "en": "share"},
    "change": {"vi": "thay đổi", "en": "change"},
    "text": {"vi": "nội dung", "en": "text"},
}
_BOUNDS = {
    "at_least": {"vi": "từ {} trở lên", "en": "at least {}"},
    "more_than": {"vi": "trên {}", "en": "more than {}"},
    "at_most": {"vi": "không quá {}", "en": "at most {}"},
    "less_than": {"vi": "dưới {}", "en": "less than {}"},
}
_KINDS = {
    "Nghị quyết": "Resolution",
    "Báo cáo": "Report",
    "Kết luận": "Conclusion",
    "Kế hoạch": "Plan",
    "Quyết định": "Decision",
}


def number_text(value: float, decimals: int | None, lang: Language) -> str:
    """`20.952,436` in Vietnamese, `20,952.436` in English; missing decimals are not invented."""
    places = max(decimals or 0, 0)
    shown = f"{value:,.{places}f}" if abs(round(value, places) - value) < 1e-9 else f"{value:,.10g}"
    return shown.translate(str.maketrans(",.", ".,")) if lang == "vi" else shown


def figure_text(row: Mapping[str, Any], lang: Language) -> str:
    """The figure of an observation row with its bound: `14–15`, `dưới 0,64`, `27/30`."""
    bound, decimals = row["bound"], row["decimals"]
    if bound == "text":
        return str(row["raw_value"])
    if bound == "range":
        return "–".join(number_text(row[end], decimals, lang) for end in ("low", "high"))
    if bound == "point":
        text = number_text(row["value"], decimals, lang)
        if row["denominator"] is not None:
            text += "/" + number_text(row["denominator"], decimals, lang)
        return text
    end = row["low"] if row["low"] is not None else row["high"]
    return _BOUNDS[bound][lang].format(number_text(end, decimals, lang))


def period_text(row: Mapping[str, Any], lang: Language) -> str:
    """`2023`, `9 tháng 2024`, `10/2023`, `quý III/2024`."""
    start, end, kind = row["period_start"], row["period_end"], row["period_kind"]
    vietnamese = lang == "vi"
    if kind == "year":
        return str(end.year)
    if kind in ("multi_year", "school_year"):
        school = ("năm học " if vietnamese else "school year ") if kind == "school_year" else ""
        return f"{school}{start.year}-{end.year}"
    if kind == "month":
        return f"{end.month:02}/{end.year}"
    if kind == "year_to_date":
        return (
            f"{end.month} tháng {end.year}" if vietnamese else f"{end.month} months of {end.year}"
        )
    if kind == "quarter":
        return f"quý {end.month // 3}/{end.year}" if vietnamese else f"Q{end.month // 3} {end.year}"
    if kind == "half_year":
        return f"6 tháng cuối {end.year}" if vietnamese else f"second half of {end.year}"
    return date_text(end, "day", lang)


def date_text(day: date, precision: str, lang: Language) -> str:
    """`19/12/2023` or `2023-12-19`, as exact as it is known."""
    if lang == "en":
        return {"day": f"{day:%Y-%m-%d}", "month": f"{day:%Y-%m}"}.get(precision, f"{day:%Y}")
    return {"day": f"{day:%d/%m/%Y}", "month": f"{day:%m/%Y}"}.get(precision, f"{day:%Y}")


def cite(row: Mapping[str, Any], lang: Language) -> str:
    """A citation ready to paste: issuer, kind and number, date, place in the document."""
    issued = date_text(row["issued_on"], row["issued_precision"], lang)
    kind = row["kind"] if lang == "vi" else _KINDS.get(row["kind"], row["kind"])
    number = f" {row['number']}" if row["number"] else f" “{row['title']}”"
    day = ("ngày " if lang == "vi" else "") if row["issued_precision"] == "day" else ""
    where = f", {row['source_locator']}" if row.get("source_locator") else ""
    return f"{row['issuer']}, {kind}{number}, {day}{issued}{where}"


def value_text(value: object, lang: Language) -> str:
    """Any other value as text: nothing for null, numbers in the way of the language."""
    if value is None:
        return ""
    if isinstance(value, float):
        return number_text(value, None, lang)
    if isinstance(value, date):
        return date_text(value, "day", lang)
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
