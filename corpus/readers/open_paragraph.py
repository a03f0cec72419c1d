"""A paragraph of an office file while it is read."""

from __future__ import annotations

from dataclasses import dataclass, field

from songngu.corpus.document import BlockKind
from songngu.corpus.readers.marks import Marks

Kind = tuple[BlockKind, int]
"""What a paragraph is, and its level."""


@dataclass(slots=True)
class OpenParagraph:
    """A paragraph of an office file whose end has not come, and the captions and text boxes that stand in it."""

    kind: Kind
    locator: str
    is_text: bool
    style: str = ""
    parts: list[str] = field(default_factory=list)
    inside: list[tuple[Kind, str, str]] = field(default_factory=list)
    marks: Marks = field(default_factory=Marks)
    length: int = 0

    def add(self, text: str) -> None:
        """Add the text of a run."""
        self.parts.append(text)
        self.length += len(text)
