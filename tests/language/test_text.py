"""Folding of text for comparison."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.language.text import fold, nfc, strip_mark


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Hoà Bình", "Hòa Bình"),
        ("Huyện uỷ", "Huyện ủy"),
        ("thuỷ sản", "Thủy sản"),
        ("khoẻ", "khỏe"),
        ("luỹ kế", "lũy kế"),
        ("Nông nghiệp – Thủy sản", "nông nghiệp - thủy sản"),
        ("Chăn nuôi+thủy sản", "Chăn nuôi + thủy sản"),
        ("tr.đồng/ người/năm", "tr.đồng/người/năm"),
        ("mô hình “Dân vận khéo”", 'mô hình "Dân vận khéo"'),
        ("Đơn\u00a0vị  tính", "đơn vị tính"),
        ("(giá so sánh) năm", "( giá so sánh ) năm"),
    ],
)
def test_spellings_of_one_thing_fold_together(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Vinh Quang", "Vĩnh Quang"),
        ("Tiên Phong", "Tiền Phong"),
        ("quý", "qúy"),
        ("Thái", "Thai"),
        ("14,5", "14 5"),
    ],
)
def test_different_names_stay_different(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize("word", ["quý", "quả", "hoàn", "ngoài", "loại", "khuỷu", "hoạch"])
def test_tone_marks_inside_a_syllable_stay(word: str) -> None:
    assert fold(word) == word


@pytest.mark.parametrize(
    ("label", "mark", "rest"),
    [
        ("- Trồng trọt", "-", "Trồng trọt"),
        ("– Trồng trọt", "-", "Trồng trọt"),
        ("+ Nông nghiệp - Thủy sản", "+", "Nông nghiệp - Thủy sản"),
        ("1. Tổng giá trị", "1", "Tổng giá trị"),
        ("1.2 Tổng giá trị", "1.2", "Tổng giá trị"),
        ("(12). Số lao động", "12", "Số lao động"),
        ("a) Thu nội địa", "a", "Thu nội địa"),
        ("IV. Môi trường", "IV", "Môi trường"),
        ("Tổng giá trị", "", "Tổng giá trị"),
        ("100% xã", "", "100% xã"),
        ("14 - 15", "", "14 - 15"),
    ],
)
def test_list_marks_are_split_from_labels(label: str, mark: str, rest: str) -> None:
    assert strip_mark(label) == (mark, rest)


@given(st.text())
def test_folding_is_idempotent_and_form_independent(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)
    assert nfc(nfc(text)) == nfc(text)
