"""`latest` and `district_comparison` by pandas: the views with the most rows. Every other view begins
with `latest`, so what it takes is the least they would take."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd

    Tables = dict[str, pd.DataFrame]

KEYS = [
    "place_id", "indicator_id", "period_start", "period_end", "period_kind", "role", "measure",
    "unit_key", "basis", "owner",
]  # fmt: skip


def latest(t: Tables) -> pd.DataFrame:
    """One figure for each fact."""
    order = t["document"].sort_values(["issued_on", "document_id"], ascending=[False, True])
    order = order[["document_id", "issued_on"]].assign(turn=np.arange(len(order)))
    o = t["observation"].merge(order, on="document_id")
    counted = t["unit"].loc[t["unit"]["counted"], "symbol"]
    target, text = o["scenario"] == "target", o["bound"] == "text"
    o["unit_key"] = o["unit"].fillna("")
    o["role"] = np.where(target, "target", "result")
    o["basis"] = o["price_basis"].fillna("not printed")
    owned = target | (o["measure"] == "attainment")
    o["owner"] = o["target_by"].where(owned).fillna("")
    decimals = o["decimals"].astype("float64")
    exact = o["unit"].isin(counted) & (o["decimals"] <= 0).fillna(value=False)
    o["half"] = np.where(exact, 0.0, np.nan_to_num(0.5 * 10.0**-decimals, nan=0.0))
    numbers = {name: o[name].astype("float64") for name in ("value", "low", "high")}
    value, low, high = numbers.values()
    o["least"] = (value.fillna(low).fillna(-np.inf) - o["half"]).mask(text)
    o["most"] = (value.fillna(high).fillna(np.inf) + o["half"]).mask(text)
    o["lowest"], o["highest"] = value.fillna(low).fillna(high), value.fillna(high).fillna(low)
    estimate = (o["scenario"] == "estimate").astype("int64")
    o["line"] = estimate * 2**62 + o["turn"] * 2**31 + o["ordinal"].astype("int64")
    several = (
        o.groupby(KEYS, sort=False)
        .agg(
            first_line=("line", "min"), figures=("line", "size"), most_least=("least", "max"),
            least_most=("most", "min"), lowest_of=("lowest", "min"), highest_of=("highest", "max"),
        )
        .query("figures > 1").reset_index()
    )  # fmt: skip
    o = o.merge(several, on=KEYS, how="left")
    o = o[o["first_line"].isna() | (o["first_line"] == o["line"])]
    o["figures"] = o["figures"].fillna(1)
    apart = o["most_least"].round(9) > o["least_most"].round(9)
    o["disputed"] = apart.astype("boolean").mask(o["bound"] == "text")
    o["lowest"] = o["lowest_of"].fillna(o["lowest"])
    o["highest"] = o["highest_of"].fillna(o["highest"])
    return o


def district_comparison(t: Tables) -> pd.DataFrame:
    """Figures of places of one level, side by side."""
    kinds = t["indicator"][["indicator_id", "comparability", "grade"]]
    f = latest(t).merge(kinds.rename(columns={"grade": "group_grade"}), on="indicator_id")
    f["day"] = f["period_end"].where(f["period_end"] <= f["issued_on"], f["issued_on"])
    versions = t["place"][["place_id", "level", "valid_from", "valid_to"]]
    days = f[["place_id", "day"]].drop_duplicates().merge(versions, on="place_id")
    fits = (days["valid_from"] <= days["day"]) & (
        days["valid_to"].isna() | (days["valid_to"] >= days["day"])
    )
    days = days[fits].rename(columns={"level": "place_level"})
    f = f.merge(days[["place_id", "day", "place_level"]], on=["place_id", "day"], how="left")
    f["place_level"] = f["place_level"].fillna("unknown")
    keys = [
        "comparability", "place_level", "measure", "role", "period_start", "period_end",
        "period_kind", "basis", "unit_key",
    ]  # fmt: skip
    compared = (
        f.groupby(keys, sort=False)
        .agg(
            places=("place_id", "nunique"), indicators=("indicator_id", "nunique"),
            years=("base_year", "nunique"),
        )
        .reset_index()
    )  # fmt: skip
    f = f.merge(compared, on=keys)
    alone, years, differ = f["places"] < 2, f["years"] > 1, f["indicators"] > 1
    f["grade"] = np.select(
        [alone, years, differ], [None, "not comparable", f["group_grade"].astype(object)], "same"
    )
    f["reason"] = np.select(
        [alone, years, differ], ["only_here", "base_year_differs", "definitions_differ"],
        "same_indicator",
    )  # fmt: skip
    return f
