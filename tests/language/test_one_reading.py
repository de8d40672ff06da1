"""What is read in a sentence is read in a cell, and one spelling is the other's key."""

from __future__ import annotations

from decimal import Decimal

import pytest

from indicators.codebook import read_label
from indicators.codebook.country import OPEN_START
from indicators.codebook.country import Place as Territory
from indicators.codebook.labels import _FILLER
from indicators.codebook.labels import _GRAMMAR as LABELS
from indicators.codebook.places import Register
from indicators.language.headers import _AGAINST, _BASE, _BELOW_TABLE, _LETTERHEAD, _OWNERS
from indicators.language.headers import _GRAMMAR as HEADERS
from indicators.language.lexicon import Place, compose
from indicators.language.quantity import parse_quantity
from indicators.language.quantity.words import _BASES
from indicators.language.relative_periods import _by_table
from indicators.language.units import find_unit
from indicators.tables.header import role_of
from indicators.tables.tidy import _PRICES


@pytest.mark.parametrize(
    ("text", "measure", "bound", "value", "unit"),
    [
        ("không thấp hơn 95%", "level", "at_least", "95", "%"),
        ("không cao hơn 2,5%", "level", "at_most", "2.5", "%"),
        ("ngót 120 ha", "level", "less_than", "120", "ha"),
        ("chỉ bằng 95% so với cùng kỳ", "growth", "point", "-5", "%"),
        ("tăng trưởng 8,5%", "growth", "point", "8.5", "%"),
        ("chỉ đạt 90% kế hoạch", "attainment", "point", "90", "%"),
    ],
)
def test_words_of_sentences_are_read_in_cells(
    text: str, measure: str, bound: str, value: str, unit: str
) -> None:
    read = parse_quantity(text)
    number = next(n for n in (read.value, read.low, read.high) if n is not None)
    assert (read.measure, read.bound, number, read.unit) == (measure, bound, Decimal(value), unit)


def test_a_figure_somewhat_below_another_is_approximate() -> None:
    assert parse_quantity("ngót 120 ha").flags == ("approximate",)


def test_spellings_are_one_key_in_labels_headers_units_and_places() -> None:
    assert read_label("Tỉ lệ hộ nghèo").name == "tỷ lệ hộ nghèo"
    assert role_of("ÐVT") == role_of("ĐVT") == "unit"
    assert role_of("Ɖơn vị tính") == "unit"
    assert find_unit("tỉ đồng")[0].symbol == "tỷ đồng"
    town = Territory("nui-doi", "", "Thị trấn Núi Đối", "commune", None, OPEN_START)
    peace = Territory("hoa-binh", "", "Xã Hòa Bình", "commune", None, OPEN_START)
    register = Register([town, peace])
    assert register.find("Thị trấn Núi Ðối") == "nui-doi"
    assert register.find("xã Hoà Bình") == "hoa-binh"


def _grammars() -> list[tuple[Place, str]]:
    headers = (*HEADERS.values(), *_OWNERS.values(), _AGAINST, _BASE)
    times = (words for target in (True, False) for words, _ in _by_table(target=target))
    labels = (*_FILLER, *(grammar for grammars in LABELS.values() for grammar in grammars))
    cells = (*_BASES.values(), *_PRICES.values(), _LETTERHEAD, _BELOW_TABLE)
    return [
        *(("header", grammar) for grammar in (*headers, *times)),
        *(("label", grammar) for grammar in labels),
        *(("cell", grammar) for grammar in cells),
    ]


@pytest.mark.parametrize(("place", "grammar"), _grammars())
def test_every_meaning_of_a_grammar_has_phrases(place: Place, grammar: str) -> None:
    assert "<" not in compose(grammar, place).pattern.replace("(?P<year>", "").replace("(?<", "")
