"""What became of one document."""

from __future__ import annotations

from dataclasses import dataclass

DOUBTFUL = 0.6
"""A person should look twice at a row whose confidence is below."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one document.

    Attributes:
        file: The document.
        sha256: Of its bytes; empty when it could not be read.
        rows: Draft rows.
        doubtful: Rows whose confidence is low.
        nonfigures: Declared non-figures.
        unbound: Figures without a label.
        tokens: Tokens with a digit.
        closed: Whether every one of them is accounted for.
        notes: What the reader had to say.
        error: The sentence of a file that could not be read.
        output: The file that was written, if any.
        made: SHA-256 of the draft.
        data: The draft, where no file was written.
        done_before: Whether an earlier run made the draft of the same bytes.
    """

    file: str
    sha256: str = ""
    rows: int = 0
    doubtful: int = 0
    nonfigures: int = 0
    unbound: int = 0
    tokens: int = 0
    closed: bool = True
    notes: tuple[str, ...] = ()
    error: str | None = None
    output: str | None = None
    made: str = ""
    data: bytes = b""
    done_before: bool = False

    @property
    def line(self) -> str:
        """One line for people."""
        if self.error is not None:
            return self.error
        if self.done_before:
            return f"{self.file}: done before, {self.output} is kept; delete it to make it anew"
        told = f"{self.rows} figures, {self.doubtful} of them doubtful"
        if not self.rows:
            told = "no figures of indicators were found, its draft has no rows"
        sums = "the sum closes" if self.closed else "THE SUM DOES NOT CLOSE"
        told += f"; {self.nonfigures} non-figures, {self.unbound} not bound"
        told += f"; {self.tokens} tokens with a digit, {sums}"
        notes = "".join(f"; {note}" for note in self.notes)
        return f"{self.file}: {told}{notes}" + (f" -> {self.output}" if self.output else "")
