"""Bad documents through the command: one sentence each on standard error, never a traceback."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import fpdf
import matplotlib as mpl
import openpyxl
import pytest
from fpdf.fonts import TTFFont
from PIL import Image

from indicators.cli import main
from indicators.drafting import draft_documents

if TYPE_CHECKING:
    from collections.abc import Callable

FONT = Path(mpl.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf"
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
SENTENCE = "Sản lượng lúa năm 2031 đạt 1.234 tấn, tăng 2,5% so với cùng kỳ."
DOCUMENT = "word/document.xml"
MOST_SECONDS = 10


def docx_bytes(text: str = SENTENCE) -> bytes:
    stream = io.BytesIO()
    document = docx.Document()
    document.add_paragraph(text)
    document.save(stream)
    return stream.getvalue()


def xlsx_bytes() -> bytes:
    stream = io.BytesIO()
    workbook = openpyxl.Workbook()
    workbook.worksheets[0].append(["Chỉ tiêu", 1])
    workbook.save(stream)
    return stream.getvalue()


def pdf_bytes(pages: int = 1, *, locked: bool = False) -> bytes:
    pdf = fpdf.FPDF()
    pdf.add_font("plain", fname=FONT)
    pdf.set_font("plain", size=12)
    for number in range(1, pages + 1):
        pdf.add_page()
        pdf.text(20, 30, f"Sản lượng lúa vụ xuân đạt {number + 3}.234 tấn.")
        pdf.text(20, 40, "Các xã tiếp tục thực hiện tốt kế hoạch.")
    if locked:
        pdf.set_encryption(owner_password="owner", user_password="guest")  # noqa: S106
    data = bytes(pdf.output())
    for font in pdf.fonts.values():  # fpdf2 leaves the file of the font open
        if isinstance(font, TTFFont):
            font.ttfont.close()
    return data


def png_bytes() -> bytes:
    stream = io.BytesIO()
    Image.effect_noise((200, 200), 60).save(stream, "PNG")
    return stream.getvalue()


def changed(data: bytes, parts: dict[str, bytes]) -> bytes:
    """A zip archive with other or further parts."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, parts.get(name, old.read(name)))
        for name in parts.keys() - set(old.namelist()):
            new.writestr(name, parts[name])
    return stream.getvalue()


def with_doctype(declared: str, used: str = "") -> bytes:
    body = (
        f'<?xml version="1.0"?><!DOCTYPE w {declared}>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<w:body><w:p><w:r><w:t>Đạt 12 tấn {used}</w:t></w:r></w:p></w:body></w:document>"
    )
    return changed(docx_bytes(), {DOCUMENT: body.encode()})


def encrypted(kind: str) -> bytes:
    return OLE + kind.encode("utf-16-le")


