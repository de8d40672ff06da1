"""A store published as Parquet: a folder for each table, figures by year, and a manifest.

    dataset.json                            the files of every table, with rows, bytes and SHA-256
    observation/year=2023/part-0.parquet    figures of the periods that end in 2023
    document/part-0.parquet …               every other table is one file

The manifest is written last and names all that belongs to it: a folder without one is no data set,
and a file it does not name is not read. A data set is never changed once it is there.
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from indicators.messages.errors import StoreError
from indicators.model.schema import tables

if TYPE_CHECKING:
    from collections.abc import Mapping

MANIFEST = "dataset.json"
FORMAT = "indicators-parquet-1"
_YEAR = re.compile(r"/year=(-?\d{1,6})/")


@dataclass(frozen=True, slots=True)
class File:
    """One Parquet file of a data set.

    Attributes:
        path: Below the folder of the data set, with `/`.
        rows: Its rows.
        bytes: Its size.
        sha256: Of its bytes.
    """

    path: str
    rows: int
    bytes: int
    sha256: str

    @property
    def year(self) -> int | None:
        """The year whose figures it holds, where it holds those of one."""
        found = _YEAR.search(self.path)
        return int(found[1]) if found else None


def is_uri(place: Path | str) -> bool:
    """Whether it is an address such as `s3://bucket/prefix`, and no path."""
    return isinstance(place, str) and re.match(r"[a-z][a-z0-9+.-]+://", place) is not None


def is_dataset(place: Path | str) -> bool:
    """Whether a data set is meant: an address, or a folder with a manifest."""
    return is_uri(place) or (Path(place) / MANIFEST).is_file()


def shown(place: Path | str) -> str:
    """The place for people: without the key and the secret an address may carry."""
    return re.sub(r"//[^/@]*@", "//", str(place)).partition("?")[0]


def manifest(written: Mapping[str, list[File]], version: str) -> bytes:
    """The bytes of the manifest.

    Args:
        written: The files of every table.
        version: Of this library.
    """
    listed = {
        name: {"rows": sum(file.rows for file in files), "files": [asdict(file) for file in files]}
        for name, files in written.items()
    }
    about = {"format": FORMAT, "indicators": version, "tables": listed}
    return (json.dumps(about, ensure_ascii=False, indent=1) + "\n").encode()


def files_of(data: bytes, place: Path | str) -> dict[str, list[File]]:
    """The files of every table, from the manifest of the data set at `place`.

    Raises:
        StoreError: If it is none of ours, or names a file outside its folder.
    """
    try:
        return _parsed(json.loads(data))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        found = f"no {error}" if isinstance(error, KeyError) else str(error)
        message = f"{shown(place)}/{MANIFEST}: this is no data set of indicators ({found}); publish it anew with `indicators export --to parquet`."
        raise StoreError(message) from error


def _parsed(about: dict[str, Any]) -> dict[str, list[File]]:
    if about["format"] != FORMAT:
        raise ValueError(f"format {str(about['format'])[:40]!r}")
    found = {name: [File(**file) for file in about["tables"][name]["files"]] for name in tables()}
    for name, files in found.items():
        folder = rf"{name}/year=-?\d{{1,6}}" if name == "observation" else name
        wrong = [f.path for f in files if not re.fullmatch(rf"{folder}/part-\d+\.parquet", f.path)]
        if wrong or not files:
            raise ValueError(
                f"table {name} with the file {wrong[0][:60]!r}" if wrong else f"no {name}"
            )
    return found
