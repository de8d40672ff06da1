"""What a document says of itself, from its head, its title or the line of an attachment."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from indicators.language.letterheads import (
    ATTACHED_TO,
    DATE_OF_ISSUE,
    DOCUMENT_KIND,
    DOCUMENT_NUMBER,
    MOTTO,
    NUMBER_LINE,
    OFFICE,
    PERIODS_APART,
    PREAMBLE,
    REFERENCE,
    TERM,
    day_of,
    is_reference,
    territory_named,
)
from indicators.language.periods import parse_period
from indicators.language.text import nfc
from indicators.prose.model import DocumentFacts
from indicators.prose.table_blocks import as_paragraphs, has_header
from indicators.tables.layout import find_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from indicators.codebook.places import Register
    from indicators.language.periods import Period
    from indicators.readers.blocks import Block, SourceDocument

_HEAD_BLOCKS = 24
_LONG = 400
_NOWHERE = (-1, -1)
_BESIDE = 60  # what may stand beside the date in its line


def read_facts(source: SourceDocument, register: Register) -> DocumentFacts:
    """Facts of the document; what is not printed stays None."""
    head = _head(source)
    attached = [b for b in source.blocks if b.text and ATTACHED_TO.search(b.text[:60])]
    spans: dict[str, tuple[int, int]] = {}
    number, spans["number"] = next(_numbers(head, attached), (None, _NOWHERE))
    issued_on, signed_at, spans["issued_on"] = next(_issues(head, attached), (None, None, _NOWHERE))
    kind, title, spans["title"] = _title(head)
    offices = (nfc(NUMBER_LINE.sub("", b.text)) for b in _letterhead(head))
    issuer = next((text for text in offices if OFFICE.search(text)), None)
    named = territory_named(
        [issuer or "", *(b.text for b in _letterhead(head)), title or ""], signed_at
    )
    return DocumentFacts(
        number=number,
        issued_on=issued_on,
        issuer=issuer,
        kind=kind,
        title=title,
        place=named,
        place_id=register.find(named, on=issued_on) if named else None,
        period=_period(title, issued_on, source.blocks),
        spans={name: span for name, span in spans.items() if span is not _NOWHERE},
    )


def _numbers(
    head: Sequence[Block], attached: Sequence[Block]
) -> Iterator[tuple[str, tuple[int, int]]]:
    """Numbers that are the document's own, with where they stand."""
    for block in _short([*head, *attached]):
        found = DOCUMENT_NUMBER.search(block.text)
        if found and (block in attached or not is_reference(block.text, found)):
            number = found["digits"] + re.sub(r"\s+", "", nfc(found["rest"]))
            yield number, block.span(*found.span())


def _issues(
    head: Sequence[Block], attached: Sequence[Block]
) -> Iterator[tuple[date, str | None, tuple[int, int]]]:
    """Dates on which the document may have been issued, with the place and where they stand."""
    for block in _short([*head, *attached]):
        found = DATE_OF_ISSUE.search(block.text)
        day = day_of(found) if found else None
        if found is None or day is None:
            continue
        alone = len(block.text) - len(found[0]) < _BESIDE and not REFERENCE.match(block.text)
        if block in attached or alone:
            place = nfc(found["place"]) if found["place"] and block in head else None
            yield day, place, block.span(*found.span())


def _short(blocks: Sequence[Block]) -> list[Block]:
    return [block for block in blocks if len(block.text) <= _LONG]


def _head(source: SourceDocument) -> list[Block]:
    """Blocks before the first numbered one; a letterhead may be set as a table."""
    head: list[Block] = []
    for block in source.blocks[:_HEAD_BLOCKS]:
        if block.kind == "table" and block.table and not has_header(block.table):
            head += as_paragraphs(source, block)
        elif block.kind == "table":
            head += _above_head(source, block)
            break
        elif block.mark.kind:
            break
        elif block.text:
            head.append(block)
    return head


def _above_head(source: SourceDocument, block: Block) -> list[Block]:
    """Titles that stand inside the table, above the row of heads (workbooks)."""
    assert block.table is not None  # noqa: S101 (a table with a head)
    first = min(find_blocks(block.table)[0].header_rows)
    spans = {at: span for at, span in block.spans.items() if at[0] < first}
    return list(as_paragraphs(source, replace(block, spans=spans)))


def _letterhead(head: Sequence[Block]) -> list[Block]:
    """Blocks above the kind of the document."""
    above: list[Block] = []
    for block in head:
        if DOCUMENT_KIND.match(block.text) and not OFFICE.match(block.text):
            break
        if not MOTTO.search(block.text) or OFFICE.search(block.text):
            above.append(block)
    return [b for b in reversed(above) if len(b.text) < 200]


def _title(head: Sequence[Block]) -> tuple[str | None, str | None, tuple[int, int]]:
    for index, block in enumerate(head):
        found = DOCUMENT_KIND.match(block.text)
        if found is None or len(block.text) > _LONG:
            continue
        kind = nfc(found[1]).capitalize()
        words = [block.text[found.end() :].strip(" .:-–*")]
        last = block
        for more in head[index + 1 : index + 4]:
            ends = re.search(r"[.:]\s*$", more.text) or more.mark.kind or PREAMBLE.match(more.text)
            office = more.kind == "heading" and OFFICE.match(more.text)
            if len(more.text) > _LONG or ends or office or ATTACHED_TO.search(more.text[:30]):
                break
            words.append(more.text)
            last = more
        title = nfc(" ".join(word for word in words if word)).strip(" -*")
        return kind, title or None, (block.start, last.end)
    return None, None, _NOWHERE


def _period(title: str | None, issued_on: date | None, blocks: Sequence[Block]) -> Period | None:
    texts = [title] if title else [b.text for b in blocks[:8] if b.text and len(b.text) < _LONG]
    texts += [b.text for b in blocks if b.kind == "heading" and len(b.text) < _LONG][:12]
    for text in texts:
        plain = TERM.sub(" ", text)
        years = re.findall(r"(?<!\d)20\d\d(?!\d)", plain)
        hint = int(years[-1]) if years else issued_on.year if issued_on else None
        for statement in plain.split(";"):
            named = _periods(statement, hint)
            if named:  # `tháng 9 và 9 tháng năm 2022`: the longer one
                return max(named, key=lambda p: (p.end == named[0].end, p.end - p.start))
    return None


def _periods(statement: str, hint: int | None) -> list[Period]:
    """Periods named in a part of a title; a date is none."""
    found = (parse_period(part, year_hint=hint) for part in PERIODS_APART.split(statement))
    return [period for period in found if period and period.kind != "date"]
