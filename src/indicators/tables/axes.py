"""The axes of a table: what headers and rows together give to a figure.

Most tables name indicators in their rows and say in their headers whose figures they are and of
when. In others the rows name communes or years and the headers the indicators, or each names a part
of one (`Lúa cả năm` × `Diện tích (ha)`). A figure takes label, place, period, scenario and unit from
both axes, wherever they stand, and is refused where the axes say two things.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from indicators.codebook import (
    AmbiguousLabelError,
    UnknownLabelError,
    read_label,
)
from indicators.codebook.nearest import suggest
from indicators.language.headers import (
    is_domain,
    is_subgroup,
    label_of_title,
    unit_of,
    without_office,
)
from indicators.language.lexicon import phrases
from indicators.language.place_names import is_kind
from indicators.language.text import fold, nfc
from indicators.language.units import find_unit
from indicators.messages.sentences import message
from indicators.model.display import Word
from indicators.tables.context import JOINT
from indicators.tables.header import key_role, read_header, role_of
from indicators.tables.model import Column, HeaderError
from indicators.tables.units import printed_unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from indicators.codebook import Match, Measure
    from indicators.language.units import Unit
    from indicators.readers.table import Cell
    from indicators.tables.context import TableContext
    from indicators.tables.model import Role

_AROUND_UNIT = re.compile(r"\A\(?(?:[^:()]*:)?\s*([^()]+?)\)?\Z")
_MOST_TRIED = 60  # rows below a header that may be part of their labels


class Levels(NamedTuple):
    """The levels of a header by what they give: labels (nearest first), words (top first), a unit."""

    labels: tuple[str, ...]
    words: tuple[str, ...]
    unit: str | None


def read_on_axes(
    context: TableContext,
    index: int,
    header: tuple[str, ...],
    hint: int | None,
    labels: Sequence[Cell] | None,
) -> Column:
    """Read a header with what it gives to its figures beside scenario, period and measure.

    Args:
        context: Of the table, with its period.
        index: 1-based column.
        header: Texts of its levels, top first, merged cells spread.
        hint: Year of the document.
        labels: Cells that name the rows; None where the rows name places or periods, so that the
            headers have to name the indicators.

    Raises:
        HeaderError: If a level is of another territory or of a group, or is not understood.
    """
    column = _of_role(context, index, header, labels)
    if column is not None:
        return column
    rest, place = _without_place(context, header)
    if labels is None:
        column = _labelled(context, index, header, _levels(context, rest, hint), hint)
        named = column if column.labels else _of_title(context, column)
        if named is None and context.proposing and rest:
            named = replace(column, labels=tuple(reversed(rest)), doubtful=True)
        if named is None:
            raise HeaderError("header.no_label", title=" / ".join(header))
        return replace(named, place=place)
    try:
        column = _plain(context, index, rest, hint)
    except HeaderError:
        levels = _levels(context, rest, hint)
        unit_alone = levels.unit is not None and bool(levels.words)  # `Tỷ đồng` below `Năm 2024`
        if _names_rows(context, levels, labels) if levels.labels else unit_alone:
            column = _labelled(context, index, header, levels, hint)
        elif context.proposing:
            column = read_header(index, rest, year_hint=hint, table=context.period, proposing=True)
        else:
            raise
    return replace(_set_by(context, column, header), header=header, place=place)


def _set_by(context: TableContext, column: Column, header: Sequence[str]) -> Column:
    """The column with the owner of its targets: beside `Tỉnh` a `Huyện` is the place's own level."""
    planned = column.scenario == "target" or column.measure == "attainment"
    if not (planned and column.target_by in (None, "plan") and is_kind(header[-1])):
        return column
    own = context.territory(header[-1])
    if own is None or own.place_id != context.document.place_id:
        return column
    return replace(column, target_by=context.register.level(own.place_id))


def key_by_cells(context: TableContext, names: Sequence[Cell], hint: int | None) -> Role | None:
    """What the cells below `Chỉ tiêu` are, where all are names of places or of times."""
    folded = [fold(cell.text) for cell in names]
    totals = phrases("total_of_places", "cell")
    bare = [text for text in folded if text.strip(" :.") not in totals]
    if bare and all(context.territory(text) and not is_kind(text) for text in bare):
        return "place"
    columns = [_alone(context, text, hint) for text in folded]
    if columns and all(c and c.period and c.base is None and not c.shift for c in columns):
        return "period"
    return None


def _of_title(context: TableContext, column: Column) -> Column | None:
    """The column with the one indicator that a title of its table names; None if none does."""
    for title in context.above:
        name = label_of_title(title)
        compared = column.measure != "level"
        unit = column.unit or (None if compared else unit_of((title,)))
        symbol = unit or (None if compared else context.unit)
        if not name:
            continue
        own = find_unit(symbol)[0] if symbol else None
        try:
            bind(context, (name,), (), own, column.measure, near=False)
        except (UnknownLabelError, AmbiguousLabelError):
            continue
        return replace(column, labels=(name,), unit=unit)
    return None


