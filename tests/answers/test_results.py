"""Results of the analyses: shown in two languages, cited, told in words, asked with wrong names."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

import indicators
from indicators.messages.errors import QueryError
from indicators.model.display import interval_text, rounded_text, unit_text
from tests.figures import figure, indicator, make_store, target

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from indicators.answers.store import Store

ANALYSES: list[Callable[[Store], Any]] = [
    lambda s: s.target_vs_actual(place="vinh-bao", year=2023),
    lambda s: s.growth(place="vinh-bao", year=2023),
    lambda s: s.structure(place="vinh-bao"),
    lambda s: s.compare(["vinh-bao", "nhon-trach"], year=2024),
]


@pytest.mark.parametrize("ask", ANALYSES)
def test_every_analysis_shows_itself_and_its_sources(ask: Any, store: Store) -> None:
    result = ask(store)
    assert result.to_pandas().shape == result.to_polars().shape
    assert result.to_arrow().num_rows == len(result)
    html = result._repr_html_()
    assert html.count("<tr>") == min(len(result), 40) + 1
    assert "Huyện Vĩnh Bảo" in html
    known = {row["document_id"] for row in store.documents()}
    cited = {row["document_id"] for row in result.sources()}
    assert cited
    assert cited <= known
    assert result.citation().startswith("Ban ")


def test_tables_speak_both_languages(built: Path) -> None:
    with indicators.open(built, lang="en") as english:
        heads, rows = english.target_vs_actual(
            place="vinh-bao", year=2023, indicator="investment_total", target_by="district"
        ).table()
    (row,) = rows
    cells = dict(zip(heads, row, strict=True))
    assert cells["Target"] == "5,700–5,900"
    assert cells["Result"] == "6,150"
    assert cells["Verdict"] == "Exceeded"
    assert cells["Gap"] == "+250 (+4.2 %)"
    assert cells["Unit"] == "billion VND"
    assert cells["Set by"] == "district"


def test_tables_in_vietnamese(store: Store) -> None:
    result = store.target_vs_actual(
        place="vinh-bao", year=2023, indicator="gross_output_construction", target_by="district"
    )
    heads, (row,) = result.table()
    cells = dict(zip(heads, row, strict=True))
    assert cells["Mục tiêu"] == "trên 20"
    assert cells["Kết quả"] == "20,0"
    assert cells["Đánh giá"] == "Chưa xác định (các số liệu mâu thuẫn)"
    assert cells["Chênh lệch"] == "0…+20,17"
    assert cells["Văn bản tự đánh giá"] == "Đạt"
    assert cells["Ghi chú"] == "Kết quả: các số khác nhau: 20 – 40,17"


def test_language_can_be_chosen_for_one_answer(store: Store) -> None:
    result = store.target_vs_actual(
        place="vinh-bao", year=2023, indicator="investment_total", target_by="district"
    )
    assert result.table(lang="en")[1][0][5] == "5,700–5,900"
    assert "5.700–5.900" in result.to_html()
    assert "5,700–5,900" in result.to_html(lang="en")
    assert result.summary(lang="en")[0] == "The place's own targets (indicators: 1): 1 exceeded."
    assert result.citation(lang="en").endswith("Report 499-BC/HU, 2023-12-19")


def test_summary_of_the_year(store: Store) -> None:
    told = "\n".join(
        store.target_vs_actual(
            place="vinh-bao", year=2023, target_by=["district", "city"]
        ).summary()
    )
    assert (
        "Mục tiêu của chính địa bàn (44 chỉ tiêu): 6 vượt, 29 đạt, 3 không đạt, 6 chưa xác định."
        in told
    )
    assert "Mục tiêu do thành phố giao (1 chỉ tiêu): 1 vượt." in told
    assert "Kết nạp mới đảng viên (280 → 258 đảng viên)" in told
    assert "văn bản nêu 116,4 %, tính từ mục tiêu và kết quả được 104,2…107,9 %" in told
    assert "Giá trị sản xuất xây dựng (tăng so với cùng kỳ, giá so sánh): 20 – 40,17 %" in told


def test_summary_without_rows(store: Store) -> None:
    empty = store.growth(year=2019)
    assert empty.summary() == [empty.note]
    assert "2023, 2024" in empty.note


def test_a_summary_of_observations_says_what_it_holds(store: Store) -> None:
    """A summary of 366 observations said: "There are no figures"."""
    rows = store.observations(place="vinh-bao", indicator="poverty_rate", year=2023)
    counts = {"target": 0, "estimate": 0, "actual": 0} | Counter(r["scenario"] for r in rows)
    (told,) = rows.summary(lang="en")
    assert told.startswith(f"{len(rows)} figures (")
    assert f"{counts['actual']} actual" in told
    assert told.endswith("places: Huyện Vĩnh Bảo; years: 2023.")


def test_figures_that_contradict_each_other_are_all_cited(store: Store) -> None:
    """17,64 % of 07-NQ/HU was drawn and told, but only 499-BC/HU was named as source."""
    result = store.growth(place="vinh-bao", year=2023, indicator="gross_output_trade_services")
    assert {row["document_id"] for row in result.sources()} == {
        "vinh-bao/499-BC-HU",
        "vinh-bao/07-NQ-HU",
    }
    assert "07-NQ/HU" in result.citation()
    assert any("07-NQ/HU" in text.get_text() for text in result.plot().texts)
    places = {cell for row in result.sources() for cell in row["locators"]}
    assert {"Phụ lục!E11", "Kinh tế!I9", "Kết quả 2023!G8"} <= places


def test_a_citation_is_ready_to_paste(store: Store) -> None:
    assert store.structure(place="vinh-bao", year=2023).citation() == (
        "Ban Thường vụ Huyện ủy Vĩnh Bảo, Báo cáo 499-BC/HU, ngày 19/12/2023"
    )


@pytest.mark.parametrize(
    ("ask", "sentence"),
    [
        (lambda s: s.target_vs_actual(place="vinh-boa"), "there is no place 'vinh-boa' in the store; nearest: vinh-bao"),
        (lambda s: s.growth(indicator="gross_ouput"), "there is no indicator 'gross_ouput' in the store; nearest: gross_output"),
        (lambda s: s.growth(theme="economics"), "there is no theme 'economics' in the store; nearest: economy"),
        (lambda s: s.growth(sector="trade_service"), "there is no sector 'trade_service' in the store; nearest: trade_services"),
        (lambda s: s.structure(group="sector"), "there is no group 'sector' in the store; nearest: sectors"),
        (lambda s: s.target_vs_actual(verdict="failed"), "there is no verdict 'failed' in the store; nearest:"),
        (lambda s: s.target_vs_actual(target_by="cty"), "there is no target_by 'cty' in the store; nearest: city"),
        (lambda s: s.growth(year="năm nay"), "year takes whole numbers such as 2023; found 'năm nay'."),
        (lambda s: s.compare(["vinh-bao", "nhon-trac"]), "there is no place 'nhon-trac' in the store; nearest: nhon-trach"),
    ],
)  # fmt: skip
def test_a_wrong_name_is_answered_with_the_nearest(ask: Any, sentence: str, store: Store) -> None:
    with pytest.raises(QueryError, match=f"^{re.escape(sentence)}"):
        ask(store)


def test_the_nearest_names_are_always_in_the_same_order(store: Store) -> None:
    """DISTINCT answers in any order; equally near names came in another one at the next run."""
    for _ in range(10):
        with pytest.raises(
            QueryError, match=r"nearest: vinh-bao, vinh-bao/dong-minh, vinh-bao/hung-nhan\.$"
        ):
            store.growth(place="vinh-boa")


def test_a_year_without_figures_says_which_there_are(store: Store) -> None:
    result = store.growth(place="vinh-bao", year=2019)
    assert len(result) == 0
    assert result.note == "Không có số liệu năm 2019; có các năm 2023, 2024."
    assert "có các năm 2023, 2024" in result._repr_html_()
    assert "2023, 2024" in repr(result)


def test_filters_that_exclude_each_other_say_so(store: Store) -> None:
    result = store.growth(place="nhon-trach", theme="agriculture")
    assert result.note.startswith("Không có số liệu nào với ")
    assert "vinh-bao" in result.note


def test_filters_take_one_or_many(store: Store) -> None:
    both = store.target_vs_actual(
        place=["vinh-bao", "nhon-trach"], year=[2023, 2024], theme=["health"]
    )
    one = [
        len(store.target_vs_actual(place=p, year=[2023, 2024], theme="health"))
        for p in ("vinh-bao", "nhon-trach")
    ]
    assert len(both) == sum(one)


def test_labels_are_escaped_in_html(tmp_path: Path) -> None:
    known = [indicator("rate") | {"name_vi": "<script>alert(1)</script>"}]
    html = make_store(tmp_path, [target("1"), figure("2")], known).target_vs_actual()._repr_html_()
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


@pytest.mark.parametrize(
    ("low", "high", "vi"),
    [
        (104.22, 107.913, "104,2…107,9"),
        (1.0, 1.0, "1,00"),
        (-2.105, -0.995, "−2,1…−1,0"),
        (float("-inf"), 3.5, "không quá 3,50"),
        (3.5, float("inf"), "từ 3,50 trở lên"),
        (18275.926, 18277.521, "18275,9…18277,5"),
    ],
)
def test_intervals_show_the_decimals_their_width_makes_sense_of(
    low: float, high: float, vi: str
) -> None:
    assert interval_text(low, high, "vi").replace(".", "") == vi


def test_rounded_numbers_have_no_minus_in_front_of_zero() -> None:
    assert rounded_text(-0.001, 2, "vi", signed=True) == "+0,00"
    assert rounded_text(-1234.5, 1, "en", signed=True) == "−1,234.5"


def test_units_have_english_names() -> None:
    assert unit_text("tỷ đồng", "en") == "billion VND"
    assert unit_text("tỷ đồng", "vi") == "tỷ đồng"
    assert unit_text("something else", "en") == "something else"
    assert unit_text(None, "en") == ""
