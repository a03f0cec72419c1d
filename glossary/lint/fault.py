"""Faults of a glossary, and the rules that find them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from songngu.glossary.concept import Concept, Glossary, Term
from songngu.glossary.finding import Severity

Texts = Mapping[str, str]
"""Texts in which the glossary should be of use: the text of a language."""


@dataclass(frozen=True, slots=True)
class LintFault:
    """What a rule has to say about a concept, and about one of its terms where it is about that.

    ``severity`` is that of the rule unless it says otherwise.
    """

    concept: Concept
    message: str
    hint: str
    term: Term | None = None
    severity: Severity | None = None


Check = Callable[[Glossary, "LintContext"], Iterator[LintFault]]


@dataclass(frozen=True, slots=True)
class LintContext:
    """What a rule may need besides the glossary: the texts it is meant for, by language."""

    texts: Texts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LintRule:
    """A rule of the linter: its id, what it finds in a few words, how much that weighs, and the check itself."""

    id: str
    name: str
    severity: Severity
    check: Check


@dataclass(frozen=True, slots=True)
class LintFinding:
    """A fault with its rule and its place; line and column are 1-based, 0 where the file has none."""

    rule: str
    severity: Severity
    message: str
    hint: str
    file: str
    line: int
    column: int
    concept: str
    term: str | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the finding as `songngu glossary lint --format json` prints it."""
        return {
            "rule": self.rule,
            "severity": str(self.severity),
            "message": self.message,
            "hint": self.hint,
            "file": self.file,
            "line": self.line,
            "column": self.column,
            "concept": self.concept,
            "term": self.term,
        }
