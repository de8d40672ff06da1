"""What headings lend: place in the document, scenario, period, labels."""

from __future__ import annotations

import pytest

from tests.prose.expectation import months_of
from tests.prose.speech import draft, row_of, rows, said

OUTLINE = """Phần thứ nhất
KẾT QUẢ THỰC HIỆN NHIỆM VỤ NĂM 2024

I. LĨNH VỰC KINH TẾ

1. Nông nghiệp

Diện tích lúa đạt 101 ha.

2. Công nghiệp

2.1. Sản xuất

Sản lượng gạch đạt 102 tấn.

2.2. Đầu tư

Vốn đầu tư đạt 103 tỷ đồng.

II. LĨNH VỰC XÃ HỘI

Tạo việc làm cho 104 người.

Phần thứ hai
PHƯƠNG HƯỚNG, NHIỆM VỤ NĂM 2025

I. MỤC TIÊU

Thu ngân sách đạt 105 tỷ đồng.

II. CÁC CHỈ TIÊU CHỦ YẾU

(1) Diện tích lúa đạt 106 ha.

(2) Các chỉ tiêu về xã hội:

- Tạo việc làm cho 107 người.

(3) Sản lượng gạch đạt 108 tấn.

III. GIẢI PHÁP

a) Về nông nghiệp:

- Gieo cấy 109 ha lúa.
"""


@pytest.mark.parametrize(
    ("printed", "locator"),
    [
        ("101", "Phần một I.1"),
        ("102", "Phần một I.2.1"),
        ("103", "Phần một I.2.2"),
        ("104", "Phần một II"),
        ("105", "Phần hai I"),
        ("106", "Phần hai II (1)"),
        ("107", "Phần hai II (2)"),
        ("108", "Phần hai II (3)"),
        ("109", "Phần hai III.a"),
    ],
)
def test_locator(printed: str, locator: str) -> None:
    assert row_of(OUTLINE, printed).source_locator == locator


def test_scenario_and_period_by_the_parts() -> None:
    for row in rows(OUTLINE):
        assert row.period is not None
        target = row.start > said(OUTLINE).text.index("Phần thứ hai")
        assert row.scenario == ("target" if target else "actual"), row
        assert row.period.year == (2025 if target else 2024), row


def test_locator_without_parts() -> None:
    text = "II. CÁC CHỈ TIÊU\n\n(1) Diện tích lúa đạt 106 ha.\n\n1. Thu ngân sách\n\nThu đạt 12 tỷ đồng."
    assert [row.source_locator for row in rows(text)] == ["II (1)", "II.1"]


def test_no_heading_no_locator() -> None:
    assert row_of("Diện tích lúa đạt 106 ha.", "106").source_locator is None


def test_appendix() -> None:
    text = "I. KẾT QUẢ\n\nDiện tích lúa đạt 106 ha.\n\nPhụ lục 2\n\nDiện tích ngô đạt 107 ha."
    assert [row.source_locator for row in rows(text)] == ["I", "Phụ lục 2"]


@pytest.mark.parametrize(
    ("heading", "scenario"),
    [
        ("I. KẾT QUẢ ĐẠT ĐƯỢC", "actual"),
        ("I. TÌNH HÌNH THỰC HIỆN CÁC CHỈ TIÊU", "actual"),
        ("I. KẾT QUẢ THỰC HIỆN CÁC CHỈ TIÊU CHỦ YẾU", "actual"),
        ("I. ĐÁNH GIÁ CHUNG", "actual"),
        ("I. CÁC CHỈ TIÊU CHỦ YẾU", "target"),
        ("I. MỤC TIÊU TỔNG QUÁT", "target"),
        ("I. PHƯƠNG HƯỚNG NĂM 2025", "target"),
        ("I. NHIỆM VỤ, GIẢI PHÁP TRỌNG TÂM", "target"),
        ("I. KẾ HOẠCH PHÁT TRIỂN KINH TẾ", "target"),
    ],
)
def test_scenario_of_a_heading(heading: str, scenario: str) -> None:
    (row,) = rows(f"{heading}\n\nDiện tích lúa đạt 106 ha.")
    assert row.scenario == scenario


