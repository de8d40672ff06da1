"""Ranking indicators against the words a person types."""

from __future__ import annotations

import unicodedata

import polars as pl

from indicators.language.text import fold

_LEAST = 60.0


def rank(frame: pl.DataFrame, text: str) -> pl.DataFrame:
    """Rows of `frame` that fit `text`, best first.

    All words in the name or a label come first (names before labels, then the indicators with
    more figures); where nothing has all words, the most similar follow.
    """
    from rapidfuzz import fuzz

    words = plain(text).split()
    names = [
        plain(f"{vi} {en} {i}")
        for vi, en, i in frame.select("name_vi", "name_en", "indicator_id").iter_rows()
    ]
    labels = [plain(label or "") for label in frame["labels"]]
    scores = []
    for name, label in zip(names, labels, strict=True):
        if words and all(word in name for word in words):
            scores.append(300.0)
        elif words and all(word in f"{name} {label}" for word in words):
            scores.append(200.0)
        else:
            scores.append(fuzz.token_set_ratio(" ".join(words), name))
    scored = frame.with_columns(pl.Series("score", scores, dtype=pl.Float64))
    best = scored["score"].max() or 0.0
    least = 200.0 if isinstance(best, float) and best >= 200.0 else _LEAST
    return (
        scored.filter(pl.col("score") >= least)
        .sort(["score", "figures", "indicator_id"], descending=[True, True, False])
        .drop("score")
    )


def plain(text: str) -> str:
    """Folded and without diacritics, because people type `thu ngan sach`."""
    spread = unicodedata.normalize("NFD", fold(text).replace("đ", "d").replace("_", " "))
    return "".join(c for c in spread if not unicodedata.combining(c))
