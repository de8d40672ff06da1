"""The zip archive of an Office file, after the checks that need no unpacking."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, NamedTuple

from indicators.messages.errors import SourceError
from indicators.messages.sentences import message

if TYPE_CHECKING:
    from pathlib import Path

MOST_BYTES = 200 * 2**20
MOST_PARTS = 5_000
MOST_RATIO = 200
_ENTRY = b"PK\x01\x02"


class Kind(NamedTuple):
    """What an archive should be, and what is far more than any of the kind holds.

    Attributes:
        name: `workbook`, for messages.
        program: That writes it.
        ending: Of its files.
        most_xml: Bytes of its XML parts, unpacked.
        small: Bytes up to which it may be packed ever so well.
    """

    name: str
    program: str
    ending: str
    most_xml: int
    small: int


def open_zip(path: Path, data: bytes, kind: Kind) -> zipfile.ZipFile:
    """Open the archive.

    Raises:
        SourceError: If it is none, encrypted, or declares more than the limits.
    """
    name, program, ending = message(f"kind.{kind.name}"), kind.program, kind.ending
    if data.count(_ENTRY) > MOST_PARTS:
        raise SourceError(path, "zip.too_many_parts", name=name, program=program)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        infos = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise SourceError(path, "zip.cut_off", name=name, ending=ending, program=program) from error
    total = sum(info.file_size for info in infos)
    packed = max(1, sum(info.compress_size for info in infos))
    xml = sum(info.file_size for info in infos if is_xml(info.filename))
    if (
        total > MOST_BYTES
        or xml > kind.most_xml
        or (total > kind.small and total / packed > MOST_RATIO)
    ):
        raise SourceError(path, "zip.too_large", name=name, size=round(total / 2**20))
    if any(info.flag_bits & 1 for info in infos):
        raise SourceError(path, "zip.protected", name=name)
    return archive


def is_xml(name: str) -> bool:
    """Whether a part is XML, by its name."""
    return name.casefold().endswith((".xml", ".rels"))
