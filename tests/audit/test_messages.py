"""What findings say: one line in two languages, every figure with its cell, numbers as they are written there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from indicators.audit import all_rules
from tests.audit.cases import Case, Row, run
from tests.audit.test_rules import ALL_CASES

if TYPE_CHECKING:
    from indicators.records import Finding

FIRING = [case for case in ALL_CASES if case.found]
BY_NAME = {str(case): case for case in FIRING}

# One line a document: these count their figures and show the first.
COUNTING = {"price_basis_not_printed", "result_before_period_end"}

# Of the register, so in Vietnamese in both languages.
DISTRICT = "Huyện here"

CITED = {
    "vi": re.compile(r"“([^“”]*)” \((?:\w+, )?(\w+![A-Z]+\d+(?:#\d+)?)\)"),
    "en": re.compile(r'"([^"]*)" \((?:\w+, )?(\w+![A-Z]+\d+(?:#\d+)?)\)'),
}
QUOTED = re.compile(r"“[^“”]*”|\"[^\"]*\"")
POINT_DECIMALS = re.compile(r"\d\.\d{1,2}(?!\d)")
COMMA_DECIMALS = re.compile(r"\d,\d{1,2}(?!\d)")
VIETNAMESE = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯÀ-ÃÈ-ÊÌ-ÍÒ-ÕÙ-ÚÝà-ãè-êì-íò-õù-úýĩũạ-ỹẠ-Ỹ]")


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[Case, list[Finding]]:
    return run(FIRING, tmp_path_factory.mktemp("cases"))


def messages(finding: Finding) -> dict[str, str]:
    return {"vi": finding.message_vi, "en": finding.message_en}


def printed(case: Case) -> dict[tuple[str, str], Row]:
    """Figures by document and cell."""
    return {
        (figure["document_id"], figure.get("locator", f"T!A{row}")): figure
        for row, figure in enumerate(case.figures, 1)
    }


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
        places = [tuple(one.split("-", 1)[1].split(" ", 1)) for one in finding.locators]
        wanted = places[:1] if case.rule in COUNTING else places
        several = len({document for document, _ in places}) > 1
        for lang, text in messages(finding).items():
            cited = CITED[lang].findall(text)
            assert sorted(cell for _, cell in cited) == sorted(cell for _, cell in wanted)
            shown = {cell: quoted for quoted, cell in cited}
            for document, cell in wanted:
                raw = figures[document, cell]["raw_value"]
                assert re.fullmatch(re.escape(raw) + r"( [^\d]+)?", shown[cell])
                assert (f"({document.split('/')[1]}, {cell})" in text) == several


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
        places = [tuple(one.split("-", 1)[1].split(" ", 1)) for one in finding.locators]
        raw = [figures[document, cell]["raw_value"] for document, cell in places]
        assert finding.found == " · ".join(raw)
        assert len(finding.tolerance.split(" · ")) == len(raw)


# Written by hand from the figures of the case.
SENTENCES = [
    (
        "figures_differ_between_documents: three documents",
        "Chỉ tiêu output, 2023: các văn bản in “112 tỷ đồng” (second, T!A2), “100 tỷ đồng” (second, T!A3) và “100 tỷ đồng” (first, T!A1)",
        'Indicator output, 2023: the documents print "112 tỷ đồng" (second, T!A2), "100 tỷ đồng" (second, T!A3) and "100 tỷ đồng" (first, T!A1)',
    ),
    (
        "estimate_revised: two documents have the result, the first of them is named",
        "Chỉ tiêu output, 2023: thực hiện “500 tỷ đồng” (second, T!A2), còn ước là “485 tỷ đồng” (first, T!A1)",
        'Indicator output, 2023: the result is "500 tỷ đồng" (second, T!A2), the estimate "485 tỷ đồng" (first, T!A1)',
    ),
    (
        "impossible_value: a fall of more than all",
        "Chỉ tiêu output, 2023: “-101 %” (T!A1) nằm ngoài khoảng có thể từ −100,00 trở lên %",
        'Indicator output, 2023: "-101 %" (T!A1) lies outside what is possible, at least −100.00 %',
    ),
    (
        "growth_does_not_follow: nine months of both years",
        "Chỉ tiêu output, 9 tháng 2023: in “12,0 %” (T!A3), nhưng “110,0 tỷ đồng” (T!A2) so với “100,0 tỷ đồng” (T!A1) của năm trước là 9,90…10,11 %",
        'Indicator output, 9 months of 2023: printed "12,0 %" (T!A3), but "110,0 tỷ đồng" (T!A2) on "100,0 tỷ đồng" (T!A1) of the year before is 9.90…10.11 %',
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
    assert (finding.message_vi, finding.message_en) == (vi, en)


TOLERANCES = [
    ("figures_differ_in_document: table and text", "20,0 · 40,17", "±0,05 · ±0,005"),
    ("figures_differ_in_document: counted things are exact", "27 · 26,6", "±0 · ±0,05"),
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
