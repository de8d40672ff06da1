"""What summaries tell is in the rows: every figure, every count, every verdict."""

from __future__ import annotations

import random
import re
from collections import Counter
from decimal import Decimal
from math import isfinite
from typing import TYPE_CHECKING, Any

import pytest

from tests.figures import figure, indicator, make_store, target, year

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from indicators.answers.results import Result
    from indicators.answers.store import Store
    from indicators.model.display import Language

NUMBER = re.compile(r"(?<![\w.,/-])[−-]?\d+(?:[.,]\d+)*(?!\w)")
ASKED: list[Callable[[Store], Result]] = [
    lambda s: s.target_vs_actual(place="vinh-bao", year=2023),
    lambda s: s.target_vs_actual(),
    lambda s: s.growth(),
    lambda s: s.structure(),
    lambda s: s.compare(["vinh-bao", "nhon-trach"]),
]


def numbers_in(sentence: str, lang: Language) -> list[Decimal]:
    text = sentence.replace("−", "-")
    text = text.translate(str.maketrans(".,", ",.")) if lang == "vi" else text
    return [Decimal(found.replace(",", "")) for found in NUMBER.findall(text)]


def without_names(sentence: str, rows: Iterable[dict[str, Any]], lang: Language) -> str:
    """Names have digits of their own: `grades 1-3`, `to 2020`."""
    names = {str(row[name]) for row in rows for name in (f"name_{lang}", f"parent_{lang}", "place", "reported_status") if row.get(name)}  # fmt: skip
    for name in sorted(names, key=len, reverse=True):
        sentence = sentence.replace(name, "")
    return sentence


def untold(result: Result, lang: Language) -> list[str]:
    """Numbers of the summary that no row has, to the decimals that are printed."""
    rows = [dict(row) for row in result]
    there = {Decimal(n) for n in range(len(rows) + 1)} | {Decimal(100)}
    for row in rows:
        there |= {Decimal(str(float(value))) for value in row.values() if isinstance(value, int | float) and isfinite(value)}  # fmt: skip
        there |= {Decimal(row[name].month) for name in ("period_start", "period_end")}
    found = []
    for sentence in result.summary(lang=lang):
        for number in numbers_in(without_names(sentence, rows, lang), lang):
            half = Decimal(5).scaleb(int(number.as_tuple().exponent) - 1) + Decimal("1e-9")
            if not any(abs(number - value) <= half for value in there):
                found.append(f"{number}: {sentence[:200]}")
    return found


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("ask", ASKED)
def test_every_figure_in_a_summary_is_that_of_a_row(ask: Any, lang: Language, store: Store) -> None:
    assert untold(ask(store), lang) == []


def some(chance: random.Random) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Targets of two owners, percents of plans and results that contradict each other."""
    figures, known = [], []
    for number in range(40):
        name = f"rate_{'abcdefghijklmnopqrstuvwxyz'[number % 26]}{'x' * (number // 26)}"
        known.append(indicator(name, better=chance.choice(["higher", "lower", "none"])))
        more: dict[str, Any] = {"indicator_id": name, **year(chance.choice([2022, 2023]))}
        low = chance.randint(1, 90)
        goal = chance.choice([f"{low}", f"{low}..{low + 3}", f">={low}", f"<{low}"])
        owners = chance.sample(["district", "city"], chance.randint(1, 2))
        figures += [target(goal, target_by=owner, **more) for owner in owners]
        figures += [
            figure(f"{low + chance.randint(-30, 40) / 10:.1f}", **more)
            for _ in range(chance.randint(0, 2))
        ]
        if chance.random() < 0.4:
            percent = f"{chance.randint(80, 130)}"
            figures.append(figure(percent, measure="attainment", target_by="plan", **more))
    return figures, known


@pytest.mark.parametrize("seed", range(3))
def test_summaries_of_any_figures_count_and_name_what_the_rows_say(
    seed: int, tmp_path: Path
) -> None:
    figures, known = some(random.Random(seed))
    result = make_store(tmp_path, figures, known).target_vs_actual()
    for lang in ("vi", "en"):
        assert untold(result, lang) == []
    printed = [
        row for row in result if row["origin"] == "printed" and row["target_by"] == "district"
    ]
    worst = ("missed", "undetermined", "met", "exceeded")
    by_indicator: dict[Any, list[str]] = {}
    for row in printed:
        by_indicator.setdefault((row["indicator_id"], row["year"]), []).append(row["verdict"])
    counted = Counter(min(found, key=worst.index) for found in by_indicator.values())
    first = result.summary(lang="en")[0]
    assert first.startswith("The place's own targets (indicators: ")
    assert {
        v: int(n) for n, v in re.findall(r"(\d+) (exceeded|met|missed|undetermined)", first)
    } == counted
    for row in result:
        if row["verdict"] in ("met", "missed", "exceeded"):
            ends = [row["result_lowest"], row["result_highest"]]
            assert (
                row["gap"] is None
                or row["gap"] == 0
                or (row["gap"] > 0) == (row["verdict"] != "missed")
            )
            assert row["result_disputed"] is False or ends[0] < ends[1]


def test_what_grew_fastest_is_ranked_among_parts_of_one_whole(tmp_path: Path) -> None:
    """Budget revenue was called the fastest of all sectors, and a contradicted figure was left out."""
    grown = {"measure": "growth", "price_basis": "constant"}
    known = [indicator(name, parent=whole) for name, whole in
             (("all", None), ("farms", "all"), ("works", "all"), ("shops", "all"), ("tax", None))]  # fmt: skip
    figures = [
        figure(text, indicator_id=name, **grown)
        for name, text in (("farms", "3.2"), ("works", "18.75"), ("shops", "14"), ("shops", "17.64"), ("tax", "40"))
    ]  # fmt: skip
    told = make_store(tmp_path, figures, known).growth().summary(lang="en")
    assert told[0].endswith(
        "parts of Indicator all (constant prices): fastest Indicator works 18.75 %, slowest Indicator farms 3.2 %; "
        "not ranked, as figures contradict each other: Indicator shops 14 – 17.64 %."
    )


def test_places_with_different_definitions_have_their_own_names(store: Store) -> None:
    """Vĩnh Bảo's trained labour was told under the name that Nhơn Trạch gives it."""
    told = store.compare(["vinh-bao", "nhon-trach"], year=2024).summary(lang="en")
    assert (
        "2024, target (similar): Huyện Nhơn Trạch 68.5 % (Vocationally trained labour); "
        "Huyện Vĩnh Bảo at least 87.5 % (Percentage of trained workers)."
    ) in told


def test_a_small_gap_is_seen(tmp_path: Path) -> None:
    """-0,04 stood beside +0,0 %."""
    result = make_store(tmp_path, [target("100"), figure("99.96")]).target_vs_actual()
    headers, (cells,) = result.table(lang="vi")
    assert dict(zip(headers, cells, strict=True))["Chênh lệch"] == "−0,04 (−0,04 %)"
