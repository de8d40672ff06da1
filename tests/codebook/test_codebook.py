"""The codebook: complete, unambiguous, exact; similarity only suggests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from indicators.codebook import (
    AmbiguousLabelError,
    UnknownLabelError,
    load_codebook,
    match_label,
    read_label,
)
from indicators.language.units import find_unit
from indicators.messages.errors import CodebookError
from indicators.tomlfile import read_toml
from tests.conftest import PROJECT

if TYPE_CHECKING:
    from pathlib import Path

    from indicators.answers.store import Store
    from indicators.codebook import Measure

CODEBOOK = load_codebook()


def meaning(
    label: str, unit: str | None, measure: Measure = "level", above: tuple[str, ...] = ()
) -> str:
    found = match_label(
        CODEBOOK, label, above=above, unit=find_unit(unit)[0] if unit else None, measure=measure
    )
    return found.indicator.indicator_id


def test_every_indicator_is_described() -> None:
    for indicator in CODEBOOK.indicators.values():
        assert indicator.vi
        assert indicator.en
        assert indicator.definition
        assert indicator.comparability_note
        assert indicator.theme
        assert indicator.unit == "text" or find_unit(indicator.unit)[0].symbol == indicator.unit


def test_every_indicator_of_a_place_has_figures(store: Store) -> None:
    used = {row["indicator_id"] for row in store.observations()}
    book = load_codebook(sorted((PROJECT / "data" / "codebook").glob("*.toml")))
    own = {ident for ident, indicator in book.indicators.items() if indicator.overlay}
    assert len(own) == 179
    assert own <= used
    assert len(used & set(CODEBOOK.indicators)) == 92


def test_the_national_codebook_says_what_is_counted_and_what_is_not() -> None:
    assert len(CODEBOOK.indicators) == 448
    for indicator in CODEBOOK.indicators.values():
        assert indicator.definition_vi
        assert indicator.definition.rstrip(".").casefold() != indicator.en.casefold()
        assert indicator.definition_vi.rstrip(".").casefold() != indicator.vi.casefold()


def test_parts_of_a_structure_share_unit_and_parent() -> None:
    groups: dict[str, list[str | None]] = {}
    for indicator in CODEBOOK.indicators.values():
        if indicator.group:
            groups.setdefault(indicator.group, []).append(indicator.parent)
    assert sorted(groups["sectors"], key=str) == ["gross_output"] * 3
    assert groups["agriculture_internal"] == ["gross_output_agriculture"] * 2
    assert groups["grdp_sectors"] == ["grdp"] * 4


@pytest.mark.parametrize(
    ("label", "unit", "measure", "indicator"),
    [
        ("Năng suất lúa cả năm", "tấn/ha", "level", "rice_yield_year"),
        ("Năng suất lúa cả năm", "tạ/ha", "level", "rice_yield_crop_average"),
        ("Số lao động được giải quyết việc làm mới", "người", "level", "jobs_created_persons"),
        ("Số lao động được giải quyết việc làm mới", "lượt người", "level", "jobs_created_times"),
        ("Tỷ lệ lao động qua đào tạo", "%", "level", "trained_labour_rate"),
        ("Tỷ lệ lao động qua đào tạo nghề", "%", "level", "vocationally_trained_labour_rate"),
        (
            "Tổng giá trị sản xuất trên địa bàn tăng (giá so sánh năm 2010). Trong đó:",
            "%",
            "growth",
            "gross_output",
        ),
        ("TỶ LỆ HỘ NGHÈO", "%", "level", "poverty_rate"),
        ("Tỷ lệ phát triển dân số tự nhiên:", "%", "level", "natural_population_growth_rate"),
        ("Giá trị sản xuất nông nghiệp – thuỷ sản", "tỷ đồng", "level", "gross_output_agriculture"),
        ("Tổng mức bán lẻ hàng hoá", "triệu đồng", "level", "retail_sales"),
        ("Tỷ lệ người dân tham gia BHYT", "%", "level", "health_insurance_coverage"),
        ("Tổng thu NSNN trên địa bàn", "tỷ đồng", "level", "budget_revenue_in_area"),
        ("GTSX công nghiệp - TTCN", "tỷ đồng", "level", "gross_output_industry"),
        ("Thu nhập bình quân đầu người", "triệu đồng", "level", "income_per_head"),
    ],
)
def test_label_unit_and_measure_are_one_key(
    label: str, unit: str, measure: Measure, indicator: str
) -> None:
    assert meaning(label, unit, measure) == indicator


@pytest.mark.parametrize(
    ("above", "indicator"),
    [
        (("Cơ cấu giá trị sản xuất theo giá thực tế",), "gross_output_agriculture"),
        (
            (
                "Tổng giá trị sản xuất trên địa bàn tăng (giá so sánh năm 2010). Trong đó:",
                "Chỉ tiêu kinh tế:",
            ),
            "gross_output_agriculture",
        ),
    ],
)
def test_heading_decides_what_a_short_label_means(above: tuple[str, ...], indicator: str) -> None:
    assert meaning("+ Nông nghiệp - Thủy sản", "%", "share", above) == indicator


@pytest.mark.parametrize(
    ("label", "unit", "measure"),
    [
        ("Nông nghiệp - Thủy sản", "%", "share"),
        ("Năng suất lúa cả năm", "tỷ đồng", "level"),
        ("Năng suất lúa cã năm", "tấn/ha", "level"),
        ("Tỷ lệ hộ nghèo ở nhà tạm", "%", "level"),
        ("", "%", "level"),
    ],
)
def test_what_is_not_known_exactly_is_refused_with_suggestions(
    label: str, unit: str, measure: Measure
) -> None:
    with pytest.raises(UnknownLabelError) as error:
        meaning(label, unit, measure)
    assert len(error.value.suggestions) == 3 or not label


@pytest.mark.parametrize(
    ("printed", "name", "measure", "basis", "year", "estimate"),
    [
        ("Tổng giá trị sản xuất trên địa bàn tăng (giá so sánh năm 2010). Trong đó:", "tổng giá trị sản xuất trên địa bàn", "growth", "constant", 2010, False),
        ("Cơ cấu giá trị sản xuất theo giá thực tế", "giá trị sản xuất", "share", "current", None, False),
        ("Giá trị sản lượng nông, lâm, thủy sản (ước đạt)", "giá trị sản lượng nông, lâm, thủy sản", None, None, None, True),
        ("- Giá trị sản xuất (giá SS 2010)", "giá trị sản xuất", None, "constant", 2010, False),
        ("GTSX theo giá hiện hành", "giá trị sản xuất", None, "current", None, False),
        ("Tốc độ tăng trưởng kinh tế", "kinh tế", "growth", None, None, False),
        ("Tỷ lệ tăng dân số tự nhiên", "tỷ lệ tăng dân số tự nhiên", None, None, None, False),
        ("Số trường học được công nhận đạt chuẩn quốc gia tăng thêm", "số trường học được công nhận đạt chuẩn quốc gia tăng thêm", None, None, None, False),
        ("Tỷ trọng công nghiệp - xây dựng", "công nghiệp - xây dựng", "share", None, None, False),
        ("a) Thu nội địa đạt:", "thu nội địa", None, None, None, False),
        ("Tỷ lệ hộ nghèo (%)", "tỷ lệ hộ nghèo", None, None, None, False),
        ("GTSX ngành CN - XD (tỷ đồng)", "giá trị sản xuất ngành công nghiệp - xây dựng", None, None, None, False),
    ],
)  # fmt: skip
def test_label_is_taken_apart(
    printed: str,
    name: str,
    measure: str | None,
    basis: str | None,
    year: int | None,
    estimate: bool,
) -> None:
    label = read_label(printed)
    assert (label.name, label.measure, label.price_basis, label.base_year, label.estimate) == (
        name,
        measure,
        basis,
        year,
        estimate,
    )


def overlay(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "own.toml"
    path.write_text(text, "utf-8")
    return path


BASE = '[[indicator]]\nid = "lotus"\nvi = "Sản lượng sen"\nen = "Lotus"\nunit = "tấn"\nbetter = "higher"\ndefinition = "d"\n'


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("[[indicator]\n", "not valid TOML"),
        ('[[indicator]]\nid = "x"\n', "lacks vi, en, unit, better, definition"),
        (BASE + 'colour = "red"\n', "unknown colour"),
        (BASE.replace('"lotus"', '"Lotus One"'), "not snake_case"),
        (BASE.replace('"higher"', '"up"'), "use one of higher"),
        (BASE.replace('"tấn"', '"tán"'), "'tán'"),
        (BASE.replace('"lotus"', '"poverty_rate"'), "defined twice"),
        (BASE + BASE.replace('"lotus"', '"water_lily"'), "means both lotus and water_lily"),
        (BASE + 'aliases = [{ label = "x", in = ["nothing"] }]\n', "no context, member or indicator 'nothing'"),
        (BASE + 'levels = ["hamlet"]\n', "levels is 'hamlet'"),
        (BASE + 'parent = "nothing"\n', "does not know"),
        ('[[indicator]]\nextends = "nothing"\naliases = ["x"]\n', "id of a known indicator"),
        (BASE + 'aliases = [{ label = "x", colour = "red" }]\n', "takes label, unit"),
    ],
)  # fmt: skip
def test_wrong_overlay_is_one_sentence(text: str, says: str, tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match=says) as error:
        load_codebook([overlay(tmp_path, text)])
    assert len(str(error.value).splitlines()) == 1


def test_label_that_may_mean_two_indicators_is_refused(tmp_path: Path) -> None:
    one = BASE.replace("Sản lượng sen", "Sen")
    other = (
        BASE.replace('"lotus"', '"lotus_area"')
        .replace("Sản lượng sen", "Sen")
        .replace('"tấn"', '"ha"')
    )
    book = load_codebook([overlay(tmp_path, one + other)])
    assert match_label(book, "Sen", unit=find_unit("ha")[0]).indicator.indicator_id == "lotus_area"
    with pytest.raises(AmbiguousLabelError, match="lotus or lotus_area"):
        match_label(book, "Sen", unit=find_unit("%")[0], measure="growth")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (".".join("a" * 2_000) + " = 1", "line 1 has a key with more than 100 dots"),
        ("a = " + "9" * 5_000, "not valid TOML"),
        ("a = " + "[" * 10_000, "not valid TOML"),
    ],
)
def test_a_file_made_to_take_long_is_refused(tmp_path: Path, text: str, sentence: str) -> None:
    path = tmp_path / "a.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(CodebookError, match=sentence):
        read_toml(path)


def test_the_mark_notepad_begins_a_file_with_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text("a = 1\n", "utf-8-sig")
    assert read_toml(path) == {"a": 1}


OVERLAY = """
labels_of = "dong-lua"

