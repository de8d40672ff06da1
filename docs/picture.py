"""Draw the picture of the README from the store: `python docs/picture.py`."""

from __future__ import annotations

import sys
from pathlib import Path

import matplotlib as mpl
import matplotlib.pyplot as plt

import indicators as ind

mpl.use("Agg")
TARGET, REACHED, BESIDE = "#6f94bf", "#1b4f72", "#b03a2e"
ROWS = (
    "gross_output",
    "gross_output_agriculture",
    "gross_output_industry_construction",
    "gross_output_industry",
    "gross_output_industry_district",
    "gross_output_construction",
    "gross_output_trade_services",
)
# Where the axis ends; open targets are drawn as arrows towards it.
MOST = 45
PICTURE = Path(__file__).with_name("growth-2023.png")


def main(target: Path = PICTURE) -> int:
    """Growth of gross output in 2023: target, result of the appendix, result of the text."""
    with ind.open() as store:
        figures = store.observations(
            document="vinh-bao/499-BC-HU", measure="growth", year=2023, indicator=ROWS
        ).to_polars()
    plt.rcParams["font.family"] = "DejaVu Sans"
    figure, axes = plt.subplots(figsize=(9.5, 4.6), layout="constrained")
    for position, indicator in enumerate(reversed(ROWS)):
        rows = figures.filter(indicator_id=indicator).to_dicts()
        printed = [r for r in rows if r["source_locator"].startswith("Phụ lục")]
        (goal,) = (r for r in printed if r["scenario"] == "target")
        (result,) = (r for r in printed if r["scenario"] == "actual")
        if goal["bound"] == "range":
            axes.barh(
                position,
                goal["high"] - goal["low"],
                left=goal["low"],
                height=0.56,
                color=TARGET,
            )
        else:
            axes.annotate(
                "", (MOST - 1, position), (goal["low"], position),
                zorder=1, arrowprops={"arrowstyle": "-|>", "color": TARGET, "linewidth": 3},
            )  # fmt: skip
            axes.plot(goal["low"], position, "|", color=TARGET, markersize=26, markeredgewidth=4)
        axes.plot(result["value"], position, "o", color=REACHED, markersize=8, zorder=5)
        axes.annotate(
            result["raw_value"], (result["value"], position), (0, -17),
            textcoords="offset points", ha="center", fontsize=8.5, color=REACHED,
        )  # fmt: skip
        for other in rows:
            if other not in printed and other["value"] not in (None, result["value"]):
                axes.plot(other["value"], position, "D", color=BESIDE, markersize=7, zorder=5)
                axes.annotate(
                    f"{other['raw_value']} (phần lời)", (other["value"], position), (0, 9),
                    textcoords="offset points", ha="center", fontsize=8.5, color=BESIDE,
                )  # fmt: skip
    names = {r["indicator_id"]: r["name_vi"] for r in figures.to_dicts()}
    axes.set_yticks(range(len(ROWS)), [names[i] for i in reversed(ROWS)], fontsize=9)
    axes.set_xlim(0, MOST)
    axes.set_ylim(-0.7, len(ROWS) - 0.4)
    axes.set_xlabel(
        "Tăng so với năm trước, %, giá so sánh 2010 · growth on the year before, constant prices"
    )
    axes.set_title(
        "Huyện Vĩnh Bảo 2023: chỉ tiêu (dải) và kết quả (chấm)\nTargets (band) and results (dot)",
        loc="left",
        fontsize=11,
    )
    axes.grid(axis="x", color="#e3e3e3")
    axes.set_axisbelow(True)
    axes.spines[["top", "right", "left"]].set_visible(False)
    figure.supxlabel(
        "Nguồn: Báo cáo 499-BC/HU ngày 19/12/2023, Phụ lục I.1 và Phần một I.2.1",
        fontsize=8,
        x=0.01,
        ha="left",
        color="#444444",
    )
    figure.savefig(target, dpi=130)
    plt.close(figure)
    return 0


if __name__ == "__main__":
    sys.exit(main())
