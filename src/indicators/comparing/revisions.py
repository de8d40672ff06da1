"""What was revised between two editions of the figures: added, gone, changed, moved.

An edition is a store or an `observations.csv`. An `observation_id` is the hash of a cell: when a
row is inserted in a workbook, all cells below get the ids their neighbours had. So an id alone
never makes two figures one; it has to be the same figure, or a cell that still says the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import polars as pl

from indicators.answers.export.output import check, deliver
from indicators.comparing.workbook import listing, revisions_workbook
from indicators.model.schema import columns_of
from indicators.store.csvtext import text_safe_csv

if TYPE_CHECKING:
    from pathlib import Path

    from indicators.comparing.editions import Edition
    from indicators.model.display import Language

Form = Literal["table", "csv", "xlsx"]

# What says which figure it is. The place belongs to it: a table of communes has one indicator in
# all of its rows.
_FIGURE = (
    "document_id", "place_id", "indicator_id", "period_start", "period_end", "period_kind",
    "scenario", "target_by", "measure", "price_basis", "unit",
)  # fmt: skip
# By what figures of both sides are taken as one, the surest first; each pass sees what the ones
# before it left, and pairs equal keys in the order of the document.
_PASSES: tuple[tuple[str, ...], ...] = (
    ("observation_id", *_FIGURE, "raw_value"),
    (*_FIGURE, "raw_value", "raw_label", "source_locator"),  # moved, beside others alike
    ("observation_id", *_FIGURE),
    (*_FIGURE, "raw_value"),
    _FIGURE,
    ("document_id", "locator", "raw_label"),  # the same row and column, read differently
    ("document_id", "place_id", "scenario", "measure", "raw_label", "raw_value"),
    ("document_id", "observation_id", "raw_value"),  # its label was mended
)
_PLACE = ("observation_id", "locator", "ordinal")  # a difference in these alone is a move
_ORDER = ("document_gone", "document_added", "changed", "added", "gone", "moved")
_ABOUT = (
    "place_id", "indicator_id", "raw_label", "period_start", "period_end", "period_kind",
    "scenario", "measure", "unit",
)  # fmt: skip
_BOTH = ("locator", "source_locator", "raw_value")
_ISSUED = {"document_number": pl.String(), "issued_on": pl.Date(), "issued_precision": pl.String()}
_CHANGES = pl.List(pl.Struct({"field": pl.String(), "old": pl.String(), "new": pl.String()}))


def revisions(old: Edition, new: Edition) -> pl.DataFrame:
    """List what differs between two editions, a row for each figure and each lone document.

    Returns:
        No rows when nothing differs; by document, then in the order of `kind`, then of places:

        - `kind`: `document_gone`, `document_added` (a document only the old, only the new side
          has; its figures are listed, too), `changed`, `added`, `gone`, or `moved` (nothing
          differs but cell, order in the document and id).
        - `document_id`, and `document_number`, `issued_on`, `issued_precision` where a store has
          them.
        - `place_id`, `indicator_id`, `raw_label`, `period_start`, `period_end`, `period_kind`,
          `scenario`, `measure`, `unit`: of the new figure; of the old one where it is gone.
        - `old_locator`, `new_locator`, `old_source_locator`, `new_source_locator`,
          `old_raw_value`, `new_raw_value`: null on the side that has no such figure.
        - `changes`: a list of `field`, `old`, `new` (as text) for every column of table
          `observation` that differs.
    """
    before, after = _comparable(old.figures), _comparable(new.figures)
    rows = _pairs(before, after)
    compared = [name for name in columns_of("observation") if name != "document_id"]
    sides = rows.join(before.select(pl.all().name.prefix("old_")), on="old_row", how="left")
    sides = sides.join(after.select(pl.all().name.prefix("new_")), on="new_row", how="left")
    paired = pl.col("old_row").is_not_null() & pl.col("new_row").is_not_null()
    listed = sides.with_columns(
        changes=pl.when(paired)
        .then(pl.concat_list(map(_change, compared)).list.drop_nulls())
        .otherwise(pl.lit([], _CHANGES))
    ).with_columns(
        kind=pl.when(pl.col("new_row").is_null())
        .then(pl.lit("gone"))
        .when(pl.col("old_row").is_null())
        .then(pl.lit("added"))
        .when(pl.any_horizontal(_differs(name) for name in compared if name not in _PLACE))
        .then(pl.lit("changed"))
        .when(pl.col("changes").list.len() > 0)
        .then(pl.lit("moved"))
    )
    figures = listed.filter(pl.col("kind").is_not_null()).select(
        "kind",
        *(pl.coalesce(f"new_{n}", f"old_{n}").alias(n) for n in ("document_id", "ordinal")),
        # together, not one by one: a unit that is gone must not be taken from the old figure
        *(
            pl.when(pl.col("new_row").is_null()).then(f"old_{n}").otherwise(f"new_{n}").alias(n)
            for n in _ABOUT
        ),
        *(f"{side}_{n}" for n in _BOTH for side in ("old", "new")),
        "changes",
    )
    lone = _lone_documents(old, new)
    return (
        pl.concat([lone, figures], how="diagonal")
        .join(_documents(old, new), on="document_id", how="left", nulls_equal=True)
        .sort(
            "document_id", pl.col("kind").replace_strict(_ORDER, range(len(_ORDER))), "ordinal",
            maintain_order=True,
        )
        .select(
            "kind", "document_id", "document_number", "issued_on", "issued_precision", *_ABOUT,
            *(f"{side}_{n}" for n in _BOTH for side in ("old", "new")), "changes",
        )
    )  # fmt: skip


def revisions_csv(frame: pl.DataFrame) -> bytes:
    """The rows of `revisions` as csv; `changes` is `field: old -> new` with `; ` between."""
    part = pl.element().struct
    written = pl.format(
        "{}: {} -> {}", part["field"], part["old"].fill_null(""), part["new"].fill_null("")
    )
    return text_safe_csv(frame.with_columns(pl.col("changes").list.eval(written).list.join("; ")))


def write_revisions(
    frame: pl.DataFrame, form: Form, lang: Language, *, path: Path | None, caption: str
) -> None:
    """Write the rows of `revisions` into a file, or to standard output.

    Args:
        frame: The rows.
        form: `table` (for people), `csv` or `xlsx`.
        lang: Language of table and workbook; a csv has the names of columns and values.
        path: The file, an existing one is replaced; None for standard output.
        caption: What was compared, for the workbook.

    Raises:
        ExportError: If the file cannot be written, or a workbook would go to a terminal.
    """
    check(form, path)
    if form == "csv":
        data = revisions_csv(frame)
    elif form == "xlsx":
        data = revisions_workbook(frame, lang, caption)
    else:
        data = f"{listing(frame, lang)}\n".encode()
    deliver(data, path)


def _comparable(frame: pl.DataFrame) -> pl.DataFrame:
    """Figures in the order of their documents; blank text is none, as a csv cannot tell them."""
    columns = columns_of("observation")
    text = [name for name, column in columns.items() if column.type in ("text", "texts")]
    return (
        frame.select(*columns)
        .with_columns(pl.col(pl.List(pl.String)).list.sort().list.join(" "))
        .with_columns(pl.when(pl.col(name) != "").then(name).alias(name) for name in text)
        .sort("document_id", "ordinal", maintain_order=True)
        .with_row_index("row")
    )


def _pairs(before: pl.DataFrame, after: pl.DataFrame) -> pl.DataFrame:
    """Rows `old_row` and `new_row` of one figure; null where the other side has none."""
    old, new, found = before, after, []
    for keys in _PASSES:
        nth = pl.int_range(pl.len()).over(keys).alias("nth")
        left = old.select(pl.col("row").alias("old_row"), *keys, nth)
        right = new.select(pl.col("row").alias("new_row"), *keys, nth)
        pairs = left.join(right, on=[*keys, "nth"], nulls_equal=True).select("old_row", "new_row")
        old = old.join(pairs, left_on="row", right_on="old_row", how="anti")
        new = new.join(pairs, left_on="row", right_on="new_row", how="anti")
        found.append(pairs)
    found += [old.select(old_row="row"), new.select(new_row="row")]
    return pl.concat(found, how="diagonal")


def _differs(name: str) -> pl.Expr:
    return pl.col(f"old_{name}").ne_missing(pl.col(f"new_{name}"))


def _change(name: str) -> pl.Expr:
    sides = (pl.col(f"{side}_{name}").cast(pl.String).alias(side) for side in ("old", "new"))
    return pl.when(_differs(name)).then(pl.struct(pl.lit(name).alias("field"), *sides))


def _documents(old: Edition, new: Edition) -> pl.DataFrame:
    """Number and date of the documents, as the new side has them, or else the old one."""
    empty = pl.DataFrame(schema={"document_id": pl.String(), **_ISSUED})
    known = [side.documents for side in (new, old) if side.documents is not None]
    frames = [frame.rename({"number": "document_number"}).select(empty.columns) for frame in known]
    return pl.concat([*frames, empty]).unique("document_id", keep="first", maintain_order=True)


def _lone_documents(old: Edition, new: Edition) -> pl.DataFrame:
    """Documents of one side only; those without figures count where both sides are stores."""
    stores = old.documents is not None and new.documents is not None
    ids = [
        (side.documents if stores and side.documents is not None else side.figures)
        .select("document_id").unique()
        for side in (old, new)
    ]  # fmt: skip
    gone, added = (
        one.join(other, on="document_id", how="anti", nulls_equal=True).with_columns(
            kind=pl.lit(kind)
        )
        for one, other, kind in (
            (ids[0], ids[1], "document_gone"),
            (ids[1], ids[0], "document_added"),
        )
    )
    return pl.concat([gone, added])
