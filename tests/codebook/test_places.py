"""Places through their four epochs, against the register of the General Statistics Office."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

import pytest

from indicators.codebook.places import load_register
from indicators.language.place_names import slug
from indicators.messages.errors import CodebookError

if TYPE_CHECKING:
    from pathlib import Path

    from indicators.codebook.country import Place

REGISTER = load_register()
EPOCHS = [date(2024, 12, 31), date(2025, 6, 30), date(2025, 7, 1), date(2026, 4, 30)]


def valid(day: date) -> list[Place]:
    return [
        p for p in REGISTER if p.valid_from <= day and (p.valid_to is None or day <= p.valid_to)
    ]


@pytest.mark.parametrize(
    ("day", "parent", "communes"),
    [
        (EPOCHS[0], "vinh-bao", 30),
        (EPOCHS[1], "vinh-bao", 20),
        (EPOCHS[2], "hai-phong", 114),
        (EPOCHS[3], "hai-phong", 114),
        (EPOCHS[0], "nhon-trach", 12),
        (EPOCHS[1], "nhon-trach", 12),
        (EPOCHS[2], "dong-nai", 95),
        (EPOCHS[3], "dong-nai", 95),
    ],
)
def test_number_of_communes_by_epoch(day: date, parent: str, communes: int) -> None:
    assert len([p for p in valid(day) if p.parent == parent and p.level == "commune"]) == communes


@pytest.mark.parametrize("day", EPOCHS)
def test_code_and_date_are_one_territory(day: date) -> None:
    codes = Counter((p.level, p.code) for p in valid(day))
    assert max(codes.values()) == 1


def test_a_code_is_used_again_for_another_territory() -> None:
    names = {(p.name, p.valid_from) for p in REGISTER if p.code == "11848"}
    assert names == {
        ("Xã Hiệp Hòa", date(1900, 1, 1)),
        ("Xã Vĩnh Hòa", date(2025, 1, 1)),
        ("Xã Vĩnh Hòa", date(2025, 7, 1)),
    }


def test_district_level_ends_and_hai_phong_is_another_territory() -> None:
    district = [p for p in REGISTER if p.place_id == "vinh-bao"]
    assert [p.valid_to for p in district] == [date(2025, 6, 30)]
    assert len([p for p in REGISTER if p.place_id == "hai-phong"]) == 2


def test_nhon_trach_is_a_ward_of_a_city_since_2026() -> None:
    names = {p.name for p in valid(EPOCHS[3])}
    assert {"Phường Nhơn Trạch", "Thành phố Đồng Nai"} <= names


@pytest.mark.parametrize(
    ("name", "within", "place_id"),
    [
        ("Huyện Vĩnh Bảo, thành phố Hải Phòng", None, "vinh-bao"),
        ("huyện Vĩnh Bảo, TP Hải Phòng", None, "vinh-bao"),
        ("Huyện Nhơn Trạch, tỉnh Đồng Nai", None, "nhon-trach"),
        ("vinh-bao", None, "vinh-bao"),
        ("Vĩnh Bảo, Hải Phòng", None, "vinh-bao"),
        ("Nhơn Trạch, Đồng Nai", None, "nhon-trach"),
        ("Vĩnh Bảo", None, "vinh-bao"),
        ("Xã Tân Hưng", "vinh-bao", "vinh-bao/tan-hung"),
        ("Xã Thắng Thủy", "vinh-bao", "vinh-bao/thang-thuy"),
        ("Xã Thắng Thuỷ", "vinh-bao", "vinh-bao/thang-thuy"),
        ("Thị trấn Vĩnh Bảo", "vinh-bao", "vinh-bao/vinh-bao"),
        ("Xã Tiên Phong", "vinh-bao", None),
        ("Huyện Không Có", None, None),
        ("Huyện Vĩnh Bảo, tỉnh Đồng Nai", None, None),
        ("", None, None),
    ],
)
def test_place_is_found_by_its_exact_name_only(
    name: str, within: str | None, place_id: str | None
) -> None:
    assert REGISTER.find(name, within=within) == place_id


def test_name_means_the_territory_of_its_date() -> None:
    before, after = date(2024, 1, 1), date(2026, 1, 1)
    assert REGISTER.find("Vĩnh Bảo, Hải Phòng", on=before) == "vinh-bao"
    assert REGISTER.find("Vĩnh Bảo, Hải Phòng", on=after) == "hai-phong/vinh-bao"
    assert REGISTER.find("Huyện Vĩnh Bảo", on=after) is None
    assert REGISTER.find("Phường Nhơn Trạch", on=date(2026, 5, 1)) == "dong-nai/nhon-trach"


def test_slug_is_ascii() -> None:
    assert slug("Thị trấn Vĩnh Bảo") == "vinh-bao"
    assert slug("Huyện Đồng Hỷ") == "dong-hy"


def test_user_declares_a_place(tmp_path: Path) -> None:
    overlay = tmp_path / "places.toml"
    overlay.write_text(
        '[[place]]\nplace_id = "dong-hy"\ncode = "169"\nname = "Huyện Đồng Hỷ"\nlevel = "district"\n',
        "utf-8",
    )
    assert load_register([overlay]).find("Huyện Đồng Hỷ") == "dong-hy"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('[[place]]\nplace_id = "x"\nlevel = "district"\n', "lacks the field 'name'"),
        (
            '[[place]]\nplace_id = "x"\nname = "X"\nlevel = "town"\n',
            "use province, district or commune",
        ),
    ],
)
def test_wrong_place_is_one_sentence(text: str, sentence: str, tmp_path: Path) -> None:
    overlay = tmp_path / "places.toml"
    overlay.write_text(text, "utf-8")
    with pytest.raises(CodebookError, match=sentence):
        load_register([overlay])
