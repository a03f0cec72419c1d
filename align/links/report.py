"""Linked rows in the forms that people and programs read: Pharaoh lines, JSON lines, a page with the links drawn."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from songngu.align.links.linked import LinkedPair, Word
from songngu.corpus.files.display import escaped, floored

_ADVANCE = 10
_GAP = 12
_HEIGHT = 110


def pharaoh(pairs: Iterable[LinkedPair]) -> Iterator[str]:
    """Yield a line a row: ``0-0 1-2 …``, the numbers of source and target words, from 0 (Koehn 2004)."""
    for pair in pairs:
        yield " ".join(f"{link.source}-{link.target}" for link in pair.links) + "\n"


def json_lines(pairs: Iterable[LinkedPair], langs: tuple[str, str]) -> Iterator[str]:
    """Yield a JSON object a row: both texts, their words with their places, the links with their probabilities."""
    for number, pair in enumerate(pairs):
        value = {
            "row": number,
            "source_lang": langs[0],
            "target_lang": langs[1],
            "source": pair.source_text,
            "target": pair.target_text,
            "source_words": [_word(word, pair.source_text) for word in pair.source],
            "target_words": [_word(word, pair.target_text) for word in pair.target],
            "source_units": [list(unit) for unit in pair.units()],
            "target_units": [list(unit) for unit in pair.mirrored().units()],
            "links": [
                {"source": link.source, "target": link.target, "probability": link.probability} for link in pair.links
            ],
        }
        yield escaped(json.dumps(value, ensure_ascii=False)) + "\n"


def _word(word: Word, text: str) -> dict[str, int | str]:
    return {"text": text[word.span.start : word.span.end], "start": word.span.start, "end": word.span.end}


def page(pairs: Iterable[LinkedPair], langs: tuple[str, str]) -> Iterator[str]:
    """Yield a page that needs nothing else: each row with a line from word to word, fainter where less probable."""
    from songngu.corpus.formats.page import parts_of_page

    rows = (_drawn(pair, langs) for pair in pairs)
    yield from parts_of_page("align", "links.html", rows=rows, height=_HEIGHT)


def _drawn(pair: LinkedPair, langs: tuple[str, str]) -> dict[str, Any]:
    """Return what is drawn of a row: its words and links with their places."""
    sides = [
        [text[word.span.start : word.span.end] for word in words]
        for text, words in ((pair.source_text, pair.source), (pair.target_text, pair.target))
    ]
    centres = [_centres(words) for words in sides]
    drawn = zip(sides, centres, (18, _HEIGHT - 6), langs, strict=True)
    return {
        "label": f"{pair.source_text} / {pair.target_text}",
        "width": max([_GAP, *(int(line[-1]) + 80 for line in centres if line)]),
        "words": [
            (word, f"{x:g}", height, lang)
            for words, line, height, lang in drawn
            for word, x in zip(words, line, strict=True)
        ],
        "links": [
            (
                f"{centres[0][link.source]:g}",
                f"{centres[1][link.target]:g}",
                f"{max(0.15, link.probability):.2f}",
                f"{sides[0][link.source]} – {sides[1][link.target]}: {floored(link.probability)}",
            )
            for link in pair.links
        ],
    }


def _centres(words: list[str]) -> list[float]:
    """Return where the middle of each word is drawn."""
    at, found = float(_GAP), []
    for word in words:
        size = max(1, len(word)) * _ADVANCE
        found.append(at + size / 2)
        at += size + _GAP
    return found
