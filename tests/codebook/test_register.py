"""Every place of the country: the file that ships, names and dates, what a place became."""

from __future__ import annotations

import itertools
import subprocess
import sys
from collections import defaultdict
from datetime import date, timedelta
from importlib import resources
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indicators.codebook.country import FIRST_LIST, LEVELS, OPEN_START, Place
from indicators.codebook.places import Register, load_register
from indicators.codebook.unknown_places import why_unknown
from indicators.language.place_names import bare_name, from_the_smallest_up, kind_and_name

if TYPE_CHECKING:
    from collections.abc import Callable

REGISTER = load_register()
COUNTRY = list(REGISTER)
BEFORE, MERGED, TODAY = date(2024, 6, 1), date(2025, 12, 1), date(2026, 5, 1)


@pytest.mark.parametrize(
    ("day", "counts"),
    [
        (date(2021, 11, 1), (63, 705, 10_599)),
        (date(2023, 4, 10), (63, 705, 10_598)),
        (date(2024, 9, 1), (63, 704, 10_542)),
        (date(2024, 12, 1), (63, 701, 10_322)),
        (date(2025, 1, 1), (63, 696, 10_039)),
        (date(2025, 3, 1), (63, 696, 10_035)),
        (date(2025, 7, 1), (34, 0, 3_321)),
        (date(2026, 4, 30), (34, 0, 3_321)),
    ],
)
def test_counts_of_the_lists(day: date, counts: tuple[int, int, int]) -> None:
    found = tuple(sum(p.level == level and p.exists(day) for p in COUNTRY) for level in LEVELS)
    assert found == counts


@pytest.mark.parametrize("file", ["register.tsv", "register_names.tsv"])
def test_the_lines_are_sorted_and_say_their_sources(file: str) -> None:
    text = (resources.files("indicators.codebook") / file).read_text("utf-8")
    head = [line for line in text.splitlines() if line.startswith("#")]
    lines = text.splitlines()[len(head) :]
    assert "National Statistics Office" in " ".join(head)
    assert lines == sorted(set(lines))


def test_every_territory_is_found_by_its_name() -> None:
    lines = (resources.files("indicators.codebook") / "register_names.tsv").read_text("utf-8")
    named = {tuple(line.split("\t")) for line in lines.splitlines() if not line.startswith("#")}
    ids = {(name, place_id) for name, found in named for place_id in found.split(" ")}
    assert {(bare_name(place.name), place.place_id) for place in COUNTRY} == ids


def test_the_territories_of_an_id_follow_each_other() -> None:
    for before, after in itertools.pairwise(COUNTRY):
        if before.place_id == after.place_id:
            assert before.valid_to is not None
            assert before.valid_to < after.valid_from
    assert {p.level for p in COUNTRY} == set(LEVELS)
    began = {p.valid_from for p in COUNTRY}
    assert min(began - {OPEN_START}) > FIRST_LIST


def test_parents_exist_whenever_a_place_does() -> None:
    for place in COUNTRY:
        if place.level == "province":
            assert place.parent is None
            continue
        parents = REGISTER.of_id(place.parent or "")
        eves = [p.valid_from for p in parents if p.valid_from > place.valid_from]
        for day in (max(place.valid_from, FIRST_LIST), place.valid_to or TODAY, *eves):
            if place.exists(day):
                assert [p.level for p in parents if p.exists(day)] != [], place


def test_successors_begin_on_the_day_after() -> None:
    for place in COUNTRY:
        assert place.successors == () or place.valid_to is not None
        if place.successors and place.valid_to:
            next_day = place.valid_to + timedelta(days=1)
            began = {p.place_id for p in REGISTER.heirs(place) if p.valid_from == next_day}
            assert began == set(place.successors)


def test_every_commune_of_2024_leads_to_one_of_today() -> None:
    today = {p.place_id for p in COUNTRY if p.level == "commune" and p.exists(TODAY)}
    lost = [
        place.name
        for place in COUNTRY
        if place.level == "commune" and place.exists(BEFORE) and place.valid_to is not None
        if not {p.place_id for p in REGISTER.now(place, TODAY)} & today
    ]
    assert lost == ["Xã Phú An Hòa"]  # Bến Tre: no source says what became of it


def test_most_districts_go_on_as_the_sum_of_their_communes() -> None:
    districts = [p for p in COUNTRY if p.level == "district" and p.exists(date(2025, 6, 30))]
    carried = {p.place_id for p in districts if REGISTER.is_carried(p)}
    assert (len(districts), len(carried)) == (696, 392)
    assert {"vinh-bao", "nhon-trach"} <= carried


def test_a_commune_of_two_districts_is_named_with_the_other_district() -> None:
    district = REGISTER.of_id("an-duong")[-1]
    found = {heir.name: [p.name for p in others] for heir, others in REGISTER.mixed(district)}
    assert found == {
        "Phường An Dương": ["Quận Hồng Bàng"],
        "Phường An Phong": ["Quận Hồng Bàng"],
        "Phường Hồng An": ["Quận Hồng Bàng"],
    }


