"""How a bitext file is read, and what its reader has to say of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from songngu.corpus.errors import InputError

if TYPE_CHECKING:
    import polars as pl

_TOLD = 8


@dataclass(slots=True)
class Reading:
    """One file being read.

    ``path`` names it in errors. ``langs`` choose source and target where a file has more languages than two; None
    leaves the choice to the file. Rows of other languages are left out or, where all are wanted (``whole``: a person
    may have decided on them), an error. ``columns`` names those of a table without a line of names. With ``keep_going``
    what is broken is passed over and told in ``notes``, a sentence each. Where ``lines`` is a list, the line of each
    row that is read is put into it, in order, by formats that have lines.
    """

    path: str
    langs: tuple[str | None, str | None] = (None, None)
    keep_going: bool = False
    columns: tuple[str, ...] = ()
    notes: list[str] = field(default_factory=list)
    passed_over: int = 0
    whole: bool = False
    lines: list[int] | None = None

    def pass_over(self, error: InputError) -> None:
        """Raise ``error`` or, to keep going, tell it in the notes; after the first few without their places."""
        if not self.keep_going:
            raise error
        self.passed_over += 1
        if self.passed_over <= _TOLD:
            self.notes.append(f"{error}: passed over")
        elif self.passed_over == _TOLD + 1:
            self.notes.append("more that is broken passed over")

    def chosen_langs(self) -> list[pl.Expr]:
        """Return what gives rows that name no language the one that is chosen."""
        import polars as pl

        names = zip(("source_lang", "target_lang"), self.langs, strict=True)
        return [pl.col(name).replace("", lang) for name, lang in names if lang]

    def leave_out(self, names: Iterable[str]) -> None:
        """Tell, once, of columns that are no bitext's."""
        note = f"columns that a bitext does not have are left out: {', '.join(names)}"
        if not note.endswith(": ") and note not in self.notes:
            self.notes.append(note)

    def error(self, message: str, line: int | None = None, column: int | None = None, **more: str | None) -> InputError:
        """Return the error that says what is wrong in the file, and where."""
        return InputError(message, path=self.path, line=line, column=column, hint=more.get("hint"))
