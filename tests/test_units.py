"""Units: spellings and exact conversion."""

from __future__ import annotations

from decimal import Decimal

import pytest

from indicators.units import UnitError, convert, find_unit, known_unit, shift


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
     ("tỷ đồng", "triệu đồng/người/năm")],
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