@pytest.mark.parametrize(
    ("sentence", "scenario"),
    [
        ("Diện tích lúa đạt 106 ha.", "actual"),
        ("Diện tích lúa ước đạt 106 ha.", "estimate"),
        ("Diện tích lúa dự kiến 106 ha.", "estimate"),
        ("Phấn đấu diện tích lúa đạt 106 ha.", "target"),
    ],
)
def test_scenario_of_a_sentence(sentence: str, scenario: str) -> None:
    (row,) = rows(f"I. KẾT QUẢ\n\n{sentence}")
    assert row.scenario == scenario


def test_period_of_the_nearest_heading() -> None:
    text = (
        "I. KẾT QUẢ NĂM 2023\n\nDiện tích lúa đạt 101 ha.\n\n1. Kết quả 6 tháng đầu năm 2024\n\n"
        "Diện tích lúa đạt 102 ha.\n\nII. XÃ HỘI\n\nTạo việc làm cho 103 người."
    )
    periods = [(r.period.start, r.period.end) for r in rows(text) if r.period]
    wanted = ["2023-01..2023-12", "2024-01..2024-06", "2024-01..2024-12"]
    assert periods == [*map(months_of, wanted)]


@pytest.mark.parametrize(
    ("sentence", "scenarios"),
    [
        # Regression: what follows in a sentence had the scenario of its first figure.
        ("Diện tích lúa vụ xuân đạt 50 ha, cả năm ước đạt 106 ha, bằng 98% kế hoạch.", ["actual", "estimate", "estimate"]),
        ("Diện tích lúa đạt 50 ha (ước cả năm 106 ha), tăng 5% so với cùng kỳ.", ["actual", "estimate", "actual"]),
        # Regression: the plan that a label names was a result.
        ("Kế hoạch diện tích lúa 106 ha; 6 tháng thực hiện 50 ha.", ["target", "actual"]),
    ],
)  # fmt: skip
def test_scenarios_of_the_figures_of_a_sentence(sentence: str, scenarios: list[str]) -> None:
    assert [row.scenario for row in rows(f"I. KẾT QUẢ\n\n{sentence}")] == scenarios


def test_a_term_in_a_heading_is_no_period() -> None:
    (row,) = rows("I. KẾT QUẢ NHIỆM KỲ 2020 - 2025\n\nDiện tích lúa đạt 101 ha.")
    assert row.period is not None
    assert row.period.year == 2024


def test_year_of_a_comparison_in_a_lead_in_is_no_period() -> None:
    text = "(1) Tổng giá trị sản xuất tăng 12% so với năm 2023; trong đó:\n\n- Dịch vụ tăng 11%."
    assert {row.period.year for row in rows(text) if row.period} == {2024}


def test_scenario_of_the_kind_of_document() -> None:
    text = """HỘI ĐỒNG NHÂN DÂN
HUYỆN THANH VÂN
Số: 9/NQ-HĐND
Thanh Vân, ngày 25 tháng 12 năm 2024

NGHỊ QUYẾT
Về dự toán ngân sách năm 2025

Thu ngân sách trên địa bàn: 702 tỷ đồng."""
    (row,) = draft(text).rows
    assert row.scenario == "target"
    assert row.period is not None
    assert row.period.year == 2025


def test_text_targets_stand_only_in_lists_of_targets() -> None:
    words = "(1) Giữ vững ổn định chính trị trên địa bàn huyện."
    (row,) = rows(f"I. CÁC CHỈ TIÊU CHỦ YẾU\n\n{words}")
    assert (row.measure, row.bound, row.scenario) == ("text", "text", "target")
    assert not rows(f"I. NHIỆM VỤ, GIẢI PHÁP\n\n{words}")
    assert not rows(f"I. KẾT QUẢ\n\n{words}")


def test_scenario_of_a_head_before_a_colon() -> None:
    found = rows("I. KẾT QUẢ\n\nKế hoạch năm 2025: diện tích lúa 12.000 ha, sản lượng 84.000 tấn.")
    assert [row.scenario for row in found] == ["target", "target"]
    assert [row.period.year for row in found if row.period] == [2025, 2025]
