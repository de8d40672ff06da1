"""Documents as they are cited: a line of text, BibTeX, CSL-JSON."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import TYPE_CHECKING, Any, Literal

from indicators.model.display import cite, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from indicators.model.display import Language

    Row = Mapping[str, Any]

Form = Literal["text", "bibtex", "csl"]


def citations(documents: Iterable[Row], form: Form, lang: Language) -> str:
    """The documents in the form, one after the other.

    Args:
        documents: Rows of `Store.documents`; with `source_locator` the place of a figure in one.
        form: `text`, `bibtex` or `csl` (CSL-JSON, which Zotero reads).
        lang: Language of the kinds of documents.
    """
    rows = list(documents)
    if form == "bibtex":
        return "\n\n".join(_bibtex(row, lang) for row in rows)
    if form == "csl":
        return json.dumps([_csl(row, lang) for row in rows], ensure_ascii=False, indent=2)
    return "; ".join(cite(row, lang) for row in rows)


def _key(row: Row) -> str:
    # of the document and the place in it: each place has an entry of its own
    text = f"{row['document_id']}-{row.get('source_locator') or ''}"
    plain = unicodedata.normalize("NFD", text.replace("Đ", "D").replace("đ", "d"))
    return re.sub(r"[^A-Za-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")


def _title(row: Row, lang: Language) -> str:
    return str(row["title"] or f"{word('document_kind', row['kind'], lang)} {row['number']}")


def _date(row: Row) -> list[int]:
    """Year, month and day, as far as they are known."""
    if row["issued_on"] is None:
        return []
    known = {"day": 3, "month": 2}.get(row["issued_precision"], 1)
    return [row["issued_on"].year, row["issued_on"].month, row["issued_on"].day][:known]


def _bibtex(row: Row, lang: Language) -> str:
    date = "-".join(f"{part:02}" for part in _date(row))
    fields = {
        "author": row["issuer"] and f"{{{row['issuer']}}}", "title": _title(row, lang),
        "type": word("document_kind", row["kind"], lang), "number": row["number"], "date": date,
        "year": date[:4], "url": row.get("address"), "note": row.get("source_locator"),
    }  # fmt: skip
    lines = (f"  {name} = {{{_escaped(str(text))}}}," for name, text in fields.items() if text)
    return "\n".join([f"@report{{{_key(row)},", *lines, "}"])


def _escaped(text: str) -> str:
    return re.sub(r"([&%#_$])", r"\\\1", text)


def _csl(row: Row, lang: Language) -> dict[str, Any]:
    found = {
        "id": row["document_id"], "type": "report", "title": _title(row, lang),
        "genre": word("document_kind", row["kind"], lang), "number": row["number"],
        "author": [{"literal": row["issuer"]}] if row["issuer"] else None, "URL": row.get("address"),
        "issued": {"date-parts": [_date(row)]} if _date(row) else None, "locator": row.get("source_locator"),
    }  # fmt: skip
    return {name: value for name, value in found.items() if value}
