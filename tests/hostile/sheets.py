"""Workbooks whose sheets are hostile: far cells, merges, what is hidden, formulas, numbers, texts."""
# ruff: noqa: E501 (a line a file)

from __future__ import annotations

from tests.building.test_bad_input import GOOD, HEAD
from tests.hostile.archives import (
    BOOK,
    SHEET,
    STYLES,
    TABLE,
    cell,
    edited,
    figure,
    part,
    row,
    sheet,
    with_parts,
    with_sheet,
)
from tests.hostile.case import Case, harmless, refused

_LABEL = cell("B2", "Tỷ lệ hộ nghèo")


def labelled(text: str) -> bytes:
    return with_sheet(TABLE.replace(_LABEL, cell("B2", text)))


def hidden(*, before: str = "", attributes: str = "") -> bytes:
    rows = row(1, HEAD) + row(2, GOOD, attributes)
    return with_sheet(rows, before=before)


def state(told: str) -> bytes:
    """The second sheet is hidden."""
    first, second = part(BOOK).decode().split('name="Biểu 1"')
    second = second.replace('state="visible"', "", 1)
    return with_parts({BOOK: f'{first}name="Biểu 1" state="{told}"{second}'.encode()})


def dated(number: str) -> bytes:
    """The second figure has the format of a date."""
    styles = part(STYLES).decode()
    at = styles.index("</cellXfs>")
    count = styles[styles.index("<cellXfs") : at].count("<xf ")
    made = f'{styles[:at]}<xf numFmtId="14" applyNumberFormat="1"/>{styles[at:]}'
    rows = TABLE.replace(cell("E2", 1.1), f'<c r="E2" s="{count}"><v>{number}</v></c>')
    return with_parts({STYLES: made.encode(), SHEET: sheet(rows)})


def named(name: str) -> bytes:
    return edited(BOOK, "Biểu 1", name)


def merged(*ranges: str) -> bytes:
    told = "".join(f'<mergeCell ref="{one}"/>' for one in ranges)
    return with_sheet(after=f"<mergeCells>{told}</mergeCells>")


def many(rows: int, columns: int) -> str:
    """A plain block of numbers below the table."""
    return "".join(
        f'<row r="{r}">' + "<c><v>1</v></c>" * columns + "</row>" for r in range(10, 10 + rows)
    )


