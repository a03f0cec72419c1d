"""Running text: what of a document is compared with other texts, where a sentence may stand anywhere in it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from songngu.corpus.document import Document, MappedText, Span
from songngu.corpus.language.identify import likely_language
from songngu.corpus.readers import read_document, reader_named, segment_blocks
from songngu.corpus.readers.extraction import Extraction
from songngu.corpus.readers.pair_languages import USUAL, read_in_its_language
from songngu.corpus.readers.plain import line_groups, read_blocks

_STRETCH = 1 << 19
_LINE_END = re.compile(r"[\r\n\f]")
_STOP = re.compile(r"[.!?…。！？][\"'”’»)\]」』]*$")
# Where so many of the lines end without a stop, a stop at the end of another may be that of an abbreviation.
_MANY_OPEN = 0.25


def document_texts(path: str, data: bytes) -> tuple[list[str], list[str], tuple[str, ...]]:
    """Return the paragraphs of a document, sentences beside them, and what its reader has to say.

    Of a paragraph that stands on several lines of Markdown, those are its lines, and each sentence that stands on more
    than one. Raises InputError where it cannot be read.
    """
    document = read_in_its_language(lambda lang: read_document(path, lang, data=data), None, trust=True)
    if reader_named(path) != "markdown":
        return [block.content.text for block in document.blocks], [], document.warnings
    lines = (line for block in document.blocks for line in _lines(block.content, document.raw))
    return list(lines), list(broken_sentences(document)), document.warnings


def _lines(content: MappedText, raw: str) -> Iterator[str]:
    """Yield the parts of a text that stand on a line each of the file."""
    breaks = (
        after.text.start
        for before, after in pairwise(content.pieces)
        if _LINE_END.search(raw, before.raw.end, after.raw.start)
    )
    cuts = (0, *breaks, len(content.text))
    yield from (content.text[start:end].strip() for start, end in pairwise(cuts))


def broken_sentences(document: Document) -> Iterator[str]:
    """Yield the sentences of a document that stand on several of its lines."""
    for sentence in document.sentences:
        if _LINE_END.search(document.raw, sentence.span.start, sentence.span.end):
            yield sentence.text


def wrapped_sentences(raw: str) -> Iterator[str]:
    """Yield the sentences of a plain text that stand on several of its lines.

    A sentence goes on after a line that ends without a stop: others are not looked at, unless most are such.
    """
    lang = likely_language(raw[:_STRETCH]) or USUAL[1]
    for stretch in _open_stretches(raw):
        yield from broken_sentences(segment_blocks("", lang, stretch, read_blocks(stretch, Extraction(lang))))


def _open_stretches(raw: str) -> Iterator[str]:
    """Yield the lines of a text that may go on with the next, in paragraphs, some at a time."""
    groups = list(line_groups(raw))
    lines = [raw[line.start : line.end] for group in groups for line in group[:-1]]
    closed = sum(_STOP.search(line) is not None for line in lines)
    whole = len(lines) - closed > _MANY_OPEN * len(lines)
    part, length = list[str](), 0
    for group in groups:
        for run in [group] if whole else [run for run in _open_runs(raw, group) if len(run) > 1]:
            part += [*(raw[line.start : line.end] for line in run), ""]
            length += run[-1].end - run[0].start
        if length > _STRETCH:
            yield "\n".join(part)
            part, length = [], 0
    yield "\n".join(part)


def _open_runs(raw: str, group: Sequence[Span]) -> Iterator[list[Span]]:
    """Yield the lines that follow each other up to one that ends with a stop."""
    run = list[Span]()
    for line in group:
        run.append(line)
        if _STOP.search(raw, line.start, line.end):
            yield run
            run = []
    yield run
