"""SEG: what of a segment has no rendering, or renders nothing, though its bead holds it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from statistics import median

import numpy as np
from numpy.typing import NDArray

from songngu.align.explainer import explainer
from songngu.align.known_texts import LANGS, KnownTexts
from songngu.align.unrendered import Unrendered, unrendered
from songngu.corpus.language.message import Message
from songngu.corpus.language.tags import base_language
from songngu.glossary.finding import Severity
from songngu.glossary.rules.block import RowBlock
from songngu.glossary.rules.rule import SIDES, Example, Issue, Row, Rule, Side, silent

_LEAST_LENGTH = 30
_FEW = 12
_USUAL_RATIO = 1.0
# How much longer than usual, as a logarithm, a text must be before anything is looked for in it: hardly shorter.
_EXCESS = -0.1
# Log odds from which a stretch is told, as information and as a warning. What is nearer is mostly a free rendering.
_TOLD = -0.4
_SURE = 1.5
# The share of content words from which a neighbour renders a stretch.
_RENDERED = 0.6


def _left_out(rows: Sequence[Row]) -> Iterator[tuple[int, Issue]]:
    yield from _told(rows, "source", "no rendering of “{text}”", "render it, or see whether it was left out on purpose")


def _added(rows: Sequence[Row]) -> Iterator[tuple[int, Issue]]:
    yield from _told(rows, "target", "“{text}” renders nothing of the source", "see whether it was added on purpose")


def _told(rows: Sequence[Row], side: Side, message: str, hint: str) -> Iterator[tuple[int, Issue]]:
    block = RowBlock.of(rows)
    for number, found in _judged(block)[side].items():
        stretch = _prose(block[number], side)[found.start : found.end]
        if _stands_beside(block, number, side, stretch):
            continue
        mark = found.start, found.start + len(stretch.rstrip())
        source_mark, target_mark = (mark, None) if side == "source" else (None, mark)
        told = Message(message, text=_cut(getattr(block[number], side)[slice(*mark)]))
        severity = None if found.score >= _SURE else Severity.INFO
        yield number, Issue(side, told, hint, source_mark, target_mark, severity=severity)


@lru_cache(maxsize=1)  # both rules ask
def _judged(block: RowBlock) -> Mapping[Side, Mapping[int, Unrendered]]:
    """Return of each side the stretches that nothing renders, by the numbers of their rows."""
    found: dict[Side, dict[int, Unrendered]] = {"source": {}, "target": {}}
    ratios = usual_ratios(block)
    usual = np.array([ratios[row.document] for row in block])
    langs = [(base_language(row.source_lang), base_language(row.target_lang)) for row in block]
    rendered = np.array([row.rendered and not row.repeated for row in block], np.bool_)
    with_code = block.with_code["source"] | block.with_code["target"]
    for sides in (SIDES, SIDES[::-1]):
        here = np.array([pair == (LANGS if sides == SIDES else LANGS[::-1]) for pair in langs], np.bool_)
        for rows in (here & rendered & with_code, here & rendered & ~with_code):
            if rows.any():
                _judge(block, sides, usual if sides == SIDES else 1 / usual, rows, found)
    return {side: dict(sorted(its.items())) for side, its in found.items()}


def _judge(
    block: RowBlock,
    sides: tuple[Side, Side],
    usual: NDArray[np.float64],
    rows: NDArray[np.bool_],
    found: Mapping[Side, dict[int, Unrendered]],
) -> None:
    """Add what is found in some rows, whose Vietnamese side stands first in ``sides``."""
    texts = [_texts(block, side, lang, rows) for side, lang in zip(sides, LANGS, strict=True)]
    lengths = [np.maximum(each.lengths, 1) for each in texts]
    excess = np.log(lengths[0] * usual / lengths[1])
    longer = [
        rows & (its >= _EXCESS) & (length >= _LEAST_LENGTH)
        for its, length in zip((excess, -excess), lengths, strict=True)
    ]
    told = unrendered((texts[0], texts[1]), usual, (longer[0], longer[1]), _TOLD)
    for side, its in zip(sides, told, strict=True):
        found[side].update(its)


def _texts(block: RowBlock, side: Side, lang: str, rows: NDArray[np.bool_]) -> KnownTexts:
    """Return the texts of a side; where rows have code, theirs alone, without it."""
    if not (block.with_code[side] & rows).any():
        return KnownTexts(lang, [getattr(row, side) for row in block], block.runs(side))
    return KnownTexts.of(
        [_prose(row, side) if its else "" for row, its in zip(block, rows.tolist(), strict=True)], lang
    )


def _prose(row: Row, side: Side) -> str:
    return row.source_prose if side == "source" else row.target_prose


def usual_ratios(rows: Sequence[Row]) -> Mapping[str, float]:
    """Return how long the targets of each document are to their sources, that of all where it is too short to tell."""
    held: dict[str, list[float]] = defaultdict(list)
    for row in rows:
        if row.rendered and min(len(row.source), len(row.target)) > _LEAST_LENGTH:
            held[row.document].append(len(row.target) / len(row.source))
    found = {name: median(values) for name, values in held.items() if len(values) >= _FEW}
    return defaultdict(lambda: _USUAL_RATIO, found)


def _stands_beside(rows: Sequence[Row], number: int, side: Side, stretch: str) -> bool:
    """Tell whether a neighbouring segment renders the stretch: a translator, or the aligner, moved it there.

    Its words must stand there, and the lengths of that segment fit better with it.
    """
    row = rows[number]
    words = explainer(row.source_lang, row.target_lang)
    for near in (number - 1, number + 1):
        if words and 0 <= near < len(rows) and rows[near].document == row.document:
            own, other = (rows[near].source, rows[near].target)[:: 1 if side == "source" else -1]
            pair = (stretch, other) if side == "source" else (other, stretch)
            lacking = math.log((len(own) + len(stretch)) * max(len(own), 1) / max(len(other), 1) ** 2)
            if lacking < 0 and words.explained(*pair, is_source=side == "source") >= _RENDERED:
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
