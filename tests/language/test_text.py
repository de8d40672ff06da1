"""Folding of text for comparison."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.language.text import fold, nfc


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


@given(st.text())
def test_folding_is_idempotent_and_form_independent(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert fold(unicodedata.normalize("NFD", text)) == fold(text)
    assert nfc(nfc(text)) == nfc(text)
