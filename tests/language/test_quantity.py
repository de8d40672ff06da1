"""The strict parser of quantities: hand-written cases and properties."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.language.quantity import (
    Quantity,
    QuantityError,
    format_number,
    format_quantity,
    parse_quantity,
)

CASES = [
    tuple(line.split(" => ", 1))
    for line in (Path(__file__).parent / "quantity_cases.txt").read_text("utf-8").splitlines()
    if " => " in line and not line.startswith("# ")
]
ACCEPTED = [(text, want) for text, want in CASES if not want.startswith("!")]
REFUSED = [(text, want[1:].strip()) for text, want in CASES if want.startswith("!")]


def notation(q: Quantity) -> str:
    def plain(number: Decimal | None) -> str:
        assert number is not None
        return f"{number.normalize():f}"

    signs = {"at_least": ">=", "more_than": ">", "at_most": "<=", "less_than": "<"}
    if q.bound == "range":
        figure = f"{plain(q.low)}..{plain(q.high)}"
    elif q.bound == "point":
        figure = plain(q.value) + ("" if q.denominator is None else f"/{plain(q.denominator)}")
    else:
        figure = signs[q.bound] + plain(q.low if q.low is not None else q.high)
    measure = f"{q.measure} {q.base}" if q.base else q.measure
    return "; ".join((figure, str(q.decimals), q.unit or "-", measure, " ".join(q.flags)))


def test_there_are_enough_cases() -> None:
    assert len(ACCEPTED) >= 240
    assert len(REFUSED) >= 80


@pytest.mark.parametrize(("text", "want"), ACCEPTED)
def test_quantity_is_read(text: str, want: str) -> None:
    parts = [part.strip() for part in want.split(";")]
    parts += ["level", ""][len(parts) - 3 :] if len(parts) < 5 else []
    assert notation(parse_quantity(text)) == "; ".join(parts)


@pytest.mark.parametrize(("text", "reason"), REFUSED)
def test_quantity_is_refused_with_its_reason(text: str, reason: str) -> None:
    with pytest.raises(QuantityError) as refused:
        parse_quantity(text)
    assert refused.value.reason == reason
    assert len(str(refused.value).splitlines()) == 1


@pytest.mark.parametrize(("text", "want"), ACCEPTED)
def test_decomposed_letters_and_no_break_spaces_make_no_difference(text: str, want: str) -> None:
    del want
    spread = unicodedata.normalize("NFD", text).replace(" ", "\u00a0")
    assert parse_quantity(spread) == parse_quantity(text)


@pytest.mark.parametrize(
    ("text", "base", "figure", "measure"),
    [
        ("26,5%", "plan", "26.5", "attainment plan"),
        ("đạt 26,5", "plan", "26.5", "attainment plan"),
        ("100,4", "budget", "100.4", "attainment budget"),
        ("bằng 99,9", "plan", "99.9", "attainment plan"),
        ("tăng 0,4%", "city", "100.4", "attainment city"),
        ("tăng 14", "same_period", "14", "growth same_period"),
        ("bằng 106,9", "same_period", "6.9", "growth same_period"),
        ("tăng 5% so với cùng kỳ", "plan", "5", "growth same_period"),
        ("307,932 tỷ đồng", "budget", "307.932", "level"),
    ],
)
def test_base_of_the_column_is_taken_where_the_text_has_none(
    text: str, base: str, figure: str, measure: str
) -> None:
    parts = notation(parse_quantity(text, base=base)).split("; ")  # type: ignore[arg-type]
    assert (parts[0], parts[3]) == (figure, measure)


@pytest.mark.parametrize("text", ["106,9", "106,9%", "1,57%", "5 - 6"])
def test_plain_number_against_the_same_period_may_be_index_or_growth(text: str) -> None:
    with pytest.raises(QuantityError) as refused:
        parse_quantity(text, base="same_period")
    assert refused.value.reason == "index_or_growth"


def test_text_of_any_length_is_refused_in_one_sentence() -> None:
    with pytest.raises(QuantityError) as refused:
        parse_quantity("1" * 5000)
    assert refused.value.reason == "too_long"


UNITS = st.sampled_from(
    [None, "%", "tỷ đồng", "tấn/ha", "xã", "triệu đồng/người/năm", "bác sỹ/1 vạn dân"]
)


@st.composite
def numbers(draw: st.DrawFn, *, negative: bool = False) -> tuple[Decimal, int]:
    decimals = draw(st.integers(0, 4))
    whole = draw(st.integers(-(10**9) if negative else 0, 10**9))
    return Decimal(whole).scaleb(-decimals), decimals


@st.composite
def quantities(draw: st.DrawFn) -> Quantity:
    measure = draw(st.sampled_from(["level", "growth", "attainment", "change"]))
    unit = {"growth": "%", "attainment": "%"}.get(measure) or draw(UNITS)
    if measure == "change" and unit in (None, "%"):
        unit = "xã"
    base = {"growth": "same_period", "level": None, "change": None}.get(measure)
    if measure == "attainment":
        base = draw(st.sampled_from(["plan", "budget", "district", "city", "province"]))
    bound = draw(
        st.sampled_from(["point", "range", "at_least", "more_than", "at_most", "less_than"])
    )
    number, decimals = draw(numbers())
    other = number + draw(st.integers(1, 10**6)) * Decimal(1).scaleb(-decimals)
    negative = measure in ("growth", "change") and draw(st.booleans()) and number > 0
    low, high = (-other, -number) if negative else (number, other)
    point = -number if negative else number
    denominator = None
    if (
        bound == "point"
        and measure == "level"
        and unit != "bác sỹ/1 vạn dân"
        and draw(st.booleans())
    ):
        denominator = other
    flags = tuple(draw(st.sets(st.sampled_from(["estimate", "approximate"]))))
    return Quantity(
        bound=bound,  # type: ignore[arg-type]
        value=point if bound == "point" else None,
        low=low if bound in ("range", "at_least", "more_than") else None,
        high=high if bound in ("range", "at_most", "less_than") else None,
        denominator=denominator,
        decimals=decimals,
        unit=unit,
        measure=measure,  # type: ignore[arg-type]
        base=base,  # type: ignore[arg-type]
        flags=tuple(sorted(flags)),
    )


@given(quantities())
@settings(max_examples=500)
def test_formatting_and_parsing_are_inverse(q: Quantity) -> None:
    assert parse_quantity(format_quantity(q)) == q


@given(numbers(negative=True))
def test_numbers_are_printed_and_read_exactly(number: tuple[Decimal, int]) -> None:
    value, decimals = number
    q = parse_quantity(format_number(value, decimals))
    assert (q.value, q.decimals) == (value, decimals)


WORDS = ["tăng", "giảm", "bằng", "đạt", "trên", "dưới", "từ", "đến", "trở lên", "so với", "cùng kỳ",
         "kế hoạch", "%", "tỷ đồng", "xã", "/", "-", "–", ".", ",", " ", "\u00a0", "(", ")", ">", "≥",
         "lần", "gấp", "vượt", "ước", "khoảng", "năm", "1", "02", "14,5", "2023", "1.000"]  # fmt: skip


@given(
    st.one_of(
        st.text(),
        st.lists(st.sampled_from(WORDS)).map("".join),
        st.lists(st.sampled_from(WORDS)).map(" ".join),
    )
)
@settings(max_examples=1500)
def test_any_text_ends_in_a_quantity_or_a_quantity_error(text: str) -> None:
    outcomes = []
    for form in ("NFC", "NFD"):
        try:
            outcomes.append(notation(parse_quantity(unicodedata.normalize(form, text))))
        except QuantityError as error:
            outcomes.append(error.reason)
    assert outcomes[0] == outcomes[1]


@given(st.text(alphabet="0123456789.,-/ %", max_size=12))
@settings(max_examples=1500)
def test_every_digit_of_an_accepted_text_is_in_the_quantity(text: str) -> None:
    try:
        q = parse_quantity(text)
    except QuantityError:
        return
    kept = "".join(
        format_number(abs(n), 12).replace(".", "").replace(",", "")
        for n in (q.value, q.low, q.high, q.denominator)
        if n is not None
    )
    digits = Counter(re.sub(r"\D", "", text).replace("0", ""))
    assert not digits - Counter(kept)
