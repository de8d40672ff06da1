"""What the site shows beside the pages of this folder: files of the repository and the notebooks.

A hook of MkDocs (mkdocs.yml). A page that lies elsewhere becomes one of the site, a link to any
other file leads to a page that shows it, a notebook is shown with its results.
"""

from __future__ import annotations

import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

ROOT = Path(__file__).parents[1]
PAGES = {
    "README.md": "index.md",
    "README.vi.md": "vi.md",
    "CHANGELOG.md": "changelog.md",
    "CONTRIBUTING.md": "contributing.md",
    "SECURITY.md": "security.md",
    "benchmarks/README.md": "benchmarks.md",
    "notebooks": "notebooks/01_explore.md",
}
_ORIGINS = {page: origin for origin, page in PAGES.items()}
_LINK = re.compile(r"(?<=\]\()(?!\w+:)([^)#\s]+)(#[^)\s]*)?(?=\))")
_PAGE = re.compile(r"docs/([a-z-]+)\.md")
_LANGUAGES = {".toml": "toml", ".sql": "sql", ".py": "python", ".j2": "html"}


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add what lies outside the folder of the documentation."""
    for origin, page in PAGES.items():
        if (ROOT / origin).is_file():
            text = (ROOT / origin).read_text("utf-8")
            files.append(File.generated(config, page, content=text))
    for notebook in sorted((ROOT / "notebooks").glob("*.ipynb")):
        for uri, content in _shown(notebook):
            files.append(File.generated(config, uri, content=content))
    linked = {
        target
        for file in files.documentation_pages()
        if not file.src_uri.startswith("notebooks/")
        for target in _targets(_origin(file.src_uri), file.content_string)
        if _place(target).startswith("source/")
    }
    for target in sorted(linked):
        files.append(File.generated(config, _place(target), content=_source(target)))
    return files


def on_page_markdown(markdown: str, page: Page, **_: object) -> str:
    """Lead links to where the site has what they name."""
    here = page.file.src_uri
    if here.startswith(("notebooks/", "source/")):
        return markdown

    def placed(link: re.Match[str]) -> str:
        place = _place(_target(_origin(here), link[1]))
        return posixpath.relpath(place, posixpath.dirname(here) or ".") + (link[2] or "")

    return _LINK.sub(placed, markdown)


def on_page_content(html: str, page: Page, **_: object) -> str:
    """Lead from the pages that docstrings name to these pages."""
    return _PAGE.sub(r'<a href="\1.html">\g<0></a>', html) if page.url == "reference.html" else html


def _origin(uri: str) -> str:
    """Where the page lies in the repository."""
    return _ORIGINS.get(uri, f"docs/{uri}")


def _target(origin: str, link: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(origin), link))


def _targets(origin: str, text: str) -> Iterator[str]:
    for link in _LINK.finditer(text):
        yield _target(origin, link[1])


def _place(target: str) -> str:
    """Where the site has a file of the repository."""
    if target in PAGES:
        return PAGES[target]
    if target.startswith("docs/"):
        return target.removeprefix("docs/")
    if target.endswith(".ipynb"):
        return f"{target.removesuffix('.ipynb')}.md"
    return f"source/{target}.md"


def _source(target: str) -> str:
    """A page that shows a file, or the files of a folder."""
    path = ROOT / target
    parts = ["---\nsearch:\n  exclude: true\n---", f"# {target}"]
    data = (
        (file for file in path.iterdir() if file.suffix in {".toml", ".sql"})
        if path.is_dir()
        else [path]
    )
    for file in sorted(data):
        if file != path:
            parts.append(f"## {file.name}")
        parts.append(
            f"````{_LANGUAGES.get(file.suffix, 'text')}\n{file.read_text('utf-8').rstrip()}\n````"
        )
    return "\n\n".join(parts)


def _shown(notebook: Path) -> Iterator[tuple[str, str | bytes]]:
    """A notebook as a page with its pictures."""
    import nbformat
    from nbconvert.exporters import MarkdownExporter

    read = nbformat.read(notebook, as_version=4)
    read.metadata["language_info"] = {"name": "python"}
    pictures = {"output_files_dir": notebook.stem, "unique_key": notebook.stem}
    body, resources = MarkdownExporter().from_notebook_node(read, resources=pictures)
    yield f"notebooks/{notebook.stem}.md", body
    for name, data in resources["outputs"].items():
        yield f"notebooks/{name}", data
