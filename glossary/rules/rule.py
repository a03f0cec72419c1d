"""What a rule is: a function from one row of a bitext to the issues it has there, and what to tell people about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from songngu.glossary.finding import Fix, Severity
from songngu.glossary.matcher import Match
from songngu.glossary.termbase import Sense

Side = Literal["source", "target"]
Mark = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Row:
    """One bead as the rules see it; matches are ordered and include the covered ones."""

    source: str
    target: str
    source_lang: str
    target_lang: str
    source_terms: Sequence[Match[Sense]] = ()
    target_terms: Sequence[Match[Sense]] = ()


@dataclass(frozen=True, slots=True)
class Issue:
    """What a rule found in a row; marks are character offsets in the texts of the row, None the whole text.

    ``severity`` where it is not the rule's own.
    """

    side: Side
    message: str
    hint: str
    source_mark: Mark | None = None
    target_mark: Mark | None = None
    concept: str | None = None
    fix: Fix | None = None
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A pair of sentences on which the rule fires, or (``fires`` false) is silent; the glossary is told in words."""

    given: str
    source: str
    target: str
    fires: bool


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its stable id, its name, how much it weighs unless configured, and its check."""

    id: str
    name: str
    severity: Severity
    explanation: str
    examples: tuple[Example, ...]
    check: Callable[[Row], Iterator[Issue]]
