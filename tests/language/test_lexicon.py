"""One language: every phrase once, as data; grammar in code, and only in `language/`."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import indicators
from indicators.language.lexicon import (
    Lexicon,
    LexiconError,
    compose,
    lexicon,
    meanings,
    phrases,
)

PACKAGE = Path(indicators.__file__).parent
_VIETNAMESE = re.compile(
    "[àáảãạăằắẳẵặâầấẩẫậđèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵ]", re.IGNORECASE
)


def _data(phrase: dict[str, dict[str, str]]) -> dict[str, object]:
    return {"meaning": {"estimate": "an estimate", "target": "a target"}, "phrase": phrase}


_TARGET = {"chỉ tiêu": {"target": "header"}}


@pytest.mark.parametrize(
    ("phrase", "says"),
    [
        ({"ước": {"estimated": "cell"}}, "unknown meaning 'estimated'"),
        ({"ước": {"estimate": "cell title"}}, "may stand in 'title'"),
        ({"tỷ lệ": {"estimate": "cell"}, "tỉ lệ": {"estimate": "header"}}, "are one phrase"),
        ({"lũy kế": {"estimate": "cell"}, "Luỹ kế": {"estimate": "cell"}}, "are one phrase"),
        ({"ước": {"estimate": "cell written"}, "uth": {"estimate": "written"}}, "two phrases"),
        ({}, "no phrase has the meaning estimate"),
    ],
)
def test_data_that_contradicts_itself_is_refused(
    phrase: dict[str, dict[str, str]], says: str
) -> None:
    with pytest.raises(LexiconError, match=says):
        Lexicon(_data({**_TARGET, **phrase}))


def test_a_phrase_has_its_meaning_only_where_it_may_stand() -> None:
    known = Lexicon(
        _data(
            {**_TARGET, "ước thực hiện": {"estimate": "cell header"}, "ước": {"estimate": "cell"}}
        )
    )
    assert known.phrases("estimate", "cell") == ("ước thực hiện", "ước")
    assert known.phrases("estimate", "header") == ("ước thực hiện",)
    with pytest.raises(
        LexiconError, match="no phrase of the lexicon means 'estimate' in a sentence"
    ):
        known.phrases("estimate", "sentence")


def test_a_phrase_with_two_meanings_where_one_is_asked_for_is_refused() -> None:
    with pytest.raises(LexiconError, match="'thực hiện' means performed and actual in a header"):
        meanings(("performed", "actual"), "header")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("so với kế hoạch", "kế hoạch"),
        ("kh năm", "kh"),
        ("khối lượng", None),  # not the KH of kế hoạch
        ("khkt", None),
        ("% kh", "kh"),
    ],
)
def test_meanings_in_a_pattern_are_whole_words(text: str, found: str | None) -> None:
    match = compose("<planned>", "header").search(text)
    assert (match and match[0]) == found


def test_words_of_both_spellings_are_one_phrase() -> None:
    assert "tỷ trọng" in phrases("share", "header")
    assert lexicon().abbreviations["hđnd"] == "hội đồng nhân dân"


def test_no_pattern_outside_language_holds_vietnamese_words() -> None:
    found = {
        f"{path.relative_to(PACKAGE).as_posix()}: {text}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for text in vietnamese_patterns(ast.parse(path.read_text("utf-8")))
        if path.relative_to(PACKAGE).parts[0] != "language"
    }
    assert not found


def vietnamese_patterns(module: ast.Module) -> set[str]:
    """Texts with Vietnamese letters in patterns of `re`, also by the name of a constant."""
    constants = {
        target.id: node.value
        for node in module.body
        if isinstance(node, ast.Assign)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    patterns = [
        node.args[0]
        for node in ast.walk(module)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "re"
        and node.args
    ]
    texts: set[str] = set()
    while patterns:
        for node in ast.walk(patterns.pop()):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(node.value)
            if isinstance(node, ast.Name) and node.id in constants:
                patterns.append(constants.pop(node.id))
    return {text for text in texts if _VIETNAMESE.search(re.sub(r"\[[^\]]*\]", "", text))}


@pytest.mark.parametrize(
    "source",
    [
        "re.compile('kế hoạch')",
        "re.search(rf'{word}\\\\s+năm', text)",
        "_LEAD = 'quý'\nre.compile(rf'{_LEAD}\\\\d')",
    ],
)
def test_a_pattern_with_words_is_found(source: str) -> None:
    assert vietnamese_patterns(ast.parse(source))


def test_letters_in_a_class_are_no_words() -> None:
    assert not vietnamese_patterns(ast.parse("re.fullmatch(r'[IVXLA-ZĐ]+', text)"))
