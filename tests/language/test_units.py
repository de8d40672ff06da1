"""Units: spellings and exact conversion."""

from __future__ import annotations

from decimal import Decimal

import pytest

from indicators.language.units import UnitError, all_units, convert, find_unit, known_unit, shift


@pytest.mark.parametrize(
    ("printed", "symbol"),
    [
        ("tỉ đồng", "tỷ đồng"), ("Tỷ đồng", "tỷ đồng"), ("tr.đồng", "triệu đồng"), ("Tr.đồng", "triệu đồng"),
        ("tr.đ", "triệu đồng"), ("trđ", "triệu đồng"), ("Tấn/ha", "tấn/ha"), ("t/ha", "tấn/ha"), ("tạ/ha", "tạ/ha"),
        ("tr.đồng/ người/năm", "triệu đồng/người/năm"), ("%o", "‰"), ("điểm phần trăm", "điểm %"), ("Kwh", "kWh"),
        ("Người", "người"), ("Lượt người", "lượt người"), ("xã, thị trấn", "xã"), ("HTX", "hợp tác xã"), ("m2", "m²"),
    ],
)  # fmt: skip
def test_spellings_lead_to_one_unit(printed: str, symbol: str) -> None:
    assert find_unit(printed) == (find_unit(symbol)[0], ())


@pytest.mark.parametrize(
    ("value", "source", "target", "expected", "decimals"),
    [
        ("3305154", "triệu đồng", "tỷ đồng", "3305.154", 3),
        ("16.30899", "nghìn tỷ đồng", "tỷ đồng", "16308.99", -3),
        ("61.88", "tấn/ha", "tạ/ha", "618.8", -1),
        ("66.12", "tạ/ha", "tấn/ha", "6.612", 1),
        ("246455000", "đồng", "triệu đồng", "246.455", 6),
        ("4.5", "‰", "%", "0.45", 1),
        ("12.5", "nghìn ha", "ha", "12500", -3),
        ("3.2", "triệu con", "con", "3200000", -6),
        ("4.5", "vạn người", "người", "45000", -4),
        ("1.65", "triệu lượt khách", "nghìn lượt khách", "1650", -3),
        ("62", "kg/ha", "tạ/ha", "0.62", 2),
        ("8500", "đồng/kg", "nghìn đồng/kg", "8.5", 3),
        ("250", "lít", "m³", "0.25", 3),
        ("1500", "kW", "MW", "1.5", 3),
    ],
)
def test_conversion_is_exact_and_moves_the_decimals(
    value: str, source: str, target: str, expected: str, decimals: int
) -> None:
    one, other = find_unit(source)[0], find_unit(target)[0]
    assert convert(Decimal(value), one, other) == Decimal(expected)
    assert shift(one, other) == decimals


@pytest.mark.parametrize(
    ("one", "other"),
    [("người", "lượt người"), ("lượt", "lượt người"), ("xã", "trường"), ("%", "điểm %"), ("tấn", "tấn/ha"),
     ("tỷ đồng", "triệu đồng/người/năm"), ("đảng viên", "đồng chí"), ("hộ nghèo", "hộ cận nghèo"), ("tàu", "tàu cá"),
     ("lượt hộ", "hộ"), ("triệu đồng/ha/năm", "triệu đồng/ha/vụ")],
)  # fmt: skip
def test_different_things_never_convert(one: str, other: str) -> None:
    with pytest.raises(UnitError):
        convert(Decimal(1), find_unit(one)[0], find_unit(other)[0])


def test_slip_is_accepted_and_flagged() -> None:
    assert find_unit("triệu KW") == (find_unit("triệu kWh")[0], ("unit_suspect",))


def test_unknown_unit_names_the_nearest() -> None:
    with pytest.raises(UnitError, match="triệu đồng") as error:
        find_unit("triệu đồg")
    assert "triệu đồng" in error.value.nearest
    assert not known_unit("triệu đồg")


