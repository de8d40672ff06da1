"""Which words name a figure."""

from __future__ import annotations

import pytest

from tests.prose.speech import brief, row_of, rows, said


@pytest.mark.parametrize(
    ("text", "printed", "label"),
    [
        # left
        ("Tổng thu ngân sách ước đạt 512 tỷ đồng.", "512", "Tổng thu ngân sách"),
        ("Diện tích gieo trồng đạt 6.215 ha.", "6.215", "Diện tích gieo trồng"),
        ("Toàn huyện có tổng đàn lợn 38.400 con.", "38.400", "tổng đàn lợn"),
        ("Trong năm, sản lượng thóc đạt 42.697 tấn.", "42.697", "sản lượng thóc"),
        ("Đến nay, tỷ lệ hộ nghèo còn 1,12%.", "1,12", "tỷ lệ hộ nghèo"),
        ("- Năng suất lúa: 64,8 tạ/ha.", "64,8", "Năng suất lúa"),
        ("- Chi đầu tư phát triển: 468 tỷ đồng.", "468", "Chi đầu tư phát triển"),
        ("Tỷ lệ lao động có bằng cấp, chứng chỉ đạt 38%.", "38%", "có bằng cấp, chứng chỉ"),
        ("- Số vụ tai nạn giao thông: 02 vụ.", "02", "Số vụ tai nạn giao thông"),
        # right
        ("Huyện đã trồng 12.000 cây xanh.", "12.000", "cây xanh"),
        ("Kết nạp 120 đảng viên mới.", "120", "Kết nạp"),
        ("Cấp 32 giấy phép xây dựng.", "32", "giấy phép xây dựng"),
        ("100% xã, thị trấn có trạm y tế đạt chuẩn.", "100%", "trạm y tế"),
        ("Có 41 trường đạt chuẩn quốc gia.", "41", "đạt chuẩn quốc gia"),
        # of the figure before
        ("Tổng đàn lợn 38.400 con, tăng 4,6% so với cùng kỳ.", "4,6", "Tổng đàn lợn"),
        ("Thu ngân sách đạt 61 tỷ đồng, bằng 91,5% dự toán.", "91,5", "Thu ngân sách"),
        ("Diện tích lúa 486 ha (KH 480 ha).", "480", "Diện tích lúa"),
        ("Hộ nghèo còn 27 hộ, chiếm 1,47%.", "1,47", "Hộ nghèo"),
        ("Số vụ cháy 3 vụ (cùng kỳ 5 vụ).", "5", "Số vụ cháy"),
        # of what a colon opens
        ("Cơ cấu giá trị sản xuất: Nông nghiệp 14,2%, công nghiệp 58,3%.", "58,3", "công nghiệp"),
        ("Tổng số học sinh: 12.400 em.", "12.400", "Tổng số học sinh"),
    ],
)
def test_label(text: str, printed: str, label: str) -> None:
    assert label in row_of(text, printed).raw_label


@pytest.mark.parametrize(
    ("text", "printed", "foreign"),
    [
        ("Thu đạt 61 tỷ đồng; chi đạt 55 tỷ đồng.", "55", "Thu"),
        ("Diện tích lúa 486 ha. Đàn lợn 3.120 con.", "3.120", "lúa"),
        ("Diện tích lúa (vụ xuân) 486 ha, ngô 20 ha.", "20", "lúa"),
        ("Trồng 12 ha rừng và 300 cây xanh.", "300", "rừng"),
        ("Thu nội địa 61 tỷ đồng, đạt 95% dự toán; chi thường xuyên 40 tỷ đồng.", "40", "Thu"),
        ("Tỷ lệ hộ nghèo 1,1%; tỷ lệ hộ cận nghèo 2,3%.", "2,3", "1,1"),
    ],
)
def test_label_of_another_figure_stays_there(text: str, printed: str, foreign: str) -> None:
    assert foreign not in row_of(text, printed).raw_label


def test_parts_of_a_whole() -> None:
    text = "Tổng chi ngân sách 712 tỷ đồng; trong đó chi giáo dục 405 tỷ đồng, chi môi trường 14 tỷ đồng."
    assert "chi giáo dục" in row_of(text, "405").raw_label
    assert "chi môi trường" in row_of(text, "14 tỷ").raw_label


