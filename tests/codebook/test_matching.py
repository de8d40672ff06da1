"""Which indicator a label means: forms of one label, headings, levels of places, look-alikes, overlays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import indicators as ind
from indicators.codebook import load_codebook
from indicators.codebook.asking import answer
from indicators.codebook.book import alias_keys
from indicators.language.units import find_unit

if TYPE_CHECKING:
    from pathlib import Path

    from indicators.codebook import Measure

BOOK = load_codebook()


def bound(
    label: str,
    unit: str | None = None,
    above: tuple[str, ...] = (),
    measure: Measure | None = None,
    place: str | None = None,
) -> str | None:
    return ind.match_label(label, unit, above, measure, place).indicator_id


@pytest.mark.parametrize(
    ("label", "unit", "indicator"),
    [
        # separators, spelling, words for one thing
        ("Giá trị sản xuất nông, lâm nghiệp và thuỷ sản", "tỷ đồng", "gross_output_agriculture"),
        ("GTSX nông - lâm - thủy sản", "triệu đồng", "gross_output_agriculture"),
        ("Tổng đàn heo", "con", "pigs"),
        ("Diện tích trồng đậu phộng", "ha", "peanut_area"),
        ("Tỉ lệ trạm y tế xã có bác sĩ", "%", "health_stations_doctor_rate"),
        # list marks without a space, a unit behind the comma, remarks in brackets
        ("1.1.2.Sản lượng lúa hè thu", "tấn", "rice_output_summer_autumn"),
        ("a)Tổng đàn trâu, con", "con", "buffaloes"),
        ("Chỉ số giá tiêu dùng (CPI)", "%", "cpi"),
        ("Tổng thu NSNN trên địa bàn (1+2+3)", "triệu đồng", "budget_revenue_in_area"),
        # words around a name
        ("Tổng số hộ nghèo trên địa bàn huyện", "hộ", "poor_households"),
        ("Tỷ lệ hộ nghèo đến cuối năm 2025", "%", "poverty_rate"),
        ("Phấn đấu tỷ lệ che phủ rừng đạt", "%", "forest_cover_rate"),
        # units that stand for the indicator's own
        ("Lượt khách du lịch", "lượt", "tourist_visits"),
        ("Thu nhập bình quân đầu người", "triệu đồng", "income_per_head"),
        # members of families
        ("Năng suất cây điều", "tạ/ha", "cashew_yield"),
        ("Tỷ lệ khóm, ấp văn hóa", "%", "cultural_hamlets_rate"),
        ("Tỷ lệ hộ dân đô thị được cấp nước sạch", "%", "clean_water_urban_rate"),
    ],
)
def test_forms_of_one_label_mean_one_indicator(label: str, unit: str, indicator: str) -> None:
    assert bound(label, unit) == indicator


@pytest.mark.parametrize(
    ("label", "unit"),
    [
        ("Số hộ nghèo", "%"),  # a count is no rate …
        ("Tỷ lệ hộ nghèo", "hộ"),  # … and a rate no count
        ("Tỷ lệ che phủ rừng (kể cả cây phân tán)", "%"),  # the remark changes the scope
        ("Tỷ lệ che phủ rừng", "ha"),
        ("Diện tích", "ha"),  # of what?
        ("Năng suất", "tạ/ha"),
        ("Thuế giá trị gia tăng", "triệu đồng"),
        ("Tỷ lệ hộ nghèo có nhà ở tạm", "%"),
        ("Tổng giá trị sản phẩm trên 3 ha", "tỷ đồng"),
    ],
)
def test_what_means_something_else_or_nothing_is_refused(label: str, unit: str) -> None:
    found = ind.match_label(label, unit, lang="en")
    assert found.indicator_id is None
    assert found.reason


@pytest.mark.parametrize(
    ("label", "unit", "above", "indicator"),
    [
        ("Năng suất", "tạ/ha", ("2. Sắn", "Cây hàng năm"), "cassava_yield"),
        ("Năng suất", "tạ/ha", ("Sắn cao sản", "2. Sắn", "Cây hàng năm"), None),
        ("Sản lượng", "tấn", ("b) Lúa thu đông", "Lúa cả năm"), "rice_output_autumn_winter"),
        ("Xây dựng", "tỷ đồng", ("Công nghiệp - xây dựng", "Tổng giá trị sản xuất"), "gross_output_construction"),
        ("Xây dựng", "tỷ đồng", ("Công nghiệp - xây dựng", "Tổng sản phẩm trên địa bàn"), "grdp_construction"),
        ("Nông nghiệp", "tỷ đồng", ("Nông, lâm, thủy sản", "Tổng giá trị sản xuất"), "gross_output_farming"),
        ("Nông nghiệp", "tỷ đồng", ("Tổng giá trị sản xuất",), "gross_output_agriculture"),
        ("Thuế giá trị gia tăng", "triệu đồng", ("Thu nội địa",), "tax_vat"),
        ("Thuế giá trị gia tăng", "triệu đồng", ("Thu ngoài quốc doanh", "Thu nội địa"), None),
        ("Thuế thu nhập doanh nghiệp", "triệu đồng", ("Thu từ các doanh nghiệp FDI",), None),
        ("Dịch vụ lưu trú, ăn uống", "tỷ đồng", ("Tổng giá trị sản xuất",), "gross_output_lodging_food"),
        ("Dịch vụ lưu trú, ăn uống", "tỷ đồng", ("Trong đó", "Tổng mức bán lẻ hàng hóa và doanh thu dịch vụ"), "lodging_food_revenue"),
        ("Trâu", "con", ("Chăn nuôi",), "buffaloes"),
        ("Trâu", "tấn", ("Chăn nuôi",), "meat_buffalo"),
        ("Lúa", "ha", ("Tổng diện tích gieo trồng",), "rice_area"),
        ("Lúa", "tấn", ("Các sản phẩm chủ yếu",), "rice_output"),
    ],
)  # fmt: skip
def test_the_nearest_known_heading_decides(
    label: str, unit: str, above: tuple[str, ...], indicator: str | None
) -> None:
    assert bound(label, unit, above) == indicator


def test_the_level_of_the_place_says_what_the_structure_of_the_economy_is_of() -> None:
    above = ("Cơ cấu kinh tế",)
    assert bound("Dịch vụ", "%", above, "share", "province") == "grdp_services"
    assert bound("Dịch vụ", "%", above, "share", "district") == "gross_output_trade_services"
    assert bound("Dịch vụ", "%", above, "share", "vinh-bao") == "gross_output_trade_services"
    assert bound("Tốc độ tăng trưởng kinh tế", "%", (), "growth", "hai-phong") == "grdp"
    assert bound("Tốc độ tăng trưởng kinh tế", "%", (), "growth") == "gross_output"


def test_growth_is_not_taken_by_an_alias_of_one_unit() -> None:
    assert bound("Lương thực", "tấn") == "cereals_output"
    assert bound("Lương thực", "%", (), "growth") is None
    assert bound("Sản lượng lương thực", "%", (), "growth") == "cereals_output"


def test_growth_of_a_sector_is_not_growth_of_another_whole() -> None:
    above = ("Tốc độ tăng giá trị sản phẩm",)
    assert bound("Công nghiệp và xây dựng", "%", above, "growth") is None


def test_the_table_is_the_last_heading() -> None:
    assert bound("Lợn", "con", ("Gia súc", "Chăn nuôi")) == "pigs"
    assert bound("Thủy sản", "tỷ đồng", ("Giá trị sản xuất ngành nông nghiệp",)) == "fishery_output"


def test_suggestions_come_with_what_is_refused_and_bear_slips_of_typing() -> None:
    found = ind.match_label("Tỷ lệ hộ nghéo", "%", lang="vi")
    assert found.indicator_id is None
    assert found.suggestions[0] == "poverty_rate"
    assert "poverty_rate" in found.reason
    ask = ind.match_label("Vận tải hàng khách đường bộ", "triệu lượt người")
    assert "passengers_carried" in ask.suggestions


def test_a_unit_that_nobody_knows_is_the_reason() -> None:
    found = ind.match_label("Tỷ lệ hộ nghèo", "phần mười", lang="en")
    assert found.indicator_id is None
    assert found.reason.startswith("the unit 'phần mười' is not known")
    assert found.suggestions[0] == "poverty_rate"


def test_without_a_unit_a_label_of_one_unit_is_known() -> None:
    assert bound("Tỷ lệ che phủ rừng") == "forest_cover_rate"


def overlay(tmp_path: Path, text: str) -> Path:
    (tmp_path / "codebook").mkdir()
    (tmp_path / "codebook" / "own.toml").write_text(text, "utf-8")
    return tmp_path


LOTUS = '[[indicator]]\nid = "lotus_output"\nvi = "Sản lượng sen"\nen = "Lotus"\nunit = "tấn"\nbetter = "higher"\ndefinition = "Lotus seed"\n'


def test_an_overlay_wins_over_the_package_on_the_same_label(tmp_path: Path) -> None:
    data = overlay(tmp_path, f'{LOTUS}aliases = ["Sản lượng chè"]\n')
    assert bound("Sản lượng chè", "tấn") == "tea_output"
    assert ind.match_label("Sản lượng chè", "tấn", data=data).indicator_id == "lotus_output"


def test_a_nearer_heading_of_the_package_wins_over_an_overlay(tmp_path: Path) -> None:
    own = '[[indicator]]\nid = "own_yield"\nvi = "Năng suất riêng"\nen = "Own"\nunit = "tạ/ha"\nbetter = "higher"\ndefinition = "d"\n'
    data = overlay(
        tmp_path, f'{own}aliases = [{{ label = "Năng suất", under = ["Trồng trọt"] }}]\n'
    )
    near = ind.match_label("Năng suất", "tạ/ha", ("Chè", "Trồng trọt"), data=data)
    assert near.indicator_id == "tea_yield"
    assert (
        ind.match_label("Năng suất", "tạ/ha", ("Trồng trọt",), data=data).indicator_id
        == "own_yield"
    )


def test_an_overlay_declares_an_indicator_of_the_package_anew(tmp_path: Path) -> None:
    own = LOTUS.replace("lotus_output", "tea_output").replace("Sản lượng sen", "Sản lượng chè khô")
    data = overlay(tmp_path, own)
    assert ind.match_label("Sản lượng chè khô", "tấn", data=data).indicator_id == "tea_output"
    assert ind.match_label("Sản lượng chè", "tấn", data=data).indicator_id == "tea_output"


def test_two_indicators_of_the_package_never_claim_one_label() -> None:
    claims: dict[tuple[object, ...], set[str]] = {}
    for indicator in BOOK.indicators.values():
        for alias in indicator.aliases:
            unit = alias.unit or (
                "text" if indicator.unit == "text" else find_unit(indicator.unit)[0].dimension
            )
            for heading in alias.under or {""}:
                for level in alias.levels or {"province", "district", "commune"}:
                    for key in alias_keys(alias.label)[:1]:
                        claim = (key, unit, alias.measure, heading, level)
                        claims.setdefault(claim, set()).add(indicator.indicator_id)
    twice = {claim: idents for claim, idents in claims.items() if len(idents) > 1}
    # The growth of this yield is that of either: no unit tells them apart, so a person is asked.
    asked = {
        claim for claim in twice if claim[0] == "năng suất lúa cả năm" and claim[2] == "growth"
    }
    assert twice.keys() - asked == set()
    assert ind.match_label("Năng suất lúa cả năm", "%", measure="growth").indicator_id is None


def test_what_an_indicator_never_means_is_not_bound_to_it() -> None:
    assert (
        answer(BOOK, "Sản lượng lúa mùa", "tấn", (), "level", None).indicator_id
        == "rice_output_main"
    )
    for indicator in BOOK.indicators.values():
        for key in indicator.refused:
            found = answer(BOOK, key, indicator.unit, (), "level", None).indicator_id
            assert found != indicator.indicator_id, key


def test_every_name_leads_to_its_indicator() -> None:
    for indicator in BOOK.indicators.values():
        found = answer(BOOK, indicator.vi, indicator.unit, (), "level", None)
        if indicator.measure == "share":
            found = answer(BOOK, indicator.vi, indicator.unit, (), "share", None)
        assert found.indicator_id == indicator.indicator_id, found.reason
