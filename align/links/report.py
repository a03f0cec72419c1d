"""Linked rows in the forms that people and programs read: Pharaoh lines, JSON lines, a page with the links drawn."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from html import escape

from songngu.align.links.linked import LinkedPair, Word
from songngu.corpus.files.display import floored

_STYLE = """
:root { color-scheme: light dark; --line: #8886; --mark: #fd06; }
body { font: 1rem/1.6 system-ui, sans-serif; margin: 2rem auto; max-width: 70rem; padding: 0 1rem; }
section { border-top: 1px solid var(--line); padding: .6rem 0; } h2 { font-size: .9rem; margin: 0; opacity: .7; }
svg { display: block; overflow: visible; max-width: none; } .row { overflow-x: auto; }
text { fill: currentColor; font: 16px system-ui, sans-serif; } line { stroke: currentColor; }
line:hover { stroke: #c60; stroke-width: 3; }
"""
_ADVANCE = 9
_GAP = 14
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
        yield json.dumps(value, ensure_ascii=False) + "\n"


def _word(word: Word, text: str) -> dict[str, int | str]:
    return {"text": text[word.span.start : word.span.end], "start": word.span.start, "end": word.span.end}


def page(pairs: Iterable[LinkedPair], langs: tuple[str, str]) -> Iterator[str]:
    """Yield a page that needs nothing else: each row with a line from word to word, fainter where less probable."""
    yield (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>Word links</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>Word links</h1>\n"
    )
    for number, pair in enumerate(pairs):
        yield f'<section id="r{number}">\n<h2>{number}</h2>\n<div class="row">\n{_drawn(pair, langs)}</div>\n'
        yield "</section>\n"
    yield "</body>\n</html>\n"


def _drawn(pair: LinkedPair, langs: tuple[str, str]) -> str:
    sides = [
        ([text[word.span.start : word.span.end] for word in words], lang)
        for text, words, lang in (
            (pair.source_text, pair.source, langs[0]), (pair.target_text, pair.target, langs[1]),
        )
    ]  # fmt: skip
    centres = [_centres(words) for words, _ in sides]
    width = max([_GAP, *(int(line[-1]) + 80 for line in centres if line)])
    label = escape(f"{pair.source_text} / {pair.target_text}")
    parts = [f'<svg width="{width}" height="{_HEIGHT}" role="img" aria-label="{label}">']
    for (words, lang), line, height in zip(sides, centres, (18, _HEIGHT - 6), strict=True):
        parts += [
            f'<text x="{x:g}" y="{height}" text-anchor="middle" lang="{escape(lang)}">{escape(word)}</text>'
            for word, x in zip(words, line, strict=True)
        ]
    for link in pair.links:
        names = f"{sides[0][0][link.source]} – {sides[1][0][link.target]}: {floored(link.probability)}"
        parts.append(
            f'<line x1="{centres[0][link.source]:g}" y1="24" x2="{centres[1][link.target]:g}" y2="{_HEIGHT - 24}"'
            f' stroke-opacity="{max(0.15, link.probability):.2f}"><title>{escape(names)}</title></line>'
        )
    return "\n".join([*parts, "</svg>\n"])


def _centres(words: list[str]) -> list[float]:
    """Return where the middle of each word is drawn."""
    at, found = 0.0, []
    for word in words:
        size = max(1, len(word)) * _ADVANCE
        found.append(at + size / 2)
        at += size + _GAP
    return found
