"""Recognising pictures of pages with tesseract.

Lines come in tesseract's reading order. Raised footnote marks and ruled tables are not recognised
as such: a row of a table is a line with tabs where its gaps are wide.
"""

from __future__ import annotations

import hashlib
import io
import os
import warnings
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from statistics import median
from typing import TYPE_CHECKING, Any, NamedTuple

from indicators.messages.errors import SourceError
from indicators.messages.sentences import Message, message
from indicators.readers.blocks import SourceDocument
from indicators.readers.files import file_bytes
from indicators.readers.pages.composing import compose
from indicators.readers.pages.printed import Page, Word, printed_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from PIL.Image import Image

    from indicators.readers.pages.printed import PrintLine

MOST_PIXELS = 25_000_000
"""A picture is made smaller down to this: A4 at 600 dpi is 35 million."""

MOST_SOURCE_PIXELS = 120_000_000
MOST_FRAMES = 60

LANGUAGE = "vie"
"""With English besides, pages take half as long again and fewer words are right."""

_OPTIONS = "--psm 6"  # read best of 3, 4 and 6, and fastest: rows of tables stay rows
_SECONDS = 120
_A4_INCHES = 11.7
_DPI = 300
_DOUBTFUL = 75
_THREADS = "OMP_THREAD_LIMIT"


class Scan(NamedTuple):
    """A grey picture of a page and its dots per inch."""

    image: Image
    dpi: float


def read_image(path: Path) -> SourceDocument:
    """Read a picture of a page (.png, .jpg, .tif); a TIFF may hold several pages.

    Raises:
        SourceError: If the file cannot be read, is no picture, is damaged or far too large; if it
            shows no words; or if OCR is not installed.
    """
    data = file_bytes(path)
    if not data:
        raise SourceError(path, "file.no_bytes")
    picture = _picture(path, data)
    with picture:
        count = getattr(picture, "n_frames", 1)
        if count > MOST_FRAMES:
            raise SourceError(path, "picture.too_many", count=count, most=MOST_FRAMES)
        draws = [(number, _frame(path, picture, number)) for number in range(1, count + 1)]
        pages, notes = recognise(path, draws)
    text, blocks, dropped = compose(pages)
    if not text.strip():
        raise SourceError(path, "picture.no_words")
    return SourceDocument(
        path=path,
        sha256=hashlib.sha256(data).hexdigest(),
        text=text,
        blocks=blocks,
        pages=count,
        remarks=(*scan_note([page.number for page in pages], count), *notes, *dropped),
        ocr=True,
    )


def scan_note(numbers: Sequence[int], pages: int) -> list[Message]:
    """One sentence naming the pages that were recognised."""
    if len(numbers) == pages:
        return [message("note.ocr_all" if pages > 1 else "note.ocr_only")]
    code = "note.ocr_page" if len(numbers) == 1 else "note.ocr_pages"
    return [message(code, pages=ranges(numbers))]


def ranges(numbers: Sequence[int]) -> str:
    """`1, 2, 3, 5` -> `1-3, 5`."""
    parts: list[list[int]] = []
    for number in numbers:
        if parts and number == parts[-1][-1] + 1:
            parts[-1].append(number)
        else:
            parts.append([number])
    return ", ".join(f"{p[0]}-{p[-1]}" if len(p) > 1 else str(p[0]) for p in parts)


def recognise(
    path: Path, scans: Sequence[tuple[int, Callable[[], Scan]]], *, scan: bool = False
) -> tuple[list[Page], list[Message]]:
    """Recognise pages, as many at a time as the machine has processors.

    Args:
        path: The file, for messages.
        scans: Page numbers and what draws the page; drawn one after the other, so that only the
            pictures at work are in memory.
        scan: Whether the pictures are pages of a PDF without a text layer.

    Returns:
        The pages, and a note on those that were recognised with little confidence.

    Raises:
        SourceError: If pytesseract, tesseract or its Vietnamese model is missing, or tesseract
            fails.
    """
    tesseract = _tesseract(path, scan=scan)
    workers = min(os.cpu_count() or 1, 4)
    pages: list[Page] = []
    doubtful: list[int] = []
    with _one_thread_each(), ThreadPoolExecutor(workers) as pool:
        for at in range(0, len(scans), workers):
            jobs = [
                pool.submit(_page, path, tesseract, number, draw())
                for number, draw in scans[at : at + workers]
            ]
            for job in jobs:
                page, confidence = job.result()
                pages.append(page)
                if confidence < _DOUBTFUL:
                    doubtful.append(page.number)
    notes = [message("note.hardly_legible", pages=ranges(doubtful))] if doubtful else []
    return pages, notes


