"""What a rule is: a function from one row of a bitext to the issues it has there, and what to tell people about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from songngu.corpus.document import Markup, MarkupKind, Span
from songngu.corpus.language.numerals.convention import Convention
from songngu.corpus.language.prose import prose
from songngu.glossary.concept import Concept
from songngu.glossary.finding import Fix, Severity
from songngu.glossary.matching.matcher import Match
from songngu.glossary.matching.termbase import Sense
from songngu.glossary.rules.rendered import is_rendered, is_untranslated

Side = Literal["source", "target"]
SIDES: tuple[Side, Side] = ("source", "target")
Mark = tuple[int, int]


def marked_as_code(markup: Sequence[Markup]) -> tuple[Span, ...]:
    """Return the stretches that the markup of a text sets as code."""
    return tuple([each.at for each in markup if each.kind is MarkupKind.CODE]) if markup else ()


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One bead as the rules see it, equal to itself alone; matches are ordered and include the covered ones.

    ``target_variants`` are names in the target whose capitals or hyphens may be wrong; ``repeated`` is a row of a
    passage that was set aside as a copy. ``rendered``: both sides have text and are not the same; ``untranslated``: the
    target is in the language of the source. The conventions are those of the whole file on either side; the markup is
    what was read away from the texts, by offsets in them; ``source_prose`` and ``target_prose`` are the texts with code
    hidden, as long as they are. ``fault`` is what failed while the row was read: it is empty
    then, and no rule has a say in it.
    """

    source: str
    target: str
    source_lang: str
    target_lang: str
    source_terms: Sequence[Match[Sense]] = ()
    target_terms: Sequence[Match[Sense]] = ()
    target_variants: Sequence[Match[Sense]] = ()
    document: str = ""
    source_file: str = ""
    target_file: str = ""
    probability: float | None = None
    repeated: bool = False
    source_convention: Convention | None = None
    target_convention: Convention | None = None
    source_markup: Sequence[Markup] = ()
    target_markup: Sequence[Markup] = ()
    fault: Exception | None = None
    source_prose: str = field(init=False)
    target_prose: str = field(init=False)
    rendered: bool = field(init=False)
    untranslated: bool = field(init=False)

    @property
    def source_code(self) -> tuple[Span, ...]:
        """The stretches of the source that its document sets as code."""
        return marked_as_code(self.source_markup)

    @property
    def target_code(self) -> tuple[Span, ...]:
        """The stretches of the target that its document sets as code."""
        return marked_as_code(self.target_markup)

    def __post_init__(self) -> None:
        """Work out, once for all rules, what of the texts is prose and whether the segment is rendered at all."""
        object.__setattr__(self, "source_prose", prose(self.source, self.source_code))
        object.__setattr__(self, "target_prose", prose(self.target, self.target_code))
        texts = self.source, self.target, self.source_lang, self.target_lang
        object.__setattr__(self, "rendered", is_rendered(*texts))
        object.__setattr__(self, "untranslated", not self.rendered and is_untranslated(*texts))


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
    """Text on which the rule fires, or (``fires`` false) is silent; ``given`` tells ``concepts`` in words.

    Each line of ``source`` and ``target`` is a segment, with ``markdown`` of a document in Markdown.
    """

    given: str
    source: str
    target: str
    fires: bool
    concepts: tuple[Concept, ...] = ()
    markdown: bool = False


class Use(NamedTuple):
    """One way in which something is rendered: what, how, the number of the row, its place there, how to show it."""

    key: str
    form: str
    row: int
    mark: Mark | None
    shown: str


def silent(row: Row) -> Iterator[Issue]:
    """Yield nothing: the check of a rule that looks at all rows together."""
    return iter(())


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its stable id, its name, how much it weighs unless configured, and its check.

    ``check`` sees one row; ``across`` all rows of some documents, and yields the number of the row with each issue.
    What concerns a whole run is told in two steps: ``uses`` of some documents, and ``judge`` of the uses of all.
    ``concerns`` is false of rows in which the check can find nothing; rules that share it are asked together.
    ``among`` tells the same of many rows at once, from what a `RowBlock` knows of their texts: it leaves out most rows
    and no row in which the check finds something.
    """

    id: str
    name: str
    severity: Severity
    explanation: str
    examples: tuple[Example, ...]
    check: Callable[[Row], Iterator[Issue]]
    across: Callable[[Sequence[Row]], Iterator[tuple[int, Issue]]] | None = None
    uses: Callable[[Sequence[Row]], Iterator[Use]] | None = None
    judge: Callable[[Sequence[Use]], Iterator[tuple[int, Issue]]] | None = None
    concerns: Callable[[Row], object] | None = None
    among: Callable[[Sequence[Row]], NDArray[np.bool_]] | None = None
