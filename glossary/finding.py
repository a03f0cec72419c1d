"""Findings: what a check has to say, where it stands in the files, and how to mend it."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from songngu.corpus.language.message import Message, told


class Severity(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for an error, 1 for a warning, 2 for an info."""
        return ("error", "warning", "info").index(self.value)


def counted(number: int) -> Message:
    """Return how many findings there are, in words."""
    return Message("{count} finding" if number == 1 else "{count} findings", count=number)


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The text of one side of a segment, the place the finding points at there, and that stretch of the text."""

    file: str
    line: int
    column: int
    text: str
    mark: tuple[int, int] | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the excerpt as `songngu check --format json` prints it."""
        return {"file": self.file, "line": self.line, "column": self.column, "text": self.text}


@dataclass(frozen=True, slots=True)
class Fix:
    """What to put in the place of the finding; ``safe`` if no reader need look at it."""

    replacement: str
    safe: bool

    def as_json(self) -> dict[str, Any]:
        """Return the fix as `songngu check --format json` prints it."""
        return {"replacement": self.replacement, "safe": self.safe}


@dataclass(frozen=True, slots=True)
class Suppression:
    """Why a finding is kept quiet, and whether a comment in the file says so (else a file beside it)."""

    reason: str
    in_source: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding; lines and columns are 1-based, in code points, the end exclusive.

    ``file`` and ``line`` are where the reader should look first; ``side`` says which side that is.
    """

    rule: str
    severity: Severity
    message: str
    hint: str
    file: str
    line: int
    column: int
    end_line: int
    end_column: int
    side: str
    source: Excerpt
    target: Excerpt
    concept: str | None
    fix: Fix | None
    fingerprint: str
    baseline: str = "new"
    suppression: Suppression | None = None

    @property
    def counts(self) -> bool:
        """Whether the finding is neither suppressed nor known to the baseline."""
        return self.suppression is None and self.baseline == "new"

    def below(self, folder: str) -> Finding:
        """Return the finding with its paths from the folder above, whose part ``folder`` they were told from."""

        return self.named(lambda file: posixpath.normpath(posixpath.join(folder, file)))

    def named(self, name: Callable[[str], str]) -> Finding:
        """Return the finding with its paths as ``name`` gives them."""
        source, target = (replace(side, file=name(side.file)) for side in (self.source, self.target))
        return replace(self, file=name(self.file), source=source, target=target)

    def told(self, translated: Callable[[str], str]) -> Finding:
        """Return the finding with message and hint in the language that ``translated`` puts templates into."""
        return replace(self, message=told(self.message, translated), hint=told(self.hint, translated))

    def in_bytes(self, lines: Sequence[str]) -> Finding:
        """Return the finding with columns in bytes of UTF-8, given the lines of its file; as it is where they end."""
        if max(self.line, self.end_line) > len(lines):
            return self
        column, end = (
            len(lines[line - 1][: column - 1].encode("utf-8", "surrogatepass")) + 1
            for line, column in ((self.line, self.column), (self.end_line, self.end_column))
        )
        return replace(self, column=column, end_column=end)

    def as_json(self) -> dict[str, Any]:
        """Return the finding as `songngu check --format json` prints it."""
        return {
            "rule": self.rule,
            "severity": str(self.severity),
            "message": self.message,
            "hint": self.hint,
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "end_line": self.end_line,
            "end_column": self.end_column,
            "side": self.side,
            "source": self.source.as_json(),
            "target": self.target.as_json(),
            "concept": self.concept,
            "fix": self.fix.as_json() if self.fix else None,
            "fingerprint": self.fingerprint,
            "baseline": self.baseline,
        }
