"""What people call places and indicators, as the ids that the store has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from indicators.answers.search import plain, rank
from indicators.language.place_names import kind_and_name
from indicators.language.text import fold
from indicators.model.display import words_of
from indicators.store.reading import select

if TYPE_CHECKING:
    from collections.abc import Iterable

    import polars as pl

    from indicators.store.reading import Asked

_LEVELS = ("province", "district", "commune")
_PLACES = """
    SELECT DISTINCT place_id, name, level FROM place
    WHERE place_id IN (SELECT DISTINCT place_id FROM observation)
"""
_INDICATORS = """
    SELECT i.indicator_id, i.name_vi, i.name_en, i.theme, count(o.observation_id) AS figures,
        (SELECT string_agg(key, ' | ' ORDER BY key) FROM alias AS a WHERE a.indicator_id = i.indicator_id) AS labels
    FROM indicator AS i
    LEFT JOIN observation AS o USING (indicator_id)
    GROUP BY ALL
"""


def meant(connection: Asked, filter_name: str, text: str) -> list[str]:
    """The ids that `text` is a name of, with or without its diacritics; none where it is none.

    A name of places of several levels means the highest: the district before its town.
    """
    if filter_name == "place":
        return _places(select(connection, _PLACES).iter_rows(), text)
    if filter_name == "indicator":
        return _indicators(connection, text)
    return [key for key, names in words_of(filter_name).items() if fold(text) in map(fold, names)]


def nearest(connection: Asked, text: str) -> list[str]:
    """The indicators that `Store.search` finds for the words."""
    found = rank(_indicators_frame(connection), text)
    return [
        f"{i} ({name})" for i, name in found.select("indicator_id", "name_vi").head(5).iter_rows()
    ]


def _indicators_frame(connection: Asked) -> pl.DataFrame:
    return select(connection, _INDICATORS)


def _places(known: Iterable[tuple[str, str, str]], text: str) -> list[str]:
    rows = list(known)
    for spelt in (fold, plain):
        wanted = spelt(text)
        found = {
            (_LEVELS.index(level), place_id)
            for place_id, name, level in rows
            if wanted in (spelt(name), spelt(kind_and_name(fold(name))[1]))
        }
        if found:
            highest = min(found)[0]
            return sorted(place_id for level, place_id in found if level == highest)
    return []


def _indicators(connection: Asked, text: str) -> list[str]:
    rows = _indicators_frame(connection).rows(named=True)
    for spelt in (fold, plain):
        wanted = spelt(text)
        found = [
            row["indicator_id"]
            for row in rows
            if wanted in (spelt(row["name_vi"]), spelt(row["name_en"]))
            or wanted in map(spelt, (row["labels"] or "").split(" | "))
        ]
        if found:
            return [
                i for i in found if any(r["figures"] for r in rows if r["indicator_id"] == i)
            ] or found
    return []
