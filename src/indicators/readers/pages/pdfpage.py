"""One page of a PDF by pypdfium2: words with their places, ruled lines, pictures."""

from __future__ import annotations

import ctypes
import re
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Self

from indicators.messages.errors import SourceError
from indicators.messages.sentences import message
from indicators.readers.pages.printed import Word
from indicators.readers.pages.ruled import edge

if TYPE_CHECKING:
    from pathlib import Path

    from indicators.readers.pages.ocr import Scan
    from indicators.readers.pages.ruled import Edge

    Box = tuple[float, float, float, float]

_MOST_CHARACTERS = 100_000
_MOST_SEGMENTS = 20_000
_TOKEN = re.compile(r"\S+")
_UNREADABLE = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08\x0e-\x1f]")
_HYPHEN = str.maketrans("\ufffe\x02", "--")  # pdfium's sign for a hyphen at the end of a line
_FEW, _STAMP = 30, 300
_DPI = 300


class PageReader:
    """Reads one page and closes it (a context manager).

    Attributes:
        width: In points, as the page is shown (turned).
        height: As `width`.
    """

    def __init__(self, path: Path, document: Any, number: int) -> None:  # noqa: ANN401
        """Open the page.

        Raises:
            SourceError: If the page is damaged.
        """
        import pypdfium2

        self.path, self.number = path, number
        try:
            self._page = document[number - 1]
        except pypdfium2.PdfiumError as error:
            raise SourceError(
                path, "pdf.page_damaged", message("place.page", number=number)
            ) from error
        self.width, self.height = self._page.get_size()
        self._turn = self._page.get_rotation()
        self._bounds: Box = self._page.get_bbox()

    def __enter__(self) -> Self:
        """Give itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the page: its memory is free before the next one is read."""
        self._page.close()

    def _placed(self, left: float, bottom: float, right: float, top: float) -> Box:
        """From the page's own coordinates to `x0, top, x1, bottom` as it is shown."""
        west, south, east, north = self._bounds
        if self._turn == 90:
            return bottom - south, left - west, top - south, right - west
        if self._turn == 180:
            return east - right, bottom - south, east - left, top - south
        if self._turn == 270:
            return north - top, east - right, north - bottom, east - left
        return left - west, north - top, right - west, north - bottom

    @cached_property
    def words(self) -> list[Word]:
        """Words of the text layer in the order they are printed in."""
        page = self._page.get_textpage()
        try:
            count = page.count_chars()
            if count > _MOST_CHARACTERS:
                raise SourceError(
                    self.path,
                    "pdf.page_characters",
                    message("place.page", number=self.number),
                    count=count,
                )
            return self._words(page, count)
        finally:
            page.close()

    def _words(self, page: Any, count: int) -> list[Word]:  # noqa: ANN401
        import pypdfium2.raw as pdfium

        text: str = page.get_text_range()
        if len(text) != count:  # characters without Unicode, or beyond the basic plane
            codes = (pdfium.FPDFText_GetUnicode(page.raw, index) for index in range(count))
            text = "".join(chr(code) if 0 < code < 0x10000 else "\ufffd" for code in codes)
        text = text.translate(_HYPHEN)
        rectangle = pdfium.FS_RECTF()
        pointer = ctypes.byref(rectangle)

        def box(index: int) -> Box:
            pdfium.FPDFText_GetLooseCharBox(page.raw, index, pointer)
            return self._placed(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top)

        words: list[Word] = []
        for token in _TOKEN.finditer(text):
            start, end = token.span()
            first, last = box(start), box(end - 1)
            if token[0].isalpha() and _level(first, last):
                words.append(Word(token[0], first[0], first[1], last[2], first[3]))
            else:
                words += _split(token[0], [first, *map(box, range(start + 1, end))])
        return words

    @cached_property
    def edges(self) -> list[Edge]:
        """Straight lines that are drawn on the page."""
        import pypdfium2.raw as pdfium

        edges: list[Edge] = []
        segments = 0
        for path in self._page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_PATH], max_depth=3):
            count = pdfium.FPDFPath_CountSegments(path)
            segments += count
            if segments > _MOST_SEGMENTS:  # a map or a drawing
                return []
            if 1 < count < 1000:
                edges += self._path_edges(path, count)
        return edges

    def _path_edges(self, path: Any, count: int) -> list[Edge]:  # noqa: ANN401
        import pypdfium2.raw as pdfium

        matrix, outer = path.get_matrix(), path.container
        while outer is not None:
            matrix, outer = matrix.multiply(outer.get_matrix()), outer.container
        x, y = ctypes.c_float(), ctypes.c_float()
        edges: list[Edge] = []
        start = last = (0.0, 0.0)
        for index in range(count):
            segment = pdfium.FPDFPath_GetPathSegment(path, index)
            kind = pdfium.FPDFPathSegment_GetType(segment)
            pdfium.FPDFPathSegment_GetPoint(segment, x, y)
            here = matrix.on_point(x.value, y.value)
            if kind == pdfium.FPDF_SEGMENT_MOVETO:
                start = here
            ways = [(last, here)] if kind == pdfium.FPDF_SEGMENT_LINETO else []
            if pdfium.FPDFPathSegment_GetClose(segment):
                ways.append((here, start))
            for one, two in ways:
                found = edge(*self._placed(*one, *two))
                if found:
                    edges.append(found)
            last = here
        return edges

    def rules(self) -> list[tuple[float, float, float]]:
        """Horizontal lines as `(x0, x1, y)`."""
        return [(e["x0"], e["x1"], e["top"]) for e in self.edges if e["orientation"] == "h"]

    def is_scan(self) -> bool:
        """Whether the page is a picture: next to no words, or a stamp on a picture of the page.

        Words whose fonts do not say which letters they show count as none.
        """
        characters = sum(len(word.text) for word in self.words)
        strange = sum(len(_UNREADABLE.findall(word.text)) for word in self.words)
        if strange > 0.3 * characters:
            return True
        if characters >= _STAMP:
            return False
        covered = self._covered()
        return covered > 0.8 or (covered > 0.2 and characters < _FEW)

    def _covered(self) -> float:
        """Share of the page that pictures cover."""
        import pypdfium2.raw as pdfium

        area = 0.0
        for picture in self._page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
            left, bottom, right, top = picture.get_bounds()
            area += abs((right - left) * (top - bottom))
        return area / max(1.0, float(self.width * self.height))

    def render(self) -> Scan:
        """The page as a grey picture of 300 dpi, fewer where it would be very large.

        Raises:
            SourceError: If a picture on the page is far too large.
        """
        import pypdfium2.raw as pdfium

        from indicators.readers.pages.ocr import MOST_PIXELS, MOST_SOURCE_PIXELS, Scan

        wide, high = ctypes.c_uint(), ctypes.c_uint()
        for picture in self._page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_IMAGE], max_depth=3):
            pdfium.FPDFImageObj_GetImagePixelSize(picture, wide, high)
            if wide.value * high.value > MOST_SOURCE_PIXELS:
                raise SourceError(
                    self.path,
                    "pdf.page_pixels",
                    message("place.page", number=self.number),
                    width=wide.value,
                    height=high.value,
                )
        scale = min(_DPI / 72, (MOST_PIXELS / (self.width * self.height)) ** 0.5)
        bitmap = self._page.render(scale=scale, grayscale=True)
        image = bitmap.to_pil().copy()
        bitmap.close()
        return Scan(image, 72 * scale)


def _level(one: tuple[float, ...], two: tuple[float, ...]) -> bool:
    """Whether two characters have one size, stand on one line, and the second is not before."""
    height, other = one[3] - one[1], two[3] - two[1]
    return (
        0.85 * height <= other <= 1.18 * height
        and abs(one[3] - two[3]) < 0.15 * height
        and two[0] >= one[0] - height
    )


def _split(text: str, boxes: list[tuple[float, float, float, float]]) -> list[Word]:
    """Parts of one size and height: a raised number after a word is a part of its own."""
    cuts = [n for n, (one, two) in enumerate(pairwise(boxes), start=1) if not _level(one, two)]
    return [
        Word(
            text[start:end],
            boxes[start][0],
            boxes[start][1],
            boxes[end - 1][2],
            boxes[start][3],
            spaced=start == 0,
        )
        for start, end in pairwise([0, *cuts, len(text)])
    ]
