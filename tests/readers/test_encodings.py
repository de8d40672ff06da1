"""Bytes of text files to text: Unicode forms, old Vietnamese encodings, and what is no text."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from indicators.messages.errors import SourceError
from indicators.readers.plain import encodings
from indicators.readers.plain.encodings import from_tcvn3, from_vni, legacy_encoding

FILE = Path("Báo cáo.txt")


def decode(data: bytes, path: Path) -> tuple[str, str | None]:
    """The text and the remark in English."""
    text, remark = encodings.decode(data, path)
    return text, None if remark is None else remark.in_language("en")


VOWELS = list("aăâeêioôơuưy")
TONES = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"]
SMALL = [unicodedata.normalize("NFC", vowel + tone) for vowel in VOWELS for tone in TONES] + ["đ"]
MARKED = [letter for letter in SMALL if not letter.isascii()]

# By the chart of TCVN 5712: vowels by row; without tone, grave, hook, tilde, acute, dot.
TCVN3_BYTES = dict(
    zip(
        SMALL,
        bytes.fromhex(
            "61 B5 B6 B7 B8 B9  A8 BB BC BD BE C6  A9 C7 C8 C9 CA CB  65 CC CE CF D0 D1"
            "AA D2 D3 D4 D5 D6  69 D7 D8 DC DD DE  6F DF E1 E2 E3 E4  AB E5 E6 E7 E8 E9"
            "AC EA EB EC ED EE  75 EF F1 F2 F3 F4  AD F5 F6 F7 F8 F9  79 FA FB FC FD FE  AE"
        ),
        strict=True,
    )
) | dict(zip("ĂÂÊÔƠƯĐ", bytes.fromhex("A1 A2 A3 A4 A5 A6 A7"), strict=True))

# Marks of VNI: tones alone; with the circumflex; with the breve.
VNI_TONES = dict(zip(TONES, ["", "ø", "û", "õ", "ù", "ï"], strict=True))
VNI_CIRCUMFLEX = dict(zip(TONES, "âàåãáä", strict=True))
VNI_BREVE = dict(zip(TONES, "êèúüéë", strict=True))
VNI_WHOLE = dict(zip("ìỉĩíịỵđ", "ìæóíòîñ", strict=True))


def to_tcvn3(text: str) -> bytes:
    """Capitals with a tone mark become small letters, as keyboards of the time did it."""
    return b"".join(
        bytes([TCVN3_BYTES[shown]]) if shown in TCVN3_BYTES else shown.encode("cp1252")
        for letter in text
        for shown in [letter if letter.isascii() or letter in TCVN3_BYTES else letter.lower()]
    )


def to_vni(text: str) -> str:
    return "".join(map(vni_letter, text))


def vni_letter(letter: str) -> str:
    if letter.isascii():
        return letter
    if letter.isupper():
        return vni_letter(letter.lower()).upper()
    if letter in VNI_WHOLE:
        return VNI_WHOLE[letter]
    base, *marks = list(unicodedata.normalize("NFD", letter))
    tone = next((mark for mark in marks if mark in TONES), "")
    if "\u031b" in marks:  # the horn
        return {"o": "ô", "u": "ö"}[base] + VNI_TONES[tone]
    if "\u0302" in marks:
        return base + VNI_CIRCUMFLEX[tone]
    return base + (VNI_BREVE if "\u0306" in marks else VNI_TONES)[tone]


def to_windows_1258(text: str) -> bytes:
    """Each vowel with its circumflex, breve or horn as one byte, the tone mark after it."""
    spread = ""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tone = "".join(mark for mark in parts if mark in TONES)
        spread += unicodedata.normalize("NFC", "".join(p for p in parts if p not in TONES)) + tone
    return spread.encode("cp1258")


SENTENCES = [
    "Tổng giá trị sản xuất của huyện đạt 4.215,6 tỷ đồng, tăng 8,3% so với cùng kỳ.",
    "Số hộ nghèo giảm còn 312 hộ; tỷ lệ hộ cận nghèo là 1,95%.",
    "Diện tích gieo cấy vụ Đông Xuân ước 6.480 ha, năng suất bình quân 68,4 tạ/ha.",
    "Ủy ban nhân dân xã Phú Lộc thu ngân sách vượt dự toán được giao.",
]
OTHERS = [
    "The district's output rose by 8.3%, and the café on the naïve façade sold 40 µm foil for £m.",
    "La préfecture a été créée à côté de la forêt; les élèves y sont arrivés très tôt, où çà là.",
    "Né à Huế, il a vécu là où sa mère était née; thé, blé, café et dés: tout était à côté.",
    "Größere Städte müssen für die Bürger schöne Räume über den Häusern haben.",
    "El año pasado la población creció más; el niño está aquí según el informe económico.",
    "1.234,5 | 68,4 | 312 | ±0,5 | 25 °C | 40 m² | ½ | 12 × 3 ÷ 4 = 9 | § 5 | © 2023 | «7»",
    "Plain ASCII only: GRDP 8.3%, FDI 120 million USD.",
    "Có 12 xã là xã khá, hai xã kém; bà con ba xã hái cà, có xã bán cá.",
    "",
]

texts = st.lists(
    st.sampled_from([*MARKED, *"bcdghklmnpqrstvxaeiouy", " ", "\r\n", "\n", "1", ",", "%", "-"])
).map("".join)


# --- the tables


def test_there_are_67_small_letters_outside_ascii() -> None:
    assert len(set(MARKED)) == 67


@pytest.mark.parametrize("view", ["cp1252", "latin-1"])
@pytest.mark.parametrize("letter", [*MARKED, *"ĂÂÊÔƠƯĐ"])
def test_every_letter_of_tcvn3(letter: str, view: str) -> None:
    assert from_tcvn3(to_tcvn3(letter).decode(view)) == letter


@pytest.mark.parametrize("letter", [*MARKED, *map(str.upper, MARKED)])
def test_every_letter_of_vni(letter: str) -> None:
    assert from_vni(to_vni(letter)) == letter


@given(texts)
def test_tcvn3_round_trip(text: str) -> None:
    assert from_tcvn3(to_tcvn3(text).decode("latin-1")) == text


@given(texts)
@example("ươ ƯỚ Ỡ")
def test_vni_round_trip(text: str) -> None:
    assert from_vni(to_vni(text)) == text
    assert from_vni(to_vni(text.upper())) == text.upper()


@given(st.text())
def test_any_text_is_converted_to_nfc(text: str) -> None:
    for convert in (from_tcvn3, from_vni):
        assert unicodedata.is_normalized("NFC", convert(text))


@pytest.mark.parametrize(
    ("shown", "meant"),
    [
        ("Tæng s¶n phÈm trªn ®Þa bµn huyÖn", "Tổng sản phẩm trên địa bàn huyện"),
        ("C¬ cÊu kinh tÕ chuyÓn dÞch ®óng h\u00adíng", "Cơ cấu kinh tế chuyển dịch đúng hướng"),
        ("KÕT QU¶ THùC HIÖN N¡M 2009", "KẾT QUẢ THỰC HIỆN NĂM 2009"),
        ("Hµ ¢n, Uû ban, H§ND, Q§-UBND", "Hà Ân, Uỷ ban, HĐND, QĐ-UBND"),
        ("“thu” – chi…", "“thu” – chi…"),
        ("\x93thu\x94 \x96 chi\x85", "“thu” – chi…"),
        ("40 m², 25 °C, ±3, \xa0", "40 m², 25 °C, ±3, \xa0"),
    ],
)
def test_tcvn3_as_word_shows_it(shown: str, meant: str) -> None:
    assert from_tcvn3(shown) == meant


@pytest.mark.parametrize(
    ("shown", "meant"),
    [
        ("Toång saûn phaåm treân ñòa baøn huyeän", "Tổng sản phẩm trên địa bàn huyện"),
        ("Cô caáu kinh teá chuyeån dòch ñuùng höôùng", "Cơ cấu kinh tế chuyển dịch đúng hướng"),
        ("KEÁT QUAÛ THÖÏC HIEÄN NAÊM 2009", "KẾT QUẢ THỰC HIỆN NĂM 2009"),
        (
            "Ñaàu tö, yù nghóa, kyû nieäm, 3 tyû, CHÆ TIEÂU",
            "Đầu tư, ý nghĩa, kỷ niệm, 3 tỷ, CHỈ TIÊU",
        ),
        ("Oân taäp, Aâm, ÔÛ", "Ôn tập, Âm, Ở"),  # the mark typed small after a capital
        ("\x93thu\x94 \x96 chi\x85", "“thu” – chi…"),
    ],
)
def test_vni_as_word_shows_it(shown: str, meant: str) -> None:
    assert from_vni(shown) == meant


# --- recognising


@pytest.mark.parametrize("sentence", SENTENCES)
def test_old_encodings_are_recognised(sentence: str) -> None:
    assert legacy_encoding(to_tcvn3(sentence).decode("latin-1")) == "TCVN3"
    assert legacy_encoding(to_tcvn3(sentence).decode("cp1252")) == "TCVN3"
    assert legacy_encoding(to_vni(sentence)) == "VNI"
    assert legacy_encoding(to_vni(sentence.upper())) == "VNI"


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("text", [*SENTENCES, *OTHERS])
def test_other_texts_are_left_alone(text: str, form: str) -> None:
    shown = unicodedata.normalize(form, text)  # type: ignore[arg-type]
    assert legacy_encoding(shown) is None
    assert decode(shown.encode(), FILE) == (shown, None)


def test_a_mixture_with_unicode_is_left_alone() -> None:
    old = " ".join(to_tcvn3(sentence).decode("latin-1") for sentence in SENTENCES)
    assert legacy_encoding(old) == "TCVN3"
    assert legacy_encoding(f"{old} Số xã có chợ đạt chuẩn là 12.") is None


def test_one_word_is_no_evidence() -> None:
    assert legacy_encoding("40 µm") is None
    assert legacy_encoding("µm and " * 50) is None


# --- files


@pytest.mark.parametrize(
    ("encoding", "mark", "note"),
    [
        ("utf-8", b"", None),
        ("utf-8", b"\xef\xbb\xbf", None),
        ("utf-16-le", b"\xff\xfe", None),
        ("utf-16-be", b"\xfe\xff", None),
        ("utf-32-le", b"\xff\xfe\x00\x00", None),
        ("utf-16-le", b"", "The file has no byte order mark and was read as UTF-16 LE."),
        ("utf-16-be", b"", "The file has no byte order mark and was read as UTF-16 BE."),
    ],
)
def test_unicode_files_are_kept_to_the_letter(encoding: str, mark: bytes, note: str | None) -> None:
    text = "\r\n".join(SENTENCES) + "\n\n\rHết\x0c" + unicodedata.normalize("NFD", SENTENCES[0])
    assert decode(mark + text.encode(encoding), FILE) == (text, note)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_old_files(sentence: str) -> None:
    text = f"{sentence}\r\n– {sentence}\n"
    old = "The text is in the old encoding {} and was converted to Unicode."
    tcvn3 = to_tcvn3(sentence) + b"\r\n\x96 " + to_tcvn3(sentence) + b"\n"
    raised = text.replace("Ủy", "ủy")  # TCVN3 has no Ủ
    assert decode(tcvn3, FILE) == (raised, old.format("TCVN3"))
    vni = to_vni(sentence).encode("cp1252")
    assert decode(vni + b"\r\n\x96 " + vni + b"\n", FILE) == (text, old.format("VNI"))
    shown, note = decode(to_windows_1258(text), FILE)
    assert note == "The text was read as Windows-1258."
    assert unicodedata.normalize("NFC", shown) == text
    assert shown != text  # its tone marks stay apart


def test_old_letters_saved_as_unicode() -> None:
    shown = to_tcvn3(SENTENCES[0]).decode("cp1252")
    for encoding in ("utf-8", "utf-16"):
        text, note = decode(shown.encode(encoding), FILE)
        assert text == SENTENCES[0]
        assert note == "The text is in the old encoding TCVN3 and was converted to Unicode."


def test_an_empty_file_is_an_empty_text() -> None:
    assert decode(b"", FILE) == ("", None)
    assert decode(b"\xef\xbb\xbf", FILE) == ("", None)


def zipped(name: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(name, "x")
    return buffer.getvalue()


OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"%PDF-1.7\n", "it is a PDF document, not a text file; rename it to .pdf or save its text as UTF-8"),
        (zipped("word/document.xml"), "it is a Word document, not a text file; rename it to .docx or"),
        (zipped("xl/workbook.xml"), "it is an Excel workbook, not a text file; rename it to .xlsx or"),
        (zipped("a.txt"), "it is a zip archive, not a text file; rename it to .zip or"),
        (OLE + "WordDocument".encode("utf-16-le"), "it is an old Word document, not a text file; rename it to .doc or"),
        (OLE, "it is an old Office file, not a text file; rename it to .doc or .xls or"),
        (b"\x89PNG\r\n\x1a\n", "it is a PNG picture, not a text file; rename it to .png or"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "it is a JPEG picture, not a text file"),
        (b"{\\rtf1\\ansi", "it is an RTF document, not a text file"),
        (b"thu ng\x00n s\xc3\xa1ch, chi", "byte 7: it holds a zero byte, so it is no text; save its text as UTF-8"),
        (bytes(range(1, 9)) * 9, "it holds control characters, so it is no text; save"),
    ],
)  # fmt: skip
def test_what_is_no_text_is_named(data: bytes, sentence: str) -> None:
    with pytest.raises(SourceError) as error:
        decode(data, FILE)
    assert str(error.value).startswith("Báo cáo.txt")
    assert sentence in str(error.value)


def test_a_fault_in_utf_8_is_placed() -> None:
    data = "Số hộ\nnghèo ".encode() + b"\xe1\xbb" + " giảm".encode()
    with pytest.raises(SourceError) as error:
        decode(data, FILE)
    assert str(error.value) == (
        "Báo cáo.txt, line 2, byte 18: 0xE1 is not UTF-8 there, as the rest of the file is; "
        "correct this place and save its text as UTF-8"
    )


def test_a_cut_utf_16_file_is_placed() -> None:
    with pytest.raises(SourceError, match=r"line 2, byte 11: 0x41 is not UTF-16-LE there"):
        decode("\ufeffSố\nA".encode("utf-16-le") + b"A", FILE)


@pytest.mark.parametrize(
    "text", ["Le café a été créé", "Größere Städte für Bürger", "El año de la población"]
)
def test_an_unknown_encoding_is_refused(text: str) -> None:
    with pytest.raises(
        SourceError,
        match=r"byte \d+ \(0x[0-9A-F]{2}\): its encoding is not known: .+; save its text as UTF-8$",
    ):
        decode(text.encode("latin-1"), FILE)


@given(st.binary(max_size=200))
def test_any_bytes_give_a_text_or_a_sentence(data: bytes) -> None:
    try:
        text, note = decode(data, FILE)
    except SourceError as error:
        assert "\n" not in str(error)
    else:
        assert "\x00" not in text
        assert note is None or note.endswith(".")