def test_growth_of_the_parts() -> None:
    text = (
        "Tổng giá trị sản xuất đạt 18.450 tỷ đồng, tăng 12%; trong đó nông nghiệp tăng 2,8%, "
        "công nghiệp tăng 15%, dịch vụ giảm 1,4%."
    )
    assert [brief(row) for row in rows(text)] == [
        ("18450", "tỷ đồng", "level"),
        ("12", "%", "growth"),
        ("2.8", "%", "growth"),
        ("15", "%", "growth"),
        ("-1.4", "%", "growth"),
    ]
    assert "công nghiệp" in row_of(text, "15%").raw_label
    assert "dịch vụ" in row_of(text, "1,4%").raw_label


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Diện tích lúa, ngô và khoai lần lượt là 120 ha, 35 ha và 8 ha.",
            [("120", "lúa"), ("35", "ngô"), ("8", "khoai")],
        ),
        (
            "Nông nghiệp, công nghiệp và dịch vụ lần lượt tăng 3%, 14% và 9%.",
            [("3", "Nông nghiệp"), ("14", "công nghiệp"), ("9", "dịch vụ")],
        ),
    ],
)
def test_enumeration(text: str, wanted: list[tuple[str, str]]) -> None:
    found = rows(text)
    assert [brief(row)[0] for row in found] == [figure for figure, _ in wanted]
    for row, (_, label) in zip(found, wanted, strict=True):
        assert label.lower() in row.raw_label.lower()


def test_enumerated_growth_is_growth() -> None:
    found = rows("Nông nghiệp, công nghiệp và dịch vụ lần lượt tăng 3%, 14% và 9%.")
    assert [row.measure for row in found] == ["growth"] * 3
    assert all("shared_verb" in row.doubts for row in found[1:])


def test_money_of_an_enumeration_is_not_put_together() -> None:
    found = rows("Hỗ trợ lúa và ngô lần lượt là 850 triệu đồng và 960 triệu đồng.")
    assert [brief(row) for row in found] == [
        ("850", "triệu đồng", "level"),
        ("960", "triệu đồng", "level"),
    ]


def test_verb_of_the_first_thing_counted() -> None:
    found = rows("Đã kiểm tra 6 tổ chức đảng, 2 cấp ủy viên.")
    assert [brief(row)[0] for row in found] == ["6", "2"]
    assert all("kiểm tra" in row.raw_label for row in found)


@pytest.mark.parametrize(
    ("text", "printed", "place"),
    [
        ("Xã Bình Khê thu ngân sách đạt 9,8 tỷ đồng.", "9,8", "Xã Bình Khê"),
        ("Tổng đàn lợn tại xã Vân Đài đạt 3.120 con.", "3.120", "xã Vân Đài"),
        ("Tổng đàn lợn toàn huyện đạt 3.120 con.", "3.120", None),
        ("Dân số huyện Thanh Vân là 120.400 người.", "120.400", None),
    ],
)
def test_place(text: str, printed: str, place: str | None) -> None:
    assert row_of(text, printed).place == place


def test_places_one_after_another() -> None:
    text = "Tổng đàn lợn: Xã Bình Khê 9.100 con, xã Vân Đài 7.350 con."
    assert [row.place for row in rows(text)] == ["Xã Bình Khê", "xã Vân Đài"]


def test_targets_and_former_levels_in_brackets() -> None:
    text = "Diện tích lúa đạt 486 ha (KH 480 ha, cùng kỳ 470 ha)."
    found = rows(text)
    assert [row.scenario for row in found] == ["actual", "target", "actual"]
    years = [row.period.year for row in found if row.period]
    assert years == [2024, 2024, 2023]
    assert found[1].target_by == "plan"


def test_unit_said_in_full_once() -> None:
    text = "Thu nhập bình quân đạt 72,16 triệu đồng/người/năm (KH 69 - 70 triệu đồng)."
    assert brief(rows(text)[1]) == ("69..70", "triệu đồng/người/năm", "level")


@pytest.mark.parametrize("text", ["12.", "- 45 %.", "Khoảng 30."])
def test_a_figure_without_a_name_is_no_row(text: str) -> None:
    draft = said(text)
    assert not draft.rows
    assert sum(draft.ledger.values()) == draft.tokens


