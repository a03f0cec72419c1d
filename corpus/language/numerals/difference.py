"""How two texts differ in what they count: what a comparison of numerals tells."""

from __future__ import annotations

from dataclasses import dataclass

from songngu.corpus.document import Span
from songngu.corpus.language.message import Message
from songngu.corpus.language.numerals.numeral import Numeral
from songngu.corpus.language.numerals.relation import NumberSeverity


@dataclass(frozen=True, slots=True)
class NumberDifference:
    """Numerals that do not go together: the rule broken, where on either side (None: nowhere), and a message."""

    rule: str
    severity: NumberSeverity
    source: Span | None
    target: Span | None
    message: str


def difference(
    rule: str, severity: NumberSeverity, one: Numeral | None, other: Numeral | None, message: str
) -> NumberDifference:
    """Return the difference between two numerals, or of one that the other text lacks; ``message`` says what it is."""
    texts = " / ".join(f"“{each.text}”" for each in (one, other) if each)
    source, target = (each.span if each else None for each in (one, other))
    told = Message("{what} {numbers}", what=Message(message), numbers=texts)
    return NumberDifference(rule, severity, source, target, told)
