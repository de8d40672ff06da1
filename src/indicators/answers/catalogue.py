"""What every open store answers: search, documents, findings, SQL."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING, Any, Self

from indicators.answers.filters import filters
from indicators.answers.findings import find, quality, refresh, rules
from indicators.answers.results import Result
from indicators.answers.search import rank
from indicators.audit import Settings
from indicators.model.display import word
from indicators.store.dataset import shown
from indicators.store.lazy import connect_to
from indicators.store.reading import select

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from pathlib import Path

    from indicators.answers.filters import Names
    from indicators.answers.tabulation import Kind
    from indicators.audit import Rule
    from indicators.model.display import Language
    from indicators.store.reading import Asked

_SQL = resources.files("indicators.answers")
_DOCUMENTS = (_SQL / "documents.sql").read_text("utf-8")
_SEARCH = (_SQL / "search.sql").read_text("utf-8")


class Catalogue:
    """The store without its figures: what it holds, where it is from, what is odd about it."""

    def __init__(self, path: Path | str, *, lang: Language = "vi") -> None:
        """Open the store file or the data set at `path`; labels of results are in `lang` (`vi` or `en`)."""
        self.path = path
        self.lang: Language = lang
        self._connection: Asked = connect_to(path)

    def __repr__(self) -> str:
        """File name and number of figures."""
        name = shown(self.path).rstrip("/").rpartition("/")[2]
        return f"Store({name!r}, {self._count('observation')} figures)"

    def _repr_html_(self) -> str:
        return self.documents()._repr_html_()

    def __enter__(self) -> Self:
        """Use as a context manager closes the store at the end."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the store."""
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def search(self, text: str, *, limit: int = 20) -> Result:
        """Find indicators by words of their names or printed labels.

        Args:
            text: Vietnamese (with or without diacritics) or English words.
            limit: At most so many.

        Returns:
            Columns `indicator_id`, `name_vi`, `name_en`, `theme`, `unit`, `better`,
            `figures` (in the store), `places`; best first.
        """
        frame = select(self._connection, _SEARCH)
        return self._result(rank(frame, text).head(limit).drop("labels"), f"“{text}”")

    def findings(
        self,
        *,
        severity: Names = None,
        rule: Names = None,
        document: Names = None,
        place: Names = None,
        accepted: bool = False,
        figures: Collection[str] | None = None,
    ) -> Result:
        """What is odd in the documents, and what the build refused (docs/audit.md).

        Args:
            severity: `error`, `warning` or `note`.
            rule: Name of a rule, e.g. `figures_differ_in_document`.
            document: document_id; also findings that set it beside another one.
            place: place_id of the issuing place.
            accepted: Also findings that `corrections.toml` accepts; else the note counts them.
            figures: Only findings that name one of these observation_ids.

        Returns:
            The columns of table `finding`, title and what would settle it of the rule, and the
            document with the place in it.

        Raises:
            QueryError: If a name is not in the store; the message has the nearest.
        """
        wanted = {"severity": severity, "rule": rule, "document": document, "place": place}
        frame, caption, hidden = find(self._connection, wanted, accepted=accepted, figures=figures)
        note = word("mark", "accepted", self.lang).format(hidden) if hidden else ""
        return self._result(frame, caption, "findings", note)

    def audit(
        self,
        settings: Settings | None = None,
        *,
        watch: Callable[[Iterable[Rule]], Iterable[Rule]] = iter,
    ) -> Result:
        """Run the rules again, e.g. with other settings; the store stays as it is.

        From then on `findings` of this open store shows what they found.

        Args:
            settings: Of `indicators.audit.read_settings`; those of the package when left out.
            watch: Goes through the rules, e.g. with a progress bar.
        """
        refresh(self._connection, settings or Settings(), watch)
        return self.findings()

    def quality(self, *, place: Names = None) -> Result:
        """How much of the data passes: by document, the figures that findings touch.

        Args:
            place: place_id of the issuing place, or several.

        Returns:
            The document with `figures`, `untouched` (by no error and no warning), `warned` (by
            warnings only) and `failed` (by an error). A figure that a finding names need not be
            the wrong one.
        """
        frame, caption = quality(self._connection, place)
        return self._result(frame, caption, "quality")

    def rules(self) -> Result:
        """The rules of the audit: severity, title, meaning, and what would settle a finding."""
        return self._result(rules(self._connection), "")

    def documents(self, *, place: Names = None) -> Result:
        """The documents with their number of figures.

        Args:
            place: place_id of the issuing place, or several.

        Raises:
            QueryError: If a place is not in the store; the message has the nearest.
        """
        chosen = filters(self._connection, {"place": place})
        query = (
            f"SELECT * FROM ({_DOCUMENTS}) {chosen.where} ORDER BY place_id, issued_on, document_id"
        )
        return self._result(select(self._connection, query, chosen.parameters), chosen.caption)

    def sql(
        self, query: str, parameters: Sequence[Any] | Mapping[str, Any] | None = None
    ) -> Result:
        """Answer one SELECT statement; the store cannot be changed by it.

        Raises:
            QueryError: If it is no SELECT or DuckDB refuses it.
        """
        return self._result(select(self._connection, query, parameters), "")

    def _result(
        self,
        frame: Any,  # noqa: ANN401 (polars frame, loaded lazily)
        caption: str,
        kind: Kind = "other",
        note: str = "",
    ) -> Result:
        return Result(frame, caption=caption, lang=self.lang, store=self, kind=kind, note=note)

    def _count(self, table: str) -> int:
        return int(select(self._connection, f"SELECT count(*) AS n FROM {table}")["n"][0])
