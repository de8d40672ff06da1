"""Fuzzing, small: figures, tables and texts (`tests.campaigns.fuzz` runs millions)."""

from __future__ import annotations

import pytest

from tests.campaigns.choices import Choices
from tests.campaigns.fuzz import TARGETS, seeded
from tests.campaigns.fuzz_figures import quantity

FEW, MANY = 10_000, 50_000


def test_shares_of_the_targets_are_the_whole() -> None:
    assert sum(target.share for target in TARGETS.values()) == 1000


@pytest.mark.parametrize("count", [FEW, pytest.param(MANY, marks=pytest.mark.slow)])
@pytest.mark.parametrize("name", TARGETS)
def test_random_input_keeps_every_property(name: str, count: int) -> None:
    seeded(name, count * TARGETS[name].share // 1000)


def test_a_parser_that_loses_a_digit_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The properties can fail: the parser is given a text with a digit less."""
    import tests.campaigns.fuzz_figures as figures
    from indicators.language.quantity import parse_quantity as whole

    monkeypatch.setattr(
        figures, "parse_quantity", lambda text, base=None: whole(text.replace("4", ""), base=base)
    )
    monkeypatch.setattr(figures, "figure_text", lambda _: "tăng 14 hộ")
    with pytest.raises(AssertionError, match="lost"):
        quantity(Choices(b""))
