"""Columns of a comparison whose plain numbers are indices, rates, or both.

Regression: each number was read by itself. Among indices (106,9; 98,5) a fall to 45,2 was a growth
of 45,2 %; among rates (6,9; 12,5) a growth of 65 % was the index 65, a fall by 35 %.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from tests.tables.tables import percent, read

if TYPE_CHECKING:
    from pathlib import Path

    from indicators.tables import Normalised

LABELS = ("Thu thường xuyên", "Chi ngân sách", "Doanh thu dịch vụ", "Tổng mức bán lẻ")
COMPARED, GROWING = "So với cùng kỳ (%)", "Tốc độ tăng so với cùng kỳ (%)"


def column(folder: Path, header: str, *values: Any) -> Normalised:
    headers = ("STT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện năm 2024", header)
    rows = [
        (n, label, "tỷ đồng", 80, value)
        for n, (label, value) in enumerate(zip(LABELS, values, strict=False), 1)
    ]
    return read(folder, headers, *rows)


def growth(result: Normalised) -> dict[str, Decimal | None]:
    return {o.locator[-2:]: o.value for o in result.observations if o.measure == "growth"}


@pytest.mark.parametrize(
    ("header", "values", "read_as", "refused"),
    [
        # all of one kind: as before
        (COMPARED, (106.9, 98.5, 65, 150), {"E2": "6.9", "E3": "-1.5", "E4": "-35", "E5": "50"}, []),
        (COMPARED, (6.9, 12.5, -3, 45.2), {"E2": "6.9", "E3": "12.5", "E4": "-3", "E5": "45.2"}, []),
        (GROWING, (6.9, 12.5, 65, 150), {"E2": "6.9", "E3": "12.5", "E4": "65", "E5": "150"}, []),
        # a fall to 45,2 among indices, a growth of 65 among rates
        (COMPARED, (106.9, 98.5, 45.2), {"E2": "6.9", "E3": "-1.5"}, ["E4"]),
        (COMPARED, (106.9, "98,5", "45,2%"), {"E2": "6.9", "E3": "-1.5"}, ["E4"]),
        (COMPARED, (percent(106.9), percent(98.5), percent(45.2)), {"E2": "6.9", "E3": "-1.5"}, ["E4"]),
        (COMPARED, (6.9, 12.5, 65), {"E2": "6.9", "E3": "12.5"}, ["E4"]),
        (COMPARED, (6.9, 65, 150), {"E2": "6.9"}, ["E3", "E4"]),
        (COMPARED, (106.9, 98.5, -3), {"E2": "6.9", "E3": "-1.5"}, ["E4"]),
        (GROWING, (6.9, 12.5, 106.9), {"E2": "6.9", "E3": "12.5"}, ["E4"]),
        (GROWING, (101, 106.9, 12.5), {"E2": "1", "E3": "6.9"}, ["E4"]),
        # as many of the one as of the other
        (COMPARED, (106.9, 6.9), {}, ["E2", "E3"]),
        # a zero does not weigh, and is no index
        (COMPARED, (0, 106.9, 0), {"E3": "6.9"}, ["E2", "E4"]),
        (COMPARED, (0, 6.9), {"E2": "0", "E3": "6.9"}, []),
        # words say what they are, and do not weigh
        (COMPARED, (106.9, "tăng 45,2%", "bằng 45,2%"), {"E2": "6.9", "E3": "45.2", "E4": "-54.8"}, []),
        (COMPARED, (6.9, "giảm 3%", "12 - 14"), {"E2": "6.9", "E3": "-3", "E4": None}, []),
    ],
)  # fmt: skip
def test_indices_and_rates_in_one_column_were_read_number_by_number(
    tmp_path: Path,
    header: str,
    values: tuple[Any, ...],
    read_as: dict[str, str],
    refused: list[str],
) -> None:
    result = column(tmp_path, header, *values)
    assert growth(result) == {at: v if v is None else Decimal(v) for at, v in read_as.items()}
    assert {f.rule for f in result.findings} <= {"index_or_growth"}
    found = [place for f in result.findings for place in f.locators or (f.locator,)]
    assert [place[-2:] for place in found] == refused


def test_what_is_said_of_a_number_that_may_be_either(tmp_path: Path) -> None:
    (finding,) = column(tmp_path, COMPARED, 106.9, 98.5, 45.2).findings
    assert (finding.severity, finding.locator, finding.found) == ("error", "Biểu 1!E4", "45,2")
    assert finding.message_vi == (
        "'45,2' có thể là chỉ số hay tốc độ tăng: cột 'So với cùng kỳ (%)' có cả hai; hãy ghi 'bằng 45,2' hoặc 'tăng 45,2'"
    )
    assert finding.message_en == (
        "'45,2' may be an index or a growth rate: the column 'So với cùng kỳ (%)' holds both; write 'bằng 45,2' or 'tăng 45,2'"
    )


@pytest.mark.parametrize("word", ["bằng", "tăng"])
def test_what_the_sentence_asks_for_is_read(tmp_path: Path, word: str) -> None:
    result = column(tmp_path, COMPARED, 106.9, 98.5, f"{word} 45,2")
    assert not result.findings
    assert growth(result)["E4"] == Decimal("45.2") - (100 if word == "bằng" else 0)


@pytest.mark.parametrize(("printed", "growth_of"), [(103.1, "3.1"), (3.1, "3.1"), (95, "-5")])
@pytest.mark.parametrize("label", ["Chỉ số giá tiêu dùng", "Chỉ số sản xuất công nghiệp"])
def test_an_index_is_growth_in_percent_of_it(
    label: str, printed: float, growth_of: str, tmp_path: Path
) -> None:
    """103,1 was a level beside one of 3,1, and growth of 3,1 % was 3,1 percentage points."""
    headers = ("STT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện năm 2024")
    (o,) = read(tmp_path, headers, (1, label, "%", printed)).observations
    assert (o.measure, o.value, o.unit) == ("growth", Decimal(growth_of), "%")


@pytest.mark.parametrize(
    "label",
    [
        "Chỉ số phát triển con người (HDI)",  # no index on the year before
        "Chỉ số giá tiêu dùng so với kỳ gốc 2019",
        "Chỉ số giá trị gia tăng trồng trọt",
        "Chỉ số giá vàng",
    ],
)
def test_another_index_is_asked_for(label: str, tmp_path: Path) -> None:
    headers = ("STT", "Chỉ tiêu", "Đơn vị tính", "Thực hiện năm 2024")
    result = read(tmp_path, headers, (1, label, "%", 103.1))
    assert result.observations == []
    assert [finding.rule for finding in result.findings] == ["unknown_label"]
