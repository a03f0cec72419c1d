"""ENC: a mark that makes another word of Vietnamese, where the lexicon and the rendering say which was meant."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from songngu.align.other_marks import other_marks
from songngu.align.text.tokens import is_spaced
from songngu.corpus.language.message import Message
from songngu.corpus.language.tags import base_language
from songngu.glossary.finding import Severity
from songngu.glossary.rules.block import RowBlock
from songngu.glossary.rules.rule import SIDES, Example, Issue, Row, Rule, Side


def _another_word(row: Row) -> Iterator[Issue]:
    """Yield an issue for each word of the Vietnamese side that with another mark would be rendered."""
    langs = base_language(row.source_lang), base_language(row.target_lang)
    finder = other_marks(*langs) if row.rendered and not row.untranslated and "vi" in langs else None
    if finder is None:
        return
    side: Side = "source" if langs[0] == "vi" else "target"
    texts = row.source_prose, row.target_prose
    ours, theirs = texts if side == "source" else texts[::-1]
    for slip in finder.slips(ours, theirs):
        mark = slip.at.start, slip.at.end
        message = Message(
            "“{written}” may be a slip for “{meant}”, which “{rendering}” renders",
            written=ours[slice(*mark)], meant=slip.meant, rendering=slip.rendering,
        )  # fmt: skip
        source, target = (mark, None) if side == "source" else (None, mark)
        yield Issue(
            side, message, "see which word was meant", source, target,
            severity=None if slip.is_sure else Severity.INFO,
        )  # fmt: skip


def _may_slip(rows: Sequence[Row]) -> NDArray[np.bool_]:
    """Return the rows in whose rendering a word tells that one of the Vietnamese side may be a slip.

    What holds code is read without it: those rows are all looked at.
    """
    block = RowBlock.of(rows)
    found = np.zeros(len(block), np.bool_)
    pairs = list(zip(*([base_language(lang) for lang in block.langs(side)] for side in SIDES), strict=True))
    for langs in sorted(set(pairs)):
        finder = other_marks(*langs) if "vi" in langs else None
        if finder and all(map(is_spaced, langs)):
            words = [block.words(side, lang) for side, lang in zip(SIDES, langs, strict=True)]
            may = finder.may_slip(*(words if langs[0] == "vi" else words[::-1]))
            found |= may & np.fromiter(map(langs.__eq__, pairs), np.bool_, len(pairs))
        elif finder:
            found |= np.fromiter(map(langs.__eq__, pairs), np.bool_, len(pairs))
    return found | block.with_code["source"] | block.with_code["target"]


RULES = (
    Rule(
        "ENC006",
        "another word by a mark",
        Severity.WARNING,
        "A Vietnamese word that the rendering does not bear out, while the same letters with another mark are a word "
        "that it renders: bản (a copy) beside sells was meant bán. By the lexicon that ships; where that does not know "
        "what was meant beside either neighbour, it is advice.",
        (
            Example("", "Cửa hàng này bản hàng cả ngày.", "The shop sells goods all day.", True),
            Example("", "Cửa hàng này bán hàng cả ngày.", "The shop sells goods all day.", False),
        ),
        _another_word,
        among=_may_slip,
    ),
)
