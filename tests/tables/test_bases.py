"""Comparisons that leave their base to the row of numbers or the columns beside, and ratios for percentages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from indicators.readers.table import Merge
from indicators.tables.bases import Formula, read_formula
from tests.tables.tables import brief, read

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from indicators.tables import Normalised

LABELS = ("Thu thường xuyên", "Chi ngân sách", "Doanh thu dịch vụ")
STUB = ("STT", "Chỉ tiêu", "ĐVT")


def figures(
    folder: Path,
    headers: Sequence[str],
    *rows: Sequence[Any],
    below: Sequence[str | None] = (),
    numbering: Sequence[str] = (),
    period: str = "Năm 2024",
    **facts: str,
) -> Normalised:
    """Rows of figures below `headers`; `below`: a second level, under the last header."""
    single = len(STUB) + len(headers) - bool(below)
    head: list[Sequence[Any]] = [(*STUB, *headers)]
    merges = []
    if below:
        head.append((*([None] * single), *below))
        merges = [Merge(1, column, 2, column) for column in range(1, single + 1)]
        merges.append(Merge(1, single + 1, 1, single + len(below)))
    if numbering:
        head.append(("A", "B", "C", *numbering))
    body = [
        (n, label, "tỷ đồng", *row)
        for n, (label, row) in enumerate(zip(LABELS, rows, strict=False), 1)
    ]
    return read(folder, *head, *body, merges=merges, facts={"Kỳ báo cáo": period, **facts})


def found(result: Normalised, *columns: str) -> list[str]:
    return [brief(o) for o in result.observations if o.locator[-2] in columns]


def rules(result: Normalised) -> list[tuple[str, str]]:
    return [(f.rule, f.locator.partition("!")[2]) for f in result.findings]


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("4=3-2", Formula("difference", 3, 2)),
        ("(4) = (3) - (2)", Formula("difference", 3, 2)),
        ("5=3/2", Formula("ratio", 3, 2)),
        ("5 = 3:2 x 100", Formula("ratio", 3, 2)),
        ("5=(3/2)*100%", Formula("ratio", 3, 2)),
        ("5=(3-2)/2", Formula("rate", 3, 2)),
        ("5=3/2*100-100", Formula("rate", 3, 2)),
        ("5=3+2", None),
        ("5=9/2", None),
        ("5", None),
    ],
)
def test_formula_of_the_row_of_numbers(text: str, formula: Formula | None) -> None:
    assert read_formula(9, {2: "2", 3: "(3)", 9: text}) == formula


def test_the_row_of_numbers_says_what_a_comparison_compares(tmp_path: Path) -> None:
    result = figures(
        tmp_path,
        ("Dự toán năm 2023", "Ước thực hiện năm 2023", "Dự toán năm 2024", "So sánh"),
        (90, 100, 112, 12, 112),
        (45, 50, 48, -2, 96),
        below=("Tuyệt đối", "Tương đối (%)"),
        numbering=("1", "2", "3", "4=3-2", "5=3/2"),
        period="Năm 2023",
        **{"Ngày ban hành": "15/12/2023"},
    )
    assert rules(result) == []
    assert found(result, "G", "H") == [
        "G4 target change 12 tỷ đồng budget", "H4 target growth 12 % budget",
        "G5 target change -2 tỷ đồng budget", "H5 target growth -4 % budget",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("numbering", "column"),
    [
        (("1", "2", "3", "4=3-1", "5=2/1"), "G"),  # a budget of the year before, of its own year
        (("1", "2", "3", "4=3/2", "5=3/2"), "G"),  # `Tuyệt đối` is no ratio
    ],
)
def test_a_formula_that_names_another_base_refuses(
    tmp_path: Path, numbering: tuple[str, ...], column: str
) -> None:
    result = figures(
        tmp_path,
        ("Dự toán năm 2023", "Ước thực hiện năm 2023", "Dự toán năm 2024", "So sánh"),
        (90, 100, 112, 22, 111.1),
        below=("Tuyệt đối", "Tương đối (%)"),
        numbering=numbering,
        period="Năm 2023",
        **{"Ngày ban hành": "15/12/2023"},
    )
    assert found(result, column) == []


def test_a_rise_against_the_only_column_beside(tmp_path: Path) -> None:
    result = figures(
        tmp_path,
        ("TH 2023", "TH 2024", "Tăng (+), giảm (-)"),
        (100, 112, 12, 12),
        (50, 48, -2, -4),
        below=("Số tuyệt đối", "Tỷ lệ %"),
    )
    assert rules(result) == []
    assert found(result, "F", "G") == [
        "F3 actual change 12 tỷ đồng", "G3 actual growth 12 %", "F4 actual change -2 tỷ đồng",
        "G4 actual growth -4 %",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("headers", "row"),
    [
        # three columns: whose rise, on which?
        (("TH 2023", "KH 2024", "TH 2024", "Tăng (+), giảm (-)"), (100, 110, 112, 12, 12)),
        # a plan is no year before
        (("KH 2024", "TH 2024", "Tăng (+), giảm (-)"), (100, 112, 12, 12)),
        # two years between them
        (("TH 2020", "TH 2024", "Tăng (+), giảm (-)"), (100, 112, 12, 12)),
        # the figures do not follow
        (("TH 2023", "TH 2024", "Tăng (+), giảm (-)"), (100, 112, 30, 30)),
    ],
)
def test_a_rise_on_something_else_is_refused(
    tmp_path: Path, headers: tuple[str, ...], row: tuple[int, ...]
) -> None:
    result = figures(tmp_path, headers, row, below=("Số tuyệt đối", "Tỷ lệ %"))
    assert [rule for rule, _ in rules(result)] == ["head_not_understood"] * 2
    assert {o.measure for o in result.observations} == {"level"}


def test_what_is_attained_is_attained_of_the_only_target(tmp_path: Path) -> None:
    headers = ("TH 2023", "KH tỉnh giao 2024", "Ước TH 2024", "Đạt (%)")
    result = figures(tmp_path, headers, (100, 120, 126, 105))
    assert rules(result) == []
    assert found(result, "G") == ["G2 estimate attainment 105 % province"]


@pytest.mark.parametrize(
    ("header", "values", "wanted"),
    [
        ("So sánh TH 2024/TH 2023 (%)", (1.12, 0.96), ["G2 actual growth 12 %", "G3 actual growth -4 %"]),
        ("TH 2024/KH 2024 (%)", (1.018, 0.98), ["G2 actual attainment 101.8 % plan", "G3 actual attainment 98 % plan"]),
        ("Thực hiện/Kế hoạch", (1.018, 0.98), ["G2 actual attainment 101.8 % plan", "G3 actual attainment 98 % plan"]),
    ],
)  # fmt: skip
def test_ratios_for_percentages_where_every_row_agrees(
    tmp_path: Path, header: str, values: tuple[float, ...], wanted: list[str]
) -> None:
    headers = ("TH 2023", "KH 2024", "TH 2024", header)
    rows = ((100, 110, 112), (50, 49, 48))
    result = figures(tmp_path, headers, *((*r, v) for r, v in zip(rows, values, strict=True)))
    assert rules(result) == []
    assert found(result, "G") == wanted


@pytest.mark.parametrize(
    ("header", "values"),
    [
        ("So sánh TH 2024/TH 2023 (%)", (1.12, 1.3)),  # one row does not agree
        ("TH 2024/KH 2024 (%)", (1.2, 1.3)),  # none does
        ("So với cùng kỳ (%)", (1.3, 0.7)),
        ("Tốc độ tăng so với cùng kỳ (%)", (0.12, -0.04)),  # fractions of a rise
    ],
)
def test_what_may_be_a_ratio_is_no_percentage(
    tmp_path: Path, header: str, values: tuple[float, ...]
) -> None:
    headers = ("TH 2023", "KH 2024", "TH 2024", header)
    rows = ((100, 110, 112), (50, 49, 48))
    result = figures(tmp_path, headers, *((*r, v) for r, v in zip(rows, values, strict=True)))
    assert rules(result) == [("ratio_or_percent", "G2"), ("ratio_or_percent", "G3")]
    assert found(result, "G") == []


@pytest.mark.parametrize(
    ("header", "values"),
    [
        ("So sánh TH/KH", (20, 10)),  # differences
        ("So với KH (%)", (1.82, 2.04)),  # what is above the plan, in percent of it
        ("So với cùng kỳ (%)", (20, 20)),
    ],
)
def test_figures_that_are_another_form_than_their_header_says(
    tmp_path: Path, header: str, values: tuple[float, ...]
) -> None:
    headers = ("TH 2023", "KH 2024", "TH 2024", header)
    rows = ((1100, 1100, 1120), (480, 490, 500))
    result = figures(tmp_path, headers, *((*r, v) for r, v in zip(rows, values, strict=True)))
    assert rules(result) == [("head_not_understood", "G1")]
    assert found(result, "G") == []


@pytest.mark.parametrize(
    ("headers", "row", "wanted"),
    [
        (("TH 2023", "TH 2024", "% giảm"), (100, 88, 12), "F2 actual growth -12 %"),
        (("TH 2023", "TH 2024", "Tăng/giảm (%)"), (100, 88, -12), "F2 actual growth -12 %"),
        (("TH 22", "TH 24", "TH24/TH23 (%)"), (100, 88, 103), "F2 actual growth 3 %"),
    ],
)
def test_other_spellings_of_a_comparison(
    tmp_path: Path, headers: tuple[str, ...], row: tuple[int, ...], wanted: str
) -> None:
    result = figures(tmp_path, headers, row)
    assert rules(result) == []
    assert found(result, "F") == [wanted]


def test_growth_of_a_plan_that_only_the_figures_tell(tmp_path: Path) -> None:
    headers = ("Năm 2022", "Ước năm 2023", "Kế hoạch 2024", "Tăng trưởng (%)")
    result = figures(
        tmp_path, headers, (1000, 1100, 1188, 8), (500, 530, 556.5, 5), period="Năm 2024"
    )
    assert rules(result) == []
    assert found(result, "G") == ["G2 target growth 8 % plan", "G3 target growth 5 % plan"]


def test_a_refused_comparison_is_no_refused_result(tmp_path: Path) -> None:
    headers = ("Dự toán năm 2024", "Thực hiện năm 2024", "So sánh TH/DT")
    result = figures(tmp_path, headers, (110, 112, 2, 101.8), below=("Tuyệt đối", "Tương đối (%)"))
    assert rules(result) == [("head_not_understood", "F2")]
    assert found(result, "G") == ["G3 actual attainment 101.8 % budget"]


def test_small_rates_that_the_figures_bear_out_are_rates(tmp_path: Path) -> None:
    headers = ("TH 2023", "TH 2024", "So với cùng kỳ (%)")
    result = figures(tmp_path, headers, (100, 101.2, 1.2), (50, 50.4, 0.8))
    assert rules(result) == []
    assert found(result, "F") == ["F2 actual growth 1.2 %", "F3 actual growth 0.8 %"]


def test_the_same_period_alone_beside_a_comparison_with_it(tmp_path: Path) -> None:
    headers = ("Kế hoạch", "Ước thực hiện", "Đạt (%)", "CK", "So với CK (%)")
    result = figures(tmp_path, headers, (80, 100, 125, 96, 104.17))
    assert rules(result) == []
    assert [(o.locator[-2:], o.measure, str(o.period_end)) for o in result.observations] == [
        ("D2", "level", "2024-12-31"), ("E2", "level", "2024-12-31"),
        ("F2", "attainment", "2024-12-31"), ("G2", "level", "2023-12-31"),
        ("H2", "growth", "2024-12-31"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("values", "read_as"),
    [((2410, 380), ["E2", "E3"]), ((104, 98), []), ((2410, 9), [])],
)
def test_the_same_period_alone_is_a_level_by_its_size(
    tmp_path: Path, values: tuple[int, ...], read_as: list[str]
) -> None:
    rows = zip((2520, 401), values, strict=True)
    result = figures(tmp_path, ("Thực hiện năm 2024", "Cùng kỳ"), *rows)
    assert [o.locator[-2:] for o in result.observations if o.locator[-2] == "E"] == read_as


@pytest.mark.parametrize(
    "header",
    [
        "% so với tháng trước", "So với quý trước (%)", "Tăng trưởng so với đầu năm (%)", "So với cuối năm 2023 (%)",
        "So với tháng 12 năm trước (%)", "So với năm gốc (%)", "Tăng trưởng bình quân 5 năm (%)",
    ],
)  # fmt: skip
def test_another_base_is_refused_as_that(tmp_path: Path, header: str) -> None:
    result = figures(tmp_path, ("Thực hiện", header), (100, 101.5), period="Tháng 9 năm 2024")
    assert rules(result) == [("head_not_understood", "E1")]


def test_a_comparison_of_results_that_are_only_estimated(tmp_path: Path) -> None:
    result = figures(
        tmp_path, ("TH 2023", "KH 2024", "Ước TH 2024", "TH/KH (%)"), (90, 100, 104, 104)
    )
    assert found(result, "G") == ["G2 estimate attainment 104 % plan"]


def test_a_comparison_whose_result_is_refused_is_refused(tmp_path: Path) -> None:
    headers = ("TH 2023", "TH 2024 xã Tân Lộc", "So với cùng kỳ (%)")
    result = figures(tmp_path, headers, (100, 112, 112))
    assert rules(result) == [("head_not_understood", "E1"), ("head_not_understood", "F1")]
    assert found(result, "D", "E", "F") == ["D2 actual level 100 tỷ đồng"]


def test_a_refused_figure_lets_no_other_take_its_place(tmp_path: Path) -> None:
    headers = ("TH 2023", "TH 2024", "So với cùng kỳ (%)")
    result = figures(tmp_path, headers, (100, "112 ,", 112), (50, 60, 120))
    assert rules(result) == [("unreadable_figure", "E2"), ("result_refused", "F2")]
    assert found(result, "F") == ["F3 actual growth 20 %"]


def test_ratings_by_a_tick(tmp_path: Path) -> None:
    headers = ("KH 2024", "TH 2024", "Vượt", "Đạt", "Không đạt")
    result = figures(
        tmp_path, headers, (100, 112, "x"), (50, 50, None, "X"), (80, 70, None, None, "✓")
    )
    assert rules(result) == []
    assert [o.reported_status for o in result.observations if o.scenario == "actual"] == [
        "Vượt", "Đạt", "Không đạt",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "period", "header", "scenario"),
    [
        ("Kế hoạch", "Năm 2024", "Năm 2022", "actual"),
        ("Kế hoạch", "Năm 2024", "Năm 2023", "actual"),
        ("Kế hoạch", "Năm 2024", "Ước năm 2023", "estimate"),
        ("Kế hoạch", "Năm 2024", "Đánh giá thực hiện năm 2023", "estimate"),
        ("Nghị quyết", "Năm 2024", "Năm 2024", "target"),
        ("Kế hoạch", "Năm 2024", "Dự kiến năm 2025", "target"),
        ("Nghị quyết", "Năm 2023", "Năm 2023", "target"),
        ("Báo cáo", "Năm 2023", "Năm 2023", "actual"),
    ],
)
def test_years_of_a_plan_that_are_over_are_results(
    tmp_path: Path, kind: str, period: str, header: str, scenario: str
) -> None:
    facts = {"Loại văn bản": kind, "Ngày ban hành": "15/12/2023"}
    result = figures(tmp_path, (header,), (100,), period=period, **facts)
    assert [o.scenario for o in result.observations] == [scenario]


def test_preliminary_results_are_flagged(tmp_path: Path) -> None:
    result = figures(tmp_path, ("Sơ bộ 2024", "Chính thức 2023"), (100, 90))
    assert [(o.scenario, o.flags) for o in result.observations] == [
        ("actual", ("preliminary",)), ("actual", ()),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("title", "header", "label", "basis"),
    [
        ("Giá trị sản xuất theo giá so sánh năm 2010", "TH 2024", "", ("constant", 2010)),
        ("Giá trị sản xuất theo giá hiện hành", "TH 2024", "", ("current", None)),
        (
            "Giá trị sản xuất theo giá so sánh 2010",
            "TH 2024 (giá hiện hành)",
            "",
            ("current", None),
        ),
        (
            "Giá trị sản xuất theo giá so sánh 2010",
            "TH 2024",
            " (giá hiện hành)",
            ("current", None),
        ),
        ("Giá trị sản xuất", "TH 2024", "", (None, None)),
    ],
)
def test_the_nearest_price_basis_wins(
    tmp_path: Path, title: str, header: str, label: str, basis: tuple[str | None, int | None]
) -> None:
    row = (1, f"Giá trị sản xuất nông nghiệp{label}", "tỷ đồng", 400)
    result = read(tmp_path, (title,), (*STUB, header), row, facts={"Kỳ báo cáo": "Năm 2024"})
    assert [(o.price_basis, o.base_year) for o in result.observations] == [basis]


@pytest.mark.parametrize(
    ("title", "header", "compared", "label", "basis"),
    [
        ("Kết quả năm 2024", "TH 2024 (giá hiện hành)", "So với KH (%)", "", ("current", None)),
        ("Kết quả năm 2024", "TH 2024", "TH/KH (%)", " (giá so sánh 2010)", ("constant", 2010)),
        ("Kết quả (giá so sánh 2010)", "TH 2024", "% KH", "", ("constant", 2010)),
        ("Kết quả năm 2024", "TH 2024", "So với KH (%)", "", (None, None)),
    ],
)
def test_an_attainment_has_the_prices_of_what_it_compares(
    tmp_path: Path,
    title: str,
    header: str,
    compared: str,
    label: str,
    basis: tuple[str | None, int | None],
) -> None:
    row = (1, f"Giá trị sản xuất nông nghiệp{label}", "tỷ đồng", 400, 410, 102.5)
    rows = [(title,), (*STUB, "KH 2024", header, compared), row]
    result = read(tmp_path, *rows, facts={"Kỳ báo cáo": "Năm 2024"})
    (attainment,) = [o for o in result.observations if o.measure == "attainment"]
    assert (attainment.price_basis, attainment.base_year) == basis
