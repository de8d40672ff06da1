"""From the rows of a mapping workbook to answers; what cannot be one is said with its cell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from indicators.adopting.choices import themes
from indicators.adopting.words import UNDER, key_of, says, word, words
from indicators.codebook.loader import read_indicator
from indicators.codebook.places import read_place
from indicators.language.place_names import bare_name, slug
from indicators.language.text import fold, nfc
from indicators.language.units import Unit, find_unit, known_unit
from indicators.messages.errors import CodebookError
from indicators.messages.sentences import both
from indicators.model.records import Finding
from indicators.tables.declared import CODES, Answer, Declared, header_key, label_key, unit_key

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping

    from indicators.adopting.entries import Entries, Entry
    from indicators.codebook import Codebook, Indicator
    from indicators.codebook.country import Place
    from indicators.codebook.places import Register

_TIMES = re.compile(r"(?P<number>\d+(?:[.,]\d+)*)\s*(?:[x×*]\s*)?(?P<unit>\D.*)")
_PLACE_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*(?:/[a-z0-9]+(?:-[a-z0-9]+)*)*")
_ID = re.compile(r"\[([^\[\]]+)\]\s*\Z")
_FACTS = ("number", "stand_in", "issued_on", "issuer", "kind", "title", "place", "period")
_ORDER = ("province", "district", "commune")


@dataclass(slots=True)
class Reading:
    """What the mappings of a folder are read to, one after the other.

    Attributes:
        findings: Answers that are none.
        units: Units that a person has declared, by symbol, each with the cell that does.
        places: New places, likewise.
        indicators: New indicators, likewise.
    """

    findings: list[Finding] = field(default_factory=list)
    units: dict[str, tuple[Unit, str]] = field(default_factory=dict)
    places: dict[str, tuple[Place, str]] = field(default_factory=dict)
    indicators: dict[str, tuple[Indicator, str]] = field(default_factory=dict)

    def refuse(self, entry: Entry, column: str, code: str, **arguments: object) -> None:
        """Say what is wrong with an answer, at its cell."""
        text = entry.text(column)
        said = both(code, text=text, **arguments)
        self.findings.append(
            Finding("error", "mapping_answer", None, entry.where(column), None, text or None, *said)
        )

    def declare(
        self,
        known: dict[str, tuple[Any, str]],
        key: str,
        value: object,
        entry: Entry,
        column: str,
    ) -> bool:
        """Take in what a row declares, unless another row has declared it otherwise."""
        first = known.setdefault(key, (value, entry.where(column)))
        if first[0] == value:
            return True
        self.refuse(entry, column, "mapping.declared_twice", key=key, other=first[1])
        return False


def chosen(entry: Entry) -> str:
    """What a row chooses; empty where nobody has answered."""
    return entry.text("choice")


def path_of(entry: Entry) -> tuple[str, ...]:
    """The label of a row with those above it, nearest first."""
    above = entry.text("under").split(UNDER) if entry.text("under") else []
    return (entry.text("label"), *above)


def header_of(entry: Entry) -> tuple[str, ...]:
    """The levels of the header that a row asks about."""
    return tuple(entry.text("header").split(UNDER))


def read_units(entries: Entries, reading: Reading) -> dict[str, Answer]:
    """The answers of the sheet of units; units of their own are declared in `reading`."""
    found: dict[str, Answer] = {}
    for entry in entries.rows.get("units", ()):
        text, printed = chosen(entry), nfc(entry.text("unit"))
        if not text or not printed:
            continue
        unit = _unit(entry, text, printed, reading)
        if unit is not None:
            _take(found, unit_key(printed), Answer(entry.where(), unit), entry, reading)
    return found


def _unit(entry: Entry, text: str, printed: str, reading: Reading) -> str | None:
    """The symbol that a row of the sheet of units chooses; None with a finding."""
    like = fold(text).removeprefix(fold(word("choice", "like").format("")) + " ")
    if known_unit(like):
        return find_unit(like)[0].symbol
    times = _TIMES.fullmatch(like)
    english = entry.text("english")
    if says(text, "choice", "counted"):
        unit = Unit(printed, english or printed, printed, Decimal(1), counted=True)
    elif times and known_unit(times["unit"]):
        base, number = find_unit(times["unit"])[0], _number(times["number"])
        if number is None or number <= 0 or number.log10() % 1:
            reading.refuse(entry, "choice", "mapping.no_power", unit=base.symbol)
            return None
        name = english or f"{times['number']} {base.en}"
        unit = Unit(printed, name, base.dimension, base.factor * number)
    else:
        reading.refuse(entry, "choice", "mapping.unit")
        return None
    return unit.symbol if reading.declare(reading.units, printed, unit, entry, "choice") else None


def _number(text: str) -> Decimal | None:
    try:
        return Decimal(re.sub(r"[.](?=\d{3})", "", text).replace(",", "."))
    except InvalidOperation:
        return None


def read_places(entries: Entries, register: Register, reading: Reading) -> dict[str, Answer]:
    """The answers of the sheet of places; new places are declared in `reading`.

    A new place may lie in another one of the sheet: the higher ones are read first.
    """
    found: dict[str, Answer] = {}
    asked = [entry for entry in entries.rows.get("places", ()) if chosen(entry)]
    for entry in sorted(asked, key=_rank):
        place_id: str | None
        if says(chosen(entry), "choice", "skip"):
            place_id = None
        elif says(chosen(entry), "choice", "new_place"):
            place_id = _new_place(entry, register, reading)
            if place_id is None:
                continue
        else:
            named = _ID.search(chosen(entry))
            place_id = register.find(named[1].strip() if named else chosen(entry))
            new = named[1].strip() if named else slug(chosen(entry))
            place_id = place_id or (new if new in reading.places else None)
            if place_id is None:
                near = register.nearest(chosen(entry))
                reading.refuse(entry, "choice", "mapping.place", near=near)
                continue
        key = fold(entry.text("place")).strip(" :.;")
        _take(found, key, Answer(entry.where(), place_id), entry, reading)
    return found


def _rank(entry: Entry) -> int:
    """The order in which rows are read: new provinces, districts, communes, then all others."""
    if not says(chosen(entry), "choice", "new_place"):
        return len(_ORDER)
    level = key_of(entry.text("level"), "level") or level_of(entry.text("place"))
    return _ORDER.index(level) if level in _ORDER else len(_ORDER) - 1


def _new_place(entry: Entry, register: Register, reading: Reading) -> str | None:
    """The id of a place that a row declares, and with it the one around it."""
    name, *around = [part.strip() for part in entry.text("place").split(",")]
    name = nfc(entry.text("name")) or nfc(name)
    level = key_of(entry.text("level"), "level") if entry.text("level") else level_of(name)
    if level is None:
        reading.refuse(entry, "level", "mapping.level")
        return None
    parent = entry.text("parent") or next(iter(around[::-1]), "")
    above = _around(entry, parent, register, reading) if parent else ""
    place_id = _new_place_id(entry, name, register, reading)
    dates = {day: _day(entry, day, reading) for day in ("valid_from", "valid_to")}
    if None in (above, place_id, *dates.values()):
        return None
    known = {day: found for day, found in dates.items() if found}
    table = {"place_id": place_id, "name": name, "level": level, "parent": above or None, **known}
    place = read_place(table, entry.file)
    taken = reading.declare(reading.places, place.place_id, place, entry, "id")
    return place.place_id if taken else None


def _new_place_id(entry: Entry, name: str, register: Register, reading: Reading) -> str | None:
    """The id of a new place; None with a finding."""
    place_id = entry.text("id") or slug(name)
    if not _PLACE_ID.fullmatch(place_id):
        reading.refuse(entry, "id", "mapping.place_id")
        return None
    if place_id in register:
        reading.refuse(entry, "id", "mapping.place_known", ident=place_id)
        return None
    return place_id


def _day(entry: Entry, column: str, reading: Reading) -> date | str | None:
    """A day that a cell says; empty where it is blank, None with a finding where it is none."""
    text = entry.text(column)
    found = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text)
    try:
        return date(int(found[3]), int(found[2]), int(found[1])) if found else _no_day(text)
    except ValueError:
        reading.refuse(entry, column, "mapping.day")
        return None


def _no_day(text: str) -> str:
    if text:
        raise ValueError(text)
    return ""


def _around(entry: Entry, name: str, register: Register, reading: Reading) -> str | None:
    """The id of the place around a new one; a province that is not known is declared with it."""
    named = _ID.search(name)
    ident = named[1].strip() if named else name
    found = register.find(ident) or next(
        (known for known in (ident, slug(name)) if known in reading.places), None
    )
    if found is not None:
        return found
    if level_of(name) not in (None, "province") or not is_named_by_kind(name):
        reading.refuse(entry, "parent", "mapping.parent", name=name)
        return None
    table = {"place_id": slug(name), "name": nfc(name), "level": "province"}
    place = read_place(table, entry.file)
    return (
        place.place_id
        if reading.declare(reading.places, place.place_id, place, entry, "parent")
        else None
    )


def is_named_by_kind(name: str) -> bool:
    """Whether a name begins with the kind of territory it is of: `Tỉnh Sơn Hà`."""
    return bare_name(name) != fold(name)


def level_of(name: str) -> str | None:
    """The level of a place by the first word of its name; a `thành phố` may be of two levels.

    >>> level_of("Huyện Đồng Lúa"), level_of("Thành phố Đồng Lúa")
    ('district', None)
    """
    folded = fold(name)
    kinds: Mapping[str, str] = words()["kind"]
    return next(
        (level for kind, level in kinds.items() if folded.startswith(f"{fold(kind)} ")), None
    )


def read_labels(
    entries: Entries, units: Mapping[str, Answer], codebook: Codebook, reading: Reading
) -> tuple[dict[Hashable, Answer], dict[str, Answer]]:
    """The answers of the sheet of labels, by label and by the office's code.

    New indicators are declared in `reading`.
    """
    labels: dict[Hashable, Answer] = {}
    codes: dict[str, Answer] = {}
    asked = answered_labels(entries.rows.get("labels", ()))
    for entry in sorted(asked, key=lambda e: not says(chosen(e), "choice", "new")):
        answer = _label(entry, units, codebook, reading)
        if answer is None:
            continue
        key = label_key(path_of(entry), entry.text("unit"))
        taken = _take(labels, key, answer, entry, reading)
        if taken and entry.text("code"):
            _take(codes, fold(entry.text("code")), answer, entry, reading)
    return labels, codes


def answered_labels(entries: Iterable[Entry]) -> list[Entry]:
    """The rows of labels with a choice: their own, or that of a row above for all below it.

    The nearest of several counts. A label that is known keeps what it is known as, where those below
    a heading are to be new.
    """
    rows = list(entries)
    groups = {
        label_key(path_of(entry), "")[0]: (entry, word("choice", kind))
        for entry in rows
        for kind in ("new", "skip")
        if says(chosen(entry), "choice", f"{kind}_below")
    }
    answered: list[Entry] = []
    for entry in rows:
        path = label_key(path_of(entry), "")[0]
        above = (groups[path[n:]] for n in range(len(path)) if path[n:] in groups)
        group = next(above, None)
        if group is not None and (not chosen(entry) or entry is group[0]):
            if says(group[1], "choice", "skip") or not says(
                entry.text("status"), "status", "known"
            ):
                answered.append(_chosen_above(entry, *group))
        elif chosen(entry):
            answered.append(entry)
    return answered


def _chosen_above(entry: Entry, above: Entry, choice: str) -> Entry:
    """The row with the choice that stands in another one."""
    texts = {**entry.texts, "choice": choice}
    return replace(entry, texts=texts, answered_in=above.where())


def _label(
    entry: Entry, units: Mapping[str, Answer], codebook: Codebook, reading: Reading
) -> Answer | None:
    """What a row of the sheet of labels chooses; None with a finding."""
    text = chosen(entry)
    if says(text, "choice", "skip"):
        return Answer(entry.where(), None)
    own_unit = entry.text("own_unit") or entry.text("unit")
    unit = _symbol(own_unit, units)
    indicator: Indicator | None
    if says(text, "choice", "new"):
        indicator = _new_indicator(entry, unit, codebook, reading)
    else:
        named = _ID.search(text)
        ident = named[1].strip() if named else text
        new = reading.indicators.get(ident)
        indicator = new[0] if new else codebook.indicators.get(ident) or _named(codebook, text)
        if indicator is None:
            reading.refuse(entry, "choice", "mapping.indicator")
    if indicator is None:
        return None
    # A choice among known indicators says the unit too, where the table prints none.
    printed = None if entry.text("unit") else unit or _safe_unit(indicator)
    return Answer(entry.where(), indicator.indicator_id, indicator, printed)


def _symbol(text: str, units: Mapping[str, Answer]) -> str | None:
    """The symbol of a printed unit: as it is known, else as a person has said."""
    if known_unit(text):
        return find_unit(text)[0].symbol
    answer = units.get(unit_key(text))
    return answer.value if answer else None


def _safe_unit(indicator: Indicator) -> str | None:
    """The unit of an indicator; none for a rate, whose figures may be printed as 0,42 for 42 %."""
    return None if indicator.unit in ("%", "‰", "text") else indicator.unit


def _named(codebook: Codebook, text: str) -> Indicator | None:
    """The one indicator of a name that somebody typed without its id."""
    same = [entry for entry in codebook.indicators.values() if fold(entry.vi) == fold(text)]
    return same[0] if len(same) == 1 else None


def _new_indicator(
    entry: Entry, unit: str | None, codebook: Codebook, reading: Reading
) -> Indicator | None:
    """The indicator that a row declares; None with a finding."""
    ident = entry.text("id")
    if ident in codebook.indicators:
        reading.refuse(entry, "id", "mapping.id_known", ident=ident)
        return None
    better = key_of(entry.text("better"), "better")
    theme = key_of_theme(entry.text("theme"), codebook)
    wanted = {
        "id": ident, "own_unit": unit, "better": better, "theme": theme, "name": entry.text("name")
    }  # fmt: skip
    missing = next((column for column, value in wanted.items() if not value), None)
    if missing is not None:
        reading.refuse(entry, missing, f"mapping.new_{missing}")
        return None
    name = nfc(entry.text("name"))
    defined = nfc(entry.text("definition")) or name
    table = {
        "id": ident, "vi": name, "en": nfc(entry.text("english")) or name, "unit": unit,
        "better": better, "definition": defined, "definition_vi": defined,
    }  # fmt: skip
    try:
        indicator = read_indicator(f"{theme}.toml", table)
    except CodebookError:
        reading.refuse(entry, "id", "mapping.new_id")
        return None
    new = replace(indicator, aliases=())
    return new if reading.declare(reading.indicators, ident, new, entry, "id") else None


def key_of_theme(text: str, codebook: Codebook) -> str | None:
    """The theme of a name or key: `Kinh tế` is `economy`."""
    known = themes(codebook)
    by_name = {fold(shown): key for key, shown in known.items()}
    return by_name.get(fold(text)) or (text if text in known else None)


def read_headers(entries: Entries, reading: Reading) -> dict[Hashable, Answer]:
    """The answers of the sheet of columns; their words are read where they stand in for a header."""
    found: dict[Hashable, Answer] = {}
    for entry in entries.rows.get("headers", ()):
        text = chosen(entry)
        if not text:
            continue
        skip, codes = says(text, "choice", "skip"), says(text, "choice", "codes")
        value = None if skip else CODES if codes else text
        _take(found, header_key(header_of(entry)), Answer(entry.where(), value), entry, reading)
    return found


def read_documents(entries: Entries) -> dict[str, dict[str, tuple[str, str]]]:
    """The facts of documents, by the name of their file."""
    return {
        fold(entry.text("file").rpartition("/")[2]): {
            name: (entry.text(name), entry.where(name)) for name in _FACTS if entry.text(name)
        }
        for entry in entries.rows.get("documents", ())
        if entry.text("file")
    }


def _take(
    found: dict[Any, Answer], key: Hashable, answer: Answer, entry: Entry, reading: Reading
) -> bool:
    """Keep an answer; a second one to the same question has to say the same."""
    first = found.setdefault(key, answer)
    if (first.value, first.unit) != (answer.value, answer.unit):
        reading.refuse(entry, "choice", "mapping.two_answers", other=first.where)
        return False
    return True


def declared(
    name: str,
    units: Mapping[str, Answer],
    places: Mapping[str, Answer],
    labels: tuple[Mapping[Any, Answer], Mapping[str, Answer]],
    headers: Mapping[Any, Answer],
) -> Declared:
    """The answers of one mapping."""
    return Declared(name, labels[0], labels[1], headers, units, places)


def with_new(codebook: Codebook, new: Iterable[Indicator]) -> Codebook:
    """The codebook with indicators that a person has declared; no label leads to them by itself."""
    declared = {entry.indicator_id: entry for entry in new}
    if not declared:
        return codebook  # with all that it has worked out
    both_kinds = {**codebook.indicators, **declared}
    return replace(codebook, indicators=dict(sorted(both_kinds.items())))
