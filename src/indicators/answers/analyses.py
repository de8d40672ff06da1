"""Asking the views: filters, names of indicators and places, and why an answer is empty."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 (also of a constant)
from typing import TYPE_CHECKING, Literal, get_args

import duckdb

from indicators.answers.filters import COLUMN, Filters, checked, filters, given_names, years_of
from indicators.messages.errors import QueryError
from indicators.messages.sentences import message
from indicators.model.display import word
from indicators.store.reading import has_temporary, keep, select
from indicators.views import view

if TYPE_CHECKING:
    from collections.abc import Sequence

    import polars as pl

    from indicators.answers.filters import Names, Years
    from indicators.model.display import Language
    from indicators.store.reading import Asked

_ORDER = {
    "target_vs_actual": "place_id, period_end, origin DESC, ordinal NULLS LAST, indicator_id, target_by",
    "growth": "place_id, period_end, period_kind, role DESC, ordinal NULLS LAST, indicator_id",
    "sector_structure": "place_id, structure_group, period_end, role DESC, origin DESC, ordinal, indicator_id",
    "district_comparison": "places DESC, theme, comparability, measure, period_end, role, place_id, ordinal",
}


# Where a view says that figures contradict each other, and of which measure and role they are.
_DISPUTED = {
    "target_vs_actual": ("result_disputed", "measure", "'result'"),
    "growth": ("disputed", "'growth'", "role"),
    "sector_structure": ("disputed", "'share'", "role"),
    "district_comparison": ("disputed", "measure", "role"),
}

# What each view keeps apart in all its steps: figures of another one never change its rows.
_APART = {
    "target_vs_actual": ("place_id", "indicator_id"),
    "growth": ("place_id", "indicator_id"),
    "sector_structure": ("place_id",),
    "district_comparison": ("year(period_end)", "measure"),
}

Sources = Literal["official", "press", "all"]
# Evidence that counts, by what is asked for. The rows of other evidence keep their figures, but have
# no verdict; figures typed once or quoted (`weak`) are shown when all are asked for.
_COUNTS: Mapping[Sources, tuple[str, ...]] = {
    "official": ("official",),
    "press": ("official", "press", "other"),
    "all": ("official", "press", "other", "weak"),
}

# Up to so many figures a view is worked out once for an open store, and kept in memory: planning
# its joins takes longer than running them. Larger stores are asked anew, for the part of the figures
# that a question is about (`part`).
_KEPT_UP_TO = 100_000


def ask(
    connection: Asked,
    name: str,
    wanted: Mapping[str, Names],
    year: Years,
    lang: Language,
    sources: Sources,
) -> tuple[pl.DataFrame, str, str]:
    """Rows of the view `name` with the names of place and indicator.

    Returns:
        The rows, the caption, and a note that says why there are none.
    """
    chosen = filters(connection, wanted, year)
    narrow = part(name, chosen)
    if narrow.values and _is_large(connection, name):
        query = _named(_counting(view(name), name, sources), name, chosen, tables(narrow))
        frame = select(connection, query, [*narrow.parameters, *chosen.parameters])
    else:
        query = _named(_counting(_kept(connection, name), name, sources), name, chosen)
        frame = select(connection, query, chosen.parameters)
    note = "" if frame.height else why_empty(connection, name, wanted, year, lang)
    return frame, chosen.caption, note


def compare(
    connection: Asked,
    places: Sequence[str],
    wanted: Mapping[str, Names],
    year: Years,
    lang: Language,
    sources: Sources,
) -> tuple[pl.DataFrame, str, str]:
    """Rows of `district_comparison` as if the store held these places only.

    The view counts the places that report a figure; asked for two of many, it must count these
    two. Its definition is therefore run over the figures of the places asked for.
    """
    names = checked(connection, "place", places)
    chosen = filters(connection, wanted, year)
    these = Filters({"place_id": names})
    if _is_large(connection, "latest"):
        these.values.update(part("district_comparison", chosen).values)
        before = tables(these, sources)
    else:
        latest = _counting(_kept(connection, "latest"), "latest", sources)
        before = f"latest AS (SELECT * FROM ({latest}) {these.where}), "
    query = _named(view("district_comparison"), "district_comparison", chosen, before)
    frame = select(connection, query, [*these.parameters, *chosen.parameters])
    caption = " · ".join(text for text in (f"place: {', '.join(names)}", chosen.caption) if text)
    note = ""
    if not frame.height:
        note = why_empty(connection, "district_comparison", {**wanted, "place": names}, year, lang)
    elif frame["grade"].is_null().all():
        note = word("sentence", "nothing_common", lang).format(places=", ".join(names))
    return frame, caption, note


def _counting(rows: str, name: str, sources: Sources) -> str:
    """A SELECT of the rows of a view, or of its text, with verdicts only where the sources count.

    Raises:
        QueryError: If there are no such sources.
    """
    if sources not in _COUNTS:
        raise QueryError("query.sources", found=sources, known=get_args(Sources))
    body = f"({rows})" if " " in rows else rows
    counts = ", ".join(f"'{evidence}'" for evidence in _COUNTS[sources])
    if name != "target_vs_actual":
        return f"SELECT * FROM {body} WHERE evidence IN ({counts})"
    left_out = f"(evidence NOT IN ({counts}) AND verdict <> 'undetermined')"
    nulls = (
        "robust",
        "robust_to_result",
        "gap",
        "gap_percent",
        "gap_bound",
        "gap_low",
        "gap_high",
        "agrees",
    )
    return f"""
        SELECT * REPLACE (
            CASE WHEN {left_out} THEN 'source_' || evidence ELSE reason END AS reason,
            CASE WHEN {left_out} THEN 'undetermined' ELSE verdict END AS verdict,
            {", ".join(f"CASE WHEN NOT {left_out} THEN {column} END AS {column}" for column in nulls)}
        )
        FROM {body}
    """


def part(name: str, chosen: Filters) -> Filters:
    """Those of the filters that may be applied before the view `name` is worked out."""
    return Filters({c: values for c, values in chosen.values.items() if c in _APART[name]})


def tables(wanted: Filters, sources: Sources = "all") -> str:
    """Tables of a WITH clause that stand before those of the store, and hold what is `wanted`.

    A filter from outside does not reach the groupings inside a view. So where a store is too large
    to work a view out for all figures, its text is run over tables of the same names that hold only
    what is asked for; there still is one definition of it.

    Returns:
        `observation`, `document` and `latest`, with the parameters of `wanted`.
    """
    return f"""
        observation AS MATERIALIZED (SELECT * FROM store.observation {wanted.where}),
        document AS (
            SELECT * FROM store.document WHERE document_id IN (SELECT document_id FROM observation)
        ),
        latest AS ({_counting(view("latest"), "latest", sources)}),
    """


def _is_large(connection: Asked, name: str) -> bool:
    """Whether to work the view `name` out for each question, for a part of the figures."""
    if not isinstance(connection, duckdb.DuckDBPyConnection):
        return False
    if has_temporary(connection, f"kept_{name}"):
        return False
    figures = select(connection, "SELECT count(*) AS n FROM observation")["n"][0]
    return bool(figures > _KEPT_UP_TO)


def _kept(connection: Asked, name: str) -> str:
    """The name to ask instead of the view `name`; an open store never changes."""
    if not isinstance(connection, duckdb.DuckDBPyConnection) or _is_large(connection, name):
        return f"store.{name}"
    if not has_temporary(connection, f"kept_{name}"):
        keep(connection, f"kept_{name}", f"SELECT * FROM store.{name}")
    return f"temp.kept_{name}"


def _named(body: str, name: str, chosen: Filters, before: str = "") -> str:
    """`body` filtered, with names, in the order people read it; `before` are tables it reads.

    Rows whose figures contradict each other carry the ids and documents of all of them.
    """
    disputed, measure, role = _DISPUTED[name]
    figures = f"""
        FROM observation AS o
        WHERE chosen.{disputed} AND o.place_id = chosen.place_id AND o.indicator_id = chosen.indicator_id
            AND o.period_start = chosen.period_start AND o.period_end = chosen.period_end
            AND o.measure = {measure.replace("measure", "chosen.measure")}
            AND (o.scenario = 'target') = ({role.replace("role", "chosen.role")} = 'target')
            AND o.price_basis IS NOT DISTINCT FROM chosen.price_basis
    """
    return f"""
        WITH {before} chosen AS (SELECT * FROM ({body}) {chosen.where})
        SELECT chosen.*, i.name_vi, i.name_en,
            i.parent, whole.name_vi AS parent_vi, whole.name_en AS parent_en, coalesce(p.name, chosen.place_id) AS place,
            (SELECT list(o.observation_id ORDER BY o.document_id, o.ordinal) {figures}) AS disputing_figures,
            (SELECT list(DISTINCT o.document_id ORDER BY o.document_id) {figures}) AS disputing_documents
        FROM chosen
        LEFT JOIN indicator AS i USING (indicator_id)
        LEFT JOIN indicator AS whole ON whole.indicator_id = i.parent
        LEFT JOIN place AS p ON p.place_id = chosen.place_id
            AND chosen.period_start BETWEEN p.valid_from AND coalesce(p.valid_to, DATE '9999-12-31')
        ORDER BY {_ORDER[name]}
    """


def why_empty(
    connection: Asked,
    rows: str,
    wanted: Mapping[str, Names],
    year: Years,
    lang: Language,
) -> str:
    """One sentence: what years, places … there are with the other filters, or that nothing fits.

    Args:
        connection: The open store.
        rows: A view, or a query in brackets.
        wanted: The filters that left nothing.
        year: The years that were asked for.
        lang: Language of the sentence.
    """
    asked = {"year": year, **wanted}
    for name in (name for name, given in asked.items() if given is not None):
        rest = {other: given for other, given in wanted.items() if other != name}
        others = filters(connection, rest, None if name == "year" else year)
        column = COLUMN.get(name, name)
        query = (
            f"SELECT DISTINCT {column} AS there FROM {rows} {others.where} ORDER BY there LIMIT 13"
        )
        there = select(connection, query, others.parameters)["there"].drop_nulls().to_list()
        if there:
            each: list[object] = [
                *(years_of(year) if name == "year" else given_names(name, wanted[name]))
            ]
            have = ", ".join(map(str, there[:12])) + (", …" if len(there) > 12 else "")
            parts = {"asked": ", ".join(map(str, each)), "have": have}
            if name == "year":
                return word("sentence", "no_figures", lang).format(**parts)
            kind = message(f"filter.{name}").in_language(lang)
            return word("sentence", "none_of", lang).format(filter=kind, **parts)
    return word("sentence", "nothing_fits", lang)