def test_value_of_one_hectare() -> None:
    (row,) = rows("Giá trị sản phẩm thu hoạch trên 01 ha đất trồng trọt đạt 195 triệu đồng.")
    assert brief(row) == ("195", "triệu đồng", "level")
    assert "Giá trị sản phẩm thu hoạch" in row.raw_label


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Sản lượng thủy sản 1.250 tấn (trong đó nuôi trồng 980 tấn, khai thác 270 tấn), tăng 3,1%.", "3,1%"),
        ("Sản lượng thủy sản đạt 1.250 tấn (KH 1.200 tấn), tăng 3,1% so với cùng kỳ.", "3,1%"),
        ("Sản lượng thủy sản (vụ Xuân 400 tấn) đạt 1.250 tấn.", "1.250"),
    ],
)  # fmt: skip
def test_a_bracket_ends_where_it_closes(text: str, printed: str) -> None:
    assert row_of(text, printed).raw_label.startswith("Sản lượng thủy sản")
    assert "khai thác" not in row_of(text, printed).raw_label


def test_growth_of_a_target_is_a_target() -> None:
    text = (
        "Thu ngân sách năm 2025 phấn đấu đạt 650 tỷ đồng, tăng 10% so với ước thực hiện năm 2024."
    )
    assert [row.scenario for row in rows(text)] == ["target", "target"]
    assert [row.period.year for row in rows(text) if row.period] == [2025, 2025]


def test_a_rate_of_a_ratio_is_no_attainment() -> None:
    text = (
        "Công nhận thêm 05 trường chuẩn quốc gia, nâng tổng số lên 41/48 trường, đạt tỷ lệ 85,4%."
    )
    assert row_of(text, "85,4").measure in ("level", "share")


def test_changes_of_things_named_behind_them() -> None:
    text = (
        "Trong năm xảy ra 12 vụ, chết 5 người, bị thương 9 người; so với cùng kỳ giảm 2 vụ, "
        "giảm 1 người chết, tăng 3 người bị thương."
    )
    assert "chết" in row_of(text, "giảm 1 người").raw_label
    assert "bị thương" in row_of(text, "tăng 3 người").raw_label
    assert "bị thương" not in row_of(text, "giảm 2 vụ").raw_label


def test_a_season_alone_continues_the_label() -> None:
    text = "Năng suất lúa vụ Xuân đạt 70,1 tạ/ha, vụ Mùa đạt 58,3 tạ/ha."
    assert "Năng suất lúa" in row_of(text, "58,3").raw_label
    assert "Xuân" not in row_of(text, "58,3").raw_label


def test_price_bases() -> None:
    text = (
        "Tổng sản phẩm (giá so sánh 2010) đạt 5.580 tỷ đồng, theo giá hiện hành đạt 8.410 tỷ đồng."
    )
    assert [(row.price_basis, row.base_year) for row in rows(text)] == [
        ("constant", 2010),
        ("current", None),
    ]


def test_parts_keep_their_whole_over_brackets() -> None:
    text = (
        "Tổng giá trị sản xuất đạt 5.580 tỷ đồng, trong đó: nông nghiệp 1.200 tỷ đồng (tăng 2,1%), "
        "công nghiệp 3.100 tỷ đồng (tăng 14,2%), dịch vụ 1.280 tỷ đồng (tăng 9%)."
    )
    found = {brief(row)[0]: row.raw_label for row in rows(text)}
    assert found["3100"] == "Tổng giá trị sản xuất: công nghiệp"
    assert found["1280"] == "Tổng giá trị sản xuất: dịch vụ"
    assert "công nghiệp" in found["14.2"]
    assert "dịch vụ" in found["9"]


def test_a_period_leaves_no_words_in_the_label() -> None:
    label = row_of("Trong 9 tháng có 03 xã đạt chuẩn nông thôn mới.", "03 xã").raw_label
    assert "đạt chuẩn nông thôn mới" in label
    assert "Trong" not in label
    assert "9" not in label


def test_a_part_of_the_plan() -> None:
    found = rows("Diện tích rừng trồng đạt 120 ha, bằng 2/3 kế hoạch.")
    assert [brief(row)[0] for row in found] == ["120", "2/3"]


