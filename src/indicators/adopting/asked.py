"""What a person is asked about files: each label, header, unit and place once, the most frequent first.

Answers of before are kept under what they answer; rows that answer nothing that is printed any more
stay, and say so.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from indicators.adopting.answers import answered_labels, header_of, level_of, path_of
from indicators.adopting.choices import (
    candidates,
    described,
    header_choices,
    indicator_choice,
    reading_of,
    themes,
    unit_choices,
)
from indicators.adopting.entries import Entries
from indicators.adopting.words import UNDER, headers, word, words
from indicators.language.marks import strip_mark
from indicators.language.place_names import slug
from indicators.language.text import fold, nfc
from indicators.messages.sentences import Message
from indicators.tables.declared import header_key, label_key, unit_key

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

    from indicators.adopting.entries import Entry
    from indicators.codebook import Codebook
    from indicators.codebook.places import Register
    from indicators.language.periods import Period
    from indicators.tables.questions import Met

_ORDER = ("open", "answered", "taken", "known", "gone")
_SHOWN = 3  # samples of a question
_LONGEST_ID = 60


class MetIn(NamedTuple):
    """Something that may be asked, with the file that prints it and the period of that file."""

    met: Met
    file: str
    period: Period | None = None
    place_id: str | None = None


@dataclass(slots=True)
class Line:
    """One row of a sheet.

    Attributes:
        status: `open`, `answered`, `taken` from another mapping, `known` or `gone`.
        cells: By the key of their header.
        choices: What may be chosen.
        added: Cells of columns that a person has added.
    """

    status: str
    cells: dict[str, Any]
    choices: list[str] = field(default_factory=list)
    added: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Kept:
    """Answers of before: of this mapping, and of the one whose answers are taken over."""

    own: Entries
    other: Entries = field(default_factory=Entries)
    other_name: str = ""


class Sheet(NamedTuple):
    """How the rows of a sheet are found again, and which of their cells a person fills in."""

    kind: str
    key: Callable[[Entry], Hashable]
    typed: tuple[str, ...]


LABELS = Sheet(
    "labels", lambda e: label_key(path_of(e), e.text("unit")),
    ("choice", "name", "id", "english", "theme", "better", "own_unit", "definition", "note"),
)  # fmt: skip
HEADERS = Sheet("headers", lambda e: header_key(header_of(e)), ("choice", "note"))
UNITS = Sheet("units", lambda e: unit_key(e.text("unit")), ("choice", "english", "note"))
PLACES = Sheet(
    "places", lambda e: fold(e.text("place")).strip(" :.;"),
    ("choice", "id", "name", "level", "parent", "valid_from", "valid_to", "note"),
)  # fmt: skip
DOCUMENTS = Sheet(
    "documents", lambda e: fold(e.text("file").rpartition("/")[2]),
    ("number", "stand_in", "issued_on", "issuer", "kind", "title", "place", "period", "note"),
)  # fmt: skip


def ask_labels(met: Sequence[MetIn], kept: Kept, codebook: Codebook, prefix: str) -> list[Line]:
    """The rows of the sheet of labels.

    Args:
        met: What the files print, in their order.
        kept: Answers of before.
        codebook: The indicators that may be chosen.
        prefix: Of the ids of new indicators.
    """
    groups = _grouped(met, "label", lambda m: label_key(m.printed, m.unit))
    names = _Names(prefix, codebook)
    theme = next(iter(themes(codebook)), "")
    answered = {
        LABELS.key(entry) for entry in kept.own.rows.get("labels", ()) if entry.text("choice")
    }
    lines: dict[Hashable, Line] = {}
    for key, group in groups.items():
        first = group[0].met
        known = sorted({ident for m in group for ident in m.met.read_as.split(", ") if ident})
        line = _label_line(group, known, codebook)
        if line.status == "open" or key in answered:
            near = candidates(codebook, first.printed[0], first.printed[1:], first.unit)
            line.cells["candidates"] = "\n".join(described(one, first.unit) for one in near)
            line.choices = [*map(indicator_choice, near), *line.choices]
        elif len(known) == 1 and known[0] in codebook.indicators:
            theme = codebook.indicators[known[0]].theme  # its neighbours will be of the same
        line.cells |= names.proposed(first, theme)
        lines[key] = line
    _offer_groups(lines.values())
    in_groups = (
        LABELS.key(e) for e in answered_labels(kept.own.rows.get("labels", ())) if e.answered_in
    )
    for line in filter(None, map(lines.get, in_groups)):
        line.status = "answered"
    return _with_answers(LABELS, lines, kept)


def _offer_groups(lines: Iterable[Line]) -> None:
    """Offer one choice for all rows below a label, where any of them is asked about."""
    asked = [line for line in lines if line.status == "open"]
    above = {
        tuple(path[n:])
        for path in (line.cells["under"].split(UNDER) for line in asked)
        for n in range(len(path))
    }
    for line in asked:
        own = [line.cells["label"], *filter(None, line.cells["under"].split(UNDER))]
        if tuple(own) in above:
            line.choices += [word("choice", "new_below"), word("choice", "skip_below")]


def _label_line(group: Sequence[MetIn], known: Sequence[str], codebook: Codebook) -> Line:
    """The row of a label, before anything is proposed."""
    first = group[0].met
    reason = next((one.met.reason for one in group if one.met.reason is not None), None)
    reading = _reading(known, codebook)
    if reading and reason is not None:
        partly: str = words()["reading"]["partly"]
        said = reason.in_language("vi") if isinstance(reason, Message) else ""
        reading = partly.format(reading, said).rstrip(": ")
    cells = {
        "label": nfc(first.printed[0]),
        "under": UNDER.join(map(nfc, first.printed[1:])),
        "unit": nfc(first.unit),
        "code": first.code,
        "count": len(group),
        "sample": _samples(group),
        "reading": reading,
    }
    choices = [word("choice", "new"), word("choice", "skip")]
    return Line("known" if known and reason is None else "open", cells, choices)


def ask_headers(met: Sequence[MetIn], kept: Kept) -> list[Line]:
    """The rows of the sheet of columns."""
    groups = _grouped(met, "header", lambda m: header_key(m.printed))
    lines: dict[Hashable, Line] = {}
    for key, group in groups.items():
        column = group[0].met.column
        refused = next((m.met.reason for m in group if m.met.column is None), None)
        line = Line("open" if refused is not None else "known", {
            "header": UNDER.join(map(nfc, group[0].met.printed)),
            "count": len(group),
            "sample": _samples(group),
            "reading": refused.in_language("vi") if refused is not None
            else reading_of(column) if column is not None else "",
        })  # fmt: skip
        line.choices = header_choices(group[0].met.printed, column, group[0].period)
        lines[key] = line
    return _with_answers(HEADERS, lines, kept)


def ask_units(met: Sequence[MetIn], kept: Kept) -> list[Line]:
    """The rows of the sheet of units: those that are not known."""
    groups = _grouped(met, "unit", lambda m: unit_key(m.printed[0]))
    lines: dict[Hashable, Line] = {}
    for key, group in groups.items():
        printed = nfc(group[0].met.printed[0])
        cells = {"unit": printed, "count": len(group), "sample": _samples(group)}
        lines[key] = Line("open", cells, unit_choices(printed))
    return _with_answers(UNITS, lines, kept)


def ask_places(met: Sequence[MetIn], kept: Kept, register: Register) -> list[Line]:
    """The rows of the sheet of places: names that are none of the register."""
    groups = _grouped(met, "place", lambda m: fold(m.printed[0]).strip(" :.;"))
    lines: dict[Hashable, Line] = {}
    for key, group in groups.items():
        printed, inside = nfc(group[0].met.printed[0]), group[0].place_id
        near = register.nearest(printed, of=inside)
        name, *around = [part.strip() for part in printed.split(",")]
        level = level_of(name)
        cells = {
            "place": printed, "count": len(group), "sample": _samples(group), "name": name,
            "id": _free_id(f"{inside}/{slug(name)}" if inside else slug(name), around, register),
            "level": word("level", level) if level else "",
            "parent": around[-1] if around else inside or "",
        }  # fmt: skip
        options = [word("choice", "new_place"), *near, word("choice", "skip")]
        lines[key] = Line("open", cells, options)
    return _with_answers(PLACES, lines, kept)


def _free_id(ident: str, around: Sequence[str], register: Register) -> str:
    """The id that a new place may have: with the province where another place has it."""
    return f"{slug(around[-1])}-{ident}" if ident in register and around else ident


def ask_documents(files: Mapping[str, Mapping[str, str]], kept: Kept) -> list[Line]:
    """The rows of the sheet of documents.

    Args:
        files: Facts as the files print them, by name; under `missing` the names of those that lack.
        kept: Answers of before.
    """
    lines: dict[Hashable, Line] = {}
    for file, facts in files.items():
        missing = facts.get("missing", "")
        cells = {"file": file, **{name: text for name, text in facts.items() if name != "missing"}}
        line = Line("open" if missing else "known", cells)
        line.cells["status"] = (
            word("status", "facts_missing").format(missing) if missing else word("status", "facts")
        )
        lines[fold(file.rpartition("/")[2])] = line
    return _with_answers(DOCUMENTS, lines, kept)


class _Names:
    """Names and ids of new indicators as they are proposed: each once."""

    def __init__(self, prefix: str, codebook: Codebook) -> None:
        self._prefix, self._codebook = prefix, codebook
        self._ids: Counter[str] = Counter(list(codebook.indicators))
        self._names: Counter[str] = Counter()
        self._themes = themes(codebook)
        self._english = {fold(entry.vi): entry.en for entry in codebook.indicators.values()}

    def proposed(self, met: Met, theme: str) -> dict[str, str]:
        label = nfc(strip_mark(met.printed[0])[1]).strip(" .:;")
        above = [nfc(strip_mark(text)[1]).strip(" .:;") for text in met.printed[1:]]
        tries = [label, *(f"{label} ({text})" for text in above[:1]), f"{label}, {met.unit}"]
        name = next((text for text in tries if not self._names[fold(text)]), tries[-1])
        self._names[fold(name)] += 1
        return {
            "name": name,
            "id": self._id(name),
            "english": self._english.get(fold(label), name),
            "theme": self._themes.get(theme, theme),
            "better": word("better", "none"),
            "own_unit": nfc(met.unit),
            "definition": word("definition", "new").format(" / ".join(reversed([label, *above]))),
        }

    def _id(self, name: str) -> str:
        ident = identifier(f"{self._prefix} {name}")
        self._ids[ident] += 1
        return ident if self._ids[ident] == 1 else f"{ident}_{self._ids[ident]}"


def identifier(text: str) -> str:
    """A key in small ASCII letters of a Vietnamese text.

    >>> identifier("Đồng Lúa: Số giờ phát sóng")
    'dong_lua_so_gio_phat_song'
    """
    plain = unicodedata.normalize("NFD", fold(text).replace("đ", "d"))
    letters = "".join(c if c.isascii() and c.isalnum() else " " for c in _unmarked(plain))
    joined = "_".join(letters.split())[:_LONGEST_ID].strip("_")
    return joined if joined[:1].isalpha() else f"x_{joined}"


def _unmarked(decomposed: str) -> str:
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def _grouped(
    met: Iterable[MetIn], kind: str, key: Callable[[Met], Hashable]
) -> dict[Hashable, list[MetIn]]:
    """What is met of a kind, equal ones together, in the order they are met first.

    A cell that is met for each of its figures counts once.
    """
    groups: dict[Hashable, dict[tuple[str, str], MetIn]] = {}
    for one in met:
        if one.met.kind == kind:
            cells = groups.setdefault(key(one.met), {})
            cells.setdefault((one.file, one.met.locator), one)
    return {found: list(cells.values()) for found, cells in groups.items()}


def _samples(group: Sequence[MetIn]) -> str:
    shown = []
    for one in group[:_SHOWN]:
        figures = "; ".join(one.met.sample) or one.met.locator.rpartition("!")[2]
        shown.append(f"{one.met.locator.rpartition('!')[0] or one.file}! {figures}")
    more = len(group) - _SHOWN
    return "\n".join(shown) + (f"\n… (+{more})" if more > 0 else "")


def _reading(known: Sequence[str], codebook: Codebook) -> str:
    named = [
        indicator_choice(codebook.indicators[ident]) if ident in codebook.indicators else ident
        for ident in known
    ]
    if len(named) > 1:
        several: str = words()["reading"]["several"]
        return several.format("; ".join(named))
    return "".join(named)


def _with_answers(sheet: Sheet, lines: dict[Hashable, Line], kept: Kept) -> list[Line]:
    """The lines with what a person has typed before, then what answers nothing any more."""
    left: list[Line] = []
    answered: set[Hashable] = set()
    for entry in kept.own.rows.get(sheet.kind, ()):
        key = sheet.key(entry)
        if key in lines and key not in answered:
            answered.add(key)
            _fill(sheet, lines[key], entry, "answered")
        elif any(entry.texts.values()):
            left.append(_left(sheet, entry, found=key in lines))
    if sheet.kind in ("labels", "headers", "units"):
        for entry in kept.other.rows.get(sheet.kind, ()):
            key = sheet.key(entry)
            if key in lines and entry.text("choice") and not lines[key].cells.get("choice"):
                _fill(sheet, lines[key], entry, "taken")
                shown = word("status", "taken").format(kept.other_name)
                lines[key].cells["status"] = shown
    ranked = sorted(
        lines.values(), key=lambda line: (_ORDER.index(line.status), -line.cells.get("count", 0))
    )
    for line in (*ranked, *left):
        line.cells.setdefault("status", word("status", line.status))
    return [*ranked, *left]


def _fill(sheet: Sheet, line: Line, entry: Entry, status: str) -> None:
    for column in sheet.typed:
        if entry.text(column):
            line.cells[column] = entry.text(column)
    if entry.text("choice"):
        line.status = status
    line.added |= _added(sheet, entry)


def _left(sheet: Sheet, entry: Entry, *, found: bool) -> Line:
    """A row that answers nothing that is printed, or what another row answers too."""
    own = headers(sheet.kind)
    cells = {column: text for column, text in entry.texts.items() if column in own}
    status = "answered" if found else "gone"
    cells["status"] = word("status", status)
    return Line(status, cells, added=_added(sheet, entry))


def _added(sheet: Sheet, entry: Entry) -> dict[str, str]:
    own = headers(sheet.kind)
    return {column: text for column, text in entry.texts.items() if column not in own and text}
