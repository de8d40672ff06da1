"""Places as people ask for them: by name, with their history, and those of a store."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

import indicators as ind

if TYPE_CHECKING:
    from indicators import Store


def test_a_name_shows_all_its_territories_the_highest_first() -> None:
    found = ind.places("vĩnh bảo").to_polars()
    assert found["place_id"].to_list() == [
        "vinh-bao", "hai-phong/vinh-bao", "rach-gia/vinh-bao", "vinh-bao/vinh-bao",
    ]  # fmt: skip
    assert found["carried"].to_list() == [True, None, False, False]


def test_names_are_found_without_diacritics_and_by_id() -> None:
    names = ind.places("vinh bao").to_polars()["place_id"].to_list()
    assert names == ind.places("Vĩnh Bảo").to_polars()["place_id"].to_list()
    assert ind.places("hai-phong").to_polars()["valid_to"].to_list() == [date(2025, 6, 30), None]


def test_only_those_of_a_day() -> None:
    found = ind.places("Vĩnh Bảo", on=date(2026, 1, 1)).to_polars()
    assert found.select("place_id", "around").rows() == [
        ("hai-phong/vinh-bao", "Thành phố Hải Phòng")
    ]


def test_an_unknown_name_has_the_nearest_in_its_note() -> None:
    result = ind.places("Huyện Vĩnh Bọ", lang="en")
    assert len(result) == 0
    assert result.note.startswith("No place has this name; nearest: Huyện Vĩnh Bảo; ")


def test_population_and_area_are_named_as_registered() -> None:
    (row,) = ind.places("Xã Vĩnh Bảo, Hải Phòng").to_polars().to_dicts()
    assert (row["registered_population"], row["registered_area_km2"]) == (45_332, 30.6)
    assert ind.places("Huyện Vĩnh Bảo").to_polars()["registered_population"].to_list() == [None]


def test_a_district_that_became_communes_of_its_own() -> None:
    changes = ind.place_history("vinh-bao").to_polars()
    assert changes["successor"].to_list() == [
        "Xã Nguyễn Bỉnh Khiêm", "Xã Vĩnh Am", "Xã Vĩnh Bảo", "Xã Vĩnh Hải", "Xã Vĩnh Hòa",
        "Xã Vĩnh Thịnh", "Xã Vĩnh Thuận",
    ]  # fmt: skip
    assert set(changes["carried"]) == {True}
    assert set(changes["changed_on"]) == {date(2025, 7, 1)}


def test_a_district_whose_communes_are_of_two_says_whose_else() -> None:
    changes = ind.place_history("an-duong", lang="en").to_polars()
    reasons = dict(changes.filter(changed_on=date(2025, 7, 1)).select("successor", "reason").rows())
    assert reasons == {
        "Phường An Dương": "'Phường An Dương' is also made of parts of Quận Hồng Bàng",
        "Phường An Hải": None,
        "Phường An Phong": "'Phường An Phong' is also made of parts of Quận Hồng Bàng",
        "Phường Hồng An": "'Phường Hồng An' is also made of parts of Quận Hồng Bàng",
    }


def test_what_a_commune_came_from() -> None:
    changes = ind.place_history("hai-phong/vinh-hai").to_polars()
    assert changes["predecessor_id"].to_list() == ["vinh-bao/tien-phong", "vinh-bao/vinh-hai"]


def test_a_name_of_several_places_is_asked_for() -> None:
    with pytest.raises(ind.IndicatorsError, match="Huyện Tam Nông, Tỉnh Phú Thọ"):
        ind.place_history("Huyện Tam Nông")


def test_places_of_the_store_are_those_with_figures(store: Store) -> None:
    rows = store.places().to_polars()
    assert rows["figures"].sum() == len(store.observations().to_polars())
    assert rows.filter(place_level="district")["place_id"].to_list() == ["nhon-trach", "vinh-bao"]