def _tesseract(path: Path, *, scan: bool) -> Any:  # noqa: ANN401 (pytesseract is untyped)
    found = message("ocr.scan" if scan else "ocr.picture")
    try:
        import PIL.Image  # noqa: F401
        import pytesseract
    except ImportError as error:
        raise SourceError(path, "ocr.missing", found=found) from error
    try:
        languages = pytesseract.get_languages()
    except (pytesseract.TesseractNotFoundError, pytesseract.TesseractError, OSError) as error:
        raise SourceError(path, "ocr.no_tesseract", found=found) from error
    if LANGUAGE not in languages:
        raise SourceError(path, "ocr.no_vietnamese", found=found)
    return pytesseract


def _page(path: Path, tesseract: Any, number: int, scan: Scan) -> tuple[Page, float]:  # noqa: ANN401
    try:
        data = tesseract.image_to_data(
            scan.image,
            lang=LANGUAGE,
            config=f"{_OPTIONS} --dpi {scan.dpi:.0f}",
            timeout=_SECONDS,
            output_type=tesseract.Output.DICT,
        )
    except (tesseract.TesseractError, RuntimeError, OSError) as error:
        raise SourceError(
            path, "ocr.fails", message("place.page", number=number), reason=error
        ) from error
    scale = 72 / scan.dpi
    lines: dict[tuple[int, int, int], list[Word]] = {}
    confidences: list[float] = []
    for index, text in enumerate(data["text"]):
        if not text.strip():
            continue
        x, y = data["left"][index] * scale, data["top"][index] * scale
        wide, high = data["width"][index] * scale, data["height"][index] * scale
        at = (data["block_num"][index], data["par_num"][index], data["line_num"][index])
        lines.setdefault(at, []).append(Word(text.strip(), x, y, x + wide, y + high))
        confidences.append(float(data["conf"][index]))
    printed = [_levelled(words) for words in lines.values()]
    size = median(line.size for line in printed) if printed else 0.0
    for line in printed:
        line.size, line.top = size, line.bottom - size
    page = Page(number, scan.image.width * scale, scan.image.height * scale, printed, ocr=True)
    return page, sum(confidences) / len(confidences) if confidences else 100.0


def _levelled(words: list[Word]) -> PrintLine:
    """A line on the level of most of its words: boxes are as high as their letters reach."""
    line = printed_line(words, raise_marks=False)
    line.bottom = median(word.bottom for word in words)
    return line


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Let every tesseract run on one processor: its threads get in each other's way."""
    before = os.environ.get(_THREADS)
    os.environ[_THREADS] = "1"
    try:
        yield
    finally:
        if before is None:
            del os.environ[_THREADS]
        else:
            os.environ[_THREADS] = before


def _picture(path: Path, data: bytes) -> Image:
    try:
        from PIL import Image, UnidentifiedImageError
    except ImportError as error:
        raise SourceError(path, "picture.needs_ocr") from error
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            picture = Image.open(io.BytesIO(data), formats=["PNG", "JPEG", "TIFF"])
    except UnidentifiedImageError as error:
        raise SourceError(path, "picture.none") from error
    except Image.DecompressionBombError as error:
        raise SourceError(path, "picture.too_large") from error
    except (OSError, ValueError, SyntaxError) as error:
        raise SourceError(path, "picture.damaged", reason=error) from error
    return picture


def _frame(path: Path, picture: Image, number: int) -> Callable[[], Scan]:
    def draw() -> Scan:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                picture.seek(number - 1)
                if picture.width * picture.height > MOST_SOURCE_PIXELS:
                    raise SourceError(
                        path, "picture.pixels", width=picture.width, height=picture.height
                    )
                return _grey(picture)
        except (OSError, ValueError, SyntaxError, EOFError) as error:
            raise SourceError(
                path, "picture.damaged", message("place.page", number=number), reason=error
            ) from error

    return draw


def _grey(picture: Image) -> Scan:
    """Grey, upright, on white ground, of a size that tesseract reads well.

    Resolutions written into pictures are often wrong; the longer side is taken for A4's.
    """
    from PIL import Image, ImageOps

    upright = ImageOps.exif_transpose(picture)
    if "A" in upright.getbands() or "transparency" in upright.info:
        coloured = upright.convert("RGBA")
        ground = Image.new("RGBA", coloured.size, "white")
        upright = Image.alpha_composite(ground, coloured)
    grey = upright.convert("L")
    dpi = max(grey.size) / _A4_INCHES
    scale = min(max(1.0, min(2.0, _DPI / dpi)), (MOST_PIXELS / (grey.width * grey.height)) ** 0.5)
    if abs(scale - 1) > 0.05:
        size = (max(1, round(grey.width * scale)), max(1, round(grey.height * scale)))
        grey = grey.resize(size, Image.Resampling.LANCZOS)
    return Scan(grey, max(70.0, dpi * scale))
