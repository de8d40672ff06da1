"""The documents that names, folders and patterns mean."""

from __future__ import annotations

from collections import Counter
from glob import glob
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from indicators.drafting.targets import DRAFT, LOG
from indicators.messages.sentences import say
from indicators.readers.documents import ENDINGS

if TYPE_CHECKING:
    from collections.abc import Iterable


class Found(NamedTuple):
    """Documents, each once.

    Attributes:
        paths: In the order given; those of a folder or pattern by name.
        missing: A sentence for every name that means no document.
        passed_over: A sentence for every folder with files of other kinds.
    """

    paths: tuple[Path, ...]
    missing: tuple[str, ...]
    passed_over: tuple[str, ...]


def find_documents(given: Iterable[str]) -> Found:
    """Look for documents.

    Folders are searched through; hidden files, lock files of Office and drafts of an earlier run
    are left out of them.
    """
    found: dict[Path, Path] = {}
    missing: list[str] = []
    passed_over: list[str] = []
    for name in given:
        path = Path(name)
        if path.is_dir():
            files = [one for one in sorted(path.rglob("*")) if _is_given(one, path)]
            inside = [one for one in files if one.suffix.lower() in ENDINGS]
            if len(inside) < len(files):
                passed_over.append(say("draft.passed_over", name=name, kinds=_kinds(files)))
        elif path.exists():
            inside = [path]
        else:
            matches = map(Path, sorted(glob(name, recursive=True)))  # noqa: PTH207 (Path.glob takes no absolute pattern)
            inside = [one for one in matches if _is_given(one, one.parent)]
        if not inside:
            missing.append(say("draft.no_document", name=name, endings=list(ENDINGS)))
        for one in inside:
            found.setdefault(one.resolve(), one)
    return Found(tuple(found.values()), tuple(missing), tuple(passed_over))


def _is_given(path: Path, folder: Path) -> bool:
    """Whether a folder or pattern is given for this file too."""
    hidden = any(part.startswith((".", "~$")) for part in path.relative_to(folder).parts)
    ours = path.stem.endswith(DRAFT) or path.name == LOG
    return path.is_file() and not hidden and not ours


def _kinds(files: Iterable[Path]) -> str:
    """`2 of .doc, 1 of .zip`: what no reader knows."""
    others = Counter(one.suffix.lower() or say("draft.no_ending") for one in files)
    passed = [
        say("draft.of_kind", number=number, kind=kind)
        for kind, number in others.items()
        if kind not in ENDINGS
    ]
    return ", ".join(sorted(passed))