SHEETS: dict[str, Case] = {
    # size and place
    "cell in the last corner": refused("a.xlsx", lambda: with_sheet(TABLE + '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'), "stands outside the table"),
    "cell beyond the last corner": refused("a.xlsx", lambda: with_sheet(TABLE + '<row r="99999999999"><c r="ZZZZZ99999999999"><v>1</v></c></row>'), "damaged"),
    "huge dimension": harmless("a.xlsx", lambda: with_sheet(before='<dimension ref="A1:XFD1048576"/>')),
    "half a million cells": refused("a.xlsx", lambda: with_sheet(TABLE + many(5_000, 100)), "at most 300000"),
    "a million blank rows": harmless("a.xlsx", lambda: with_sheet(TABLE + "".join(f'<row r="{n}"/>' for n in range(3, 1_000_000)))),
    "a million blank cells": refused("a.xlsx", lambda: with_sheet(TABLE + '<row r="3">' + "<c/>" * 1_000_000 + "</row>"), "more than is read"),
    "a thousand columns": refused("a.xlsx", lambda: with_sheet(TABLE + many(1, 1_000)), "the unit '1' is not known", several=True),
    "300 rows below the table": refused("a.xlsx", lambda: with_sheet(TABLE + many(300, 20)), "the unit '1' is not known", several=True),
    "row 0": refused("a.xlsx", lambda: with_sheet('<row r="0"><c r="A0"><v>1</v></c></row>' + TABLE), "damaged"),
    "row -5": refused("a.xlsx", lambda: with_sheet(TABLE + '<row r="-5"><c><v>1</v></c></row>'), "damaged"),
    "address without a row": refused("a.xlsx", lambda: figure('<c r="E"><v>1.1</v></c>'), "damaged"),
    "address of other letters": refused("a.xlsx", lambda: figure('<c r="É2"><v>1.1</v></c>'), "damaged"),
    "address with 5 000 digits": refused("a.xlsx", lambda: figure(f'<c r="E{"9" * 5_000}"><v>1.1</v></c>'), "damaged"),
    # merges
    "merge over the whole sheet": refused("a.xlsx", lambda: merged("A1:XFD1048576"), "head"),
    "merge across the head": refused("a.xlsx", lambda: merged("A1:E1"), "head"),
    "overlapping merges": refused("a.xlsx", lambda: with_sheet(TABLE + many(1_000, 5), after="<mergeCells>" + '<mergeCell ref="A5:XFD900000"/>' * 1_000 + "</mergeCells>"), "more merged cells"),
    "merge backwards": harmless("a.xlsx", lambda: merged("E9:B5")),
    "merge of nothing": refused("a.xlsx", lambda: merged(""), "damaged"),
    # hidden
    "hidden row": harmless("a.xlsx", lambda: hidden(attributes=' hidden="1"'), figures=0),
    "hidden columns": harmless("a.xlsx", lambda: hidden(before='<cols><col min="4" max="5" hidden="1"/></cols>'), figures=0),
    "two billion hidden columns": harmless("a.xlsx", lambda: hidden(before='<cols><col min="1" max="2147483647" hidden="1"/></cols>'), figures=0),
    "hidden sheet": harmless("a.xlsx", lambda: state("hidden"), flag="hidden"),
    "very hidden sheet": harmless("a.xlsx", lambda: state("veryHidden"), flag="hidden"),
    # formulas
    "formula without value": refused("a.xlsx", lambda: figure('<c r="E2"><f>1+1</f></c>'), "recalculate"),
    "formula that starts a program": harmless("a.xlsx", lambda: figure("<c r=\"E2\"><f>cmd|'/c calc'!A1</f><v>1.1</v></c>")),
    "formula that fetches": harmless("a.xlsx", lambda: figure('<c r="E2"><f>WEBSERVICE("http://example.invalid/")</f><v>1.1</v></c>')),
    "formula of itself": harmless("a.xlsx", lambda: figure('<c r="E2"><f>E2+1</f><v>1.1</v></c>')),
    "formula of 100 000 brackets": harmless("a.xlsx", lambda: figure(f'<c r="E2"><f>{"(" * 100_000}1{")" * 100_000}</f><v>1.1</v></c>')),
    "text that is a formula": refused("a.xlsx", lambda: labelled('=HYPERLINK("http://example.invalid/","x")'), "HYPERLINK"),
    "link to another workbook": harmless("a.xlsx", lambda: with_parts({"xl/externalLinks/externalLink1.xml": b"<externalLink/>", SHEET: sheet(TABLE.replace(cell("E2", 1.1), '<c r="E2"><f>[1]Sheet1!A1</f><v>1.1</v></c>'))})),
    "names that name each other": harmless("a.xlsx", lambda: edited(BOOK, "</sheets>", '</sheets><definedNames><definedName name="a">b</definedName><definedName name="b">a</definedName></definedNames>')),
    "error value": refused("a.xlsx", lambda: figure('<c r="E2" t="e"><v>#REF!</v></c>'), "#REF!"),
    # numbers and dates
    "shared text out of range": refused("a.xlsx", lambda: figure('<c r="E2" t="s"><v>4000000000</v></c>'), "damaged"),
    "shared text -1": refused("a.xlsx", lambda: figure('<c r="E2" t="s"><v>-1</v></c>'), "damaged"),
    "style out of range": harmless("a.xlsx", lambda: figure('<c r="E2" s="65000"><v>1.1</v></c>')),
    "style -1": harmless("a.xlsx", lambda: figure('<c r="E2" s="-1"><v>1.1</v></c>')),
    "unknown type of cell": refused("a.xlsx", lambda: figure('<c r="E2" t="zz"><v>1.1</v></c>'), "damaged"),
    "1e308": refused("a.xlsx", lambda: figure('<c r="E2"><v>1e308</v></c>'), "1E+308"),
    "1e400": refused("a.xlsx", lambda: figure('<c r="E2"><v>1e400</v></c>'), "1E+400"),
    "NaN": refused("a.xlsx", lambda: figure('<c r="E2"><v>NaN</v></c>'), "'NaN'"),
    "INF": refused("a.xlsx", lambda: figure('<c r="E2"><v>INF</v></c>'), "'Infinity'"),
    "a number that is none": refused("a.xlsx", lambda: figure('<c r="E2"><v>1.1.1</v></c>'), "instead of a figure"),
    "date": refused("a.xlsx", lambda: figure('<c r="E2" t="d"><v>2024-05-03</v></c>'), "date"),
    "date typed for 3-5": refused("a.xlsx", lambda: dated("45415"), "date"),
    "date without end": refused("a.xlsx", lambda: dated("1e15"), "instead of a figure"),
    # texts
    "label of 40 000 letters": refused("a.xlsx", lambda: labelled("Tỷ lệ " * 7_000), "mend the label"),
    "label with control characters": refused("a.xlsx", lambda: labelled("Tỷ lệ _x0007_ _x001B_[31m hộ"), "not in the codebook"),
    "label that turns direction": refused("a.xlsx", lambda: labelled("Tỷ lệ \u202eoèhgn ộh\u202c"), "not in the codebook"),
    "label of zero width": harmless("a.xlsx", lambda: labelled("Tỷ\u200b lệ hộ nghèo")),
    "label of 10 000 marks": refused("a.xlsx", lambda: labelled("a" + "\u0301" * 10_000), "not in the codebook"),
    "sheet named as a formula": harmless("a.xlsx", lambda: named("=cmd|'/c calc'!A1")),
    "sheet named with quotes": harmless("a.xlsx", lambda: named("a'; DROP TABLE x; --&quot;")),
    "sheet without a name": harmless("a.xlsx", lambda: named("")),
    "sheets of one name": refused("a.xlsx", lambda: named("Nguồn"), "two sheets called"),
    "format of a million signs": harmless("a.xlsx", lambda: with_parts({STYLES: part(STYLES).replace(b"<cellXfs", b'<numFmts><numFmt numFmtId="200" formatCode="' + b"#" * 1_000_000 + b'"/></numFmts><cellXfs', 1)})),
    "half a million styles": refused("a.xlsx", lambda: with_parts({STYLES: part(STYLES).replace(b"</cellXfs>", b'<xf numFmtId="4"/>' * 500_000 + b"</cellXfs>")}), "more than is read"),
    "link that is a script": harmless("a.xlsx", lambda: with_sheet(after='<hyperlinks><hyperlink ref="B2" display="javascript:alert(1)"/></hyperlinks>')),
}  # fmt: skip
