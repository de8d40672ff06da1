"""`sector_structure` by polars."""

from __future__ import annotations

import polars as pl
from rivals.polars_latest import PERIOD, Frames, col, latest, when


def sector_structure(t: Frames) -> pl.LazyFrame:
    parts = t["indicator"].filter(col("structure_group").is_not_null())
    wanted = pl.concat([parts.select("indicator_id"), parts.select(indicator_id="parent")]).unique()
    some = t | {"observation": t["observation"].join(wanted, on="indicator_id", how="semi")}
    figures = (
        latest(some)
        .filter(col("measure").is_in(["share", "level", "growth"]), col("bound") != "text")
        .join(t["indicator"].select("indicator_id", "structure_group", "parent"), on="indicator_id")
        .with_columns(m=12 * col("period_end").dt.year() + col("period_end").dt.month())
        .collect()
        .lazy()
    )
    part = figures.filter(col("structure_group").is_not_null())
    whole = figures.filter(col("bound") == "point", col("measure") != "share").join(
        parts.select(indicator_id="parent").unique(), on="indicator_id", how="semi"
    )
    keys = [
        "place_id",
        "period_start",
        "period_end",
        "period_kind",
        "role",
        "owner",
        "unit",
        "basis",
    ]
    levels = whole.filter(col("measure") == "level", col("least") > 0).select(
        *keys,
        parent="indicator_id",
        wvalue="value",
        wleast="least",
        wmost="most",
        wid="observation_id",
    )
    computed = (
        part.filter(col("measure") == "level", col("bound") == "point")
        .join(
            part.filter(col("measure") == "share"),
            on=[*PERIOD, "role", "owner", "basis"],
            how="anti",
        )
        .join(levels, on=[*keys, "parent"])
        .with_columns(
            value=100 * col("value") / col("wvalue"),
            least=100 * col("least") / col("wmost"),
            most=100 * col("most") / col("wleast"),
            origin=pl.lit("computed"),
        )
    )
    reported = part.filter(col("measure") == "share").with_columns(origin=pl.lit("reported"))
    share = pl.concat([reported, computed], how="diagonal")
    group = [
        "place_id",
        "structure_group",
        "period_start",
        "period_end",
        "period_kind",
        "role",
        "owner",
        "basis",
        "origin",
    ]
    members = parts.group_by("structure_group").agg(members=pl.len())
    sure = (col("measure") == "growth") & (col("bound") == "point") & (col("role") == "result")
    sure &= ~col("disputed") & (col("unit") == "%")
    grown = part.filter(sure).select(*PERIOD, "basis", g="value")
    grown_whole = (
        whole.filter(sure)
        .rename({"indicator_id": "of"})
        .select("place_id", "of", "period_start", "period_end", "basis", w="value")
    )
    before = share.filter(col("role") == "result", col("bound") == "point").select(
        "place_id", "indicator_id", "period_kind", "basis", "origin", m=col("m") + 12,
        previous_value="value", previous_observation_id="observation_id",
    )  # fmt: skip
    growth = col("value") / 100 * (1 + col("w") / 100) / (1 + col("g") / 100) * col("g")
    return (
        share.join(
            share.group_by(group).agg(
                # of ranges alone there is no sum
                sum_value=when(col("value").count() > 0).then(col("value").sum()),
                parts=pl.len(),
            ),
            on=group,
        )
        .join(members, on="structure_group")
        .join(before, on=["place_id", "indicator_id", "period_kind", "basis", "origin", "m"], how="left")
        .join(grown, on=[*PERIOD, "basis"], how="left")
        .join(
            grown_whole, left_on=["place_id", "parent", "period_start", "period_end", "basis"],
            right_on=["place_id", "of", "period_start", "period_end", "basis"], how="left",
        )
        .select(
            *PERIOD, "structure_group", "period_kind", "role", "origin", "value", "least", "most",
            "parts", "members", "sum_value", "previous_value", "observation_id", "previous_observation_id",
            shift=col("value") - col("previous_value"), whole_observation_id="wid",
            contribution=when((col("role") == "result") & (col("bound") == "point")).then(growth),
        )
    )  # fmt: skip
