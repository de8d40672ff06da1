"""`target_vs_actual` by polars."""

from __future__ import annotations

import polars as pl
from rivals.polars_latest import INFINITY, PERIOD, Frames, col, latest, when


def named(frame: pl.LazyFrame, keys: list[str], **columns: str) -> pl.LazyFrame:
    return frame.select(*keys, **{name: col(old) for name, old in columns.items()})


def target_vs_actual(t: Frames) -> pl.LazyFrame:
    facts = latest(t).select(
        *PERIOD, "period_kind", "role", "measure", "unit", "basis", "owner", "target_by",
        "price_basis", "bound", "value", "low", "high", "observation_id", y=col("period_end").dt.year(),
    ).collect().lazy()  # fmt: skip
    r, p = facts.filter(col("role") == "result"), facts.filter(col("role") == "target")
    same = [*PERIOD, "period_kind", "measure", "unit", "basis"]
    start, end = pl.date(col("y"), 1, 1), pl.date(col("y"), 12, 31)
    percent = (
        r.filter(
            col("measure") == "attainment", col("period_kind").is_in(["year", "year_to_date"])
        )
        .join(
            p.filter(col("measure") == "attainment", col("value") == 100),
            on=["place_id", "indicator_id", "owner", "y"],
            how="anti",
        )
        .select("place_id", "indicator_id", "y", "owner", "target_by")
        .unique()
        .select(
            "place_id", "indicator_id", "owner", "target_by", period_start=start, period_end=end,
            period_kind=pl.lit("year"), measure=pl.lit("attainment"), unit=pl.lit("%"),
            basis=pl.lit("not printed"), bound=pl.lit("point"), value=pl.lit(100.0),
            origin=pl.lit("percent_of_plan"),
        )
    )  # fmt: skip
    none = (
        r.filter(col("measure") != "attainment")
        .join(p, on=["place_id", "indicator_id", "measure", "period_kind"], how="semi")
        .join(p, on=[*PERIOD, "measure"], how="anti")
        .select(*same, "owner", "price_basis", origin=pl.lit("none"))
    )
    targets = pl.concat(
        [
            p.select(
                *same,
                "owner",
                "target_by",
                "price_basis",
                "bound",
                "value",
                "low",
                "high",
                "observation_id",
                origin=pl.lit("printed"),
            ),
            percent,
            none,
        ],
        how="diagonal",
    ).with_columns(
        # an attainment is measured against one owner's target; all else is the same for all
        owned=when(col("measure") == "attainment").then(col("owner")).otherwise(pl.lit("")),
        y=col("period_end").dt.year(),
    )
    owned = when(col("measure") == "attainment").then(col("owner")).otherwise(pl.lit(""))
    results = r.with_columns(owned=owned)
    done = (
        results.filter(col("period_kind") == "year_to_date")
        .group_by("place_id", "indicator_id", "y", "measure", "unit", "basis", "owned")
        .agg(progress_value=col("value").sort_by("period_end").last(), progress=pl.len())
    )
    other = r.group_by(*PERIOD, "measure", "unit").agg(other_price_basis=col("basis").min())
    said = r.filter(col("measure") == "attainment", col("bound") == "point").select(
        *PERIOD, measure=pl.lit("level"), said_by=col("owner"), reported_attainment=col("value")
    )
    own = when(col("origin") == "printed").then(pl.lit("own")).otherwise(col("owner"))
    upwards = when(col("side") == 1)
    never = pl.lit(INFINITY)
    pair = (
        targets.join(t["indicator"].select("indicator_id", "better"), on="indicator_id", how="left")
        .join(
            named(
                results, [*same, "owned"],
                rid="observation_id", rbound="bound", rvalue="value", rlow="low", rhigh="high",
            ),
            on=[*same, "owned"], how="left",
        )
        .with_columns(rated=own, year_key=when(col("period_kind") == "year").then(col("y")))
        .join(
            t["rating"].rename({"verdict": "verdict_a"}),
            left_on=["rid", "rated"], right_on=["observation_id", "target_by"], how="left",
        )
        .join(
            t["rating"].filter(col("target_by") == "own").select("observation_id", verdict_b="verdict"),
            on="observation_id", how="left",
        )
        .join(
            done.rename({"y": "year_key"}),
            on=["place_id", "indicator_id", "year_key", "measure", "unit", "basis", "owned"], how="left",
        )
        .join(other, on=[*PERIOD, "measure", "unit"], how="left")
        .with_columns(
            other_price_basis=when(col("rid").is_null()).then(col("other_price_basis")),
            said_by=col("owner").replace({"district": "plan"}),
        )
        .join(said, on=[*PERIOD, "measure", "said_by"], how="left")
        .with_columns(
            side=when(col("bound").is_in(["at_least", "more_than"])).then(1)
            .when(col("bound").is_in(["at_most", "less_than"])).then(-1)
            .when(col("better").is_in(["higher", "inside"])).then(1)
            .when(col("better") == "lower").then(-1),
            open=col("bound").is_in(["more_than", "less_than"]),
        )
        .with_columns(
            floor=col("side") * pl.coalesce("value", upwards.then(col("low")).otherwise(col("high"))),
            ceiling=when(col("bound").is_in(["point", "range"]))
            .then(col("side") * pl.coalesce("value", upwards.then(col("high")).otherwise(col("low"))))
            .otherwise(never),
            worst=(col("side") * pl.coalesce("rvalue", upwards.then(col("rlow")).otherwise(col("rhigh")))).fill_null(-INFINITY),
            best=(col("side") * pl.coalesce("rvalue", upwards.then(col("rhigh")).otherwise(col("rlow")))).fill_null(INFINITY),
        )
    )  # fmt: skip

    def where(name: str) -> pl.Expr:
        below = (col(name) < col("floor")) | (col("open") & (col(name) == col("floor")))
        return when(below).then(-1).when(col(name) > col("ceiling")).then(1).otherwise(0)

    barred = (
        (col("origin") == "none")
        | (col("bound") == "text").fill_null(value=False)
        | col("rid").is_null()
        | (col("rbound") == "text").fill_null(value=False)
        | col("side").is_null()
    )
    low, high = col("rvalue") - col("low"), col("rvalue") - col("high")
    return (
        pair.with_columns(w=where("worst"), b=where("best"), barred=barred)
        .with_columns(
            verdict=when(col("barred") | (col("w") != col("b"))).then(pl.lit("undetermined"))
            .when(col("w") == 0).then(pl.lit("met"))
            .when((col("w") == 1) & (col("better") != "inside").fill_null(value=True)).then(pl.lit("exceeded"))
            .otherwise(pl.lit("missed")),
            gap=when(col("barred")).then(None)
            .when((col("bound") == "range") & (low.abs() <= high.abs())).then(low)
            .when(col("bound") == "range").then(high)
            .otherwise(col("rvalue") - pl.coalesce("value", "low", "high")),
        )
        .select(
            *PERIOD, "period_kind", "measure", "unit", "price_basis", "target_by", "origin",
            "verdict", "gap", "reported_attainment", "progress_value", "other_price_basis",
            target_bound="bound", target_value="value", target_low="low", target_high="high",
            result_value="rvalue", reported_verdict=pl.coalesce("verdict_a", "verdict_b"),
            target_observation_id="observation_id", result_observation_id="rid",
        )
    )  # fmt: skip
