"""Relations and limits of the codebook: what the audit computes from what."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from indicators.codebook import Codebook, Relation, load_codebook
from indicators.language.units import find_unit
from indicators.messages.errors import CodebookError
from indicators.store import frames

if TYPE_CHECKING:
    from pathlib import Path

CODEBOOK = load_codebook()
GOOD = """
[[relation]]
kind = "sum"
result = "rice_output"
terms = ["rice_output_spring", "rice_output_main"]
"""
LOTUS = """
[[indicator]]
id = "lotus"
vi = "Sản lượng sen"
en = "Lotus"
unit = "tấn"
better = "higher"
definition = "d"
"""


def overlay(tmp_path: Path, text: str) -> Codebook:
    path = tmp_path / "own.toml"
    path.write_text(text, "utf-8")
    return load_codebook([path])


def test_relations_of_the_package_name_each_indicator_once() -> None:
    assert CODEBOOK.relations
    for relation in CODEBOOK.relations:
        names = [relation.result, *relation.terms]
        assert len(set(names)) == len(names)
        assert set(names) <= set(CODEBOOK.indicators)


def test_sums_of_the_package_are_in_the_unit_of_their_parts() -> None:
    def factor(ident: str) -> float:
        return float(find_unit(CODEBOOK.indicators[ident].unit)[0].factor)

    def dimension(ident: str) -> str:
        return find_unit(CODEBOOK.indicators[ident].unit)[0].dimension

    for relation in CODEBOOK.relations:
        if relation.kind in ("sum", "mean"):
            for term in relation.terms:
                assert dimension(term) == dimension(relation.result)
                assert factor(term) == pytest.approx(relation.factor * factor(relation.result))


def test_rates_of_the_package_are_percentages() -> None:
    rates = [relation for relation in CODEBOOK.relations if relation.kind == "rate"]
    assert rates
    assert {CODEBOOK.indicators[relation.result].unit for relation in rates} == {"%"}


def test_a_relation_of_the_user_comes_after_those_of_the_package(tmp_path: Path) -> None:
    own = GOOD.replace('result = "rice_output"', 'result = "lotus"\nfactor = 0.1')
    book = overlay(tmp_path, LOTUS + own)
    assert book.relations[:-1] == CODEBOOK.relations
    terms = ("rice_output_spring", "rice_output_main")
    assert book.relations[-1] == Relation("sum", "lotus", terms, 0.1)


def test_the_factor_is_one_where_it_is_left_out(tmp_path: Path) -> None:
    assert overlay(tmp_path, GOOD).relations[-1].factor == 1.0


THREE = 'terms = ["rice_area", "rice_output_spring", "rice_output_main"]'
TWO = 'terms = ["rice_output_spring", "rice_output_main"]'
KIND, RESULT = 'kind = "sum"', 'result = "rice_output"'


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (['kind = "ratio"', RESULT, TWO], "relation of rice_output has kind = 'ratio'; use one of sum, product, mean, rate, count_of_met"),
        ([KIND, RESULT, 'terms = ["rice_area"]'], "has 1 terms; a sum takes 2 to 99"),
        (['kind = "product"', RESULT, "terms = []"], "has 0 terms; a product takes 2 to 99"),
        (['kind = "mean"', RESULT, 'terms = ["rice_area"]'], "has 1 terms; a mean takes 2 to 99"),
        (['kind = "rate"', RESULT, THREE], "has 3 terms; a rate takes 1 to 2"),
        (['kind = "count_of_met"', RESULT, TWO], "has 2 terms; a count_of_met takes 0 to 0"),
        ([KIND, RESULT, TWO.replace("_main", "_winter")], "names 'rice_output_winter', which the codebook does not know"),
        ([KIND, 'result = "tea"', TWO], "relation of tea names 'tea', which the codebook does not know"),
        ([RESULT, TWO], "has result, terms; it takes kind, result, terms and"),
        ([KIND, TWO], r"relation of \? has kind, terms; it takes"),
        ([KIND, RESULT, TWO, "weight = 2"], "has kind, result, terms, weight; it takes"),
        ([KIND, RESULT, TWO, 'factor = "ten"'], "and factor = ten; result is an id, terms a list of ids, factor a number above 0"),
        ([KIND, RESULT, TWO, "factor = 0"], "and factor = 0; result is an id, terms a list of ids, factor a number above 0"),
        ([KIND, RESULT, "terms = 5"], "has terms = 5 and factor = 1; result is an id, terms a list of ids"),
        ([KIND, RESULT, 'terms = "rice_area"'], "has terms = rice_area and factor = 1; result is an id, terms a list of ids"),
        ([KIND, RESULT, 'terms = ["rice_area", "rice_area"]'], "relation of rice_output names an indicator twice; each stands once"),
        ([KIND, RESULT, 'terms = ["rice_area", "rice_output"]'], "relation of rice_output names an indicator twice; each stands once"),
    ],
)  # fmt: skip
def test_a_wrong_relation_is_one_sentence(lines: list[str], says: str, tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match=says) as error:
        overlay(tmp_path, "\n".join(["[[relation]]", *lines]))
    assert str(error.value).startswith("own.toml: ")
    assert len(str(error.value).splitlines()) == 1


@pytest.mark.parametrize(
    ("unit", "given", "limits"),
    [
        ("tấn", "", (0.0, None)),
        ("%", "", (0.0, 100.0)),
        ("điểm %", "", (None, None)),
        ("%", "range = [-100, 100]", (-100.0, 100.0)),
        ("tấn", "range = [0.5, 20]", (0.5, 20.0)),
    ],
)
def test_limits(
    unit: str, given: str, limits: tuple[float | None, float | None], tmp_path: Path
) -> None:
    book = overlay(tmp_path, LOTUS.replace('"tấn"', f'"{unit}"') + given)
    assert book.indicators["lotus"].range == limits


@pytest.mark.parametrize(
    "given", ["[100, 0]", "[5, 5]", "[0]", "[0, 50, 100]", "5", '"0-100"', '["0", "100"]', "[]"]
)
def test_wrong_limits_are_one_sentence(given: str, tmp_path: Path) -> None:
    with pytest.raises(CodebookError, match=r"lotus has range = .*write the lowest and") as error:
        overlay(tmp_path, f"{LOTUS}range = {given}\n")
    assert len(str(error.value).splitlines()) == 1


def test_a_row_of_the_store_is_a_term() -> None:
    relations = (Relation("sum", "whole", ("a", "b"), 0.1), Relation("count_of_met", "met", ()))
    rows = frames.relations(Codebook({}, relations)).rows()
    assert [row[1:] for row in rows] == [
        ("sum", "whole", 0.1, 2, 1, "a"),
        ("sum", "whole", 0.1, 2, 2, "b"),
        ("count_of_met", "met", 1.0, 0, None, None),
    ]
    assert len({row[0] for row in rows}) == 2
