"""Tables with one figure a row: the row says which indicator it is, how it is measured, and for when."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

import pytest

from indicators.codebook.places import load_register
from indicators.readers import read_source
from indicators.tables import Normalised, normalise
from tests.offices import write_office
from tests.tables.tables import districts

if TYPE_CHECKING:
    from pathlib import Path

    from indicators.model.records import Observation

HEAD = [
    "STT", "Chỉ tiêu", "Chỉ tiêu trong từ điển", "Đơn vị tính", "Số liệu", "Loại số liệu", "Cách đo", "Ai giao",
    "Kỳ", "Giá", "Mức độ hoàn thành", "Trích dẫn", "Trang", "Từ ký tự", "Đến ký tự", "Độ tin cậy", "Gợi ý",
    "Cần xem lại",
]  # fmt: skip


def line(label: str | None, unit: str | None, value: object, **more: object) -> list[object]:
    """A row by the English names of its columns."""
    names = [
        "number",
        "label",
        "indicator",
        "unit",
        "value",
        "scenario",
        "measure",
        "by",
        "period",
        "prices",
        "rating",
    ]
    said = {"number": 1, "label": label, "unit": unit, "value": value, **more}
    return [said.get(name) for name in names]


def read(tmp_path: Path, *rows: Any) -> Normalised:
    path = write_office(tmp_path, [HEAD, *rows])
    register = load_register([tmp_path / "codebook" / "places.toml"])
    return normalise(read_source(path), districts(), register, path.name)


def one(tmp_path: Path, *rows: Any) -> Observation:
    report = read(tmp_path, *rows)
    assert report.findings == []
    (observation,) = report.observations
    return observation


def refused(tmp_path: Path, *rows: Any) -> list[tuple[str, str, str, str]]:
    report = read(tmp_path, *rows)
    return [
        (f.rule, f.locator, f.message_vi, f.message_en)
        for f in report.findings
        if f.severity == "error"
    ]


@pytest.mark.parametrize(
    ("measure", "value", "wanted"),
    [
        ("Giá trị", 1.1, ("level", "1.1", "%")),
        ("Giá trị", "1,1%", ("level", "1.1", "%")),
        ("Tăng so với cùng kỳ (%)", "tăng 25,4%", ("growth", "25.4", "điểm %")),
        ("Tăng so với cùng kỳ (%)", "25,4", ("growth", "25.4", "điểm %")),
        ("Tăng so với cùng kỳ (%)", -3, ("growth", "-3", "điểm %")),
        ("Tăng so với cùng kỳ (%)", "bằng 106,9%", ("growth", "6.9", "điểm %")),
        ("tốc độ tăng", "60%", ("growth", "60", "điểm %")),
        ("% kế hoạch", 98.5, ("attainment", "98.5", "%")),
        ("% kế hoạch", "1,04", ("attainment", "1.04", "%")),
        ("% kế hoạch", "vượt 5,42%", ("attainment", "105.42", "%")),
        ("% kế hoạch", "tăng 5% so với dự toán", ("attainment", "105", "%")),
        ("Tỷ trọng (%)", "20,55%", ("share", "20.55", "%")),
        ("CHÊNH LỆCH", "giảm 0,35%", ("change", "-0.35", "điểm %")),
        ("Chênh lệch", "0,35", ("change", "0.35", "điểm %")),
        ("Chênh lệch", "giảm 0,35 điểm %", ("change", "-0.35", "điểm %")),
    ],
)
def test_row_says_how_its_figure_is_measured(
    measure: str, value: object, wanted: tuple[str, str, str], tmp_path: Path
) -> None:
    o = one(tmp_path, line("Tỷ lệ hộ nghèo", "%", value, measure=measure))
    assert (o.measure, f"{o.value:f}", o.unit) == wanted


@pytest.mark.parametrize(
    ("label", "value", "flags"),
    [
        ("Tỷ lệ hộ nghèo", "14 - 15%", ("direction_not_printed", "percentage_points")),
        ("Tỷ lệ hộ nghèo", "tăng 14 - 15%", ("percentage_points",)),
        ("Tỷ lệ hộ nghèo", "-14%", ("percentage_points",)),
        ("Tốc độ tăng tỷ lệ hộ nghèo", "14 - 15%", ("percentage_points",)),
    ],
)
def test_direction_is_printed_by_figure_or_label(
    label: str, value: str, flags: tuple[str, ...], tmp_path: Path
) -> None:
    o = one(tmp_path, line(label, "%", value, measure="Tăng so với cùng kỳ (%)"))
    assert (o.measure, o.flags) == ("growth", flags)


def test_words_of_the_label_yield_to_the_row(tmp_path: Path) -> None:
    """`tăng` and `cơ cấu` in a label make growth and share only where the row says nothing."""
    o = one(tmp_path, line("Tỷ lệ hộ nghèo tăng", "%", 1.1, measure="Giá trị"))
    assert o.measure == "level"


def test_label_decides_where_the_row_is_silent(tmp_path: Path) -> None:
    o = one(tmp_path, line("Tổng giá trị sản xuất trên địa bàn (giá so sánh 2010) tăng", "%", 11.3))
    assert (o.measure, o.scenario, o.target_by) == ("growth", "actual", None)
    assert (o.price_basis, o.base_year, o.period_end.year) == ("constant", 2010, 2024)


@pytest.mark.parametrize(
    ("said", "wanted"),
    [
        ({"scenario": "Chỉ tiêu", "by": "Huyện"}, ("target", "district")),
        ({"scenario": "Chỉ tiêu", "by": "xã"}, ("target", "commune")),
        ({"scenario": "Chỉ tiêu", "by": "Thành phố"}, ("target", "city")),
        ({"scenario": "mục tiêu", "by": "Tỉnh"}, ("target", "province")),
        ({"scenario": "Chỉ tiêu", "by": "Trung ương"}, ("target", "central")),
        ({"scenario": "Chỉ tiêu", "by": "Kế hoạch"}, ("target", "plan")),
        ({"scenario": "Chỉ tiêu", "by": "Dự toán"}, ("target", "budget")),
        ({"scenario": "Chỉ tiêu"}, ("target", "district")),  # of a district
        ({"scenario": "Ước thực hiện"}, ("estimate", None)),
        ({"scenario": "Thực hiện"}, ("actual", None)),
        ({"scenario": "Thực hiện", "by": "Huyện"}, ("actual", None)),  # nothing was set
        ({"scenario": "Thực hiện", "measure": "% kế hoạch"}, ("actual", "plan")),
        ({"scenario": "Thực hiện", "measure": "% kế hoạch", "by": "Tỉnh"}, ("actual", "province")),
        ({"scenario": "Ước", "measure": "% kế hoạch", "by": "Dự toán"}, ("estimate", "budget")),
    ],
)
def test_scenario_and_who_set_the_target(
    said: dict[str, str], wanted: tuple[str, str | None], tmp_path: Path
) -> None:
    o = one(tmp_path, line("Thu thường xuyên", "tỷ đồng", "98,5", **said))
    assert (o.scenario, o.target_by) == wanted


def test_row_wins_over_words_that_say_estimate(tmp_path: Path) -> None:
    o = one(tmp_path, line("Tỷ lệ hộ nghèo (ước)", "%", "ước đạt 1,1%", scenario="Thực hiện"))
    assert o.scenario == "actual"


def test_digits_among_words_stay_words(tmp_path: Path) -> None:
    said = {"scenario": "Chỉ tiêu", "by": "Tỉnh", "measure": "Bằng chữ"}
    o = one(tmp_path, line("Thu thường xuyên", None, "theo Nghị quyết 09 của tỉnh", **said))
    assert (o.measure, o.bound, o.raw_value) == ("text", "text", "theo Nghị quyết 09 của tỉnh")


@pytest.mark.parametrize(
    ("prices", "wanted"),
    [
        ("so sánh 2010", ("constant", 2010)),
        ("giá so sánh năm 2010", ("constant", 2010)),
        ("So sánh", ("constant", None)),
        ("hiện hành", ("current", None)),
    ],
)
def test_prices_of_the_row(prices: str, wanted: tuple[str, int | None], tmp_path: Path) -> None:
    label = "Tổng giá trị sản xuất trên địa bàn (giá so sánh 1994)"
    o = one(tmp_path, line(label, "tỷ đồng", 5580, prices=prices))
    assert (o.price_basis, o.base_year) == wanted
    assert "price_basis_assumed" not in o.flags


@pytest.mark.parametrize(
    "chosen", ["Thu thường xuyên [budget_revenue_regular]", "budget_revenue_regular"]
)
def test_chosen_indicator_wins_over_the_label(chosen: str, tmp_path: Path) -> None:
    o = one(tmp_path, line("Tổng chi ngân sách", "triệu đồng", "77.000", indicator=chosen))
    assert (o.indicator_id, o.raw_label) == ("budget_revenue_regular", "Tổng chi ngân sách")
    assert (o.value, o.unit) == (Decimal(77), "tỷ đồng")


def test_chosen_indicator_needs_a_unit_of_its_kind(tmp_path: Path) -> None:
    (finding,) = refused(tmp_path, line("Thu", "ha", 77, indicator="budget_revenue_regular"))
    assert finding[:2] == ("unit_does_not_fit", "Biểu 1!C2")
    assert "'tỷ đồng'" in finding[2]
    assert "'ha'" in finding[3]


def test_chosen_indicator_of_words_takes_no_number(tmp_path: Path) -> None:
    (finding,) = refused(tmp_path, line("Hộ nghèo", "hộ", 77, indicator="poor_households_goal"))
    assert finding[:2] == ("unit_does_not_fit", "Biểu 1!C2")


@pytest.mark.parametrize(
    ("chosen", "near"),
    [("Tỷ lệ nghèo [poverty_rat]", "poverty_rate"), ("rice_yeild_spring", "rice_yield_spring"), ("Tỷ lệ hộ ngheo", "poverty_rate")],
)  # fmt: skip
def test_unknown_indicator_names_the_nearest(chosen: str, near: str, tmp_path: Path) -> None:
    (finding,) = refused(tmp_path, line("Tỷ lệ hộ nghèo", "%", 1.1, indicator=chosen))
    assert finding[:2] == ("unknown_indicator", "Biểu 1!C2")
    assert near in finding[2]
    assert near in finding[3]


@pytest.mark.parametrize(
    ("said", "cell", "words"),
    [
        ({"scenario": "Dự báo"}, "F2", "'Chỉ tiêu', 'Ước thực hiện', 'Thực hiện'"),
        ({"measure": "Tăng"}, "G2", "'Giá trị', 'Tăng so với cùng kỳ (%)', '% kế hoạch', 'Tỷ trọng (%)', 'Chênh lệch'"),
        ({"by": "Bộ"}, "H2", "'Huyện', 'Xã', 'Thành phố', 'Tỉnh', 'Trung ương', 'Kế hoạch', 'Dự toán'"),
        ({"prices": "năm 2010"}, "J2", "'so sánh 2010', 'so sánh', 'hiện hành'"),
    ],
)  # fmt: skip
def test_unknown_word_names_the_words_that_are_known(
    said: dict[str, str], cell: str, words: str, tmp_path: Path
) -> None:
    (finding,) = refused(tmp_path, line("Tỷ lệ hộ nghèo", "%", 1.1, **said))
    assert finding[:2] == ("unknown_word", f"Biểu 1!{cell}")
    assert words in finding[2]
    assert words in finding[3]


@pytest.mark.parametrize(
    ("measure", "value", "rule"),
    [
        ("Giá trị", "tăng 25,4%", "measure_contradicts"),
        ("Tăng so với cùng kỳ (%)", "đạt 98% kế hoạch", "measure_contradicts"),
        ("Tăng so với cùng kỳ (%)", "106,9%", "index_or_growth"),
        ("% kế hoạch", "6.150 tỷ đồng", "unit_does_not_fit"),
        ("Tỷ trọng (%)", "12 xã", "unit_does_not_fit"),
    ],
)
def test_words_and_row_must_agree(measure: str, value: str, rule: str, tmp_path: Path) -> None:
    (finding,) = refused(tmp_path, line("Tỷ lệ hộ nghèo", "%", value, measure=measure))
    assert finding[:2] == (rule, "Biểu 1!E2")
    assert value in finding[2]


def test_same_figure_twice_is_refused(tmp_path: Path) -> None:
    label = "Thu thường xuyên"
    (finding,) = refused(
        tmp_path,
        line(label, "%", "tăng 5%", scenario="Thực hiện", measure="Tăng so với cùng kỳ (%)"),
        line(label, "%", "tăng 6%", scenario="Thực hiện"),
    )
    assert finding[:2] == ("duplicate_figure", "Biểu 1!E3")


def test_rows_of_several_periods_and_measures_stand_beside_each_other(tmp_path: Path) -> None:
    label = "Thu thường xuyên"
    report = read(
        tmp_path,
        line(label, "tỷ đồng", 77, period="Tháng 10/2024"),
        line(label, "tỷ đồng", 70, period="Tháng 10/2023"),
        line(label, "tỷ đồng", 700, period="Lũy kế đến 15/11/2024", rating="Đạt"),
        line(label, "%", "tăng 5%", period="Tháng 10/2024", rating="Vượt"),
    )
    assert report.findings == []
    found = [
        (str(o.period_start), str(o.period_end), o.period_kind, o.measure, o.reported_status)
        for o in report.observations
    ]
    assert found == [
        ("2024-10-01", "2024-10-31", "month", "level", None),
        ("2023-10-01", "2023-10-31", "month", "level", None),
        ("2024-01-01", "2024-11-15", "year_to_date", "level", "Đạt"),
        ("2024-10-01", "2024-10-31", "month", "growth", "Vượt"),
    ]


def test_nothing_is_taken_from_the_row_above(tmp_path: Path) -> None:
    good = line("Thu thường xuyên", "tỷ đồng", 77, scenario="Thực hiện")
    found = refused(tmp_path, good, line("Tổng chi ngân sách", None, 70), line(None, "ha", 5))
    assert [finding[:2] for finding in found] == [
        ("missing_unit", "Biểu 1!B3"),
        ("missing_label", "Biểu 1!E4"),
    ]


def test_every_cell_has_an_account(tmp_path: Path) -> None:
    full = [*line("Tỷ lệ hộ nghèo", "%", 1.1), "“trích”", 3, 10, 13, 0.5, "a\nb", "xem"]
    full[:11] = line(
        "Tỷ lệ hộ nghèo", "%", 1.1, indicator="poverty_rate", scenario="Thực hiện", measure="Giá trị",
        by="Huyện", period="Năm 2024", prices="hiện hành", rating="Đạt",
    )  # fmt: skip
    report = read(tmp_path, full)
    assert report.findings == []
    sums = report.ledger.sums()
    assert sums == {"observation": 1, "label": 10 + 7, "head": 18 + 7, "ignored": 7, "finding": 0}


def test_a_unit_that_the_label_completes_keeps_its_size(tmp_path: Path) -> None:
    """`75,51 tỷ đồng` a hectare was published as 75,51 triệu đồng."""
    row = line("Giá trị sản phẩm trên 1 ha đất trồng", "tỷ đồng", "75,51", scenario="Thực hiện",
               period="Năm 2024")  # fmt: skip
    o = one(tmp_path, row)
    assert (o.indicator_id, o.value, o.unit) == (
        "output_per_hectare",
        Decimal(75510),
        "triệu đồng/ha/năm",
    )
    assert "unit_from_label" in o.flags


def test_growth_of_nothing_is_not_that_of_the_row_above(tmp_path: Path) -> None:
    """`Tốc độ tăng trưởng` below another figure was published as the growth of that."""
    rows = (
        line("Tỷ lệ hộ nghèo", "%", "1,2", scenario="Thực hiện", period="Năm 2024"),
        line("Tốc độ tăng trưởng", "%", "tăng 8,5%", scenario="Thực hiện", period="Năm 2024",
             measure="Tăng so với cùng kỳ (%)"),
    )  # fmt: skip
    report = read(tmp_path, *rows)
    assert [o.indicator_id for o in report.observations] == ["poverty_rate"]
    assert [f.rule for f in report.findings] == ["unknown_label"]


@pytest.mark.parametrize(
    ("words", "flags"),
    [
        ("nhập một lần", ("typed_once",)),
        ("Nhập một lần; dẫn lại", ("secondary", "typed_once")),
        (None, ()),
    ],
)
def test_how_a_figure_was_come_by(
    words: str | None, flags: tuple[str, ...], tmp_path: Path
) -> None:
    row = [*line("Tỷ lệ hộ nghèo", "%", "1,2", scenario="Thực hiện", period="Năm 2024")]
    path = write_office(tmp_path, [[*HEAD, "Cách nhập"], [*row, *[None] * 7, words]])
    register = load_register([tmp_path / "codebook" / "places.toml"])
    result = normalise(read_source(path), districts(), register, path.name)
    assert result.findings == []
    assert [o.flags for o in result.observations] == [flags]


def test_another_word_for_how_a_figure_was_come_by_is_refused(tmp_path: Path) -> None:
    row = [*line("Tỷ lệ hộ nghèo", "%", "1,2", scenario="Thực hiện", period="Năm 2024")]
    path = write_office(tmp_path, [[*HEAD, "Cách nhập"], [*row, *[None] * 7, "chép tay"]])
    register = load_register([tmp_path / "codebook" / "places.toml"])
    (finding,) = normalise(read_source(path), districts(), register, path.name).findings
    assert (finding.rule, finding.found) == ("unknown_word", "chép tay")
    assert finding.expected == "nhập một lần, dẫn lại"
