"""How two texts differ in what they count: what a comparison of numerals tells."""

from __future__ import annotations

from dataclasses import dataclass

from songngu.corpus.document import Span
from songngu.corpus.language.numerals.relation import NumberSeverity


@dataclass(frozen=True, slots=True)
class NumberDifference:
    """Numerals that do not go together: the rule broken, where on either side (None: nowhere), and a message."""

    rule: str
    severity: NumberSeverity
    source: Span | None
    target: Span | None
    message: str
