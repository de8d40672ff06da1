"""Facts of the document: the sheet `Nguồn` of a workbook, or the first lines of a csv file."""

from __future__ import annotations

import re
from calendar import monthrange
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Literal, TypeVar, get_args

from indicators.codebook.unknown_places import why_unknown
from indicators.language.letterheads import DATE_OF_ISSUE
from indicators.language.lexicon import lexicon, meanings, phrases
from indicators.language.periods import names_several_years, plain
from indicators.language.place_names import slug
from indicators.language.relative_periods import period_in
from indicators.language.text import fold, nfc
from indicators.messages.errors import IndicatorsError
from indicators.messages.sentences import message
from indicators.model.records import Document, SourceClass, TitleFrom
from indicators.readers.table import Cell
from indicators.tables.letterhead import Printed, read_letterhead
from indicators.tables.questions import Met

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from indicators.codebook.places import Register
    from indicators.readers.table import SourceFile, SourceTable
    from indicators.tables.layout import Block
    from indicators.tables.questions import Questions

SHEET = "nguồn"
_Word = TypeVar("_Word", bound=str)
_DAY_OF_FILE = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
_WORDS_OF_DATES = {"ngày", "tháng", "năm"}
_YEARS = range(1945, 2101)
_FACTS = (
    "document_number", "document_stand_in", "document_issued_on", "document_issuer", "document_kind",
    "document_title", "document_place", "document_period", "document_source_class",
    "document_address", "document_title_from",
)  # fmt: skip
_REQUIRED = ("issued_on", "issuer", "kind", "title", "place")


class FactsError(IndicatorsError, ValueError):
    """The document's facts are missing or unreadable.

    Attributes:
        rule: Of the finding to be made of it.
        locator: Where the fact stands, or should.
        found: What stands there.
    """

    def __init__(
        self, rule: str, locator: str, code: str, found: str | None = None, /, **arguments: object
    ) -> None:
        """Keep the parts of the finding to be made of it."""
        super().__init__(code, **arguments)
        self.rule, self.locator, self.found = rule, locator, found


@dataclass(slots=True)
class Facts:
    """Facts by name with the cell each stands in, and all cells that were used.

    `printed`: those that the tables print around themselves; `declared`: the cells of a mapping that
    give the others.
    """

    cells: dict[str, Cell] = field(default_factory=dict)
    used: dict[tuple[str, int, int], Literal["head", "label"]] = field(default_factory=dict)
    sheet: str = "Nguồn"
    printed: Printed = field(default_factory=dict)
    declared: Mapping[str, str] = field(default_factory=dict)

    def text(self, name: str) -> str | None:
        """The fact as printed, NFC, or None."""
        return nfc(self.cells[name].text) if name in self.cells else None

    def locator(self, name: str) -> str:
        """Where the fact stands."""
        if name in self.declared:
            return self.declared[name]
        sheet, cell = self.printed.get(name, (self.sheet, self.cells.get(name)))
        return f"{sheet}!{cell.address}" if cell else sheet


def read_facts(source: SourceFile, blocks: Sequence[Sequence[Block]]) -> Facts:
    """Collect key and value pairs from the sheet `Nguồn`, or from the lines above the table.

    Args:
        source: What a reader found.
        blocks: The tables of every sheet.
    """
    facts = Facts()
    names = meanings(_FACTS, "cell")
    for table, found in zip(source.tables, blocks, strict=True):
        own_sheet = fold(table.sheet) == SHEET
        rows = table.rows if own_sheet else _rows_above(table, found)
        for number, row in rows.items():
            cells = list(row.values())
            below = rows.get(number + 1, {}) if own_sheet else None
            for key, value in _pairs(cells, below, names):
                name = names[key.key.rstrip(":. ")].removeprefix("document_")
                if name not in facts.cells:
                    facts.cells[name] = value
                    facts.sheet = table.sheet
                    facts.used[table.sheet, value.row, value.column] = "label"
                    facts.used[table.sheet, key.row, key.column] = "head"
            if own_sheet and len(cells) == 1:  # the title of the sheet
                facts.used.setdefault((table.sheet, cells[0].row, cells[0].column), "head")
    if not facts.cells:  # a workbook without the sheet: what the tables print around themselves
        facts.printed = read_letterhead(zip(source.tables, blocks, strict=True))
        facts.cells = {name: cell for name, (_, cell) in facts.printed.items()}
    return facts


