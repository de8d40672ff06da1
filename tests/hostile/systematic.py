"""Good files harmed at every place in turn: cut off, and each of their parts empty, foreign or gone.

Each is refused with one sentence, or read right where the harm does not matter. The campaign reads
them; with every change only the catalogue is read.
"""

from __future__ import annotations

import io
import zipfile
from functools import partial
from typing import TYPE_CHECKING

from tests.drafting.test_extract_bad_input import changed, docx_bytes, pdf_bytes
from tests.hostile.archives import workbook
from tests.hostile.case import Case

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_CUTS = 16
_HARMS = {
    "empty": b"",
    "not XML": b"\xff\xfe\x00 no markup",
    "with DOCTYPE": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
    "of another kind": b"<html><body>1</body></html>",
}
_FILES: dict[str, tuple[Callable[[], bytes], int]] = {
    "a.xlsx": (workbook, 2),
    "a.docx": (docx_bytes, 2),
    "a.pdf": (pdf_bytes, 1),
}


def _cut(made: Callable[[], bytes], part: float) -> bytes:
    data = made()
    return data[: int(part * len(data))]


def _harmed(made: Callable[[], bytes], name: str, content: bytes) -> bytes:
    return changed(made(), {name: content})


def _cases() -> Iterator[tuple[str, Case]]:
    for name, (made, figures) in _FILES.items():
        for number in range(1, _CUTS):
            harm = partial(_cut, made, number / _CUTS)
            yield f"{name}: cut at {number}/{_CUTS}", Case(name, harm, figures=figures, either=True)
        if name == "a.pdf":
            continue
        with zipfile.ZipFile(io.BytesIO(made())) as archive:
            parts = archive.namelist()
        for part in parts:
            for how, content in _HARMS.items():
                harm = partial(_harmed, made, part, content)
                yield f"{name}: {part} {how}", Case(name, harm, figures=figures, either=True)


SYSTEMATIC: dict[str, Case] = dict(_cases())