def test_a_plan_behind_a_stroke() -> None:
    found = rows("Tổng diện tích gieo trồng 486 ha/KH 480 ha.")
    assert [brief(row)[:2] for row in found] == [("486", "ha"), ("480", "ha")]
    assert [row.scenario for row in found] == ["actual", "target"]


@pytest.mark.parametrize(
    "text",
    [
        "Tỷ trọng nông nghiệp - công nghiệp - dịch vụ tương ứng là 14,2% - 58,3% - 27,5%.",
        "Cơ cấu kinh tế: nông nghiệp - công nghiệp - dịch vụ: 14,2% - 58,3% - 27,5%.",
        "Cơ cấu kinh tế: nông nghiệp, công nghiệp, dịch vụ tương ứng là 14,2%, 58,3%, 27,5%.",
    ],
)
def test_shares_of_a_list_of_sectors(text: str) -> None:
    found = rows(text)
    assert [brief(row) for row in found] == [
        ("14.2", "%", "share"),
        ("58.3", "%", "share"),
        ("27.5", "%", "share"),
    ]
    for row, name in zip(found, ("nông nghiệp", "công nghiệp", "dịch vụ"), strict=True):
        assert row.raw_label.endswith(name)
    assert "nông nghiệp" not in found[1].raw_label


def test_a_unit_is_no_part_of_a_full_name() -> None:
    text = "Tổng đàn lợn 38.400 con, đàn bò 1.250 con, đàn gia cầm 120.000 con."
    assert [row.raw_label for row in rows(text)] == ["Tổng đàn lợn", "đàn bò", "đàn gia cầm"]


def test_the_whole_district_of_another_sentence_does_not_take_over_its_subject() -> None:
    text = "Diện tích lúa đạt 12.000 ha. Toàn huyện có 95 hộ nghèo, chiếm 1,2% tổng số hộ."
    assert row_of(text, "95").raw_label == "hộ nghèo"
    assert "lúa" not in row_of(text, "1,2").raw_label


@pytest.mark.parametrize(
    ("compared", "other"),
    [
        ("vượt 1,5 tỷ đồng so với dự toán", True),  # regression: a level of 1.5 tỷ đồng, undoubted
        ("tăng 1,5 tỷ đồng so với kế hoạch", True),
        ("tăng 1,5 tỷ đồng so với cùng kỳ", False),
        ("vượt 1,5% so với dự toán", False),
    ],
)
def test_a_difference_from_a_plan_is_doubted(compared: str, other: bool) -> None:
    found = row_of(f"Thu ngân sách đạt 61 tỷ đồng, {compared}.", "1,5")
    assert ("other_base" in found.doubts) is other


@pytest.mark.parametrize(("year", "other"), [(2023, False), (2020, True)])
def test_growth_on_an_earlier_year_is_doubted(year: int, other: bool) -> None:
    found = row_of(f"Sản lượng lúa năm 2024 tăng 7% so với năm {year}.", "7%")
    assert ("other_base" in found.doubts) is other


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        (  # a name said in full once
            "Tổng mức bán lẻ hàng hóa tháng 8 đạt 16 tỷ đồng. Tám tháng, tổng mức ước đạt 126 tỷ đồng.",
            ["Tổng mức bán lẻ hàng hóa", "Tổng mức bán lẻ hàng hóa"],
        ),
        (
            "Quỹ khuyến học xã thu 8 tỷ đồng, chi 7 tỷ đồng.",
            ["Quỹ khuyến học xã thu", "Quỹ khuyến học xã chi"],
        ),
        (  # a part has the unit of its whole
            "Diện tích lúa 640 ha, sản lượng ước 2.480 tấn; trong đó lúa nương 120 ha.",
            ["Diện tích lúa", "Diện tích lúa: sản lượng", "Diện tích lúa: lúa nương"],
        ),
        (
            "So với tháng trước, CPI tháng 8 tăng 0,09%; so với tháng 12 năm trước tăng 2,41%.",
            ["CPI", "CPI"],
        ),
    ],
)
def test_a_short_name_is_that_of_the_figure_before(text: str, labels: list[str]) -> None:
    assert [row.raw_label for row in rows(text)] == labels