def complete(facts: Facts, given: Mapping[str, tuple[str, str]]) -> None:
    """Add the facts that a person has given; they count before what tables print around themselves.

    What the sheet Nguồn of the file says is said by the document: it is only added to.

    Args:
        facts: As found.
        given: Text and cell of a mapping, by fact.
    """
    own = facts.cells if not facts.printed else {}
    added = {name: told for name, told in given.items() if name not in own}
    for name, (text, _) in added.items():
        facts.cells[name] = Cell(0, 0, "text", text)
    facts.declared = {name: where for name, (_, where) in added.items()}


def _pairs(
    cells: Sequence[Cell], below: Mapping[int, Cell] | None, names: Mapping[str, str]
) -> list[tuple[Cell, Cell]]:
    """Keys and their values: beside one key, or below a row of nothing but keys."""
    keys = [cell for cell in cells if cell.key.rstrip(":. ") in names]
    if len(keys) == len(cells) > 1 and below is not None:
        return [(key, below[key.column]) for key in keys if key.column in below]
    return [(cells[0], cells[1])] if len(cells) > 1 and cells[0] in keys else []


def read_document(
    source: SourceFile, facts: Facts, register: Register, file: str, questions: Questions
) -> Document:
    """Make the document record.

    Raises:
        FactsError: If the sheet or a fact is missing, a date is none, or the place is unknown.
    """
    folder = _folder(file) if facts.printed or not facts.cells else ""
    printed = facts.text("place") or ""
    declared = "place" in facts.declared or folder not in register
    place = printed if declared or _is_namesake(printed, folder, register) else folder
    _refuse_missing(facts, file, place)
    issued_on, precision = _date(facts)
    place_id = _place(place, _days(issued_on, precision), facts, register, questions)
    number = facts.text("number")
    handle = number or facts.text("stand_in") or ""
    title = facts.text("title") or ""
    printed_period = facts.text("period") or title
    return Document(
        document_id=document_id(place_id, handle),
        number=number,
        title=title,
        kind=facts.text("kind") or "",
        issuer=facts.text("issuer") or "",
        issued_on=issued_on,
        issued_precision=precision,
        place_id=place_id,
        period=None
        if names_several_years(printed_period)  # each header must say its own
        else period_in(printed_period, year_hint=issued_on.year if issued_on else None),
        file=file,
        sha256=source.sha256,
        source_class=_choice(facts, "source_class", "source", get_args(SourceClass)),
        address=facts.text("address"),
        title_from=_choice(facts, "title_from", "title", get_args(TitleFrom)),
    )


def _choice(facts: Facts, name: str, prefix: str, allowed: tuple[_Word, ...]) -> _Word:
    """A fact that is one of a few words; the first of them where the file does not say it.

    Raises:
        FactsError: If it is another word.
    """
    if name not in facts.cells:
        return allowed[0]
    text = facts.cells[name].text
    words = meanings(tuple(f"{prefix}_{meaning}" for meaning in allowed), "cell")
    found = words.get(fold(text).rstrip("."))
    for meaning in allowed:
        if found == f"{prefix}_{meaning}":
            return meaning
    written = [lexicon().written(f"{prefix}_{meaning}") for meaning in allowed]
    title = lexicon().written(f"document_{name}").capitalize()
    raise FactsError(
        "missing_fact", facts.locator(name), "facts.choice", text,
        name=title, text=nfc(text), words=written,
    )  # fmt: skip


def _is_namesake(printed: str, place_id: str, register: Register) -> bool:
    """Whether a printed name is that of another place, which a folder would have the same id for."""
    named = slug(printed.partition(",")[0])
    known = {slug(place.name) for place in register.of_id(place_id)}
    meant = (place.place_id for place in register.meant(printed))
    return named in known and place_id not in meant


