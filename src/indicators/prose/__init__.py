"""From documents as they are to draft rows for a person to review."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from indicators.codebook import load_codebook
from indicators.codebook.places import load_register
from indicators.messages.errors import errors_in
from indicators.prose.bind import Binder
from indicators.prose.document import extract_document
from indicators.readers.documents import read_document
from indicators.tomlfile import toml_files

if TYPE_CHECKING:
    from indicators.codebook.places import Register
    from indicators.messages.sentences import Language
    from indicators.prose.model import Draft


def extract(path: Path | str, *, data: Path | None = None, lang: Language | None = None) -> Draft:
    """Read one document and propose a row for every figure in it.

    Args:
        path: A .docx, .pdf, .txt, .md or .xlsx file, or a picture.
        data: Data folder whose `codebook/*.toml` extends the indicators and places.
        lang: Language of errors; by default that of the locale.

    Returns:
        A `Draft`: `draft.rows`, `draft.nonfigures`, `draft.unbound`, `draft.facts`; and
        `draft.text[row.start:row.end] == row.raw_value` for every row.

    Raises:
        SourceError: One sentence for any file that cannot be read.

    Examples:
        >>> _ = Path("note.txt").write_text("Tỷ lệ hộ nghèo năm 2023 còn 0,46%.", "utf-8")
        >>> row, = ind.extract("note.txt").rows
        >>> row.indicator_id, row.value, row.unit, row.period.year
        ('poverty_rate', Decimal('0.46'), '%', 2023)
    """
    with errors_in(lang):
        binder, register = knowledge(data)
        return extract_document(read_document(Path(path)), binder, register)


@lru_cache(maxsize=4)
def knowledge(data: Path | None = None) -> tuple[Binder, Register]:
    """Indicators and places, with those of a data folder; read once."""
    overlays = toml_files(data / "codebook") if data else []
    return Binder(load_codebook(overlays)), load_register(overlays)
