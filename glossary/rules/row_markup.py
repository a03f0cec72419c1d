"""The inline markup of rows: what their documents read away from the sentences that a row joins."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from songngu.corpus.document import Document, Markup, Sentence, Span
from songngu.corpus.formats import suffixes_of
from songngu.corpus.readers import READERS

if TYPE_CHECKING:
    import polars as pl

_BARE = ("plain", "subtitles")
_MARKED = frozenset(
    {suffix for suffix, reader in READERS.items() if reader not in _BARE}
    | {suffix for format in ("tmx", "xliff", "xliff2", "po") for suffix in suffixes_of(format)}
)

Markups = Mapping[int, tuple[tuple[Markup, ...], tuple[Markup, ...]]]
"""The markup of source and target, by offsets in their texts, of the rows that have any."""

NO_MARKUP: Markups = {}


def markup_of(bitext: pl.DataFrame, documents: Mapping[str, Document]) -> Markups:
    """Return the markup of the rows of a bitext whose files can hold any; other files are not read."""
    found: dict[int, list[tuple[Markup, ...]]] = {}
    for side, name in enumerate(("source", "target")):
        columns = bitext.select(f"{name}_file", f"{name}_ids", name)
        for number, (file, ids, text) in enumerate(columns.iter_rows()):
            if not ids or not _may_hold(file) or file not in documents:
                continue
            markup = _of_sentences(documents[file], ids, text or "")
            if markup:
                found.setdefault(number, [(), ()])[side] = markup
    return {number: (held[0], held[1]) for number, held in found.items()}


@lru_cache(maxsize=64)
def _may_hold(file: str | None) -> bool:
    return PurePath(file or "").suffix.lower() in _MARKED


def _of_sentences(document: Document, ids: Sequence[int], text: str) -> tuple[Markup, ...]:
    """Return the markup of joined sentences, that which goes on from one to the next as one; none of an edited text."""
    if max(ids) >= len(document.sentences):
        return ()
    sentences: list[Any] = [document.sentences[i] for i in ids]
    if not any(sentence.content.markup for sentence in sentences):
        return ()
    if " ".join(sentence.text for sentence in sentences) != text:
        return ()
    return tuple(_joined(sentences))


def _joined(sentences: Sequence[Sentence]) -> list[Markup]:
    done: list[Markup] = []
    offset = 0
    for sentence in sentences:
        for each in sentence.content.markup:
            at = Span(each.at.start + offset, each.at.end + offset)
            before = next((k for k, other in enumerate(done) if _goes_on(other, each, at, offset)), None)
            if before is None:
                done.append(Markup(each.kind, each.value, at))
            else:
                done[before] = Markup(each.kind, each.value, Span(done[before].at.start, at.end))
        offset += len(sentence.text) + 1
    return done


def _goes_on(before: Markup, each: Markup, at: Span, offset: int) -> bool:
    """Tell whether markup that begins a sentence goes on from the one before."""
    alike = before.kind is each.kind and before.value == each.value
    return alike and at.start == offset == before.at.end + 1


def part_of(markups: Markups, start: int, end: int) -> Markups:
    """Return the markup of the rows ``start`` to ``end``, counted from there."""
    return {number - start: held for number, held in markups.items() if start <= number < end}