[[indicator]]
extends = "budget_revenue_local"
aliases = ["Thu ngân sách trên địa bàn"]
"""


@pytest.mark.parametrize(
    ("place", "meant"),
    [
        ("dong-lua", "budget_revenue_local"),
        ("dong-lua/an-phu", "budget_revenue_local"),
        ("dong-lua-moi", "budget_revenue_in_area"),
        ("hai-an", "budget_revenue_in_area"),
    ],
)
def test_labels_of_one_place_say_nothing_of_others(place: str, meant: str, tmp_path: Path) -> None:
    """What Vĩnh Bảo calls `Thu ngân sách trên địa bàn` was read in the tables of every district."""
    path = tmp_path / "dong-lua.toml"
    path.write_text(OVERLAY, "utf-8")
    book = load_codebook([path])
    unit = find_unit("tỷ đồng")[0]
    found = match_label(book.of(place), "Thu ngân sách trên địa bàn", unit=unit)
    assert found.indicator.indicator_id == meant


def test_a_codebook_is_made_once_for_all_places_that_read_alike(tmp_path: Path) -> None:
    path = tmp_path / "dong-lua.toml"
    path.write_text(OVERLAY, "utf-8")
    book = load_codebook([path])
    assert book.of("hai-an") is book.of("lam-khe")
    assert book.of("dong-lua") is book
    assert CODEBOOK.of("hai-an") is CODEBOOK