@pytest.mark.parametrize(
    ("name", "within", "on", "place_id"),
    [
        ("Xã Tân Hưng, huyện Vĩnh Bảo, thành phố Hải Phòng", None, BEFORE, "vinh-bao/tan-hung"),
        ("xã Tân Hưng huyện Vĩnh Bảo TP. Hải Phòng", None, BEFORE, "vinh-bao/tan-hung"),
        ("X. Tân Hưng (H. Vĩnh Bảo)", None, BEFORE, "vinh-bao/tan-hung"),
        ("Xã Tân Hưng - Huyện Vĩnh Bảo - Hải Phòng", None, BEFORE, "vinh-bao/tan-hung"),
        ("Xã Tân Hưng", "hai-phong", BEFORE, "vinh-bao/tan-hung"),
        ("Xã Tân Hưng", None, BEFORE, None),
        # its own commune first, then what it became, then the province
        ("Xã Vĩnh Hải", "vinh-bao", MERGED, "hai-phong/vinh-hai"),
        ("Xã Vĩnh Hải, huyện Vĩnh Bảo", None, MERGED, "hai-phong/vinh-hai"),
        ("Huyện Tiên Lãng", "vinh-bao", BEFORE, "tien-lang"),
        ("Xã Dũng Tiến", "vinh-bao", BEFORE, "vinh-bao/dung-tien"),
        ("Xã Dũng Tiến", "vinh-bao", MERGED, None),  # it ended; the one of Phú Thọ is not meant
        ("Hiệp Hoà", "vinh-bao", date(2025, 6, 1), None),  # nor is the district of Bắc Giang
        ("Xã Cổ Am", "nhon-trach", BEFORE, None),  # of another province, not named with it
        ("Xã Cổ Am, TP Hải Phòng", "nhon-trach", BEFORE, "vinh-bao/co-am"),
        ("Tỉnh Hải Dương", "vinh-bao", BEFORE, "hai-duong"),
        ("Hải Dương", None, BEFORE, "hai-duong"),
        ("Thành phố Hải Dương", None, BEFORE, "hai-duong-hai-duong"),
        ("Huyện Châu Thành", None, BEFORE, None),
        ("Huyện Châu Thành, tỉnh Long An", None, BEFORE, "long-an-chau-thanh"),
        ("Huyện Châu Thành", "long-an", BEFORE, "long-an-chau-thanh"),
        ("Thị xã Kỳ Anh", None, BEFORE, "thi-xa-ky-anh"),
        ("H. Kỳ Anh, T. Hà Tĩnh", None, BEFORE, "huyen-ky-anh"),
        ("Kỳ Anh", None, BEFORE, None),
        ("Phường 05, Q.10, TP.HCM", None, BEFORE, "quan-10/phuong-5"),
        ("TPHCM", None, BEFORE, "ho-chi-minh"),
        ("Tỉnh Bà Rịa-Vũng Tàu", None, BEFORE, "ba-ria-vung-tau"),
        ("Bà Rịa Vũng Tàu", None, BEFORE, "ba-ria-vung-tau"),
        ("Phường Phường Đúc", "thua-thien-hue", BEFORE, "hue-hue/phuong-duc"),
        ("Tỉnh Thừa Thiên - Huế", None, BEFORE, "thua-thien-hue"),
        ("Tỉnh Thừa Thiên Huế", None, MERGED, None),
        ("Thành phố Huế", None, MERGED, "hue"),
    ],
)
def test_a_name_is_one_place_or_none(
    name: str, within: str | None, on: date, place_id: str | None
) -> None:
    assert REGISTER.find(name, within=within, on=on) == place_id


@pytest.mark.parametrize(
    ("name", "within", "on", "sentence"),
    [
        (
            "Huyện Vĩnh Bảo", None, MERGED,
            ("địa bàn 'Huyện Vĩnh Bảo' chỉ có đến ngày 30/06/2025, nay là: Xã Nguyễn Bỉnh Khiêm; Xã Vĩnh Am; Xã Vĩnh Bảo;"
            " Xã Vĩnh Hải; Xã Vĩnh Hòa; Xã Vĩnh Thịnh; Xã Vĩnh Thuận, Thành phố Hải Phòng;"
            " văn bản ban hành ngày 01/12/2025, hãy sửa địa bàn hoặc ngày ban hành"),
        ),
        (
            "Xã An Hòa", "vinh-bao", date(2025, 3, 1),
            ("địa bàn 'Xã An Hòa' chỉ có đến ngày 31/12/2024, nay là: Xã Vĩnh Hòa, Huyện Vĩnh Bảo, Thành phố Hải Phòng;"
            " văn bản ban hành ngày 01/03/2025, hãy sửa địa bàn hoặc ngày ban hành"),
        ),
        (
            "Thành phố Thủy Nguyên", None, BEFORE,
            ("địa bàn 'Thành phố Thủy Nguyên' có từ ngày 01/01/2025, mà văn bản ban hành ngày 01/06/2024;"
            " hãy sửa địa bàn hoặc ngày ban hành"),
        ),
        (
            "Huyện Tam Nông", None, BEFORE,
            ("có 2 địa bàn mang tên 'Huyện Tam Nông': Huyện Tam Nông, Tỉnh Đồng Tháp; Huyện Tam Nông, Tỉnh Phú Thọ;"
            " hãy ghi thêm tên cấp trên"),
        ),
        ("Huyện Không Có", None, BEFORE, None),
    ],
)  # fmt: skip
def test_why_a_name_leads_to_no_place(
    name: str, within: str | None, on: date, sentence: str | None
) -> None:
    why = why_unknown(REGISTER, name, within=within, on=on)
    assert (why and why.in_language("vi")) == sentence


