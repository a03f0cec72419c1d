"""What was read of a file and what was left out of it, in characters that are not blank, with the reasons."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from songngu.corpus.document import Document, Span
from songngu.corpus.readers.extraction import Extraction, Omission

MARKUP = "markup"
"""The reason of what is neither text nor left out by a reader: tags, marks, addresses, times of cues."""

_SHOWN = 80


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What was left out for one reason: how many characters, and the passages, none of markup."""

    reason: str
    characters: int
    omissions: tuple[Omission, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadingReport:
    """How many characters of a file are in sentences, and what is in none, by reason, most first."""

    document: Document
    read: int
    left_out: tuple[LeftOut, ...]


def reading_report(document: Document, extraction: Extraction) -> ReadingReport:
    """Return the report of one reading.

    Characters of a file that is text are all accounted for, those of another only as far as its reader knows texts.
    """
    read = sum(map(_size, (sentence.text for sentence in document.sentences)))
    by_reason = sorted(extraction.omissions, key=lambda omission: omission.reason)
    left_out = [
        LeftOut(reason, sum(_size(omission.text) for omission in omissions), tuple(omissions))
        for reason, group in groupby(by_reason, lambda omission: omission.reason)
        for omissions in [list(group)]
    ]
    markup = _size("".join(_uncovered(document, extraction.omissions)))
    if markup:
        left_out.append(LeftOut(MARKUP, markup))
    return ReadingReport(document, read, tuple(sorted(left_out, key=lambda one: (-one.characters, one.reason))))


def report_lines(report: ReadingReport) -> Iterator[str]:
    """Yield the report as lines for a person."""
    document = report.document
    counts = f"{len(document.sentences)} sentences, {len(document.blocks)} blocks"
    yield f"{report.read} characters read: {counts}"
    for one in report.left_out:
        passages = ""
        if one.omissions:
            first = _place(document, one.omissions[0])
            passages = f" ({len(one.omissions)}, the first at {first}: {_shown(one.omissions[0].text)})"
        yield f"{one.characters} characters left out: {one.reason}{passages}"


def report_json(report: ReadingReport) -> dict[str, Any]:
    """Return the report as JSON has it."""
    document = report.document
    return {
        "characters_read": report.read,
        "sentences": len(document.sentences),
        "blocks": len(document.blocks),
        "left_out": [
            {
                "reason": one.reason,
                "characters": one.characters,
                "passages": [
                    {"place": _place(document, omission), "characters": _size(omission.text), "text": omission.text}
                    for omission in one.omissions
                ],
            }
            for one in report.left_out
        ],
        "warnings": list(document.warnings),
    }


def _place(document: Document, omission: Omission) -> str:
    if omission.span is None:
        return omission.place
    return "{}:{}".format(*document.position(omission.span.start))


def _shown(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else line[: _SHOWN - 1] + "…"


def _size(text: str) -> int:
    return len("".join(text.split()))


def _uncovered(document: Document, omissions: Sequence[Omission]) -> Iterator[str]:
    """Yield what of the file is in no sentence and in no omission."""
    spans = [span for sentence in document.sentences for span in sentence.content.raw_spans()]
    spans.extend(omission.span for omission in omissions if omission.span)
    end = 0
    for span in sorted(_held(spans)):
        if span.start > end:
            yield document.raw[end : span.start]
        end = max(end, span.end)
    yield document.raw[end:]


def _held(spans: Iterable[Span]) -> Iterator[Span]:
    return (span for span in spans if len(span))
