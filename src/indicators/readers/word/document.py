"""Reading .docx documents."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from indicators.language.marks import NO_MARK, Mark, read_section
from indicators.messages.errors import SourceError
from indicators.messages.sentences import message
from indicators.readers.blocks import SourceDocument
from indicators.readers.files import file_bytes
from indicators.readers.word.blocks import Composition
from indicators.readers.word.names import W, contents, number, value
from indicators.readers.word.numbering import Numbering, written
from indicators.readers.word.package import open_package
from indicators.readers.word.structure import kind_of, shown_mark, typed_note
from indicators.readers.word.styles import Look, Styles
from indicators.readers.word.tables import Grid, children, only_cell
from indicators.readers.word.words import Gatherer, NoteMark, Run, Words, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from docx.oxml.xmlchemy import BaseOxmlElement

    from indicators.readers.word.package import Package
    from indicators.readers.word.words import Found

_PARAGRAPH, _TABLE, _CHANGES = f"{W}p", f"{W}tbl", (f"{W}del", f"{W}moveFrom")
_REMARKS: tuple[Found, ...] = (
    "tracked", "hidden", "struck", "TCVN3", "VNI", "contents", "pictures", "restarted", "margins",
)  # fmt: skip


def read_docx(path: Path) -> SourceDocument:
    """Read a .docx document as Word would show it after accepting all changes.

    Each paragraph is a line of the text, its footnotes after it; the cells of a table row are
    parted by tabs. List marks Word makes itself are in `Block.mark`, and in the text of cells only.

    Raises:
        SourceError: If python-docx is missing, or the file is missing, empty, encrypted, of
            another format, damaged, larger than the limits, or without text.
    """
    data = file_bytes(path)
    try:
        composer = _Composer(open_package(path, data))
        composer.read()
    except SourceError:
        raise
    except ImportError as error:
        raise SourceError(path, "word.needs_docx") from error
    except Exception as error:
        # The parsers raise many kinds of errors on broken files; a person needs one sentence.
        raise SourceError(path, "word.damaged", reason=error) from error
    text = composer.out.text
    if not text.strip():
        raise SourceError(path, "word.no_text")
    found = composer.gather.found
    return SourceDocument(
        path=path,
        sha256=hashlib.sha256(data).hexdigest(),
        text=text,
        blocks=tuple(composer.out.blocks),
        remarks=tuple(message(f"note.{kind}") for kind in _REMARKS if kind in found),
    )


class _Composer:
    """Walks the body and adds what it finds, part by part."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.styles = Styles(package.styles, package.theme)
        self.gather = Gatherer(self.styles)
        self.numbering = Numbering(package.numbering, self.styles)
        self.out = Composition()
        self.carried: list[Run] = []
        self.notes = {
            (kind, note.get(f"{W}id", "")): note
            for kind, root in (("footnote", package.footnotes), ("endnote", package.endnotes))
            for note in ([] if root is None else root.iter(W + kind))
        }
        self.labels: dict[NoteMark, str] = {}
        self.forms = {kind: self._form(kind) for kind in ("footnote", "endnote")}
        self.counts = {kind: start - 1 for kind, (start, _) in self.forms.items()}

    def read(self) -> None:
        """Read the body, then look into the margins of the pages."""
        self._walk(self.package.body)
        if self.carried:
            self._words(words_of(self.carried), "", 0)
        if any(map(_has_digit, self.package.margins)):
            self.gather.found.add("margins")

    def _form(self, kind: str) -> tuple[int, str]:
        """First number and format of notes."""
        start, form = 1, "decimal" if kind == "footnote" else "lowerRoman"
        for root in (self.package.settings, self.package.body):
            for settings in [] if root is None else root.iter(f"{W}{kind}Pr"):
                start = number(value(settings, "numStart"), start)
                form = value(settings, "numFmt") or form
                if value(settings, "numRestart") in ("eachPage", "eachSect"):
                    self.gather.found.add("restarted")
        return start, form

    def _walk(self, container: BaseOxmlElement) -> None:
        for child in contents(container):
            if child.tag == _PARAGRAPH:
                self._paragraph(child)
            elif child.tag == _TABLE:
                frame = only_cell(child)
                if frame is None:
                    self._table(child)
                else:
                    self._walk(frame)
            elif child.tag == f"{W}altChunk":
                self.gather.found.add("pictures")
            elif child.tag not in _CHANGES:
                self._walk(child)

    def _paragraph(self, paragraph: BaseOxmlElement) -> None:
        properties, style = self._style(paragraph)
        if self.styles.is_contents(style):
            self.gather.found.add("contents")
            return
        runs = self.carried + self.gather.runs(paragraph, style)
        self.carried = []
        ends = None if properties is None else properties.find(f"{W}rPr")
        if ends is not None and any(ends.find(change) is not None for change in _CHANGES):
            self.gather.found.add("tracked")
            self.carried = runs  # the paragraph runs on into the next one
            return
        shown = self._mark(style, properties)
        self._words(words_of(runs), shown, self.styles.level(style, properties))

    def _style(self, paragraph: BaseOxmlElement) -> tuple[BaseOxmlElement | None, str | None]:
        properties = paragraph.find(f"{W}pPr")
        return properties, self.styles.style_of(properties)

    def _mark(self, style: str | None, properties: BaseOxmlElement | None) -> str:
        """The mark Word makes for a paragraph."""
        listed = self.styles.list_of(style, properties)
        return self.numbering.mark(*listed) if listed else ""

    def _words(self, words: Words, shown: str, level: int) -> None:
        """Add a paragraph with its notes and text boxes."""
        labels = [(at, self._label(mark)) for at, mark in words.notes]
        note, cut = typed_note(words.text)
        if note is not None:
            self.out.add("footnote", words.text, Mark(end=cut), labels, note=note)
        elif words.text:
            opening = shown_mark(shown) if shown else read_section(words.text)
            kind = kind_of(words, opening, level)
            self.out.add(kind, words.text, opening, labels)
        self._after([mark for _, mark in words.notes])

    def _label(self, mark: NoteMark) -> str:
        """The mark of a note as printed."""
        if mark not in self.labels:
            if not mark.custom:
                self.counts[mark.kind] += 1
            label = mark.custom or written(self.counts[mark.kind], self.forms[mark.kind][1])
            self.labels[mark] = label
        return self.labels[mark]

    def _after(self, marks: Sequence[NoteMark]) -> None:
        """Add the notes and the text boxes of the block before."""
        for mark in marks:
            note = self.notes.pop((mark.kind, mark.ident), None)
            if note is None:  # missing, or said already
                continue
            words = words_of(self._runs(note, "\n"))
            if words.text:
                self.out.add("footnote", words.text, NO_MARK, note=self.labels[mark])
        boxes, self.gather.boxes = self.gather.boxes, []
        for box in boxes:
            self._walk(box)

    def _runs(self, container: BaseOxmlElement, between: str, *, marks: bool = False) -> list[Run]:
        """The runs of all paragraphs of a note or a cell."""
        runs: list[Run] = []
        for paragraph in children(container, _PARAGRAPH):
            properties, style = self._style(paragraph)
            shown = self._mark(style, properties) if marks else ""
            runs += [Run(f"{shown} " if shown else "", Look())]
            runs += [*self.gather.runs(paragraph, style), Run(between, Look())]
        return runs

    def _table(self, table: BaseOxmlElement) -> None:
        grid = Grid(self.gather.found)
        grid.add(table)
        read = {at: words_of(self._runs(cell, " ", marks=True)) for at, cell in grid.cells.items()}
        marks = [mark for words in read.values() for _, mark in words.notes]
        labels = [self._label(mark) for mark in marks]
        texts = {at: re.sub(r"[\n\t]", " ", words.text) for at, words in read.items()}
        if any(texts.values()):
            grid_columns = table.findall(f"{W}tblGrid/{W}gridCol")
            widths = [column.get(f"{W}w", "") for column in grid_columns]
            self.out.add_table(texts, grid.merges(), labels, widths)
        self._after(marks)


def _has_digit(margin: BaseOxmlElement) -> bool:
    """Whether a header or footer of pages has digits, other than those of fields (page numbers)."""
    fields = 0
    for element in margin.iter(f"{W}fldChar", f"{W}t"):
        if element.tag == f"{W}fldChar":
            step = element.get(f"{W}fldCharType")
            fields += 1 if step == "begin" else -1 if step == "end" else 0
        elif (
            fields < 1
            and element.getparent().getparent().tag != f"{W}fldSimple"
            and any(letter.isdecimal() for letter in element.text or "")
        ):
            return True
    return False
