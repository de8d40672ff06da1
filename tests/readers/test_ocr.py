"""Recognising pictures: real runs of tesseract, and one sentence for what cannot be read."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import fpdf
import matplotlib as mpl
import pytest
from PIL import Image, ImageDraw, ImageFont

from indicators.messages.errors import SourceError
from indicators.readers.pages import ocr
from indicators.readers.pages.ocr import ranges, read_image
from indicators.readers.pages.pdf import read_pdf

FONT = Path(mpl.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
LINES = [
    "Tổng giá trị sản xuất của huyện năm 2031",
    "ước đạt 1.234,5 tỷ đồng, tăng 14,64% so với",
    "cùng kỳ năm trước.",
]


def has_vietnamese() -> bool:
    if shutil.which("tesseract") is None:
        return False
    listed = subprocess.run(
        ["tesseract", "--list-langs"], capture_output=True, text=True, check=False
    )
    return "vie" in listed.stdout.split()


needs_tesseract = pytest.mark.skipif(
    not has_vietnamese(), reason="tesseract or its Vietnamese model is not installed"
)


def picture(lines: list[str] = LINES) -> Image.Image:
    """The head of a page of 150 dpi with large letters."""
    image = Image.new("L", (1240, 620), 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(FONT), 34)
    for number, line in enumerate(lines):
        draw.text((150, 200 + 60 * number), line, font=font, fill=0)
    return image


@needs_tesseract
@pytest.mark.parametrize("ending", [".png", ".jpg"])
def test_words_of_a_picture_are_one_paragraph(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"trang{ending}"
    picture().save(path)
    document = read_image(path)
    (block,) = document.blocks
    assert block.text == " ".join(LINES)
    assert document.ocr
    assert document.pages == 1
    assert document.notes == ("the page was read by OCR; compare the figures with the picture",)
    start, end = block.span(block.text.index("14,64%"), block.text.index("14,64%") + 6)
    assert document.text[start:end] == "14,64%"


@needs_tesseract
def test_every_picture_of_a_tiff_is_a_page(tmp_path: Path) -> None:
    path = tmp_path / "hai.tiff"
    picture(["Trang thứ nhất."]).save(
        path, save_all=True, append_images=[picture(["Trang thứ hai."])]
    )
    document = read_image(path)
    assert document.pages == 2
    assert document.text.split("\f") == ["Trang thứ nhất.\n", "Trang thứ hai.\n"]


@needs_tesseract
def test_scanned_page_between_printed_ones_is_recognised(tmp_path: Path) -> None:
    path = tmp_path / "bao-cao.pdf"
    pdf = fpdf.FPDF()
    pdf.set_font("Helvetica", size=12)
    pdf.add_page()
    pdf.text(30, 30, "Trang in.")
    pdf.add_page()
    pdf.image(picture(), x=0, y=20, w=210, h=105)
    pdf.output(str(path))
    document = read_pdf(path)
    assert document.ocr
    assert document.notes == ("page 2 was read by OCR; compare the figures with the picture",)
    assert [(block.text, block.page) for block in document.blocks] == [
        ("Trang in.", 1),
        (" ".join(LINES), 2),
    ]


def test_scan_of_very_many_pages_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("indicators.readers.pages.pdf.MOST_SCANS", 1)
    path = tmp_path / "scan.pdf"
    picture().save(path, save_all=True, append_images=[picture()])
    with pytest.raises(SourceError, match="2 pages are pictures"):
        read_pdf(path)


def test_scan_without_the_library_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pytesseract", None)
    path = tmp_path / "scan.pdf"
    picture().save(path)
    with pytest.raises(
        SourceError, match=r"no text layer \(a scan\); pip install 'indicators\[ocr\]'"
    ):
        read_pdf(path)


def test_missing_program_names_the_packages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pytesseract.pytesseract.tesseract_cmd", "tesseract-is-not-here")
    path = tmp_path / "trang.png"
    picture().save(path)
    with pytest.raises(SourceError, match="packages tesseract-ocr and tesseract-ocr-vie"):
        read_image(path)


@needs_tesseract
def test_missing_model_names_the_packages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ocr, "LANGUAGE", "not-a-language")
    path = tmp_path / "trang.png"
    picture().save(path)
    with pytest.raises(SourceError, match="no Vietnamese model; install the Debian packages"):
        read_image(path)


@needs_tesseract
def test_empty_picture_is_told(tmp_path: Path) -> None:
    path = tmp_path / "trang.png"
    picture([]).save(path)
    with pytest.raises(SourceError, match="no words were recognised"):
        read_image(path)


@pytest.mark.parametrize(
    ("data", "words"), [(b"", "0 bytes"), (b"words", "this is no picture")], ids=["empty", "text"]
)
def test_file_that_is_no_picture_is_told(tmp_path: Path, data: bytes, words: str) -> None:
    path = tmp_path / "trang.png"
    path.write_bytes(data)
    with pytest.raises(SourceError, match=words):
        read_image(path)


@needs_tesseract
@pytest.mark.parametrize("side", [11_500, 14_000], ids=["large", "bomb"])
def test_far_too_large_picture_is_told(tmp_path: Path, side: int) -> None:
    path = tmp_path / "trang.png"
    Image.new("1", (side, side)).save(path)
    with pytest.raises(SourceError, match="scan it with 300 dpi"):
        read_image(path)


@needs_tesseract
def test_damaged_picture_is_told(tmp_path: Path) -> None:
    path = tmp_path / "trang.jpg"
    picture().save(path)
    path.write_bytes(path.read_bytes()[:6000])
    with pytest.raises(SourceError, match=r"page 1: the picture is damaged"):
        read_image(path)


def test_pages_are_named_as_ranges() -> None:
    assert ranges([1, 2, 3, 5, 8, 9]) == "1-3, 5, 8-9"
