"""Charts: compared as images, readable without colour, without overlapping words."""

from __future__ import annotations

import tomllib
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Any

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg, RendererAgg
from matplotlib.colors import to_rgb
from matplotlib.text import Text

from indicators.answers.charts.style import Chart, apart, colours
from indicators.messages.errors import ChartError
from tests.conftest import PROJECT
from tests.figures import figure, indicator, make_store, target, year

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from matplotlib.figure import Figure

    from indicators.answers.store import Store

# Pictures are compared with those of tests/answers/baseline; new ones are made by
# `python -m pytest tests/answers/test_charts.py --mpl-generate-path=tests/answers/baseline`, and looked at.
image = pytest.mark.mpl_image_compare(
    baseline_dir="baseline",
    style="default",
    tolerance=4,
    savefig_kwargs={"dpi": 60, "metadata": {"Software": None}},
)


@image
def test_targets_of_the_economy(store: Store) -> Figure:
    return store.target_vs_actual(
        place="vinh-bao", year=2023, theme="economy", target_by=["district", "city"]
    ).plot()


@image
def test_targets_in_english(store: Store) -> Figure:
    return store.target_vs_actual(place="vinh-bao", year=2023, theme="rural").plot(lang="en")


@image
def test_progress_of_2024(store: Store) -> Figure:
    return store.target_vs_actual(
        place="vinh-bao", year=2024, indicator=["gross_output", "budget_revenue_total"]
    ).plot()


@image
def test_figures_that_findings_touch(store: Store) -> Figure:
    return store.quality().plot()


@image
def test_growth_by_sector(store: Store) -> Figure:
    return store.growth(place="vinh-bao").plot()


@image
def test_structure_of_the_sectors(store: Store) -> Figure:
    return store.structure(place="vinh-bao", group=["sectors", "agriculture_internal"]).plot()


@image
def test_districts_side_by_side(store: Store) -> Figure:
    return store.compare(["vinh-bao", "nhon-trach"], year=2024).plot()


@image
def test_growth_computed_from_levels(tmp_path: Path) -> Figure:
    rows = [
        figure(text, unit="tỷ đồng", **year(2020 + n))
        for n, text in enumerate(("100", "108", "104", "121"))
    ]
    rows += [figure("16.4", measure="growth", **year(2023))]
    return make_store(tmp_path, rows, [indicator("rate", unit="tỷ đồng")]).growth().plot()


def drawn(chart: Chart) -> RendererAgg:
    canvas: Any = FigureCanvasAgg(chart)
    canvas.draw()
    return canvas.get_renderer()  # type: ignore[no-any-return]


def shown(chart: Chart) -> list[Text]:
    found: Any = chart.findobj(Text)
    return [text for text in found if text.get_visible() and text.get_text().strip()]


def overlapping(chart: Chart) -> list[tuple[str, str]]:
    """Pairs of texts whose boxes share more than a sliver."""
    renderer = drawn(chart)
    boxes = []
    for text in shown(chart):
        box = text.get_window_extent(renderer)
        if box.width > 1 and box.height > 1:
            boxes.append((text.get_text(), box))
    found = []
    for (one, a), (other, b) in combinations(boxes, 2):
        wide = min(a.x1, b.x1) - max(a.x0, b.x0)
        tall = min(a.y1, b.y1) - max(a.y0, b.y0)
        if wide > 3 and tall > 3:
            found.append((one, other))
    return found


def beyond(chart: Chart) -> list[str]:
    """Texts that leave the picture."""
    renderer = drawn(chart)
    width, height = chart.canvas.get_width_height()
    return [
        text.get_text()
        for text in shown(chart)
        if (box := text.get_window_extent(renderer)).width > 1
        and (box.x0 < -1 or box.y0 < -1 or box.x1 > width + 1 or box.y1 > height + 1)
    ]


REAL: list[Callable[[Store], Any]] = [
    lambda s: s.target_vs_actual(place="vinh-bao", year=2023, target_by=["district", "city"]),
    lambda s: s.target_vs_actual(place="vinh-bao", year=2023, theme="economy"),
    lambda s: s.target_vs_actual(place="nhon-trach", year=2024),
    lambda s: s.growth(place="vinh-bao"),
    lambda s: s.structure(place="vinh-bao"),
    lambda s: s.compare(["vinh-bao", "nhon-trach"], year=2024),
]


@pytest.mark.parametrize("ask", REAL)
@pytest.mark.parametrize("lang", ["vi", pytest.param("en", marks=pytest.mark.slow)])
def test_words_neither_overlap_nor_leave_the_picture(ask: Any, lang: Any, store: Store) -> None:
    chart = ask(store).plot(lang=lang)
    assert overlapping(chart) == []
    assert beyond(chart) == []


@pytest.mark.parametrize("rows", [5, pytest.param(40, marks=pytest.mark.slow)])
def test_words_do_not_overlap_with_few_or_many_rows(rows: int, tmp_path: Path) -> None:
    name = "Tỷ lệ một chỉ tiêu có tên rất dài để thử xem các dòng chữ có chồng lên nhau hay không"
    known = [indicator(f"rate_{n:02}") | {"name_vi": f"{name} {n}"} for n in range(rows)]
    figures = []
    for n in range(rows):
        figures += [
            target(f"{10 + n}..{12 + n}", indicator_id=f"rate_{n:02}"),
            figure(f"{9 + 1.07 * n:.2f}", indicator_id=f"rate_{n:02}"),
        ]
        figures += [figure(f"{11 + n}", indicator_id=f"rate_{n:02}", place_id="there")]
    store = make_store(tmp_path, figures, known)
    for chart in (
        store.target_vs_actual(place="here").plot(),
        store.compare(["here", "there"]).plot(),
    ):
        assert overlapping(chart) == []
        assert beyond(chart) == []


