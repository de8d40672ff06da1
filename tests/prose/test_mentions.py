"""What words around a figure make of it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.prose.expectation import plain
from tests.prose.speech import mentions


def _read(text: str) -> list[tuple[str, str | None, str]]:
    found: list[tuple[str, str | None, str]] = []
    for mention in mentions(text):
        q = mention.quantity
        assert q is not None
        sides = {"at_least": ">=", "more_than": ">", "at_most": "<=", "less_than": "<"}
        shown = plain(q.value)
        if q.bound == "range":
            shown = f"{plain(q.low)}..{plain(q.high)}"
        elif q.bound in sides:
            shown = sides[q.bound] + plain(q.low if q.low is not None else q.high)
        found.append((shown, q.unit, q.measure))
    return found


@pytest.mark.parametrize(
    ("text", "figure", "unit", "measure"),
    [
        # rise and fall
        ("sản lượng tăng 25,4% so với cùng kỳ", "25.4", "%", "growth"),
        ("sản lượng tăng 25,4%", "25.4", "%", "growth"),
        ("sản lượng giảm 3% so với năm trước", "-3", "%", "growth"),
        ("sản lượng giảm nhẹ 0,2% so với CK", "-0.2", "%", "growth"),
        ("so với cùng kỳ tăng 4%", "4", "%", "growth"),
        ("giá trị tăng trưởng 7,9%", "7.9", "%", "growth"),
        ("sản lượng (+4,5%)", "4.5", "%", "growth"),
        ("sản lượng (-4,5%)", "-4.5", "%", "growth"),
        ("giá trị tăng 12 - 13% so với năm 2023", "12..13", "%", "growth"),
        ("năng suất tăng 1,2 tạ/ha so với cùng kỳ", "1.2", "tạ/ha", "change"),
        ("số vụ giảm 13 vụ so với cùng kỳ", "-13", "vụ", "change"),
        # equal to
        ("sản lượng bằng 106,9% so với cùng kỳ", "6.9", "%", "growth"),
        ("sản lượng bằng 98,5% cùng kỳ", "-1.5", "%", "growth"),
        ("thu bằng 45,5% dự toán", "45.5", "%", "attainment"),
        ("thu chỉ bằng 45,5% kế hoạch năm", "45.5", "%", "attainment"),
        # reach
        ("thu đạt 103% kế hoạch", "103", "%", "attainment"),
        ("thu đạt 103% so với dự toán huyện giao", "103", "%", "attainment"),
        ("tỷ lệ đạt 94,6%", "94.6", "%", "level"),
        ("thu đạt 61,3 tỷ đồng", "61.3", "tỷ đồng", "level"),
        # beyond
        ("thu vượt 3,5% kế hoạch", "103.5", "%", "attainment"),
        ("thu vượt 3,5% chỉ tiêu", "103.5", "%", "attainment"),
        ("thu hoàn thành vượt 3,5% dự toán", "103.5", "%", "attainment"),
        ("thu so với kế hoạch vượt 3,5%", "103.5", "%", "attainment"),
        ("thu tăng 5% so với dự toán", "105", "%", "attainment"),
        ("thu giảm 5% so với dự toán", "95", "%", "attainment"),
        # times
        ("khách gấp 1,5 lần so với cùng kỳ", "50", "%", "growth"),
        ("khách tăng gấp 2 lần so với cùng kỳ", "100", "%", "growth"),
        # share
        ("nông nghiệp chiếm 20,5%", "20.5", "%", "level"),
        # thresholds
        ("tỷ lệ đạt trên 96,5%", ">96.5", "%", "level"),
        ("tỷ lệ đạt ít nhất 96,5%", ">=96.5", "%", "level"),
        ("tỷ lệ đạt từ 96,5% trở lên", ">=96.5", "%", "level"),
        ("tỷ lệ dưới 1,2%", "<1.2", "%", "level"),
        ("tỷ lệ không quá 1,2%", "<=1.2", "%", "level"),
        ("tỷ lệ từ 1,2% trở xuống", "<=1.2", "%", "level"),
        ("tỷ lệ ≤ 1,2%", "<=1.2", "%", "level"),
        ("tỷ lệ > 95%", ">95", "%", "level"),
        ("dịch vụ tăng trên 11%", ">11", "%", "growth"),
        ("hộ nghèo giảm ít nhất 0,3%", "<=-0.3", "%", "growth"),
    ],
)
def test_one(text: str, figure: str, unit: str | None, measure: str) -> None:
    assert _read(text) == [(figure, unit, measure)]


@pytest.mark.parametrize(
    ("text", "base"),
    [
        ("tăng 5% so với cùng kỳ năm 2023", "same_period"),
        ("tăng 5% so với năm 2023", "same_period"),
        ("tăng 5% so cùng kỳ", "same_period"),
        ("tăng 5% so với tháng trước", "other_period"),
        ("tăng 5% so với quý trước", "other_period"),
        ("tăng 5% so với đầu năm", "other_period"),
        ("đạt 95% kế hoạch", "plan"),
        ("đạt 95% KH", "plan"),
        ("đạt 95% dự toán", "budget"),
        ("đạt 95% so với dự toán", "budget"),
        ("đạt 95% kế hoạch tỉnh giao", "province"),
        ("đạt 95% kế hoạch thành phố giao", "city"),
        ("đạt 95% chỉ tiêu huyện giao", "district"),
        ("đạt 95% nghị quyết", "district"),
        ("so với kế hoạch đạt 95%", "plan"),
        ("so với cùng kỳ bằng 95%", "same_period"),
        ("đạt 95%", None),
    ],
)
def test_base(text: str, base: str | None) -> None:
    (mention,) = mentions(text)
    assert mention.base == base
    assert mention.said == (base is not None)


def test_a_base_belongs_to_its_own_figure() -> None:
    found = mentions(
        "thu đạt 61,3 tỷ đồng, bằng 45% dự toán, tăng 8% so với cùng kỳ, chi 3 tỷ đồng"
    )
    assert [m.base for m in found] == [None, "budget", "same_period", None]


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("sản lượng tăng 25,4% so với", "tăng 25,4%"),
        ("tỷ lệ dưới 0,64% theo", "dưới 0,64%"),
        ("có từ 20% trở lên số", "20% trở lên"),
        ("dịch vụ tăng ít nhất 11,4%", "tăng ít nhất 11,4%"),
        ("dịch vụ (+4,5%)", "+4,5%"),
        ("ước đạt khoảng 120 ha", "khoảng 120 ha"),
        ("tại địa chỉ 12 ha", "12 ha"),
    ],
)
def test_words_of_comparison_belong_to_the_figure(text: str, printed: str) -> None:
    (mention,) = mentions(text)
    assert text[mention.start : mention.end] == printed


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("sản lượng ước đạt 120 tấn", "estimate"),
        ("sản lượng UTH 120 tấn", "estimate"),
        ("sản lượng khoảng 120 tấn", "approximate"),
        ("sản lượng gần 120 tấn", "approximate"),
        ("sản lượng tăng 2.8%", "dot_decimal"),
        ("thu 3 tỷ 20 triệu đồng", "compound"),
    ],
)
def test_flags(text: str, flag: str) -> None:
    (mention,) = mentions(text)
    assert mention.quantity is not None
    assert flag in mention.quantity.flags


def test_a_former_level_is_no_fall() -> None:
    first, second = _read("tỷ lệ hộ nghèo giảm từ 1,34% xuống còn 1,12%")
    assert first == ("1.34", "%", "level")
    assert second == ("1.12", "%", "level")


@pytest.mark.parametrize(
    "text", ["đơn vị có 12 kế hoạch", "ban hành 36 nghị quyết", "giao 7 chỉ tiêu", "có 3 dự toán"]
)
def test_counted_plans_are_no_base(text: str) -> None:
    (mention,) = mentions(text)
    assert mention.base is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("diện tích 486 ha (KH 480 ha)", "plan"),
        ("diện tích 486 ha (kế hoạch: 480 ha)", "plan"),
        ("diện tích 486 ha (NQ 480 ha)", "district"),
        ("diện tích 486 ha (dự toán 480 ha)", "budget"),
        ("diện tích 486 ha (CK 480 ha)", "before_period"),
        ("diện tích 486 ha (cùng kỳ: 480 ha)", "before_period"),
    ],
)
def test_words_in_brackets(text: str, kind: str) -> None:
    assert kind in mentions(text)[1].kinds
    assert kind not in mentions(text)[0].kinds


def test_a_ratio_is_not_moved_by_a_verb() -> None:
    (mention,) = mentions("chỉ tiêu vượt kế hoạch (12,5/12%)")
    assert mention.quantity is not None
    assert mention.quantity.value == Decimal("12.5")


def test_a_bracket_parts_the_words() -> None:
    text = "sản xuất công nghiệp tăng khá (tăng 14,2%)"
    (mention,) = mentions(text)
    assert text[mention.start : mention.end] == "tăng 14,2%"


@pytest.mark.parametrize(
    ("text", "figure"),
    [
        ("tỷ lệ thấp hơn 0,3 điểm % so với cùng kỳ", "-0.3"),
        ("tỷ lệ cao hơn 0,3 điểm % so với cùng kỳ", "0.3"),
    ],
)
def test_higher_and_lower_than_a_base(text: str, figure: str) -> None:
    assert _read(text) == [(figure, "điểm %", "change")]


@pytest.mark.parametrize("noun", ["mật độ", "tiến độ", "nhiệt độ", "địa chỉ"])
def test_endings_of_nouns_are_no_words_of_the_figure(noun: str) -> None:
    text = f"{noun} 35%"
    (mention,) = mentions(text)
    assert mention.left == len(noun) + 1
    assert "approximate" not in mention.kinds


def test_a_threshold_may_be_said_behind_what_is_counted() -> None:
    [mention] = mentions("Kết nạp từ 180 đảng viên mới trở lên.")
    assert mention.quantity is not None
    assert (mention.quantity.bound, mention.quantity.low) == ("at_least", Decimal(180))


def test_what_a_sentence_begins_to_compare_with_holds_for_all_of_it() -> None:
    bases = [
        one.base
        for one in mentions("So với tháng trước, CPI tăng 0,1%, giá vàng tăng 2%. Gạo tăng 1%.")
    ]
    assert bases == ["other_period", "other_period", None]