def _of_role(
    context: TableContext, index: int, header: tuple[str, ...], labels: Sequence[Cell] | None
) -> Column | None:
    """A column that describes the rows; the names of indicators may stand below `Năm`."""
    role = role_of(header[-1]) if labels is not None else key_role(header[-1])
    role = context.key.get(index, role)
    if role is None or (role == "period" and len(header) > 1):
        return None
    return Column(index, header, role)


def _plain(context: TableContext, index: int, header: tuple[str, ...], hint: int | None) -> Column:
    """A header without labels; one of a place alone says nothing of its figures."""
    if not header:
        return Column(index, header, "value")
    return read_header(index, header, year_hint=hint, table=context.period)


def _without_place(
    context: TableContext, header: tuple[str, ...]
) -> tuple[tuple[str, ...], str | None]:
    """The levels of a header without the territory they name, and that territory.

    Raises:
        HeaderError: If a level names another territory than the document's or a part of it, or a
            group of people; if two levels name two.
    """
    rest: list[str] = []
    places: list[str] = []
    for level in header:
        try:
            place, others = _place_in(context, level, lowest=level == header[-1])
        except HeaderError:
            if not context.proposing:
                raise
            place, others = None, level
        places += [place] if place else []
        rest += [others] if others else []
    inner = [place for place in dict.fromkeys(places) if place != context.document.place_id]
    if len(inner) > 1:
        if context.proposing:
            return header, None
        raise HeaderError("header.two_places", title=" / ".join(header))
    if inner:
        rest = [
            level for level in rest if fold(level).strip(" :") not in phrases("divided", "header")
        ]
    return tuple(rest), next(iter(inner or places), None)


def _place_in(context: TableContext, level: str, *, lowest: bool) -> tuple[str | None, str]:
    """The place that a level names, and its other words.

    Raises:
        HeaderError: If it is another territory than the document's or a part of it, or a group.
    """
    territory = context.territory(without_office(level))
    if territory is None and is_kind(level) and not lowest:  # in a commune `Huyện` over `KH 2024`
        raise HeaderError("header.other_territory", level=level)
    if is_subgroup(level) and not context.is_known_heading(level):
        raise HeaderError("header.subgroup", level=level)
    if territory is None:
        return _beside_words(context, level)
    if territory.place_id is None:
        raise HeaderError("header.other_territory", level=level)
    return territory.place_id, ""


def _beside_words(context: TableContext, level: str) -> tuple[str | None, str]:
    """The document's own territory and the words beside it, or nothing but the words.

    Raises:
        HeaderError: If it is a part of the document's territory: whose figures they are is then
            easily overlooked.
    """
    place, words = context.take_out_place(level) or (None, level)
    if place not in (None, context.document.place_id) and words:
        raise HeaderError("header.place_beside_words", level=level)
    return place, words


def _levels(context: TableContext, header: Iterable[str], hint: int | None) -> Levels:
    """Part the levels of a header that may name an indicator."""
    labels: list[str] = []
    words: list[str] = []
    unit = None
    for level in header:
        if role_of(level) == "label":
            continue  # `Chỉ tiêu` over the names of several
        own = _unit_alone(level)
        if own == "%":  # below a label a unit, elsewhere a comparison
            unit = own
        elif _is_understood(context, level, hint):
            words.append(level)
        elif own is not None:
            unit = own
        else:
            labels.append(level)
    return Levels(tuple(reversed(labels)), tuple(words), unit)


def _is_understood(context: TableContext, level: str, hint: int | None) -> bool:
    """Whether the level alone says whose figures follow, or of when, or how they are measured."""
    column = _alone(context, level, hint)
    return column is not None and column.role == "value"


def _alone(context: TableContext, level: str, hint: int | None) -> Column | None:
    try:
        return read_header(0, (level,), year_hint=hint, table=context.period)
    except HeaderError:
        return None


def _unit_alone(level: str) -> str | None:
    """`(tỷ đồng)`, `ĐVT: người` or a bare `tấn` as a level of its own."""
    found = _AROUND_UNIT.match(fold(level))
    unit = printed_unit(found[1]) if found else None
    return unit[0] if unit else None


def _labelled(
    context: TableContext, index: int, header: tuple[str, ...], levels: Levels, hint: int | None
) -> Column:
    column = _plain(context, index, levels.words, hint)
    unit = column.unit
    if column.measure in ("level", "change"):
        unit = unit or levels.unit or unit_of((*header,))
    return replace(column, header=header, unit=unit, labels=levels.labels)


