"""The settings a user writes as TOML: codebook, places, corrections, audit."""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import msgspec

from indicators.messages.errors import CodebookError

if TYPE_CHECKING:
    from pathlib import Path


_MOST_DOTS = 100


def read_toml(path: Path, form: type = dict) -> dict[str, Any]:
    """The content of a file.

    Args:
        path: The file.
        form: A TypedDict of the types its keys have; keys it does not know may hold anything.

    Raises:
        CodebookError: If it cannot be opened, is no TOML, or a key holds another type.
    """
    try:
        text = path.read_text("utf-8-sig")  # Notepad begins a file with a mark
        for number, line in enumerate(text.split("\n"), 1):
            if line.partition("=")[0].count(".") > _MOST_DOTS:  # tomllib takes seconds for them
                raise CodebookError("toml.dotted", path=path, line=number, most=_MOST_DOTS)
        content = tomllib.loads(text)
        msgspec.convert(content, form, builtin_types=(date, datetime))
    except OSError as error:
        raise CodebookError("toml.cannot_open", path=path, reason=error) from error
    except msgspec.ValidationError as error:
        raise _other_type(path, str(error)) from error
    except (tomllib.TOMLDecodeError, ValueError, RecursionError) as error:
        place = re.search(r"at line (\d+), column (\d+)", str(error))
        if place is None:
            raise CodebookError("toml.invalid", path=path, reason=error) from error
        line, column = place.groups()
        raise CodebookError(
            "toml.invalid_at", path=path, line=line, column=column, reason=error
        ) from error
    return content


_FOUND = re.compile(r"Expected (.+?)(?:, got `(\w+)`)? - at `\$\.?(.+?)`")
_TOML_NAMES = {"str": "string", "int": "integer", "bool": "boolean", "object": "table"}


def _other_type(path: Path, told: str) -> CodebookError:
    """The sentence for `Expected `array`, got `object` - at `$.place`` of msgspec, in TOML's words."""
    found = _FOUND.match(told)
    if found is None:
        return CodebookError("toml.invalid", path=path, reason=told)
    expected, got, key = found.groups()
    if most := re.search(r"of length <= (\d+)", expected):
        return CodebookError("toml.long", path=path, key=key, most=most[1])
    if got is None:
        return CodebookError("toml.pattern", path=path, key=key)
    names = [_TOML_NAMES.get(name, name) for name in re.findall(r"\w+", expected)]
    return CodebookError(
        "toml.type", path=path, key=key, expected=" / ".join(names), found=_TOML_NAMES.get(got, got)
    )


def toml_files(folder: Path) -> list[Path]:
    """The .toml files of a folder by name; none where there is no folder.

    Raises:
        CodebookError: If the folder may not be read: what a user has set must not get lost.
    """
    try:
        return sorted(path for path in folder.iterdir() if path.suffix == ".toml")
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise CodebookError("toml.folder_cannot_open", folder=folder, reason=error) from error
