"""A language that somebody names for results is that of the errors too; else the locale decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

import indicators as ind
from indicators.messages.errors import IndicatorsError, errors_in

if TYPE_CHECKING:
    from pathlib import Path

    from indicators.messages.sentences import Language

NO_STORE = {"vi": "ở đây chưa có kho dữ liệu", "en": "there is no store here"}
NO_ROWS = {"vi": "không có dòng nào để vẽ", "en": "there are no rows to draw"}
LANGUAGES: tuple[Language, ...] = ("vi", "en")
WITH_BOTH = pytest.mark.parametrize("lang", LANGUAGES)


@pytest.fixture(autouse=True)
def locale(lang: Language, monkeypatch: pytest.MonkeyPatch) -> str:
    """The locale is that of the other language."""
    other = {"vi": "en_GB.UTF-8", "en": "vi_VN.UTF-8"}[lang]
    monkeypatch.setenv("LC_ALL", other)
    return "vi" if lang == "en" else "en"


@WITH_BOTH
def test_opening(lang: Language, locale: str, tmp_path: Path) -> None:
    with pytest.raises(IndicatorsError) as asked:
        ind.open(tmp_path, lang=lang)
    with pytest.raises(IndicatorsError) as left_out:
        ind.open(tmp_path)
    assert NO_STORE[lang] in str(asked.value)
    assert NO_STORE[locale] in str(left_out.value)


@WITH_BOTH
def test_questions_to_a_store(lang: Language, built: Path) -> None:
    with ind.open(built, lang=lang) as store, pytest.raises(IndicatorsError) as asked:
        store.observations(place="vinh-bo")
    with ind.open(built) as store, pytest.raises(IndicatorsError) as left_out:
        store.observations(place="vinh-bo")
    assert str(asked.value) == asked.value.in_language(lang)
    assert str(left_out.value) == asked.value.in_language(LANGUAGES[lang == "vi"])
    assert "vinh-bao" in str(asked.value)
    assert store.lang == "vi"


@WITH_BOTH
def test_charts(lang: Language, locale: str, built: Path) -> None:
    with ind.open(built) as store:
        nothing = store.growth(place="vinh-bao", year=1999)
        with pytest.raises(IndicatorsError) as asked:
            nothing.plot(lang=lang)
        with pytest.raises(IndicatorsError) as left_out:
            nothing.plot()
    with ind.open(built, lang=lang) as store:
        nothing = store.growth(place="vinh-bao", year=1999)
        with pytest.raises(IndicatorsError) as of_store:
            nothing.plot()
    assert NO_ROWS[lang] in str(asked.value)
    assert NO_ROWS[lang] in str(of_store.value)
    assert NO_ROWS[locale] in str(left_out.value)


@WITH_BOTH
def test_building_and_extracting(lang: Language, tmp_path: Path) -> None:
    (tmp_path / "codebook").mkdir()
    (tmp_path / "codebook" / "own.toml").write_text("[[indicator]\n", "utf-8")
    wrong = {"vi": "tệp không đúng định dạng TOML", "en": "not valid TOML"}
    with pytest.raises(IndicatorsError) as built:
        ind.build(tmp_path, lang=lang)
    with pytest.raises(IndicatorsError) as extracted:
        ind.extract(tmp_path / "a.txt", data=tmp_path, lang=lang)
    assert wrong[lang] in str(built.value)
    assert wrong[lang] in str(extracted.value)


@WITH_BOTH
def test_a_language_chosen_nearer_stays(lang: Language, tmp_path: Path) -> None:
    with pytest.raises(IndicatorsError) as caught, errors_in("vi" if lang == "en" else "en"):
        ind.open(tmp_path, lang=lang)
    assert NO_STORE[lang] in str(caught.value)