def _names_rows(context: TableContext, levels: Levels, labels: Sequence[Cell]) -> bool:
    """Whether the labels of a header and those of its rows mean indicators together."""
    symbol = levels.unit or unit_of(levels.labels)
    unit = find_unit(symbol)[0] if symbol else None
    names = ((*levels.labels, cell.text) for cell in labels[:_MOST_TRIED])
    return any(len(_bound(context, both, (), unit, "level")) == 1 for both in names)


def bind(
    context: TableContext,
    names: Sequence[str],
    above: Sequence[str],
    unit: Unit | None,
    measure: Measure,
    *,
    near: bool = True,
) -> Match:
    """The indicator that names on both axes mean together, in whatever order they stand.

    Each name has to count: as the label, as the heading that its alias asks for, or as a part of
    the label (`Diện tích` and `Ngô` as `Diện tích ngô`). `Nữ` above `Dân số` is not the population.

    Args:
        context: Of the table.
        names: All of them, the nearest first.
        above: Labels of the rows above, which need not count.
        unit: Unit of the figure.
        measure: Measure of the figure.
        near: Whether the error carries the nearest labels.

    Raises:
        UnknownLabelError: If they mean no indicator.
        AmbiguousLabelError: If they mean several.
    """
    if len(names) == 1:
        return context.match(names[0], above, unit, measure, near=near)
    found = _bound(context, names, above, unit, measure)
    title = JOINT.join(reversed(names))
    if len(found) == 1:
        return next(iter(found.values()))
    if context.proposing:
        return context.match(title, above, unit, measure)
    if found:
        raise AmbiguousLabelError(title, sorted(found))
    raise UnknownLabelError(title, suggest(context.codebook, names[0]))


def _bound(
    context: TableContext,
    names: Sequence[str],
    above: Sequence[str],
    unit: Unit | None,
    measure: Measure,
) -> dict[str, Match]:
    """What several names mean together exactly, by indicator."""
    found: dict[str, Match] = {}
    for label, under in _readings(tuple(names)):
        try:
            match = context.match_exactly(label, (*under, *above), unit, measure, near=False)
        except (UnknownLabelError, AmbiguousLabelError):
            continue
        keys = {key for text in under for key in (read_label(text).name, read_label(text).full)}
        if not under or match.alias.under & keys:
            found.setdefault(match.indicator.indicator_id, match)
    fewer = [names[0], *(name for name in names[1:] if not is_domain(name, names[0]))]
    if not found and len(fewer) < len(names):
        return _bound(context, fewer, above, unit, measure)
    return found


def _readings(names: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Labels, each with the heading that is needed above it, that use every name."""
    if len(names) == 1:
        yield names[0], ()
        return
    first, second, *others = names
    joined = [
        f"{read_label(a).full} {read_label(b).full}" for a, b in ((first, second), (second, first))
    ]
    if not others:
        yield first, (second,)
        yield second, (first,)
        yield from ((label, ()) for label in joined)
        return
    for label in joined:
        yield from _readings((label, *others))
    last = (
        f"{read_label(a).full} {read_label(b).full}"
        for a, b in ((second, others[0]), (others[0], second))
    )
    for label in last:
        yield from _readings((first, label, *others[1:]))


def measure_of_labels(context: TableContext, column: Column) -> tuple[Unit | None, Measure]:
    """Unit and measure of the plain figures below a header that names an indicator."""
    symbol = column.unit or context.unit
    unit = find_unit(symbol)[0] if symbol else None
    if column.measure == "level" and symbol == "%":
        return unit, read_label(column.labels[0]).measure or "level"
    return unit, column.measure


def report_label(
    context: TableContext,
    cell: Cell,
    label: str,
    unit: Unit | None,
    measure: Measure,
    error: UnknownLabelError | AmbiguousLabelError,
) -> None:
    """Report a label without indicator at the cell that prints it."""
    if unit is None and measure == "level":
        units = any(column.role == "unit" for column in context.columns.values())
        context.refuse(
            cell, "missing_unit", message("row.no_unit", label=nfc(label)),
            cause=None if units else f"no unit {context.table.sheet}",
        )  # fmt: skip
        return
    kind: list[object] = [unit.symbol] if unit else []
    kind.append(Word("measure", measure))
    if isinstance(error, UnknownLabelError):
        rule, expected = "unknown_label", ", ".join(ident for ident, *_ in error.suggestions)
        code = "row.unknown_label_near" if expected else "row.unknown_label"
    else:
        rule, expected = "ambiguous_label", ", ".join(error.candidates)
        code = "row.ambiguous_label"
    said = message(code, **{**error.arguments, "label": nfc(error.label), "kind": kind})
    context.refuse(cell, rule, said, expected)
