"""SEG: what of a segment has no rendering, or renders nothing, though its bead holds it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from statistics import median
from typing import NamedTuple

from songngu.align.leftover import ANY, Explainer, Leftover, explainer
from songngu.align.unrendered import LANGS, Unrendered, side_pair, unrendered, weigh
from songngu.corpus.language.message import Message
from songngu.corpus.language.prose import prose
from songngu.corpus.language.tags import base_language
from songngu.glossary.finding import Severity
from songngu.glossary.rules.rule import Example, Issue, Row, Rule, Side, silent

_LEAST_LENGTH = 30
_FEW = 12
_USUAL_RATIO = 1.0


# What the lengths must tell before anything is looked at, and the log odds by words alone from which links are made,
# which take ten times as long: 10 of 100 clean segments of the even gold documents are nominated.
_EXCESS = 0.05
_NOMINATED = (0.0, 0.0, 0.0)
# An excess that nominates whatever the words say, and how many characters it must be.
_GREAT_EXCESS = 0.3
_GREAT_SURPLUS = 40
# Log odds by links from which a stretch is told, as information (in 13 of 1,000 of those segments), and as a warning
# (in 2 of 1,000, of which half do leave something out). What is nearer is mostly a free rendering.
_TOLD = -1.2
_SURE = 2.5
# By words alone, for texts too long to be linked.
_TOLD_UNLINKED = 2.0
_SURE_UNLINKED = 5.5
# By words alone, of a clause, a sentence, a joined clause: what links tell too is plain from there.
_CONFIRMED = (4.0, 3.0, 6.0)


class _Nominee(NamedTuple):
    """A row of which one side may hold a stretch that nothing renders.

    Its number; of that side the language, whether it is the source, and the text; the other text, both as prose; how
    long the one usually is to the other, and what explains words.
    """

    number: int
    lang: str
    is_source: bool
    text: str
    other: str
    ratio: float
    words: Explainer

    @property
    def pair(self) -> tuple[str, str]:
        """The Vietnamese text and the English one."""
        return (self.text, self.other) if self.lang == LANGS[0] else (self.other, self.text)

    def by_words(self, least: tuple[float, float, float]) -> Iterator[Leftover]:
        """Yield the stretches that the words of the other side hardly explain, but those below ``least``."""
        return self.words.leftovers(self.text, self.other, is_source=self.is_source, ratio=self.ratio, least=least)


class _Found(NamedTuple):
    """A stretch of a text, and whether it is plain that nothing renders it."""

    start: int
    end: int
    is_sure: bool


def _left_out(rows: Sequence[Row]) -> Iterator[tuple[int, Issue]]:
    yield from _told(rows, "source", "no rendering of “{text}”", "render it, or see whether it was left out on purpose")


def _added(rows: Sequence[Row]) -> Iterator[tuple[int, Issue]]:
    yield from _told(rows, "target", "“{text}” renders nothing of the source", "see whether it was added on purpose")


def _told(rows: Sequence[Row], side: Side, message: str, hint: str) -> Iterator[tuple[int, Issue]]:
    nominees = list(_nominees(rows, side))
    for nominee, found in zip(nominees, _judged(nominees), strict=True):
        if found is None:
            continue
        stretch = nominee.text[found.start : found.end]
        if _stands_beside(rows, nominee.number, side, stretch, nominee.words):
            continue
        mark = found.start, found.start + len(stretch.rstrip())
        source_mark, target_mark = (mark, None) if side == "source" else (None, mark)
        told = Message(message, text=_cut(getattr(rows[nominee.number], side)[slice(*mark)]))
        severity = None if found.is_sure else Severity.INFO
        yield nominee.number, Issue(side, told, hint, source_mark, target_mark, severity=severity)


def _nominees(rows: Sequence[Row], side: Side) -> Iterator[_Nominee]:
    """Yield the rows with a stretch that the words of the other side hardly explain, where the lengths allow one."""
    ratios = usual_ratios(rows)
    for number, row in enumerate(rows):
        words = explainer(row.source_lang, row.target_lang) if row.rendered and not row.repeated else None
        if words is None:
            continue
        is_source = side == "source"
        text, other = (row.source, row.target) if is_source else (row.target, row.source)
        ratio = 1 / ratios[row.document] if is_source else ratios[row.document]
        usual = max(ratio * len(other), 1)
        excess = math.log(len(text) / usual) if len(text) >= _LEAST_LENGTH else 0.0
        if excess < _EXCESS:
            continue
        is_great = excess >= _GREAT_EXCESS and len(text) - usual >= _GREAT_SURPLUS
        lang = base_language(row.source_lang if is_source else row.target_lang)
        nominee = _Nominee(number, lang, is_source, prose(text), prose(other), ratio, words)
        if is_great or next(nominee.by_words(_NOMINATED), None):
            yield nominee


def _judged(nominees: Sequence[_Nominee]) -> Iterator[_Found | None]:
    """Yield of each nominee the stretch that the links of its words show to be rendered by nothing."""
    pairs = [nominee.pair for nominee in nominees]
    for nominee, pair, weighed in zip(nominees, pairs, weigh(pairs), strict=True):
        if weighed.is_whole:
            side = side_pair(pair, weighed, nominee.lang, nominee.ratio)
            found = _bounded(unrendered(side), _TOLD, _SURE)
            yield found and _confirmed(found, nominee)
        else:
            yield _bounded(_least_explained(nominee), _TOLD_UNLINKED, _SURE_UNLINKED)


def _confirmed(found: _Found, nominee: _Nominee) -> _Found:
    """Return what the links tell, plain too where the words alone are sure of the same stretch."""
    by_words = None if found.is_sure else _least_explained(nominee)
    if by_words is None or by_words.score < _CONFIRMED[by_words.extent] or not _overlap(found, by_words):
        return found
    return found._replace(is_sure=True)


def _overlap(found: _Found, other: Leftover) -> bool:
    return found.start < other.end and other.start < found.end


def _bounded(found: Unrendered | Leftover | None, told: float, sure: float) -> _Found | None:
    if found is None or found.score < told:
        return None
    return _Found(found.start, found.end, found.score >= sure)


def _least_explained(nominee: _Nominee) -> Leftover | None:
    """Return the stretch that the words of the other side explain least."""
    return max(nominee.by_words(ANY), key=lambda each: (each.score, -each.start), default=None)


def usual_ratios(rows: Sequence[Row]) -> Mapping[str, float]:
    """Return how long the targets of each document are to their sources, that of all where it is too short to tell."""
    held: dict[str, list[float]] = defaultdict(list)
    for row in rows:
        if row.rendered and min(len(row.source), len(row.target)) > _LEAST_LENGTH:
            held[row.document].append(len(row.target) / len(row.source))
    found = {name: median(values) for name, values in held.items() if len(values) >= _FEW}
    return defaultdict(lambda: _USUAL_RATIO, found)


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
        "linked to any of the other side, and the lengths fit better without it. Where that is not plain it is "
        "information: renderings are often free. For Vietnamese and English.",
        (_LOSS, _FULL), silent, _left_out,
    ),
    Rule(
        "SEG010", "partly added", Severity.WARNING,
        "A clause or a sentence of the target renders nothing of the source, in the segment or beside it: few of its "
        "words are linked to any of the other side, and the lengths fit better without it. Where that is not plain "
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
