"""What becomes of every cell of a table, and every field of the record of a figure."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from indicators.model.records import Observation
from tests.tables.tables import HEAD, brief, cell, one, read

if TYPE_CHECKING:
    from pathlib import Path

RATE, BUDGET = "Tỷ lệ hộ nghèo", "Thu thường xuyên"
WHOLE = [
    ("BIỂU CHỈ TIÊU NĂM 2024",),
    ("Đơn vị tính: tỷ đồng",),
    (*HEAD, "Vị trí trong văn bản", "Ghi chú", "Lưu ý", "Mức độ hoàn thành", "Đơn vị chủ trì"),
    ("A", "B", 1, 2, 3, 4, 5, 6, 7, 8),
    ("I", "THU NGÂN SÁCH"),
    (1, BUDGET, "triệu đồng", 80000, "ước đạt 77.500", "Mục 1", "một", "hai", "Đạt", "Phòng A"),
    (2, RATE, "%", "-", 1.10, None, None, None, "98,5%"),
    (3, "Tỷ lệ hộ cận nghèo", "nt", 2.0, "x"),
    (None, "Nơi nhận:"),
    (None, "- Lưu: VT"),
]


def test_every_cell_is_booked_for_what_it_is(tmp_path: Path) -> None:
    result = read(tmp_path, *WHOLE)
    letters = {"head": "h", "label": "l", "observation": "o", "ignored": "i", "finding": "f"}
    lines = [[" "] * 10 for _ in WHOLE]
    for (name, row, column), account in result.ledger.accounts.items():
        if name == "Biểu 1":
            lines[row - 1][column - 1] = letters[account]
    assert ["".join(line).rstrip() for line in lines] == [
        "h", "h", "hhhhhhhhhh", "hhhhhhhhhh", "ll", "llloolllli", "lllio   o", "llloi", " i", " i",
    ]  # fmt: skip
    assert [brief(o) for o in result.observations] == [
        "D6 target level 80.000 tỷ đồng plan",
        "E6 estimate level 77.500 tỷ đồng",
        "E7 actual level 1.1 %",
        "I7 actual attainment 98.5 % plan",
        "D8 target level 2.0 % plan",
    ]
    near = result.observations[-1]
    assert (near.raw_unit, near.flags) == (None, ("inherited_unit",))


def test_every_field_of_a_record(tmp_path: Path) -> None:
    found = read(tmp_path, *WHOLE).observations[1]
    assert found == Observation(
        document_id="dong-lua/12-BC-UBND", locator="Biểu 1!E6", source_locator="Mục 1",
        place_id="dong-lua", indicator_id="budget_revenue_regular",
        period_start=dt.date(2024, 1, 1), period_end=dt.date(2024, 12, 31), period_kind="year",
        scenario="estimate", target_by=None, measure="level", bound="point", value=Decimal("77.5"),
        low=None, high=None, denominator=None, decimals=3, unit="tỷ đồng", price_basis=None, base_year=None,
        raw_label=BUDGET, raw_value="ước đạt 77.500", raw_unit="triệu đồng", reported_status="Đạt",
        note="một; hai", flags=(), order=(1, 0, 6, 501),
    )  # fmt: skip


def ends(o: Observation) -> tuple[Any, ...]:
    numbers = (o.value, o.low, o.high, o.denominator)
    return (o.bound, *(None if n is None else f"{n.normalize():f}" for n in numbers), o.decimals)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("770.000 - 780.000", ("range", None, "770", "780", None, 3)),
        ("trên 770.000", ("more_than", None, "770", None, None, 3)),
        ("dưới 780.500", ("less_than", None, None, "780.5", None, 3)),
        ("77.000/80.000", ("point", "77", None, None, "80", 3)),
    ],
)
def test_all_ends_are_moved_into_the_unit_of_the_indicator(
    text: str, expected: tuple[Any, ...], tmp_path: Path
) -> None:
    assert ends(one(tmp_path, HEAD, (1, BUDGET, "triệu đồng", None, text))) == expected


@pytest.mark.parametrize(
    ("kind", "header", "scenario"),
    [
        ("Báo cáo", "Năm 2024", "actual"),
        ("Báo cáo", "Năm 2023", "actual"),
        ("Báo cáo", "Năm 2025", "target"),  # nobody reports what is to come
        ("Nghị quyết", "Năm 2024", "target"),
        ("Chỉ thị", "Năm 2025", "target"),
        ("Nghị quyết", "Ước thực hiện năm 2024", "estimate"),
        ("Báo cáo", "Cơ cấu (%)", "actual"),
    ],
)
def test_scenario_where_the_header_names_none(
    kind: str, header: str, scenario: str, tmp_path: Path
) -> None:
    table = [("STT", "Chỉ tiêu", "Đơn vị tính", header), (1, RATE, "%", 1.1)]
    assert one(tmp_path, *table, facts={"Loại văn bản": kind}).scenario == scenario


@pytest.mark.parametrize(
    ("label", "text", "scenario", "raw"),
    [
        (RATE, "1,1%", "actual", "1,1%"),
        (RATE, "ước 1,1%", "estimate", "ước 1,1%"),
        (f"{RATE} (ước)", "1,1%", "estimate", "1,1%"),
    ],
)
def test_words_that_say_estimate(
    label: str, text: str, scenario: str, raw: str, tmp_path: Path
) -> None:
    o = one(tmp_path, HEAD, (1, label, "%", None, text))
    assert (o.scenario, o.raw_value, o.raw_label, o.flags) == (scenario, raw, label, ())


COMPARED = (
    "STT",
    "Chỉ tiêu",
    "Đơn vị tính",
    "Kế hoạch năm 2024",
    "Thực hiện năm 2023",
    "Ước thực hiện năm 2024",
)


@pytest.mark.parametrize(
    ("header", "filled", "expected"),
    [
        ("So với cùng kỳ (%)", (80, 70, 77), "estimate growth 10 2024"),
        ("So với kế hoạch (%)", (80, 70, 77), "estimate attainment 110 2024"),
        ("So với cùng kỳ (%)", (80, 70, None), "actual growth 10 2023"),  # of the nearest filled one
        ("So với cùng kỳ (%)", (80, None, None), "target growth 10 2024"),
        ("So sánh năm 2023 với năm 2022", (80, 70, 77), "actual growth 10 2023"),
    ],
)  # fmt: skip
def test_comparison_speaks_of_the_figure_to_its_left(
    header: str, filled: tuple[Any, ...], expected: str, tmp_path: Path
) -> None:
    result = read(tmp_path, (*COMPARED, header), (1, BUDGET, "tỷ đồng", *filled, 110))
    assert result.findings == []
    o = result.observations[-1]
    assert f"{o.scenario} {o.measure} {o.value} {o.period_end.year}" == expected


@pytest.mark.parametrize(
    ("values", "statuses"),
    [((80, 70, 77), [None, None, "Đạt"]), ((80, 70, None), [None, "Đạt"]), ((80, None, None), ["Đạt"])],
)  # fmt: skip
def test_rating_belongs_to_the_last_result_or_else_the_target(
    values: tuple[Any, ...], statuses: list[str | None], tmp_path: Path
) -> None:
    row = (1, BUDGET, "tỷ đồng", *values, "Đạt")
    result = read(tmp_path, (*COMPARED, "Đánh giá"), row)
    assert [o.reported_status for o in result.observations] == statuses


def test_two_mentions_in_notes_are_two_figures(tmp_path: Path) -> None:
    rows = [(*HEAD, "Vị trí"), *((n, BUDGET, "tỷ đồng", None, n, f"Chú thích {n}") for n in (1, 2))]
    result = read(tmp_path, *rows)
    assert [o.source_locator for o in result.observations] == ["Chú thích 1", "Chú thích 2"]
    rows = [(*HEAD, "Vị trí"), *((n, BUDGET, "tỷ đồng", None, n, f"Mục {n}") for n in (1, 2))]
    assert [f.rule for f in read(tmp_path, *rows).findings] == ["duplicate_figure"]


def test_flags_of_cells(tmp_path: Path) -> None:
    hidden = cell(1, 1, 1.1)._replace(flags=frozenset({"hidden", "more_precise_than_shown"}))
    o = one(tmp_path, HEAD, (1, RATE, "%", None, hidden))
    assert o.flags == ("hidden", "more_precise_than_shown")
    odd = cell(1, 1, 1.1)._replace(flags=frozenset({"from_another_reader"}))
    assert one(tmp_path, HEAD, (1, RATE, "%", None, odd)).flags == ()


def test_after_a_figure_whose_name_is_not_known_the_next_is_read(tmp_path: Path) -> None:
    two = "Việc lạ: 05 trường; Số xã đạt chuẩn nông thôn mới nâng cao: 07 xã"
    result = read(tmp_path, HEAD, (1, "Kết quả", None, None, two))
    (finding,) = result.findings
    assert (finding.rule, finding.locator) == ("unknown_label", "Biểu 1!B2")
    assert [brief(o) for o in result.observations] == ["E2#2 actual level 7 xã"]
    assert result.ledger.sums()["observation"] == 1