@pytest.mark.parametrize(
    ("printed", "symbol", "en"),
    [
        ("đồng chí", "đồng chí", "comrades"), ("bị án", "bị án", "convicts"), ("di tích", "di tích", "monuments"),
        ("Sao", "sao", "stars"), ("ý kiến", "ý kiến", "opinions"), ("lượt hộ", "lượt hộ", "household-times"),
        ("cuộc đối thoại", "cuộc đối thoại", "dialogues"), ("ca tuần tra", "ca tuần tra", "patrol shifts"),
        ("tin bài", "tin, bài", "news items and articles"), ("thẻ căn cước", "căn cước", "identity cards"),
        ("bài viết", "bài", "articles"), ("trường hợp", "trường hợp", "instances"),
        ("công đoàn cơ sở", "công đoàn cơ sở", "grassroots trade unions"),
        ("hộ nghèo, cận nghèo", "hộ nghèo, hộ cận nghèo", "poor and near-poor households"),
    ],
)  # fmt: skip
def test_count_nouns_of_reports_come_in_whole_numbers(printed: str, symbol: str, en: str) -> None:
    unit = find_unit(printed)[0]
    assert (unit.symbol, unit.en, unit.counted) == (symbol, en, True)


@pytest.mark.parametrize(
    ("longer", "shorter"),
    [("giải pháp", "giải"), ("khẩu hiệu", "khẩu"), ("dân tộc", "dân"), ("căn hộ", "căn"), ("điểm trường", "điểm"),
     ("phòng khám", "phòng"), ("báo cáo viên", "báo cáo"), ("hộ chiếu", "hộ"), ("đơn vị máu", "đơn vị")],
)  # fmt: skip
def test_longer_noun_is_not_the_one_it_starts_with(longer: str, shorter: str) -> None:
    assert find_unit(longer)[0].dimension != find_unit(shorter)[0].dimension


@pytest.mark.parametrize(
    "words", ["tuổi", "lần thứ", "ban", "ban hành", "cấp", "kV", "km/h", "hội đồng"]
)
def test_words_that_only_follow_numbers_are_no_units(words: str) -> None:
    assert not known_unit(words)


def test_english_names_are_written_for_readers() -> None:
    assert [unit.symbol for unit in all_units() if not unit.en.strip()] == []


def test_multiples_of_counted_things_are_rounded_figures() -> None:
    multiples = ("nghìn ", "vạn ", "triệu ", "tỷ ")
    found = [
        unit.symbol for unit in all_units() if unit.symbol.startswith(multiples) and unit.counted
    ]
    assert found == []


@pytest.mark.parametrize(
    ("printed", "symbol", "dimension"),
    [
        ("tỷ đồng/doanh nghiệp", "tỷ đồng/doanh nghiệp", "money/doanh nghiệp"),
        ("tr.đồng / công trình", "triệu đồng/công trình", "money/công trình"),
        ("lao động/năm", "người/năm", "people/năm"),
    ],
)
def test_any_unit_may_be_said_for_one_of_something(
    printed: str, symbol: str, dimension: str
) -> None:
    unit, flags = find_unit(printed)
    assert (unit.symbol, unit.dimension, flags) == (symbol, dimension, ())
    assert not unit.counted


def test_units_for_one_of_something_convert_like_their_first_part() -> None:
    one, other = find_unit("tỷ đồng/doanh nghiệp")[0], find_unit("triệu đồng/doanh nghiệp")[0]
    assert convert(Decimal("8.6"), one, other) == Decimal(8600)
    with pytest.raises(UnitError):
        convert(Decimal("8.6"), one, find_unit("triệu đồng/hộ")[0])


@pytest.mark.parametrize("printed", ["trường/trạm", "tỷ đồng/", "/năm", "quả/năm học", "cũ/năm"])
def test_two_words_and_a_stroke_are_no_unit(printed: str) -> None:
    assert not known_unit(printed)
