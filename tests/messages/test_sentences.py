"""Sentences for people: both languages of each, every code used, errors that other processes get."""

from __future__ import annotations

import ast
import errno
import pickle
import re
import unicodedata
from pathlib import Path
from string import Formatter

import pytest

import indicators
from indicators.cli import main
from indicators.codebook.match import AmbiguousLabelError, UnknownLabelError
from indicators.language.quantity import QuantityError, parse_quantity
from indicators.language.units import UnitError, find_unit
from indicators.messages.errors import IndicatorsError, SourceError, StoreError
from indicators.messages.sentences import (
    LANGUAGES,
    Quoted,
    both,
    language_in_force,
    message,
    say,
    speaking,
    texts,
)

SOURCE = Path(indicators.__file__).parent
CODES = sorted(texts())
CALLS = {"message", "both", "say"}


def names(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("code", CODES)
def test_every_sentence_is_written_in_both_languages(code: str) -> None:
    pair = texts()[code]
    assert set(pair) == {"vi", "en"}
    assert names(pair["vi"]) == names(pair["en"]), "the texts name different things"
    for lang in LANGUAGES:
        samples = {name: ["mẫu một", "mẫu hai"] for name in names(pair[lang])}
        shown = say(code, lang=lang, **samples)
        assert shown.strip()
        assert "\n" not in shown
        assert unicodedata.is_normalized("NFC", shown)
        if code != "counts.lines":  # it shows TOML
            assert not re.search(r"[{}]", shown)


@pytest.mark.parametrize("code", CODES)
def test_vietnamese_is_vietnamese(code: str) -> None:
    words = re.sub(r"\{[^}]*\}", "", texts()[code]["vi"])
    if re.search(r"[^\W\d_]{2}", words) and code not in UNMARKED:
        assert not words.isascii()
        english = re.findall(r"\b(?:the|is|are|of|and|or|was|not|with|it|this)\b", words.lower())
        assert english == []


# Vietnamese words without any mark.
UNMARKED = {"place.page", "kind.excel"}


def codes_in_source() -> tuple[set[str], set[str]]:
    """Codes the source names in full, and patterns of those it puts together."""
    whole: set[str] = set()
    put_together: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                if node.value in texts():
                    whole.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = [p.value if isinstance(p, ast.Constant) else None for p in node.values]
                pattern = "".join(r"\w+" if p is None else re.escape(str(p)) for p in parts)
                if re.match(r"[a-z_]+\\\.", pattern):
                    put_together.add(pattern)
    return whole, put_together


def test_every_code_in_the_file_is_used() -> None:
    whole, put_together = codes_in_source()
    unused = [
        code
        for code in CODES
        if code not in whole and not any(re.fullmatch(pattern, code) for pattern in put_together)
    ]
    assert [code for code in unused if not code.startswith("usage.")] == []


def test_every_code_that_is_used_is_in_the_file() -> None:
    unknown = []
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                place = 0 if node.func.id in CALLS else {"SourceError": 1}.get(node.func.id)
                if place is None or len(node.args) <= place:
                    continue
                code = node.args[place]
                if isinstance(code, ast.Constant) and code.value not in texts():
                    unknown.append((path.name, node.lineno, code.value))
    assert unknown == []


def test_no_error_or_finding_is_made_with_a_sentence() -> None:
    """Sentences stand in the file: errors are raised and findings made with a code."""
    sentences = []
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = getattr(node.func, "id", getattr(node.func, "attr", ""))
            if called in BUILT_IN or not (called.endswith("Error") or called in SAYING):
                continue
            sentences += [
                (path.name, node.lineno, part.value)
                for part in ast.walk(ast.Tuple([*node.args, *(k.value for k in node.keywords)]))
                if isinstance(part, ast.Constant)
                and isinstance(part.value, str)
                and part.value.strip().count(" ") > 1
            ]
    assert sentences == []


SAYING = {"Finding", "Unbound", "refuse", "report"}
# What no person gets to read, and what argparse asks for.
BUILT_IN = {"AttributeError", "DamagedError", "ArgumentTypeError"}


def test_errors_are_said_in_the_language_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    error = StoreError("store.none", path="kho.duckdb")
    assert error.in_language("vi").startswith("kho.duckdb: ở đây chưa có kho dữ liệu; hãy chạy")
    assert str(error).startswith("kho.duckdb: there is no store here; run")
    with speaking("vi"):
        assert str(error) == error.in_language("vi")
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value, expected in (
        ("LANG", "vi_VN.UTF-8", "vi"),
        ("LC_MESSAGES", "en_GB.UTF-8", "en"),
        ("LC_ALL", "vi", "vi"),
    ):
        monkeypatch.setenv(name, value)
        assert language_in_force() == expected


def test_what_the_system_says_is_said_in_vietnamese() -> None:
    full = OSError(errno.ENOSPC, "No space left on device")
    vi, en = both("draft.unwritable", path="a.xlsx", reason=full)
    assert vi == "a.xlsx: không ghi được (đĩa đã đầy); hãy chọn nơi khác."
    assert en == "a.xlsx: this cannot be written (No space left on device); choose another place."
    odd = OSError(errno.ENOTTY, "Inappropriate ioctl for device")
    assert (
        f"hệ thống báo lỗi số {errno.ENOTTY}" in both("draft.unwritable", path="a", reason=odd)[0]
    )


def test_words_of_a_library_are_quoted_in_vietnamese() -> None:
    error = StoreError("store.not_ours", path="a", reason=ValueError("bad magic\nat 0"))
    assert "(“bad magic”)" in error.in_language("vi")
    assert "(bad magic)" in error.in_language("en")
    assert Quoted.of(KeyError()).text == "KeyError"


def test_an_error_within_an_error_is_said_in_the_same_language() -> None:
    with pytest.raises(QuantityError) as caught:
        parse_quantity("12 bongbong")
    vi, en = caught.value.in_language("vi"), caught.value.in_language("en")
    assert "chưa biết đơn vị" in vi
    assert "is not known" in en


def test_lists_end_as_the_text_asks() -> None:
    error = AmbiguousLabelError("Sen", ["a", "b", "c"])
    assert error.in_language("vi").endswith("một trong các chỉ tiêu a, b hoặc c")
    assert error.in_language("en").endswith("may mean a, b or c")


def unit_error() -> UnitError:
    with pytest.raises(UnitError) as caught:
        find_unit("tỷ đồg")
    return caught.value


@pytest.mark.parametrize(
    "error",
    [
        IndicatorsError("store.locked", folder=Path("data")),
        SourceError(Path("a.pdf"), "pdf.page_damaged", message("place.page", number=3)),
        SourceError(Path("a.csv"), "csv.none", reason=RuntimeError("x")),
        UnknownLabelError("Sen", [("lotus", "Sen", "ha", "name")]),
        AmbiguousLabelError("Sen", ["a", "b"]),
        QuantityError("no_figure", "x", "quantity.no_digit", "12", shown="x"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_errors_come_whole_from_another_process(error: IndicatorsError) -> None:
    there = pickle.loads(pickle.dumps(error))  # noqa: S301 (our own bytes)
    assert type(there) is type(error)
    assert vars(there) == vars(error)
    for lang in LANGUAGES:
        assert there.in_language(lang) == error.in_language(lang)


def test_a_unit_error_keeps_what_is_near() -> None:
    error = unit_error()
    there = pickle.loads(pickle.dumps(error))  # noqa: S301
    assert there.nearest == error.nearest
    assert "tỷ đồng" in there.in_language("vi")


def test_every_command_speaks_the_language_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for command in ("build", "counts", "extract", "search", "report", "audit", "export", "diff"):
        with pytest.raises(SystemExit):
            main([command, "--help", "--lang", "vi"])
        shown = capsys.readouterr().out
        assert shown.startswith(f"cách dùng: indicators {command} ")
        assert "--lang {vi,en}" in shown
        assert "show this help" not in shown
    assert main(["search", "x", "--data", str(tmp_path), "--lang", "vi"]) == 2
    assert "ở đây chưa có kho dữ liệu" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["extract"], "thiếu các đối số bắt buộc: TỆP"),
        (["search", "x", "--limit"], "đối số --limit: cần một giá trị"),
        (["search", "x", "--limit", "ba"], "đối số --limit: 'ba' không phải giá trị kiểu int"),
        (["build", "--daat"], "không rõ các đối số: --daat"),
        (["extract", "a", "--jobs", "0"], "'0' không phải số tiến trình; hãy nêu từ 1 trở lên"),
    ],
)
def test_complaints_about_arguments_are_vietnamese(
    arguments: list[str], complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main([*arguments, "--lang=vi"])
    assert complaint in capsys.readouterr().err
