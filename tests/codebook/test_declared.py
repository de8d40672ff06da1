"""Slips in a user's TOML end in one sentence with the file, the key and what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from indicators.building.corrections import apply_corrections
from indicators.codebook import load_codebook
from indicators.codebook.places import load_register
from indicators.messages.errors import CodebookError

if TYPE_CHECKING:
    from pathlib import Path

INDICATOR = """[[indicator]]
id = "zz"
vi = "Chỉ tiêu thử"
en = "Trial"
unit = "%"
better = "higher"
definition = "d"
"""
PLACE = """[[place]]
place_id = "aa"
name = "Huyện A"
level = "district"
parent = "hai-phong"
"""


@pytest.mark.parametrize(
    ("text", "key", "found"),
    [
        ('[indicator]\nid = "x"\n', "indicator", "table"),
        ('indicator = "x"\n', "indicator", "string"),
        (INDICATOR.replace('"Chỉ tiêu thử"', "3"), "indicator[0].vi", "integer"),
        (INDICATOR + 'aliases = [["x"]]\n', "indicator[0].aliases[0]", "array"),
        (
            INDICATOR + 'aliases = [{ label = "x", under = [3] }]\n',
            "indicator[0].aliases[0].under[0]",
            "integer",
        ),
        ("ignored_heads = [3]\n", "ignored_heads[0]", "integer"),
        ("place = 1.5\n", "place", "float"),
        (PLACE + "valid_from = 2024-01-01T00:00:00Z\n", "place[0].valid_from", "datetime"),
        (PLACE + 'valid_to = "2024-01-01"\n', "place[0].valid_to", "string"),
    ],
)
def test_a_key_of_another_type_is_one_sentence(
    tmp_path: Path, text: str, key: str, found: str
) -> None:
    path = tmp_path / "a.toml"
    path.write_text(text, "utf-8")
    for load in (load_codebook, load_register):
        with pytest.raises(CodebookError) as told:
            load([path])
        sentence = str(told.value)
        assert f"a.toml: {key} " in sentence
        assert found in sentence
        assert "\n" not in sentence


@pytest.mark.parametrize("place_id", ["../../etc", "/etc", "a//b", "a/..", "a\\\\b", "a b"])
def test_a_place_id_leads_nowhere_else(tmp_path: Path, place_id: str) -> None:
    path = tmp_path / "a.toml"
    path.write_text(PLACE.replace('"aa"', f'"{place_id}"'), "utf-8")
    with pytest.raises(CodebookError, match=r"place\[0\]\.place_id"):
        load_register([path])


def test_places_and_indicators_are_not_inside_themselves(tmp_path: Path) -> None:
    path = tmp_path / "a.toml"
    path.write_text(
        PLACE.replace("hai-phong", "bb") + PLACE.replace('"aa"', '"bb"').replace("hai-phong", "aa"),
        "utf-8",
    )
    with pytest.raises(CodebookError, match="aa < bb < aa"):
        load_register([path])
    path.write_text(INDICATOR + 'parent = "zz"\n', "utf-8")
    with pytest.raises(CodebookError, match="zz < zz"):
        load_codebook([path])


@pytest.mark.parametrize("text", ["fault = 3\n", "[fault]\na = 'b'\n", "[[fault]]\nexpect = 3\n"])
def test_corrections_of_another_type_are_one_sentence(tmp_path: Path, text: str) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "corrections.toml").write_text(text, "utf-8")
    with pytest.raises(CodebookError, match=r"corrections\.toml: fault"):
        apply_corrections(tmp_path, lambda _: None)