def luminance(colour: str) -> float:
    parts = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in to_rgb(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def test_every_colour_has_a_contrast_of_three_to_one_on_white() -> None:
    table = tomllib.loads(
        (PROJECT / "src/indicators/answers/charts/colours.toml").read_text("utf-8")
    )
    every = [*table["other"]["colours"]]
    for kind in ("verdict", "sector", "place"):
        every += table[kind].values()
    every += [table["part"][part] for part in ("target", "result", "computed", "text", "quiet")]
    low = {
        c: round(1.05 / (luminance(c) + 0.05), 2) for c in every if 1.05 / (luminance(c) + 0.05) < 3
    }
    assert low == {}


def test_verdicts_differ_by_shape_and_word() -> None:
    table = tomllib.loads(
        (PROJECT / "src/indicators/answers/charts/colours.toml").read_text("utf-8")
    )
    assert len(set(table["marker"].values())) == len(set(table["sign"].values())) == 4


def test_places_keep_their_colour_and_never_share_one() -> None:
    many = colours("place", ["vinh-bao", "nhon-trach", "a", "b", "c"])
    assert len(set(many.values())) == 5
    assert colours("place", ["vinh-bao"])["vinh-bao"] == many["vinh-bao"]


def test_labels_are_moved_apart_and_keep_their_order() -> None:
    moved = apart([10.0, 10.5, 30.0, 11.0], 3.0)
    assert sorted(range(4), key=lambda i: moved[i]) == [0, 1, 3, 2]
    ordered = sorted(moved)
    assert all(b - a >= 3 - 1e-6 for a, b in pairwise(ordered))


def test_alternative_text_is_made_of_the_data(store: Store) -> None:
    chart = store.target_vs_actual(
        place="vinh-bao", year=2023, target_by=["district", "city"]
    ).plot()
    assert isinstance(chart, Chart)
    assert "8 vượt, 32 đạt, 3 không đạt, 5 chưa xác định" in chart.alt_text
    assert "280 / 258" in chart.alt_text
    bundle = chart._repr_mimebundle_()
    assert bundle["text/plain"] == chart.alt_text
    assert bytes(bundle["image/png"])[:4] == b"\x89PNG"  # type: ignore[arg-type]


def test_source_line_names_document_and_date(store: Store) -> None:
    chart = store.structure(place="vinh-bao", year=2023).plot()
    texts = " ".join(t.get_text() for t in chart.texts)
    assert "Nguồn: Báo cáo 499-BC/HU, ngày 19/12/2023." in texts


def test_nothing_to_draw_is_one_sentence(store: Store) -> None:
    with pytest.raises(
        ChartError, match=r"^there are no rows to draw; ask for another place or year\.$"
    ):
        store.growth(place="vinh-bao", year=2019).plot()
    with pytest.raises(ChartError, match=r"^no target here is a number"):
        store.target_vs_actual(place="nhon-trach", indicator="rural_criteria").plot()
    with pytest.raises(ChartError, match=r"^these places have no comparable figure in common"):
        store.compare(["vinh-bao", "nhon-trach"], year=2023).plot()
    with pytest.raises(ChartError, match=r"^no structure here has all its parts"):
        store.structure(place="vinh-bao", group="upper_secondary_study").plot()
    with pytest.raises(ChartError, match=r"^there is no chart of observations;"):
        store.observations(place="vinh-bao").plot()


def test_too_many_rows_are_refused(tmp_path: Path) -> None:
    rows = [target("1", indicator_id=f"rate_{n:03}") for n in range(81)]
    with pytest.raises(
        ChartError, match=r"^81 targets are too many for one chart \(at most 80\); filter by"
    ):
        make_store(tmp_path, rows).target_vs_actual().plot()


def test_price_bases_do_not_mix_in_a_chart(tmp_path: Path) -> None:
    rows = [
        figure("10", measure="growth", price_basis="constant"),
        figure("12", measure="growth", price_basis="current"),
    ]
    store = make_store(tmp_path, rows)
    with pytest.raises(
        ChartError,
        match=r"price bases do not mix in one chart: rate in constant prices \(T!A1\) and rate in current prices \(T!A2\)",
    ):
        store.growth().plot()


def test_drawing_leaves_the_callers_settings_alone(store: Store) -> None:
    import matplotlib as mpl

    before = dict(mpl.rcParams)
    store.growth(place="vinh-bao").plot()
    assert dict(mpl.rcParams) == before


def test_constant_and_current_prices_never_share_an_axis(store: Store) -> None:
    """Output per hectare stood on one axis in both prices."""
    chart = store.target_vs_actual(
        place="vinh-bao", year=2023, indicator="output_per_hectare"
    ).plot()
    titles = [axes.get_title(loc="left") for axes in chart.axes]
    assert titles == ["triệu đồng/ha/năm, giá so sánh", "triệu đồng/ha/năm, giá hiện hành"]


def test_a_chart_claims_no_prices_for_what_has_none(store: Store) -> None:
    """Areas and yields stood under the title "giá so sánh"."""
    chart = store.growth(place="vinh-bao", theme="agriculture").plot()
    assert "giá" not in chart.texts[0].get_text()
    titles = [axes.get_title(loc="left").replace("\n", " ") for axes in chart.axes]
    assert "Giá trị sản xuất trồng trọt (giá so sánh)" in titles
    assert "Diện tích gieo cấy lúa cả năm" in titles
