"""One file as far as it can be read, with what may be asked about it.

A file that lacks facts, or whose place is not known, is read with stand-ins for them, so that
everything is asked at once. Nothing of that is published.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from indicators.adopting.answers import level_of
from indicators.adopting.asked import MetIn
from indicators.adopting.choices import indicator_choice
from indicators.codebook.places import read_place
from indicators.language.lexicon import lexicon
from indicators.language.place_names import slug
from indicators.language.text import fold
from indicators.messages.errors import SourceError
from indicators.model.display import figure_text, period_text, word
from indicators.readers import read_source
from indicators.tables import normalise
from indicators.tables.declared import Answer, Mappings
from indicators.tables.questions import Met

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from indicators.adopting.knowledge import Knowledge
    from indicators.messages.sentences import Sentence
    from indicators.model.records import Observation
    from indicators.readers.table import SourceFile
    from indicators.tables import Normalised

_ASKED_FACTS = ("number", "issued_on", "issuer", "kind", "title", "place")
_FACTS = (*_ASKED_FACTS, "stand_in", "period")
_YEAR = re.compile(r"(?<!\d)20[0-4]\d(?!\d)")
_STAND_IN = "?"


@dataclass(frozen=True, slots=True)
class FileAsked:
    """What one file asks.

    Attributes:
        name: Of the file, for people.
        met: What may be asked about it.
        facts: Of its document as printed; under `missing`, the names of those that are not.
        shown: Those a person may correct: not what the sheet Nguồn says.
        place_id: Of the document, where it is known.
        preview: Its figures as they are read.
        figures: Their number; 0 where only stand-ins let them be read.
        unread: Why it could not be read.
    """

    name: str
    met: tuple[MetIn, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    shown: Mapping[str, str] = field(default_factory=dict)
    place_id: str | None = None
    preview: tuple[Mapping[str, Any], ...] = ()
    figures: int = 0
    unread: Sentence | None = None


def ask_file(path: Path, name: str, known: Knowledge, mapping: str = "") -> FileAsked:
    """Read a file with the answers there are, and note what may be asked.

    Args:
        path: Of the file.
        name: For people, below the data folder.
        known: Codebook, places and answers.
        mapping: Name of the mapping whose answers count for it; by default that of its place.
    """
    try:
        source = read_source(path)
    except SourceError as error:
        return FileAsked(name, unread=error)
    mappings = replace(
        known.mappings, listed={**known.mappings.listed, fold(path.name): mapping}
    ) if mapping else known.mappings  # fmt: skip
    result = normalise(source, known.codebook, known.register, name, mappings, ask=True)
    facts = _facts(result)
    first = result
    if result.document is None:
        result = _with_stand_ins(source, known, name, mappings, facts)
    period = result.document.period if result.document else None
    place_id = first.document.place_id if first.document else None
    asked = [m for m in first.met if m.kind == "place"] if first is not result else []
    asked += _unknown_place(first, facts, known, mappings, name) if not asked else []
    inside = result.document.place_id if result.document else None
    met = [MetIn(m, name, period) for m in asked]
    met += [MetIn(m, name, period, inside) for m in result.met if m not in asked]
    return FileAsked(
        name,
        tuple(met),
        facts,
        _shown_facts(first, facts),
        place_id,
        tuple(_shown(o, name, known) for o in result.observations),
        len(first.observations),
    )


def _facts(result: Normalised) -> dict[str, str]:
    """The facts of a document as printed, and what is missing."""
    printed = {name: result.facts.text(name) or "" for name in _FACTS}
    facts = {name: text for name, text in printed.items() if text}
    folders = result.file.split("/")
    located = {"place"} if len(folders) > 2 else set()  # `raw/dong-lua/…`
    known = {*facts, *({"number"} if "stand_in" in facts else ())} | located
    missing = [lexicon().written(f"document_{n}") for n in _ASKED_FACTS if n not in known]
    if missing and result.document is None:
        facts["missing"] = ", ".join(missing)
    return facts


def _shown_facts(result: Normalised, facts: Mapping[str, str]) -> dict[str, str]:
    told = set() if result.facts.printed else set(result.facts.cells) - set(result.facts.declared)
    return {name: text for name, text in facts.items() if name not in told}


def _unknown_place(
    first: Normalised,
    facts: Mapping[str, str],
    known: Knowledge,
    mappings: Mappings,
    name: str,
) -> list[Met]:
    """The place of a document whose other facts are missing, where it is not known either."""
    place = facts.get("place", "")
    if first.document is not None or not place or known.register.find(place):
        return []
    if fold(place).strip(" :.;") in mappings.of(name, None).places:
        return []
    return [Met("place", (place,), first.facts.locator("place"))]


def _with_stand_ins(
    source: SourceFile,
    known: Knowledge,
    name: str,
    mappings: Mappings,
    facts: Mapping[str, str],
) -> Normalised:
    """The file read with something in the place of each fact that is missing or not understood."""
    file = fold(name.rpartition("/")[2])
    given = dict(mappings.documents.get(file, {}))
    stand_ins = {
        "number": _STAND_IN, "issuer": _STAND_IN, "kind": _STAND_IN, "title": _STAND_IN,
        "issued_on": f"31/12/{_last_year(source)}", "place": "stand-in",
    }  # fmt: skip
    for fact, text in stand_ins.items():
        if (
            fact not in facts
            and fact not in given
            and not (fact == "number" and "stand_in" in facts)
        ):
            given[fact] = (text, "")
    if not re.search(r"\d{4}", given.get("issued_on", (facts.get("issued_on", ""),))[0]):
        given["issued_on"] = (stand_ins["issued_on"], "")
    place = given["place"][0] if "place" in given else facts["place"]
    declared = mappings.of(name, None)
    register = known.register
    if register.find(place) is None and fold(place).strip(" :.;") not in declared.places:
        ident = slug(place.split(",")[0])
        ident = "stand-in" if not ident or ident in register else ident
        table = {
            "place_id": ident,
            "name": place.split(",")[0],
            "level": level_of(place) or "district",
        }
        register = register.extended([read_place(table, name)])
        declared = replace(
            declared, places={**declared.places, fold(place).strip(" :.;"): Answer("", ident)}
        )
    stood_in = Mappings(
        {**mappings.by_name, "": declared}, {**mappings.documents, file: given}, {file: ""}
    )
    return normalise(source, known.codebook, register, name, stood_in, ask=True)


def _last_year(source: SourceFile) -> int:
    """The last year that a file prints: what its headers without a year may mean."""
    texts = (cell.text for table in source.tables for cell in table.cells.values())
    years = [int(year) for text in texts for year in _YEAR.findall(text)]
    return max(years, default=2024)


def _shown(o: Observation, file: str, known: Knowledge) -> dict[str, Any]:
    """A figure as the preview shows it."""
    indicator = known.codebook.indicators[o.indicator_id]
    row = o._asdict()
    return {
        "file": file.rpartition("/")[2],
        "cell": o.locator,
        "label": o.raw_label,
        "indicator": indicator_choice(indicator),
        "period": period_text(row, "vi"),
        "scenario": word("scenario", o.scenario, "vi"),
        "measure": word("measure", o.measure, "vi"),
        "value": figure_text(row, "vi") if o.bound != "text" else o.raw_value,
        "unit": o.unit or "",
        "place": o.place_id,
    }
