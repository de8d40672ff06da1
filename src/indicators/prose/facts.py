"""What a document says of itself, from its head, its title or the line of an attachment."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import takewhile
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
    TIMESTAMP,
    day_of,
    is_reference,
    territory_named,
    titled_territory,
)
from indicators.language.periods import DEFINITION, parse_period, year
from indicators.language.sentences import COMPARED_TO, NAMED_YEAR, NO_PERIOD
from indicators.language.text import lowered, nfc
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
_HEADINGS = 12
_LONG = 400
_BODY = 200  # a block so long, or with figures in sentences, begins the text itself
_NOWHERE = (-1, -1)
_BESIDE = 60  # what may stand beside the date in its line


def read_facts(source: SourceDocument, register: Register) -> DocumentFacts:
    """Facts of the document; what is not printed stays None."""
    head = _head(source)
    attached = [b for b in source.blocks if b.text and ATTACHED_TO.search(b.text[:60])]
    spans: dict[str, tuple[int, int]] = {}
    number, spans["number"] = next(_numbers(head, attached), (None, _NOWHERE))
    issued_on, signed_at, spans["issued_on"] = next(_issues(head, attached), (None, None, _NOWHERE))
    kind, title, spans["title"] = _title(head, signed=number is not None or issued_on is not None)
    letterhead = [block.text for block in _letterhead(head)]
    issuer = _issuer(letterhead)
    named = None
    if kind is None:  # no letter: a page with a headline
        title, spans["title"] = _headline(source)
        named = _named_in(title, source.text) if title else None
    named = named or territory_named([issuer or "", *letterhead, title or ""], signed_at)
    return DocumentFacts(
        number=number,
        issued_on=issued_on,
        issuer=issuer,
        kind=kind,
        title=title,
        place=named,
        place_id=register.find(named, on=issued_on) if named else None,
        period=_period(title, issued_on, source.blocks, signed=kind is not None),
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


def _title(
    head: Sequence[Block], *, signed: bool
) -> tuple[str | None, str | None, tuple[int, int]]:
    """Kind and title; where nothing is `signed` only capitals are a kind, no entry of a menu."""
    for index, block in enumerate(head):
        found = DOCUMENT_KIND.match(block.text)
        if found is None or len(block.text) > _LONG or not (signed or found[1].isupper()):
            continue
        more = list(takewhile(_goes_on, head[index + 1 : index + 4]))
        words = [block.text[found.end() :].strip(" .:-–*"), *(line.text for line in more)]
        title = nfc(" ".join(word for word in words if word)).strip(" -*")
        last = more[-1] if more else block
        return nfc(found[1]).capitalize(), title or None, (block.start, last.end)
    return None, None, _NOWHERE


def _goes_on(block: Block) -> bool:
    """Whether a line below the kind of a document belongs to its title."""
    text = block.text
    ends = re.search(r"[.:]\s*$", text) or block.mark.kind or PREAMBLE.match(text)
    office = block.kind == "heading" and OFFICE.match(text)
    return not (len(text) > _LONG or ends or office or ATTACHED_TO.search(text[:30]))


def _headline(source: SourceDocument) -> tuple[str | None, tuple[int, int]]:
    """The title of a page that is no letter: the last line above the text that names its time.

    Without one it is the first line, where that is the name of a territory, as in an encyclopedia.
    """
    above = list(takewhile(lambda block: not _is_body(block), source.blocks))
    for block in reversed(above):
        text = TIMESTAMP.sub("", nfc(block.text)).strip(" *#")
        if _periods(TERM.sub(" ", text), None):
            return text, block.span(0, len(block.text))
    first = next((block for block in above if block.text), None)
    if first is not None and titled_territory(nfc(first.text), source.text):
        return nfc(first.text), first.span(0, len(first.text))
    return None, _NOWHERE


def _issuer(letterhead: Sequence[str]) -> str | None:
    """The office that a letterhead names."""
    offices = (nfc(NUMBER_LINE.sub("", text)) for text in letterhead)
    return next((text for text in offices if OFFICE.search(text)), None)


def _named_in(headline: str, text: str) -> str | None:
    """The territory that a headline is or names."""
    return titled_territory(headline, text) or territory_named([headline], None)


def _is_body(block: Block) -> bool:
    sentence = len(block.text) > _BODY or block.text.rstrip().endswith((".", ";", ","))
    return block.kind == "table" or sentence or bool(block.mark.kind)


def _period(
    title: str | None, issued_on: date | None, blocks: Sequence[Block], *, signed: bool
) -> Period | None:
    """The period the title names, else a heading; of a page the year that most sentences name."""
    texts = [title or ""]
    texts += [b.text for b in blocks if _heads(b)][:_HEADINGS]
    for text in texts:
        plain = DEFINITION.sub(" ", TERM.sub(" ", lowered(nfc(text))))
        years = re.findall(r"(?<!\d)20\d\d(?!\d)", plain)
        hint = int(years[-1]) if years else issued_on.year if issued_on else None
        for statement in plain.split(";"):
            named = _periods(statement, hint)
            if named:  # `tháng 9 và 9 tháng năm 2022`: the longer one
                return max(named, key=lambda p: (p.end == named[0].end, p.end - p.start))
    return None if signed else _commonest_year(blocks)


def _heads(block: Block) -> bool:
    """Whether a block is a heading, or a line that leads to what follows."""
    return block.kind == "heading" and len(block.text) < _LONG


def _commonest_year(blocks: Sequence[Block]) -> Period | None:
    """The year that sentences name most often, the later one of two; none that they compare with."""
    counted: Counter[int] = Counter()
    for block in blocks:
        low = lowered(block.text)
        defined = [found.span() for found in DEFINITION.finditer(low)]
        for found in NAMED_YEAR.finditer(low):
            at = found.start()
            before = max(0, at - 50), at
            if any(a <= at < b for a, b in defined):
                continue
            if not COMPARED_TO.search(low, *before) and not NO_PERIOD.search(low, *before):
                counted[int(found[1])] += 1
    best = max(counted.items(), key=lambda item: (item[1], item[0]), default=None)
    return year(best[0]) if best else None


def _periods(statement: str, hint: int | None) -> list[Period]:
    """Periods named in a part of a title; a date is none."""
    found = (parse_period(part, year_hint=hint) for part in PERIODS_APART.split(statement))
    return [period for period in found if period and period.kind != "date"]