BILLION = '[<!ENTITY a "lúa lúa"><!ENTITY b "&a;&a;&a;&a;">]'
BAD: dict[str, tuple[str, Callable[[], bytes], str]] = {
    **{
        f"empty {ending}": (f"rong{ending}", bytes, "empty" if ending in (".txt", ".md") else "0 bytes")
        for ending in (".docx", ".pdf", ".txt", ".md", ".xlsx", ".png", ".jpg", ".tif")
    },
    "blank text": ("trang.txt", lambda: b" \r\n\t\n", "empty"),
    "document without text": ("trang.docx", lambda: docx_bytes(""), "no text"),
    "cut document": ("cut.docx", lambda: docx_bytes()[:9000], "cut off"),
    "cut workbook": ("cut.xlsx", lambda: xlsx_bytes()[:3000], "cut off"),
    "cut pdf": ("cut.pdf", lambda: pdf_bytes()[:700], "damaged"),
    "cut picture": ("cut.png", lambda: png_bytes()[:9000], "damaged"),
    "broken xml": ("xml.docx", lambda: changed(docx_bytes(), {DOCUMENT: b"<w:document>"}), "damaged"),
    "encrypted document": ("mat.docx", lambda: encrypted("EncryptedPackage"), "password-protected"),
    "encrypted workbook": ("mat.xlsx", lambda: encrypted("EncryptedPackage"), "password-protected"),
    "encrypted pdf": ("mat.pdf", lambda: pdf_bytes(locked=True), "password-protected"),
    "old Word as docx": ("cu.docx", lambda: encrypted("WordDocument"), "Word 97-2003"),
    "old Excel as xlsx": ("cu.xlsx", lambda: OLE, "Excel 97-2003"),
    "old Word": ("cu.doc", lambda: encrypted("WordDocument"), "'.doc' is not read"),
    "no ending": ("baocao", lambda: b"12 xa", "give a file of .docx"),
    "pdf as docx": ("a.docx", pdf_bytes, "a PDF document renamed to .docx"),
    "picture as docx": ("a.docx", png_bytes, "no .docx document"),
    "text as docx": ("a.docx", SENTENCE.encode, "no .docx document"),
    "workbook as docx": ("a.docx", xlsx_bytes, "no document"),
    "docx as pdf": ("a.pdf", docx_bytes, "no PDF file"),
    "text as pdf": ("a.pdf", SENTENCE.encode, "no PDF file"),
    "docx as xlsx": ("a.xlsx", docx_bytes, "no workbook"),
    "pdf as xlsx": ("a.xlsx", pdf_bytes, "no .xlsx workbook"),
    "picture as text": ("a.txt", png_bytes, "a PNG picture"),
    "pdf as text": ("a.txt", pdf_bytes, "a PDF document"),
    "docx as text": ("a.md", docx_bytes, "a Word document"),
    "text as picture": ("a.png", SENTENCE.encode, "no picture"),
    "pdf as picture": ("a.jpg", pdf_bytes, "no picture"),
    "zeros as text": ("a.txt", lambda: bytes(5000), "no text"),
    "unknown encoding": ("a.txt", lambda: bytes(range(128, 256)) * 40, "encoding"),
    "entities": ("a.docx", lambda: with_doctype(BILLION, "&b;"), "DOCTYPE"),
    "external entity": ("a.docx", lambda: with_doctype('[<!ENTITY f SYSTEM "file:///etc/hostname">]', "&f;"), "DOCTYPE"),
    "outside DOCTYPE": ("a.docx", lambda: with_doctype('SYSTEM "http://example.invalid/w.dtd"'), "DOCTYPE"),
    "many parts": ("a.docx", lambda: changed(docx_bytes(), {f"word/p{n}.xml": b"" for n in range(5100)}), "more parts"),
    "long paragraph": ("a.txt", (SENTENCE * 20_000).encode, "break it into paragraphs"),
    "long text": ("a.txt", lambda: f"{SENTENCE}\n".encode() * 50_000, "split it"),
    "100 000 numbers": ("a.txt", lambda: ", ".join(f"{n} tấn" for n in range(100_000)).encode(), "break it"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_bad_document_is_one_sentence_and_the_others_are_done(
    case: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name, made, words = BAD[case]
    bad, good = tmp_path / name, tmp_path / "tot.txt"
    bad.write_bytes(made())
    good.write_text(SENTENCE, "utf-8")
    begun = time.process_time()  # others may use the machine too
    assert main(["extract", str(bad), str(good), "--format", "jsonl"]) == 1
    assert time.process_time() - begun < MOST_SECONDS
    printed = capsys.readouterr()
    of_bad, of_good, sums = printed.err.splitlines()
    assert of_bad.startswith((f"{bad}: ", f"{bad}, "))  # the place in the file may follow
    assert words in of_bad
    assert len(of_bad) < len(str(bad)) + 300
    assert of_good.startswith(f"{good}: 2 figures")
    assert sums == "2 documents: 1 read with 2 figures, 0 done before, 1 failed."
    assert {json.loads(line)["file"] for line in printed.out.splitlines()} == {good.as_posix()}


def bomb(size: int, *, lie: int | None = None) -> bytes:
    """A document whose body is packed zeros; its size may be declared wrongly."""
    data = changed(docx_bytes(), {DOCUMENT: b"<w:document>" + bytes(size)})
    if lie is None:
        return data
    return data.replace((size + 12).to_bytes(4, "little"), lie.to_bytes(4, "little"))


def nested() -> bytes:
    """Archives in archives, which nobody unpacks."""
    inner = bytes(2**24)
    for number in range(6):
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for copy in range(8):
                archive.writestr(f"{number}-{copy}.zip", inner)
        inner = stream.getvalue()
    return changed(docx_bytes(), {"word/embeddings/a.zip": inner})


def test_scan_without_tesseract_says_what_to_install(tmp_path: Path) -> None:
    names = ("trang.png", "trang.pdf")
    for name in names:
        Image.new("L", (800, 1100), 255).save(tmp_path / name)
    (tmp_path / "bin").mkdir()
    ended = subprocess.run(
        [sys.executable, "-m", "indicators.cli", "extract", *names, "--format", "csv"],
        cwd=tmp_path, env=os.environ | {"PATH": str(tmp_path / "bin")}, capture_output=True,
        text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert ended.returncode == 1
    *told, sums = ended.stderr.splitlines()
    for name, line in zip(names, told, strict=True):
        assert line.startswith(f"{name}: ")
        assert "tesseract is not found; install the Debian packages tesseract-ocr" in line
    assert "2 failed" in sums


def test_document_without_figures_gives_an_empty_draft_and_says_so(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "loi.txt"
    path.write_text("Các xã tiếp tục chăm lo đời sống nhân dân.\n", "utf-8")
    assert main(["extract", str(path), "-o", str(tmp_path / "loi.xlsx")]) == 0
    told = capsys.readouterr().err
    assert "no figures of indicators were found, its draft has no rows" in told
    assert openpyxl.load_workbook(tmp_path / "loi.xlsx").sheetnames[1] == "Nguồn"
    assert main(["extract", str(path), "--format", "csv"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 1


def test_nothing_to_read_is_code_2(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "trống").mkdir()
    names = [tmp_path / "trống", tmp_path / "không có.docx", tmp_path / "*.pdf"]
    assert main(["extract", *map(str, names)]) == 2
    told = capsys.readouterr().err.splitlines()
    assert [line.startswith(f"indicators: {name}: no document") for line, name in zip(told, names, strict=True)] == [True] * 3  # fmt: skip


def test_missing_file_stops_no_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "Báo cáo tháng 5 (bản chính).txt"
    path.write_text(SENTENCE, "utf-8")
    names = [str(tmp_path / "mất.docx"), str(path)]
    assert main(["extract", *names, "-o", str(tmp_path / "ra đây")]) == 1
    first, second = capsys.readouterr().err.splitlines()
    assert first.startswith(f"indicators: {names[0]}: no document is found")
    made = tmp_path / "ra đây" / "Báo cáo tháng 5 (bản chính).draft.xlsx"
    assert second.endswith(f" -> {made}")
    assert made.exists()


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything"
)
def test_file_without_rights(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE, "utf-8")
    path.chmod(0)
    assert main(["extract", str(path), "--format", "csv"]) == 1
    assert "check its name and rights" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("output", "form", "words"),
    [
        ("tệp", "xlsx", "this is a file; name a folder"),
        ("tệp/con", "xlsx", "this cannot be written"),
        ("nháp.txt", "xlsx", "ends in .xlsx"),
        ("nháp.xlsx", "csv", "ends in .csv"),
        ("nháp.csv", "jsonl", "ends in .jsonl"),
        ("chung.xlsx", "xlsx", "holds one draft; name a folder for 2 documents"),
        ("không có/chung.csv", "csv", "there is no folder"),
    ],
)
def test_output_that_cannot_be_is_told_before_any_work(
    output: str, form: str, words: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.txt", "b.txt", "tệp"):
        (tmp_path / name).write_text(SENTENCE, "utf-8")
    names = [str(tmp_path / "a.txt"), str(tmp_path / "b.txt")]
    assert main(["extract", *names, "--format", form, "-o", str(tmp_path / output)]) == 2
    (told,) = capsys.readouterr().err.splitlines()
    assert told.startswith("indicators: ")
    assert words in told
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.txt", "b.txt", "tệp"]


def test_document_is_never_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    data = xlsx_bytes()
    Path("biểu.xlsx").write_bytes(data)
    assert main(["extract", "biểu.xlsx"]) == 0
    assert main(["extract", "biểu.xlsx", "-o", "biểu.xlsx"]) == 2
    assert "one of the documents" in capsys.readouterr().err
    assert Path("biểu.xlsx").read_bytes() == data
    assert Path("biểu.draft.xlsx").exists()


@pytest.mark.parametrize("jobs", ["0", "-1", "hai"])
def test_number_of_processes(jobs: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["extract", "a.txt", "--jobs", jobs])
    assert caught.value.code == 2
    assert "give 1 or more" in capsys.readouterr().err


def test_wrong_codebook_is_said_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "codebook").mkdir()
    (tmp_path / "codebook" / "a.toml").write_text("[[indicator]\n", "utf-8")
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE, "utf-8")
    for data in (tmp_path, tmp_path / "mất"):
        assert main(["extract", str(path), str(path), "--data", str(data), "--format", "csv"]) == 2
        assert len(capsys.readouterr().err.splitlines()) == 1


def test_command_as_people_start_it(tmp_path: Path) -> None:
    path = tmp_path / "hỏng.docx"
    path.write_bytes(b"PK\x03\x04")
    command = shutil.which("indicators", path=str(Path(sys.executable).parent))
    start = [command] if command else [sys.executable, "-m", "indicators.cli"]
    ended = subprocess.run(
        [*start, "extract", path.name], cwd=tmp_path, capture_output=True, text=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr == (
        "hỏng.docx: this is no .docx document, or it was cut off; open it in Word and save it as"
        " .docx\n"
    )
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def nested_forms(levels: int) -> bytes:
    """A PDF whose page draws a form that draws the next ten times, and so on: 10 ** levels texts."""

    def form(number: int) -> bytes:
        inner = b"/F Do " * 10 if number < levels else b"(x) Tj"
        name = b"<</XObject<</F %d 0 R>>>>" % (number + 5)
        return b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources %s/Length %d>>stream\n%s\nendstream" % (name, len(inner), inner)  # fmt: skip

    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</XObject<</F 5 0 R>>>>/Contents 4 0 R>>",
        b"<</Length 6>>stream\n/F Do \nendstream",
        *(form(number) for number in range(levels + 1)),
    ]
    body = b"".join(b"%d 0 obj%s endobj\n" % (n, o) for n, o in enumerate(objects, 1))
    return b"%PDF-1.4\n" + body + b"trailer<</Root 1 0 R>>"


@pytest.mark.skipif(sys.platform != "linux", reason="other systems know no such limits")
def test_a_pdf_that_takes_gigabytes_ends_alone(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(nested_forms(9))
    (tmp_path / "b.txt").write_text("Tỷ lệ hộ nghèo năm 2023 còn 0,46%.", "utf-8")
    bad, good = draft_documents([tmp_path / "a.pdf", tmp_path / "b.txt"], "csv", workers=1)
    assert bad.error
    assert "took too much memory or time" in bad.error.in_language("en")
    assert good.rows == 1
