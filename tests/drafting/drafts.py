"""A draft of an invented report, put together by hand."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

from indicators.language.periods import Period, months, year
from indicators.messages.sentences import message
from indicators.prose.model import DocumentFacts, Draft, DraftRow, NonFigure, Unbound
from indicators.readers.blocks import SourceDocument

TEXT = """ỦY BAN NHÂN DÂN HUYỆN ĐỒNG LÚA
Tổng giá trị sản xuất trên địa bàn (giá so sánh 2010) ước đạt 5.580,125 tỷ đồng, tăng 11,33% so với
cùng kỳ; nông nghiệp - thủy sản bằng 106,9%, trồng trọt từ giảm 1% đến tăng 2%, chiếm 20,55%.
Thu ngân sách 412.345,6 triệu đồng, đạt 103,09% dự toán, vượt 3,5% chỉ tiêu giao.
Tỷ lệ hộ nghèo giảm 0,35%, phấn đấu năm 2025 dưới 1,2%; cơ cấu 20 - 21%; lúa xuân từ 70 tạ/ha trở lên.
Năng suất hai vụ 70,5 và 61,2 tạ/ha. Có 12/15 xã phù hợp với trẻ em; xã Bến Xuân thu 310 triệu đồng.
Thu ngân sách năm 2025 thực hiện theo Nghị quyết 09 của tỉnh; không quá 4.000 ha lúa mùa, trên 5.000 ha
lúa xuân; đến 15/11 sản lượng đạt 30.100 tấn, riêng tháng 10 đạt 2.050 tấn. Còn 45 hộ khó khăn.
Thu thường xuyên 77 tỷ đồng. Đoàn 8 người. Trang 3.
"""

Y24, Y25 = year(2024), year(2025)
TO_NOVEMBER = Period(dt.date(2024, 1, 1), dt.date(2024, 11, 15), "year_to_date")


def row(label: str, raw: str, indicator: str | None, **more: Any) -> DraftRow:
    """A row of `TEXT`; numbers are given as text, everything else has a usual value."""
    for name in ("value", "low", "high", "denominator"):
        if name in more:
            more[name] = Decimal(more[name])
    start = TEXT.index(raw)
    first = TEXT.rfind(".", 0, start) + 1
    usual: dict[str, Any] = {
        "kind": "narrative", "raw_unit": None, "quote": TEXT[first : first + 240].strip(), "page": 1,
        "source_locator": "Phần một I", "suggestions": (), "confidence": 0.9, "doubts": (), "place": None,
        "place_id": None, "period": Y24, "scenario": "actual", "target_by": None, "measure": "level",
        "bound": "point", "value": None, "low": None, "high": None, "denominator": None, "decimals": None,
        "unit": None, "price_basis": None, "base_year": None,
    }  # fmt: skip
    fixed = {"start": start, "end": start + len(raw), "raw_value": raw, "raw_label": label}
    return DraftRow(**{**usual, **fixed, "indicator_id": indicator, **more})


ROWS = (
    row("Tổng giá trị sản xuất trên địa bàn", "5.580,125 tỷ đồng", "gross_output", scenario="estimate",
        value="5580.125", decimals=3, raw_unit="tỷ đồng", unit="tỷ đồng", price_basis="constant", base_year=2010),
    row("Tổng giá trị sản xuất trên địa bàn", "tăng 11,33% so với\ncùng kỳ", "gross_output", scenario="estimate",
        measure="growth", value="11.33", decimals=2, unit="%", reported_status="Vượt"),
    row("- Nông nghiệp - thủy sản", "106,9%", "gross_output_agriculture", measure="growth", value="6.9",
        decimals=1, unit="%", confidence=0.7, doubts=("inherited_label",)),
    row("+ Trồng trọt", "từ giảm 1% đến tăng 2%", "crop_output", measure="growth", bound="range", low="-1",
        high="2", decimals=0, unit="%", note="=ghi lại"),
    row("Trồng trọt tăng", "20,55%", "crop_output", measure="share", value="20.55", decimals=2, unit="%",
        price_basis="current"),
    row("Thu ngân sách", "412.345,6 triệu đồng", "budget_revenue_in_area", value="412345.6", decimals=1,
        raw_unit="triệu đồng", unit="triệu đồng"),
    row("Thu ngân sách", "103,09%", "budget_revenue_in_area", measure="attainment", target_by="budget",
        value="103.09", decimals=2, unit="%"),
    row("Thu ngân sách", "vượt 3,5%", "budget_revenue_in_area", measure="attainment", target_by="city",
        value="103.5", decimals=1, unit="%"),
    row("Tỷ lệ hộ nghèo", "giảm 0,35%", "poverty_rate", measure="change", value="-0.35", decimals=2, unit="điểm %"),
    row("Tỷ lệ hộ nghèo", "dưới 1,2%", "poverty_rate", scenario="target", target_by="city", period=Y25,
        bound="less_than", high="1.2", decimals=1, raw_unit="%", unit="%"),
    row("Nông nghiệp - thủy sản", "20 - 21%", "gross_output_agriculture", scenario="target", target_by="district",
        period=Y25, measure="share", bound="range", low="20", high="21", decimals=0, unit="%"),
    row("Lúa xuân", "70 tạ/ha trở lên", "rice_yield_spring", scenario="target", target_by="plan", period=Y25,
        bound="at_least", low="70", decimals=0, unit="tạ/ha"),
    row("Năng suất lúa vụ xuân", "70,5", "rice_yield_spring", value="70.5", decimals=1, unit="tạ/ha",
        doubts=("inherited_unit",), confidence=0.8),
    row("Xã phù hợp với trẻ em", "12/15 xã", "child_friendly_communes", value="12", denominator="15", decimals=0,
        raw_unit="xã", unit="xã"),
    row("Thu ngân sách", "310 triệu đồng", "budget_revenue_in_area", place="Xã Bến Xuân",
        place_id="dong-lua/ben-xuan", value="310", decimals=0, unit="triệu đồng"),
    row("Thu ngân sách", "thực hiện theo Nghị quyết 09 của tỉnh", "budget_revenue_in_area", scenario="target",
        target_by="province", period=Y25, measure="text", bound="text"),
    row("Lúa mùa", "không quá 4.000 ha", "rice_area_main", scenario="target", target_by="plan", period=Y25,
        bound="at_most", high="4000", decimals=0, unit="ha"),
    row("Lúa xuân", "trên 5.000 ha", "rice_area_spring", scenario="target", target_by="plan", period=Y25,
        bound="more_than", low="5000", decimals=0, unit="ha"),
    row("Sản lượng", "30.100 tấn", "rice_output", period=TO_NOVEMBER, value="30100", decimals=0, unit="tấn",
        confidence=0.5, doubts=("inherited_label", "odd_code")),
    row("Sản lượng", "2.050 tấn", "rice_output", period=months(2024, 10, 10, "month"), value="2050", decimals=0,
        unit="tấn"),
    row("Hộ khó khăn", "45 hộ", None, suggestions=("poor_households", "poverty_rate"), confidence=0.3,
        doubts=("unknown_indicator",), value="45", decimals=0, unit="hộ"),
    row("Thu thường xuyên", "77 tỷ đồng", "budget_revenue_regular", period=None, value="77", decimals=0,
        unit="tỷ đồng"),
)  # fmt: skip

KNOWN = DocumentFacts(
    number="12/BC-UBND",
    issued_on=dt.date(2024, 12, 5),
    issuer="Ủy ban nhân dân huyện Đồng Lúa",
    kind="Báo cáo",
    title="Kết quả phát triển kinh tế - xã hội năm 2024",
    place="Huyện Đồng Lúa",
    place_id="dong-lua",
    period=Y24,
)
NOTHING = DocumentFacts(place="Huyện Đồng Lúa", place_id=None)


def draft(rows: tuple[DraftRow, ...] = ROWS, facts: DocumentFacts = KNOWN) -> Draft:
    source = SourceDocument(
        Path("in") / "bao-cao.txt", "ab" * 32, TEXT, (), pages=2, remarks=(message("note.hidden"),)
    )
    people, page = TEXT.index("8 người"), TEXT.index("3.\n")
    return Draft(
        source=source,
        facts=facts,
        rows=rows,
        nonfigures=(NonFigure(page, page + 1, "3", "page", "Trang 3.", 2),),
        unbound=(
            Unbound(people, people + 7, "8 người", "no_label", "không thấy tên chỉ tiêu", "no label", "Đoàn 8 người.", 2),
        ),
        ledger={"row": len(rows), "nonfigure": 1, "unbound": 1},
        tokens=len(rows) + 2,
    )  # fmt: skip
