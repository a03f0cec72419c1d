"""SEG: what of a segment has no rendering, or renders nothing, though its bead holds it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from statistics import median
from typing import NamedTuple

from songngu.align.leftover import Explainer, Leftover, clause_count, explainer
from songngu.corpus.language.message import Message
from songngu.corpus.language.prose import prose
from songngu.glossary.finding import Severity
from songngu.glossary.rules.rule import Example, Issue, Row, Rule, Side, silent

_LEAST_LENGTH = 30
_FEW = 12
_USUAL_RATIO = 1.0


class _Bounds(NamedTuple):
    """Log odds from which a clause, a sentence, a joined clause are told; the excess of length that makes one look."""

    clause: float
    sentence: float
    joined: float
    excess: float

    def of(self, found: Leftover) -> float:
        """Return the bound of a stretch."""
        return self.least[found.extent]

    @property
    def least(self) -> tuple[float, float, float]:
        """The bounds by extent."""
        return self.clause, self.sentence, self.joined


# A side that has more clauses than the other is likelier to hold one that the other lacks. The aligner swallows a
# sentence more often than a clause is made up. What the lengths must tell comes first, for words take time.
_MORE_CLAUSES = _Bounds(0.5, -0.5, 2.5, 0.08)
_AS_MANY = _Bounds(3.0, 2.0, 3.5, 0.2)
# So far beyond its bound a stretch is a warning: 3 of 1,890 clean segments of the even gold documents, of which two do
# leave something out. What is nearer is mostly a free rendering.
_SURE = 3.5
# A clause that a conjunction joins is looked for where it would be this much of the length.
_JOINED_EXCESS = 0.15


def _left_out(rows: Sequence[Row]) -> Iterator[tuple[int, Issue]]:
    yield from _told(rows, "source", "no rendering of “{text}”", "render it, or see whether it was left out on purpose")


def _added(rows: Sequence[Row]) -> Iterator[tuple[int, Issue]]:
    yield from _told(rows, "target", "“{text}” renders nothing of the source", "see whether it was added on purpose")


def _told(rows: Sequence[Row], side: Side, message: str, hint: str) -> Iterator[tuple[int, Issue]]:
    ratios = _ratios(rows)
    for number, row in enumerate(rows):
        words = explainer(row.source_lang, row.target_lang) if row.rendered and not row.repeated else None
        if words is None:
            continue
        text, other = (row.source, row.target) if side == "source" else (row.target, row.source)
        ratio = 1 / ratios[row.document] if side == "source" else ratios[row.document]
        excess = math.log(len(text) / max(ratio * len(other), 1)) if len(text) >= _LEAST_LENGTH else 0.0
        if excess < _MORE_CLAUSES.excess:
            continue
        text, other = prose(text), prose(other)
        bounds = _MORE_CLAUSES if clause_count(text) > clause_count(other) else _AS_MANY
        if excess < bounds.excess:
            continue
        stretches = words.leftovers(
            text, other, is_source=side == "source", ratio=ratio, least=bounds.least, joined=excess >= _JOINED_EXCESS
        )
        found = _worst(stretches, bounds)
        if found is None or _stands_beside(rows, number, side, text[found.start : found.end], words):
            continue
        end = found.start + len(text[found.start : found.end].rstrip())
        mark = found.start, end
        source_mark, target_mark = (mark, None) if side == "source" else (None, mark)
        yield (
            number,
            Issue(
                side,
                Message(message, text=_cut(getattr(row, side)[slice(*mark)])),
                hint,
                source_mark,
                target_mark,
                severity=None if found.score >= bounds.of(found) + _SURE else Severity.INFO,
            ),
        )


def _ratios(rows: Sequence[Row]) -> dict[str, float]:
    """Return how long the targets of each document are to their sources, that of all where it is too short to tell."""
    held: dict[str, list[float]] = defaultdict(list)
    for row in rows:
        if row.rendered and min(len(row.source), len(row.target)) > _LEAST_LENGTH:
            held[row.document].append(len(row.target) / len(row.source))
    found = {name: median(values) for name, values in held.items() if len(values) >= _FEW}
    return defaultdict(lambda: _USUAL_RATIO, found)


def _worst(found: Iterable[Leftover], bounds: _Bounds) -> Leftover | None:
    """Return the stretch that is least rendered, if it is beyond its bound."""
    beyond = [each for each in found if each.score >= bounds.of(each)]
    return max(beyond, key=lambda each: (each.score, -each.start), default=None)


def _stands_beside(rows: Sequence[Row], number: int, side: Side, stretch: str, words: Explainer) -> bool:
    """Tell whether a neighbouring segment renders the stretch: a translator, or the aligner, moved it there."""
    for near in (number - 1, number + 1):
        if 0 <= near < len(rows) and rows[near].document == rows[number].document:
            other = rows[near].target if side == "source" else rows[near].source
            pair = (stretch, other) if side == "source" else (other, stretch)
            if words.explained(*pair, is_source=side == "source") >= 0.6:
                return True
    return False


def _cut(text: str) -> str:
    return text if len(text) <= 60 else text[:59].rstrip() + "…"


_LOSS = Example(
    "",
    "Bên bán giao hàng trong vòng 20 ngày kể từ ngày ký. Bên bán chịu mọi chi phí vận chuyển.",
    "The Seller shall deliver the goods within 20 days of signing.",
    True,
)
_FULL = Example(
    "",
    "Bên bán giao hàng trong vòng 20 ngày kể từ ngày ký. Bên bán chịu mọi chi phí vận chuyển.",
    "The Seller shall deliver the goods within 20 days of signing. The Seller bears all costs of transport.",
    False,
)
RULES = (
    Rule(
        "SEG009", "partly left out", Severity.WARNING,
        "A clause or a sentence of the source has no rendering in the segment or beside it: few of its words are "
        "explained by the lexicon that ships, and the lengths fit better without it. Where that is not plain it is "
        "information: renderings are often free. For Vietnamese and English.",
        (_LOSS, _FULL), silent, _left_out,
    ),
    Rule(
        "SEG010", "partly added", Severity.WARNING,
        "A clause or a sentence of the target renders nothing of the source, in the segment or beside it: few of its "
        "words are explained by the lexicon that ships, and the lengths fit better without it. Where that is not plain "
        "it is information: renderings are often free. For Vietnamese and English.",
        (
            Example(
                "",
                "Bên bán giao hàng trong vòng 20 ngày kể từ ngày ký.",
                "The Seller shall deliver the goods within 20 days of signing. The Buyer insures them beforehand.",
                True,
            ),
            _FULL,
        ),
        silent, _added,
    ),
)  # fmt: skip
