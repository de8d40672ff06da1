"""What findings say: one line in two languages, every figure with its cell, numbers as they are written there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from indicators.audit import all_rules
from tests.audit.rules import ALL_CASES

if TYPE_CHECKING:
    from indicators.model.records import Finding
    from tests.audit.cases import Case, Row

FIRING = [case for case in ALL_CASES if case.found]
BY_NAME = {str(case): case for case in FIRING}

# One line a document: these count their figures and show the first.
COUNTING = {"price_basis_not_printed", "result_before_period_end"}

# Flags of the cases that cast doubt: of the reader, and one that a person declared.
DOUBTS = {"ocr_suspect", "unit_suspect", "direction_not_printed", "digit_unclear"}

# Of the register, so in Vietnamese in both languages.
DISTRICT = "Huyện here"

CITED = {
    "vi": re.compile(r"“([^“”]*)” \((?:[\w/]+, )?(\w+![A-Z]+\d+(?:#\d+)?)\)"),
    "en": re.compile(r'"([^"]*)" \((?:[\w/]+, )?(\w+![A-Z]+\d+(?:#\d+)?)\)'),
}
QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"")
POINT_DECIMALS = re.compile(r"\d\.\d{1,2}(?!\d)")
COMMA_DECIMALS = re.compile(r"\d,\d{1,2}(?!\d)")
VIETNAMESE = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯÀ-ÃÈ-ÊÌ-ÍÒ-ÕÙ-ÚÝà-ãè-êì-íò-õù-úýĩũạ-ỹẠ-Ỹ]")


def messages(finding: Finding) -> dict[str, str]:
    """In both languages, without the marks of the cases."""
    vi, en = (re.sub(r"\bc\d{4}-", "", text) for text in (finding.message_vi, finding.message_en))
    return {"vi": vi, "en": en}


def printed(case: Case) -> dict[tuple[str, str], Row]:
    """Figures by document and cell."""
    return {
        (figure["document_id"], figure.get("locator", f"T!A{row}")): figure
        for row, figure in enumerate(case.figures, 1)
    }


def _place(locator: str) -> tuple[str, str]:
    """Document and cell, without the mark of the case."""
    document, _, cell = locator.split("-", 1)[1].partition(" ")
    return document, cell


@pytest.mark.parametrize("case", FIRING, ids=str)
def test_a_message_is_one_line_without_gaps(case: Case, found: dict[Case, list[Finding]]) -> None:
    for finding in found[case]:
        for text in messages(finding).values():
            assert len(text.splitlines()) == 1
            assert text == text.strip()
            assert not set(text) & set("{}")
            assert not re.search(r"\b(None|nan|inf|NULL|True|False)\b", text)
            assert not re.search(r"  |\(\)|“”|\"\"| ,| ;|\.$", text)


@pytest.mark.parametrize("case", FIRING, ids=str)
def test_a_message_shows_every_figure_once_with_its_cell(
    case: Case, found: dict[Case, list[Finding]]
) -> None:
    figures = printed(case)
    for finding in found[case]:
        places = [_place(locator) for locator in finding.locators]
        wanted = places[:1] if case.rule in COUNTING else places
        doubtful = [place for place in wanted if DOUBTS & set(figures[place]["flags"])]
        again = [] if case.rule == "doubtful_print" else doubtful
        documents = {document for document, _ in places}
        # by their numbers, but documents of several places may have one number
        short = {document.split("/")[1] for document in documents}
        alike = len(short) < len(documents)
        several = len(documents) > 1
        for lang, text in messages(finding).items():
            cited = CITED[lang].findall(text)
            assert sorted(cell for _, cell in cited) == sorted(cell for _, cell in wanted + again)
            shown = {cell: quoted for quoted, cell in cited}
            for document, cell in wanted:
                raw = figures[document, cell]["raw_value"]
                assert re.fullmatch(re.escape(raw) + r"( [^\d]+)?", shown[cell])
                named = document if alike else document.split("/")[1]
                assert (f"({named}, {cell})" in text) == several


@pytest.mark.parametrize("case", FIRING, ids=str)
def test_numbers_are_written_in_the_way_of_the_language(
    case: Case, found: dict[Case, list[Finding]]
) -> None:
    for finding in found[case]:
        vi, en = (QUOTED.sub("", text) for text in messages(finding).values())
        assert not POINT_DECIMALS.search(vi)
        assert not COMMA_DECIMALS.search(en)
        assert not VIETNAMESE.search(en.replace(DISTRICT, ""))
        assert VIETNAMESE.search(vi)


@pytest.mark.parametrize("case", FIRING, ids=str)
def test_what_is_found_and_how_it_is_rounded_stand_beside_each_other(
    case: Case, found: dict[Case, list[Finding]]
) -> None:
    figures = printed(case)
    for finding in found[case]:
        assert finding.found
        if finding.tolerance is None:
            continue
        places = [_place(locator) for locator in finding.locators]
        raw = [figures[document, cell]["raw_value"] for document, cell in places]
        assert finding.found == " · ".join(raw)
        assert len(finding.tolerance.split(" · ")) == len(raw)


# Written by hand from the figures of the case.
SENTENCES = [
    (
        "figures_differ_between_documents: three documents",
        "Chỉ tiêu output, 2023: các văn bản in “112 tỷ đồng” (here/second, T!A2), “100 tỷ đồng” (there/second, T!A3) và “100 tỷ đồng” (here/first, T!A1)",
        ('Indicator output, 2023: the documents print "112 tỷ đồng" (here/second, T!A2), '
        '"100 tỷ đồng" (there/second, T!A3) and "100 tỷ đồng" (here/first, T!A1)'),
    ),
    (
        "estimate_revised: two documents have the result, the first of them is named",
        "Chỉ tiêu output, 2023: thực hiện “500 tỷ đồng” (second, T!A2), còn ước là “485 tỷ đồng” (first, T!A1)",
        'Indicator output, 2023: the result is "500 tỷ đồng" (second, T!A2), the estimate "485 tỷ đồng" (first, T!A1)',
    ),
    (
        "impossible_value: a fall of more than all",
        "Chỉ tiêu output, 2023: “-101 %” (T!A1) nằm ngoài khoảng có thể từ −100,0 % trở lên",
        'Indicator output, 2023: "-101 %" (T!A1) lies outside what is possible, at least −100.0 %',
    ),
    (
        "growth_does_not_follow: nine months of both years",
        "Chỉ tiêu output, 9 tháng 2023: in “12,0 %” (T!A3), nhưng “110,0 tỷ đồng” (T!A2) so với “100,0 tỷ đồng” (T!A1) của năm trước là 9,90…10,11 %",
        'Indicator output, 9 months of 2023: printed "12,0 %" (T!A3), but "110,0 tỷ đồng" (T!A2) on "100,0 tỷ đồng" (T!A1) of the year before is 9.90…10.11 %',
    ),
    (
        "figures_differ_in_document: a flagged figure",
        "Chỉ tiêu output, 2023: cùng một văn bản in “20,0 tỷ đồng” (T!A1) và “40,17 tỷ đồng” (T!A2); đã được đánh dấu là đáng ngờ: “20,0 tỷ đồng” (T!A1)",
        'Indicator output, 2023: one document prints "20,0 tỷ đồng" (T!A1) and "40,17 tỷ đồng" (T!A2); flagged as doubtful: "20,0 tỷ đồng" (T!A1)',
    ),
    (
        "total_differs_from_parts: a part declared as doubtful",
        ("Chỉ tiêu total, 2023: in “91,0 tỷ đồng” (T!A3), nhưng “40,0 tỷ đồng” (T!A1) và “50,0 tỷ đồng” (T!A2) cộng lại là 89,90…90,10 tỷ đồng; "
        "đã được đánh dấu là đáng ngờ: “50,0 tỷ đồng” (T!A2)"),
        ('Indicator total, 2023: printed "91,0 tỷ đồng" (T!A3), but "40,0 tỷ đồng" (T!A1) and "50,0 tỷ đồng" (T!A2) add up to 89.90…90.10 billion VND; '
        'flagged as doubtful: "50,0 tỷ đồng" (T!A2)'),
    ),
    (
        # of 100, 38 % is a fall by 62
        "index_or_growth: below 61.8",
        "Chỉ tiêu output, 2023: “bằng 38%” (T!A1) nghĩa là thay đổi −62 %; nếu in nhầm chữ thì là 38 %",
        'Indicator output, 2023: "bằng 38%" (T!A1) means a change of −62 %; if the word is a slip, of 38 %',
    ),
    (
        # 100 x 499.95 / 50.05 = 998.90 and 100 x 500.05 / 49.95 = 1001.10, in the middle 1000.00;
        # 100 x 1199.5 / 100.5 = 1193.53 and 100 x 1200.5 / 99.5 = 1206.53, in the middle 1200.03
        "implied_plans_differ: nine months and the year",
        ("Chỉ tiêu output, năm 2023: “1200 tỷ đồng” (T!A1) và “100 %” (T!A2) cho dự toán 1.200,03 tỷ đồng, "
        "“500,0 tỷ đồng” (T!A3) và “50,0 %” (T!A4) cho dự toán 1.000 tỷ đồng"),
        ('Indicator output, 2023: "1200 tỷ đồng" (T!A1) and "100 %" (T!A2) imply a budget of 1,200.03 billion VND, '
        '"500,0 tỷ đồng" (T!A3) and "50,0 %" (T!A4) one of 1,000 billion VND'),
    ),
    (
        # (90.822 + 90.996) / 2 = 90.909
        "base_of_parts_exceeds_total: two of three",
        ("Chỉ tiêu total, 2023: năm trước tổng là 90,91 tỷ đồng, nhưng riêng 2 phần đã là 96,51…96,82 tỷ đồng, tính từ “100,0 tỷ đồng” (T!A1), "
        "“10,0 %” (T!A2), “60,0 tỷ đồng” (T!A3), “-10,0 %” (T!A4), “30,0 tỷ đồng” (T!A5) và “0,0 %” (T!A6)"),
        ('Indicator total, 2023: the total of the year before was 90.91 billion VND, but 2 of its parts alone were 96.51…96.82 billion VND, '
         'by "100,0 tỷ đồng" (T!A1), '
        '"10,0 %" (T!A2), "60,0 tỷ đồng" (T!A3), "-10,0 %" (T!A4), "30,0 tỷ đồng" (T!A5) and "0,0 %" (T!A6)'),
    ),
    (
        # (111.894 + 112.106) / 2 = 112.000
        "implied_levels_differ: 12 % of growth",
        ("Chỉ tiêu output, 2023: “95,0 %” (T!A3) của “115,0 tỷ đồng” (T!A2) là 109,15…109,36 tỷ đồng, "
        "nhưng “100,0 tỷ đồng” (T!A1) của năm trước với “12,0 %” (T!A4) là 112 tỷ đồng"),
        ('Indicator output, 2023: "95,0 %" (T!A3) of "115,0 tỷ đồng" (T!A2) is 109.15…109.36 billion VND, '
        'but "100,0 tỷ đồng" (T!A1) of the year before with "12,0 %" (T!A4) is 112 billion VND'),
    ),
    (
        "rating_understates: met although exceeded",
        "Chỉ tiêu rate, 2023: ghi “Đạt”, nhưng “21 %” (T!A2) so với chỉ tiêu “20 %” (T!A1) là vượt",
        'Indicator rate, 2023: rated “Đạt”, but "21 %" (T!A2) against the target "20 %" (T!A1) is exceeded',
    ),
    (
        "attainment_does_not_follow: both open",
        "Chỉ tiêu crop, 2023: in “96 %” (T!A3) so với kế hoạch, nhưng “<=18 tấn” (T!A2) trên “>=20 tấn” (T!A1) là không quá 94,9 %",
        'Indicator crop, 2023: printed "96 %" (T!A3) of plan, but "<=18 tấn" (T!A2) over ">=20 tấn" (T!A1) is at most 94.9 %',
    ),
    (
        "product_does_not_hold: too much",
        "Chỉ tiêu output, 2023: in “6600 tấn” (T!A3), nhưng tích của “1000 ha” (T!A1) và “65,0 tạ/ha” (T!A2) là 6.491,8…6.508,3 tấn",
        'Indicator output, 2023: printed "6600 tấn" (T!A3), but the product of "1000 ha" (T!A1) and "65,0 tạ/ha" (T!A2) is 6,491.8…6,508.3 tonnes',
    ),
    (
        "changes_of_shares_do_not_cancel: one gains more than the other loses",
        "Cơ cấu, 2023: “1,5 điểm %” (T!A1) và “-1,0 điểm %” (T!A2) cộng lại được 0,40…0,60 điểm %, không phải 0",
        'Structure, 2023: "1,5 điểm %" (T!A1) and "-1,0 điểm %" (T!A2) sum to 0.40…0.60 percentage points, not 0',
    ),
    (
        "result_before_period_end: one line a document and period",
        "Báo cáo first, ngày 10/01/2024: 2 số ghi là thực hiện của kỳ kết thúc 31/12/2024, đầu tiên là “5 tỷ đồng” (T!A1)",
        'Report first, 2024-01-10: 2 figures are called results of a period that ends on 2024-12-31, the first being "5 tỷ đồng" (T!A1)',
    ),
    (
        "verdicts_conflict: the plan is exceeded, growth is missed",
        "Chỉ tiêu output, 2023: “104,0 %” (T!A3) là vượt kế hoạch, nhưng “2,50 %” (T!A2) là không đạt chỉ tiêu",
        'Indicator output, 2023: "104,0 %" (T!A3) is above plan, but "2,50 %" (T!A2) is short of the target',
    ),
    (
        "verdicts_conflict: growth is met, the plan is not",
        "Chỉ tiêu output, 2023: “3,39 %” (T!A2) là đạt chỉ tiêu, nhưng “99,96 %” (T!A3) là chưa bằng kế hoạch",
        'Indicator output, 2023: "3,39 %" (T!A2) is on target, but "99,96 %" (T!A3) is below plan',
    ),
    (
        "counted_targets: more than there can be",
        ("Chỉ tiêu reached, 2023: in “3 chỉ tiêu” (T!A6); tính từ bảng thì 1 đạt, 1 không đạt, 1 không tính được; "
        "theo chữ của bảng 0 không đạt. Số không đạt: “8 tấn” (T!A4)"),
        ('Indicator reached, 2023: printed "3 chỉ tiêu" (T!A6); computed from the table 1 reached, 1 missed, 1 undetermined; '
        "by the table's own words 0 missed. Missed: \"8 tấn\" (T!A4)"),
    ),
    (
        "numbering_gap: two gaps of one list are one finding",
        "Báo cáo first, ngày 10/01/2024, T: đánh số 1, 3 và 6 mà không có 2, 4 và 5; mục sau chỗ nhảy bắt đầu tại “5 %” (T!A2)",
        'Report first, 2024-01-10, T: numbered 1, 3 and 6 without 2, 4 and 5; what follows the gap begins at "5 %" (T!A2)',
    ),
    (
        "numbering_gap: a section",
        "Báo cáo first, ngày 10/01/2024, T: đánh số I và III mà không có II; mục sau chỗ nhảy bắt đầu tại “5 %” (T!A2)",
        'Report first, 2024-01-10, T: numbered I and III without II; what follows the gap begins at "5 %" (T!A2)',
    ),
    (
        "doubtful_print: a unit of another kind",
        "Chỉ tiêu output, 2023: “5 tỷ đồng” (T!A1) đáng ngờ (đơn vị): m3 thay cho m2",
        'Indicator output, 2023: "5 tỷ đồng" (T!A1) is doubtful (unit): m3 thay cho m2',
    ),
]  # fmt: skip


@pytest.mark.parametrize(("name", "vi", "en"), SENTENCES)
def test_sentences(name: str, vi: str, en: str, found: dict[Case, list[Finding]]) -> None:
    (finding,) = found[BY_NAME[name]]
    assert messages(finding) == {"vi": vi, "en": en}


TOLERANCES = [
    ("figures_differ_in_document: table and text", "20,0 · 40,17", "±0,05 · ±0,005"),
    ("figures_differ_in_document: counted things are exact", "27 · 26,6", "±0 · ±0,05"),
    # 0.5 x 10^5
    (
        "figures_differ_in_document: less than half a million is",
        "0,5 triệu · 449999",
        "±50.000 · ±0",
    ),
    ("figures_differ_in_document: below an open bound", ">20 · 15", "±0,5 · ±0,5"),
    ("result_before_period_end: one line a document and period", "2 số", None),
    ("price_basis_not_printed: one line a document", "2 số", None),
]


@pytest.mark.parametrize(("name", "texts", "tolerance"), TOLERANCES)
def test_half_a_unit_of_the_last_decimal(
    name: str, texts: str, tolerance: str | None, found: dict[Case, list[Finding]]
) -> None:
    finding = found[BY_NAME[name]][0]
    assert (finding.found, finding.tolerance) == (texts, tolerance)


def test_messages_of_every_rule_are_looked_at() -> None:
    assert {case.rule for case in FIRING} == set(all_rules())


def test_rules_are_described_in_both_languages() -> None:
    for rule in all_rules().values():
        for part in ("title", "meaning", "settle", "message"):
            vi, en = getattr(rule, f"{part}_vi"), getattr(rule, f"{part}_en")
            assert vi
            assert en
            assert vi != en
        assert set(re.findall(r"{(p\d)}", rule.message_vi)) == set(
            re.findall(r"{(p\d)}", rule.message_en)
        )
