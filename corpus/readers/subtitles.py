"""Subtitles, SubRip (.srt) and WebVTT (.vtt): cues joined to sentences, their times kept.

A sentence that runs over several cues is one block, whose locator is the time from the first cue to the last. A line
that begins with a dash is another speaker's and a block of its own. Markup, voices, positions, styles and notes are
left out.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from songngu.corpus.document import Block, BlockKind, Document, Span
from songngu.corpus.readers.extraction import Extraction
from songngu.corpus.readers.rendering import Rendering

_TIME = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})[.,](\d{1,3})"
_TIMING = re.compile(rf"[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}")
_LINE = re.compile(r"([^\r\n]*)(?:\r\n?|\n|\Z)")
_MARKUP = re.compile(
    r"</?(?:b|c|font|i|lang|rt|ruby|s|u|v)(?:[.\s][^<>\n]{0,200})?>|<\d[\d:.]{0,20}>|\{\\[^{}\n]{0,200}\}"
    r"|&(?:[a-zA-Z]{2,8}|#\d{1,7});",
    re.IGNORECASE,
)
_SPEAKER = re.compile(r"[-–—‐][ \t]*(?=\S)")
_FINAL = re.compile(r"[.!?…。！？♪][\"'”’»)\]」』]*$")
_LONGEST_PAUSE = 3000


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue: when it is shown (milliseconds from the start) and where its lines stand in the file."""

    start: int
    end: int
    lines: tuple[Span, ...]


def read_cues(raw: str) -> list[Cue]:
    """Return the cues of a file in its order."""
    lines = [Span(match.start(1), match.end(1)) for match in _LINE.finditer(raw)]
    timings = [_TIMING.match(raw, line.start, line.end) for line in lines]
    cues: list[Cue] = []
    for number, timing in enumerate(timings):
        if timing:
            shown = tuple(_cue_lines(raw, lines, timings, number + 1))
            cues.append(Cue(_milliseconds(timing.groups()[:4]), _milliseconds(timing.groups()[4:]), shown))
    return cues


def read_blocks(raw: str, extraction: Extraction) -> list[Block]:
    """Return the sentences of the cues as blocks, each as far as the next cue that ends one."""
    blocks: list[Block] = []
    rendering, first, last = Rendering(), 0, 0
    for cue in read_cues(raw):
        for line in cue.lines:
            dash = _SPEAKER.match(raw, line.start, line.end)
            text = raw[dash.end() if dash else line.start : line.end]
            if rendering and (dash or cue.start - last > _LONGEST_PAUSE or _ends(rendering.tail(), text)):
                blocks.append(_block(rendering, first, last))
                rendering = Rendering()
            if not rendering:
                first = cue.start
            rendering.add_space()
            _add_line(rendering, raw, Span(dash.end() if dash else line.start, line.end))
            last = cue.end if rendering else last
    return [*blocks, _block(rendering, first, last)] if rendering else blocks


def cue_times(document: Document) -> list[tuple[int, int]]:
    """Return for each sentence when it is shown, from its first cue to its last, in milliseconds."""
    lines = [(line, cue) for cue in read_cues(document.raw) for line in cue.lines]
    starts = [line.start for line, _ in lines]
    times = []
    for sentence in document.sentences:
        span = sentence.span
        cues = [cue for _, cue in lines[bisect_right(starts, span.start) - 1 : bisect_left(starts, span.end)]]
        times.append((cues[0].start, max(cue.end for cue in cues)))
    return times


def clock(milliseconds: int) -> str:
    """Return a time as ``00:01:02.500``."""
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}.{rest:03}"


def _milliseconds(fields: Sequence[str | None]) -> int:
    hours, minutes, seconds, fraction = fields
    whole = (int(hours or 0) * 60 + int(minutes or 0)) * 60 + int(seconds or 0)
    return whole * 1000 + int((fraction or "0").ljust(3, "0"))


def _cue_lines(raw: str, lines: list[Span], timings: Sequence[object], first: int) -> Iterator[Span]:
    """Yield the lines of the cue whose text begins at ``first``: up to a blank line or the next cue's number."""
    for number in range(first, len(lines)):
        line = lines[number]
        following = timings[number + 1] if number + 1 < len(timings) else None
        if not raw[line.start : line.end].strip() or timings[number]:
            return
        if following and raw[line.start : line.end].strip().isdigit():
            return
        yield line


def _ends(tail: str, following: str) -> bool:
    """Decide whether a sentence ends with a line; three dots end none that the next line goes on with."""
    if not _FINAL.search(tail):
        return False
    start = _MARKUP.sub("", following).lstrip()[:1]
    return not (tail.endswith(("…", "...")) and (start.islower() or start in (".", "…")))


def _add_line(rendering: Rendering, raw: str, line: Span) -> None:
    position = line.start
    for mark in _MARKUP.finditer(raw, line.start, line.end):
        rendering.add_run(raw[position : mark.start()], position)
        if mark[0][0] == "&":
            rendering.add_whole(html.unescape(mark[0]), Span(*mark.span()))
        position = mark.end()
    rendering.add_run(raw[position : line.end], position)


def _block(rendering: Rendering, first: int, last: int) -> Block:
    return Block(BlockKind.PARAGRAPH, rendering.finish(), 0, f"{clock(first)} --> {clock(max(first, last))}")