def _place(
    printed: str,
    days: Sequence[date | None],
    facts: Facts,
    register: Register,
    questions: Questions,
) -> str:
    """The place of a document: as a person has said, else by its name on one of these days.

    Raises:
        FactsError: If it is not known.
    """
    locator = facts.locator("place")
    answer = questions.place(printed, locator)
    if answer is not None and answer.value is not None:
        return answer.value
    found = {register.find(printed, on=day) for day in days} - {None}
    if len(found) == 1:
        return str(found.pop())
    questions.meet(Met("place", (nfc(printed),), locator))
    why = (
        message("place.several_days", printed=printed)
        if found
        else why_unknown(register, printed, on=days[0])
        or message("place.unknown", printed=printed, near=", ".join(register.nearest(printed)))
    )
    raise FactsError("unknown_place", locator, why.code, printed, **why.arguments)


def _days(issued_on: date | None, precision: str | None) -> Sequence[date | None]:
    """The first and the last day a document may be of: 2025 holds the communes of both halves."""
    if issued_on is None or precision == "day":
        return [issued_on]
    month = issued_on.month if precision == "month" else 12
    last = monthrange(issued_on.year, month)[1]
    return [issued_on, issued_on.replace(month=month, day=last)]


def _refuse_missing(facts: Facts, file: str, place: str) -> None:
    """Ask for all facts that are missing, in one sentence.

    Raises:
        FactsError: With their names, and the day that the name of the file suggests.
    """
    known = {
        *facts.cells,
        *(["place"] if place else []),
        *(["number"] if "stand_in" in facts.cells else []),
    }
    missing = [name for name in ("number", *_REQUIRED) if name not in known]
    if not missing:
        return
    names = [lexicon().written(f"document_{name}").capitalize() for name in missing]
    if facts.printed or not facts.cells:
        dated = _DAY_OF_FILE.search(file)
        code = "facts.no_sheet_dated" if dated and "issued_on" in missing else "facts.no_sheet"
        day = "/".join(reversed(dated.groups())) if dated else ""
        raise FactsError("missing_source_sheet", SHEET.capitalize(), code, names=names, day=day)
    if missing == ["number"]:
        raise FactsError("missing_fact", facts.sheet, "facts.no_number")
    code = "facts.missing" if len(names) == 1 else "facts.missing_several"
    raise FactsError("missing_fact", facts.sheet, code, name=names[0], names=names)


def _folder(file: str) -> str:
    """The folder of a file below `raw/`, where it is called by its place: `raw/dong-lua/a.xlsx`."""
    parts = PurePosixPath(file).parts
    return parts[-2] if len(parts) > 2 else ""


def _rows_above(table: SourceTable, blocks: Sequence[Block]) -> dict[int, Mapping[int, Cell]]:
    first = (
        min(blocks[0].header_rows) if blocks else max((row for row, _ in table.cells), default=0)
    )
    return {row: cells for row, cells in table.rows.items() if row < first}


def document_id(place_id: str, number: str) -> str:
    """`vinh-bao`, `499-BC/HU` -> `vinh-bao/499-BC-HU`: the number as one path segment."""
    return f"{place_id}/" + "-".join(re.findall(r"[^\W_]+", number))


def _date(facts: Facts) -> tuple[date, Literal["day", "month", "year"]] | tuple[None, None]:
    cell = facts.cells["issued_on"]
    if cell.key in phrases("undated", "cell"):
        return None, None
    if cell.date is not None:
        return cell.date, "day"
    text = cell.text.strip()
    iso = re.fullmatch(r"(\d{4})(?:-(\d{1,2}))?(?:-(\d{1,2}))?", text)
    if iso:
        text = "/".join(part for part in reversed(iso.groups()) if part)
    named = DATE_OF_ISSUE.fullmatch(plain(text))  # `Đồng Lúa, ngày 5 tháng Chín năm 2024`
    written = plain(text).removeprefix(f"{named['place']}," if named and named["place"] else "")
    strange = set(re.findall(r"[^\W\d]+", written)) - _WORDS_OF_DATES
    parts = [] if strange else [int(p) for p in re.findall(r"\d+", written)]
    precision: dict[int, Literal["day", "month", "year"]] = {3: "day", 2: "month", 1: "year"}
    with suppress(ValueError, KeyError):
        day, month, year = ([1] * (3 - len(parts)) + parts)[-3:]
        found = date(year, month, day), precision[len(parts)]
        if year in _YEARS:  # not 05/12/24
            return found
    raise FactsError("missing_fact", facts.locator("issued_on"), "facts.date", text, text=text)