@pytest.mark.parametrize(
    ("name", "of", "on", "found"),
    [
        ("Xã Vĩnh Hải", "vinh-bao", MERGED, "hai-phong/vinh-hai"),
        ("Xã Tân Hưng", "vinh-bao", BEFORE, "vinh-bao/tan-hung"),
        ("Vĩnh Bảo", "vinh-bao", BEFORE, "none"),  # the district or its town
        ("Đoàn Kết", "vinh-bao", BEFORE, "none"),  # of other provinces; it may be a word
        ("Xã Đoàn Kết", "vinh-bao", BEFORE, "none"),
        ("Huyện Tiên Lãng", "vinh-bao", BEFORE, None),
        ("Tỉnh Thái Bình", "vinh-bao", BEFORE, None),
    ],
)
def test_what_a_table_means_by_a_name(name: str, of: str, on: date, found: str | None) -> None:
    territory = REGISTER.territory(name, of=of, on=on)
    assert ("none" if territory is None else territory.place_id) == found


def test_the_own_place_of_a_user_wins_over_that_of_the_country() -> None:
    own = Place("chau-thanh", "", "Huyện Châu Thành", "district", None, OPEN_START)
    assert REGISTER.extended([own]).find("Huyện Châu Thành", on=BEFORE) == "chau-thanh"
    assert Register([own]).find("Huyện Tam Nông") is None


_COMMUNES = [p for p in COUNTRY if p.level == "commune"]
_TWINS: defaultdict[str, list[Place]] = defaultdict(list)
for _place in _COMMUNES:
    _TWINS[REGISTER.full_name(_place)].append(_place)
_WAYS: dict[str, Callable[[str], str]] = {
    "as it is": lambda name: name,
    "in capitals": str.upper,
    "older marks": lambda name: name.replace("òa", "oà").replace("ủy", "uỷ").replace("úy", "uý"),
    "with dashes": lambda name: name.replace(", ", " - "),
    "in brackets": lambda name: name.replace(", ", " (", 1) + ")",
    "shortened": lambda name: name.replace("Huyện ", "H. ").replace("Xã ", "X.").replace(
        "Thành phố ", "TP "
    ),
}  # fmt: skip


@settings(deadline=None)
@given(st.sampled_from(_COMMUNES), st.sampled_from(sorted(_WAYS)))
def test_a_commune_named_with_those_around_it_is_found(place: Place, way: str) -> None:
    name, day = REGISTER.full_name(place), place.valid_to or TODAY
    meant = {p.place_id for p in REGISTER.meant(_WAYS[way](name), on=day)}
    assert meant == {twin.place_id for twin in _TWINS[name] if twin.exists(day)}


@settings(deadline=None)
@given(st.sampled_from(COUNTRY), st.dates(FIRST_LIST, TODAY))
def test_what_is_found_exists_on_the_day(place: Place, day: date) -> None:
    for found in REGISTER.meant(place.name, on=day):
        assert found.exists(day)
        assert bare_name(found.name) == bare_name(place.name)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("TX. Kỳ Anh", [("thị xã", "kỳ anh")]),
        ("T.P Huế", [("thành phố", "huế")]),
        ("xã Hòa Xuân Tây thị xã Đông Hòa", [("xã", "hòa xuân tây"), ("thị xã", "đông hòa")]),
        ("X. Phước Tỉnh, H. Long Điền", [("xã", "phước tỉnh"), ("huyện", "long điền")]),
        ("Xã Tân Xã, Huyện Thạch Thất", [("xã", "tân xã"), ("huyện", "thạch thất")]),
        ("P5, Q1", [("phường", "5"), ("quận", "1")]),
    ],
)
def test_kinds_are_written_out(text: str, names: list[tuple[str, str]]) -> None:
    assert [kind_and_name(name) for name in from_the_smallest_up(text)] == names


def test_nothing_is_read_at_import() -> None:
    code = "import indicators, sys; print('indicators.codebook.country' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "False"
